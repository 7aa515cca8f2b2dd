"""Tagging: what each piece of a page is, a heading, a paragraph, a cell of a table, for those who have pages read to them.

While pages are drawn, text marks its instructions with a number and `Tags` keeps the tree of elements (PDF 32000-1, 14.7, 14.8);
everything that nothing marks, rules, frames, running heads, is an artifact. `write` puts the tree into the finished PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, String

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|sh|Tj|TJ|'|\")(?=\s|$)")
"""An operator that leaves something on the page."""
_OPENS, _CLOSES = ("BDC", "BMC"), "EMC"
_ARTIFACT = "/Artifact BMC"


@dataclass(eq=False)
class Element:
    """One node of the tree."""

    role: str
    """A standard structure type, such as `P`, `H1`, `Table`, `TD`."""
    parent: Element | None = None
    children: list[Element | tuple[int, int]] = field(default_factory=list)
    """Elements, and content: number of its page and its mark there, both from 0."""
    alternative: str = ""
    """What a picture shows, in words."""
    columns: int = 1
    """Of a cell: how many it spans."""
    attached: bool = False

    def below(self, role: str) -> Element:
        """A new last child, which stands in the tree as soon as this does."""
        child = Element(role, self)
        child.attached = True
        self.children.append(child)
        return child


class Tags:
    """The tree of one document, in the order in which it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document", attached=True)
        self._marks: dict[int, int] = {}

    @contextmanager
    def content(self, canvas: Any, element: Element) -> Iterator[None]:
        """What is drawn meanwhile belongs to this element."""
        page = canvas.getPageNumber() - 1
        mark = self._marks.get(page, 0)
        self._marks[page] = mark + 1
        self._attach(element)
        element.children.append((page, mark))
        canvas._code.append(f"/{element.role} <</MCID {mark}>> BDC")
        yield
        canvas._code.append(_CLOSES)

    def _attach(self, element: Element) -> None:
        """Gives it and all above it their place in the tree, at the end of what was drawn before."""
        one: Element | None = element
        while one and one is not self.root:
            if not one.attached:
                one.parent, one.attached = one.parent or self.root, True
                one.parent.children.append(one)
            one = one.parent


@contextmanager
def artifact(canvas: Any, kind: str = "") -> Iterator[None]:
    """What is drawn meanwhile belongs to no element: `Header`, `Footer`, or nothing but decoration."""
    canvas._code.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC" if kind else _ARTIFACT)
    yield
    canvas._code.append(_CLOSES)


def artifacts(code: Sequence[str]) -> list[str]:
    """A page's instructions with everything that paints and belongs to nothing marked as an artifact."""
    marked: list[str] = []
    depth = 0
    for line in code:
        if line.rstrip().endswith(_OPENS):
            depth += 1
        elif line == _CLOSES:
            depth -= 1
        if depth == 0 and line != _CLOSES and _PAINTS.search(line):
            marked += [_ARTIFACT, line, _CLOSES]
        else:
            marked.append(line)
    return marked


class Grid:
    """The element of a table with a cell for each place, also for empty ones; tables that follow may go on with its rows."""

    def __init__(self) -> None:
        self.element = Element("Table")

    def rows(self, cells: Sequence[Sequence[Any]], heads: int, spans: Iterable[tuple[int, int, int]]) -> None:
        """Gives the flowables of each cell their place; `spans` are row, first and last column of cells over several columns."""
        wide = {(row, first): last - first + 1 for row, first, last in spans}
        covered = {(row, column) for row, first, last in spans for column in range(first + 1, last + 1)}
        for number, line in enumerate(cells):
            row = self.element.below("TR")
            for column, cell in enumerate(line):
                if (number, column) not in covered:
                    place = row.below("TH" if number < heads else "TD")
                    place.columns = wide.get((number, column), 1)
                    _give(cell, place)


def _give(cell: Any, place: Element) -> None:
    for one in cell if isinstance(cell, list | tuple) else [cell]:
        if not isinstance(one, str):
            one.inside = place


def write(pdf: Any, tags: Tags) -> None:
    """The tree into the file (PDF 32000-1, 14.7.2 and 14.7.4.4)."""
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    marks: dict[int, dict[int, Any]] = {number: {} for number in range(len(pages))}

    def made(element: Element, above: Any) -> Any:
        ours = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=above))
        if element.alternative:
            ours.Alt = String(element.alternative)
        if attributes := _attributes(element):
            ours.A = attributes
        kids = []
        for child in element.children:
            if isinstance(child, Element):
                kids.append(made(child, ours))
                continue
            page, mark = child
            marks[page][mark] = ours
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=mark))
        ours.K = Array(kids)
        return ours

    root.K = Array([made(tags.root, root)])
    numbers: list[Any] = []
    for number, page in enumerate(pages):
        page.StructParents = number
        page.Tabs = Name.S
        numbers += [number, pdf.make_indirect(Array([marks[number][mark] for mark in sorted(marks[number])]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _attributes(element: Element) -> Any:
    if element.role not in ("TH", "TD"):
        return None
    told = Dictionary(O=Name.Table)
    if element.role == "TH":
        told.Scope = Name.Column
    if element.columns > 1:
        told.ColSpan = element.columns
    return told if len(told) > 1 else None
