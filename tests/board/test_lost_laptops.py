"""Whatever is lost, copied or late: nothing is called complete or final where something is missing, nor named that is here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.lost_laptops import LostLaptops, faults, stays_final

COUNT = 400
"""Always the same ones; `make soak` plays 20,000."""
FOUND = (20262579, 20264369)
"""By the soak: a closing that replaces one of another copy, which isn't here, ends nothing, and still tells what was seen."""


@pytest.mark.thorough
def test_nothing_is_called_complete_or_final_that_is_not_and_nothing_missing_that_is_here(tmp_path: Path) -> None:
    wrong: dict[int, list[str]] = {}
    whole = final = by_count = by_hearing = 0
    for seed in (*range(COUNT), *FOUND):
        history = LostLaptops(seed)
        found, awaited = history.told(tmp_path)
        if told := faults(history, (found, awaited)):
            wrong[seed] = told
        final += awaited.is_settled and history.has_every_sheet()
        whole += found.has_everything_written
        by_count += history.has_every_sheet() and bool(history.missing())
        by_hearing += history.has_heard_of_each() and bool(history.missing())
        if awaited.is_settled and stays_final(history, tmp_path):
            wrong[seed] = ["it is final still, though something more was done"]
    assert wrong == {}
    assert whole > COUNT / 20 and final, "some histories must end whole, or nothing is shown"
    assert by_count > COUNT / 100 and by_hearing > COUNT / 20, "the controls must call complete what isn't"
