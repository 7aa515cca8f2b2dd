"""Printed and scanned: pages as an office's scanner brings them back, a stamp across some of them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from juryapp.documents.preview import pages

PRINTED = 300
VIOLET, BLACK = (70, 60, 150), (0, 0, 0)


def stamped(page: Image.Image, at: tuple[float, float], ink: tuple[int, int, int], radius: float = 18) -> Image.Image:
    """With an office's round stamp: rings and letters, its middle at so many millimetres from the upper left corner."""
    mm, layer = PRINTED / 25.4, Image.new("RGB", page.size, "white")
    draw, (x, y) = ImageDraw.Draw(layer), (at[0] * mm, at[1] * mm)
    for r, width in ((radius, 1.0), (radius - 2, 0.4), (radius * 0.6, 0.4)):
        draw.ellipse((x - r * mm, y - r * mm, x + r * mm, y + r * mm), outline=ink, width=round(width * mm))
    for letter in range(24):
        angle, side = letter / 24 * 2 * math.pi, 1.3 * mm
        left, top = x + radius * 0.78 * mm * math.cos(angle), y + radius * 0.78 * mm * math.sin(angle)
        draw.line((left, top - side, left, top + side), fill=ink, width=round(0.35 * mm))
        draw.line((left, top, left + side, top - side), fill=ink, width=round(0.35 * mm))
    return ImageChops.multiply(page, layer)


def scanned(page: Image.Image, rnd: random.Random, dpi: int = 150, upside_down: bool | None = None) -> Image.Image:
    """Turned a little, now and then upside down, coarser and blurred, in grey."""
    turned = page.convert("L").rotate(rnd.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    if upside_down if upside_down is not None else rnd.random() < 0.5:
        turned = turned.rotate(180)
    share = dpi / PRINTED
    coarse = turned.resize((round(turned.width * share), round(turned.height * share)), Image.Resampling.BOX)
    return coarse.filter(ImageFilter.GaussianBlur(rnd.uniform(0.3, 0.8)))


def printed(pdf: bytes) -> list[Image.Image]:
    """A document's pages as they come out of a printer."""
    return pages(pdf, PRINTED)


def as_jpeg(page: Image.Image, quality: int = 40) -> bytes:
    """As a scanner keeps it."""
    out = BytesIO()
    page.save(out, "JPEG", quality=quality)
    return out.getvalue()


def as_one_pdf(scans: Sequence[Image.Image], path: Path, dpi: int = 150) -> Path:
    """Many pages in one file, each as a JPEG of quality 40."""
    kept = [Image.open(BytesIO(as_jpeg(one))) for one in scans]
    kept[0].save(path, "PDF", save_all=True, append_images=kept[1:], resolution=dpi, quality=40)
    return path


def stack_of(pdfs: Sequence[bytes], path: Path, seed: int = 1, stamp_every: int = 10) -> Path:
    """These documents printed, stamped now and then across a code, shuffled, and scanned in one go."""
    rnd = random.Random(seed)
    scans = []
    for number, pdf in enumerate(pdfs):
        for page in printed(pdf):
            place = (rnd.choice((30.0, 170.0)) + rnd.uniform(-12, 12), 260 + rnd.uniform(-12, 12))
            is_stamped = number % stamp_every == 0
            scans.append(scanned(stamped(page, place, rnd.choice((VIOLET, BLACK))) if is_stamped else page, rnd))
    rnd.shuffle(scans)
    return as_one_pdf(scans, path)
