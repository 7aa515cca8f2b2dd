"""A minute of the soak: packages changed at random by the byte, the page and the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.fuzz_packages import fuzz


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_changed_in_a_package_nothing_altered_comes_in(seed: int, tmp_path: Path) -> None:
    found = fuzz(tmp_path, 150, seed)
    assert found.broken == []
    assert found.outcomes["refused"] > 50 and found.outcomes["merged"] > 5
