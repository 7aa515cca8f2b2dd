"""Pages of a PDF as pictures, as they look on paper, ink of signatures included: for previews and for printing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pypdfium2

from juryapp.errors import FileProblem
from juryapp.text import mark

if TYPE_CHECKING:
    from PIL.Image import Image

_Sides = tuple[float, float, float, float]
"""Left, top, right, bottom, in millimetres."""
_Run = tuple[_Sides, str]
"""Words that are printed in one go, and where."""
_MOST_PIXELS = 60_000_000
_UNREADABLE = mark("This PDF can't be read; it is damaged or locked with a password.")


def pages(pdf: bytes, dpi: float, most: int | None = None) -> list[Image]:
    """The pages as RGB pictures at `dpi`; only the first `most` of them where that is given.

    Raises `FileProblem` for bytes that are no readable PDF, or pages too large to draw.
    """
    return list(each_page(pdf, dpi, most))


def each_page(pdf: bytes, dpi: float, most: int | None = None) -> Iterator[Image]:
    """As `pages`, one after the other, so that a foreign file's pages never lie in memory together."""
    with _opened(pdf) as document:
        document.init_forms()  # without it signatures stay invisible
        count = len(document) if most is None else min(most, len(document))
        for number in range(count):
            yield _picture(document[number], dpi)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points, without drawing any. Raises as `pages`."""
    with _opened(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def one_page(pdf: bytes, number: int, dpi: float) -> Image:
    """The picture of one page, counted from 0. Raises as `pages`."""
    with _opened(pdf) as document:
        document.init_forms()
        return _picture(document[number], dpi)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:  # type: ignore[name-defined, unused-ignore]
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise FileProblem(_UNREADABLE) from error


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def words_of_pages(pdf: bytes) -> list[str]:
    """What is printed on each page of a PDF of ours, in one line each."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def words_near(pdf: bytes, page: int, box: _Sides) -> str:
    """The printed words at a place of a page, row by row, each row after the nearest label left of it.

    Empty where nothing is printed.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        text, height, unit = sheet.get_textpage(), sheet.get_height(), 25.4 / 72
        runs: list[_Run] = []
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
            runs.append(((left * unit, (height - top) * unit, right * unit, (height - bottom) * unit), words))
        return _said_at(runs, box)
    finally:
        document.close()


def _said_at(runs: list[_Run], box: _Sides) -> str:
    """Row by row: the nearest label left of what is met, then what is met."""
    met = [run for run in runs if _overlap(run[0], box, 0) and _overlap(run[0], box, 1)]
    rows: list[list[_Run]] = []
    for run in met:
        if rows and _overlap(rows[-1][-1][0], run[0], 1):
            rows[-1].append(run)
        else:
            rows.append([run])
    said = []
    for row in rows:
        first = min(run[0][0] for run in row)
        labels = [run for run in runs if _overlap(run[0], row[0][0], 1) and run[0][2] <= first and any(map(str.isalpha, run[1]))]
        label = max(labels, key=lambda run: run[0][2])[1] if labels else ""
        said.append(" ".join(part for part in (label, *(words for _sides, words in row)) if part))
    return "; ".join(said)


def _overlap(one: _Sides, other: _Sides, axis: int) -> bool:
    """True if the two have something in common across (0) or down (1)."""
    return one[axis] < other[axis + 2] and other[axis] < one[axis + 2]


def _picture(page: pypdfium2.PdfPage, dpi: float) -> Image:  # type: ignore[name-defined, unused-ignore]
    scale = dpi / 72
    width, height = page.get_size()
    if width * height * scale**2 > _MOST_PIXELS:
        raise FileProblem("A page of this PDF is too large to draw; choose a lower resolution.")
    picture = page.render(scale=scale, may_draw_forms=True).to_pil()
    # a second copy of 26 MB, while no other thread may run, only where it is needed
    return picture if picture.mode == "RGB" else picture.convert("RGB")  # type: ignore[no-any-return, unused-ignore]
