"""The checker page's own recount agrees with the core's tally."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker import engine
from tests.checker.judgings import RECOUNT, judging

pytestmark = pytest.mark.skipif(not engine.available(), reason=engine.WITHOUT)


@pytest.mark.thorough
def test_four_hundred_random_judgings_are_ranked_alike(tmp_path: Path) -> None:
    made = [judging(seed) for seed in range(20_000, 20_400)]
    found = engine.run(RECOUNT, [data for data, _told in made], tmp_path)
    assert found == [told for _data, told in made]
    assert {rung.partition(":")[0] for _data, told in made for *_rest, rung, _own in told} == {
        *("score", "criterion", "head-to-head", "plenary", "joint")
    }


def test_fractions_are_exact_and_round_halves_up(tmp_path: Path) -> None:
    script = "sent.map(([text, places]) => fixed(fractionOf(text), places))"
    given = [["411/5", 2], ["89.995", 2], ["-0.125", 2], ["1/3", 4], ["2/3", 0], ["0.5", 0], ["1000", 2]]
    assert engine.run(script, given, tmp_path) == ["82.20", "90.00", "-0.13", "0.3333", "1", "1", "1000.00"]
