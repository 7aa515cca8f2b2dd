"""What stands beside the cells of an .xlsx sheet: comments (ECMA-376 part 1, 18.7), conversations, text in drawn boxes (20.5)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable

from juryapp.workbook.scan import Attributes, column_of, parse

NOTES, CONVERSATIONS, DRAWING = "comments", "threadedComment", "drawing"
"""The kinds of the relations that lead to them."""
_INSTEAD = "[Threaded comment]"
"""How a note begins that stands in for a conversation where a program doesn't know those."""


def comments_of(file: zipfile.ZipFile, relations: Iterable[tuple[str, str]]) -> dict[tuple[int, int], str]:
    """Cell (row, column) -> what is written beside it. `relations` of the sheet: their kinds and their parts' paths."""
    found: dict[tuple[int, int], list[str]] = {}
    talked: set[tuple[int, int]] = set()
    names = set(file.namelist())
    for kind, part in sorted(relations, reverse=True):  # conversations first
        if kind not in (NOTES, CONVERSATIONS) or part not in names:
            continue
        for at, text in _read(file, part, "text" if kind == CONVERSATIONS else "t"):
            if kind == CONVERSATIONS:
                talked.add(at)
            elif at in talked and text.lstrip().startswith(_INSTEAD):
                continue
            found.setdefault(at, []).append(text)
    return {at: "\n".join(texts) for at, texts in found.items()}


def boxes_of(file: zipfile.ZipFile, relations: Iterable[tuple[str, str]]) -> dict[tuple[int, int], str]:
    """Cell (row, column) at the corner of a drawn box -> its text."""
    found: dict[tuple[int, int], str] = {}
    place = {"row": "", "col": ""}
    path: list[str] = []

    def start(tag: str, _attributes: Attributes) -> None:
        path.append(tag)
        if tag == "from":
            place.update(row="", col="")

    def end(tag: str) -> None:
        path.pop()
        if tag == "p":
            text("\n")

    def text(letters: str) -> None:
        if path[-2:-1] == ["from"] and path[-1] in place:
            place[path[-1]] += letters
        elif "txBody" in path and (path[-1] == "t" or letters == "\n"):
            at = int(place["row"] or 0), int(place["col"] or 0)
            found[at] = found.get(at, "") + letters

    names = set(file.namelist())
    for kind, part in relations:
        if kind == DRAWING and part in names:
            place.update(row="", col="")
            parse(file, part, start, end, text)
    return found


def _read(file: zipfile.ZipFile, part: str, letters_in: str) -> list[tuple[tuple[int, int], str]]:
    """Each comment and its cell; `letters_in` is the element that holds text."""
    found: list[tuple[tuple[int, int], str]] = []
    texts: list[str] = []
    place, inside = [(0, 0)], [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag in ("comment", "threadedComment") and "ref" in attributes:
            place[0] = _cell(attributes["ref"])
            texts.clear()
        inside[0] = tag == letters_in

    def end(tag: str) -> None:
        inside[0] = False
        if tag in ("comment", "threadedComment"):
            found.append((place[0], "".join(texts)))

    def text(letters: str) -> None:
        if inside[0]:
            texts.append(letters)

    parse(file, part, start, end, text)
    return found


def _cell(reference: str) -> tuple[int, int]:
    """`B7` as row and column. Raises ValueError."""
    row = re.fullmatch(r"\$?[A-Za-z]{1,3}\$?([0-9]{1,7})", reference)
    if row is None:
        raise ValueError("not a cell")
    return int(row[1]) - 1, column_of(reference.lstrip("$"))
