"""Cells and sheets as they were read: values with their true places, before anyone asks what they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache

from juryapp.text import plain
from juryapp.workbook.mistakes import MistakePlace
from juryapp.workbook.scan import Scan

Value = str | int | float | bool | date | datetime | time | timedelta
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""Letters that take no room, and those that are blank (Unicode: default ignorable code points, and the braille blank)."""
_DIGITS_KEPT = 15
"""Spreadsheets keep 15 significant digits of a number."""


@dataclass(frozen=True)
class WorkbookCell:
    """One cell."""

    place: MistakePlace
    value: Value = ""
    percent: bool = False
    """Formatted as a percentage: 0.25 is seen as 25%."""
    error: str = ""
    """`#REF!` and the like, `=` for a formula without a stored result, or `≠` and what the cell's format makes of it."""
    unit: str = ""
    """What is seen of a number to which its format adds a unit, such as `60 poin`."""
    since_1904: bool = False
    """The workbook counts its days from 1 January 1904, not from the end of 1899."""

    @cached_property
    def blank(self) -> bool:
        """True if nothing can be seen in it."""
        return not self.error and isinstance(self.value, str) and not line(self.value)

    @property
    def is_number(self) -> bool:
        """True for a number; a truth value is none."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def number(self) -> Decimal:
        """The number that the spreadsheet shows, exactly: 15 significant digits."""
        assert isinstance(self.value, int | float)
        return Decimal(str(self.value)) if isinstance(self.value, int) else Decimal(format(self.value, f".{_DIGITS_KEPT}g"))

    @cached_property
    def lost_digits(self) -> bool:
        """True for a number so long that the spreadsheet has dropped digits of it."""
        if isinstance(self.value, str):
            return re.fullmatch(r"\d[.,]\d+E\+1[5-9]|\d[.,]\d+E\+[2-9]\d", self.value.strip(), re.IGNORECASE) is not None
        return self.is_number and abs(self.number) >= 10**_DIGITS_KEPT

    @cached_property
    def text(self) -> str:
        """What it says, in lines; numbers plainly (`2050`), dates as 2024-02-19, times as 09:30."""
        value = self.value
        if isinstance(value, str):
            return lines(value)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return plain(self.number * 100) + "%" if self.percent else plain(self.number)
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        if isinstance(value, time):
            return value.isoformat("minutes" if not value.second else "seconds")
        return str(value)


@dataclass
class Sheet:
    """One sheet: only cells that aren't blank."""

    title: str
    """As a sentence names it: the sheet's name, or the file's for .csv."""
    order: int
    name: str
    """The sheet's name alone."""
    rows: dict[int, dict[int, WorkbookCell]] = field(default_factory=dict)
    too_large: MistakePlace | None = None
    """The cell that lies beyond what is read."""
    seen: Scan = field(default_factory=Scan)
    """What of it is merged and hidden."""
    has_own_headings: bool = True
    """False for a table in a window, whose headings are in the reader's language whatever stands here."""

    @property
    def is_csv(self) -> bool:
        """True if it is a .csv file."""
        return self.title != self.name

    def place(self, row: int, column: int) -> MistakePlace:
        """The place of a cell of this sheet."""
        return MistakePlace(self.title, self.order, row, column)

    def put(self, row: int, column: int, value: Value, error: str = "", *, percent: bool = False, unit: str = "") -> None:
        """Add a cell, unless it is blank."""
        cell = WorkbookCell(self.place(row, column), value, percent, error, unit, self.seen.since_1904)
        if not cell.blank:
            self.rows.setdefault(row, {})[column] = cell

    def copy_down(self, cell: WorkbookCell, bottom: int) -> None:
        """Repeats a merged cell in the rows that it covers."""
        at = cell.place
        for row in range(at.row + 1, bottom + 1):
            self.put(row, at.column, cell.value, cell.error, percent=cell.percent, unit=cell.unit)

    def at(self, row: int, column: int) -> WorkbookCell:
        """The cell, or a blank one."""
        found = self.rows.get(row, {}).get(column)
        return found if found is not None else WorkbookCell(self.place(row, column))


@lru_cache(8_192)  # a table that is typed into is read anew with each cell
def lines(text: str) -> str:
    """The text in lines: NFC, without control and invisible characters, spaces folded, ends trimmed."""
    if text.isascii() and text.isprintable() and text == " ".join(text.split()):
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    text = re.sub("[\r\v\f\x85\u2028\u2029]", "\n", text)
    text = _INVISIBLE.sub("", text)
    text = "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in text)
    return "\n".join(re.sub(r"[^\S\n]+", " ", part).strip() for part in text.split("\n")).strip()


@lru_cache(8_192)
def line(text: str) -> str:
    """The text in one line."""
    return " ".join(lines(text).split())


@lru_cache(8_192)
def fold(text: str) -> str:
    """For comparing names: one line, letter case aside."""
    return line(text).casefold()
