from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juryapp.journal.chain import Fork, Gap, forks, gaps, tips
from juryapp.journal.entry import Entry, Value
from juryapp.journal.heads import conflict_id, conflicting, heads, meaning
from tests.journal.builders import a_reopening, a_signed_sheet, an_entry, an_id


def test_the_later_of_two_edits_that_knew_one_another_stands() -> None:
    first = an_entry(value="80")
    second = an_entry(value="85", supersedes=[first])
    assert heads([second, first]) == [second]


def test_two_edits_that_did_not_know_one_another_both_stand() -> None:
    first = an_entry(value="80")
    left, right = an_entry(value="85", supersedes=[first]), an_entry(value="90", supersedes=[first])
    assert {entry.id for entry in heads([first, left, right])} == {left.id, right.id}


def test_a_resolution_replaces_all_versions() -> None:
    left, right = an_entry(value="85"), an_entry(value="90")
    taken = an_entry(value="90", actor="desk", supersedes=[left, right])
    assert heads([left, right, taken]) == [taken]


def test_an_entry_stands_though_what_it_replaces_has_not_arrived() -> None:
    later = an_entry(supersedes=[an_id("not here yet")])
    assert heads([later]) == [later]


@given(st.lists(st.tuples(st.integers(0, 100), st.sets(st.integers(0, 30), max_size=3)), max_size=12), st.randoms())
def test_no_order_of_arrival_changes_what_stands(history: list[tuple[int, set[int]]], chance: random.Random) -> None:
    entries: list[Entry] = []
    for number, (points, olds) in enumerate(history, 1):
        entries.append(an_entry(value=str(points), number=number, supersedes=[entries[o] for o in olds if o < len(entries)]))
    shuffled = entries[:]
    chance.shuffle(shuffled)
    assert heads(shuffled) == heads(entries)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"points": "85"}, {"points": "85"}, True),
        ({"points": "85"}, {"points": "86"}, False),
        ({"points": "0"}, None, False),
        ({"points": None, "reason": "a"}, {"points": None, "reason": "b"}, False),
        (None, None, True),
    ],
)
def test_two_versions_are_a_conflict_only_if_they_say_something_else(one: Value, other: Value, alike: bool) -> None:
    left, right = an_entry(value=one), an_entry(value=other, device="c" * 32)
    assert conflicting([left, right]) is not alike


def test_the_same_points_under_another_rubric_are_a_conflict() -> None:
    assert conflicting([an_entry(rubric="r1"), an_entry(rubric="r2")])


def test_one_version_is_no_conflict_and_none_is_none() -> None:
    assert not conflicting([an_entry()])
    assert not conflicting([])


def test_two_signings_of_one_revision_agree_when_they_freeze_the_same_scores() -> None:
    assert not conflicting([a_signed_sheet(pdf=an_id("1")), a_signed_sheet(pdf=an_id("2"))])
    assert conflicting([a_signed_sheet(points="85"), a_signed_sheet(points="86")])
    assert conflicting([a_signed_sheet(1), a_signed_sheet(2, supersedes=[an_id("x")])])


def test_two_reopenings_of_one_revision_agree_whatever_their_reasons() -> None:
    other = an_entry("sheet", "J01/K01", {"state": "reopened", "revision": 1, "reason": "lain"}, actor="desk")
    assert meaning(a_reopening(1)) == meaning(other) != meaning(a_reopening(2))


def test_a_reopening_and_a_signature_of_one_revision_differ() -> None:
    assert conflicting([a_reopening(1), a_signed_sheet(1)])


def test_a_conflict_has_the_same_short_name_on_every_laptop() -> None:
    assert conflict_id(("score", "J01/K01/REG")) == hashlib.sha256(b'["score","J01/K01/REG"]').hexdigest()[:12]
    assert conflict_id(("score", "J01/K01/REG")) != conflict_id(("remark", "J01/K01/REG"))
    assert conflict_id(("a", "b/c")) != conflict_id(("a/b", "c"))


def _chain(count: int, device: str = "d" * 32) -> list[Entry]:
    found: list[Entry] = []
    for number in range(1, count + 1):
        found.append(an_entry(number=number, device=device, parent=found[-1].id if found else None))
    return found


def test_a_whole_chain_has_no_gap() -> None:
    chain = _chain(4)
    assert gaps(chain, {entry.id: entry.number for entry in chain}) == []


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_missing_entry_is_named_by_its_number(lost: int) -> None:
    chain = _chain(4)
    left = [entry for entry in chain if entry is not chain[lost]]
    assert gaps(left, {entry.id: entry.number for entry in left}) == [Gap("d" * 32, lost + 1)]


def test_the_last_entry_of_a_chain_can_be_missing_unseen() -> None:
    chain = _chain(4)[:3]
    assert gaps(chain, {entry.id: entry.number for entry in chain}) == []


def test_a_parent_of_the_wrong_number_is_a_gap() -> None:
    first = an_entry()
    third = an_entry(number=3, parent=first.id)
    assert gaps([first, third], {first.id: 1, third.id: 3}) == [Gap("d" * 32, 2)]


def test_a_cloned_laptop_shows_as_a_fork() -> None:
    first, second = _chain(2)
    other = an_entry(number=2, parent=first.id, value="99")
    places = [(entry.device, entry.number, entry.id) for entry in (first, second, other, second)]
    assert forks(places) == [Fork("d" * 32, 2, tuple(sorted([second.id, other.id])))]
    assert forks(places[:2]) == []
    assert {entry.id for entry in tips([first, second, other])} == {second.id, other.id}


def test_the_same_number_of_two_laptops_is_no_fork() -> None:
    assert forks([("a" * 32, 1, "x"), ("b" * 32, 1, "y")]) == []


def test_a_sheet_without_a_value_says_something_else_than_a_signed_one() -> None:
    nothing = an_entry("sheet", "J01/K01", None)
    assert conflicting([nothing, a_signed_sheet()]) and not conflicting([nothing, nothing])


def test_the_same_points_under_two_rubrics_are_two_meanings() -> None:
    one = a_signed_sheet()
    other = an_entry("sheet", "J01/K01", {**(one.value or {}), "rubric": "another"})
    assert meaning(one) != meaning(other)
