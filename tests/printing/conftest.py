"""An event on which J01 and J02 sit. Passphrases cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.event.open_event import OpenEvent
from tests.builders import an_event, light_passphrases


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        yield opened
