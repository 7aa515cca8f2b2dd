"""Passphrases cost nothing in this room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import light_passphrases
from ui.services import flash_disk_paths


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


@pytest.fixture(autouse=True)
def every_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders stand for flash disks, though all of them lie on one."""
    monkeypatch.setattr(flash_disk_paths, "is_on_disk_of", lambda folder, file: False)
