"""Ink and its appearance."""

import json
import re
from itertools import chain
from math import cos, sin

import pytest

from juryapp.documents.preview import pages
from juryapp.errors import Problem, Refused
from juryapp.sample import drawn
from juryapp.signing.appearance import OPERATORS, appearance
from juryapp.signing.ink import Ink
from juryapp.signing.pades import certify
from tests.signing.papers import INK, SHEET_FIELDS, draw, sheet_data, the_juror
from tests.signing.people import AT


def test_ink_survives_its_file_form():
    assert Ink.from_json(INK.to_json()) == INK
    assert Ink.from_json(b"[[[1, 2, 0.5]]]") == Ink((((1.0, 2.0, 0.5),),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[[]]",
        "{}",
        "[[[1, 2]]]",
        "[[[1, 2, 3]]]",
        "[[[1, 2, -0.1]]]",
        "[[[NaN, 2, 0.5]]]",
        "[[[Infinity, 2, 0.5]]]",
        "[[[1e400, 2, 0.5]]]",
        "[[[1e7, 2, 0.5]]]",
        "[[[true, 2, 0.5]]]",
        '[[["1", 2, 0.5]]]',
        "[[1, 2, 0.5]]",
        "[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_ink_is_told_in_a_sentence(text):
    with pytest.raises(Problem, match="draw it again"):
        Ink.from_json(text)


def test_a_drawing_larger_than_a_signature_is_refused():
    stroke = [[1, 2, 0.5]]
    assert len(Ink.from_json(json.dumps([stroke] * 200)).strokes) == 200
    for large in ([stroke] * 201, [stroke * 20_001]):
        with pytest.raises(Problem, match="200 strokes"):
            Ink.from_json(json.dumps(large))


def coordinates(content: bytes) -> list[tuple[float, float]]:
    placed = re.findall(rb"([-\d.]+) ([-\d.]+) (?=[ml]|[-\d. ]+c|c)", content)
    return [(float(x), float(y)) for x, y in placed]


@pytest.mark.parametrize("signature", [INK, "Prof. Dr. Ada Lestari, M.Si.", "A", "", "日本 Ω", Ink((((5.0, 5.0, 1.0),),))])
def test_an_appearance_stays_in_its_box_and_is_made_of_paths_alone(signature):
    content = appearance(signature, 180, 50)
    assert set(re.findall(rb"[A-Za-z]+", content)) <= {name.encode() for name in OPERATORS}
    assert coordinates(content)
    assert all(-2 <= number <= side + 2 for pair in coordinates(content) for number, side in zip(pair, (180, 50), strict=True))


def test_ink_keeps_its_proportions_and_its_top():
    tall = Ink((((0.0, 0.0, 0.5), (0.0, 100.0, 0.5)), ((0.0, 0.0, 0.5), (10.0, 0.0, 0.5))))
    points = coordinates(appearance(tall, 200, 50))
    across, down = (max(axis) - min(axis) for axis in zip(*points, strict=True))
    assert across / down == pytest.approx(0.1, abs=0.01)
    assert points[0][1] == max(y for _, y in points)


def test_pressure_makes_the_stroke_wider():
    light, heavy = (appearance(Ink((((0.0, 0.0, p), (9.0, 9.0, p)),)), 100, 50) for p in (0.1, 0.9))
    width = [float(re.search(rb"([\d.]+) w", content)[1]) for content in (light, heavy)]
    assert width[0] < width[1]


def test_a_typed_name_is_drawn_without_a_font():
    letters = appearance("Ada", 180, 50)
    assert b"Tf" not in letters and letters != appearance("Adi", 180, 50)
    assert len(list(chain.from_iterable([letters]))) > 300


@pytest.mark.parametrize("box", [(158, 54), (100, 31)])
def test_a_long_name_stands_on_several_lines_none_smaller_than_can_be_read(box):
    name = "Dr. Ir. I Dewa Made Indra Widyatmika Suryanegara, M.Si., Ph.D."
    points = coordinates(appearance(name, *box))
    assert all(0 <= number <= side for pair in points for number, side in zip(pair, box, strict=True))
    letter = [y for x, y in coordinates(appearance("D", 1_000, 14))]
    size = 7 / (max(letter) - min(letter)) * (max(y for _x, y in points) - min(y for _x, y in points)) / 3.2
    assert size >= 7, "points, of three lines"
    assert appearance(f" {name}\n", *box) == appearance(name, *box)


def test_a_text_longer_than_any_signature_is_not_even_read():
    with pytest.raises(Problem, match="200 strokes"):
        Ink.from_json("x" * 4_000_001)


def test_points_that_lie_on_one_another_are_drawn_once():
    ends = (0.0, 0.0, 0.5), (100.0, 0.0, 0.5)
    crowd = tuple((n / 1_000, 0.0, 0.5) for n in range(1, 200))
    assert appearance(Ink(((ends[0], *crowd, ends[1]),)), 100, 50) == appearance(Ink((ends,)), 100, 50)


LOOP = tuple((40 + 30 * cos(turn / 5), 30 + 20 * sin(turn / 3), 0.5) for turn in range(60))
NO_SIGNATURES = {
    "a dot": Ink((((5.0, 5.0, 1.0),),)),
    "many dots in one place": Ink((((5.0, 5.0, 1.0),),) * 150),
    "dots far from one another": Ink((((0.0, 0.0, 1.0),), ((400.0, 100.0, 1.0),))),
    "a tick": Ink((((0.0, 0.0, 0.5), (4.0, 8.0, 0.5), (16.0, -8.0, 0.5)),)),
    "a ruled line": Ink((((0.0, 50.0, 0.5), (400.0, 52.0, 0.5)),)),
    "a scribble in one place": Ink((((0.0, 0.0, 0.5), (8.0, 8.0, 0.5)) * 40,)),
    "a signature that a far dot shrinks to nothing": Ink((LOOP, ((90_000.0, 0.0, 0.5),))),
}


@pytest.mark.parametrize("ink", NO_SIGNATURES.values(), ids=NO_SIGNATURES.keys())
def test_a_dot_or_a_tiny_stroke_is_no_signature(ink):
    assert Ink.from_json(ink.to_json()) == ink, "what an earlier program took is still read"
    with pytest.raises(Refused, match="draw it again"):
        ink.check_signature()


@pytest.mark.parametrize(
    "ink",
    [
        Ink((LOOP,)),
        Ink((((0.0, 60.0, 0.5), (10.0, 0.0, 0.5), (20.0, 60.0, 0.5)), ((4.0, 40.0, 0.5), (16.0, 40.0, 0.5)))),
        drawn(1),
    ],
    ids=["a loop", "one letter", "the sample's"],
)
def test_initials_are_a_signature(ink):
    ink.check_signature()


@pytest.mark.parametrize("pressure", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("moved", [(0.0, 0.0), (-5_000.0, 900_000.0)], ids=["in the canvas", "far out of any canvas"])
def test_whatever_is_a_signature_is_seen_on_the_signed_page(pressure, moved):
    """Also of a pen that reports no pressure, and of ink whose numbers lie anywhere."""
    ink = Ink((tuple((x + moved[0], y + moved[1], pressure) for x, y, _ in LOOP),))
    page = draw(sheet_data(), None)
    unsigned, signed = (dark_pixels(pdf) for pdf in (page.pdf, certify(page.pdf, page.fields, "Juror", the_juror(), ink, AT)))
    assert signed - unsigned > 400


def dark_pixels(pdf: bytes) -> int:
    """Of the juror's field on the first page, at the resolution of the preview on a usual screen."""
    (picture,) = pages(pdf, 96, 1)
    left, bottom, right, top = (side * 96 / 72 for side in SHEET_FIELDS[0].box)
    field = picture.crop((int(left), int(picture.height - top), int(right), int(picture.height - bottom))).convert("L")
    return sum(field.histogram()[:160])
