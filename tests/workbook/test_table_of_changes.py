"""Every sheet and every column of a workbook, changed in every way that spreadsheet programs offer: nothing is passed over.

The columns come from the program's own tables, so that a new one is covered by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from juryapp.errors import Problems
from juryapp.workbook.columns import EVENT, SHEETS
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from tests.workbook.books import Book
from tests.workbook.changes import Change, Read, changed, differences, full_book, kind_named, sheet_of, silence, write_logo
from tests.workbook.contents import CONTENTS, IN_CSV, MUST_TELL
from tests.workbook.draw_ods import draw_ods
from tests.workbook.draw_xlsx import draw_xlsx
from tests.workbook.drawn import Drawn, draw_csv, drawn
from tests.workbook.layouts import above_changes, alike_changes, below_changes, comment_changes, look_changes
from tests.workbook.places import columns_of, data_of, put, put_in

Write = Callable[[Path, list[Drawn]], Path]
WRITERS = {"xlsx": draw_xlsx, "ods": draw_ods, "csv": draw_csv}
TITLES = [kind.name.indonesian for kind in SHEETS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes")
    write_logo(folder)
    return folder


@pytest.fixture(scope="module")
def usual(folder: Path) -> dict[str, ReadWorkbook]:
    return {ending: read_workbook(write(folder, drawn(full_book()))) for ending, write in WRITERS.items()}


def emptied(title: str, at: tuple[int, int], book: Book, *, heading: bool) -> list[Drawn]:
    def empty(sheet: Drawn) -> None:
        for place in [*data_of(title, at, book), *([at] if heading else [])]:
            put_in(sheet, place, None)

    return changed(book, title, empty)


def known_at(title: str, at: tuple[int, int]) -> Any:
    """The program's column at this place; None for a fact, a descriptor, a stage."""
    kind, text = kind_named(title), full_book()[title][at[0]][at[1]]
    return next((column for column in kind.columns if column.name.indonesian == text), None)


def swapped(title: str, at: tuple[int, int]) -> list[Drawn]:
    """The column put last, or the name's row."""

    def move(sheet: Drawn) -> None:
        if kind_named(title) is EVENT:
            sheet.rows.append(sheet.rows.pop(at[0]))
            return
        width = max(map(len, sheet.rows))
        for row in sheet.rows:
            row += [None] * (width - len(row))
            row.append(row.pop(at[1]))

    return changed(full_book(), title, move)


def without(title: str, at: tuple[int, int]) -> list[Drawn]:
    """The column taken away, or the name's row."""

    def remove(sheet: Drawn) -> None:
        if kind_named(title) is EVENT:
            sheet.rows.pop(at[0])
            return
        for row in sheet.rows:
            if len(row) > at[1]:
                row.pop(at[1])

    return changed(full_book(), title, remove)


def doubled(title: str, at: tuple[int, int]) -> list[Drawn]:
    """The column a second time, with the same in it."""

    def double(sheet: Drawn) -> None:
        if kind_named(title) is EVENT:
            sheet.rows.append(list(sheet.rows[at[0]]))
            return
        width = max(map(len, sheet.rows))
        for row in sheet.rows:
            row += [None] * (width - len(row))
            row.append(row[at[1]])

    return changed(full_book(), title, double)


def heading_changes(title: str) -> Iterator[Change]:
    """Each heading written otherwise, emptied, doubled, moved, its column hidden and taken away."""
    for at in columns_of(title):
        book = full_book()
        heading, known = book[title][at[0]][at[1]], known_at(title, at)
        cells = frozenset([at, *data_of(title, at, book)])
        names = (known.name.indonesian, known.name.english) if known else (heading,)
        none = emptied(title, at, book, heading=True)

        def one(what: str, sheets: list[Drawn], **more: Any) -> Change:
            return Change(f"{title} {heading!r} {what}", sheets, title, **{"cells": cells, "names": names, **more})  # noqa: B023

        written = [f"  {heading} ", heading.upper(), heading.lower(), heading.replace(" ", "\u00a0"), f"\u00a0{heading}\u200b"]
        written += [heading.replace(" ", "\n"), f"{heading}:", *([known.name.english] if known else [])]
        for text in dict.fromkeys(written):
            # a fact and a stage are named as they are written
            yield one(f"written {text!r}", put(title, at, text), same_as=put(title, at, text) if not known else None)
        middle = len(heading) // 2
        for text in (heading[:middle] + "x" + heading[middle + 1 :], heading[:middle] + heading[middle + 1 :], heading + "i"):
            free = title in ("Kandidat", "Nilai tahap") and not known  # a fact and a stage have any name
            renamed = put(title, at, text) if free else None
            yield one(f"misspelt {text!r}", put(title, at, text), same_as=renamed)
        yield one("emptied", put(title, at, None), must_refuse=True)
        yield one("doubled", doubled(title, at), cells=frozenset())
        yield one("deleted", without(title, at), same_as=none)
        yield one("moved", swapped(title, at), same_as=swapped(title, at) if title == "Nilai tahap" else None)


def hidden_changes(title: str) -> Iterator[Change]:
    """Each column and each row hidden; of the event's sheet the rows, which are its columns."""
    rows = full_book()[title]
    for column in range(len(rows[0])):
        cells = frozenset((row, column) for row in range(len(rows)))
        hide = changed(full_book(), title, lambda sheet, column=column: sheet.hidden_columns.add(column))  # type: ignore[misc]
        yield Change(f"{title}: column {column} hidden", hide, title, cells, must_tell=True)
    for row in range(len(rows)):
        cells = frozenset((row, column) for column in range(len(rows[0])))
        hide = changed(full_book(), title, lambda sheet, row=row: sheet.hidden_rows.add(row))  # type: ignore[misc]
        yield Change(f"{title}: row {row} hidden", hide, title, cells, must_tell=True)


def merge_changes(title: str) -> Iterator[Change]:
    """Each two cells beside each other merged, what the second held lost as in Excel, or kept beneath as LibreOffice can."""
    rows = full_book()[title]
    first = 1 if kind_named(title) is EVENT else 0
    for row in range(first, len(rows)):
        for column in range(max(map(len, rows))):
            for down, across in ((1, 0), (0, 1)):
                end = (row + down, column + across)
                if end[0] >= len(rows) or end[1] >= max(map(len, rows)):
                    continue
                for kept in (False, True):
                    yield _merged(title, (row, column), end, kept)


def _merged(title: str, at: tuple[int, int], end: tuple[int, int], kept: bool) -> Change:
    rows = full_book()[title]
    value, lost = ((rows[r][c] if c < len(rows[r]) else None) for r, c in (at, end))
    above = at[0] == 0 and kind_named(title) is not EVENT  # the heading hides what is below it
    says = lost if value is None and not kept else value  # a program takes the only value there is
    down = [(end, says)] if at[1] == end[1] and not above else [(end, None)]

    def merge(sheet: Drawn) -> None:
        sheet.merged.append((*at, *end))
        if not kept:
            put_in(sheet, at, says)
            put_in(sheet, end, None)

    def say(sheet: Drawn) -> None:
        for place, text in [(at, says), *down]:
            put_in(sheet, place, text)

    told = kept and lost is not None and value is not None and lost != value
    name = f"{title}: {at} merged to {end}" + (" over what stays beneath" if kept else "")
    meant = changed(full_book(), title, say)
    cells = frozenset([at, end])
    return Change(name, changed(full_book(), title, merge), title, cells, same_as=meant, anywhere=True, must_tell=told)


def content_changes(title: str, ending: str) -> Iterator[Change]:
    """Each column's first cell, and each name's, with each of these in it."""
    book = full_book()
    for at in columns_of(title):
        place = data_of(title, at, book)[0]
        for what, (value, said) in CONTENTS.items():
            shown = (said,) if isinstance(said, str) else said
            shown = IN_CSV.get(what, shown) if ending == "csv" else shown
            yield Change(
                f"{title}!{place}: {what}", put(title, place, value), title, frozenset([place]), shown=shown,
                same_as=put(title, place, None) if shown == ("",) else None, anywhere=True,
                must_tell=what in MUST_TELL and ending != "csv",
            )  # fmt: skip


def sheet_changes(title: str, ending: str) -> Iterator[Change]:
    """The sheet renamed, doubled, hidden, taken away, emptied, with rows above, between and below."""
    kind, english = kind_named(title), kind_named(title).name.english
    names = (title, english)

    def one(what: str, sheets: list[Drawn], **more: Any) -> Change:
        return Change(f"{title} {what}", sheets, title, **{"names": names, **more})

    def shape(change: Callable[[Drawn], object]) -> list[Drawn]:
        return changed(full_book(), title, change)

    def rename(name: str) -> list[Drawn]:
        return shape(lambda sheet: setattr(sheet, "name", name))

    for name in (f"{title}x", title[:-1], f"{title} 2", f"{title[:2]}x{title[3:]}", f"Salinan {title}", f"{title} (lama)"):
        yield one(f"renamed {name!r}", rename(name))
    for name in (f"{title} (2)", english if english != title else f"{title} ", f"{title}_", title.upper() + "-"):
        copy = sheet_of(drawn(full_book()), title)
        copy.name = name
        yield one(f"doubled as {name!r}", [*drawn(full_book()), copy], names=(*names, name))
        yield one(f"doubled before as {name!r}", [copy, *drawn(full_book())], names=(*names, name))
    yield one(f"called {english!r}", rename(english))
    for state in ("hidden", "veryHidden") if ending != "csv" else ():
        yield one(state, shape(lambda sheet, state=state: setattr(sheet, "state", state)), must_tell=True)  # type: ignore[misc]
    lacking = [sheet for sheet in drawn(full_book()) if sheet.name != title]
    optional = lacking if not kind.required else None  # these two sheets may be missing
    yield one("taken away", lacking, same_as=optional)
    yield one("emptied", shape(lambda sheet: sheet.rows.clear()), same_as=optional)
    yield one("without rows", shape(lambda sheet: sheet.rows.__delitem__(slice(1, None))), same_as=optional)
    wide = len(full_book()[title][0])
    yield one("with a title", shape(lambda sheet: sheet.rows.insert(0, [f"Daftar {title} tahun 2024", *[None] * (wide - 1)])))
    yield one("with blank rows", shape(lambda sheet: add_blank_rows(sheet, wide)))


def add_blank_rows(sheet: Drawn, wide: int) -> None:
    for at in (4, 3, 2, 1, 0):
        sheet.rows.insert(at, [None] * wide)


KINDS: dict[str, Callable[[str, str], Iterator[Change]]] = {
    "heading": lambda title, _ending: heading_changes(title),
    "hidden": lambda title, ending: iter(()) if ending == "csv" else hidden_changes(title),
    "merged": lambda title, ending: iter(()) if ending == "csv" else merge_changes(title),
    "look": lambda title, ending: iter(()) if ending == "csv" else look_changes(title, ending),
    "alike": alike_changes,
    "below": below_changes,
    "above": above_changes,
    "comment": lambda title, ending: iter(()) if ending == "csv" else comment_changes(title),
    "cell": content_changes,
    "sheet": sheet_changes,
}
EVERY = {
    "heading": 5,
    "hidden": 3,
    "merged": 5,
    "look": 3,
    "alike": 1,
    "below": 3,
    "above": 2,
    "comment": 5,
    "cell": 9,
    "sheet": 3,
}
"""Of each kind every so many-th change is tried here, and all of them in `make soak` (tests/soak/changes.py)."""
ODDER = {"xlsx": 1, "ods": 3, "csv": 3}
"""How many times rarer an ending's are: the rows are read alike, once the file is open."""


def silent(changes: Iterable[Change], ending: str, folder: Path, usual: ReadWorkbook, read: Read = read_workbook) -> list[str]:
    """What was passed over in silence, a sentence each."""
    return [told for change in changes if (told := silence(read, WRITERS[ending], folder, change, usual))]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_passed_over(folder: Path, usual: dict[str, ReadWorkbook], kind: str, ending: str) -> None:
    every = EVERY[kind] * ODDER[ending]
    changes = islice((one for title in TITLES for one in KINDS[kind](title, ending)), every // 2, None, every)
    assert silent(changes, ending, folder, usual[ending]) == []


@pytest.mark.parametrize("ending", WRITERS)
def test_no_column_is_dropped_for_want_of_a_heading(folder: Path, usual: dict[str, ReadWorkbook], ending: str) -> None:
    emptied_ones = [one for title in TITLES for one in heading_changes(title) if one.name.endswith(" emptied")]
    assert len(emptied_ones) == sum(1 for title in TITLES for _at in columns_of(title))
    assert silent(emptied_ones, ending, folder, usual[ending]) == []


def test_every_column_of_the_book_says_something(folder: Path, usual: dict[str, ReadWorkbook]) -> None:
    """Else the table would find no silence in it: emptying a column is refused or makes another set-up."""
    for title in TITLES:
        for at in columns_of(title):
            try:
                found = read_workbook(draw_xlsx(folder, emptied(title, at, full_book(), heading=False)))
            except Problems:
                continue
            assert differences(usual["xlsx"].setup, found.setup), f"{title} {full_book()[title][at[0]][at[1]]}"


def without_notes(path: Path) -> ReadWorkbook:
    return replace(read_workbook(path), notes=())


def without_the_last_juror(path: Path) -> ReadWorkbook:
    found = read_workbook(path)
    return replace(found, setup=replace(found.setup, jurors=found.setup.jurors[:-1]))


@pytest.mark.parametrize(
    ("kind", "careless"), [("hidden", without_notes), ("cell", without_notes), ("sheet", without_the_last_juror)]
)
def test_a_reader_that_passes_over_something_is_found(
    folder: Path, usual: dict[str, ReadWorkbook], kind: str, careless: Read
) -> None:
    changes = islice(KINDS[kind]("Juri", "xlsx"), 60)
    assert silent(changes, "xlsx", folder, usual["xlsx"], careless) != []
