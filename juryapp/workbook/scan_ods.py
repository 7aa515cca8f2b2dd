"""A look into the XML of an .ods file (OpenDocument 1.3 part 3): see `scan.py`."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal, InvalidOperation

from juryapp.workbook.scan import DISGUISED, Attributes, Range, Scan, column_of, extend, parse
from juryapp.workbook.styles_ods import Looks

_SPREADSHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_SHAPES = ("shapes", "custom-shape", "frame", "rect", "caption")
"""What may hold text beside the cells: those that are bound to the page, and those to a cell."""
_NUMBERS = ("float", "percentage", "currency")


def scan_ods(file: zipfile.ZipFile) -> dict[str, Scan]:
    """Each sheet's scan by its name. Raises `expat.ExpatError`, `KeyError` or `ValueError` if it isn't a spreadsheet."""
    if "mimetype" in file.namelist() and file.read("mimetype").decode("ascii", "replace").strip() != _SPREADSHEETS:
        raise ValueError("not a spreadsheet")
    looks = Looks()
    if "styles.xml" in file.namelist():
        parse(file, "styles.xml", looks.start, looks.end)
    walk = _OdsWalk(looks)
    parse(file, "content.xml", walk.start, walk.end, walk.characters)
    walk.finish()
    return walk.scans


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("visibility", "visible") != "visible"


class _OdsWalk:
    """Walks the content of an .ods file. Repeated cells and rows count as often as they repeat."""

    def __init__(self, looks: Looks) -> None:
        self.scans: dict[str, Scan] = {}
        self._looks, self._scan = looks, Scan()
        self._in_table = False
        self._row = self._column = self._rows = self._columns = self._at = 0
        self._column_styles: list[tuple[int, str]] = []
        """From which column on a cell without a style has which."""
        self._cell: Attributes = {}
        self._text, self._paragraphs = "", 0
        self._spans: set[str] = set()
        """The styles of parts of the cell's text."""
        self._inside = self._in_paragraph = False
        self._in_comment = ""
        """The element of a comment or a drawn shape that is walked."""
        self._comment: list[str] = []
        """What its paragraphs say, but neither its author nor its day."""
        self._ranges: list[Range] = []
        self._untold: list[tuple[Scan, list[tuple[int, int]], bool]] = []
        """Cells with a value and without a text; whether they hold a number."""
        self._tells_texts = False
        """The file has the text that is seen beside values: then those without one show nothing."""

    def finish(self) -> None:
        """Notes the cells that show nothing of their value, once the whole file is known."""
        for scan, places, is_number in self._untold if self._tells_texts else ():
            if is_number:
                scan.shown.update(dict.fromkeys(places, ""))
            else:
                scan.unseen.update(places)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._in_comment:
            self._in_paragraph = self._in_paragraph or tag == "p"
            return
        if not self._in_table:
            self._looks.start(tag, attributes)
        if tag == "table" and "name" in attributes:
            self._scan = self.scans.setdefault(attributes["name"], Scan())
            self._scan.hidden = self._looks.hides_sheet(attributes.get("style-name", ""))
            self._row = self._column = self._at = 0
            self._in_table, self._column_styles = True, []
        elif tag == "table-column":
            self._begin_column(attributes)
        elif tag == "table-row":
            self._rows, self._column = int(attributes.get("number-rows-repeated", "1")), 0
            if _is_hidden(attributes) or self._looks.too_small(attributes.get("style-name", "")):
                extend(self._scan.hidden_rows, self._row, self._row + self._rows - 1)
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns = int(attributes.get("number-columns-repeated", "1"))
            self._cell, self._text, self._paragraphs, self._inside, self._spans = attributes, "", 0, True, set()
            across, down = (int(attributes.get(f"number-{each}-spanned", "1")) for each in ("columns", "rows"))
            self._scan.merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
        elif tag == "annotation" or (self._in_table and tag in _SHAPES):
            self._in_comment, self._comment = tag, []
        elif self._inside:
            self._begin_text(tag, attributes)
        else:
            self._begin_rule(tag, attributes)

    def _begin_text(self, tag: str, attributes: Attributes) -> None:
        if tag == "p":
            self._paragraphs += 1
        elif tag == "span":
            self._spans.add(attributes.get("style-name", ""))
        elif tag in ("s", "tab", "line-break"):
            self._text += " "

    def _begin_rule(self, tag: str, attributes: Attributes) -> None:
        """Conditional formatting, as LibreOffice keeps it."""
        if tag == "conditional-format":
            cells = re.findall(r"\.\$?([A-Z]{1,3})\$?([0-9]{1,7})", attributes.get("target-range-address", ""))
            corners = [(int(row) - 1, column_of(letters)) for letters, row in cells]
            self._ranges = [Range(*one, *other) for one, other in zip(corners[::2], corners[1::2], strict=False)]
            self._ranges += [Range(*corners[-1], *corners[-1])] if len(corners) % 2 else []
        elif tag == "condition" and self._looks.is_doubtful(attributes.get("apply-style-name", "")):
            self._scan.doubtful += [each for each in self._ranges if each not in self._scan.doubtful]

    def _begin_column(self, attributes: Attributes) -> None:
        count = int(attributes.get("number-columns-repeated", "1"))
        if _is_hidden(attributes) or self._looks.too_small(attributes.get("style-name", "")):
            extend(self._scan.hidden_columns, self._at, self._at + count - 1)
        self._column_styles.append((self._at, attributes.get("default-cell-style-name", "")))
        self._at += count

    def characters(self, text: str) -> None:
        """Text of a cell, or of its comment."""
        if self._in_paragraph:
            self._comment.append(text)
        if self._inside and not self._in_comment:
            self._text += text

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == self._in_comment:
            self._in_comment, self._in_paragraph = "", False
            found = self._scan.comments if tag == "annotation" else self._scan.boxes
            found[self._row, self._column] = found.get((self._row, self._column), "") + "".join(self._comment)
            if self._inside and tag != "annotation":
                self._scan.anchored.add((self._row, self._column))
        elif self._in_comment:
            if tag == "p":
                self._in_paragraph = False
                self._comment.append("\n")
        elif tag == "table-row":
            self._row += self._rows
        elif tag in ("table-cell", "covered-table-cell"):
            if self._in_table and ("value-type" in self._cell or self._text or "formula" in self._cell):
                self._filled(self._scan)
            self._column += self._columns
            self._inside = False
        elif not self._in_table:
            self._looks.end(tag)

    def _filled(self, scan: Scan) -> None:
        scan.filled(self._row + self._rows - 1, self._column + self._columns - 1)
        if scan.far is not None:
            return
        places = [(self._row + r, self._column + c) for r in range(self._rows) for c in range(self._columns)]
        if self._cell.get("value-type") == "percentage":
            scan.percents.update(places)
        self._note_look(scan, places)
        kind = self._cell.get("value-type", "string")
        if self._paragraphs and kind != "string":
            self._tells_texts = True
        elif kind != "string" and "formula" not in self._cell:
            self._untold.append((scan, places, kind in _NUMBERS))
        if kind in ("date", "time") and shows_another_day(self._text, self._cell.get(f"{kind}-value", "")):
            scan.errors.update(dict.fromkeys(places, DISGUISED + self._text.strip()))
        if kind in _NUMBERS and self._paragraphs:
            self._note_number(scan, places)
        if "formula" in self._cell and "value-type" not in self._cell and not self._text:
            scan.errors.update(dict.fromkeys(places, "="))
        elif "formula" in self._cell and re.match(r"#|Err:\d", self._text):
            scan.errors.update(dict.fromkeys(places, self._text))
        elif squeezed(self._cell.get("string-value", "")) not in ("", squeezed(self._text)):
            if squeezed(self._text):
                scan.errors.update(dict.fromkeys(places, DISGUISED + self._text.strip()))
            else:
                scan.unseen.update(places)

    def _note_look(self, scan: Scan, places: list[tuple[int, int]]) -> None:
        look = self._look()
        if any(self._looks.struck(each) for each in (look, *self._spans)):
            scan.struck.update(places)
        if any(self._looks.unseen(look, each) for each in ("", *self._spans)):
            scan.unseen.update(places)
        if self._looks.may_hide(look):
            scan.doubtful += [Range(*place, *place) for place in places]

    def _note_number(self, scan: Scan, places: list[tuple[int, int]]) -> None:
        try:
            stored = Decimal(self._cell.get("value", ""))
        except InvalidOperation:
            return
        for place in places:
            scan.number(place, self._text, stored, percent=self._cell["value-type"] == "percentage")

    def _look(self) -> str:
        """The cell's style: its own, else its column's."""
        usual = next((style for first, style in reversed(self._column_styles) if first <= self._column), "")
        return self._cell.get("style-name", usual)


def shows_another_day(text: str, value: str) -> bool:
    """True if a shown date or time has numbers that the stored one hasn't."""
    stored = {int(part) for part in re.findall(r"\d+", value.partition(".")[0])}
    clock = re.search(r"T(\d+)[H:](\d+)[M:]([\d.]+)", value)
    if clock is not None:  # a program's own arithmetic leaves 09:29:59.999 of half past nine
        seconds = round(int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3].rstrip(".")))
        stored |= {seconds // 3600, seconds // 60 % 60, seconds % 60}
    stored |= {number % 100 for number in stored} | {number % 12 for number in stored} | {12}
    return any(int(part) not in stored for part in re.findall(r"\d+", text))


def squeezed(text: str) -> str:
    """The text without blanks: an .ods file keeps them in ways of its own."""
    return "".join(text.split())
