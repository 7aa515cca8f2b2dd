"""Paper forms: what the circles of scanned forms say, for the cells of this event. A draft to be confirmed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from juryapp.board.cells import Board
from juryapp.documents.bubbles import FormCode
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.bubble_reading import ReadForm, joined, read_form
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.model.criterion import Criterion
from juryapp.model.sheet import CellState
from juryapp.store import model_records

_TO_FILL_IN = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE, CellState.UNCONFIRMED)


def by_form(pages: Sequence[ScannedPage]) -> list[tuple[ScannedPage, ...]]:
    """The pages of each form together, in the order in which forms begin; a page whose code isn't one of ours for itself."""
    found: dict[str, list[ScannedPage]] = {}
    for page in pages:
        try:
            code = FormCode.read(page.form)
            found.setdefault(f"{code.sheet}/{code.rubric}", []).append(page)
        except Problem:
            found.setdefault(page.form, []).append(page)
    return list(map(tuple, found.values()))


def form_on(event: OpenEvent, pages: Sequence[ScannedPage]) -> ReadForm:
    """What is filled in on these pages of one form (`by_form`).

    Raises `Problem` for a form of another event, or of a sheet that isn't to be filled in.
    """
    code = FormCode.read(pages[0].form)
    if code.sheet.partition("/")[0] != model_records.event(event.file).code:
        raise Refused("It is of another event, {sheet}.", sheet=code.sheet)
    board = Board.of(event.file)
    if code.juror not in board.jurors or code.candidate not in board.candidates:
        raise Refused("This file has no juror {juror}, or no candidate {candidate}.", juror=code.juror, candidate=code.candidate)
    if board.cell(code.juror, code.candidate).state not in _TO_FILL_IN:
        gaps = {"juror": code.juror, "candidate": code.candidate}
        raise Refused("No points of {juror} for {candidate} are to be typed: the sheet is signed or not expected.", **gaps)
    criteria = board.criteria[board.candidates[code.candidate].category]
    read = [_read(page, criteria) for page in pages]
    if not all(one.fits for one in read):
        raise Refused(
            "The form of {juror} for {candidate} was printed for other criteria than are in force; type it by hand.",
            juror=code.juror,
            candidate=code.candidate,
        )
    return joined(read)


def _read(page: ScannedPage, criteria: Sequence[Criterion]) -> ReadForm:
    with Image.open(BytesIO(page.scan), formats=("JPEG",)) as picture:
        return read_form(picture.convert("L"), page.form, criteria)
