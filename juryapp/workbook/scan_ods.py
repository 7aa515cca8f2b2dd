"""A look into the XML of an .ods file (OpenDocument 1.3 part 3): see `scan.py`."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal, InvalidOperation

from juryapp.workbook.scan import Attributes, Scan, extend, parse
from juryapp.workbook.shown import says_another

_SPREADSHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = ("float", "percentage", "currency")


def scan_ods(file: zipfile.ZipFile) -> dict[str, Scan]:
    """Each sheet's scan by its name. Raises `expat.ExpatError`, `KeyError` or `ValueError` if it isn't a spreadsheet."""
    if "mimetype" in file.namelist() and file.read("mimetype").decode("ascii", "replace").strip() != _SPREADSHEETS:
        raise ValueError("not a spreadsheet")
    walk = _OdsWalk()
    parse(file, "content.xml", walk.start, walk.end, walk.characters)
    return walk.scans


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("visibility", "visible") != "visible"


def _is_struck(attributes: Attributes) -> bool:
    return any(attributes.get(f"text-line-through-{each}", "none") != "none" for each in ("style", "type"))


class _OdsWalk:
    """Walks the content of an .ods file. Repeated cells and rows count as often as they repeat."""

    def __init__(self) -> None:
        self.scans: dict[str, Scan] = {}
        self._scan: Scan | None = None
        self._row = self._column = self._rows = self._columns = self._at = 0
        self._style, self._unseen = "", set[str]()
        """The style that is being read, and those of tables that aren't shown."""
        self._struck, self._column_styles = set[str](), list[tuple[int, str]]()
        """The styles of cells that are struck through; from which column on a cell without a style has which."""
        self._cell: Attributes = {}
        self._text, self._paragraphs = "", 0
        self._inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._unseen.add(self._style)
        elif tag == "text-properties" and self._scan is None and _is_struck(attributes):
            self._struck.add(self._style)
        elif tag == "table" and "name" in attributes:
            self._scan = self.scans.setdefault(attributes["name"], Scan())
            self._scan.hidden = attributes.get("style-name") in self._unseen
            self._row = self._at = 0
            self._column_styles = []
        elif tag == "table-column":
            self._begin_column(attributes)
        elif tag == "table-row":
            self._rows, self._column = int(attributes.get("number-rows-repeated", "1")), 0
            if self._scan is not None and _is_hidden(attributes):
                extend(self._scan.hidden_rows, self._row, self._row + self._rows - 1)
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns = int(attributes.get("number-columns-repeated", "1"))
            self._cell, self._text, self._paragraphs, self._inside = attributes, "", 0, True
            across, down = (int(attributes.get(f"number-{each}-spanned", "1")) for each in ("columns", "rows"))
            if self._scan is not None:
                self._scan.merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
        elif tag == "p" and self._inside:
            self._paragraphs += 1

    def _begin_column(self, attributes: Attributes) -> None:
        count = int(attributes.get("number-columns-repeated", "1"))
        if self._scan is not None and _is_hidden(attributes):
            extend(self._scan.hidden_columns, self._at, self._at + count - 1)
        self._column_styles.append((self._at, attributes.get("default-cell-style-name", "")))
        self._at += count

    def characters(self, text: str) -> None:
        """Text of a cell."""
        if self._inside:
            self._text += text

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "table-row":
            self._row += self._rows
        elif tag in ("table-cell", "covered-table-cell"):
            if self._scan is not None and ("value-type" in self._cell or self._text or "formula" in self._cell):
                self._filled(self._scan)
            self._column += self._columns
            self._inside = False

    def _filled(self, scan: Scan) -> None:
        scan.filled(self._row + self._rows - 1, self._column + self._columns - 1)
        if scan.far is not None:
            return
        places = [(self._row + r, self._column + c) for r in range(self._rows) for c in range(self._columns)]
        if self._cell.get("value-type") == "percentage":
            scan.percents.update(places)
        if self._look() in self._struck:
            scan.struck.update(places)
        if self._cell.get("value-type") in _NUMBERS and self._paragraphs and self._shows_another():
            scan.shown.update(dict.fromkeys(places, self._text.strip()))
        if "formula" in self._cell and "value-type" not in self._cell and not self._text:
            scan.errors.update(dict.fromkeys(places, "="))
        if "formula" in self._cell and re.match(r"#|Err:\d", self._text):
            scan.errors.update(dict.fromkeys(places, self._text))

    def _look(self) -> str:
        """The cell's style: its own, else its column's."""
        usual = next((style for first, style in reversed(self._column_styles) if first <= self._column), "")
        return self._cell.get("style-name", usual)

    def _shows_another(self) -> bool:
        try:
            stored = Decimal(self._cell.get("value", ""))
        except InvalidOperation:
            return False
        return says_another(self._text, stored, percent=self._cell["value-type"] == "percentage")
