"""The ceremony's list: whom the announcer calls, the last place first: title, number, name, institution, in large letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reportlab.platypus import KeepTogether, Spacer

from juryapp.documents.form import finished, grid, opening, width_of
from juryapp.documents.sheet_json import event_block
from juryapp.documents.styles import Look, looking, para
from juryapp.documents.winners import CategoryWinners, Winner
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, speaking

_SIZE = 13.0
"""Of the letters, in points: it is read aloud, standing, on a stage."""


def render(event: Event, categories: Sequence[CategoryWinners], at: datetime) -> bytes:
    """The list in the event's language."""
    with speaking(event.language), looking(Look(size=_SIZE)):
        about, heading = event_block(event, ""), _("LIST FOR THE CEREMONY")
        width = width_of(about)
        story = [
            *opening(about, heading),
            para(_("Read out from the top to the bottom: the last place first. Confidential until it is announced.")),
            Spacer(1, 8),
        ]
        for one in categories:
            story += [*_category(one, width), Spacer(1, 12)]
        notes = [] if all(one.final for one in categories) else [_("PROVISIONAL")]
        return finished(about, heading, story, at, paper=FileKind.CEREMONY, notices=notes)


def _category(one: CategoryWinners, width: float) -> list[Any]:
    heading = para(one.name, "category")
    called = [*one.mentioned, *reversed(one.winners)]
    if not one.final or not called:
        why = _("Nobody is to be called: the ranking isn't final.") if not one.final else _("Nobody is to be called.")
        return [KeepTogether([heading, Spacer(1, 4), para(" ".join(part for part in (why, one.why) if part))])]
    rows = [_row(place, winner) for place, winner in enumerate(called, 1)]
    headings = (_("No."), _("Title"), _("Number"), _("Name"), _("Institution"))
    widths = [34.0, width * 0.22, 62.0, width * 0.27]
    parts = [heading, Spacer(1, 4), grid(headings, rows, [*widths, width - sum(widths)])]
    return [KeepTogether(parts)] if len(rows) <= _FEW else parts


_FEW = 8


def _row(place: int, winner: Winner) -> list[Any]:
    candidate: Mapping[str, str] = {"number": winner.candidate.number, "name": winner.candidate.name}
    return [
        para(str(place), "centre"),
        para(winner.title, "answer"),
        para(candidate["number"], "centre-strong"),
        para(candidate["name"], "answer"),
        para(winner.candidate.institution, "cell"),
    ]
