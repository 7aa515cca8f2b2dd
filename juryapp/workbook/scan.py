"""A look into the XML of a spreadsheet before it is read: what python-calamine doesn't tell, or doesn't survive.

It aborts the program on a value in a far cell (it makes room for the whole rectangle), gives error cells as empty ones, and
says neither which numbers are percentages, nor which cells are merged, hidden, struck through or show something else. The two
formats are walked in `scan_xlsx.py` and `scan_ods.py`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from xml.parsers import expat

from juryapp.workbook.shown import look_of

ROWS, COLUMNS = 20_000, 200
DISGUISED = "≠"
"""What an error begins with that is none: the cell's format makes something else of it."""
_MOST_MERGED = 10_000
_CHUNK = 1 << 16
Attributes = dict[str, str]


@dataclass(frozen=True)
class Range:
    """A rectangle of cells, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Scan:
    """What was seen of one sheet; cells are (row, column) from 0."""

    far: tuple[int, int] | None = None
    """The first filled cell beyond 20,000 rows or 200 columns."""
    percents: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values; `=` for a formula without a stored result; `≠` and what is seen, where a format makes that of the cell."""
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    """What a cell shows, where its format adds a unit to the number."""
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    """What a cell shows, where its format makes another number of the one it stores."""
    struck: set[tuple[int, int]] = field(default_factory=set)
    """Those struck through, wholly or in part."""
    unseen: set[tuple[int, int]] = field(default_factory=set)
    """Those whose text can't be seen: hidden by its format, or in the colour of the cell."""
    doubtful: list[Range] = field(default_factory=list)
    """Where conditional formatting may hide cells or strike them through."""
    since_1904: bool = False
    """The workbook counts its days from 1 January 1904."""
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    """The whole sheet is."""
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    """From and to, from 0; also those that a filter hides, and those that have next to no height."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    """What somebody wrote beside a cell, which is no part of it."""
    boxes: dict[tuple[int, int], str] = field(default_factory=dict)
    """What stands in boxes that are drawn over the cells, by the cell at their corner."""

    anchored: set[tuple[int, int]] = field(default_factory=set)
    """Those whose box is kept inside the cell, so that python-calamine takes its text for the beginning of the cell's."""

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged range. Raises ValueError if there are more than any workbook of ours has."""
        if (top, left) != (bottom, right):
            self.merged.append(Range(top, left, min(bottom, ROWS), min(right, COLUMNS)))
        if len(self.merged) > _MOST_MERGED:
            raise ValueError("too many merged ranges")

    def number(self, at: tuple[int, int], text: str, stored: Decimal, *, percent: bool) -> None:
        """Note how a number is seen."""
        look = look_of(text, stored, percent=percent)
        if look.disguised:
            self.errors[at] = DISGUISED + text.strip()
        if look.another:
            self.shown[at] = text.strip()
        if look.unit:
            self.units[at] = text.strip()

    def filled(self, row: int, column: int) -> None:
        """Note a filled cell."""
        if self.far is None and (row >= ROWS or column >= COLUMNS):
            self.far = (row, column)


def parse(
    file: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda tag: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Walk one part; tag and attribute names come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def began(tag: str, attributes: Attributes) -> None:
        start(_bare(tag), {_bare(name): value for name, value in attributes.items()})

    parser.StartElementHandler = began
    parser.EndElementHandler = lambda tag: end(_bare(tag))
    parser.CharacterDataHandler = text
    with file.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003  # expat knows it by place only


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def is_true(text: str | None) -> bool:
    """A truth value of an attribute."""
    return text in ("1", "true")


def extend(ranges: list[tuple[int, int]], first: int, last: int) -> None:
    """Adds a range, to the end of the last one where it goes on from there."""
    if ranges and ranges[-1][1] == first - 1:
        first = ranges.pop()[0]
    ranges.append((first, last))


def column_of(reference: str) -> int:
    """The column of `B7`, from 0."""
    column = 0
    for letter in re.match(r"[A-Za-z]*", reference).group().upper():  # type: ignore[union-attr]
        column = column * 26 + ord(letter) - 64
    return column - 1
