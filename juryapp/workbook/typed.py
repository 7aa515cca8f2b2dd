"""Typed tables: the set-up's tables as a window shows them, and what is typed into them read as a workbook's cells are.

The readers are the workbook's own, so that a cell means the same wherever it was typed. A set-up that is only being made may lack
rows: a category without criteria may stand as long as no candidate is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from juryapp.errors import Problem
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.setup import Setup
from juryapp.model.stage import Stage, StageScore
from juryapp.text import _, current, mark, plain
from juryapp.workbook.categories import CategoryRow
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.columns import (
    ANSWERS,
    CANDIDATES,
    CATEGORIES,
    CRITERIA,
    EVENT,
    JURORS,
    PLEDGES,
    SCHEDULE,
    ZONES,
    Column,
    SheetKind,
)
from juryapp.workbook.event_sheet import read_event
from juryapp.workbook.export import FIELD, VALUE, more_columns, rows_of
from juryapp.workbook.layout import Written
from juryapp.workbook.mistakes import MistakePlace, Mistakes
from juryapp.workbook.reading import WorkbookReading
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.table import TableRows

EVENT_TABLE = SheetKind("event", EVENT.name, (Column("field", FIELD, ""), Column("value", VALUE, "")), required=False)
"""The event's own fields, one a row."""
EVENT_FIELDS = tuple(column for column in EVENT.columns if column.key != "logo")
"""A logo is a picture, which a workbook brings."""
PANELS_KEY = "panels"
"""The key of the table of panels, whose rows are read from the others (`setup_changes/panels.py`)."""
TABLES = (EVENT_TABLE, CANDIDATES, JURORS, CATEGORIES, CRITERIA, SCHEDULE)
KEYS: Mapping[str, tuple[str, ...]] = {
    EVENT_TABLE.key: ("field",),
    CANDIDATES.key: ("number",),
    JURORS.key: ("code",),
    CATEGORIES.key: ("code",),
    CRITERIA.key: ("category", "code"),
    SCHEDULE.key: ("candidate",),
    PANELS_KEY: ("code",),
}
"""Table -> the columns under which the event knows a row; what stands under them isn't given to another."""
WITHOUT_CRITERIA = mark("{at}: the category {category} has no criteria yet; type them first, with weights that sum to 100.")
Texts = Mapping[str, str]
"""A row: by column, or by the heading of a further column."""


def headings_of(kind: SheetKind, setup: Setup) -> list[str]:
    """The keys of a table's columns; those of further columns are their headings."""
    return [*(column.key for column in kind.columns), *more_columns(kind, setup)]


def event_texts(event: Event) -> dict[str, str]:
    """The event's fields as somebody would type them, by their keys."""
    zones = {zone: name for name, zone in ZONES.items()}
    special = {
        "time_zone": zones.get(event.time_zone, event.time_zone),
        "pledge": str(PLEDGES[event.pledge]) if event.pledge else "",
        "simulated": str(ANSWERS[event.simulated]),
        **{f"letterhead{place}": line for place, line in enumerate(event.letterhead, 1)},
    }
    return {one.key: special.get(one.key, as_typed(getattr(event, one.key, ""))) for one in EVENT_FIELDS}


def texts_of(kind: SheetKind, setup: Setup) -> Mapping[str, Texts]:
    """A table's rows as somebody would type them in the language that is spoken, by the keys under which the event knows them."""
    return _texts_of(kind.key, _Same(setup), current())


@dataclass(frozen=True, eq=False)
class _Same:
    """One set-up, and no other that says the same: comparing them costs more than reading one."""

    setup: Setup

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.setup is self.setup

    def __hash__(self) -> int:
        return id(self.setup)


@lru_cache(16)  # of the set-up before an edit and after it; each cell that is typed asks for all tables many times
def _texts_of(table: str, same: _Same, language: str) -> Mapping[str, Texts]:
    kind, setup = next(one for one in TABLES if one.key == table), same.setup
    if kind is EVENT_TABLE:
        texts = event_texts(setup.event)
        return {one.key: {"field": str(one.name), "value": texts[one.key]} for one in EVENT_FIELDS}
    return {
        key_of(kind, texts): texts
        for row in rows_of(kind, setup, language)
        for texts in [{column: as_typed(value) for column, value in row.items()}]
    }


def key_of(kind: SheetKind, texts: Texts) -> str:
    """Under what the event knows a row: `K01`, of a criterion `KAB/REG`."""
    return "/".join(texts.get(column, "") for column in KEYS[kind.key])


def as_typed(value: Written) -> str:
    """A cell as somebody would type it."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H.%M" if current() == "id" else "%H:%M")
    if isinstance(value, Decimal):
        return plain(value).replace(".", "," if current() == "id" else ".")
    return "" if value is None else str(value)


@dataclass(frozen=True)
class TypedPlace(MistakePlace):
    """A cell of a table in a window, where rows have numbers and columns their names."""

    kind: SheetKind = field(default=CANDIDATES, compare=False)

    def __str__(self) -> str:
        return f"{self.kind.name}, {self.cell}"

    @property
    def cell(self) -> str:
        """`row 7`, counted as the table counts them; of the event's fields, which have names, the name."""
        return str(EVENT_FIELDS[self.row].name) if self.kind in (EVENT, EVENT_TABLE) else _("row {row}", row=self.row)


@dataclass
class _TypedSheet(Sheet):
    kind: SheetKind = CANDIDATES
    has_own_headings: bool = False

    def place(self, row: int, column: int) -> TypedPlace:
        return TypedPlace(self.title, self.order, row, column, self.kind)

    def at(self, row: int, column: int) -> WorkbookCell:
        return self.rows.get(row, {}).get(column) or _cell(self.kind.key, self.order, row, column, "")


@lru_cache(8_192)  # a table that is typed into is read anew with each cell, and all other cells say what they said before
def _cell(table: str, order: int, row: int, column: int, text: str) -> WorkbookCell:
    kind = next(one for one in TABLES if one.key == table)
    return WorkbookCell(TypedPlace(kind.name.indonesian, order, row, column, kind), text)


@dataclass(frozen=True)
class CellMistake:
    """What is wrong with a cell."""

    table: str
    row: int
    """Which of the table's rows, from 0."""
    column: str
    """The column's key; empty for a row as a whole."""
    problem: Problem


@dataclass(frozen=True)
class ReadTables:
    """What the tables say. While there is a mistake the set-up isn't whole."""

    setup: Setup
    mistakes: tuple[CellMistake, ...]


def read_tables(
    standing: Setup, rows: Mapping[str, Sequence[Texts]], unprintable: Callable[[str], str] = lambda _text: ""
) -> ReadTables:
    """The set-up that these rows say, table by table; the event itself and its stages stay as they stand.

    `unprintable` as for `read_workbook`. Nothing is raised: each mistake is told with its cell.
    """
    tables = TABLES[1:]
    columns = {kind.key: _columns(kind, standing, rows[kind.key]) for kind in tables}
    sheets = [_sheet(order, kind, columns[kind.key], rows[kind.key]) for order, kind in enumerate(tables)]
    mistakes = Mistakes(unprintable)
    fields = {one.key: row.get("value", "") for one, row in zip(EVENT_FIELDS, rows[EVENT_TABLE.key], strict=False)}
    event, wrong = _read_event(fields, unprintable)
    standing = replace(standing, event=replace(event, logo=standing.event.logo))
    setup = _TypedReading(sheets, mistakes, standing).read(Path())
    found = [CellMistake(EVENT_TABLE.key, place.row, "value", problem) for place, problem in wrong]
    return ReadTables(replace(setup, places={}), (*found, *(_found(one, columns) for one in mistakes.found)))


def _columns(kind: SheetKind, standing: Setup, rows: Sequence[Texts]) -> list[str]:
    return list(dict.fromkeys([*headings_of(kind, standing), *(column for texts in rows for column in texts)]))


def _sheet(order: int, kind: SheetKind, columns: Sequence[str], rows: Sequence[Texts]) -> _TypedSheet:
    sheet = _TypedSheet(kind.name.indonesian, order, kind.name.indonesian, kind=kind)
    names = {column.key: column.name.indonesian for column in kind.columns}
    for place, column in enumerate(columns):
        said = [names.get(column, column), *(_unit_free(column, texts.get(column, "")) for texts in rows)]
        for row, text in enumerate(said):
            cell = _cell(kind.key, order, row, place, text)
            if not cell.blank:
                sheet.rows.setdefault(row, {})[place] = cell
    return sheet


def _unit_free(column: str, text: str) -> str:
    """A weight's percent sign says nothing here, where all are percentages."""
    return text.strip().removesuffix("%") if column == "weight" else text


def _found(one: tuple[MistakePlace, Problem], columns: Mapping[str, Sequence[str]]) -> CellMistake:
    place, problem = one
    kind = next(kind for kind in TABLES if kind.name.indonesian == place.sheet)
    named = columns[kind.key]
    return CellMistake(kind.key, place.row - 1, named[place.column] if place.column < len(named) else "", problem)


class _TypedReading(WorkbookReading):
    """Reads tables of an event that stands already."""

    complete = False

    def __init__(self, sheets: Sequence[Sheet], mistakes: Mistakes, standing: Setup) -> None:
        super().__init__(sheets, mistakes)
        self._standing = standing
        self._criteria_of: set[str] = set()

    def _event(self, folder: Path) -> tuple[Event, WorkbookRow]:
        return self._standing.event, WorkbookRow(MistakePlace("", 0, 0, 0), {}, {}, self._mistakes)

    def _rows(self, kind: SheetKind) -> TableRows | None:
        sheet = self._sheets.get(kind.key)
        return super()._rows(kind) if sheet is not None and len(sheet.rows) > 1 else None

    def _criteria(
        self, entries: list[CategoryRow], codes: dict[str, Codes]
    ) -> tuple[list[Category], list[Criterion], dict[tuple[str, str], str]]:
        found = super()._criteria(entries, codes)
        self._criteria_of = {one.category for one in found[1]}
        return found

    def _tell_candidates(self, found: Sequence[tuple[Candidate, MistakePlace]], rows: TableRows) -> None:
        for candidate, place in found:
            cell = rows.sheet.at(place.row, rows.columns["category"])
            unknown = not candidate.category and self._standing_alone(cell.text)
            if unknown or (candidate.category and candidate.category not in self._criteria_of):
                self._mistakes.tell(cell.place, WITHOUT_CRITERIA, category=cell.text)

    def _standing_alone(self, category: str) -> bool:
        """True for a category's code where the table of categories is empty: else the readers tell an unknown one."""
        return bool(category) and len(self._sheets[CATEGORIES.key].rows) <= 1

    def _stages(
        self, event: Event, event_row: WorkbookRow, codes: Codes, candidates: list[Candidate]
    ) -> tuple[list[Stage], list[StageScore]]:
        return list(self._standing.stages), list(self._standing.stage_scores)


def read_typed_event(
    texts: Texts, unprintable: Callable[[str], str] = lambda _text: ""
) -> tuple[Event, list[tuple[str, Problem]]]:
    """The event that these fields say, by their keys, and what is wrong with them, each with its field's key."""
    event, wrong = _read_event(texts, unprintable)
    return event, [(EVENT_FIELDS[place.row].key, problem) for place, problem in wrong]


def _read_event(texts: Texts, unprintable: Callable[[str], str]) -> tuple[Event, list[tuple[MistakePlace, Problem]]]:
    sheet = _TypedSheet(EVENT.name.indonesian, 0, EVENT.name.indonesian, kind=EVENT)
    for row, column in enumerate(EVENT_FIELDS):
        sheet.put(row, 0, column.name.indonesian)
        sheet.put(row, 1, texts.get(column.key, ""))
    mistakes = Mistakes(unprintable)
    event, _row = read_event(sheet, Path(), mistakes)
    return event, mistakes.found
