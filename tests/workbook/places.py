"""The places of the full book: its headings and names, the cells that they stand for, and what is put there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juryapp.workbook.columns import EVENT
from tests.workbook.books import Book
from tests.workbook.changes import changed, full_book, kind_named
from tests.workbook.drawn import Drawn


def columns_of(title: str) -> Iterator[tuple[int, int]]:
    """The place of each heading in the book; in the event's sheet, of each name."""
    rows = full_book()[title]
    if kind_named(title) is EVENT:
        yield from ((row, 0) for row in range(1, len(rows)))
    else:
        yield from ((0, column) for column in range(len(rows[0])))


def data_of(title: str, at: tuple[int, int], book: Book) -> list[tuple[int, int]]:
    """The cells that a heading stands over, or that stand beside a name."""
    if kind_named(title) is EVENT:
        return [(at[0], 1)]
    return [(row, at[1]) for row in range(1, len(book[title]))]


def put(title: str, at: tuple[int, int], value: Any) -> list[Drawn]:
    return changed(full_book(), title, lambda sheet: put_in(sheet, at, value))


def put_in(sheet: Drawn, at: tuple[int, int], value: Any) -> None:
    row = sheet.rows[at[0]]
    row += [None] * (at[1] + 1 - len(row))
    row[at[1]] = value
