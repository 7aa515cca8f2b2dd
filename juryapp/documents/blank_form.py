"""The blank form (formulir kosong): a score sheet to be filled in with a pen, where the laptop fails.

Its QR code names the juror x candidate cell in plain text, `JURYCELL1:PAR24/K01/J06`, for whoever types the points in later. It
proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.form import DOTS, finished, grid, opening, width_of
from juryapp.documents.page import Places
from juryapp.documents.qr import matrix
from juryapp.documents.score_sheet import box, heading
from juryapp.documents.sheet_json import SheetFacts, candidate_block, event_block, juror_block, sheet_id, slot_block
from juryapp.documents.signature_area import QR_SIDE, QrCode, Signature, Stack
from juryapp.documents.styles import LINE_GREY, MM, grey, para, table
from juryapp.documents.words import juror_word, percent, printed_number
from juryapp.model.criterion import Criterion
from juryapp.model.document import FileKind
from juryapp.text import _, plain, speaking

PREFIX = "JURYCELL1:"


def cell_text(event_code: str, candidate: str, juror: str) -> str:
    """What the QR code of a blank form says."""
    return PREFIX + sheet_id(event_code, candidate, juror)


def render(facts: SheetFacts, at: datetime) -> bytes:
    """The form for one juror and one candidate in the event's language; the scores that `facts` may hold are left out."""
    with speaking(facts.event.language):
        event = event_block(facts.event, facts.event_id)
        about = {
            "event": event,
            "candidate": {**candidate_block(facts.candidate, facts.category), "attendance": DOTS},
            "juror": juror_block(facts.juror),
            "panel": facts.panel,
            "slot": slot_block(facts.slot),
        }
        width, named = width_of(event), heading(facts.event.juror_word)
        below = " · ".join(part for part in (_("BLANK FORM"), facts.event.stage, facts.category.name) if part)
        text = cell_text(facts.event.code, facts.candidate.number, facts.juror.code)
        story = [
            *opening(event, named, below),
            box(about, width),
            Spacer(1, 8),
            _criteria(facts.criteria, width),
            Stack([_total(width), Spacer(1, 10), _signature(about, width)], [_foot(text, matrix(text), width)]),
        ]
        subject = f"{named} · {text.removeprefix(PREFIX)}"
        return finished(event, subject, story, at, paper=FileKind.BLANK, notices=[_("NOT SIGNED")])


def _columns(width: float) -> list[float]:
    fixed = [24.0, 46.0, 58.0]
    rest = width - sum(fixed)
    return [fixed[0], rest * 0.52, fixed[1], fixed[2], rest * 0.48]


def _criteria(criteria: Sequence[Criterion], width: float) -> Any:
    rows = []
    for place, criterion in enumerate(criteria, 1):
        said = [para(criterion.name)]
        if criterion.guidance:
            said.append(para(criterion.guidance, "muted"))
        said.append(para(_("Scale: {scale}", scale=_scale(criterion)), "muted"))
        rows.append([para(str(place), "centre"), said, para(percent(plain(criterion.weight)), "number"), "", ""])
    headings = (_("No."), _("Criterion"), _("Weight"), _("Points"), _("Reason for the points"))
    return grid(headings, rows, _columns(width))


def _scale(criterion: Criterion) -> str:
    scale = criterion.scale
    if scale.values:
        return "; ".join(printed_number(plain(value)) for value in scale.values)
    ends = f"{printed_number(plain(scale.minimum))}–{printed_number(plain(scale.maximum))}"
    return ends if scale.step == 1 else _("{ends} in steps of {step}", ends=ends, step=printed_number(plain(scale.step)))


def _total(width: float) -> Any:
    """Nothing is summed by hand: a slip in addition once named a wrong winner."""
    return para(_("Leave the total to Juryapp: type the points in; nothing is added up by hand."), "muted")


def _signature(about: Mapping[str, Any], width: float) -> Any:
    event = about["event"]
    dated = f"{event['city']}, {DOTS}" if event["city"] else DOTS
    block = Signature(Places(), "Juror", [dated, f"{juror_word(event['juror_word'])},"], about["juror"], 70 * MM)
    return table([["", block]], [width - 70 * MM, 70 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))


def _foot(text: str, modules: list[list[bool]], width: float) -> Any:
    lines = [
        para(_("Blank form for the cell {cell}", cell=text.removeprefix(PREFIX)), "proof"),
        para(_("This paper is no score sheet: it counts once its points are typed in and the sheet is signed."), "small"),
    ]
    return table(
        [[QrCode(modules), lines]],
        [QR_SIDE + 14, width - QR_SIDE - 14],
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey(LINE_GREY)),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("VALIGN", (1, 0), (1, 0), "MIDDLE"),
    )
