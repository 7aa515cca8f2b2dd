"""What an act becomes: in steps where it replaces more versions than an entry can name; never what could stand nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.disputes import disputes
from juryapp.board.status import conflicts
from juryapp.desk.juror_requests import ask_reopening
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import MOST_SUPERSEDED, Act
from juryapp.model.candidate import Attendance
from juryapp.store import journal
from tests.builders import a_desk, a_juror, an_event, sign

SCORE = ("score", "J01/K01/REG")
MANY = MOST_SUPERSEDED + 5


def forks(event: OpenEvent, values: list[str]) -> None:
    """A juror's program gone mad writes as many versions of a score, each knowing of no other."""
    juror = a_juror(event)
    rubric = juror.board().versions["KAB"]
    juror.write([Act("J01", *SCORE, {"points": points}, (), rubric) for points in values])


def test_a_thousand_drafts_are_settled_by_one_decision(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    forks(event, [f"{number}" for number in range(MANY)])
    (conflict,) = conflicts(event.file)
    taken = conflict.heads[-1]
    a_desk(event).resolve(conflict.id, taken.id, "Diperiksa")
    (head,) = journal.heads_of(event.file, SCORE)
    assert head.value == taken.value and conflicts(event.file) == [] and journal.in_doubt(event.file) == []
    named = {old for entry in journal.history_of(event.file, SCORE) for old in entry.supersedes}
    assert {one.id for one in conflict.heads} <= named, "no version was lost on the way"


def test_all_steps_of_a_decision_are_written_or_none(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    forks(event, [f"{number}" for number in range(MANY)])
    (conflict,) = conflicts(event.file)
    before = journal.count(event.file)
    with pytest.raises(Refused):
        event.write(
            [a_desk(event).act(*SCORE, conflict.heads[0].value), a_desk(event).act("withdrawal", "K01", {"reason": "x" * 3_000})]
        )
    assert journal.count(event.file) == before and len(conflicts(event.file)[0].heads) == MANY


def test_a_juror_goes_on_over_a_thousand_versions_that_agree(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    forks(event, ["80"] * MANY)
    a_juror(event).record_score("K01", "REG", "81")
    (head,) = journal.heads_of(event.file, SCORE)
    assert head.value == {"points": "81"} and journal.in_doubt(event.file) == []


def test_a_signed_act_never_hides_a_thousand_others_behind_steps(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    juror = a_juror(event)
    sign = juror.key and juror.key.sign
    event.write([Act("J01", "recusal", "J01/K01", {"reason": f"{number}"}, (), sign=sign) for number in range(MANY)])
    with pytest.raises(Refused, match=str(MOST_SUPERSEDED)):
        event.write([Act("J01", "recusal", "J01/K01", {"reason": "Lagi"}, sign=sign)])


def test_of_a_thousand_versions_each_laptop_shows_some(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    forks(event, [f"{number}" for number in range(MANY)])
    (matter,) = disputes(event.file)[0].matters
    assert len(matter.versions) + matter.more == MANY and len(matter.versions) < 50


def test_what_no_laptop_would_let_stand_is_not_written(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    juror = a_juror(event)
    sign(juror, "K01", "80")
    before = journal.count(event.file)
    for act in (
        lambda: ask_reopening(juror, "K01", "Tertukar\x07"),
        lambda: a_desk(event).attendance("K02", Attendance.REPRESENTED, "x" * 201),
        lambda: event.write([a_desk(event).act("candidate", "K01/name", {"value": "K01\u202e10K"})]),
        lambda: event.write([a_desk(event).act("event", "event/letterhead", {"value": ["x" * 200] * 2_000})]),
    ):
        with pytest.raises(Refused):
            act()
    assert journal.count(event.file) == before


def test_a_clock_that_no_calendar_has_is_told_before_anything_is_written(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    event.laptop.clock.now = event.laptop.clock.now.replace(year=2300)  # type: ignore[attr-defined]
    before = journal.count(event.file)
    with pytest.raises(Refused, match="2300"):
        a_juror(event).record_score("K01", "REG", "80")
    assert journal.count(event.file) == before
