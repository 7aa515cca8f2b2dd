"""Print jobs: documents put together for a print service that takes PDF. Letters stay letters and lines stay lines; the ink of
signatures, which lies on a page as an annotation, becomes part of the page: not every service prints annotations.

What goes to paper is a copy without signatures and attachments. The signed file is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from juryapp.errors import FileProblem
from juryapp.printing.paper_names import Size, upright
from juryapp.text import mark

LARGEST = 1_000_000
"""Bytes of documents after which a job is closed: Python's lock is held while one is put together."""
_UNREADABLE = mark("This PDF can't be read; it is damaged or locked with a password.")


@dataclass(frozen=True)
class PrintJob:
    """Pages of one size, as a PDF."""

    pdf: bytes
    size: Size
    """Of the paper as it lies in its tray, in points."""
    pages: int


def every_page(number: int) -> bool:
    """All pages are wanted."""
    return True


def print_jobs(
    pdfs: Iterable[bytes], is_wanted: Callable[[int], bool] = every_page, tell: Callable[[int], None] = lambda done: None
) -> Iterator[PrintJob]:
    """Puts documents together, in their order; a new job begins with another paper, and where one becomes large.

    `is_wanted` is asked for each page of each document, from 1. `tell` hears how many documents are in. Raises `FileProblem`
    for what is no readable PDF.
    """
    gathered: _Gathered | None = None
    for done, pdf in enumerate(pdfs):
        tell(done)
        with _opened(pdf) as source:
            for number, page in enumerate(_with_ink(source), 1):
                if not is_wanted(number):
                    continue
                size = _size(page)
                if gathered and (gathered.size != size or gathered.weight > LARGEST):
                    yield gathered.closed()
                    gathered = None
                gathered = gathered or _Gathered(size)
                gathered.take(page)
        if gathered:
            gathered.weight += len(pdf)
    if gathered:
        yield gathered.closed()


class _Gathered:
    """A job that still grows."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.weight = 0
        self._pdf = pikepdf.new()

    def take(self, page: pikepdf.Page) -> None:
        self._pdf.pages.append(page)

    def closed(self) -> PrintJob:
        written = BytesIO()
        with self._pdf as pdf:
            count = len(pdf.pages)
            pdf.save(written, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, progress=_let_others_work)
        return PrintJob(written.getvalue(), self.size, count)


def _let_others_work(_percent: int) -> None:
    """The library keeps Python's lock while it writes, and the window waits: whenever it calls this, others have a turn."""


def _opened(pdf: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise FileProblem(_UNREADABLE) from error


def _with_ink(source: pikepdf.Pdf) -> Iterable[pikepdf.Page]:
    """The pages, each with what lies on it; a field without ink has nothing to print."""
    source.flatten_annotations("print")
    if "/AcroForm" in source.Root:
        del source.Root.AcroForm
    for page in source.pages:
        if "/Annots" in page:
            del page.Annots
    return source.pages


def _size(page: pikepdf.Page) -> Size:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    wide, high = upright((right - left, top - bottom))
    return round(wide, 1), round(high, 1)
