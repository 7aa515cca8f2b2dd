"""The empty workbook that a secretary fills in, with a help sheet that explains each column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment

from juryapp.text import _, mark, speaking
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, DESCRIPTORS, FACTS, HELP, JURORS, SCHEDULE, SHEETS, YES
from juryapp.workbook.export import event_form, stage_form
from juryapp.workbook.layout import ROWS_PREPARED, Book, put, said
from juryapp.workbook.mistakes import WorkbookWord, column_letters

_BANDS = ("90-100", "75-89", "60-74", "0-59")
_HEADINGS = (
    (WorkbookWord("Lembar", "Sheet"), 16),
    (WorkbookWord("Kolom", "Column"), 28),
    (WorkbookWord("Wajib", "Required"), 10),
    (WorkbookWord("Penjelasan", "Explanation"), 100),
)
_FURTHER = {CRITERIA.key: DESCRIPTORS, CANDIDATES.key: FACTS}
_OPTIONAL = mark("The sheets Jadwal (Schedule) and Nilai tahap (Stage scores) may stay empty. This sheet is not read.")


def write_template(path: Path, language: str) -> None:
    """Writes an empty .xlsx workbook in a language, `id` or `en`. Raises `FileProblem` if it can't be written."""
    book = Book(language)
    with speaking(language):
        event_form(book)
        book.table(CATEGORIES)
        criteria = book.table(CRITERIA, _BANDS)
        candidates = book.table(CANDIDATES)
        book.table(JURORS)
        schedule = book.table(SCHEDULE)
        stage_form(book, ())
        _suggest(book, criteria, 0, said(CATEGORIES.name, language))
        _suggest(book, candidates, 3, said(CATEGORIES.name, language))
        _suggest(book, schedule, 3, said(CANDIDATES.name, language))
        _write_help(book)
    book.save(path)


def _suggest(book: Book, sheet: Any, column: int, source: str) -> None:
    """Offers the codes of another sheet's first column."""
    letters = column_letters(column)
    book.suggestions(sheet, f"{letters}2:{letters}{ROWS_PREPARED}", f"'{source}'!$A$2:$A${ROWS_PREPARED}")


def _write_help(book: Book) -> None:
    sheet = book.add(HELP)
    for column, (heading, width) in enumerate(_HEADINGS):
        book.header(sheet, 0, column, said(heading, book.language), width, required=True)
    rows = [
        (said(kind.name, book.language), said(column.name, book.language), column.required, _(column.help))
        for kind in SHEETS
        for column in kind.columns
    ]
    rows += [(said(kind.name, book.language), "…", False, _(_FURTHER[kind.key])) for kind in SHEETS if kind.key in _FURTHER]
    rows.append(("", "", False, _(_OPTIONAL)))
    for row, (name, column_name, required, explanation) in enumerate(rows, 1):
        for at, text in enumerate((name, column_name, said(YES, book.language) if required else "", explanation)):
            put(sheet, row, at, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
