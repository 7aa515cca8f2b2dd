"""Opens .xlsx, .ods and folders of .csv files as sheets of cells. Not here: what the cells mean."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

import python_calamine

from juryapp.errors import FileProblem, Why
from juryapp.workbook.cells import Sheet, line
from juryapp.workbook.columns import HELP, SHEETS, SheetKind, column_named, same
from juryapp.workbook.decoding import decoded, refuse_workbook
from juryapp.workbook.scan import COLUMNS, DISGUISED, ROWS, Scan
from juryapp.workbook.scan_ods import scan_ods
from juryapp.workbook.scan_xlsx import scan_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_LARGEST = 200 * 1024 * 1024
"""Bytes of a workbook when unpacked."""
_LARGEST_FILE = 50 * 1024 * 1024
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
"""What spreadsheet programs write into a .csv file for a cell that holds an error."""
_LARGEST_CSV = 20 * 1024 * 1024


def kind_of(name: str) -> SheetKind | None:
    """The kind of sheet that is named so in either language, or None."""
    return next((kind for kind in SHEETS if same(name, kind.name)), None)


def open_sheets(path: Path) -> list[Sheet]:
    """Every sheet of the workbook that has a known name or any content.

    Raises `FileProblem` if the file is missing, unreadable or no workbook.
    """
    if not path.exists():
        raise FileProblem("{path} doesn't exist; choose a set-up workbook (.xlsx, .ods, or a folder of .csv files).", path=path)
    try:
        sheets = _csv_folder(path) if path.is_dir() else _spreadsheet(path)
    except OSError as problem:
        raise FileProblem(
            "{path} can't be read: {why}. Close it in other programs and check that you may read it.",
            path=path,
            why=Why(problem),
        ) from problem
    if not any(kind_of(sheet.name) for sheet in sheets):
        raise FileProblem(
            "{path} has no sheet of a set-up workbook; it needs {sheets}.",
            path=path,
            sheets=", ".join(f"{kind.name.indonesian} ({kind.name.english})" for kind in SHEETS if kind.required),
        )
    return sheets


def _spreadsheet(path: Path) -> list[Sheet]:
    if path.stat().st_size > _LARGEST_FILE:
        raise FileProblem("{path} is too large for a set-up workbook.", path=path)
    content = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > _LARGEST:
                raise FileProblem("{path} is too large for a set-up workbook.", path=path)
            scans = scan_ods(file) if "content.xml" in file.namelist() else scan_xlsx(file)
        return _read(content, scans)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        expat.ExpatError,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        python_calamine.CalamineError,
    ) as problem:
        raise _no_workbook(path) from problem
    except BaseException as problem:
        # A bug of the reading library surfaces as pyo3's PanicException, which is no Exception.
        if type(problem).__name__ != "PanicException":
            raise
        raise _no_workbook(path) from problem


def _no_workbook(path: Path) -> FileProblem:
    if path.suffix.lower() == ".csv":
        return FileProblem("{path} is one sheet alone; name the folder in which every sheet lies as a .csv file.", path=path)
    return FileProblem(
        "{path} is not a workbook that can be read, or it is protected by a password; save it as .xlsx or .ods without one.",
        path=path,
    )


def _read(content: bytes, scans: dict[str, Scan]) -> list[Sheet]:
    sheets: list[Sheet] = []
    with python_calamine.load_workbook(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            seen = scans.get(name, Scan())
            sheet = Sheet(name, len(sheets), name, seen=seen)
            if seen.far is not None:
                sheet.too_large = sheet.place(*seen.far)
            elif not same(name, HELP):
                _fill(sheet, book.get_sheet_by_name(name), seen)
            if kind_of(name) is not None or sheet.rows or sheet.too_large is not None:
                sheets.append(sheet)
    return sheets


def _fill(sheet: Sheet, source: CalamineSheet, seen: Scan) -> None:
    """Takes the cells at their true places: the source begins at its first filled cell."""
    top, left = source.start or (0, 0)
    for row, values in enumerate(source.to_python(skip_empty_area=True), top):
        for column, value in enumerate(values, left):
            if (row, column) not in seen.errors:
                unit = seen.units.get((row, column), "")
                if (row, column) in seen.anchored and isinstance(value, str):
                    value = line(value).removeprefix(line(seen.boxes[row, column]))
                sheet.put(row, column, value, percent=(row, column) in seen.percents, unit=unit)
    for (row, column), error in seen.errors.items():
        sheet.put(row, column, error[1:] if error.startswith(DISGUISED) else "", error=error)


def _csv_folder(folder: Path) -> list[Sheet]:
    sheets: list[Sheet] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" and path.is_file() and kind_of(path.name.split(".")[0]):
            raise FileProblem(
                "{path} is named like a sheet of the workbook and is no .csv file; save it as one, or take it out of the folder.",
                path=path,
            )
        if path.suffix.lower() != ".csv" or not path.is_file() or same(path.stem, HELP):
            continue
        kind = kind_of(path.stem)
        sheet = _csv(path, kind, len(sheets)) if kind else Sheet(path.name, len(sheets), path.stem)
        if kind is not None or path.stat().st_size:
            sheets.append(sheet)
    return sheets


def _csv(path: Path, kind: SheetKind, order: int) -> Sheet:
    if path.stat().st_size > _LARGEST_CSV:
        raise FileProblem("{path} is too large for a set-up workbook.", path=path)
    content = path.read_bytes()
    refuse_workbook(path, content)
    try:
        text = decoded(content)
    except UnicodeDecodeError as problem:
        raise FileProblem("{path} is not text in UTF-8; save it again with that encoding.", path=path) from problem
    sheet = Sheet(path.name, order, path.stem)
    separator = max(";,\t", key=lambda separator: _likeness([*_rows(path, text, separator, strict=False)], kind))
    for row, values in enumerate(_rows(path, text, separator, strict=True)):
        for column, value in enumerate(values):
            if value.strip() and (row >= ROWS or column >= COLUMNS):
                sheet.too_large = sheet.too_large or sheet.place(row, column)
            elif value.strip() in _ERRORS:
                sheet.put(row, column, "", error=value.strip())
            elif value.strip():
                sheet.put(row, column, value.removeprefix("'") if value[1:].isdigit() else value)
    return sheet


def _rows(path: Path, text: str, separator: str, *, strict: bool) -> Iterator[list[str]]:
    """The rows. Strictly, a quotation mark that is never closed is told: it would swallow the rows below it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    while True:
        line = reader.line_num + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            if not strict:
                return
            raise FileProblem(
                "{path}, line {line}: the quotation marks or the signs there are not those of a CSV file.", path=path, line=line
            ) from problem


def _likeness(rows: list[list[str]], kind: SheetKind) -> tuple[int, int]:
    """How well the rows' beginning looks like this sheet: known names, then filled cells."""
    head = rows[:40]
    if kind.key == "event":
        known = sum(column_named(kind, row[0]) is not None for row in head if row)
    else:
        known = max((sum(column_named(kind, text) is not None for text in row) for row in head), default=0)
    return known, sum(len(row) for row in head)
