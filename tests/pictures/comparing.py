"""Two pictures of the same page: whether a person would see a difference, and where.

What a machine does with the edges of letters is none: a point counts only where neither picture has anything as light or as dark
within `reach` of it, and a place only where enough of its points count. Not here: where pictures lie, and what is told of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

_TILE = 16
"""Pixels: the side of the squares in which points are counted, and which are marked."""
_MARK = (214, 40, 60)
_PAPER = (255, 255, 255)


@dataclass(frozen=True)
class Tolerance:
    """What still counts as the same picture."""

    reach: int = 1
    """Pixels that an edge may lie beside where it was."""
    shade: int = 40
    """Of 255: how much lighter or darker a point may be."""
    points: int = 6
    """Fewer changed points than that in a square of 16 pixels are no change."""


SAME_MACHINE = Tolerance()


@dataclass(frozen=True)
class Difference:
    """What differs between two pictures."""

    picture: Image.Image
    """The new picture, pale, with the changed places marked."""
    places: int
    """How many squares of 16 pixels changed."""
    box: tuple[int, int, int, int]
    """All of them: left, top, right, bottom in pixels."""


def difference(former: Image.Image, new: Image.Image, tolerance: Tolerance = SAME_MACHINE) -> Difference | None:
    """None where a person sees the same. A picture of another size always differs."""
    size = max(former.width, new.width), max(former.height, new.height)
    before, after = (_on_paper(picture, size) for picture in (former, new))
    squares = _changed_squares(before, after, tolerance)
    if former.size != new.size:
        squares = ImageChops.lighter(squares, _squares(_beyond(size, former, new), 1))
    found = squares.getbbox()
    if not found:
        return None
    left, top, right, bottom = (side * _TILE for side in found)
    box = left, top, min(right, size[0]), min(bottom, size[1])
    return Difference(_marked(after, squares), squares.histogram()[255], box)


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("RGB", size, _PAPER)
    paper.paste(picture.convert("RGB"))
    return paper


def _beyond(size: tuple[int, int], *pictures: Image.Image) -> Image.Image:
    """What only one of two pictures covers."""
    common = min(p.width for p in pictures), min(p.height for p in pictures)
    mask = Image.new("L", size, 255)
    mask.paste(0, (0, 0, *common))
    return mask


def _changed_squares(before: Image.Image, after: Image.Image, tolerance: Tolerance) -> Image.Image:
    """One point a square: 255 where it changed."""
    points = Image.new("L", before.size)
    differing = ImageChops.difference(before, after).getbbox()
    if differing:
        margin = 2 * tolerance.reach
        box = (
            max(0, differing[0] - margin),
            max(0, differing[1] - margin),
            min(before.width, differing[2] + margin),
            min(before.height, differing[3] + margin),
        )
        points.paste(_changed_points(before.crop(box), after.crop(box), tolerance), box)
    return _squares(points, tolerance.points)


def _changed_points(before: Image.Image, after: Image.Image, tolerance: Tolerance) -> Image.Image:
    either = ImageChops.lighter(_outside(before, after, tolerance.reach), _outside(after, before, tolerance.reach))
    bands = either.split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    return most.point([255 if value > tolerance.shade else 0 for value in range(256)])


def _outside(picture: Image.Image, other: Image.Image, reach: int) -> Image.Image:
    """How far each point lies outside of what the other picture has around it."""
    side = 2 * reach + 1
    lightest, darkest = other.filter(ImageFilter.MaxFilter(side)), other.filter(ImageFilter.MinFilter(side))
    return ImageChops.lighter(ImageChops.subtract(picture, lightest), ImageChops.subtract(darkest, picture))


def _squares(points: Image.Image, least: int) -> Image.Image:
    across, down = -(-points.width // _TILE), -(-points.height // _TILE)
    whole = Image.new("L", (across * _TILE, down * _TILE))
    whole.paste(points)
    # the mean of 256 points that are 0 or 255 is, rounded, how many of them are 255
    return whole.reduce(_TILE).point([255 if count >= least else 0 for count in range(256)])


def _marked(picture: Image.Image, squares: Image.Image) -> Image.Image:
    mask = squares.resize((squares.width * _TILE, squares.height * _TILE), Image.Resampling.NEAREST).crop((0, 0, *picture.size))
    pale = Image.blend(picture, Image.new("RGB", picture.size, _PAPER), 0.6)
    marked = Image.blend(picture, Image.new("RGB", picture.size, _MARK), 0.35)
    return Image.composite(marked, pale, mask)
