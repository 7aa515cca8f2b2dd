"""A look into the XML of a spreadsheet before it is read: what python-calamine doesn't tell, or doesn't survive.

It aborts the program on a value in a far cell (it makes room for the whole rectangle), gives error cells as empty ones, and
says neither which numbers are percentages, nor which cells are merged, nor what is hidden. Formats: ECMA-376 part 1 (.xlsx),
OpenDocument 1.3 part 3 (.ods).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

ROWS, COLUMNS = 20_000, 200
_MOST_MERGED = 10_000
_CHUNK = 1 << 16
Attributes = dict[str, str]
_SPREADSHEETS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Range:
    """A rectangle of cells, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Scan:
    """What was seen of one sheet; cells are (row, column) from 0."""

    far: tuple[int, int] | None = None
    """The first filled cell beyond 20,000 rows or 200 columns."""
    percents: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values; `=` for a formula without a stored result."""
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    """The whole sheet is."""
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    """From and to, from 0; also those that a filter hides."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged range. Raises ValueError if there are more than any workbook of ours has."""
        if (top, left) != (bottom, right):
            self.merged.append(Range(top, left, min(bottom, ROWS), min(right, COLUMNS)))
        if len(self.merged) > _MOST_MERGED:
            raise ValueError("too many merged ranges")

    def filled(self, row: int, column: int) -> None:
        """Note a filled cell."""
        if self.far is None and (row >= ROWS or column >= COLUMNS):
            self.far = (row, column)


def scan(file: zipfile.ZipFile) -> dict[str, Scan]:
    """Each sheet's scan by its name. Raises `expat.ExpatError`, `KeyError` or `ValueError` if it isn't a spreadsheet."""
    return _scan_ods(file) if "content.xml" in file.namelist() else _scan_xlsx(file)


def _parse(
    file: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda tag: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Walk one part; tag and attribute names come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def began(tag: str, attributes: Attributes) -> None:
        start(_bare(tag), {_bare(name): value for name, value in attributes.items()})

    parser.StartElementHandler = began
    parser.EndElementHandler = lambda tag: end(_bare(tag))
    parser.CharacterDataHandler = text
    with file.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _scan_xlsx(file: zipfile.ZipFile) -> dict[str, Scan]:
    book = _target(_relations(file, ""), "officeDocument") or "xl/workbook.xml"
    relations = _relations(file, book)
    styles = _target(relations, "styles")
    percents = _percent_styles(file, styles) if styles in file.namelist() else set()
    sheets: dict[str, str] = {}
    hidden: set[str] = set()

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet" and attributes.get("id") in relations:
            sheets[attributes["name"]] = relations[attributes["id"]][1]
            if attributes.get("state", "visible") != "visible":
                hidden.add(attributes["name"])

    _parse(file, book, start)
    found = {name: _SheetWalk(percents).walk(file, part) for name, part in sheets.items() if part in file.namelist()}
    for name in hidden & found.keys():
        found[name].hidden = True
    return found


def _relations(file: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> its type's last word and the part's path."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], target)

    _parse(file, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for word, target in relations.values() if word == kind), "")


def _percent_styles(file: zipfile.ZipFile, part: str) -> set[str]:
    """Indexes of the cell styles that show a percentage."""
    formats, styles, inside = {"9", "10"}, set[str](), [False]
    count = [0]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            if attributes.get("numFmtId") in formats:
                styles.add(str(count[0]))
            count[0] += 1

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    _parse(file, part, start, end)
    return styles


class _SheetWalk:
    """Walks one worksheet of an .xlsx file."""

    def __init__(self, percents: set[str]) -> None:
        self.scan, self._percents = Scan(), percents
        self._row, self._column, self._kind, self._style = -1, -1, "", ""
        self._text: list[str] | None = None
        self._value, self._formula = "", False

    def walk(self, file: zipfile.ZipFile, part: str) -> Scan:
        _parse(file, part, self._start, self._end, self._characters)
        return self.scan

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if _is_true(attributes.get("hidden")):
                _extend(self.scan.hidden_rows, self._row, self._row)
        elif tag == "col" and _is_true(attributes.get("hidden")):
            _extend(self.scan.hidden_columns, int(attributes["min"]) - 1, int(attributes["max"]) - 1)
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
        elif self._kind == "n" and self._value and self._style in self._percents:
            self.scan.percents.add(at)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _extend(ranges: list[tuple[int, int]], first: int, last: int) -> None:
    """Adds a range, to the end of the last one where it goes on from there."""
    if ranges and ranges[-1][1] == first - 1:
        first = ranges.pop()[0]
    ranges.append((first, last))


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


def _scan_ods(file: zipfile.ZipFile) -> dict[str, Scan]:
    if "mimetype" in file.namelist() and file.read("mimetype").decode("ascii", "replace").strip() != _SPREADSHEETS:
        raise ValueError("not a spreadsheet")
    walk = _OdsWalk()
    _parse(file, "content.xml", walk.start, walk.end, walk.characters)
    return walk.scans


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("visibility", "visible") != "visible"


class _OdsWalk:
    """Walks the content of an .ods file. Repeated cells and rows count as often as they repeat."""

    def __init__(self) -> None:
        self.scans: dict[str, Scan] = {}
        self._scan: Scan | None = None
        self._row = self._column = self._rows = self._columns = self._at = 0
        self._style, self._unseen = "", set[str]()
        """The style that is being read, and those of tables that aren't shown."""
        self._cell: Attributes = {}
        self._text = ""
        self._inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._unseen.add(self._style)
        elif tag == "table" and "name" in attributes:
            self._scan = self.scans.setdefault(attributes["name"], Scan())
            self._scan.hidden = attributes.get("style-name") in self._unseen
            self._row = self._at = 0
        elif tag == "table-column":
            self._begin_column(attributes)
        elif tag == "table-row":
            self._rows, self._column = int(attributes.get("number-rows-repeated", "1")), 0
            if self._scan is not None and _is_hidden(attributes):
                _extend(self._scan.hidden_rows, self._row, self._row + self._rows - 1)
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns = int(attributes.get("number-columns-repeated", "1"))
            self._cell, self._text, self._inside = attributes, "", True
            across, down = (int(attributes.get(f"number-{each}-spanned", "1")) for each in ("columns", "rows"))
            if self._scan is not None:
                self._scan.merge(self._row, self._column, self._row + down - 1, self._column + across - 1)

    def _begin_column(self, attributes: Attributes) -> None:
        count = int(attributes.get("number-columns-repeated", "1"))
        if self._scan is not None and _is_hidden(attributes):
            _extend(self._scan.hidden_columns, self._at, self._at + count - 1)
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
            if self._scan is not None and ("value-type" in self._cell or self._text):
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
        if "formula" in self._cell and re.match(r"#|Err:\d", self._text):
            scan.errors.update(dict.fromkeys(places, self._text))
