"""Overlay: a picture of a printed page is laid over the page itself: first by the QR code on both, then from there outwards.

A code is small and its corners are known to a pixel; a page is ten times as wide. So pieces of the page near the code are looked
for a few millimetres around where they should be, the perspective is fitted anew, and pieces further away come next.
Not here: what differs between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import dist
from typing import TYPE_CHECKING

from PIL import Image as Pillow
from PIL import ImageChops, ImageFilter, ImageMath, ImageStat
from PIL.Image import Resampling, Transform

from juryapp.documents.perspective import Pair, Perspective, fitted

if TYPE_CHECKING:
    from PIL.Image import Image

Point = tuple[float, float]
FINE = 6
"""Pixels of a millimetre at which page and picture are compared: 152.4 dpi."""
DPI = FINE * 25.4
BLOCK = 10
"""Millimetres: the side of a piece of the page that is looked for in the picture."""
_ROUNDS = ((1.5, 4.0, 75.0), (1.0, 8.0, 170.0), (1.5, 5.0, 1e9), (3.0, 1.7, 1e9), (3.0, 1.0, 1e9))
"""Each round's pixels of a millimetre, how far a piece is looked for, and how far from the code, in millimetres."""
_AROUND = 40.0
"""Millimetres around where the page should be, as the code alone shows it, that are looked at."""
_FEWEST_PIXELS_OF_A_MILLIMETRE = 3.0
"""Below that (76 dpi) a digit is a smudge."""
_MOST_GAIN = 3.0
_FEWEST_BETWEEN = 0.08
"""For each dark pixel so many between dark and light: the edges of letters have them, unless tones were thrown away."""
_LITTLE_INK = 3
_CURVED = 6
"""How much worse a piece must fit two pixels aside, of 255, for its place to be known in that direction."""
_FAR = 0.8
"""Millimetres: pieces that lie so far from where the others say that they should are left aside."""


@dataclass(frozen=True)
class Laid:
    """A picture that was brought to the page's own size and place, as ink: 0 is paper, 255 is black."""

    page: Image
    picture: Image
    lies: Perspective
    """From millimetres of the page to pixels of `source`."""
    source: Image
    """The picture in grey, cut and made smaller as far as that is needed."""

    def shows(self, x: float, y: float) -> bool:
        """True if this point of the page, in millimetres, is in the picture."""
        u, v = self.lies.at(x, y)
        return 0 <= u < self.source.width and 0 <= v < self.source.height

    def upright(self) -> Image:
        """The picture itself, in grey, as the page lies."""
        return _warped(self.source, self.lies, self.page.size, FINE, fill=200)


def ink(grey: Image) -> Image:
    """How much darker than the paper around it each pixel is, so that shadows and grey paper don't count."""
    eighth = grey.reduce(8)
    paper = eighth.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(4))
    around = paper.resize(grey.size, Pillow.Resampling.BILINEAR)
    even: Image = ImageMath.lambda_eval(
        lambda of: of["min"](of["grey"] * 255 / of["max"](of["around"], 1), 255), grey=grey, around=around
    )
    return even.convert("L").point([255 - value for value in range(256)])


def lay(page: Image, page_code: Sequence[Point], picture: Image, picture_code: Sequence[Point]) -> Laid | None:
    """The grey picture laid over the grey page (at `DPI`); each code by its corners in pixels, the same corner first.

    None where it can't be: too coarse, too much aslant, or a page that has little in common with it.
    """
    scale = _side(picture_code) / _side(page_code) * FINE
    if scale < _FEWEST_PIXELS_OF_A_MILLIMETRE or _has_two_tones(picture):
        return None
    less = max(1, round(scale / FINE))
    source = picture.reduce(less) if less > 1 else picture
    corners = [(x / less, y / less) for x, y in picture_code]
    lies = fitted(_pairs(page_code, corners))
    if lies is None or not _is_upright(lies):
        return None
    source, corners = _cut(source, corners, lies, page.size)
    known = _pairs(page_code, corners)
    lies = fitted(known)
    assert lies  # as before, only moved
    page_ink = ink(page)
    picture_ink = _as_dark(page_ink, page_code, ink(source), lies)
    for pixels, reach, radius in _ROUNDS:
        lies = _closer(page_ink, picture_ink, lies, known, pixels, reach, radius)
        if lies is None or not _is_upright(lies):
            return None
    return Laid(page_ink, _warped(picture_ink, lies, page.size, FINE), lies, source)


def _has_two_tones(picture: Image) -> bool:
    """True for a scan in black and white alone: what is printed in grey is black in it, or gone."""
    tones = picture.histogram()
    return sum(tones[64:192]) < _FEWEST_BETWEEN * sum(tones[:64])


def _pairs(page_code: Sequence[Point], corners: Sequence[Point]) -> list[Pair]:
    return [Pair(x / FINE, y / FINE, u, v) for (x, y), (u, v) in zip(page_code, corners, strict=True)]


def _cut(source: Image, corners: Sequence[Point], lies: Perspective, size: tuple[int, int]) -> tuple[Image, list[Point]]:
    """What may belong to the page, so that a huge picture of a small sheet costs no more than the sheet."""
    width, height = size[0] / FINE, size[1] / FINE
    ends = [lies.at(x, y) for x in (-_AROUND, width + _AROUND) for y in (-_AROUND, height + _AROUND)]
    across, down = sorted(x for x, _y in ends), sorted(y for _x, y in ends)
    left, top = (round(max(0, least)) for least in (across[0], down[0]))
    right, bottom = (round(min(most, end)) for most, end in zip(source.size, (across[-1], down[-1]), strict=True))
    return source.crop((left, top, right, bottom)), [(x - left, y - top) for x, y in corners]


def _as_dark(page: Image, page_code: Sequence[Point], picture: Image, lies: Perspective) -> Image:
    """The picture's ink made as dark as the page's: by the code, whose dark half stays half however blurred it is."""
    square = tuple(round(one) for one in (*map(min, zip(*page_code, strict=True)), *map(max, zip(*page_code, strict=True))))
    dark = ImageStat.Stat(page.crop(square)).mean[0]
    ground = ImageStat.Stat(picture).median[0]  # grain: the paper around is taken to be as bright as its brightest grains
    picture = picture.point([max(0, value - ground) for value in range(256)])
    pale = ImageStat.Stat(_warped(picture, lies, page.size, FINE).crop(square)).mean[0]
    gain = min(_MOST_GAIN, max(1.0, dark / max(pale, 1.0)))
    return picture.point([min(255, round(value * gain)) for value in range(256)])


def _side(code: Sequence[Point]) -> float:
    """The mean length of the four sides."""
    pairs = zip(code, [*code[1:], code[0]], strict=True)
    return sum(dist(one, other) for one, other in pairs) / 4


def _is_upright(lies: Perspective) -> bool:
    """False for what is mirrored, or aslant beyond any page that can be read."""
    area = lies.a * lies.e - lies.b * lies.d
    return area > 0 and all(0.6 < lies.g * x + lies.h * y + 1 < 1.6 for x, y in ((0, 0), (216, 0), (0, 330), (216, 330)))


def _warped(picture: Image, lies: Perspective, size: tuple[int, int], pixels: float, fill: int = 0) -> Image:
    """The picture as the page lies, at so many pixels a millimetre; what isn't in it is filled."""
    return picture.transform(size, Transform.PERSPECTIVE, lies.scaled(pixels, 1), Resampling.BILINEAR, fillcolor=fill)


def _closer(
    page: Image, picture: Image, lies: Perspective, known: Sequence[Pair], pixels: float, reach: float, radius: float
) -> Perspective | None:
    """A round: pieces are looked for, and the perspective is fitted to where they were found."""
    size = (round(page.width * pixels / FINE), round(page.height * pixels / FINE))
    soft = ImageFilter.GaussianBlur(0.8)
    small = page.resize(size, Pillow.Resampling.BOX).filter(soft)
    less = max(1, int(FINE / pixels / 1.5))
    there = _warped(picture.reduce(less) if less > 1 else picture, _reduced(lies, less), size, pixels).filter(soft)
    middle = (sum(pair.x for pair in known) / len(known), sum(pair.y for pair in known) / len(known))
    found = []
    for piece in _moved(small, there, round(BLOCK * pixels), round(reach * pixels)):
        x, y = piece.x / pixels, piece.y / pixels
        if (x - middle[0]) ** 2 + (y - middle[1]) ** 2 <= radius**2:
            u, v = lies.at(x + piece.across / pixels, y + piece.down / pixels)
            found.append(Pair(x, y, u, v, float(piece.surely_across), float(piece.surely_down)))
    return _fitted_without_strays([*known, *found])


def _reduced(lies: Perspective, less: int) -> Perspective:
    return Perspective(*lies.scaled(1, 1 / less))


@dataclass(frozen=True)
class _Moved:
    """A piece of the page with ink, and where it fits the picture best; in pixels."""

    x: float
    """Its middle."""
    y: float
    across: int
    down: int
    surely_across: bool
    """False along a line that lies, which fits as well further on."""
    surely_down: bool


def _moved(page: Image, picture: Image, block: int, reach: int) -> list[_Moved]:
    """All pieces with ink, each looked for so many pixels around its place: whole pictures at once, so that it is quick."""
    widened = [min(255, 4 * value) for value in range(256)]
    away = {}
    for dx in range(-reach - 2, reach + 3):
        for dy in range(-reach - 2, reach + 3):
            shifted = picture.crop((dx, dy, dx + page.width, dy + page.height))
            away[dx, dy] = ImageChops.difference(page, shifted).point(widened).reduce(block).tobytes()
    inked, columns = page.point(widened).reduce(block).tobytes(), -(-page.width // block)
    within = [(dx, dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)]
    found = []
    for place in (place for place, amount in enumerate(inked) if amount >= _LITTLE_INK):
        dx, dy = min(within, key=lambda at: (away[at][place], abs(at[0]) + abs(at[1])))
        best = away[dx, dy][place]
        sure_x = min(away[dx - 2, dy][place], away[dx + 2, dy][place]) - best >= _CURVED
        sure_y = min(away[dx, dy - 2][place], away[dx, dy + 2][place]) - best >= _CURVED
        row, column = divmod(place, columns)
        found.append(_Moved((column + 0.5) * block, (row + 0.5) * block, dx, dy, sure_x, sure_y))
    return found


def _fitted_without_strays(pairs: Sequence[Pair]) -> Perspective | None:
    """Fitted to most pairs: those that lie elsewhere than the others say are left aside."""
    kept = list(pairs)
    for _again in range(4):
        lies = fitted(kept)
        if lies is None:
            return None
        scale = (lies.a * lies.e - lies.b * lies.d) ** 0.5 if lies.a * lies.e > lies.b * lies.d else 1.0
        kept = [
            replace(pair, weight_u=float(pair.weight_u and fits[0]), weight_v=float(pair.weight_v and fits[1]))
            for pair in pairs
            if (fits := _fits(lies, pair, scale))
        ]
    return fitted(kept)


def _fits(lies: Perspective, pair: Pair, scale: float) -> tuple[bool, bool]:
    u, v = lies.at(pair.x, pair.y)
    return abs(u - pair.u) <= _FAR * scale, abs(v - pair.v) <= _FAR * scale
