"""Pasting: text from a spreadsheet, read into a table's columns, by its own headings where it has any. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from juryapp.errors import Refused
from juryapp.text import mark
from juryapp.workbook.cells import fold
from juryapp.workbook.columns import SheetKind, column_named
from juryapp.workbook.typed import Texts

_MOST_PASTED = 500
TOO_MUCH = mark("{count} rows are too many to be pasted at once; at most {most} are taken. A workbook can bring more.")
UNKNOWN_HEADINGS = mark(
    "The first pasted row has headings, and {found} is no column here; name it as one of "
    "these, or leave that column out: {columns}."
)
TWICE = mark("The first pasted row names one column twice: {found}; leave one of them out.")
_COUNTS = ("#", "no", "nr")
"""Above a column that only counts the rows."""
_SHORT = {
    "number": ("no", "nr", "nomer", "kode", "code"),
    "code": ("no", "nr", "nomor", "number"),
    "candidate": ("no", "nr", "nomor", "number", "kode", "code", "kandidat no", "no kandidat"),
    "day": ("hari", "day", "tgl"),
    "start": ("jam", "pukul", "waktu", "time", "hour", "from"),
    "end": ("sampai", "until", "to"),
    "room": ("ruangan",),
    "category": ("kat", "cat"),
    "institution": ("lembaga", "organisation", "organization"),
    "weight": ("persentase", "percentage", "bobot (%)", "weight (%)", "%"),
}
"""Short and other words that people write above a column, beside its two names."""


@dataclass(frozen=True)
class Pasted:
    """Text from a spreadsheet, as it stands in a table's columns."""

    rows: Sequence[Texts]
    by_heading: bool = False
    """Its first row named the columns: they were taken by these names, wherever it was pasted."""


def read_pasted(kind: SheetKind, columns: Sequence[str], column: int, text: str) -> Pasted:
    """Rows on lines, cells between tabs. A first row of headings says which columns they are; else they begin at this `column`.

    Raises `Refused` for too many rows, and for headings of which one is unknown or stands twice.
    """
    lines = [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
    if len(lines) > _MOST_PASTED:
        raise Refused(TOO_MUCH, count=len(lines), most=_MOST_PASTED)
    headed = headings_in(kind, columns, lines[0]) if len(lines) > 1 else None
    where, lines = (headed, lines[1:]) if headed else (columns[column:], lines)
    rows = [{key: cell for key, cell in zip(where, cells, strict=False) if key} for cells in lines]
    return Pasted(rows, by_heading=headed is not None)


def headings_in(kind: SheetKind, columns: Sequence[str], cells: Sequence[str]) -> list[str] | None:
    """The columns that these cells name, in either language, empty where one has no heading; None where they are no headings.

    Raises `Refused` where some are headings beyond doubt, and others unknown or named twice: what stands below would be lost.
    """
    exact = [column_named(kind, cell) for cell in cells]
    further = {column.casefold(): column for column in columns if all(column != one.key for one in kind.columns)}
    said = [cell.strip() for cell in cells]
    taken = {one.key for one in exact if one}
    found = [
        one.key if one else further.get(cell.casefold(), "") or _by_other_word(kind, cell, taken)
        for one, cell in zip(exact, said, strict=True)
    ]
    named, filled = [key for key in found if key], [cell for cell in said if cell]
    if not named or (len(filled) == 1 and not taken) or (len(named) < len(filled) and len(named) < 2):
        return None
    unknown = [
        cell for cell, key in zip(said, found, strict=True) if cell and not key and fold(cell).rstrip(".:* ") not in _COUNTS
    ]
    if unknown and len(named) <= len(filled) / 2:
        return None
    if unknown:
        raise Refused(UNKNOWN_HEADINGS, found=", ".join(f"“{cell}”" for cell in unknown), columns=", ".join(_names(kind)))
    twice = next((key for key in named if named.count(key) > 1), "")
    if twice:
        raise Refused(TWICE, found=", ".join(f"“{cell}”" for cell, key in zip(said, found, strict=True) if key == twice))
    return found


def _by_other_word(kind: SheetKind, text: str, taken: Collection[str]) -> str:
    """The column, none of those that are named already, above which people write this short or other word."""
    said = fold(text).rstrip(".:* ")
    return next((one.key for one in kind.columns if one.key not in taken and said in _SHORT.get(one.key, ())), "")


def _names(kind: SheetKind) -> list[str]:
    return [str(column.name) for column in kind.columns]
