"""Writes drawn sheets as an .ods file (OpenDocument 1.3 part 3)."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from juryapp.workbook.mistakes import column_letters
from tests.workbook.drawn import Drawn, Error, Formatted, Formula, PartlyStruck, PartlyWhite, Struck, White, zipped


def draw_ods(folder: Path, sheets: list[Drawn]) -> Path:
    """Writes an .ods file."""
    tables = "".join(map(_ods_sheet, sheets))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "fo", "calcext")
    )
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = (
        '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="struck" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
        '<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="0.02cm"/>'
        '</style:style><style:style style:name="narrow" style:family="table-column"><style:table-column-properties '
        'style:column-width="0.1cm"/></style:style>'
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
    return zipped(folder / "drawn.ods", parts)


def _ods_sheet(sheet: Drawn) -> str:
    width = max((len(row) for row in sheet.rows), default=1)
    columns = "".join(
        f"<table:table-column{' table:visibility=' + quoteattr('collapse') if at in sheet.hidden_columns else ''}"
        f"{' table:style-name=' + quoteattr('narrow') if at in sheet.narrow_columns else ''}/>"
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
    comments = sheet.comments | sheet.conversations
    rows = "".join(
        f"<table:table-row{' table:visibility=' + quoteattr('collapse') if at in sheet.hidden_rows else ''}"
        f"{' table:style-name=' + quoteattr('low') if at in sheet.low_rows else ''}>"
        + "".join(
            _commented(_ods_cell(value, (at, c) in covered, spans.get((at, c))), comments.get((at, c)))
            for c, value in enumerate(row)
        )
        + "</table:table-row>"
        for at, row in enumerate(sheet.rows)
    )
    style = "" if sheet.state == "visible" else ' table:style-name="off"'
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{columns}{rows}{_ods_rules(sheet)}</table:table>"


def _commented(cell: str, comment: str | None) -> str:
    """The cell with what its author wrote beside it, who that is, and when."""
    if comment is None:
        return cell
    who = "<dc:creator>Sekretaris</dc:creator><dc:date>2024-01-05T00:00:00</dc:date>"
    note = f"<office:annotation>{who}<text:p>{escape(comment)}</text:p></office:annotation>"
    tag, _, rest = cell.partition(">")
    return f"{tag[:-1]}>{note}</{tag[1:-1].split()[0]}>" if tag.endswith("/") else f"{tag}>{note}{rest}"


def _ods_rules(sheet: Drawn) -> str:
    formats = "".join(
        f"<calcext:conditional-format calcext:target-range-address=\"'{escape(sheet.name)}'.{column_letters(left)}{top + 1}:"
        f'\'{escape(sheet.name)}\'.{column_letters(right)}{bottom + 1}"><calcext:condition calcext:apply-style-name="{look}" '
        'calcext:value="=1"/></calcext:conditional-format>'
        for (top, left, bottom, right), look in sheet.rules.items()
    )
    return f"<calcext:conditional-formats>{formats}</calcext:conditional-formats>" if formats else ""


def _ods_cell(value: Any, covered: bool, span: tuple[int, int] | None) -> str:
    tag = "covered-table-cell" if covered else "table-cell"
    more = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    shown = None
    if isinstance(value, Struck):
        more, value = more + ' table:style-name="struck"', value.text
    if isinstance(value, White):
        more, value = more + ' table:style-name="white"', value.text
    if isinstance(value, PartlyStruck | PartlyWhite):
        look, first, last = "struck" if isinstance(value, PartlyStruck) else "white", value.text[:1], value.text[1:]
        parted = f'{escape(first)}<text:span text:style-name="{look}">{escape(last)}</text:span>'
        return f'<table:{tag}{more} office:value-type="string"><text:p>{parted}</text:p></table:{tag}>'
    if isinstance(value, Formula):
        more, value = more + ' table:formula="of:=[.A1]"', value.stored
    if isinstance(value, Formatted) and isinstance(value.value, str):
        shown, attributes = value.shown, f'office:value-type="string" office:string-value={quoteattr(value.value)}'
    elif isinstance(value, Formatted):
        shown, kind = value.shown, "percentage" if value.format.endswith("%") and "\\" not in value.format else "float"
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
