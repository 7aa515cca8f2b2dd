"""Sentences are looked at in English."""

from collections.abc import Iterator

import pytest

from juryapp.text import speaking


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield
