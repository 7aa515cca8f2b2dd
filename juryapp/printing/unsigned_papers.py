"""Unsigned papers: the documents of an event that a pen signs: attendance list, pledges, blank forms, minutes.

A pledge that its juror signed with the own key is given as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from juryapp.board import names_on_sheets
from juryapp.board.cells import Board, Cell
from juryapp.board.finality import Finality, finality
from juryapp.board.finality_words import paper_words
from juryapp.board.laptop_names import laptop_names
from juryapp.board.meeting import named_meeting
from juryapp.board.pledges import conflicts_of
from juryapp.board.pledges import pledge_of as standing_pledge
from juryapp.board.record_moment import RecordMoment, record_moment
from juryapp.board.recusals import recusals
from juryapp.board.status import tallies
from juryapp.board.value_words import presence_reasons, presence_words
from juryapp.desk.unsigned_sheet import chair_of
from juryapp.documents import attendance, blank_form, minutes_content, pledge
from juryapp.documents.attendance import Day
from juryapp.documents.minutes import Decided
from juryapp.documents.minutes_content import MinutesContent, content_json
from juryapp.documents.minutes_data import Records
from juryapp.documents.sheet_json import SheetFacts
from juryapp.documents.words import candidate_line
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.printing.category_results import category_result, changes_after_final, stages_of
from juryapp.printing.plenary_sentences import plenary_sentences
from juryapp.printing.replaced_sentences import replaced_sentences
from juryapp.printing.sealed_file import as_sealed
from juryapp.printing.signing_progress import declined_before
from juryapp.processes import each
from juryapp.store import journal, model_records
from juryapp.tally.ranking import CategoryTally
from juryapp.text import _, as_many_decimals, mark, speaking

Progress = Callable[[int, int], None]
Printed = tuple[str, bytes]
"""File name and PDF."""
PaperKind = Literal[DocumentKind.MINUTES, DocumentKind.ATTENDANCE, DocumentKind.PLEDGE, DocumentKind.BLANK]
"""What is signed with a pen."""
_RECUSED = mark("{juror} has a conflict of interest with {candidate} and did not judge it.")
_NOTED_FROM_PAPER = mark(
    "{juror} has a conflict of interest with {candidate}, as the secretary recorded from paper, and did not judge it."
)
TO_FILL_IN = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE, CellState.UNCONFIRMED, CellState.CONFLICT)


def papers(event: OpenEvent, kind: PaperKind, progress: Progress) -> list[Printed]:
    """The papers of one kind. Raises `Refused` if there is nothing to print."""
    match kind:
        case DocumentKind.MINUTES:
            return [plenary_minutes(event)]
        case DocumentKind.ATTENDANCE:
            return [attendance_list(event)]
        case DocumentKind.PLEDGE:
            return pledges(event, progress)
        case DocumentKind.BLANK:
            return blank_forms(event, progress)


def attendance_list(event: OpenEvent) -> Printed:
    """One list for all days of interviews."""
    about, board = model_records.event(event.file), Board.of(event.file)
    return document_name(about.code, "attendance"), attendance.render(about, list(_days(board)), record_moment(event).at)


def _days(board: Board) -> Iterator[Day]:
    """Each day with its candidates in the order of their slots, then those that no slot names; withdrawn ones don't come."""
    coming = [one for one in board.candidates.values() if one.withdrawn is None]
    slotted = sorted((one for one in coming if one.number in board.slots), key=lambda one: _when(board, one))
    days: dict[date | None, list[Candidate]] = {}
    for one in slotted:
        days.setdefault(board.slots[one.number].day, []).append(one)
    without = [one for one in coming if one.number not in board.slots]
    if without or not days:
        days[None] = without
    for day, candidates in days.items():
        panels = {juror.code for one in candidates for juror in board.judging(one.number)}
        jurors = [juror for juror in board.jurors.values() if juror.code in panels or not candidates]
        yield Day(day, jurors, [(one, board.slots.get(one.number)) for one in candidates])


def _when(board: Board, candidate: Candidate) -> tuple[date, str, str]:
    slot = board.slots[candidate.number]
    return slot.day, slot.start.isoformat(), slot.room


def pledges(event: OpenEvent, progress: Progress) -> list[Printed]:
    """One for each juror, observers too, with the conflicts of interest that are on record."""
    board, made = Board.of(event.file), []
    for done, juror in enumerate(board.jurors):
        progress(done, len(board.jurors))
        made.append(pledge_of(event, board, juror))
    progress(len(board.jurors), len(board.jurors))
    return made


def pledge_of(event: OpenEvent, board: Board, code: str) -> Printed:
    """One juror's pledge: the signed PDF as it is, where there is one here, else a page for the pen."""
    given = standing_pledge(event.file, code)
    about, juror = model_records.event(event.file), board.jurors[code]
    signed = as_sealed(event, document_name(about.code, "pledge", code), given.pdf) if given and given.pdf else None
    if signed is not None:
        return signed
    first = min((slot.day for slot in board.slots.values()), default=None)
    declared = conflicts_of(board, code)
    return document_name(about.code, "pledge", code), pledge.render(about, juror, declared, first, record_moment(event).at)


def blank_forms(event: OpenEvent, progress: Progress) -> list[Printed]:
    """One for each sheet that is still to come. Raises `Refused` if there is none."""
    board = Board.of(event.file)
    cells = [cell for cell in board.cells() if cell.state in TO_FILL_IN]
    if not cells:
        raise Refused("No score sheet is still to come; there is nothing to fill in.")
    given = [_facts(event, board, cell) for cell in cells]
    made: list[Printed] = []
    with closing(each(_drawn, given, least=FEWEST)) as drawn:
        for facts, pdf in drawn:
            progress(len(made), len(cells))
            if isinstance(pdf, Problem):
                raise pdf
            made.append((_name(facts), pdf))
    progress(len(cells), len(cells))
    return made


FEWEST = 80
"""Forms from which on helpers pay: each takes a second of its own before it begins, and draws 20 forms in one."""


def _drawn(_known: None, facts: SheetFacts) -> bytes:
    """A form, in whichever process: it needs no event."""
    return blank_form.render(facts, facts.signed_at)


def blank_form_of(event: OpenEvent, board: Board, cell: Cell) -> Printed:
    """The form of one sheet that is still to come."""
    facts = _facts(event, board, cell)
    return _name(facts), _drawn(None, facts)


def _name(facts: SheetFacts) -> str:
    return document_name(facts.event.code, facts.candidate.number, facts.juror.code, "blank")


def _facts(event: OpenEvent, board: Board, cell: Cell) -> SheetFacts:
    juror, candidate = cell.sheet.juror, cell.sheet.candidate
    return SheetFacts(
        event=model_records.event(event.file),
        event_id=event.id,
        category=board.categories[cell.category],
        criteria=tuple(board.criteria.get(cell.category, ())),
        candidate=board.candidates[candidate],
        juror=board.jurors[juror],
        scores={},
        total=Fraction(),
        weight_used=Decimal(0),
        signed_at=record_moment(event).at,
        slot=board.slots.get(candidate),
        panel=board.panel(candidate),
        chair=chair_of(board, candidate),
    )


def plenary_minutes(event: OpenEvent) -> Printed:
    """The minutes of all categories as they stand now."""
    code = model_records.event(event.file).code
    return document_name(code, "minutes"), minutes_content.draw(minutes_as_of_now(event)).pdf


def minutes_as_of_now(event: OpenEvent, made: RecordMoment | None = None) -> bytes:
    """The data of the minutes of all categories as they stand now, dated `made`, or by the record where nobody makes them."""
    dated, meeting = made or record_moment(event), named_meeting(event).meeting
    day, left_open = dated.stated.isoformat() if dated.stated else None, made is None and meeting is None
    records = replace(_records(event, Board.of(event.file)), day=day, meeting=meeting, day_left_open=left_open)
    return minutes_data(event, records, dated.at)


def minutes_data(event: OpenEvent, records: Records, at: datetime) -> bytes:
    """The data of minutes that rest on these records and were made at this time, of results as they stand now."""
    return content_json(minutes_told(event), event.id, records, at)


def minutes_told(event: OpenEvent, awaited: Finality | None = None) -> MinutesContent:
    """What minutes say of results as they stand now; with `awaited` as if this and no more were awaited from laptops."""
    about, board = model_records.event(event.file), Board.of(event.file)
    with speaking(about.language):
        changed = changes_after_final(event)
        waits = awaited or finality(event)
        told = [_decided(event, board, tally, changed.get(tally.category, ()), waits) for tally in tallies(event.file)]
    jurors, stages = list(board.jurors.values()), model_records.stages(event.file)
    return MinutesContent(about, jurors, told, stages, declined_before(event, DocumentKind.MINUTES))


def _decided(event: OpenEvent, board: Board, tally: CategoryTally, changed: Sequence[str], awaited: Finality) -> Decided:
    result = category_result(board, tally, stages_of(event.file), awaited)
    ours = [one for one in board.candidates.values() if one.category == tally.category]
    codes = {one.number for one in ours}
    on_paper = recusals(event.file).on_paper
    recused = [
        _(
            _NOTED_FROM_PAPER if (code, whom) in on_paper else _RECUSED,
            juror=board.jurors[code].name,
            candidate=_line(board, whom),
        )
        for code, whom in sorted(board.recusals)
        if whom in codes and code in board.jurors and board.jurors[code].counts
    ]
    narrow = [
        _(
            "Narrow margin: {first} and {second} are {margin} apart.",
            first=_line(board, pair.first),
            second=_line(board, pair.second),
            margin=as_many_decimals(result.shown_margin(pair)),
        )
        for pair in result.narrow
    ]
    decisions = plenary_sentences(event.file, board, tally)
    holds = [_("{candidate}: {why}", candidate=_line(board, hold.candidate), why=hold.why) for hold in tally.holds]
    holds += [paper_words(awaited)] if tally.complete and not awaited.is_settled else []
    presences = [*replaced_sentences(event.file, board, codes), *_late_or_left(board, codes)]
    renamed = _renamed(event, board, tally)
    return Decided(result, [*changed, *holds, *_out(board, ours), *presences, *recused, *renamed, *narrow, *decisions])


def _renamed(event: OpenEvent, board: Board, tally: CategoryTally) -> list[str]:
    """What the desk confirmed to be the same under another name, of this category's candidates, of itself and of jurors."""
    ours = {number for number, one in {**board.candidates, **board.doubles}.items() if one.category == tally.category}
    return list(map(str, names_on_sheets.confirmed_same(event.file, of={tally.category, *ours, *board.jurors})))


def _out(board: Board, candidates: list[Candidate]) -> Iterator[str]:
    for one in candidates:
        if one.withdrawn is not None:
            yield _("{candidate} has withdrawn: {reason}", candidate=_line(board, one.number), reason=one.withdrawn)
        elif one.attendance is Attendance.ABSENT:
            yield _("{candidate} did not come and forfeits.", candidate=_line(board, one.number))


def _late_or_left(board: Board, candidates: Collection[str]) -> Iterator[str]:
    """The jurors who would judge one of these candidates but weren't there."""
    for code, presence in board.presences.items():
        juror = board.jurors.get(code)
        missed = [one for one in candidates if juror and juror.sits_on(board.panel(one)) and not presence.meets(one)]
        if juror and juror.counts and missed:
            gaps = {"juror": juror.name, "code": code, "presence": presence_words(presence), "reason": presence_reasons(presence)}
            yield _("{juror} ({code}) {presence}: {reason}", **gaps)


def _line(board: Board, number: str) -> str:
    one = board.candidates.get(number)
    return candidate_line({"number": number, "name": one.name, "institution": one.institution}) if one else number


def _records(event: OpenEvent, board: Board) -> Records:
    with speaking(model_records.event(event.file).language):
        names = laptop_names(event.file)
    heads = []
    for device in journal.numbers(event.file):
        number, id_ = journal.last_of(event.file, device)
        heads.append((names[device], number, id_ or ""))
    signed = [
        (candidate, juror, record.revision, record.json or "")
        for (juror, candidate), record in board.records.items()
        if record.signed and record.versions == 1 and _judged(board, juror, candidate)
    ]
    return Records(sorted(heads), sorted(signed))


def _judged(board: Board, juror: str, candidate: str) -> bool:
    """False for the sheets of who only observes by now, or wasn't there: no result rests on them."""
    known = board.jurors.get(juror)
    return (known is None or known.counts) and board.is_there(juror, board.joins.get(candidate, candidate))
