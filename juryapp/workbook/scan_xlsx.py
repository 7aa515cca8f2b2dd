"""A look into the XML of an .xlsx file (ECMA-376 part 1): see `scan.py`."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from juryapp.workbook.scan import Attributes, Scan, extend, parse
from juryapp.workbook.shown import shown_by


def scan_xlsx(file: zipfile.ZipFile) -> dict[str, Scan]:
    """Each sheet's scan by its name. Raises `expat.ExpatError`, `KeyError` or `ValueError` if it isn't a spreadsheet."""
    book = _target(_relations(file, ""), "officeDocument") or "xl/workbook.xml"
    relations = _relations(file, book)
    styles = _target(relations, "styles")
    looks = _styles(file, styles) if styles in file.namelist() else []
    sheets: dict[str, str] = {}
    hidden: set[str] = set()
    since_1904 = [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            since_1904[0] = _is_true(attributes.get("date1904"))
        if tag == "sheet" and attributes.get("id") in relations:
            sheets[attributes["name"]] = relations[attributes["id"]][1]
            if attributes.get("state", "visible") != "visible":
                hidden.add(attributes["name"])

    parse(file, book, start)
    found = {name: _SheetWalk(looks).walk(file, part) for name, part in sheets.items() if part in file.namelist()}
    for name in hidden & found.keys():
        found[name].hidden = True
    for each in found.values():
        each.since_1904 = since_1904[0]
    return found


def _relations(file: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> its type's last word and the part's path."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], target)

    parse(file, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for word, target in relations.values() if word == kind), "")


@dataclass(frozen=True)
class _Style:
    """How a cell looks."""

    number_format: str = "General"
    struck: bool = False

    @property
    def percent(self) -> bool:
        """True if it shows a percentage."""
        return "%" in re.sub(r'"[^"]*"|\\.', "", self.number_format)


_BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "37": "#,##0", "38": "#,##0",
             "39": "#,##0.00", "40": "#,##0.00", "41": "#,##0", "42": "#,##0", "43": "#,##0.00", "44": "#,##0.00"}  # fmt: skip
"""The formats that are known by their number alone, without those of dates (ECMA-376 part 1, 18.8.30)."""


def _styles(file: zipfile.ZipFile, part: str) -> list[_Style]:
    """The cells' styles, by their index."""
    formats, fonts, styles, inside = dict(_BUILT_IN), list[bool](), list[_Style](), [""]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in ("fonts", "cellXfs", "dxfs"):
            inside[0] = tag
        elif tag == "font" and inside[0] == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside[0] == "fonts" and fonts:
            fonts[-1] = attributes.get("val", "1") in ("1", "true")
        elif tag == "xf" and inside[0] == "cellXfs":
            font = int(attributes.get("fontId", "0"))
            struck = font < len(fonts) and fonts[font]
            styles.append(_Style(formats.get(attributes.get("numFmtId", ""), "General"), struck))

    def end(tag: str) -> None:
        if tag == inside[0]:
            inside[0] = ""

    parse(file, part, start, end)
    return styles


class _SheetWalk:
    """Walks one worksheet of an .xlsx file."""

    def __init__(self, styles: list[_Style]) -> None:
        self.scan, self._styles = Scan(), styles
        self._row, self._column, self._kind, self._style = -1, -1, "", ""
        self._text: list[str] | None = None
        self._value, self._formula = "", False

    def walk(self, file: zipfile.ZipFile, part: str) -> Scan:
        parse(file, part, self._start, self._end, self._characters)
        return self.scan

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if _is_true(attributes.get("hidden")):
                extend(self.scan.hidden_rows, self._row, self._row)
        elif tag == "col" and _is_true(attributes.get("hidden")):
            extend(self.scan.hidden_columns, int(attributes["min"]) - 1, int(attributes["max"]) - 1)
        elif tag == "mergeCell":
            self.scan.merge(*_corners(attributes["ref"]))
        elif tag == "c":
            self._column = _column(attributes["r"]) if "r" in attributes else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._formula, self._text = "", False, None
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._text = []

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t") and self._text is not None:
            self._value += "".join(self._text)
            self._text = None
        elif tag == "c":
            self._cell((self._row, self._column))

    def _cell(self, at: tuple[int, int]) -> None:
        if self._value:
            self.scan.filled(*at)
        if self._kind == "e":
            self.scan.errors[at] = self._value or "#"
        elif self._formula and not self._value and self._kind != "str":
            self.scan.errors[at] = "="
        style = self._styles[int(self._style)] if self._style.isdigit() and int(self._style) < len(self._styles) else _Style()
        if self._value and style.struck:
            self.scan.struck.add(at)
        if self._kind == "n" and self._value and at not in self.scan.errors:
            self._number(at, style)

    def _number(self, at: tuple[int, int], style: _Style) -> None:
        if style.percent:
            self.scan.percents.add(at)
        shown = shown_by(style.number_format, self._value)
        if shown is not None:
            self.scan.shown[at] = shown


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _corners(reference: str) -> tuple[int, int, int, int]:
    """`B2:D5` as top, left, bottom, right. Raises ValueError."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?", reference)
    if found is None:
        raise ValueError("not a range")
    left, top, right, bottom = found[1], found[2], found[3] or found[1], found[4] or found[2]
    return int(top) - 1, _column(left), int(bottom) - 1, _column(right)


def _column(reference: str) -> int:
    column = 0
    for letter in re.match(r"[A-Za-z]*", reference).group().upper():  # type: ignore[union-attr]
        column = column * 26 + ord(letter) - 64
    return column - 1
