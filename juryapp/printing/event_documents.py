"""Event documents: the documents of an event as PDFs, unsigned or with their signatures. Signed files are given as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace

from juryapp.board.cells import Board, Cell
from juryapp.board.finality import Finality, finality
from juryapp.board.meeting import named_meeting
from juryapp.board.record_moment import RecordMoment, record_moment
from juryapp.board.reveal_readiness import check_revealed, told_categories
from juryapp.board.status import tallies
from juryapp.desk.juror import JurorDesk
from juryapp.desk.review import ReviewedSheet, reviewed
from juryapp.desk.signing import file_name
from juryapp.desk.unsigned_sheet import check_complete, paper_facts, sheet_facts
from juryapp.documents.recapitulation import recapitulation_json
from juryapp.documents.recapitulation import render as render_recapitulation
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import sheet_json
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.printing import winners
from juryapp.printing.cards import cards_of
from juryapp.printing.category_results import category_result, changes_after_final, stages_of
from juryapp.printing.completeness_record import completeness_record
from juryapp.printing.sealed_file import as_sealed
from juryapp.printing.signing_progress import declined_before, sheet_file
from juryapp.printing.unsigned_papers import FEWEST, Printed, Progress, papers
from juryapp.processes import each
from juryapp.store import attachment_table, model_records
from juryapp.store.sheets import SheetRecord
from juryapp.text import mark, speaking

OF_RESULTS = (
    DocumentKind.RECAPITULATION,
    DocumentKind.MINUTES,
    DocumentKind.DECREE,
    DocumentKind.CERTIFICATES,
    DocumentKind.CEREMONY,
)
"""What tells a result: in the window they wait for the reveal."""
_SIGNED = (CellState.SIGNED, CellState.MISNAMED)
_NOT_HERE = mark(
    "The signed sheet of {juror} for {candidate} is not in this file: merge the package of the laptop that signed it; "
    "if no laptop has it, reopen the sheet."
)


def documents(event: OpenEvent, kind: DocumentKind, progress: Progress = lambda done, of: None) -> list[Printed]:
    """The documents of one kind, but for signed sheets whose PDFs are not in this file.

    Raises `Refused` if there is nothing of it yet, and in a window if it tells a result that isn't revealed.
    """
    if kind in OF_RESULTS:
        check_revealed(event, kind)
        event.before_leaving()
    match kind:
        case DocumentKind.SHEETS:
            return _sheets(event, progress)
        case DocumentKind.RECAPITULATION:
            return [recapitulation(event)]
        case DocumentKind.DECREE:
            return [winners.decree(event)]
        case DocumentKind.CERTIFICATES:
            return [winners.certificates(event)]
        case DocumentKind.CEREMONY:
            return [winners.ceremony(event)]
        case DocumentKind.COMPLETENESS:
            return [completeness_record(event)]
        case DocumentKind.CARDS:
            return [cards_of(event)]
        case _:
            return papers(event, kind, progress)


def _sheets(event: OpenEvent, progress: Progress) -> list[Printed]:
    board = Board.of(event.file)
    cells = _cells(board)
    if not cells:
        raise Refused("There is no complete score sheet to print yet.")
    absent = {(cell.sheet.juror, cell.sheet.candidate) for cell in _absent(event, board, cells)}
    cells = [cell for cell in cells if (cell.sheet.juror, cell.sheet.candidate) not in absent]
    given = [_given(event, board, cell) for cell in cells]
    printed: list[Printed] = []
    with closing(each(_drawn, [data for _name, data, content in given if content is None], least=FEWEST)) as drawn:
        for name, _data, content in given:
            progress(len(printed), len(cells))
            pdf = content if content is not None else next(drawn)[1]
            if isinstance(pdf, Problem):
                raise pdf
            printed.append((name, pdf))
    progress(len(cells), len(cells))
    return printed


def _drawn(_known: None, data: bytes) -> bytes:
    """The unsigned page of a sheet, in whichever process: it needs no event."""
    return render(data, None).pdf


def _cells(board: Board) -> list[Cell]:
    return [cell for cell in board.cells() if cell.state in (*_SIGNED, CellState.COMPLETE) and cell.total is not None]


def _absent(event: OpenEvent, board: Board, cells: Sequence[Cell]) -> list[Cell]:
    here = attachment_table.sizes(event.file)
    signed = ((cell, board.record(cell.sheet.juror, cell.sheet.candidate)) for cell in cells if cell.state in _SIGNED)
    return [cell for cell, record in signed if record is None or record.pdf not in here]


def _not_here(board: Board, cell: Cell, *, from_paper: bool) -> Refused:
    juror, candidate = board.jurors[cell.sheet.juror], board.candidates[cell.sheet.candidate]
    gaps = {"juror": f"{juror.name} ({juror.code})", "candidate": f"{candidate.number} {candidate.name}"}
    if from_paper:
        return Refused("The signed sheet of {juror} for {candidate} came back from paper: that paper is the document.", **gaps)
    return Refused(_NOT_HERE, **gaps)


def sheet(event: OpenEvent, board: Board, cell: Cell) -> Printed:
    """One score sheet: the signed PDF as it was signed, or the unsigned page."""
    name, data, content = _given(event, board, cell)
    return name, content if content is not None else _drawn(None, data)


def _given(event: OpenEvent, board: Board, cell: Cell) -> tuple[str, bytes, bytes | None]:
    """A sheet's file name, and the data to draw its unsigned page from, or the signed PDF."""
    juror, candidate = cell.sheet.juror, cell.sheet.candidate
    about = model_records.event(event.file)
    if cell.state in _SIGNED:
        record = board.record(juror, candidate)
        assert record
        signed = _signed(event, board, record, file_name(about, candidate, juror, record.revision))
        if signed is None:
            raise _not_here(board, cell, from_paper=record.from_paper)
        named, content = signed
        return named, b"", content
    facts = paper_facts(JurorDesk(event, board.jurors[juror], None), board, candidate)
    name = file_name(about, candidate, juror, cell.sheet.revision).removesuffix(".pdf") + "-unsigned.pdf"
    return name, sheet_json(facts), None


def _signed(event: OpenEvent, board: Board, record: SheetRecord, name: str) -> Printed | None:
    """A signed sheet with its chair's signature and headquarters' seal, where those are here, else as its juror signed it."""
    files = (sheet_file(event, board, record), record.pdf or "")
    return next((found for one in files if (found := as_sealed(event, name, one))), None)


def sheet_for_review(desk: JurorDesk, candidate: str) -> tuple[ReviewedSheet, bytes]:
    """A complete draft as its juror is shown it: what it says, and the page that says it. Raises `Refused`."""
    check_complete(desk, candidate)
    facts = sheet_facts(desk, desk.board(candidate), candidate, desk.event.laptop.clock())
    return reviewed(facts), render(sheet_json(facts), None).pdf


def recapitulation(event: OpenEvent) -> Printed:
    """The recapitulation, unsigned: of all categories, in a window of those that are revealed (`told_categories`)."""
    told = told_categories(event)
    apart = told if len(told) < len(model_records.categories(event.file)) else ()
    name = document_name(model_records.event(event.file).code, "recapitulation", *apart)
    return name, render_recapitulation(recapitulation_data(event, told)).pdf


def recapitulation_data(
    event: OpenEvent,
    categories: Collection[str] | None = None,
    made: RecordMoment | None = None,
    awaited: Finality | None = None,
) -> bytes:
    """The data of the recapitulation of these categories, or of all, as the journal stands now.

    Dated `made`, or by the record where nobody makes it; with `awaited` as if this and no more were awaited from laptops.
    """
    about, board = model_records.event(event.file), Board.of(event.file)
    with speaking(about.language):
        changed, stages = changes_after_final(event), stages_of(event.file)
        awaited = awaited or finality(event)
        results = [
            replace(category_result(board, tally, stages, awaited), changed=changed.get(tally.category, ()))
            for tally in tallies(event.file)
            if categories is None or tally.category in categories
        ]
        made = made or record_moment(event)
        declined = declined_before(event, DocumentKind.RECAPITULATION)
        met = named_meeting(event).meeting
        return recapitulation_json(about, event.id, results, made.at, made.stated, declined, met)
