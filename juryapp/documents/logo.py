"""The letterhead's logo: whether it can be drawn, and the plain picture that is drawn."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from juryapp.errors import FileProblem

_PIXELS = 480
"""Of the longer side as it is drawn."""
_MOST_PIXELS = 25_000_000
"""Of a logo that is taken at all."""


def check_logo(logo: bytes) -> None:
    """Raises `FileProblem` for a logo that can't be drawn; no logo is fine."""
    if logo:
        flattened(base64.b64encode(logo).decode())


@lru_cache(maxsize=4)
def flattened(logo: str) -> tuple[bytes, tuple[int, int]]:
    """The logo in plain RGB on white and of modest size: what PDF/A and every printer take. Raises `FileProblem`."""
    try:
        with Image.open(BytesIO(base64.b64decode(logo)), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError("too many pixels")
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileProblem("The letterhead's logo can't be read as a PNG or JPEG picture; choose another one.") from error
    picture.thumbnail((_PIXELS, _PIXELS))
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    flat.save(out, "PNG")
    return out.getvalue(), flat.size
