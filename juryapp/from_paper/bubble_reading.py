"""Bubble reading: which circles of a scanned form are filled in, and the points that they add up to.

Nothing is guessed: where a row has no mark, two, or a faint one, the field is asked back. What is read is a draft: a person looks
at the paper beside it and types it in (`desk/paper_scores.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageStat

from juryapp.documents.bubbles import PITCH, RADIUS, ROW, BubbleRow, FormCode, bubble_rows, points_of, rubric_digest
from juryapp.documents.perspective import Pair, Perspective, turned
from juryapp.documents.qr import code_corners, twin
from juryapp.model.criterion import Criterion
from juryapp.text import plain

_FINE = 6
"""Pixels of a millimetre, in which a field is looked at: as fine as a scan at 150 dpi."""
_SHOWN, _SHOWN_BESIDE = 5, 4
"""Pixels of a millimetre in the picture that a person looks at; millimetres beside the codes."""
_MARGIN = 1.6
"""Millimetres around a field in which its circles may lie elsewhere than where the codes say."""
_INSIDE = 0.72
"""Of a circle's radius: what is looked at, without its line."""
_FILLED, _EMPTY = 0.42, 0.2
"""Share of ink inside a circle from which on it is filled, and up to which it is empty; between them nobody knows."""
_APART = 0.22
"""By so much ink more than the next one in its row a filled circle has."""

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class ReadField:
    """One criterion of a form."""

    criterion: str
    points: str = ""
    """What the circles add up to, as it would be typed; empty where it has to be asked."""
    elsewhere: bool = False
    """True where its circles stand on another page of the form, which isn't read."""
    empty: bool = False
    """True where no circle of it is filled in."""


@dataclass(frozen=True)
class ReadForm:
    """One scanned form."""

    juror: str
    candidate: str
    fields: tuple[ReadField, ...]
    """In the rubric's order; fewer where the form was printed for other criteria: none."""
    picture: bytes = b""
    """The part of each page with its circles, upright, as PNG, to be looked at beside what was read."""
    fits: bool = True
    """False where the form was printed for other criteria or scales than the event has now."""

    @property
    def typed(self) -> dict[str, str]:
        """Criterion -> the points that were read."""
        return {one.criterion: one.points for one in self.fields if one.points}

    @property
    def elsewhere(self) -> list[str]:
        """The criteria that stand on pages of the form that weren't read, from which a person types them."""
        return [one.criterion for one in self.fields if one.elsewhere]

    @property
    def to_ask(self) -> list[str]:
        """The criteria that a person has to read."""
        return [one.criterion for one in self.fields if not one.points]


def read_form(page: Image.Image, text: str, criteria: Sequence[Criterion]) -> ReadForm:
    """What is filled in on this page in grey, with this form's code. Raises `Problem` for a code that is none of a form."""
    form = FormCode.read(text)
    if rubric_digest(criteria) != form.rubric or len(form.above) != len(criteria):
        return ReadForm(form.juror, form.candidate, (), fits=False)
    lies = _lies(form, code_corners(page, text))
    found = []
    for criterion, above in zip(criteria, form.above, strict=True):
        rows = bubble_rows(criterion.scale)
        if above is None and rows:
            found.append(ReadField(criterion.code, elsewhere=True))
        elif lies is None or above is None or not rows:
            found.append(ReadField(criterion.code))
        else:
            found.append(_field(page, lies, criterion, rows, (form.left / 10, -above / 10)))
    return ReadForm(form.juror, form.candidate, tuple(found), _shown(page, lies, form) if lies else b"")


def joined(pages: Sequence[ReadForm]) -> ReadForm:
    """The pages of one form as one: each criterion from the page on which it stands, all pictures one below the other.

    What stands on several of them, where a page was scanned twice, has to be the same on each; else it is asked back.
    """
    first, *others = pages
    fields = []
    for place, one in enumerate(first.fields):
        read = [here for page in pages if not (here := page.fields[place]).elsewhere]
        same = all(here == read[0] for here in read)
        fields.append((read[0] if same else ReadField(one.criterion)) if read else one)
    pictures = [page.picture for page in pages if page.picture]
    return replace(first, fields=tuple(fields), picture=_below_each_other(pictures)) if others else first


def _below_each_other(pictures: Sequence[bytes]) -> bytes:
    if len(pictures) <= 1:
        return b"".join(pictures)
    shown = [Image.open(BytesIO(one), formats=("PNG",)) for one in pictures]
    whole = Image.new("L", (max(one.width for one in shown), sum(one.height for one in shown)), 255)
    for place, one in enumerate(shown):
        whole.paste(one, (0, sum(above.height for above in shown[:place])))
    out = BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def _shown(page: Image.Image, lies: Perspective, form: FormCode) -> bytes:
    """From above the first field to below the last one, as wide as the page's body."""
    places = [-above / 10 for above in form.above if above is not None]
    if not places:
        return b""
    left, right, top, bottom = -_SHOWN_BESIDE, (form.twin + form.side) / 10 + _SHOWN_BESIDE, min(places) - 14, max(places) + 14
    corners = ((left, top), (left, bottom), (right, bottom), (right, top))
    quad = tuple(number for corner in corners for number in lies.at(*corner))
    size = (round((right - left) * _SHOWN), round((bottom - top) * _SHOWN))
    out = BytesIO()
    page.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255).save(out, "PNG")
    return out.getvalue()


def _lies(form: FormCode, seen: Mapping[str, Corners]) -> Perspective | None:
    """Where the form's millimetres lie in the picture, from the left code's upper left corner on, to the right and down."""
    side = form.side / 10
    text = form.text()
    pairs = []
    for code, left in ((text, 0.0), (twin(text), form.twin / 10)):
        square = ((left, 0.0), (left + side, 0.0), (left + side, side), (left, side))
        pairs += [Pair(x, y, u, v) for (x, y), (u, v) in zip(square, seen.get(code, ()), strict=False)]
    return turned(pairs) if pairs else None


def _field(
    page: Image.Image, lies: Perspective, criterion: Criterion, rows: Sequence[BubbleRow], at: tuple[float, float]
) -> ReadField:
    most = max(len(row.circles) for row in rows)
    patch = _patch(page, lies, at, most, len(rows))
    right, down = _moved(patch, tuple(len(row.circles) for row in rows))
    marks: list[int | None] = []
    doubt = half = False
    white = _white(patch)
    for number, row in enumerate(rows):
        inks = [_ink(patch, *_middle(place, number, right, down), white) for place in range(len(row.circles))]
        mark, is_clear = _mark(inks[: len(row.adds)])
        marks.append(mark)
        doubt = doubt or not is_clear
        if row.also is not None:
            half = inks[-1] >= _FILLED
            doubt = doubt or _EMPTY < inks[-1] < _FILLED
    if not doubt and not half and all(mark is None for mark in marks):
        return ReadField(criterion.code, empty=True)
    points = None if doubt else points_of(rows, marks, half=half)
    if points is None or not criterion.scale.allows(points):
        return ReadField(criterion.code)
    return ReadField(criterion.code, plain(points))


def _patch(page: Image.Image, lies: Perspective, at: tuple[float, float], most: int, rows: int) -> Image.Image:
    """A field as it was printed: upright, `_FINE` pixels a millimetre, with a margin. `at` is the first circle's middle."""
    left, top = at[0] - PITCH / 2 - _MARGIN, at[1] - ROW / 2 - _MARGIN
    width, height = most * PITCH + 2 * _MARGIN, rows * ROW + 2 * _MARGIN
    corners = [(left, top), (left, top + height), (left + width, top + height), (left + width, top)]
    quad = tuple(number for x, y in corners for number in lies.at(x, y))
    size = (round(width * _FINE), round(height * _FINE))
    return page.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255)


def _middle(place: int, row: int, right: int, down: int) -> tuple[float, float]:
    """The middle of a circle in a patch, in pixels."""
    return (_MARGIN + (place + 0.5) * PITCH) * _FINE + right, (_MARGIN + (row + 0.5) * ROW) * _FINE + down


def _moved(patch: Image.Image, counts: tuple[int, ...]) -> tuple[int, int]:
    """How far the printed circles lie from where they should, in pixels: where their lines are darkest."""
    reach = round(_MARGIN * _FINE) - 3
    mask = _lines(patch.size, counts)
    shifts = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]

    def darkness(shift: tuple[int, int]) -> tuple[float, int]:
        x, y = shift
        box = (x, y, x + patch.width, y + patch.height)
        return ImageStat.Stat(patch.crop(box), mask).mean[0], x * x + y * y

    coarse = min((one for one in shifts if one[0] % 2 == 0 and one[1] % 2 == 0), key=darkness)
    near = [(coarse[0] + x, coarse[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return min(near, key=darkness)


@lru_cache(maxsize=64)
def _lines(size: tuple[int, int], counts: tuple[int, ...]) -> Image.Image:
    """Where the lines of the circles should be in a patch."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for row, count in enumerate(counts):
        for place in range(count):
            x, y = _middle(place, row, 0, 0)
            radius = RADIUS * _FINE
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=255, width=2)
    return mask


@lru_cache(maxsize=1)
def _disc() -> Image.Image:
    side = 2 * round(RADIUS * _INSIDE * _FINE) + 1
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    return mask


def _white(patch: Image.Image) -> float:
    """The paper's own grey: brighter than nine tenths of the patch are dark."""
    counted, seen = patch.histogram(), 0
    for value in range(255, -1, -1):
        seen += counted[value]
        if seen * 10 >= patch.width * patch.height:
            return max(1.0, float(value))
    return 255.0


def _ink(patch: Image.Image, x: float, y: float, white: float) -> float:
    """The share of ink inside a circle: 0 for bare paper, 1 for black."""
    mask = _disc()
    left, top = round(x - mask.width / 2), round(y - mask.height / 2)
    mean = ImageStat.Stat(patch.crop((left, top, left + mask.width, top + mask.height)), mask).mean[0]
    return max(0.0, 1 - mean / white)


def _mark(inks: Sequence[float]) -> tuple[int | None, bool]:
    """Which circle of a row is filled, and whether that is clear. A row without any ink is clearly empty."""
    order = sorted(range(len(inks)), key=lambda place: -inks[place])
    first = inks[order[0]]
    second = inks[order[1]] if len(order) > 1 else 0.0
    if first <= _EMPTY:
        return None, True
    return order[0], first >= _FILLED and second <= _EMPTY + 0.08 and first - second >= _APART
