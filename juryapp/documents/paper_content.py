"""Content of candidates' own papers: what a foreign file is, by its content, and its pages as they are shown. Never trusted.

A paper is only looked at: pages become pictures inside the window. No script of a PDF runs, and nothing is written to disk.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from juryapp.documents.preview import page_sizes, pages
from juryapp.errors import FileProblem, Problem
from juryapp.model.paper import MOST_PAGES, PaperKind
from juryapp.text import mark

MOST_PIXELS = 50_000_000
"""Of a picture: a telephone's camera makes up to that."""
_LONGER_SIDE = 2_400
"""Pixels of a picture as it is shown."""
_SHORTEST, _LONGEST = 8, 8_000
"""Points of a page's sides: from a stamp to a poster of nearly three metres."""
_LOOK_DPI = 20
_PICTURES = {PaperKind.PNG: "PNG", PaperKind.JPEG: "JPEG"}
_HEADS = {PaperKind.PNG: b"\x89PNG\r\n\x1a\n", PaperKind.JPEG: b"\xff\xd8\xff"}
_PDF_WITHIN = 1_024
"""Bytes before which the first line of a PDF stands."""
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError, MemoryError)
_NOT_TAKEN = mark("{path} is no PDF, PNG or JPEG; only these are taken. Save it as a PDF first.")


def kind_of(content: bytes, called: object) -> PaperKind:
    """What this is. Raises `FileProblem` for anything that isn't taken, or can't be shown; `called` is its file."""
    for kind, head in _HEADS.items():
        if content.startswith(head):
            _check_picture(content, kind, called)
            return kind
    if b"%PDF-" not in content[:_PDF_WITHIN]:
        raise FileProblem(_NOT_TAKEN, path=called)
    _check_pdf(content, called)
    return PaperKind.PDF


def _check_pdf(content: bytes, called: object) -> None:
    try:
        sizes = page_sizes(content)
        if sizes and len(sizes) <= MOST_PAGES and all(_is_page(*size) for size in sizes):
            pages(content, _LOOK_DPI, 1)
            return
    except Problem as problem:
        raise FileProblem(
            "{path} can't be read: it is damaged or locked with a password. Save it anew, without one.", path=called
        ) from problem
    if len(sizes) > MOST_PAGES:
        raise FileProblem(
            "{path} has {count} pages, and at most {most} are taken; choose a part of it.",
            path=called,
            count=len(sizes),
            most=MOST_PAGES,
        )
    raise FileProblem("{path} has no page, or one that is too large or too small to be shown; save it anew.", path=called)


def _is_page(width: float, height: float) -> bool:
    return all(_SHORTEST <= side <= _LONGEST for side in (width, height))


def _check_picture(content: bytes, kind: PaperKind, called: object) -> None:
    try:
        with _opened(content, kind) as opened:
            pixels = opened.width * opened.height
            if pixels <= MOST_PIXELS:
                opened.verify()
        if pixels <= MOST_PIXELS:
            _shown(content, kind)
            return
    except Image.DecompressionBombError as bomb:
        raise _too_many_pixels(called) from bomb
    except _BROKEN as problem:
        raise FileProblem("{path} can't be read as a picture; it is damaged. Save it anew.", path=called) from problem
    raise _too_many_pixels(called)


@contextmanager
def _opened(content: bytes, kind: PaperKind) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own limit is below the library's
        with Image.open(BytesIO(content), formats=(_PICTURES[kind],)) as opened:
            yield opened


def _too_many_pixels(called: object) -> FileProblem:
    return FileProblem(
        "{path} is a picture of more than {most} megapixels; make it smaller.", path=called, most=MOST_PIXELS // 1_000_000
    )


def _shown(content: bytes, kind: PaperKind) -> Image.Image:
    """The picture as it is held upright, in plain colours on white, no larger than it is shown."""
    with _opened(content, kind) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (_LONGER_SIDE, _LONGER_SIDE))
        picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((_LONGER_SIDE, _LONGER_SIDE))
    coloured = picture.convert("RGBA")
    flat = Image.new("RGB", coloured.size, "white")
    flat.paste(coloured, mask=coloured.getchannel("A"))
    return flat


def as_shown(content: bytes, kind: PaperKind, called: object) -> bytes:
    """The paper as a PDF whose pages the window shows: a PDF as it is, a picture as one page.

    Looked at again: it came from another laptop. Raises `FileProblem` as `kind_of`.
    """
    if kind_of(content, called) is not kind:
        raise FileProblem(_NOT_TAKEN, path=called)
    if kind is PaperKind.PDF:
        return content
    out = BytesIO()
    _shown(content, kind).save(out, "PDF", resolution=150)
    return out.getvalue()
