"""One change of a sound workbook, and the judgement whether reading it passed over it in silence.

Reading may refuse and name the place; read the same set-up; note the place; or read what the changed cell plainly shows, in that
field alone. Anything else is silent.
"""

from __future__ import annotations

import dataclasses
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from juryapp.errors import FileProblem, Problems
from juryapp.model.rounding import Roundings
from juryapp.model.setup import Setup
from juryapp.text import plain, speaking
from juryapp.workbook.columns import (
    ANSWERS,
    EVENT,
    LANGUAGES,
    METHODS,
    NOT_ASSESSABLE,
    ROLES,
    SHEETS,
    STEPS,
    TRIMS,
    ZONES,
    SheetKind,
)
from juryapp.workbook.mistakes import WorkbookWord, column_letters
from juryapp.workbook.reading import ReadWorkbook
from tests.workbook.books import Book, a_book
from tests.workbook.drawn import Drawn, drawn

Read = Callable[[Path], ReadWorkbook]
_WORDS: dict[Enum, WorkbookWord] = dict([*METHODS.items(), *TRIMS.items(), *NOT_ASSESSABLE.items(), *ROLES.items()])
LOGO = "lambang.png"


@dataclass(frozen=True)
class Change:
    """A workbook with one thing changed, the part of it that was touched, and what the set-up may become by it."""

    name: str
    sheets: list[Drawn]
    sheet: str
    cells: frozenset[tuple[int, int]] = frozenset()
    """The touched cells (row, column); a sentence must name one of their rows or columns. Empty: the sheet is enough."""
    names: tuple[str, ...] = ()
    """A sentence that names one of these names the part as well: a column's name, say."""
    shown: tuple[str, ...] = ()
    """What the one touched cell shows: one field may become one of these."""
    same_as: list[Drawn] | None = None
    """Or the set-up may become what this workbook says."""
    anywhere: bool = False
    """A refusal may name the cell that the changed one contradicts: `“KAB” is not in the sheet Categories`."""
    must_tell: bool = False
    """Even where the set-up stays the same, a note must name the part."""
    must_refuse: bool = False
    """A note isn't enough."""


def kind_named(title: str) -> SheetKind:
    """The kind of a sheet of ours by its Indonesian name."""
    return next(kind for kind in SHEETS if kind.name.indonesian == title)


def full_book() -> Book:
    """The sound book with every column that the program knows, each with something in it that isn't its default."""
    book = a_book()
    for kind in SHEETS:
        rows = book[kind.name.indonesian]
        if kind is EVENT:
            named = {row[0] for row in rows}
            rows += [[column.name.indonesian, _example(column)] for column in kind.columns if column.name.indonesian not in named]
            continue
        for column in kind.columns:
            if column.name.indonesian not in rows[0]:
                for at, row in enumerate(rows):
                    row += [None] * (len(rows[0]) - 1 - len(row)) if at else []
                    row.append(_example(column) if at else column.name.indonesian)
    book["Kategori"][1][4], book["Kategori"][1][5], book["Kategori"][1][6] = "kriteria", "nilai akhir:2", "CAK, REG"
    book["Kandidat"][1][5] = "Sekda Satu"
    book["Juri"][2][2:5] = ["Dosen", "Universitas Dua", "19800101 200501 1 002"]
    book["Jadwal"][2][4] = "P1"
    book["Kriteria"][2][4:8] = [10, 90, 5, "Berapa banyak"]
    book["Nilai tahap"][4][1] = 30
    return book


def _example(column: Any) -> Any:
    if column.key == "logo":
        return LOGO
    if column.choices:
        return next(word.indonesian for word in reversed(column.choices) if word.indonesian not in ("juri", "tidak"))
    if column.kind == "date":
        return date(2023, 1, 1) if column.key.endswith("from") else date(2023, 12, 31)
    if column.key in ("letter_margin", "letter_size"):
        return {"letter_margin": 35, "letter_size": 12}[column.key]
    return {"time": time(8), "number": 2}.get(column.kind, f"Contoh {column.name.indonesian.lower()}")


def write_logo(folder: Path) -> None:
    """The picture that the full book names, beside the workbook and in the folder of .csv files."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
    picture += chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    (folder / "drawn").mkdir(exist_ok=True)
    for at in (folder, folder / "drawn"):
        (at / LOGO).write_bytes(picture)


def sheet_of(sheets: list[Drawn], title: str) -> Drawn:
    return next(sheet for sheet in sheets if sheet.name == title)


def changed(book: Book, title: str, change: Callable[[Drawn], object]) -> list[Drawn]:
    """The sheets of the book once one of them was changed."""
    sheets = drawn(book)
    change(sheet_of(sheets, title))
    return sheets


def silence(read: Read, write: Callable[[Path, list[Drawn]], Path], folder: Path, change: Change, usual: ReadWorkbook) -> str:
    """Nothing if the change was told or is harmless; else what went wrong, for the test's own report."""
    with speaking("en"):
        try:
            found = read(write(folder, change.sheets))
        except Problems as problems:
            told = problems.sentences()
            named = any(_names(one, change) or (change.anywhere and "!" in one.partition(":")[0]) for one in told)
            return "" if named else f"{change.name}: refused without naming the place: {told}"
        except FileProblem as problem:
            return "" if "drawn" in str(problem) else f"{change.name}: {problem}"
        if change.must_refuse:
            return f"{change.name}: not refused"
        new = [str(note) for note in found.notes if note not in usual.notes]
        if any(_names(note, change) for note in new):
            return ""
        if change.must_tell:
            return f"{change.name}: nothing tells it; notes are {new}"
        differing = differences(usual.setup, found.setup)
        if not differing or _is_plain(change, differing):
            return ""
        if change.same_as is not None and found.setup == _meant(read, write(folder, change.same_as)):
            return ""
    return f"{change.name}: silently another set-up: {differing}; notes are {new}"


def _meant(read: Read, path: Path) -> Setup | None:
    """What the workbook says that the changed one may be read as; None if that one is refused."""
    try:
        return read(path).setup
    except Problems:
        return None


def _names(sentence: str, change: Change) -> bool:
    """True if a sentence names the changed part."""
    if any(name in sentence for name in change.names):
        return True
    at = re.match(rf"{re.escape(change.sheet)}(?:\.csv)?!([A-Z]+)(\d+):", sentence)
    if at is None:
        return False
    rows = {str(row + 1) for row, _column in change.cells}
    columns = {column_letters(column) for _row, column in change.cells}
    return not change.cells or at[1] in columns or at[2] in rows


def fields(setup: Setup) -> dict[tuple[object, ...], object]:
    """Every single thing that a set-up says, by its place in it."""
    found: dict[tuple[object, ...], object] = {}
    _flatten((), setup, found)
    return found


def _flatten(path: tuple[object, ...], value: object, found: dict[tuple[object, ...], object]) -> None:
    if isinstance(value, Roundings) or not (dataclasses.is_dataclass(value) or isinstance(value, tuple | Mapping)):
        found[path] = value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            _flatten((*path, key), one, found)
    elif isinstance(value, tuple) and path[-1] != "letterhead" and not any(dataclasses.is_dataclass(one) for one in value):
        found[path] = value
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            _flatten((*path, at), one, found)
    else:
        for field in dataclasses.fields(value):
            if field.compare:
                _flatten((*path, field.name), getattr(value, field.name), found)


def differences(one: Setup, other: Setup) -> dict[tuple[object, ...], tuple[object, object]]:
    """What differs between two set-ups: path -> (before, after)."""
    before, after = fields(one), fields(other)
    return {
        path: (before.get(path), after.get(path)) for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }


def _is_plain(change: Change, differing: Mapping[tuple[object, ...], tuple[object, object]]) -> bool:
    """True if one field alone became what the cell shows."""
    return len(differing) == 1 and any(_says(next(iter(differing.values()))[1], shown) for shown in change.shown)


def _says(value: object, shown: str) -> bool:
    seen = _even(shown)
    return any(_even(text) == seen or (seen in text.split("\n") and "\n" in text) for text in _spellings(value))


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip().casefold()


def _spellings(value: object) -> list[str]:
    if value is None:
        return [""]
    if isinstance(value, bool):
        return [ANSWERS[value].indonesian, ANSWERS[value].english]
    if isinstance(value, Enum):
        return [_WORDS[value].indonesian, _WORDS[value].english]
    if isinstance(value, Roundings):
        return [", ".join(f"{word(STEPS[one.step])}:{one.places}" for one in value.rules) for word in (_left, _right)]
    if isinstance(value, tuple):
        texts = [plain(one) if isinstance(one, Decimal) else str(one) for one in value]
        return [", ".join(texts), "; ".join(texts), ";".join(texts), "\n".join(texts), *texts[:1]]
    if isinstance(value, Decimal):
        return [plain(value)]
    if isinstance(value, date):
        return [value.isoformat(), value.strftime("%d/%m/%Y")]
    if isinstance(value, time):
        return [value.strftime("%H:%M"), value.strftime("%H.%M")]
    zone = next((name for name, zone in ZONES.items() if zone == value), None)
    return [str(value), *([zone] if zone else []), *([LANGUAGES[value].english] if value in LANGUAGES else [])]


def _left(word: Any) -> str:
    return str(word.indonesian)


def _right(word: Any) -> str:
    return str(word.english)
