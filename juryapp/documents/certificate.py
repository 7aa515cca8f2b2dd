"""Certificates (piagam penghargaan): a page across for each winner, to be printed on good paper and signed with a pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reportlab.platypus import KeepInFrame, Spacer

from juryapp.documents.form import DOTS, finished, width_of
from juryapp.documents.letterhead import award_line, letterhead
from juryapp.documents.page import Places, with_letterhead
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.signature_area import Signature
from juryapp.documents.styles import MM, para, table
from juryapp.documents.winners import CategoryWinners, Winner
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.text import _, plain_date, speaking

_BODY = 170 * MM
"""The height of a page across, between its margins."""


def render(event: Event, categories: Sequence[CategoryWinners], chair: Juror | None, day: date | None, at: datetime) -> bytes:
    """One page for each winner of a final category, in the event's language; `day` is left open where it isn't known.

    Nothing but the letterhead and a line of dots stands for the number and the office that awards: they are written in.
    """
    with speaking(event.language):
        about, heading = event_block(event, ""), _("CERTIFICATE OF AWARD")
        width = width_of(about, landscape=True)
        story: list[Any] = []
        for one in categories:
            for winner in (*one.winners, *one.mentioned) if one.final else ():
                page = _page(about, heading, one, winner, _signatures(about, chair, day, width), width)
                story += [*(with_letterhead() if story else []), KeepInFrame(width, _BODY, page, mode="shrink")]
        return finished(about, heading, story, at, paper=FileKind.CERTIFICATE, landscape=True, with_foot=False)


def _page(
    about: Mapping[str, Any], heading: str, category: CategoryWinners, winner: Winner, signatures: Any, width: float
) -> list[Any]:
    stage = " · ".join(part for part in (award_line(about), about["stage"]) if part)
    institution = winner.candidate.institution if winner.candidate.institution != winner.candidate.name else ""
    return [
        *letterhead(about, width),
        Spacer(1, 24),
        para(heading, "certificate-title"),
        para(_("NUMBER: {number}", number=DOTS), "subtitle"),
        Spacer(1, 16),
        para(_("is awarded to"), "certificate"),
        Spacer(1, 8),
        para(winner.candidate.name, "certificate-name"),
        *([para(institution, "certificate")] if institution else []),
        Spacer(1, 12),
        para(_("as"), "certificate"),
        para(winner.title, "certificate-name"),
        para(_("in the category {category}", category=category.name), "certificate"),
        para(stage, "certificate"),
        Spacer(1, 22),
        signatures,
    ]


def _signatures(about: Mapping[str, Any], chair: Juror | None, day: date | None, width: float) -> Any:
    """The chair at the left; at the right the office that awards, which is written in."""
    when = plain_date(day) if day else "." * 30
    dated = f"{about['city']}, {when}" if about["city"] else when
    ours = juror_block(chair) if chair else {"name": DOTS, "nip": ""}
    left = Signature(Places(), "Chair", ["", _("Chair of the jury")], ours, 80 * MM)
    right = Signature(Places(), "Issuer", [dated, "." * 36 + ","], {"name": DOTS, "nip": ""}, 80 * MM)
    side = (width - 170 * MM) / 2
    return table([["", left, "", right, ""]], [side, 80 * MM, 10 * MM, 80 * MM, side], *_BARE)


_BARE = (("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0))
