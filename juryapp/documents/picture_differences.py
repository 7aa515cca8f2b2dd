"""Picture differences: where a picture that was laid over its page shows other ink than the page.

The page is blurred as the picture is (the code tells how much), and each piece is compared where it fits best within a third
of a millimetre: so blur, noise, shadows and small errors of laying count little. Rules and the thickness of strokes, which each
program and printer draws in its own way, count for little too. What remains is held against what most pieces have.
Not here: what a difference means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from PIL import ImageChops, ImageFilter, ImageStat
from PIL.Image import Image, Resampling, Transform, blend, new

from juryapp.documents.overlay import FINE, Laid

if TYPE_CHECKING:
    from juryapp.documents.overlay import Point

_BLURS = (0.0, 0.6, 1.0, 1.4, 1.8, 2.3, 2.8, 3.4)
"""Standard deviations, in pixels, that are tried."""
_SOFT = 1.1
"""Blurs both a little more: against noise."""
_REACH = 2
"""Pixels that a piece may still be moved: a third of a millimetre."""
_CELL = 3 * FINE
"""The side of a piece in pixels: about a letter and a half."""
_FAINT = 30
"""Of 255: fainter ink than this is shade, watermark or noise."""
_RULE = 4 * FINE
"""Pixels: ink that runs on straight for so long is a rule and no letter."""
_SOLID = 40
"""Of 255: the ink that a hairline has all along."""
_ASIDE = 7
"""Pixels across a rule that are left out: as much as it may be thicker or moved."""
_HEAVIER = 0.6
"""How much of a whole pixel around each stroke may be ink in one of the two without being other ink."""
_TIMES = 4
"""Amounts are kept four times as large, since pixels are whole numbers."""
_MUCH = 18
_SHARE = 0.2
_BEYOND = 0.1
"""A piece differs by so much other ink, by that share of its ink, and by so much more than most pieces of this picture."""
_NOTHING = 8
"""Added to a piece's ink before shares are taken of it."""
_SPOILED = 0.4
"""Where most pieces differ by more than this share, the two have little in common, or the picture is too poor."""
_INKED = 10
_MARGIN = 4
"""Millimetres at the paper's edge that aren't compared: shadows, and what lies behind the paper."""
_TOGETHER = 4.0
"""Millimetres: pieces nearer than this are one place."""
_MOST = 20
"""With more places than these the picture shows something else, or is too poor; none is named."""
_MOST_UNSEEN = 0.05
"""Of the pieces with ink: if more lies outside the picture, the page is cut off."""


@dataclass(frozen=True)
class Box:
    """A place on the page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def wider(self, by: float) -> Box:
        """With so many millimetres around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """True if the two have something in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """True if the other lies within."""
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom

    def within(self, other: Box) -> Box:
        """As much of it as lies within the other."""
        return Box(
            max(self.left, other.left), max(self.top, other.top), min(self.right, other.right), min(self.bottom, other.bottom)
        )

    def with_(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class _Piece:
    """A square of the page: its ink, and how much other ink the picture has there at best."""

    box: Box
    ink: int
    other: int

    def share(self, noise: int) -> float:
        return max(0, self.other - noise) / (self.ink + _NOTHING)


def differing_boxes(laid: Laid, code: Sequence[Point]) -> list[Box] | None:
    """The places where the picture shows something else than the page, from the top down. The code itself is left out.

    None where it can't be told, as all of it is different or the picture too poor.
    """
    pieces = list(_pieces(laid, code))
    inked = [piece for piece in pieces if piece.ink >= _INKED]
    unseen = sum(not laid.shows(*piece.box.middle) for piece in inked)
    if not inked or unseen > _MOST_UNSEEN * len(inked):
        return None
    noise = _noise(pieces)
    usual = median(piece.share(noise) for piece in inked)
    limit = max(_SHARE, usual + _BEYOND)
    found = [piece for piece in pieces if piece.other - noise >= _MUCH and piece.share(noise) >= limit]
    places = _together([piece.box for piece in found])
    return places if usual <= _SPOILED and len(places) <= _MOST else None


def _noise(pieces: Sequence[_Piece]) -> int:
    """The ink that the picture has nearly everywhere where the page has none."""
    blank = sorted(piece.other for piece in pieces if not piece.ink)
    return blank[len(blank) * 19 // 20] if blank else 0


def _pieces(laid: Laid, code: Sequence[Point]) -> Iterator[_Piece]:
    """All pieces but those at the edge and of the code, in two grids, so that what one cuts is whole in the other."""
    page = _as_blurred(laid, code)
    left, top, right, bottom = (one / FINE for one in _around(code, FINE))
    around = Box(left, top, right, bottom)
    paper = Box(_MARGIN, _MARGIN, page.width / FINE - _MARGIN, page.height / FINE - _MARGIN)
    side = _CELL / FINE
    for aside, ink, other in _amounts(page, laid.picture, _rules(laid.page)):
        columns = -(-(page.width - aside) // _CELL)
        for place, (amount, differs) in enumerate(zip(ink, other, strict=True)):
            x, y = (aside / FINE + one * side for one in reversed(divmod(place, columns)))
            box = Box(x, y, x + side, y + side)
            if not box.meets(around) and paper.holds(box):
                yield _Piece(box, amount, differs)


def _amounts(page: Image, picture: Image, rules: Image) -> Iterator[tuple[int, bytes, bytes]]:
    """For each grid: pixels that it begins aside, the ink of each piece, and its least difference wherever it is moved."""
    soft = ImageFilter.GaussianBlur(_SOFT)
    wide = [min(255, _TIMES * value) for value in range(256)]
    page = _without_faint(page.filter(soft))
    best: dict[int, Image] = {}
    thicker = _thicker(page)
    for across in (0.0, 0.5):
        for down in (0.0, 0.5):
            turned = picture.transform(picture.size, Transform.AFFINE, (1, 0, across, 0, 1, down), Resampling.BILINEAR)
            moved = _without_faint(turned.filter(soft))
            thick = _thicker(moved)
            for dx in range(-_REACH, _REACH + 1):
                for dy in range(-_REACH, _REACH + 1):
                    there = moved.crop((dx, dy, dx + page.width, dy + page.height))
                    less = ImageChops.subtract(page, thick.crop((dx, dy, dx + page.width, dy + page.height)))
                    more = ImageChops.subtract(there, thicker)
                    apart = ImageChops.multiply(ImageChops.lighter(less, more).point(wide), rules)
                    for aside in (0, _CELL // 2):
                        least = _reduced(apart, aside)
                        best[aside] = ImageChops.darker(best[aside], least) if aside in best else least
    for aside, least in best.items():
        yield aside, _reduced(page.point(wide), aside).tobytes(), least.tobytes()


def _rules(page: Image) -> Image:
    """Black along the page's straight rules, which each printer and each program draws as thick as it likes; white elsewhere."""
    whole, page = new("L", page.size), page.point([255 if ink >= _SOLID else 0 for ink in range(256)])
    for along in ((_RULE, 1), (1, _RULE)):
        for start in (0, _RULE // 2):
            x, y = (start if one > 1 else 0 for one in along)
            part = page.crop((x, y, page.width - (page.width - x) % along[0], page.height - (page.height - y) % along[1]))
            straight = part.reduce(along).point([255 if ink == 255 else 0 for ink in range(256)])
            drawn = new("L", page.size)
            drawn.paste(straight.resize(part.size, Resampling.NEAREST), (x, y))
            whole = ImageChops.lighter(whole, drawn)
    return ImageChops.invert(whole.filter(ImageFilter.MaxFilter(_ASIDE)))


def _reduced(picture: Image, aside: int) -> Image:
    return picture.crop((aside, aside, picture.width, picture.height)).reduce(_CELL)


def _thicker(ink: Image) -> Image:
    """As a heavier printer draws it: strokes are thicker by a tenth of a millimetre or so."""
    return blend(ink, ink.filter(ImageFilter.MaxFilter(3)), _HEAVIER)


def _without_faint(ink: Image) -> Image:
    return ink.point([max(0, value - _FAINT) * 255 // (255 - _FAINT) for value in range(256)])


def _together(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that lie close together are one."""
    places: list[Box] = []
    for box in boxes:
        near = [place for place in places if place.wider(_TOGETHER).meets(box)]
        places = [place for place in places if place not in near]
        for place in near:
            box = box.with_(place)
        places.append(box)
    return sorted(places, key=lambda box: (box.top, box.left))


def _around(code: Sequence[Point], margin: int) -> tuple[int, int, int, int]:
    across, down = [round(x) for x, _y in code], [round(y) for _x, y in code]
    return min(across) - margin, min(down) - margin, max(across) + margin, max(down) + margin


def _as_blurred(laid: Laid, code: Sequence[Point]) -> Image:
    """The page blurred as the picture is."""
    square = _around(code, 0)
    sharp, seen = laid.page.crop(square), laid.picture.crop(square)

    def apart(blur: float) -> float:
        return float(ImageStat.Stat(ImageChops.difference(sharp.filter(ImageFilter.GaussianBlur(blur)), seen)).rms[0])

    return laid.page.filter(ImageFilter.GaussianBlur(min(_BLURS, key=apart)))
