"""Pictures of a printed sheet as scanners and telephones make them, and what a forger paints on one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from juryapp.documents.perspective import Pair, fitted
from juryapp.documents.preview import pages

DPI = 200
_MM = DPI / 25.4


def printed(pdf: bytes, dpi: float = DPI) -> Image.Image:
    """The last page, in grey."""
    return pages(pdf, dpi)[-1].convert("L")


def as_jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def painted(
    page: Image.Image, box: tuple[float, float, float, float], text: str, points: float, *, bold: bool = False, ground: int = 255
) -> Image.Image:
    """Painted over from left, top to right, bottom in millimetres, and written on its lower edge anew."""
    forged = page.copy()
    pen = ImageDraw.Draw(forged)
    pen.rectangle([side * _MM for side in box], fill=ground)
    file = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{'Bold' if bold else 'Regular'}.ttf"
    font = ImageFont.truetype(file, points / 72 * DPI)
    pen.text((box[0] * _MM, box[3] * _MM), text, fill=0, font=font, anchor="ls")
    return forged


def aslant(picture: Image.Image, amount: float) -> Image.Image:
    """On a grey table, seen from above one of its corners: the far edge is shorter by this share."""
    desk = Image.new("L", (picture.width + 120, picture.height + 120), 90)
    desk.paste(picture, (60, 60))
    width, height = desk.size
    seen = [(amount * width, amount * height / 2), (width * (1 - amount), 0), (width, height), (0, height * (1 - amount / 2))]
    taken = [(0, 0), (width, 0), (width, height), (0, height)]
    found = fitted([Pair(*to, *at) for to, at in zip(seen, taken, strict=True)])
    assert found
    return desk.transform(desk.size, Image.Transform.PERSPECTIVE, found.scaled(1, 1), Image.Resampling.BICUBIC, fillcolor=90)


def shaded(picture: Image.Image) -> Image.Image:
    """Half as bright at its upper edge."""
    light = Image.linear_gradient("L").resize(picture.size).point([130 + value // 2 for value in range(256)])
    return ImageChops.multiply(picture, light)


def grainy(picture: Image.Image) -> Image.Image:
    return Image.blend(picture, Image.effect_noise(picture.size, 60), 0.1)


def soft(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(1.3))
