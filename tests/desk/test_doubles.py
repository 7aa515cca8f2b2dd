"""Candidates that were entered twice: which look alike, what joining them does, and that it is taken back with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.doubles import alike, join_effects, joined, parting_effects
from juryapp.board.history import Wanted, look
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from tests.builders import a_candidate, a_desk, a_juror, an_event, sign


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def names(*listed: tuple[str, str, str]) -> list[tuple[str, str]]:
    return alike({number: a_candidate(number, category, name=name) for number, category, name in listed})


def test_spellings_of_one_name_look_alike_and_others_do_not() -> None:
    found = names(
        ("K01", "KAB", "Kabupaten Tanah Bumbu"),
        ("K02", "KAB", "Kabupaten Banjar"),
        ("K03", "KAB", "Kab. Tanah Bumbu"),
        ("K04", "KAB", "Kabupaten Gianyar"),
        ("K05", "KAB", "Kabupaten Giannyar"),
    )
    assert set(found) == {("K01", "K03"), ("K04", "K05")}


def test_namesakes_of_two_categories_are_two_and_joined_ones_are_not_offered_again() -> None:
    assert names(("K01", "KAB", "Banjar"), ("K02", "KOTA", "Banjar")) == []
    both = {number: a_candidate(number, "KAB", name="Banjar") for number in ("K01", "K02")}
    assert alike(both) == [("K01", "K02")] and alike(both, {"K02"}) == []


def test_what_joining_does_to_sheets_is_said_first_and_then_happens(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K02", "85")
    for candidate in ("K01", "K02"):
        sign(a_juror(event, "J02"), candidate, "70")
    a_juror(event, "J03").record_score("K02", "REG", "50")
    told = join_effects(event, "K02", "K01")
    named = [line for line in told if "(J0" in line]
    assert ["(J01)" in named[0], "(J02)" in named[1], "(J03)" in named[2]] == [True] * 3
    a_desk(event).join("K02", "K01", "dua kali")
    board = Board.of(event.file)
    assert "K02" not in board.candidates and board.cell("J01", "K01").total is not None
    assert [(one.candidate, one.kept, one.reason) for one in joined(event)] == [("K02", "K01", "dua kali")]


def test_a_join_is_taken_back_and_why_stays_on_record(event: OpenEvent) -> None:
    sign(a_juror(event), "K02", "85")
    a_desk(event).join("K02", "K01", "dua kali")
    assert any("(J01)" in line for line in parting_effects(event, "K02", "K01"))
    a_desk(event).join("K02", "K02", "Ternyata dua kandidat")
    assert joined(event) == [] and "K02" in Board.of(event.file).candidates
    acts = look(event.file, Wanted(candidate="K02")).entries
    assert [one.value["reason"] for one in acts if one.subject == Subject.RESOLUTION and one.value] == ["Ternyata dua kandidat"]
