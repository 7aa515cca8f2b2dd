"""How the cells, rows and columns of an .ods file look (OpenDocument 1.3 part 3, 16): what is struck through or isn't seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from juryapp.workbook.scan import Attributes
from juryapp.workbook.styles_xlsx import WHITE, alike

_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0}
_LEAST_HEIGHT, _LEAST_WIDTH = 3.0, 11.0
"""Points: a row or column that is smaller can't be read."""
_MOST_PARENTS = 20


@dataclass
class _Named:
    """What one style says itself."""

    parent: str = ""
    struck: bool | None = None
    colour: str = ""
    fill: str = ""
    small: bool = False
    """The row or column is too small to be read."""
    hidden: bool = False
    """The sheet isn't shown."""
    rules: tuple[str, ...] = ()
    """The styles that a cell with this one may get by a condition."""


class Looks:
    """The styles of a file by their names, as they are walked through."""

    def __init__(self) -> None:
        self._named: dict[str, _Named] = {}
        self._at: _Named | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "style":
            self._at = self._named.setdefault(attributes.get("name", ""), _Named())
            self._at.parent = attributes.get("parent-style-name", "")
        elif self._at is None:
            return
        elif tag == "table-properties":
            self._at.hidden = attributes.get("display") == "false"
        elif tag == "text-properties":
            through = [attributes[f"text-line-through-{each}"] for each in ("style", "type") if _says(attributes, each)]
            self._at.struck = any(one != "none" for one in through) if through else self._at.struck
            self._at.colour = _hexadecimal(attributes.get("color", "")) or self._at.colour
        elif tag == "table-cell-properties":
            self._at.fill = _hexadecimal(attributes.get("background-color", "")) or self._at.fill
        elif tag == "table-row-properties":
            self._at.small = _less(attributes.get("row-height"), _LEAST_HEIGHT)
        elif tag == "table-column-properties":
            self._at.small = _less(attributes.get("column-width"), _LEAST_WIDTH)
        elif tag == "map":
            self._at.rules += (attributes.get("apply-style-name", ""),)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "style":
            self._at = None

    def _of(self, name: str) -> list[_Named]:
        """A style and those that it comes from."""
        found: list[_Named] = []
        while name in self._named and len(found) < _MOST_PARENTS:
            found.append(self._named[name])
            name = found[-1].parent
        return found

    def hides_sheet(self, name: str) -> bool:
        """True if a sheet with this style isn't shown."""
        return any(one.hidden for one in self._of(name))

    def too_small(self, name: str) -> bool:
        """True if a row or column with this style can't be read."""
        return any(one.small for one in self._of(name)[:1])

    def struck(self, name: str) -> bool:
        """True if it strikes through."""
        return next((one.struck for one in self._of(name) if one.struck is not None), False)

    def unseen(self, cell: str, letters: str = "") -> bool:
        """True if the letters have the colour of the cell; `letters` names the style of a part of its text."""
        colour = next((one.colour for one in self._of(letters) if one.colour), "") or self._first(cell, "colour", "000000")
        return alike(colour, self._first(cell, "fill", WHITE))

    def _first(self, name: str, what: str, usual: str) -> str:
        return next((str(getattr(one, what)) for one in self._of(name) if getattr(one, what)), usual)

    def may_hide(self, name: str) -> bool:
        """True if a condition may hide a cell with this style or strike it through."""
        return any(self.is_doubtful(rule) for one in self._of(name) for rule in one.rules)

    def is_doubtful(self, name: str) -> bool:
        """True if this style, given by a condition, hides or strikes through."""
        return self.struck(name) or self.unseen(name)


def _says(attributes: Attributes, each: str) -> bool:
    return f"text-line-through-{each}" in attributes


def _hexadecimal(colour: str) -> str:
    return colour[1:].upper() if re.fullmatch("#[0-9a-fA-F]{6}", colour) else WHITE if colour == "transparent" else ""


def _less(length: str | None, least: float) -> bool:
    found = re.fullmatch(r"([0-9.]+)([a-z]{2})", length or "")
    return found is not None and found[2] in _POINTS and float(found[1]) * _POINTS[found[2]] < least
