"""Reads a whole set-up workbook: sheet after sheet, then what holds between them. All mistakes are told together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juryapp.errors import Problem
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.setup import Setup
from juryapp.model.stage import Stage, StageScore
from juryapp.text import mark
from juryapp.workbook.categories import CategoryRow, note_without_candidates, read_categories
from juryapp.workbook.cells import Sheet
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, EVENT, JURORS, SCHEDULE, SHEETS, STAGES, SheetKind
from juryapp.workbook.criteria import read_criteria
from juryapp.workbook.event_sheet import read_event
from juryapp.workbook.hidden import note_comments, note_hidden, note_shown, note_struck, note_unseen
from juryapp.workbook.impossible import note_too_few_to_trim
from juryapp.workbook.merged import note_covered
from juryapp.workbook.mistakes import MistakePlace, Mistakes
from juryapp.workbook.names_check import NamesBeside
from juryapp.workbook.panels import note_panels, spelling_of, tell_unjudged
from juryapp.workbook.people import JurorRow, read_candidates, read_jurors
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.scan import COLUMNS, ROWS
from juryapp.workbook.schedule import SlotRow, read_schedule, tell_overlaps
from juryapp.workbook.sheets import kind_of, open_sheets
from juryapp.workbook.stages import StageSheet
from juryapp.workbook.table import TableRows
from juryapp.workbook.twins import note_twin_candidates, note_twin_jurors, note_twin_names
from juryapp.workbook.unheaded import tell_unheaded
from juryapp.workbook.unknown import tell_unknown_columns, tell_unknown_sheet


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook says, and what was read in a way that somebody may not expect."""

    setup: Setup
    notes: tuple[Problem, ...]
    """Hidden parts, and what stands where nothing is read; a sentence each, with its place."""


def read_setup(path: Path, unprintable: Callable[[str], str] = lambda _text: "") -> Setup:
    """What a workbook says, as `read_workbook` without its notes."""
    return read_workbook(path, unprintable).setup


def read_workbook(
    path: Path, unprintable: Callable[[str], str] = lambda _text: "", *, candidates_come: bool = False
) -> ReadWorkbook:
    """The event that a workbook sets up: an .xlsx or .ods file, or a folder of .csv files (docs/formats/workbook.md).

    Where `candidates_come` from elsewhere, as those of a former stage do, its sheet of candidates may be empty or lacking.

    `unprintable` tells which letters of a text documents can't print (`printable.named_letters`): mistakes of their cells.

    Raises `Problems` with every mistake of the workbook, one sentence each, or `FileProblem` if there is no readable workbook.
    """
    mistakes = Mistakes(unprintable)
    kind = _ReadingWithoutCandidates if candidates_come else WorkbookReading
    reading = kind(open_sheets(path), mistakes)
    setup = reading.read(path if path.is_dir() else path.parent)
    mistakes.raise_any()
    return ReadWorkbook(setup, mistakes.notes)


class WorkbookReading:
    """One reading of one workbook."""

    complete = True
    """Every sheet that is required has rows, and every category criteria; and names that may be one are noted."""
    candidates_come = False
    """Candidates come from elsewhere: what they lack so far isn't noted."""

    def __init__(self, sheets: Sequence[Sheet], mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._sheets: dict[str, Sheet] = {}
        self._strays: list[Sheet] = []
        self._tells_affiliations = False
        for sheet in sheets:
            for note in (note_hidden, note_struck, note_unseen, note_shown, note_covered, note_comments):
                note(sheet, mistakes)
            self._keep(sheet)
        lacking = [kind.name for kind in SHEETS if kind.key not in self._sheets]
        for stray in self._strays:
            tell_unknown_sheet(stray, lacking, mistakes)
        for order, kind in enumerate(SHEETS, len(sheets)):
            if self.complete and self._needs(kind) and kind.key not in self._sheets:
                mistakes.tell(
                    MistakePlace(kind.name.indonesian, order, 0, 0),
                    mark("{at}: the sheet is missing; add a sheet named {name}."),
                    name=f"{kind.name.indonesian} ({kind.name.english})",
                )

    def _needs(self, kind: SheetKind) -> bool:
        return kind.required and not (self.candidates_come and kind is CANDIDATES)

    def _keep(self, sheet: Sheet) -> None:
        kind = kind_of(sheet.name)
        if kind is None:
            self._strays.append(sheet)
            return
        first = self._sheets.get(kind.key)
        if first is not None:
            self._mistakes.tell(
                sheet.place(0, 0),
                mark("{at}: the sheets {first} and {second} are the same sheet; keep one."),
                first=first.title,
                second=sheet.title,
            )
        else:
            self._sheets[kind.key] = sheet

    def read(self, folder: Path) -> Setup:
        """Everything, as far as it can be read."""
        event, event_row = self._event(folder)
        codes = {kind.key: Codes(kind.name, self._mistakes) for kind in (CATEGORIES, CANDIDATES, JURORS)}
        entries = self._categories(codes)
        categories, criteria, where = self._criteria(entries, codes)
        candidates = self._candidates(codes, event.language, entries)
        jurors = self._jurors(codes)
        category_panels = {category.code: category.panel for category in categories}
        slots = self._slots(codes, candidates, {c.number: category_panels.get(c.category, "") for c in candidates})
        stages, stage_scores = self._stages(event, event_row, codes[CANDIDATES.key], candidates)
        for each in codes.values():
            each.tell_unknown()
        tell_unjudged(entries, slots, jurors)
        note_panels(entries, slots, jurors)
        note_too_few_to_trim(entries, candidates, slots, jurors)
        if self.complete:
            note_twin_jurors(jurors, self._mistakes)
        spelling = spelling_of(jurors)
        return Setup(
            event=event,
            categories=tuple(replace(category, panel=spelling(category.panel)) for category in categories),
            criteria=tuple(criteria),
            candidates=tuple(candidates),
            jurors=tuple(entry.juror for entry in jurors),
            slots=tuple(replace(entry.slot, panel=spelling(entry.slot.panel)) for entry in slots),
            stages=tuple(stages),
            stage_scores=tuple(stage_scores),
            places={
                (subject, code): place
                for subject, kind in (("category", CATEGORIES), ("candidate", CANDIDATES), ("juror", JURORS))
                for code, place in codes[kind.key].places().items()
            }
            | where,
            unsaid=self._unsaid(event),
        )

    def _unsaid(self, event: Event) -> frozenset[tuple[str, str]]:
        """The fields of which this workbook, as one made for an older program, says nothing."""
        said = {("event", "pledge"): bool(event.pledge), ("juror", "affiliations"): self._tells_affiliations}
        return frozenset(field for field, is_said in said.items() if not is_said)

    def _event(self, folder: Path) -> tuple[Event, WorkbookRow]:
        sheet = self._sound(EVENT)
        if sheet is not None:
            return read_event(sheet, folder, self._mistakes)
        columns = {column.key: column for column in EVENT.columns}
        row = WorkbookRow(MistakePlace(EVENT.name.indonesian, 0, 0, 0), {}, columns, self._mistakes)
        row.wrong.update(columns)
        return Event(award="", code=""), row

    def _sound(self, kind: SheetKind) -> Sheet | None:
        """The sheet, unless it is missing or too large (which is told)."""
        sheet = self._sheets.get(kind.key)
        if sheet is not None and sheet.too_large is not None:
            self._mistakes.tell(
                sheet.too_large,
                mark("{at}: the sheet goes on too far; at most {rows} rows and {columns} columns are read. Delete the rest."),
                rows=ROWS,
                columns=COLUMNS,
            )
            return None
        return sheet

    def _rows(self, kind: SheetKind) -> TableRows | None:
        """The sheet's rows, or None where they can't be read (which is told) or an optional sheet is missing or empty."""
        sheet = self._sound(kind)
        if sheet is None or (not sheet.rows and not self._needs(kind)):
            return None
        rows = TableRows(sheet, kind, self._mistakes)
        if not rows.tell_missing():
            return None
        tell_unheaded(rows, self._mistakes)
        rows.tell_alone()
        if kind is CATEGORIES:
            tell_unknown_columns(rows, rows.others, self._mistakes)
        if self._needs(kind) and not rows.has_any():
            assert rows.header is not None
            self._mistakes.tell(
                sheet.place(rows.header + 1, min(rows.columns.values())),
                mark("{at}: the sheet {name} has no rows; fill in at least one."),
                name=kind.name,
            )
            return None
        return rows

    def _categories(self, codes: dict[str, Codes]) -> list[CategoryRow]:
        rows = self._rows(CATEGORIES)
        codes[CATEGORIES.key].silent = rows is None
        found = read_categories(rows, codes[CATEGORIES.key]) if rows else []
        if self.complete:
            note_twin_names(((one.category.code, one.category.name, one.row.at("name")) for one in found), self._mistakes)
        return found

    def _criteria(
        self, entries: list[CategoryRow], codes: dict[str, Codes]
    ) -> tuple[list[Category], list[Criterion], dict[tuple[str, str], str]]:
        rows = self._rows(CRITERIA)
        if rows is None:
            return [entry.category for entry in entries], [], {}
        return read_criteria(rows, entries, codes[CATEGORIES.key], self._mistakes, complete=self.complete)

    def _candidates(self, codes: dict[str, Codes], language: str, categories: list[CategoryRow]) -> list[Candidate]:
        rows = self._rows(CANDIDATES)
        codes[CANDIDATES.key].silent = rows is None
        if rows is None:
            return []
        found = read_candidates(rows, codes[CANDIDATES.key], codes[CATEGORIES.key], language, self._mistakes)
        if self.complete:
            note_twin_candidates(found, self._mistakes)
        self._tell_candidates(found, rows)
        candidates = [candidate for candidate, _place in found]
        if not self.candidates_come:
            note_without_candidates(categories, candidates)
        return candidates

    def _tell_candidates(self, found: Sequence[tuple[Candidate, MistakePlace]], rows: TableRows) -> None:
        """What a candidate's row says beside those of other sheets; nothing in a whole workbook."""

    def _jurors(self, codes: dict[str, Codes]) -> list[JurorRow]:
        rows = self._rows(JURORS)
        self._tells_affiliations = rows is not None and "affiliation" in rows.columns
        return read_jurors(rows, codes[JURORS.key], self._mistakes) if rows else []

    def _slots(self, codes: dict[str, Codes], candidates: list[Candidate], panels: dict[str, str]) -> list[SlotRow]:
        rows = self._rows(SCHEDULE)
        if rows is None:
            return []
        beside = NamesBeside(rows, {one.number: one.name for one in candidates}, self._mistakes)
        tell_unknown_columns(rows, beside.take(rows.others), self._mistakes)
        slots = read_schedule(rows, codes[CANDIDATES.key], beside)
        tell_overlaps(slots, panels)
        return slots

    def _stages(
        self, event: Event, event_row: WorkbookRow, codes: Codes, candidates: list[Candidate]
    ) -> tuple[list[Stage], list[StageScore]]:
        rows = self._rows(STAGES)
        names = {one.number: one.name for one in candidates}
        if rows is None:
            return [], []
        return StageSheet(rows, event, codes, names, self._mistakes, scores_come=self.candidates_come).read(event_row)


class _ReadingWithoutCandidates(WorkbookReading):
    """Reads a workbook whose candidates come from a former stage, all or some of them."""

    candidates_come = True
