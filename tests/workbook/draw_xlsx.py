"""Writes drawn sheets as an .xlsx file (ECMA-376 part 1)."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from juryapp.workbook.mistakes import column_letters
from tests.workbook.drawn import Drawn, Error, Formatted, Formula, PartlyStruck, PartlyWhite, Struck, White, serial, zipped

_DATE, _TIME, _STRUCK, _WHITE = "dd/mm/yyyy", "hh:mm", "struck", "white"
_RULES = ("struck", "white", "bold")


def draw_xlsx(folder: Path, sheets: list[Drawn], *, since_1904: bool = False) -> Path:
    """Writes an .xlsx file."""
    formats = ["General", _DATE, _TIME, _STRUCK, _WHITE]
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
    for at, sheet in enumerate(sheets, 1):
        parts |= _comments(at, sheet, kind, packaged, main)
    return zipped(folder / "drawn.xlsx", {name: begin + text for name, text in parts.items()})


def _comments(number: int, sheet: Drawn, kind: str, packaged: str, main: str) -> dict[str, str]:
    """The parts with a sheet's comments, and the relations that lead to them."""
    if not sheet.comments and not sheet.conversations:
        return {}
    notes = sheet.comments | {
        at: f"[Threaded comment]\n\nUse a newer version: {text}" for at, text in sheet.conversations.items()
    }
    listed = "".join(
        f'<comment ref="{column_letters(column)}{row + 1}" authorId="0"><text><r><t>{escape(text)}</t></r></text></comment>'
        for (row, column), text in notes.items()
    )
    talks = "".join(
        f'<threadedComment ref="{column_letters(column)}{row + 1}" id="{{1}}"><text>{escape(text)}</text></threadedComment>'
        for (row, column), text in sheet.conversations.items()
    )
    talk = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    newer = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    return {
        f"xl/worksheets/_rels/{number}.xml.rels": f'<Relationships xmlns="{packaged}/relationships">'
        f'<Relationship Id="n" Type="{kind}/comments" Target="../comments{number}.xml"/>'
        f'<Relationship Id="t" Type="{newer}" Target="../talk/{number}.xml"/></Relationships>',
        f"xl/comments{number}.xml": f"<comments {main}><authors><author>S</author></authors><commentList>{listed}</commentList>"
        "</comments>",
        f"xl/talk/{number}.xml": f'<ThreadedComments xmlns="{talk}">{talks}</ThreadedComments>',
    }


def _xlsx_styles(main: str, formats: list[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr("General" if one in (_STRUCK, _WHITE) else one)}/>'
        for at, one in enumerate(formats)
    )
    styles = "".join(
        f'<xf numFmtId="{164 + at}" fontId="{("", _STRUCK, _WHITE).index(one) if one in (_STRUCK, _WHITE) else 0}"/>'
        for at, one in enumerate(formats)
    )
    return (
        f'<styleSheet {main}><numFmts count="{len(formats)}">{codes}</numFmts>'
        '<fonts count="3"><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font></fonts>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(formats)}">{styles}</cellXfs><dxfs count="3">'
        '<dxf><font><strike/></font></dxf><dxf><font><color theme="0"/></font></dxf><dxf><font><b/></font></dxf></dxfs>'
        "</styleSheet>"
    )


def _xlsx_sheet(sheet: Drawn, formats: list[str]) -> str:
    hidden = "".join(
        f'<col min="{at + 1}" max="{at + 1}" {_attribute("hidden", at in sheet.hidden_columns)}'
        f"{_attribute('width', at in sheet.narrow_columns)}/>"
        for at in sorted(sheet.hidden_columns | sheet.narrow_columns)
    )
    rows = "".join(
        f'<row r="{at + 1}" {_attribute("hidden", at in sheet.hidden_rows)}{_attribute("ht", at in sheet.low_rows)}>'
        + "".join(_xlsx_cell(f"{column_letters(c)}{at + 1}", value, formats) for c, value in enumerate(row))
        + "</row>"
        for at, row in enumerate(sheet.rows)
    )
    merged = "".join(
        f'<mergeCell ref="{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in sheet.merged
    )
    rules = "".join(
        f'<conditionalFormatting sqref="{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}">'
        f'<cfRule type="expression" dxfId="{_RULES.index(look)}" priority="1"><formula>1</formula></cfRule>'
        "</conditionalFormatting>"
        for (top, left, bottom, right), look in sheet.rules.items()
    )
    return (
        f'<sheetFormatPr defaultRowHeight="15" zeroHeight="{int(sheet.zero_height)}"/>'
        + (f"<cols>{hidden}</cols>" if hidden else "")
        + f"<sheetData>{rows}</sheetData>"
        + (f"<mergeCells>{merged}</mergeCells>" if merged else "")
        + rules
    )


def _attribute(name: str, is_so: bool) -> str:
    """An attribute that is 1, or none."""
    return f'{name}="1" ' if is_so else ""


def _xlsx_cell(at: str, value: Any, formats: list[str]) -> str:
    if value is None:
        return ""
    style, formula = 0, ""
    if isinstance(value, Struck):
        style, value = formats.index(_STRUCK), value.text
    if isinstance(value, White):
        style, value = formats.index(_WHITE), value.text
    if isinstance(value, PartlyStruck | PartlyWhite):
        look = "<strike/>" if isinstance(value, PartlyStruck) else '<color rgb="FFFFFFFF"/>'
        first, last = value.text[:1], value.text[1:]
        return (
            f'<c r="{at}" t="inlineStr"><is><r><t xml:space="preserve">{escape(first)}</t></r>'
            f'<r><rPr>{look}</rPr><t xml:space="preserve">{escape(last)}</t></r></is></c>'
        )
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
