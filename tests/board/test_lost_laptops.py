"""Whatever is lost, copied or late: completeness is never called complete where something is missing, nor names what is here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.lost_laptops import LostLaptops, faults

COUNT = 400
"""Always the same ones; `make soak` plays 20,000."""


@pytest.mark.thorough
def test_nothing_is_called_complete_that_is_not_and_nothing_missing_that_is_here(tmp_path: Path) -> None:
    wrong: dict[int, list[str]] = {}
    whole = by_count = by_hearing = 0
    for seed in range(COUNT):
        history = LostLaptops(seed)
        found = history.told(tmp_path)
        if told := faults(history, found):
            wrong[seed] = told
        whole += found.has_everything_written
        by_count += history.has_every_sheet() and bool(history.missing())
        by_hearing += history.has_heard_of_each() and bool(history.missing())
    assert wrong == {}
    assert whole > COUNT / 20, "some histories must end whole, or nothing is shown"
    assert by_count > COUNT / 100 and by_hearing > COUNT / 20, "the controls must call complete what isn't"
