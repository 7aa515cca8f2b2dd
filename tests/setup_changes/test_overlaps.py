"""Interviews at the same time for which the same jurors are expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from juryapp.model.juror import Role
from juryapp.setup_changes.overlaps import overlaps
from tests.builders import a_juror_record
from tests.setup_changes.test_day_changes import a_day


def test_two_interviews_that_all_jurors_hear_overlap_where_no_panel_is_named() -> None:
    setup = a_day(("K01", 9, 0, "", ""), ("K02", 9, 20, "", ""), ("U01", 10, 0, "", ""))
    (found,) = overlaps(setup)
    assert (found.first.candidate, found.second.candidate) == ("K01", "K02")
    assert [one.code for one in found.jurors] == ["J01", "J02"]


def test_two_panels_hear_at_the_same_time_and_whoever_sits_on_both_is_named() -> None:
    setup = a_day(("K01", 9, 0, "P1", "A"), ("U01", 9, 0, "P2", "B"))
    assert [one.code for one in overlaps(setup)[0].jurors] == ["J01", "J02"]
    apart = (a_juror_record("J01", role=Role.CHAIR, panels=("P1",)), a_juror_record("J02", panels=("P2",)))
    assert overlaps(replace(setup, jurors=apart)) == []
    watching = (*apart, a_juror_record("J03", role=Role.OBSERVER))
    assert overlaps(replace(setup, jurors=watching)) == [], "who doesn't score may look in at both"


def test_while_no_juror_is_known_one_panel_would_hear_both() -> None:
    setup = replace(a_day(("K01", 9, 0, "", ""), ("K02", 9, 20, "", "")), jurors=())
    assert [one.jurors for one in overlaps(setup)] == [()]
    assert overlaps(replace(a_day(("K01", 9, 0, "P1", ""), ("U01", 9, 0, "P2", "")), jurors=())) == []


def test_one_after_the_other_or_without_an_end_is_no_overlap() -> None:
    one, two = a_day(("K01", 9, 0, "", ""), ("K02", 9, 29, "", "")).slots
    setup = a_day(("K01", 9, 0, "", ""))
    assert overlaps(replace(setup, slots=(one, two))) == []
    assert overlaps(replace(setup, slots=(replace(one, end=None), two))) == []
    assert overlaps(replace(setup, slots=(replace(one, end=None), replace(two, start=time(9))))) != []
