"""How the cells of an .xlsx file look (ECMA-376 part 1, 18.8 and 18.4): number formats, what is struck through or unseen."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

from juryapp.workbook.number_formats import shown_text
from juryapp.workbook.scan import Attributes, is_true, parse

WHITE, _BLACK = "FFFFFF", "000000"
_THEME, _INDEXED = {"0": WHITE, "1": _BLACK}, {"0": _BLACK, "1": WHITE, "8": _BLACK, "9": WHITE, "64": _BLACK, "65": WHITE}
_NEAR = 12
"""Of 255: how far apart colours may be that nobody tells from each other."""
_BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "37": "#,##0", "38": "#,##0",
             "39": "#,##0.00", "40": "#,##0.00", "41": "#,##0", "42": "#,##0", "43": "#,##0.00", "44": "#,##0.00"}  # fmt: skip
"""The formats that are known by their number alone, without those of dates (ECMA-376 part 1, 18.8.30)."""


def colour_of(attributes: Attributes) -> str:
    """A colour as six hexadecimal digits; one of a theme or a palette that isn't looked up as a name of its own."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    for kind, known in (("theme", _THEME), ("indexed", _INDEXED)):
        if kind in attributes:
            plain = known.get(attributes[kind]) if float(attributes.get("tint", "0")) == 0 else None
            return plain or f"{kind} {attributes[kind]} {attributes.get('tint', '')}"
    return _BLACK


def alike(one: str, other: str) -> bool:
    """True for colours that nobody tells from each other."""
    if re.fullmatch("[0-9A-F]{6}", one) and re.fullmatch("[0-9A-F]{6}", other):
        return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _NEAR for at in (0, 2, 4))
    return one == other


@dataclass
class _Font:
    """Letters: whether they are struck through, and their colour."""

    struck: bool = False
    colour: str = _BLACK


@dataclass(frozen=True)
class Style:
    """How a cell looks."""

    number_format: str = "General"
    struck: bool = False
    colour: str = _BLACK
    fill: str = WHITE

    @cached_property
    def percent(self) -> bool:
        """True if it shows a percentage."""
        return "%" in re.sub(r'"[^"]*"|\\.', "", self.number_format)

    @cached_property
    def unseen(self) -> bool:
        """True if its letters have the colour of the cell."""
        return alike(self.colour, self.fill)


@dataclass
class Runs:
    """A text with parts that look different."""

    text: str = ""
    struck: bool = False
    """A part of it is struck through."""
    colours: set[str] = field(default_factory=set)
    """Of its parts that have one of their own."""

    def look(self, tag: str, attributes: Attributes) -> None:
        """Takes in how a part of it looks."""
        if tag == "strike":
            self.struck = self.struck or is_true(attributes.get("val", "1"))
        elif tag == "color":
            self.colours.add(colour_of(attributes))


@dataclass
class Styles:
    """Of a workbook: those of its cells by their index, and which of its rules' looks hide or strike through."""

    cells: list[Style] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)
    """The indices of what a conditional formatting may do that makes cells unseen or strikes them through."""

    def of(self, index: str) -> Style:
        """The style with this index; the usual one where there is none."""
        return self.cells[int(index)] if index.isdigit() and int(index) < len(self.cells) else Style()


class _StylesWalk:
    """Walks the part with the styles."""

    def __init__(self) -> None:
        self.styles, self._inside, self._formats = Styles(), "", dict(_BUILT_IN)
        self._fonts: list[_Font] = []
        self._fills: list[str] = []
        self._rule, self._solid, self._rules = Style(), False, 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in ("fonts", "fills", "cellXfs", "dxfs"):
            self._inside = tag
        elif self._inside == "dxfs":
            self._of_rule(tag, attributes)
        elif tag == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            self._of_font(tag, attributes)
        elif self._inside == "fills":
            self._of_fill(tag, attributes)
        elif tag == "xf" and self._inside == "cellXfs":
            font, fill = int(attributes.get("fontId", "0")), int(attributes.get("fillId", "0"))
            letters = self._fonts[font] if font < len(self._fonts) else _Font()
            behind = self._fills[fill] if fill < len(self._fills) else WHITE
            number_format = self._formats.get(attributes.get("numFmtId", ""), "General")
            self.styles.cells.append(Style(number_format, letters.struck, letters.colour, behind))

    def _of_font(self, tag: str, attributes: Attributes) -> None:
        if tag == "font":
            self._fonts.append(_Font())
        elif tag == "strike" and self._fonts:
            self._fonts[-1].struck = is_true(attributes.get("val", "1"))
        elif tag == "color" and self._fonts:
            self._fonts[-1].colour = colour_of(attributes)

    def _of_fill(self, tag: str, attributes: Attributes) -> None:
        if tag == "fill":
            self._fills.append(WHITE)
        elif tag == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif tag == "fgColor" and self._solid and self._fills:
            self._fills[-1] = colour_of(attributes)

    def _of_rule(self, tag: str, attributes: Attributes) -> None:
        was = self._rule
        if tag == "dxf":
            self._rule = Style()
        elif tag == "strike":
            self._rule = Style(was.number_format, is_true(attributes.get("val", "1")), was.colour, was.fill)
        elif tag == "color" and was.colour == _BLACK:  # the first is the letters'; others are of borders
            self._rule = Style(was.number_format, was.struck, colour_of(attributes), was.fill)
        elif tag == "bgColor":
            self._rule = Style(was.number_format, was.struck, was.colour, colour_of(attributes))
        elif tag == "numFmt":
            self._rule = Style(attributes.get("formatCode", "General"), was.struck, was.colour, was.fill)

    def end(self, tag: str) -> None:
        if tag == "dxf" and self._inside == "dxfs":
            if self._rule.struck or self._rule.unseen or shown_text(self._rule.number_format, "x") != "x":
                self.styles.doubtful.add(self._rules)
            self._rules += 1
        if tag == self._inside:
            self._inside = ""


def read_styles(file: zipfile.ZipFile, part: str) -> Styles:
    """The styles in a part of the file."""
    walk = _StylesWalk()
    parse(file, part, walk.start, walk.end)
    return walk.styles


def read_shared(file: zipfile.ZipFile, part: str) -> list[Runs]:
    """The texts that cells share, by their index."""
    found: list[Runs] = []
    inside = [""]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "si":
            found.append(Runs())
        elif tag in ("t", "rPr"):
            inside[0] = tag
        elif inside[0] == "rPr" and found:
            found[-1].look(tag, attributes)

    def end(tag: str) -> None:
        if tag == inside[0]:
            inside[0] = ""

    def text(letters: str) -> None:
        if inside[0] == "t" and found:
            found[-1].text += letters

    parse(file, part, start, end, text)
    return found
