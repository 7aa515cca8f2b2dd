"""Edits: what is typed into the tables of the set-up, and what it makes of the set-up. Pure: changes no event.

An edit is a changed workbook: the tables are read by the workbook's own readers (`workbook/typed.py`), and what they say is
compared with the event and taken as a workbook is (`update.py`). What can't be read waits at its cell, with its row; everything
else goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from juryapp.errors import Refused
from juryapp.model.code import is_code
from juryapp.model.setup import Setup
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.setup_changes.pasting import read_pasted
from juryapp.text import mark
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SheetKind
from juryapp.workbook.typed import (
    EVENT_TABLE,
    KEYS,
    PANELS_KEY,
    TABLES,
    CellMistake,
    ReadTables,
    Texts,
    headings_of,
    key_of,
    read_tables,
    texts_of,
)

CellAddress = tuple[str, str, str]
"""Table, row and column."""
NEW = "+"
"""What the name of a row begins with that the event doesn't know yet."""
NOT_TAKEN = mark("{table}: this row can't be taken as it stands; look at its codes.")
STAYS = mark("{code} stands in the event already and keeps its code; add a row for another.")
REFERRED = {"category": CATEGORIES, "candidate": CANDIDATES}
"""Column -> the table whose rows its cells name by their codes."""


@dataclass(frozen=True)
class Drafts:
    """What was typed and the event doesn't say yet."""

    cells: Mapping[CellAddress, str] = field(default_factory=dict)
    removed: frozenset[tuple[str, str]] = frozenset()
    """Criteria (table, row) that are to be no more."""
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """New row -> its place in its table, from 0, since it was begun: what is stored around it moves it no more."""

    @property
    def rows(self) -> set[tuple[str, str]]:
        """The rows in which something was typed."""
        return {(table, row) for table, row, _column in self.cells} | self.removed

    def only(self, rows: Collection[tuple[str, str]]) -> Drafts:
        """What was typed in these rows."""
        cells = {cell: text for cell, text in self.cells.items() if cell[:2] in rows}
        places = {row: place for row, place in self.places.items() if row in rows}
        return Drafts(cells, frozenset(self.removed & set(rows)), places)

    def without(self, rows: Collection[tuple[str, str]]) -> Drafts:
        """What was typed in other rows."""
        return self.only(self.rows - set(rows))

    def differing(self, other: Drafts) -> set[tuple[str, str]]:
        """The rows in which something else is typed there."""
        cells = {cell[:2] for cell, _text in self.cells.items() ^ other.cells.items()}
        return cells | (self.removed ^ other.removed)


@dataclass(frozen=True)
class ShownRow:
    """A row of a table as it is shown: what the event says, and over it what was typed."""

    name: str
    """Under what the event knows it, or a name of its own that begins with `NEW`."""
    texts: Texts
    typed: frozenset[str] = frozenset()
    """The columns in which something stands that the event doesn't say."""

    @property
    def is_new(self) -> bool:
        """True while the event doesn't know it."""
        return self.name.startswith(NEW)


@dataclass(frozen=True)
class Settled:
    """What the drafts make of a set-up."""

    setup: Setup
    taken: Drafts
    """What of them is in it."""
    waits: Drafts
    """What isn't: rows with a mistake, and those that aren't complete yet."""
    mistakes: tuple[CellMistake, ...]
    lacking: Mapping[tuple[str, str], tuple[str, ...]]
    """Row -> the columns that it still needs, and nothing is wrong with it otherwise."""


def shown_rows(kind: SheetKind, setup: Setup, drafts: Drafts) -> list[ShownRow]:
    """A table's rows; a new one stands where it was begun, one of which that isn't known last."""
    typed: dict[str, dict[str, str]] = {}
    for (table, row, column), text in drafts.cells.items():
        if table == kind.key:
            typed.setdefault(row, {})[column] = text
    found = []
    for name, texts in texts_of(kind, setup).items():
        if (kind.key, name) not in drafts.removed:
            over = {column: text for column, text in typed.pop(name, {}).items() if texts.get(column, "") != text}
            found.append(ShownRow(name, {**texts, **over}, frozenset(over)) if over else ShownRow(name, texts))
    new = [(drafts.places.get((kind.key, name)), name) for name in typed if name.startswith(NEW)]
    last = len(found) + len(new)
    for place, _, name in sorted((last if place is None else place, _number(name), name) for place, name in new):
        found.insert(place, ShownRow(name, typed[name], frozenset(typed[name])))
    return found


def _number(name: str) -> int:
    return int(name.removeprefix(NEW))


def new_row(kind: SheetKind, drafts: Drafts) -> str:
    """The name of the next row that isn't in the event."""
    numbers = [_number(row) for table, row in drafts.rows if table == kind.key and row.startswith(NEW)]
    return f"{NEW}{max(numbers, default=0) + 1}"


def typed(kind: SheetKind, setup: Setup, drafts: Drafts, row: str, texts: Texts) -> Drafts:
    """The drafts once these cells of a row were typed; a row that isn't in the event and is empty again is gone. A name where a
    code belongs becomes that code.

    Raises `Refused` where a row of the event would get another code.
    """
    texts = {column: _meant(column, text, setup, drafts) for column, text in texts.items()}
    known = texts_of(kind, setup).get(row, {})
    for column in KEYS[kind.key] if not row.startswith(NEW) else ():
        if texts.get(column, known.get(column)) != known.get(column):
            raise Refused(STAYS, code=row)
    cells = dict(drafts.cells)
    for column, text in texts.items():
        cells.pop((kind.key, row, column), None)
        if text.strip() != known.get(column, ""):
            cells[kind.key, row, column] = text.strip()
    left = [text for cell, text in cells.items() if cell[:2] == (kind.key, row)]
    if row.startswith(NEW) and not any(left):
        return _forgotten(drafts, kind, row)
    places = dict(drafts.places)
    if row.startswith(NEW):
        places.setdefault((kind.key, row), len(shown_rows(kind, setup, drafts)))
    return replace(drafts, cells=cells, places=places)


def _meant(column: str, text: str, setup: Setup, drafts: Drafts) -> str:
    table = REFERRED.get(column)
    return code_of(text, names_by_code(table, setup, drafts)) if table and text.strip() else text


def names_by_code(kind: SheetKind, setup: Setup, drafts: Drafts) -> dict[str, str]:
    """The codes of a table with the names that stand beside them, those that are only typed too."""
    rows = (row.texts for row in shown_rows(kind, setup, drafts))
    return {texts.get(KEYS[kind.key][0], ""): texts.get("name", "") for texts in rows}


def _forgotten(drafts: Drafts, kind: SheetKind, row: str) -> Drafts:
    """Without a row that is only typed: those below it move up."""
    cells = {cell: text for cell, text in drafts.cells.items() if cell[:2] != (kind.key, row)}
    gone = drafts.places.get((kind.key, row))
    places = {
        one: place - 1 if gone is not None and one[0] == kind.key and place > gone else place
        for one, place in drafts.places.items()
        if one != (kind.key, row)
    }
    return replace(drafts, cells=cells, places=places)


def removed(kind: SheetKind, drafts: Drafts, row: str) -> Drafts:
    """The drafts without a row that is only being typed, or with a criterion that is to be no more.

    Raises `Refused` for any other row of the event: nothing is deleted there.
    """
    if row.startswith(NEW):
        return _forgotten(drafts, kind, row)
    cells = {cell: text for cell, text in drafts.cells.items() if cell[:2] != (kind.key, row)}
    if kind is not CRITERIA:
        raise Refused(
            "{code} stands in the event, and nothing is deleted there: withdraw a candidate, or make a juror an observer.",
            code=row,
        )
    return replace(drafts, cells=cells, removed=drafts.removed | {(kind.key, row)})


def pasted(kind: SheetKind, setup: Setup, drafts: Drafts, first: tuple[int, int], text: str) -> Drafts:
    """The drafts once text from a spreadsheet was pasted from this row and column on, or by its headings (`read_pasted`).

    Rows beyond the last become new ones, with a code where none is pasted. Raises `Refused` as `typed` and `read_pasted`.
    """
    found = read_pasted(kind, headings_of(kind, setup), first[1], text)
    rows = [row.name for row in shown_rows(kind, setup, drafts)]
    for place, texts in enumerate(found.rows, first[0]):
        name = rows[place] if place < len(rows) else new_row(kind, drafts)
        if name.startswith(NEW) and kind is EVENT_TABLE:
            break  # the event has the fields that it has
        if any(cell.strip() for cell in texts.values()):
            drafts = typed(kind, setup, drafts, name, with_code(kind, setup, drafts, name, texts))
    return drafts


def settle(setup: Setup, drafts: Drafts, unprintable: Callable[[str], str] = lambda _text: "") -> Settled:
    """What the drafts make of the set-up: as much of it as can be read. What belongs together waits together."""
    if not drafts.rows:
        return Settled(setup, drafts, drafts, (), {})
    lacking = _lacking(setup, drafts)
    taken = drafts.without(lacking)
    told: tuple[CellMistake, ...] = ()
    while True:
        read, names = _read(setup, taken, unprintable)
        told = told or read.mistakes
        if not read.mistakes or not taken.rows:
            break
        blamed = _blamed(setup, taken, read.mistakes, names)
        taken = taken.without(blamed or taken.rows)
    found = read.setup if not read.mistakes else setup
    waits = drafts.without(taken.rows)
    ours = tuple(one for one in told if waits.rows)
    return Settled(found, taken, waits, ours, lacking)


def still_waiting(setup: Setup, drafts: Drafts) -> Drafts:
    """The drafts without what the event says by now, whoever wrote it."""
    rows = {one for one in drafts.rows if one[0] == PANELS_KEY}
    for kind in TABLES:
        known = texts_of(kind, setup)
        for row in shown_rows(kind, setup, drafts):
            said = known.get(key_of(kind, row.texts))
            is_said = said is not None and all(said.get(column, "") == text for column, text in row.texts.items())
            if row.typed and not is_said:
                rows.add((kind.key, row.name))
        rows |= {(table, name) for table, name in drafts.removed if table == kind.key and name in known}
    return drafts.only(rows)


def _read(setup: Setup, drafts: Drafts, unprintable: Callable[[str], str]) -> tuple[ReadTables, dict[str, list[str]]]:
    shown = {kind.key: shown_rows(kind, setup, drafts) for kind in TABLES}
    names = {table: [row.name for row in rows] for table, rows in shown.items()}
    read = read_tables(setup, {table: [row.texts for row in rows] for table, rows in shown.items()}, unprintable)
    lost = [] if read.mistakes else list(_lost(read.setup, shown))
    return replace(read, mistakes=(*read.mistakes, *lost)), names


def _lost(setup: Setup, shown: Mapping[str, Sequence[ShownRow]]) -> Iterable[CellMistake]:
    """The new rows that no reader took and none told of."""
    for kind in TABLES:
        known = {key.casefold() for key in texts_of(kind, setup)}
        for place, row in enumerate(shown[kind.key]):
            if row.is_new and kind is not CRITERIA and key_of(kind, row.texts).casefold() not in known:
                yield CellMistake(kind.key, place, KEYS[kind.key][0], Refused(NOT_TAKEN, table=kind.name))


def _lacking(setup: Setup, drafts: Drafts) -> dict[tuple[str, str], tuple[str, ...]]:
    """New rows that are begun only: nothing is wrong with them yet."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind in TABLES:
        for row in shown_rows(kind, setup, drafts):
            columns = tuple(one.key for one in kind.columns if one.required and not row.texts.get(one.key, ""))
            if row.is_new and columns:
                found[kind.key, row.name] = columns
    for begun in drafts.rows:
        if begun[0] == PANELS_KEY:
            found[begun] = tuple(column for column in ("code", "jurors") if (*begun, column) not in drafts.cells)
    return found


def _blamed(
    setup: Setup, drafts: Drafts, mistakes: Iterable[CellMistake], names: Mapping[str, Sequence[str]]
) -> set[tuple[str, str]]:
    """The typed rows in which a mistake is; of a criterion all those of its category, whose weights belong together."""
    found: set[tuple[str, str]] = set()
    categories: set[str] = set()
    shown = {row.name: row for row in shown_rows(CRITERIA, setup, drafts)}
    for one in mistakes:
        name = names[one.table][one.row] if 0 <= one.row < len(names[one.table]) else ""
        if one.table == CRITERIA.key and name in shown:
            categories.add(shown[name].texts.get("category", ""))
        found.add((one.table, name))
    for table, name in drafts.rows:
        category = shown[name].texts.get("category", "") if name in shown else name.partition("/")[0]
        if table == CRITERIA.key and category in categories:
            found.add((table, name))
    return found & drafts.rows


def with_code(kind: SheetKind, setup: Setup, drafts: Drafts, row: str, texts: Texts) -> Texts:
    """These cells, with the next free code where they are a new row's first ones; panels are named by whoever types.

    A code that came so becomes one of the series of its category once that is typed, in the same row.
    """
    key, key_of_row = KEYS[kind.key][0], (kind.key, row)
    if kind.key == PANELS_KEY or not row.startswith(NEW) or key in texts or not any(texts.values()):
        return texts
    category = _meant("category", texts.get("category", ""), setup, drafts)
    here = {cell[2]: text for cell, text in drafts.cells.items() if cell[:2] == key_of_row}
    if here:
        others = replace(drafts, cells={cell: text for cell, text in drafts.cells.items() if cell[:2] != key_of_row})
        came_by_itself = here.get(key) == next_code(kind, setup, others, here.get("category", ""))
        if not (came_by_itself and category):
            return texts
        drafts = others
    code = next_code(kind, setup, drafts, category)
    return {key: code, **texts} if code else texts


def next_code(kind: SheetKind, setup: Setup, drafts: Drafts, category: str = "") -> str:
    """A free code that follows the last one, of this category's where it has any: `J09` after `J08`; of candidates and jurors."""
    begin = {JURORS.key: "J01", CANDIDATES.key: "K01"}.get(kind.key, "")
    column = KEYS[kind.key][0]
    rows = [row.texts for row in shown_rows(kind, setup, drafts)]
    codes = [texts.get(column, "") for texts in rows]
    own = [texts.get(column, "") for texts in rows if category and texts.get("category", "").casefold() == category.casefold()]
    last = next((code for some in (own, codes) for code in reversed(some) if is_code(code) and code[-1:].isdecimal()), "")
    if not last:
        return begin
    stem = last.rstrip("0123456789")
    digits = last[len(stem) :]
    taken = {code.casefold() for code in codes}
    number = int(digits) + 1
    while f"{stem}{number:0{len(digits)}}".casefold() in taken:
        number += 1
    return f"{stem}{number:0{len(digits)}}"
