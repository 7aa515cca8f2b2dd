"""Workbooks as a spreadsheet program keeps them, written part by part: merged and hidden parts, formats, formulas, errors.

`tests/workbook/books.py` writes what people type; this writes what a program makes of it, fast enough for thousands of files.
Formats: ECMA-376 part 1 (.xlsx), OpenDocument 1.3 part 3 (.ods).
"""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from juryapp.workbook.mistakes import column_letters
from tests.workbook.books import Book

_EPOCH = datetime(1899, 12, 30)
_DATE, _TIME, _STRUCK = "dd/mm/yyyy", "hh:mm", "struck"


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the program stored, or None where it was never calculated."""

    stored: Any


@dataclass(frozen=True)
class Error:
    """An error value such as `#REF!`."""

    text: str


@dataclass(frozen=True)
class Formatted:
    """A number with its format, and what a spreadsheet program shows of it."""

    value: float
    format: str
    shown: str


@dataclass(frozen=True)
class Struck:
    """A text that is struck through."""

    text: Any


@dataclass
class Drawn:
    """One sheet; rows and columns count from 0."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    state: str = "visible"
    """Or `hidden`, or `veryHidden`: then the program's own menu doesn't offer to show it."""


def drawn(book: Book) -> list[Drawn]:
    """The sheets of a book, with nothing special about them."""
    return [Drawn(name, [list(row) for row in rows]) for name, rows in book.items()]


def draw_xlsx(folder: Path, sheets: list[Drawn], *, since_1904: bool = False) -> Path:
    """Writes an .xlsx file."""
    formats = ["General", _DATE, _TIME, _STRUCK]
    bodies = [_xlsx_sheet(sheet, formats) for sheet in sheets]
    names = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{at}" state="{sheet.state}" r:id="s{at}"/>'
        for at, sheet in enumerate(sheets, 1)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="s{at}" Type="{kind}/worksheet" Target="worksheets/{at}.xml"/>' for at in range(1, len(sheets) + 1)
    )
    begin = '<?xml version="1.0" encoding="UTF-8"?>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    packaged = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packaged}/content-types"><Default Extension="xml" '
        f'ContentType="{types}.worksheet+xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packaged}/relationships"><Relationship Id="b" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packaged}/relationships">{links}'
        f'<Relationship Id="st" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kind}"><workbookPr date1904="{int(since_1904)}"/>'
        f"<sheets>{names}</sheets></workbook>",
        "xl/styles.xml": _xlsx_styles(main, formats),
    }
    parts |= {f"xl/worksheets/{at}.xml": f"<worksheet {main}>{body}</worksheet>" for at, body in enumerate(bodies, 1)}
    return _zipped(folder / "drawn.xlsx", {name: begin + text for name, text in parts.items()})


def _xlsx_styles(main: str, formats: list[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr("General" if one == _STRUCK else one)}/>'
        for at, one in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + at}" fontId="{int(one == _STRUCK)}"/>' for at, one in enumerate(formats))
    return (
        f'<styleSheet {main}><numFmts count="{len(formats)}">{codes}</numFmts>'
        '<fonts count="2"><font/><font><strike/></font></fonts>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(formats)}">{styles}</cellXfs></styleSheet>'
    )


def _xlsx_sheet(sheet: Drawn, formats: list[str]) -> str:
    hidden = "".join(f'<col min="{at + 1}" max="{at + 1}" hidden="1"/>' for at in sorted(sheet.hidden_columns))
    rows = "".join(
        f'<row r="{at + 1}"{" hidden=" + chr(34) + "1" + chr(34) if at in sheet.hidden_rows else ""}>'
        + "".join(_xlsx_cell(f"{column_letters(c)}{at + 1}", value, formats) for c, value in enumerate(row))
        + "</row>"
        for at, row in enumerate(sheet.rows)
    )
    merged = "".join(
        f'<mergeCell ref="{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in sheet.merged
    )
    return (f"<cols>{hidden}</cols>" if hidden else "") + f"<sheetData>{rows}</sheetData>" + (
        f"<mergeCells>{merged}</mergeCells>" if merged else ""
    )  # fmt: skip


def _xlsx_cell(at: str, value: Any, formats: list[str]) -> str:
    if value is None:
        return ""
    style, formula = 0, ""
    if isinstance(value, Struck):
        style, value = formats.index(_STRUCK), value.text
    if isinstance(value, Formula):
        formula, value = "<f>A1</f>", value.stored
    if isinstance(value, Formatted):
        if value.format not in formats:
            formats.append(value.format)
        style, value = formats.index(value.format), value.value
    if isinstance(value, date | time):
        style, value = formats.index(_DATE if isinstance(value, date) else _TIME), serial(value)
    if value is None:
        return f'<c r="{at}">{formula}</c>'
    if isinstance(value, Error):
        return f'<c r="{at}" t="e">{formula}<v>{value.text}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b">{formula}<v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}" s="{style}">{formula}<v>{value}</v></c>'
    if formula:
        return f'<c r="{at}" s="{style}" t="str">{formula}<v>{escape(value)}</v></c>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def serial(value: date | time) -> float:
    """The number that a spreadsheet stores for a day or a time of day."""
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440
    return (datetime(value.year, value.month, value.day) - _EPOCH).days


def draw_ods(folder: Path, sheets: list[Drawn]) -> Path:
    """Writes an .ods file."""
    tables = "".join(map(_ods_sheet, sheets))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    styles = (
        '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="struck" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {
        "mimetype": kind,
        "content.xml": content,
        "META-INF/manifest.xml": f'<?xml version="1.0"?><m:manifest xmlns:m="{manifest}">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
    }
    return _zipped(folder / "drawn.ods", parts)


def _ods_sheet(sheet: Drawn) -> str:
    width = max((len(row) for row in sheet.rows), default=1)
    columns = "".join(
        f"<table:table-column{' table:visibility=' + quoteattr('collapse') if at in sheet.hidden_columns else ''}/>"
        for at in range(width)
    )
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    rows = "".join(
        f"<table:table-row{' table:visibility=' + quoteattr('collapse') if at in sheet.hidden_rows else ''}>"
        + "".join(_ods_cell(value, (at, c) in covered, spans.get((at, c))) for c, value in enumerate(row))
        + "</table:table-row>"
        for at, row in enumerate(sheet.rows)
    )
    style = "" if sheet.state == "visible" else ' table:style-name="off"'
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{columns}{rows}</table:table>"


def _ods_cell(value: Any, covered: bool, span: tuple[int, int] | None) -> str:
    tag = "covered-table-cell" if covered else "table-cell"
    more = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    shown = None
    if isinstance(value, Struck):
        more, value = more + ' table:style-name="struck"', value.text
    if isinstance(value, Formula):
        more, value = more + ' table:formula="of:=[.A1]"', value.stored
    if isinstance(value, Formatted):
        shown, kind = value.shown, "percentage" if value.format.endswith("%") else "float"
        attributes = f'office:value-type="{kind}" office:value="{value.value}"'
    elif isinstance(value, Error):
        more += "" if "formula" in more else ' table:formula="of:=[.A1]"'
        shown, attributes = value.text, 'office:value-type="string" office:string-value=""'
    elif isinstance(value, date):
        attributes = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, time):
        attributes = f'office:value-type="time" office:time-value="PT{value.hour:02}H{value.minute:02}M00S"'
    elif isinstance(value, bool):
        attributes = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        attributes = f'office:value-type="float" office:value="{value}"'
    elif value is None:
        return f"<table:{tag}{more}/>"
    else:
        attributes = 'office:value-type="string"'
    paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in str(shown if shown is not None else value).split("\n"))
    return f"<table:{tag}{more} {attributes}>{paragraphs}</table:{tag}>"


def draw_csv(folder: Path, sheets: list[Drawn]) -> Path:
    """Writes a folder of .csv files, each cell as the program shows it. Nothing is merged or hidden there."""
    made = folder / "drawn"
    made.mkdir(exist_ok=True)
    for old in made.glob("*.csv"):
        old.unlink()
    for sheet in sheets:
        with (made / f"{sheet.name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([[_csv_text(value) for value in row] for row in sheet.rows])
    return made


def _csv_text(value: Any) -> Any:
    if isinstance(value, Struck):
        return value.text
    if isinstance(value, Formula):
        return _csv_text(value.stored)
    if isinstance(value, Error):
        return value.text
    if isinstance(value, Formatted):
        return value.shown
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H.%M") if isinstance(value, time) else value


def _zipped(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path
