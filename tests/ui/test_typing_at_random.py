"""Whatever a juror does in whatever order, with a file that others hold now and then: nothing typed is lost or withdrawn."""

from __future__ import annotations

import pytest

from tests.ui.desks import Desk
from tests.ui.typing_at_random import Typist, the_old_fault

SEEDS = (1, 2)
STEPS = 120


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_typed_is_lost_or_withdrawn_or_drawn_otherwise(desk: Desk, seed: int) -> None:
    typist = Typist(desk, seed)
    try:
        typist.play(STEPS)
        typist.end()
    finally:
        typist.close()


def test_a_desk_that_draws_only_what_is_stored_is_caught(desk: Desk) -> None:
    typist = Typist(desk, 1)
    try:
        with the_old_fault(), pytest.raises(AssertionError):
            typist.play(STEPS)
            typist.end()
    finally:
        typist.close()
