"""Ink and its appearance."""

import json
import re
from itertools import chain

import pytest

from juryapp.errors import Problem
from juryapp.signing.appearance import OPERATORS, appearance
from juryapp.signing.ink import Ink
from tests.signing.papers import INK


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


def test_a_text_longer_than_any_signature_is_not_even_read():
    with pytest.raises(Problem, match="200 strokes"):
        Ink.from_json("x" * 4_000_001)


def test_points_that_lie_on_one_another_are_drawn_once():
    ends = (0.0, 0.0, 0.5), (100.0, 0.0, 0.5)
    crowd = tuple((n / 1_000, 0.0, 0.5) for n in range(1, 200))
    assert appearance(Ink(((ends[0], *crowd, ends[1]),)), 100, 50) == appearance(Ink((ends,)), 100, 50)
