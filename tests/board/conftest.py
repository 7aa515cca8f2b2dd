"""Passphrases cost nothing in this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import light_passphrases


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield
