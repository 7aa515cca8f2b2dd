"""Changes of how a sheet looks, of codes into ones that look alike, and of what people write below a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juryapp.workbook.columns import EVENT
from tests.workbook.changes import Change, changed, full_book, kind_named
from tests.workbook.drawn import Drawn
from tests.workbook.places import columns_of, put

_CODES = ("code", "number", "candidate", "category", "panel", "nip")
_ABOVE: dict[str, list[str]] = {
    "a title": ["Daftar tahun 2024"],
    "a rule": ["Metode semua kategori: median"],
    "a title and a rule": ["Daftar tahun 2024", "J06 dan J07 hanya pengamat"],
}
_BELOW: dict[str, list[list[Any]]] = {
    "notes": [["Keterangan:"], ["Kolom kuning wajib diisi"]],
    "signatures": [["Denpasar, 19 Februari 2024"], ["Ketua panitia"], [], ["Juri Contoh, S.H."]],
    "words": [["Contoh pengisian"], ["lihat surat edaran"]],
}


def look_changes(title: str, ending: str) -> Iterator[Change]:
    """Each column made narrow, each row made low, each of both with rules that may hide or strike through."""
    rows = full_book()[title]
    width = max(map(len, rows))
    for column in range(width):
        cells = frozenset((row, column) for row in range(len(rows)))

        def one(what: str, change: object, cells: frozenset[tuple[int, int]] = cells, column: int = column) -> Change:
            return Change(f"{title}: column {column} {what}", changed(full_book(), title, change), title, cells, must_tell=True)  # type: ignore[arg-type]

        yield one("narrow", lambda sheet, at=column: sheet.narrow_columns.add(at))
        for look in ("struck", "white"):
            place = (0, column, len(rows) - 1, column)
            yield one(f"{look} by a rule", lambda sheet, at=place, look=look: sheet.rules.update({at: look}))
    for row in range(len(rows)):
        cells = frozenset((row, column) for column in range(width))
        low = changed(full_book(), title, lambda sheet, row=row: sheet.low_rows.add(row))  # type: ignore[misc]
        yield Change(f"{title}: row {row} low", low, title, cells, must_tell=True)
    if ending == "xlsx":
        yield Change(f"{title}: rows without height", changed(full_book(), title, _flat), title, must_tell=True)


def _flat(sheet: Drawn) -> None:
    sheet.zero_height = True


def alike_changes(title: str, _ending: str) -> Iterator[Change]:
    """In each column of codes the second row's one made like the first's: another letter, another nought, the same."""
    kind, rows = kind_named(title), full_book()[title]
    for at in columns_of(title) if kind is not EVENT else ():
        known = next((column for column in kind.columns if column.name.indonesian == rows[0][at[1]]), None)
        text = next((row[at[1]] for row in rows[1:2] if len(row) > at[1]), None)
        if known is None or known.key not in _CODES or not isinstance(text, str) or not any(one.isdigit() for one in text):
            continue
        texts = [text.replace("0", "O"), text.replace("1", "l"), text.replace("0", ""), text.replace("0", "00", 1)]
        likes = [text] if known.key == "nip" else [one for one in dict.fromkeys(texts) if one != text]
        for like in likes:
            place = (2, at[1])
            yield Change(
                f"{title}!{place}: {like!r} below {text!r}", put(title, place, like), title, frozenset([place]), anywhere=True,
                must_tell=True,
            )  # fmt: skip


def below_changes(title: str, _ending: str) -> Iterator[Change]:
    """Below the table, in each of its columns: notes, signatures and other words, after a blank row and at once."""
    rows = full_book()[title]
    width = max(map(len, rows))
    for column in range(width):
        for what, lines in _BELOW.items():
            for blank in (0, 1):
                more = [[None] * width] * blank + [[None] * column + (line or [None]) for line in lines]
                cells = frozenset((len(rows) + blank + at, column) for at, line in enumerate(lines) if line)
                sheets = changed(full_book(), title, lambda sheet, more=more: sheet.rows.extend(more))  # type: ignore[misc]
                yield Change(f"{title}: {what} below in column {column}, {blank} blank", sheets, title, cells, must_tell=True)


def above_changes(title: str, _ending: str) -> Iterator[Change]:
    """Above the headings, in the first column and the last: a title, a sentence that says a rule, both."""
    width = max(map(len, full_book()[title]))
    for column in (0, width - 1):
        for what, lines in _ABOVE.items():
            more = [[None] * column + [line] for line in lines]
            cells = frozenset((at, column) for at in range(len(lines)))
            sheets = changed(full_book(), title, lambda sheet, more=more: sheet.rows.__setitem__(slice(0, 0), more))  # type: ignore[misc]
            yield Change(f"{title}: {what} above in column {column}", sheets, title, cells, must_tell=True)


def comment_changes(title: str) -> Iterator[Change]:
    """A comment on each cell, as a note and as a conversation."""
    for row, cells in enumerate(full_book()[title]):
        for column in range(len(cells)):
            for talk in (False, True):
                comment = changed(full_book(), title, lambda sheet, at=(row, column), talk=talk: _comment(sheet, at, talk))  # type: ignore[misc]
                place = frozenset([(row, column)])
                yield Change(f"{title}: {(row, column)} commented, {talk}", comment, title, place, must_tell=True)


def _comment(sheet: Drawn, at: tuple[int, int], talk: bool) -> None:
    (sheet.conversations if talk else sheet.comments)[at] = "pakai median ya"
