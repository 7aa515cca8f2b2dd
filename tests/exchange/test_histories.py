"""Whatever happens between the laptops, in whatever order: nothing is lost, and all hold the same in the end."""

from __future__ import annotations

import pytest

from tests.exchange.histories import History, faults, lost_by_the_clock

COUNT = 150
"""Always the same ones: a mistake that shows in one history of fifty shows here, and `make soak` plays 20,000."""


@pytest.mark.thorough
def test_random_histories_end_alike_with_nothing_lost_and_a_merge_by_the_clock_does_not() -> None:
    broken: dict[int, list[str]] = {}
    dropped = undone = 0
    for seed in range(COUNT):
        history = History(seed)
        history.end()
        found = faults(history)
        if found:
            broken[seed] = found
        lost = lost_by_the_clock(history)
        dropped, undone = dropped + lost[0], undone + lost[1]
    assert broken == {}
    assert dropped > COUNT / 10 and undone > COUNT / 10, "the control must lose, or these histories show nothing"
