"""Two candidates that look alike are said to be two: nothing is suggested of them then, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.doubles import alike, distinct
from juryapp.board.status import doubles
from juryapp.desk.distinct_candidates import say_distinct, take_back_distinct
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.store import model_records
from tests.builders import a_desk, a_setup, an_event, light_passphrases


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    setup = a_setup()
    candidates = tuple(replace(one, name="Kabupaten Sama") if one.number in ("K01", "K02") else one for one in setup.candidates)
    with light_passphrases(), an_event(tmp_path, replace(setup, candidates=candidates)) as found:
        yield found


def suggested(event: OpenEvent) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    pairs = [one.pair for one in distinct(event.file)]
    return alike(model_records.candidates(event.file), (), pairs), doubles(event.file)


def test_it_ends_the_suggestion_and_is_taken_back(event: OpenEvent) -> None:
    before = suggested(event)
    assert ("K01", "K02") in before[0] and before[1] == [("K01", "K02")]
    desk = a_desk(event)
    say_distinct(desk, "K02", "K01", "Dua daerah.")
    assert suggested(event) == ([pair for pair in before[0] if pair != ("K01", "K02")], [])
    assert [(one.pair, one.reason) for one in distinct(event.file)] == [(("K01", "K02"), "Dua daerah.")]
    with pytest.raises(Refused):
        say_distinct(desk, "K01", "K02", "Sekali lagi.")
    take_back_distinct(desk, "K01", "K02", "Ternyata satu.")
    assert suggested(event) == before and distinct(event.file) == []
    with pytest.raises(Refused):
        take_back_distinct(desk, "K01", "K02", "Sekali lagi.")


@pytest.mark.parametrize(("one", "other", "reason"), [("K01", "K01", "x"), ("K01", "K99", "x"), ("K01", "K02", " ")])
def test_nonsense_is_refused(event: OpenEvent, one: str, other: str, reason: str) -> None:
    with pytest.raises(Refused):
        say_distinct(a_desk(event), one, other, reason)
    assert distinct(event.file) == []


def test_joined_ones_are_not_two(event: OpenEvent) -> None:
    desk = a_desk(event)
    desk.join("K02", "K01", "Sama.")
    with pytest.raises(Refused):
        say_distinct(desk, "K01", "K02", "Dua.")
