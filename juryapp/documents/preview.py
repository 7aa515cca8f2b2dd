"""Pages of a PDF as pictures, as they look on paper, ink of signatures included: for previews and for printing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juryapp.errors import FileProblem
from juryapp.text import mark

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 60_000_000
_UNREADABLE = mark("This PDF can't be read; it is damaged or locked with a password.")


def pages(pdf: bytes, dpi: int, most: int | None = None) -> list[Image]:
    """The pages as RGB pictures at `dpi`; only the first `most` of them where that is given.

    Raises `FileProblem` for bytes that are no readable PDF, or pages too large to draw.
    """
    return list(each_page(pdf, dpi, most))


def each_page(pdf: bytes, dpi: int, most: int | None = None) -> Iterator[Image]:
    """As `pages`, one after the other, so that a foreign file's pages never lie in memory together."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise FileProblem(_UNREADABLE) from error
    try:
        document.init_forms()  # without it signatures stay invisible
        count = len(document) if most is None else min(most, len(document))
        for number in range(count):
            yield _picture(document[number], dpi)
    except pypdfium2.PdfiumError as error:
        raise FileProblem(_UNREADABLE) from error
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, dpi: int) -> Image:  # type: ignore[name-defined, unused-ignore]  # noqa: F821
    scale = dpi / 72
    width, height = page.get_size()
    if width * height * scale**2 > _MOST_PIXELS:
        raise FileProblem("A page of this PDF is too large to draw; choose a lower resolution.")
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")  # type: ignore[no-any-return, unused-ignore]
