"""The blank form (formulir kosong): a score sheet to be filled in with a pen, where the laptop fails.

Each page has its own QR code, which names the juror x candidate cell in plain text, and where on this page the circles stand that
are filled in for points (`bubbles.FormCode`). It proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.bubbles import MOST_IN_A_ROW, PITCH, Bubbles, FormCode, bubble_rows, noted, placed, rubric_digest
from juryapp.documents.form import DOTS, finished, grid_and_last, opening, width_of
from juryapp.documents.page import Places, Strip
from juryapp.documents.qr import matrix, twin
from juryapp.documents.score_sheet import box, heading
from juryapp.documents.sheet_json import SheetFacts, candidate_block, event_block, juror_block, sheet_id, slot_block
from juryapp.documents.signature_area import Closing, QrCode, Signature
from juryapp.documents.styles import LINE_GREY, MM, LastRows, Look, gap, grey, look, looking, para, table
from juryapp.documents.words import candidate_line, juror_word, percent, printed_number
from juryapp.model.criterion import Criterion
from juryapp.model.document import FileKind
from juryapp.text import _, plain, speaking

_BUBBLES = MOST_IN_A_ROW * PITCH * MM + 12
_TO_WRITE = 6 * MM
"""Above the circles, for the points by hand."""
_SIDE = 20 * MM
"""Of a code, which says little: its modules are as large as those of a signed sheet's."""
_STRIP = _SIDE + 13
"""So much of each page, in points, is for its codes."""
_CODE, _TWIN = "code", "twin"
"""Where the two codes of a page stand, in `Places`, with its number; a criterion's bubbles by its code, after a slash."""
_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Of the letters: as large as leaves the form on one page, its parts closer together than usual; else the first."""


def render(facts: SheetFacts, at: datetime) -> bytes:
    """The form for one juror and one candidate in the event's language; the scores that `facts` may hold are left out.

    Drawn first without codes: only then is it known where the bubbles stand, which the codes tell.
    """
    with speaking(facts.event.language):
        seen, places = _laid_out(facts, at)
        names = [f"/{one.code}" for one in facts.criteria]
        codes = []
        for page in range(1, _pages(places) + 1):
            side, twin_at, left, above = placed(places, f"{_CODE}{page}", f"{_TWIN}{page}", names)
            codes.append(replace(_unplaced(facts), side=side, twin=twin_at, left=left, above=above))
        with looking(seen):
            return _drawn(facts, at, codes, Places())


def _unplaced(facts: SheetFacts) -> FormCode:
    """A page's code before it is known where anything stands."""
    sheet = sheet_id(facts.event.code, facts.candidate.number, facts.juror.code)
    return FormCode(sheet, rubric_digest(facts.criteria), 320, 1_000, 100, above=tuple(1_000 for _criterion in facts.criteria))


def _laid_out(facts: SheetFacts, at: datetime) -> tuple[Look, Places]:
    """As usual; where that needs several pages, closer together, with the largest letters that need one; else as usual.

    With where all comes to stand then.
    """

    def tried(one: Look) -> tuple[Look, Places]:
        places = Places()
        with looking(one):
            _drawn(facts, at, [], places)
        return one, places

    def fits(found: tuple[Look, Places]) -> bool:
        return _pages(found[1]) == 1

    usual = tried(Look())
    if fits(usual):
        return usual
    closest = tried(Look(size=_SIZES[-1], close=True))
    if not fits(closest):
        return usual
    return next((one for size in _SIZES[:-1] if fits(one := tried(Look(size=size, close=True)))), closest)


def _pages(places: Places) -> int:
    return sum(name.startswith(_CODE) for name in places.boxes)


def _drawn(facts: SheetFacts, at: datetime, codes: Sequence[FormCode], places: Places) -> bytes:
    """With a code for each page; with none it is drawn for its places alone."""
    event, candidate = event_block(facts.event, facts.event_id), candidate_block(facts.candidate, facts.category)
    about = {
        "event": event,
        "candidate": {**candidate, "attendance": DOTS},
        "juror": juror_block(facts.juror),
        "panel": facts.panel,
        "slot": slot_block(facts.slot),
    }
    width, named, unplaced = width_of(event), heading(facts.event.juror_word), _unplaced(facts)
    below = " · ".join(part for part in (_("BLANK FORM"), facts.event.stage, facts.category.name) if part)
    before, last = _criteria(facts.criteria, places, width)
    story = [
        *opening(event, named, below),
        box(about, width),
        gap(8),
        *before,
        Closing(last, [gap(6), _signature(about, _how_to(facts.criteria), width)], []),
    ]

    def strip(page: int) -> Any:
        return _codes(codes[page - 1] if codes else unplaced, places, page, width)

    return finished(
        event,
        f"{named} · {unplaced.sheet}",
        story,
        at,
        paper=FileKind.BLANK,
        notices=[_("NOT SIGNED")],
        initials=[facts.juror.code],
        of_whom=f"{candidate_line(candidate)} · {facts.juror.name} ({facts.juror.code})",
        strip=Strip(_STRIP, strip),
    )


def _columns(width: float, *, bubbles: bool) -> list[float]:
    place, weight, points = 24.0, 44.0, _BUBBLES if bubbles else 58.0
    rest = width - place - weight - points
    return [place, rest * 0.52, weight, points, rest * 0.48]


def _criteria(criteria: Sequence[Criterion], places: Places, width: float) -> tuple[list[Any], LastRows]:
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
    columns = _columns(width, bubbles=any(bubble_rows(one.scale) for one in criteria))
    return grid_and_last(headings, rows, columns, tight=look().close)


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


def _codes(form: FormCode, places: Places, page: int, width: float) -> Any:
    text = form.text()
    lines = [
        para(_("Blank form for the cell {cell}", cell=form.sheet), "proof"),
        para(_("This paper is no score sheet: it counts once its points are typed in and the sheet is signed."), "small"),
    ]
    code, other = (QrCode(matrix(one), _SIDE) for one in (text, twin(text)))
    return table(
        [[noted(code, places, f"{_CODE}{page}"), lines, noted(other, places, f"{_TWIN}{page}")]],
        [_SIDE + 14, width - 2 * _SIDE - 28, _SIDE + 14],
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey(LINE_GREY)),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("LEFTPADDING", (2, 0), (2, 0), 11),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (1, 0), (1, 0), "MIDDLE"),
    )
