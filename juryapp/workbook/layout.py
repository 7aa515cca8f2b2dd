"""How a written workbook looks: header rows, widths, formats, drop-downs. Not here: what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from juryapp.disk import write_whole
from juryapp.text import plain
from juryapp.workbook.cells import lines
from juryapp.workbook.columns import Column, SheetKind
from juryapp.workbook.mistakes import WorkbookWord, column_letters

FORMATS = {"text": "@", "date": "dd/mm/yyyy", "time": "hh:mm", "number": "General"}
ROWS_PREPARED = 500
_NUMERIC = ("weight", "minimum", "maximum")
SHOWN_DIGITS = 15
Written = str | int | date | time | Decimal | None


def said(word: WorkbookWord, language: str) -> str:
    """The word in one language."""
    return word.indonesian if language == "id" else word.english


class Book:
    """A new .xlsx workbook in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._book = Workbook()
        self._book.remove(self._book.active)

    def add(self, name: WorkbookWord) -> Any:
        """A new sheet."""
        return self._book.create_sheet(said(name, self.language))

    def table(self, kind: SheetKind, more: Sequence[str] = ()) -> Any:
        """A new sheet with its header row, drop-downs and formats; `more` are names of further columns."""
        sheet = self.add(kind.name)
        for at, column in enumerate(kind.columns):
            self.header(sheet, 0, at, said(column.name, self.language), column.width, required=column.required)
            self._prepare(sheet, at, column)
        for at, name in enumerate(more, len(kind.columns)):
            self.header(sheet, 0, at, name, 22, required=False)
        sheet.freeze_panes = "A2"
        return sheet

    def header(self, sheet: Any, row: int, column: int, text: str, width: int, *, required: bool) -> None:
        """A header cell: bold where the column is required."""
        cell = put(sheet, row, column, text)
        cell.font = Font(bold=required)
        cell.fill = PatternFill("solid", fgColor="FFE4ECF2")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[column_letters(column)].width = width

    def _prepare(self, sheet: Any, at: int, column: Column) -> None:
        """Formats the whole column before it is filled, so that codes and long numbers typed there stay as typed."""
        letters = column_letters(at)
        if column.key not in _NUMERIC:
            sheet.column_dimensions[letters].number_format = FORMATS[column.kind]
        if column.choices:
            self.drop_down(sheet, f"{letters}2:{letters}{ROWS_PREPARED}", column.choices)
        if column.suggestions:
            self.suggestions(sheet, f"{letters}2:{letters}{ROWS_PREPARED}", self._inline(column.suggestions))

    def drop_down(self, sheet: Any, cells: str, choices: Sequence[WorkbookWord]) -> None:
        """A list to choose from in these cells."""
        self._validate(sheet, cells, self._inline(choices), strict=True)

    def suggestions(self, sheet: Any, cells: str, source: str) -> None:
        """A list to choose from, written out or taken from other cells; anything else may be typed too."""
        self._validate(sheet, cells, source, strict=False)

    def _inline(self, choices: Sequence[WorkbookWord]) -> str:
        return '"' + ",".join(dict.fromkeys(said(choice, self.language) for choice in choices)) + '"'

    def _validate(self, sheet: Any, cells: str, source: str, *, strict: bool) -> None:
        validation = DataValidation(type="list", formula1=source, allow_blank=True)
        validation.showErrorMessage = strict
        sheet.add_data_validation(validation)
        validation.add(cells)

    def save(self, path: Path) -> None:
        """Writes the file whole or not at all. Raises `FileProblem`."""
        content = BytesIO()
        self._book.save(content)
        write_whole(path, content.getvalue())


def put(sheet: Any, row: int, column: int, value: Written) -> Any:
    """Fills a cell (row and column from 0). Text stays text, also where it looks like a formula or an error."""
    cell = sheet.cell(row + 1, column + 1)
    if isinstance(value, Decimal):
        value = _number(value)
    if isinstance(value, str) and value:
        # A spreadsheet reads _x0041_ as an escape (ECMA-376 part 1, 22.9.2.19).
        cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", lines(value))
        cell.data_type = "s"
        cell.number_format = FORMATS["text"]
    elif isinstance(value, date | time):
        cell.value = value
        cell.number_format = FORMATS["date" if isinstance(value, date) else "time"]
    elif value is not None and value != "":
        cell.value = value
        cell.number_format = FORMATS["number"]
    return cell


def _number(value: Decimal) -> Any:
    """A number as a spreadsheet keeps it exactly; one with more digits as text."""
    return value if len(value.normalize().as_tuple().digits) <= SHOWN_DIGITS else plain(value)
