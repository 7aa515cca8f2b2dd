"""Workbooks as a spreadsheet program keeps them: merged and hidden parts, formats, formulas, errors; and as .csv files.

`tests/workbook/books.py` writes what people type; this says what a program makes of it. `draw_xlsx.py` and `draw_ods.py` write it
part by part, fast enough for thousands of files.
"""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tests.workbook.books import Book

_EPOCH = datetime(1899, 12, 30)


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the program stored, or None where it was never calculated."""

    stored: Any


@dataclass(frozen=True)
class Error:
    """An error value such as `#REF!`."""

    text: str


@dataclass(frozen=True)
class Formatted:
    """A number or a text with its format, and what a spreadsheet program shows of it."""

    value: float | str
    format: str
    shown: str


@dataclass(frozen=True)
class Struck:
    """A text that is struck through."""

    text: Any


@dataclass(frozen=True)
class PartlyStruck:
    """A text whose last letters are struck through."""

    text: str


@dataclass(frozen=True)
class White:
    """A text in the colour of its cell."""

    text: Any


@dataclass(frozen=True)
class PartlyWhite:
    """A text whose last letters have the colour of the cell."""

    text: str


@dataclass
class Drawn:
    """One sheet; rows and columns count from 0."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    low_rows: set[int] = field(default_factory=set)
    """Those of next to no height."""
    narrow_columns: set[int] = field(default_factory=set)
    zero_height: bool = False
    """Rows are hidden unless they have a height of their own."""
    rules: dict[tuple[int, int, int, int], str] = field(default_factory=dict)
    """Conditional formatting: top, left, bottom, right -> `struck`, `white` or `bold`."""
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    conversations: dict[tuple[int, int], str] = field(default_factory=dict)
    """Comments as newer programs keep them: each also as a note that says to use a newer program."""
    state: str = "visible"
    """Or `hidden`, or `veryHidden`: then the program's own menu doesn't offer to show it."""


def drawn(book: Book) -> list[Drawn]:
    """The sheets of a book, with nothing special about them."""
    return [Drawn(name, [list(row) for row in rows]) for name, rows in book.items()]


def serial(value: date | time) -> float:
    """The number that a spreadsheet stores for a day or a time of day."""
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440
    return (datetime(value.year, value.month, value.day) - _EPOCH).days


def draw_csv(folder: Path, sheets: list[Drawn]) -> Path:
    """Writes a folder of .csv files, each cell as the program shows it. Nothing is merged or hidden there."""
    made = folder / "drawn"
    made.mkdir(exist_ok=True)
    for old in made.glob("*.csv"):
        old.unlink()
    for sheet in sheets:
        with (made / f"{sheet.name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([[_csv_text(value) for value in row] for row in sheet.rows])
    return made


def _csv_text(value: Any) -> Any:
    if isinstance(value, Struck | PartlyStruck | White | PartlyWhite):
        return value.text
    if isinstance(value, Formula):
        return _csv_text(value.stored)
    if isinstance(value, Error):
        return value.text
    if isinstance(value, Formatted):
        return value.shown
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H.%M") if isinstance(value, time) else value


def zipped(path: Path, parts: dict[str, str]) -> Path:
    """Writes these parts as one file."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path
