"""Walks the recipe for a subject: the places that it names know the same subjects. To be adapted with an enumeration of them."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from juryapp.board.disputes import _REGISTERS
from juryapp.board.results import COUNTED
from juryapp.board.value_words import SAYS
from juryapp.journal.acts import RECORDS, SUBJECTS
from juryapp.journal.shapes import _SHAPES
from juryapp.store.projection import _PROJECTORS
from tests.docs.test_recipes import places

PLACES: dict[tuple[str, str], Collection[str]] = {
    ("juryapp/journal/acts.py", "TABLE"): SUBJECTS,
    ("juryapp/journal/shapes.py", "_SHAPES"): _SHAPES,
    ("juryapp/store/projection.py", "_PROJECTORS"): _PROJECTORS,
    ("juryapp/board/value_words.py", "SAYS"): SAYS,
    ("juryapp/board/disputes.py", "_REGISTERS"): _REGISTERS,
    ("juryapp/board/results.py", "COUNTED"): COUNTED,
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
def test_the_recipe_names_the_place_and_the_place_no_other_subject(place: tuple[str, str]) -> None:
    assert place in places("a subject")
    assert set(PLACES[place]) <= SUBJECTS


def test_every_subject_has_its_shape_but_the_seal() -> None:
    assert SUBJECTS - set(_SHAPES) == {"seal"}


def test_what_can_move_a_result_can_be_told() -> None:
    told_elsewhere = {*RECORDS, "sheet"}
    assert COUNTED - told_elsewhere <= set(SAYS)


def test_what_has_a_name_of_its_own_in_a_dispute_says_something() -> None:
    assert set(_REGISTERS) <= set(SAYS)
