"""Walks the recipe for a subject: the places that it names know the same subjects."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from juryapp.board.disputes import REGISTERS
from juryapp.board.value_words import SAYS
from juryapp.journal.records import COUNTED, FIELDWISE, SUBJECTS
from juryapp.journal.subjects import Subject
from juryapp.store.projection import PROJECTORS
from tests.docs.test_recipes import places

PLACES: dict[tuple[str, str], Collection[str]] = {
    ("juryapp/journal/subjects.py", "Subject"): tuple(Subject),
    ("juryapp/journal/records.py", "SUBJECTS"): SUBJECTS,
    ("juryapp/store/projection.py", "PROJECTORS"): PROJECTORS,
    ("juryapp/board/value_words.py", "SAYS"): SAYS,
    ("juryapp/board/disputes.py", "REGISTERS"): REGISTERS,
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
def test_the_recipe_names_the_place_and_the_place_no_other_subject(place: tuple[str, str]) -> None:
    assert place in places("a subject")
    assert set(PLACES[place]) <= set(Subject)


def test_what_can_move_a_result_can_be_told() -> None:
    assert COUNTED - {*FIELDWISE, Subject.SHEET} <= set(SAYS)


def test_what_has_a_name_of_its_own_in_a_dispute_says_something() -> None:
    assert set(REGISTERS) <= set(SAYS)
