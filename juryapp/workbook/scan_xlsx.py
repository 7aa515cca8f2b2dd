"""A look into the XML of an .xlsx file (ECMA-376 part 1): see `scan.py`."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from juryapp.workbook.comments_xlsx import boxes_of, comments_of
from juryapp.workbook.number_formats import adds_digits, shown_number, shown_text
from juryapp.workbook.scan import COLUMNS, DISGUISED, Attributes, Range, Scan, column_of, extend, is_true, parse
from juryapp.workbook.styles_xlsx import Runs, Style, Styles, alike, read_shared, read_styles

_LEAST_HEIGHT, _LEAST_WIDTH = 3.0, 2.0
"""Points, and letters: what is less can't be read. A usual row has 15, a usual column 8."""


def scan_xlsx(file: zipfile.ZipFile) -> dict[str, Scan]:
    """Each sheet's scan by its name. Raises `expat.ExpatError`, `KeyError` or `ValueError` if it isn't a spreadsheet."""
    book = _target(_relations(file, ""), "officeDocument") or "xl/workbook.xml"
    relations = _relations(file, book)
    parts, names = {word: _target(relations, word) for word in ("styles", "sharedStrings")}, file.namelist()
    looks = read_styles(file, parts["styles"]) if parts["styles"] in names else Styles()
    shared = read_shared(file, parts["sharedStrings"]) if parts["sharedStrings"] in names else []
    sheets: dict[str, str] = {}
    hidden: set[str] = set()
    since_1904 = [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            since_1904[0] = is_true(attributes.get("date1904"))
        if tag == "sheet" and attributes.get("id") in relations:
            sheets[attributes["name"]] = relations[attributes["id"]][1]
            if attributes.get("state", "visible") != "visible":
                hidden.add(attributes["name"])

    parse(file, book, start)
    found = {name: _SheetWalk(looks, shared).walk(file, part) for name, part in sheets.items() if part in names}
    for name, scan in found.items():
        if posixpath.join(posixpath.dirname(sheets[name]), "_rels", f"{posixpath.basename(sheets[name])}.rels") in names:
            around = _relations(file, sheets[name]).values()
            scan.comments, scan.boxes = comments_of(file, around), boxes_of(file, around)
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


class _SheetWalk:
    """Walks one worksheet of an .xlsx file."""

    def __init__(self, styles: Styles, shared: Sequence[Runs]) -> None:
        self.scan, self._styles, self._shared = Scan(), styles, shared
        self._row, self._column, self._kind, self._style = -1, -1, "", ""
        self._text: list[str] | None = None
        self._value, self._formula, self._runs, self._in_look = "", False, Runs(), False
        self._rows_hidden = False
        """Rows are hidden unless they say otherwise."""
        self._columns_narrow, self._sized = False, set[int]()
        """Columns are too narrow unless they have a width of their own; those that have one."""
        self._ranges: list[Range] = []

    def walk(self, file: zipfile.ZipFile, part: str) -> Scan:
        parse(file, part, self._start, self._end, self._characters)
        return self.scan

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._formula, self._runs, self._text = "", False, Runs(), None
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._text = []
        elif tag == "rPr":
            self._in_look = True
        elif self._in_look:
            self._runs.look(tag, attributes)
        elif tag in ("row", "col", "sheetFormatPr"):
            self._begin_line(tag, attributes)
        elif tag == "sheetData" and self._columns_narrow:
            for column in sorted(set(range(COLUMNS)) - self._sized):
                extend(self.scan.hidden_columns, column, column)
        elif tag == "mergeCell":
            self.scan.merge(*_corners(attributes["ref"]))
        elif tag == "conditionalFormatting":
            self._ranges = [Range(*_corners(each)) for each in attributes.get("sqref", "").split()]
        elif tag == "cfRule" and attributes.get("dxfId", "").isdigit() and int(attributes["dxfId"]) in self._styles.doubtful:
            self.scan.doubtful += [each for each in self._ranges if each not in self.scan.doubtful]

    def _begin_line(self, tag: str, attributes: Attributes) -> None:
        """A row, some columns, or how all rows and columns are that don't say otherwise."""
        hidden = is_true(attributes.get("hidden"))
        if tag == "sheetFormatPr":
            self._rows_hidden = is_true(attributes.get("zeroHeight")) or _less(attributes.get("defaultRowHeight"), _LEAST_HEIGHT)
            self._columns_narrow = _less(attributes.get("defaultColWidth"), _LEAST_WIDTH)
        elif tag == "col":
            self._sized.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), COLUMNS)))
            if hidden or _less(attributes.get("width"), _LEAST_WIDTH):
                extend(self.scan.hidden_columns, int(attributes["min"]) - 1, int(attributes["max"]) - 1)
        else:
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            usual = self._rows_hidden and "ht" not in attributes and "hidden" not in attributes
            if hidden or usual or _less(attributes.get("ht"), _LEAST_HEIGHT):
                extend(self.scan.hidden_rows, self._row, self._row)

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t") and self._text is not None:
            self._value += "".join(self._text)
            self._text = None
        elif tag == "rPr":
            self._in_look = False
        elif tag == "c":
            self._cell((self._row, self._column))

    def _cell(self, at: tuple[int, int]) -> None:
        if self._value:
            self.scan.filled(*at)
        if self._kind == "e":
            self.scan.errors[at] = self._value or "#"
        elif self._formula and not self._value and self._kind != "str":
            self.scan.errors[at] = "="
        if self._value and at not in self.scan.errors:
            self._look(at, self._styles.of(self._style))

    def _look(self, at: tuple[int, int], style: Style) -> None:
        runs = self._runs
        if self._kind == "s" and self._value.isdigit() and int(self._value) < len(self._shared):
            runs = self._shared[int(self._value)]
            self._value = runs.text
        if style.struck or runs.struck:
            self.scan.struck.add(at)
        if style.unseen or any(alike(colour, style.fill) for colour in runs.colours):
            self.scan.unseen.add(at)
        if self._kind == "n":
            self._number(at, style)
        elif self._value.strip():
            seen = shown_text(style.number_format, self._value)
            if not seen.strip():
                self.scan.unseen.add(at)
            elif " ".join(seen.split()) != " ".join(self._value.split()):
                self.scan.errors[at] = DISGUISED + seen.strip()

    def _number(self, at: tuple[int, int], style: Style) -> None:
        if style.percent:
            self.scan.percents.add(at)
        seen = shown_number(style.number_format, self._value)
        if dated := adds_digits(style.number_format):
            self.scan.errors[at] = DISGUISED + dated
        elif seen is not None:
            self.scan.number(at, seen, Decimal(format(float(self._value), ".15g")), percent=style.percent)


def _less(text: str | None, least: float) -> bool:
    """True for a size that is given and too small."""
    return text is not None and float(text) < least


def _corners(reference: str) -> tuple[int, int, int, int]:
    """`B2:D5` as top, left, bottom, right. Raises ValueError."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?", reference)
    if found is None:
        raise ValueError("not a range")
    left, top, right, bottom = found[1], found[2], found[3] or found[1], found[4] or found[2]
    return int(top) - 1, column_of(left), int(bottom) - 1, column_of(right)
