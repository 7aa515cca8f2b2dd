"""The blank form (formulir kosong): a score sheet to be filled in with a pen, where the laptop fails.

Its QR code names the juror x candidate cell in plain text, and where on the page the circles stand that are filled in for points
(`bubbles.FormCode`). It proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.bubbles import MOST_IN_A_ROW, PITCH, Bubbles, FormCode, bubble_rows, noted, placed, rubric_digest
from juryapp.documents.form import DOTS, finished, grid, opening, width_of
from juryapp.documents.page import Places
from juryapp.documents.qr import matrix, twin
from juryapp.documents.score_sheet import box, heading
from juryapp.documents.sheet_json import SheetFacts, candidate_block, event_block, juror_block, sheet_id, slot_block
from juryapp.documents.signature_area import QrCode, Signature, Stack
from juryapp.documents.styles import LINE_GREY, MM, grey, para, table
from juryapp.documents.words import juror_word, percent, printed_number
from juryapp.model.criterion import Criterion
from juryapp.model.document import FileKind
from juryapp.text import _, plain, speaking

_BUBBLES = MOST_IN_A_ROW * PITCH * MM + 12
_TO_WRITE = 6 * MM
"""Above the circles, for the points by hand."""
_SIDE = 20 * MM
"""Of a code, which says little: its modules are as large as those of a signed sheet's."""
_CODE, _TWIN = "code", "twin"
"""Where the two codes stand, in `Places`; a criterion's bubbles stand there by its code, after a slash."""


def render(facts: SheetFacts, at: datetime) -> bytes:
    """The form for one juror and one candidate in the event's language; the scores that `facts` may hold are left out.

    Drawn twice: only then is it known where the bubbles stand, which the code tells.
    """
    form = FormCode(
        sheet_id(facts.event.code, facts.candidate.number, facts.juror.code),
        rubric_digest(facts.criteria),
        *(320, 1_000, 100),
        above=tuple(1_000 for _criterion in facts.criteria),
    )
    with speaking(facts.event.language):
        places = Places()
        _drawn(facts, at, form, places)
        names = [f"/{one.code}" for one in facts.criteria]
        side, twin_at, left, above = placed(places, _CODE, _TWIN, names)
        return _drawn(facts, at, replace(form, side=side, twin=twin_at, left=left, above=above), Places())


def _drawn(facts: SheetFacts, at: datetime, form: FormCode, places: Places) -> bytes:
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
    story = [
        *opening(event, named, below),
        box(about, width),
        Spacer(1, 8),
        _criteria(facts.criteria, places, width),
        Stack([Spacer(1, 6), _signature(about, _how_to(facts.criteria), width)], [_foot(form, places, width)]),
    ]
    return finished(event, f"{named} · {form.sheet}", story, at, paper=FileKind.BLANK, notices=[_("NOT SIGNED")])


def _columns(width: float, *, bubbles: bool) -> list[float]:
    place, weight, points = 24.0, 44.0, _BUBBLES if bubbles else 58.0
    rest = width - place - weight - points
    return [place, rest * 0.52, weight, points, rest * 0.48]


def _criteria(criteria: Sequence[Criterion], places: Places, width: float) -> Any:
    rows = []
    for place, criterion in enumerate(criteria, 1):
        said = [para(criterion.name)]
        if criterion.guidance:
            said.append(para(criterion.guidance, "muted"))
        said.append(para(_("Scale: {scale}", scale=_scale(criterion)), "muted"))
        points: Any = ""
        if found := bubble_rows(criterion.scale):
            points = [Spacer(1, _TO_WRITE), Bubbles(found, places, f"/{criterion.code}")]
        rows.append([para(str(place), "centre"), said, para(percent(plain(criterion.weight)), "number"), points, ""])
    headings = (_("No."), _("Criterion"), _("Weight"), _("Points"), _("Reason for the points"))
    return grid(headings, rows, _columns(width, bubbles=any(bubble_rows(one.scale) for one in criteria)))


def _scale(criterion: Criterion) -> str:
    scale = criterion.scale
    if scale.values:
        return "; ".join(printed_number(plain(value)) for value in scale.values)
    ends = f"{printed_number(plain(scale.minimum))}–{printed_number(plain(scale.maximum))}"
    return ends if scale.step == 1 else _("{ends} in steps of {step}", ends=ends, step=printed_number(plain(scale.step)))


def _how_to(criteria: Sequence[Criterion]) -> list[Any]:
    """How to fill it in. Nothing is summed by hand: a slip in addition once named a wrong winner."""
    said = [_("Leave the total to Juryapp: type the points in; nothing is added up by hand.")]
    if any(bubble_rows(one.scale) for one in criteria):
        said.insert(0, _("Write the points, and fill in the circles that add up to them, one in each row."))
    return [para(one, "muted") for one in said]


def _signature(about: Mapping[str, Any], beside: list[Any], width: float) -> Any:
    event = about["event"]
    dated = f"{event['city']}, {DOTS}" if event["city"] else DOTS
    block = Signature(Places(), "Juror", [dated, f"{juror_word(event['juror_word'])},"], about["juror"], 70 * MM)
    return table([[beside, block]], [width - 70 * MM, 70 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))


def _foot(form: FormCode, places: Places, width: float) -> Any:
    text = form.text()
    lines = [
        para(_("Blank form for the cell {cell}", cell=form.sheet), "proof"),
        para(_("This paper is no score sheet: it counts once its points are typed in and the sheet is signed."), "small"),
    ]
    code, other = (QrCode(matrix(one), _SIDE) for one in (text, twin(text)))
    return table(
        [[noted(code, places, _CODE), lines, noted(other, places, _TWIN)]],
        [_SIDE + 14, width - 2 * _SIDE - 28, _SIDE + 14],
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey(LINE_GREY)),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("LEFTPADDING", (2, 0), (2, 0), 11),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (1, 0), (1, 0), "MIDDLE"),
    )
