"""The day of the plenary is one thing, the day on which its papers are made another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from juryapp.board.meeting import named_meeting
from juryapp.desk.meeting import state_meeting, take_back_meeting
from juryapp.desk.plenary import reveal
from juryapp.documents.page import Rendered
from juryapp.documents.redraw import draw_again
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.printing.document_signing import issue
from juryapp.printing.event_documents import recapitulation, recapitulation_data
from juryapp.printing.unsigned_papers import minutes_as_of_now, plenary_minutes
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.recorded_results import day_of_minutes, day_of_recapitulation, of_minutes, of_papers
from juryapp.verification.verdict import FileKind, Judgement
from tests.builders import NOW, Ticking, a_desk, a_setup, an_event
from tests.documents.test_score_sheet import words

MET, PLACE = date(2024, 2, 16), "Aula Kantor Gubernur"


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with speaking("en"):
        yield an_event(tmp_path, a_setup(event={"language": "en"}), enrolled=("J01",))


def a_week_later(event: OpenEvent) -> None:
    clock = event.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = NOW + timedelta(days=7)


def said(event: OpenEvent) -> tuple[str, str]:
    return words(plenary_minutes(event)[1]), words(recapitulation(event)[1])


def test_papers_made_a_week_later_name_the_day_of_the_reveal_and_that_it_is_assumed_is_told(event: OpenEvent) -> None:
    assert named_meeting(event).meeting is None
    reveal(a_desk(event), "KAB", reason="Geladi", early="Geladi")
    a_week_later(event)
    minutes, recap = said(event)
    assert "19 February" in minutes.split("met in plenary")[0] or "nineteen" in minutes.split("met in plenary")[0].lower()
    assert "Denpasar, 19 February 2024" in minutes, "where a pen signs stands the day of the newest entry"
    assert "Plenary of 19 February 2024, Hotel Contoh, Denpasar" in recap and "Denpasar, 19 February 2024" in recap
    certified = words(issue(a_desk(event), DocumentKind.MINUTES).pdf)
    assert "Denpasar, 26 February 2024" in certified, "where a key signs stands the day of certifying"
    assert "assumed" in named_meeting(event).words


def test_a_day_that_nobody_put_on_record_is_left_to_the_pen_and_never_todays(event: OpenEvent) -> None:
    assert "leave the day open" in named_meeting(event).words
    printed = plenary_minutes(event)[1]
    minutes, certified = words(printed), words(issue(a_desk(event), DocumentKind.MINUTES).pdf)
    dots = "." * 16
    assert (
        f"On this day, {dots}, the {dots} of {dots} in the year {dots}, at Hotel Contoh, Denpasar, the jury" in minutes
        and "Denpasar, ......" in minutes
    )
    assert "19 February" not in minutes.split("The record as of")[0], "only the foot tells the record's date"
    assert "these minutes were drawn up of the plenary" in certified and "met in plenary" not in certified
    path = event.path.parent / "printed.pdf"
    path.write_bytes(printed)
    (found,) = verify([path], Authority.of_event(event))
    assert found.verdict == "unsigned" and "the event's record says now" in found.why[1]


def test_what_the_desk_states_is_printed_signed_and_outlives_later_versions(event: OpenEvent) -> None:
    reveal(a_desk(event), "KAB", reason="Geladi", early="Geladi")
    first = issue(a_desk(event), DocumentKind.MINUTES)
    state_meeting(a_desk(event), MET, PLACE)
    second = issue(a_desk(event), DocumentKind.MINUTES)
    assert second.document.replaces == (first.document.id,), "what it says of the meeting is reason enough for a new version"
    minutes, recap = said(event)
    assert f"at {PLACE}" in minutes and f"Plenary of 16 February 2024, {PLACE}" in recap
    assert "assumed" not in named_meeting(event).words
    take_back_meeting(a_desk(event))
    assert "assumed" in named_meeting(event).words
    with pytest.raises(Refused):
        take_back_meeting(a_desk(event))


@pytest.mark.parametrize(
    ("day", "doubt"),
    [(date(2024, 2, 25), "still to come: today is 19 February 2024"), (MET, "before anything"), (NOW.date(), "")],
)
def test_a_day_to_come_and_one_before_all_records_are_taken_and_doubted(tmp_path: Path, day: date, doubt: str) -> None:
    plain = f"The plenary met on {day.day} February 2024 at {PLACE}, as the desk stated."
    with speaking("en"):
        event = an_event(tmp_path, a_setup(event={"language": "en", "simulated": False}))
        state_meeting(a_desk(event), day, PLACE)
        told = named_meeting(event).words
    assert told.startswith(plain) and (doubt in told if doubt else told == plain)


def test_checking_tells_a_meeting_that_the_record_names_otherwise_and_draws_what_it_says(event: OpenEvent) -> None:
    reveal(a_desk(event), "KAB", reason="Geladi", early="Geladi")
    minutes, recap, paper = minutes_as_of_now(event), recapitulation_data(event), plenary_minutes(event)[1]
    assert list(day_of_minutes(event, minutes)) == list(day_of_recapitulation(event, recap)) == []
    state_meeting(a_desk(event), MET, PLACE)
    told = [*day_of_minutes(event, minutes), *day_of_recapitulation(event, recap)]
    assert len(told) == 2 and all("19 February 2024" in str(one) and PLACE in str(one) for one in told)
    assert of_minutes(event, minutes)[0] is Judgement.VALID
    assert any(PLACE in str(one) for one in of_papers(event, paper, FileKind.MINUTES))
    drawn = draw_again(minutes_as_of_now(event), None)
    assert isinstance(drawn, Rendered) and PLACE in words(drawn.pdf)


@pytest.mark.parametrize(("day", "place"), [(date(1800, 1, 1), ""), (MET, "x" * 201), (MET, "\u0e01")])
def test_a_year_that_is_absurd_and_a_place_that_nobody_can_print_are_refused(event: OpenEvent, day: date, place: str) -> None:
    with pytest.raises(Refused):
        state_meeting(a_desk(event), day, place)
    assert state_meeting(a_desk(event), MET, "").registers != frozenset()
    assert state_meeting(a_desk(event), MET, "").registers == frozenset(), "the same again writes nothing"
