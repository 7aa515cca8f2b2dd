"""Plain text files: the same tables as one JSON file, or as a folder of CSV files, each column described."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from juryapp.disk import discard, make_folder, write_whole
from juryapp.errors import FileProblem
from juryapp.store.plain_file import DESCRIPTION, PlainTable


def write_json(path: Path, tables: Sequence[PlainTable]) -> None:
    """One object: each table by its name with the meaning of its columns, those that name a row together, and its rows.

    What has fractions is text, whole numbers are numbers, what isn't there is null. Raises `FileProblem`.
    """
    content = {
        one.name: {"columns": dict(one.columns), "key": list(one.key), "rows": [dict(row) for row in one.rows]} for one in tables
    }
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def write_csv_files(folder: Path, tables: Sequence[PlainTable]) -> list[Path]:
    """Writes NAME.csv for each table into the folder, which is made where there is none, and columns.csv, which describes all
    columns: RFC 4180 in UTF-8, the columns' names in the first line, what isn't there an empty field. Returns the files.

    Texts stay as they are: a spreadsheet takes one that begins with “=” for a formula; for those the workbook is meant. Raises
    `FileProblem`: one of the files is there already, or can't be written; then none of them is left behind.
    """
    files = {folder / f"{name}.csv": content for name, content in _files(tables)}
    there = next((path for path in files if path.exists()), None)
    if there is not None:
        raise FileProblem("{path} exists already; choose another folder, or move it away.", path=there)
    make_folder(folder)
    written: list[Path] = []
    try:
        for path, content in files.items():
            write_whole(path, content)
            written.append(path)
    except FileProblem:
        for path in written:
            discard(path)
        raise
    return written


def _files(tables: Sequence[PlainTable]) -> Iterator[tuple[str, bytes]]:
    for one in tables:
        yield one.name, _csv([list(one.columns), *([row[name] for name in one.columns] for row in one.rows)])
    described = [[one.name, name, meaning] for one in tables for name, meaning in one.columns.items()]
    yield DESCRIPTION, _csv([["table", "column", "meaning"], *described])


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
