"""The pledge (pakta integritas): one juror's word on impartiality, secrecy and conflicts of interest, to be signed with a pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.form import DOTS, facts, finished, grid_and_last, letter, opening, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.page import Places
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.signature_area import INK_HEIGHT, Closing, Signature, WetRoom
from juryapp.documents.styles import MM, LastRows, para, table
from juryapp.documents.words import candidate_line, day_in_words, juror_word, nip
from juryapp.model.candidate import Candidate
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.text import _, mark, plain_date, speaking

_PROMISES = (
    mark("judge every candidate objectively and independently, by the criteria and weights that were set, and by nothing else;"),
    mark("accept no gift, promise or favour from a candidate or from anyone on a candidate's behalf, and report any offer;"),
    mark("keep points, notes and deliberations secret until the result is announced, and what candidates confided after it too;"),
    mark(
        "declare every conflict of interest (kinship, employment, ownership, advice given or any other tie) before a candidate "
        "is judged, and not judge that candidate;"
    ),
    mark("give points myself and let nobody else use my PIN;"),
    mark("bear the consequences under the rules in force if I break this pledge."),
)  # fmt: skip
_ROOM_FOR_TIES = 3
_STAMP = 26 * MM
"""Beside the ink: offices stick the stamp (meterai) there and sign across it."""


def render(event: Event, juror: Juror, declared: Sequence[tuple[Candidate, str]], day: date | None, at: datetime) -> bytes:
    """One juror's pledge in the event's language. `declared` are the conflicts of interest on record, with their reasons.

    `day` is when it is to be signed: the first day of interviews, or None for a date to be written in.
    """
    with speaking(event.language), letter(event):
        about, person, heading = event_block(event, ""), juror_block(juror), _("INTEGRITY PLEDGE")
        width = width_of(about)
        ties, last = _ties(declared, width)
        story = [
            *opening(about, heading),
            para(_opening(about, day)),
            Spacer(1, 6),
            facts(_who(about, person), width),
            Spacer(1, 6),
            para(_("pledges to:")),
            Spacer(1, 3),
            _promises(width),
            Spacer(1, 8),
            para(_("Conflicts of interest that I declare (write “none” where there are none):")),
            Spacer(1, 4),
            *ties,
            Closing(last, [Spacer(1, 10), _signature(about, person, day, width)], []),
        ]
        return finished(about, f"{heading} · {juror.name}", story, at, paper=FileKind.PLEDGE, initials=[juror.code])


def _opening(event: Mapping[str, Any], day: date | None) -> str:
    place = ", ".join(part for part in (event["venue"], event["city"]) if part) or DOTS
    when = day_in_words(day) if day else DOTS
    return _(
        "On this day, {day}, at {place}, the undersigned, for the judging of {award}:",
        day=when,
        place=place,
        award=award_line(event),
    )


def _who(event: Mapping[str, Any], person: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Name"), person["name"]),
        *([(_("NIP"), nip(person["nip"]))] if person["nip"] else []),
        (_("Position"), person["position"]),
        (_("Institution"), person["institution"]),
        (_("As"), f"{juror_word(event['juror_word'])} {person['code']}"),
    ]


def _promises(width: float) -> Any:
    rows = [[para(f"{place}."), para(_(promise))] for place, promise in enumerate(_PROMISES, 1)]
    return table(rows, [22, width - 22], ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2))


def _ties(declared: Sequence[tuple[Candidate, str]], width: float) -> tuple[list[Any], LastRows]:
    rows: list[list[Any]] = []
    for candidate, reason in declared:
        line = candidate_line({"number": candidate.number, "name": candidate.name, "institution": candidate.institution})
        rows.append([para(str(len(rows) + 1), "centre"), para(line, "cell"), para(reason, "cell")])
    while len(rows) < _ROOM_FOR_TIES:
        rows.append([para(str(len(rows) + 1), "centre"), "", ""])
    headings = (_("No."), _("Candidate"), _("What ties me to it"))
    return grid_and_last(headings, rows, [28, (width - 28) / 2, (width - 28) / 2], ink=True)


def _signature(event: Mapping[str, Any], person: Mapping[str, Any], day: date | None, width: float) -> Any:
    when = plain_date(day) if day else DOTS
    dated = f"{event['city']}, {when}" if event["city"] else when
    block = Signature(Places(), "Juror", [dated, f"{juror_word(event['juror_word'])},"], person, 66 * MM)
    stamp = WetRoom(_STAMP, INK_HEIGHT, _("Duty stamp"))
    return table(
        [["", stamp, block]],
        [width - 66 * MM - _STAMP - 4, _STAMP + 4, 66 * MM],
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (1, 0), (1, 0), 33),
    )
