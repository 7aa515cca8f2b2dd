"""Pages of a PDF as pictures, as they look on paper, ink of signatures included: for previews and for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.errors import FileProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 60_000_000


def pages(pdf: bytes, dpi: int, most: int | None = None) -> list[Image]:
    """The pages as RGB pictures at `dpi`; only the first `most` of them where that is given.

    Raises `FileProblem` for bytes that are no readable PDF, or pages too large to draw.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise FileProblem("This PDF can't be read; it is damaged or locked with a password.") from error
    try:
        document.init_forms()  # without it signatures stay invisible
        count = len(document) if most is None else min(most, len(document))
        return [_picture(document[number], dpi) for number in range(count)]
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, dpi: int) -> Image:  # type: ignore[name-defined, unused-ignore]  # noqa: F821
    scale = dpi / 72
    width, height = page.get_size()
    if width * height * scale**2 > _MOST_PIXELS:
        raise FileProblem("A page of this PDF is too large to draw; choose a lower resolution.")
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")  # type: ignore[no-any-return, unused-ignore]
