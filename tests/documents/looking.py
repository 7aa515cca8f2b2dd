"""Looking at pages as a reader does: which letters lie on one another, leave the margins or cross a line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium

from juryapp.documents.styles import MARGIN, MM

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(frozen=True)
class Looked:
    """One page."""

    width: float
    height: float
    text: str
    runs: tuple[tuple[str, Box], ...]
    """Pieces of lines, each with the box of its letters."""
    uprights: tuple[tuple[float, float, float], ...]
    """Vertical lines that were drawn: place, bottom, top."""


def look(pdf: bytes) -> list[Looked]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Looked:
    text = page.get_textpage()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    runs = tuple((text.get_text_bounded(*box), box) for box in boxes)
    width, height = page.get_size()
    return Looked(width, height, text.get_text_range(), runs, tuple(_uprights(page)))


def _uprights(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float]]:
    for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(shape.raw, *(ctypes.byref(side) for side in sides))
        left, bottom, right, top = (side.value for side in sides)
        if right - left < 3 and top - bottom > 8:
            yield (left + right) / 2, bottom, top


def faults(pdf: bytes) -> list[str]:
    """Everything wrong with how the letters stand; empty for pages that an office would print."""
    return [f"page {number}: {fault}" for number, page in enumerate(look(pdf), 1) for fault in _faults(page)]


def _faults(page: Looked) -> list[str]:
    found = [f"outside the margins: {text!r}" for text, box in page.runs if not _inside(page, box)]
    found += [
        f"on one another: {one!r} and {other!r}"
        for (one, a), (other, b) in combinations(page.runs, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.8 and min(a[3], b[3]) - max(a[1], b[1]) > 0.8
    ]
    for text, (left, bottom, right, top) in page.runs:
        if any(left + 0.8 < x < right - 0.8 and low < (bottom + top) / 2 < high for x, low, high in page.uprights):
            found.append(f"across a line: {text!r}")
    return found


def _inside(page: Looked, box: Box) -> bool:
    left, bottom, right, top = box
    sides = left >= MARGIN - 1 and right <= page.width - MARGIN + 1
    return sides and bottom >= 5 * MM and top <= page.height - 5 * MM


def letters(pdf: bytes) -> str:
    """All letters of all pages without spaces and line ends: a long word may be broken anywhere."""
    return "".join("".join(page.text.replace("\ufffe", "").split()) for page in look(pdf))
