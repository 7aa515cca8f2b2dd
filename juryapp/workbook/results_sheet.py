"""Results sheet: one sheet of a workbook of results, its looks, and formulas that carry their values (decision 080)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from juryapp.text import plain
from juryapp.workbook.cells import lines
from juryapp.workbook.formula_terms import Term
from juryapp.workbook.layout import FORMATS, SHOWN_DIGITS

_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What people's text may begin with that a spreadsheet, or one that reads its plain text, would reckon."""
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_TITLE = {"bold": True, "font_size": 14}
_HEAD = {"bold": True, "bg_color": "#E4ECF2"}
_WRAPPED = {"text_wrap": True, "valign": "top"}


class ResultsBook:
    """A new workbook, in memory."""

    def __init__(self) -> None:
        self._content = BytesIO()
        self._book = Workbook(self._content, {"in_memory": True})
        self._names: set[str] = set()
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def add(self, wanted: str) -> ResultsSheet:
        """A new sheet, by a name that no other has, whatever the letter case."""
        number, name = 1, wanted[:_LONGEST_NAME]
        while name.casefold() in self._names:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - 4]} {number}"
        self._names.add(name.casefold())
        return ResultsSheet(self, self._book.add_worksheet(name), name)

    def look(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(properties)
        return self._looks[key]

    def content(self) -> bytes:
        """The finished workbook's bytes; nothing can be added afterwards."""
        self._book.close()
        return self._content.getvalue()


class ResultsSheet:
    """Its cells; rows and columns are counted from 0."""

    def __init__(self, book: ResultsBook, sheet: Any, name: str) -> None:
        self._book, self._sheet, self.name = book, sheet, name

    def put(self, row: int, column: int, value: str | int | Decimal | None, **look: Any) -> None:
        """Fills a cell. Text stays text, also where it looks like a formula or an error."""
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > SHOWN_DIGITS:
            value = plain(value)
        if isinstance(value, str) and value:
            text = lines(value)[:_LONGEST_TEXT]
            self._sheet.write_string(row, column, text, self._book.look(num_format=FORMATS["text"], **look))
        elif isinstance(value, int | Decimal):
            self._sheet.write_number(row, column, value, self._book.look(num_format=FORMATS["number"], **look))

    def title(self, row: int, text: str) -> None:
        """A line in large letters."""
        self.put(row, 0, without_formula(text), **_TITLE)

    def head(self, row: int, column: int, text: str, width: int) -> None:
        """A cell that heads a column."""
        self.put(row, column, without_formula(text), **_HEAD, **_WRAPPED)
        self._sheet.set_column(column, column, width)

    def paragraph(self, row: int, text: str, width: int) -> None:
        """Text in the first column, broken into lines."""
        self.put(row, 0, without_formula(text), **_WRAPPED)
        self._sheet.set_column(0, 0, width)

    def formula(self, row: int, column: int, term: Term, shown: str = "General") -> None:
        """A formula, and beside it what it comes to."""
        value = float(term.value) if isinstance(term.value, Fraction) else term.value
        self._sheet.write_formula(row, column, f"={term.text}", self._book.look(num_format=shown), value)

    def freeze(self, row: int, column: int) -> None:
        """What lies above and left of this cell stays in view."""
        self._sheet.freeze_panes(row, column)

    def elsewhere(self, cells: str) -> str:
        """These cells, as a formula on another sheet names them."""
        title = self.name.replace("'", "''")
        return f"'{title}'!{cells}"


def without_formula(text: str) -> str:
    """People's text, which no spreadsheet takes for a formula, nor one that reads it as plain text later."""
    return f"'{text}" if text.startswith(_STARTS) else text
