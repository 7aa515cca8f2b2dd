"""The desk states which day it was when a laptop's clock said another: sheets print both, and the record is held against them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from juryapp.board.act_words import ActWords
from juryapp.board.clocks import doubt_of
from juryapp.board.laptop_names import laptop_meant, laptop_names
from juryapp.board.record_moment import RecordMoment
from juryapp.board.status import conflicts
from juryapp.canonical_json import canonical
from juryapp.cli.conflict_list import say_conflicts
from juryapp.desk.envelope import envelope
from juryapp.desk.stated_day import last_clock_day, state_day, take_back_day
from juryapp.documents import minutes_content
from juryapp.documents.minutes_data import Records
from juryapp.documents.recapitulation import render
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import FileProblem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.printing.event_documents import recapitulation, recapitulation_data
from juryapp.printing.unsigned_papers import minutes_as_of_now, minutes_data, plenary_minutes
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, days, journal, model_records
from juryapp.text import speaking
from juryapp.verification import recorded_results
from tests.builders import (
    NOW,
    Ticking,
    a_desk,
    a_juror,
    a_prepared,
    a_setup,
    a_stranger,
    an_event,
    carry,
    light_passphrases,
    sign,
)
from tests.documents.looking import look
from tests.signing import scene as attacks
from tests.signing.scene import Scene, a_draft, a_scene, signed

A_YEAR_AGO = datetime(2023, 2, 19, 9, 0, tzinfo=NOW.tzinfo)
CLOCK, DAY = date(2023, 2, 19), date(2024, 2, 19)
WHY = "Baterai jam habis."


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    """Headquarters of an event that isn't invented."""
    with speaking("en"):
        yield an_event(tmp_path, a_setup(event={"simulated": False, "language": "en"}))


@pytest.fixture
def old(event: OpenEvent) -> OpenEvent:
    """J01's laptop, whose clock is a year behind; headquarters knows it."""
    panel = a_prepared(event, "old", ["J01"], at=A_YEAR_AGO)
    a_juror(panel).record_score("K01", "REG", "80")
    carry(panel, event, admit=True)
    return panel


def states(event: OpenEvent, device: str | None, day: date = DAY) -> None:
    state_day(a_desk(event), device, CLOCK, day, WHY)


def learns(panel: OpenEvent, event: OpenEvent) -> None:
    carry(event, panel)


def test_what_is_stated_answers_the_doubt_on_that_laptop_and_on_that_date_alone(event: OpenEvent, old: OpenEvent) -> None:
    assert doubt_of(old) is not None
    states(event, old.device)
    assert days.stated_days(event.file)[old.device or "", CLOCK].day == DAY
    learns(old, event)
    assert doubt_of(old) is None
    assert isinstance(old.laptop.clock, Ticking)
    old.laptop.clock.now += timedelta(days=1)
    assert doubt_of(old) is not None


def test_it_may_be_stated_at_the_laptop_itself_before_that_wrote_anything(event: OpenEvent) -> None:
    hotel = a_prepared(event, "hotel", [], with_desk=True, at=A_YEAR_AGO)
    assert hotel.device is None
    states(hotel, None)
    assert hotel.device and (hotel.device, CLOCK) in days.stated_days(hotel.file)
    assert doubt_of(hotel) is None


@pytest.mark.parametrize(
    ("clock", "day", "reason"),
    [
        (CLOCK, CLOCK, WHY),
        (CLOCK, DAY, " "),
        (CLOCK, date(2033, 2, 19), WHY),
        (CLOCK, date(1, 1, 1), WHY),
        (CLOCK, date(9999, 12, 31), WHY),
        (date(1, 1, 1), DAY, WHY),
    ],
)
def test_what_can_not_be_meant_is_refused_and_changes_nothing(event: OpenEvent, clock: date, day: date, reason: str) -> None:
    hotel = a_prepared(event, "hotel", [], with_desk=True)
    before = journal.count(hotel.file)
    with pytest.raises(Refused):
        state_day(a_desk(hotel), None, clock, day, reason)
    assert journal.count(hotel.file) == before and hotel.device is None


def test_a_date_that_the_laptops_clock_never_said_is_refused_and_those_that_it_said_are_named(
    event: OpenEvent, old: OpenEvent
) -> None:
    before = journal.count(event.file)
    for device in (old.device, None):
        with speaking("en"), pytest.raises(Refused) as refused:
            state_day(a_desk(event), device, CLOCK + timedelta(days=1), DAY, WHY)
        said = str(refused.value)
        assert "20 February 2023" in said and ("19 February 2023" if device else "19 February 2024") in said
    assert journal.count(event.file) == before


def test_nothing_is_stated_of_a_laptop_whose_entries_never_arrived(event: OpenEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juryapp.desk.stated_day.clock_days", lambda event, device: [])
    with pytest.raises(Refused) as refused:
        states(event, event.device)
    assert "has arrived here" in refused.value.message


def test_an_unknown_laptop_is_refused(event: OpenEvent) -> None:
    with pytest.raises(Refused):
        states(event, "0" * 32)


def test_of_laptops_with_one_name_the_id_says_which(event: OpenEvent) -> None:
    """Copies of one system are all called "vm"."""
    for number in range(2):
        twin = a_stranger(event, f"twin-{number}", [], with_desk=True)
        twin.laptop = replace(twin.laptop, name="vm")
        a_desk(twin).attendance("K01", Attendance.PRESENT)
        carry(twin, event, admit=True)
    twins = [one for one in model_records.devices(event.file).values() if one.name == "vm"]
    assert len(twins) == 2
    for typed in ("vm", twins[0].id[:3], "tidak ada"):
        with pytest.raises(Refused) as refused:
            laptop_meant(event, typed)
        assert all(one.id[:8] in str(refused.value) for one in twins)
        assert "headquarters" in str(refused.value) or typed == "vm"
    for one in twins:
        assert laptop_meant(event, one.id) == laptop_meant(event, one.id[:8]) == laptop_meant(event, one.id[:5].upper()) == one
        assert laptop_names(event.file)[one.id] == f"“vm” ({one.id[:8]})"
    assert laptop_meant(event, "headquarters").id == event.device


def test_conflicts_about_the_day_name_the_laptop(event: OpenEvent, old: OpenEvent, capsys: pytest.CaptureFixture[str]) -> None:
    hotels = [a_prepared(event, f"hotel-{number}", [], with_desk=True) for number in range(2)]
    for number, hotel in enumerate(hotels):
        states(hotel, old.device, date(2024, 2, 19 + number))
        carry(hotel, event, admit=True)
    say_conflicts(conflicts(event.file), laptop_names(event.file))
    told = capsys.readouterr().out
    assert "day Juri Contoh J01 (J01)/2023-02-19" in told and "it was 20 February 2024" in told
    assert old.device and old.device[:8] not in told


def test_the_same_again_writes_nothing_and_another_day_takes_its_place(event: OpenEvent, old: OpenEvent) -> None:
    states(event, old.device)
    before = journal.count(event.file)
    states(event, old.device)
    assert journal.count(event.file) == before
    states(event, old.device, date(2024, 2, 20))
    assert days.stated_days(event.file)[old.device or "", CLOCK].day == date(2024, 2, 20)


def test_it_is_taken_back_and_stays_on_record(event: OpenEvent, old: OpenEvent) -> None:
    states(event, old.device)
    take_back_day(a_desk(event), old.device, CLOCK)
    assert days.stated_days(event.file) == {}
    assert len(journal.about(event.file, "day")) == 2
    with pytest.raises(Refused):
        take_back_day(a_desk(event), old.device, CLOCK)


@pytest.mark.parametrize("first", [0, 1])
def test_two_desks_that_state_different_days_are_two_versions_in_either_order(
    event: OpenEvent, old: OpenEvent, first: int
) -> None:
    hotels = [a_prepared(event, f"hotel-{n}", [], with_desk=True) for n in range(2)]
    states(hotels[0], old.device)
    states(hotels[1], old.device, date(2024, 2, 20))
    packed = [pack(hotel, event.path.parent / f"stick-{n}") for n, hotel in enumerate(hotels)]
    merge(event, [packed[first]], a_desk(event))
    assert len(days.stated_days(event.file)) == 1
    merge(event, [packed[1 - first]], a_desk(event))
    assert days.stated_days(event.file) == {}
    (found,) = conflicts(event.file)
    told = ActWords(event.file).told(found.heads[0])
    assert "J01" in told.about and "19 February 2023" in told.what
    taken = next(head for head in found.heads if (head.value or {})["day"] == DAY.isoformat())
    a_desk(event).resolve(found.id, taken.id, "Kalender dinding.")
    assert days.stated_days(event.file)[old.device or "", CLOCK].day == DAY and conflicts(event.file) == []


def test_another_laptops_date_is_offered_from_its_last_entry(event: OpenEvent, old: OpenEvent) -> None:
    assert last_clock_day(event, old.device) == CLOCK
    assert last_clock_day(event, None) == last_clock_day(event, event.device) == DAY


# Sheets


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in look(pdf)).split())


def data_of(event: OpenEvent, juror: str, candidate: str) -> bytes:
    (head,) = journal.heads_of(event.file, ("sheet", f"{juror}/{candidate}"))
    content = attachment_table.content(event.file, str((head.value or {})["json"]))
    assert content
    return content


def test_a_sheet_prints_both_days_and_says_so_in_its_data(event: OpenEvent, old: OpenEvent) -> None:
    before = sign(a_juror(old), "K02", "70")
    assert "day" not in read_sheet(data_of(old, "J01", "K02")) and "stated by" not in words_of(before.pdf)
    states(event, old.device)
    learns(old, event)
    sheet = sign(a_juror(old), "K01", "80")
    assert read_sheet(data_of(old, "J01", "K01"))["day"] == "2024-02-19"
    words = words_of(sheet.pdf)
    assert "Denpasar, 19 February 2024" in words and "(by the laptop's clock: 19 February 2023)" in words
    assert "by the laptop's clock; the day was 19 February 2024, stated by the secretariat" in words


def test_the_history_tells_both_days(event: OpenEvent, old: OpenEvent) -> None:
    states(event, old.device)
    (entry,) = journal.heads_of(event.file, ("score", "J01/K01/REG"))
    at = ActWords(event.file).at(entry)
    assert "19 February 2023" in at and "19 February 2024" in at


def a_hotel(event: OpenEvent) -> OpenEvent:
    """The secretary's laptop at the hotel, whose clock is a year behind, and that was stated."""
    hotel = a_prepared(event, "hotel", ["J01"], with_desk=True, at=A_YEAR_AGO)
    states(hotel, None)
    return hotel


def papers_of(event: OpenEvent, kind: str, stated: date | None = None) -> bytes:
    """The pages dated by the laptop whose clock is a year behind."""
    made = RecordMoment(A_YEAR_AGO, stated)
    if kind == "minutes":
        return minutes_content.draw(minutes_as_of_now(event, made)).pdf
    return render(recapitulation_data(event, made=made)).pdf


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_papers_print_both_days_of_the_laptop_that_dates_them_and_are_what_the_record_says(event: OpenEvent, kind: str) -> None:
    hotel = a_hotel(event)
    pdf = papers_of(hotel, kind, DAY)
    words = words_of(pdf)
    assert "Denpasar, 19 February 2024" in words and "(by the laptop's clock: 19 February 2023)" in words
    assert "by the laptop's clock; the day was 19 February 2024, stated by the secretariat" in words
    told = [str(one) for one in recorded_results.of_papers(hotel, pdf, kind)]
    assert told == ["It says what the event's record says now."]
    ((_name, plain),) = [recapitulation(event)] if kind == "recapitulation" else [plenary_minutes(event)]
    assert "stated by" not in words_of(plain)


def test_the_page_for_the_envelope_prints_the_stated_day_with_the_clocks(event: OpenEvent) -> None:
    _name, pdf = envelope(a_hotel(event))
    words = words_of(pdf)
    assert "19 February 2024 (by the laptop's clock: 19 February 2023" in words
    assert "by the laptop's clock" not in words_of(envelope(event)[1])


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
@pytest.mark.parametrize("then", ["taken back", "another day"])
def test_papers_whose_stated_day_does_not_stand_any_more_are_told(event: OpenEvent, kind: str, then: str) -> None:
    hotel = a_hotel(event)
    pdf = papers_of(hotel, kind, DAY)
    if then == "taken back":
        take_back_day(a_desk(hotel), None, CLOCK)
    else:
        states(hotel, None, date(2024, 2, 20))
    same, told = recorded_results.of_papers(hotel, pdf, kind)
    assert str(same) == "It says what the event's record says now."
    assert "19 February 2024" in str(told) and "states that no more" in str(told)
    states(hotel, None)
    assert len(list(recorded_results.of_papers(hotel, pdf, kind))) == 1


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_papers_whose_day_was_stated_after_they_were_made_are_told(event: OpenEvent, kind: str) -> None:
    hotel = a_prepared(event, "hotel", [], with_desk=True, at=A_YEAR_AGO)
    pdf = papers_of(hotel, kind)
    assert len(list(recorded_results.of_papers(hotel, pdf, kind))) == 1
    states(hotel, None)
    told = [str(one) for one in recorded_results.of_papers(hotel, pdf, kind)]
    assert any("19 February 2023" in one and "19 February 2024" in one and "the secretary" in one and WHY in one for one in told)


def test_papers_with_a_day_that_nobody_stated_are_named(event: OpenEvent) -> None:
    hotel = a_hotel(event)
    data = canonical({**json.loads(recapitulation_data(hotel)), "day": "2024-03-05"})
    verdict, why = recorded_results.of_recapitulation(hotel, data)
    assert verdict == "invalid" and "the day that the secretariat states" in str(why)
    invented = minutes_content.draw(minutes_data(hotel, Records([], [], "2024-03-05"), A_YEAR_AGO)).pdf
    (told,) = recorded_results.of_papers(hotel, invented, "minutes")
    assert "the day that the secretariat states" in str(told)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Headquarters, where J02 signed K01, and its own clock's date was stated to be a day later."""
    with speaking("en"), light_passphrases():
        made = a_scene(tmp_path)
        yield made
        made.event.close()


def state_here(scene: Scene, day: date = date(2024, 2, 20)) -> None:
    state_day(a_desk(scene.event), None, last_clock_day(scene.event, None), day, WHY)


def test_a_sheet_with_the_stated_day_is_valid(scene: Scene) -> None:
    state_here(scene)
    pdf = sign(a_juror(scene.event, "J03"), "K01", ["80", "80"]).pdf
    found = scene.check(pdf)
    assert (found.verdict, found.why) == ("valid", ())


@pytest.mark.parametrize("stated", [False, True])
def test_a_day_that_nobody_stated_is_named(scene: Scene, stated: bool) -> None:
    if stated:
        state_here(scene)
    data = attacks.altered(a_draft(scene), day="2024-03-05")
    pdf = signed(scene, data)
    attacks.recorded(scene, data, pdf)
    assert "the day that the secretariat states" in scene.why(pdf)


def test_a_day_that_was_stated_after_the_signing_is_told_and_the_sheet_stays_valid(scene: Scene) -> None:
    assert scene.check(scene.pdf).why == ()
    state_here(scene)
    found = scene.check(scene.pdf)
    assert found.verdict == "valid"
    assert len(found.why) == 1 and "20 February 2024" in found.why[0] and WHY in found.why[0]


def test_a_day_that_was_taken_back_since_is_told_and_the_sheet_stays_valid(scene: Scene) -> None:
    state_here(scene)
    pdf = sign(a_juror(scene.event, "J03"), "K01", ["80", "80"]).pdf
    take_back_day(a_desk(scene.event), None, last_clock_day(scene.event, None))
    found = scene.check(pdf)
    assert found.verdict == "valid"
    assert found.why == ("The event's record says something else by now: the day that the secretariat states.",)


@pytest.mark.parametrize("day", ["", "kemarin", "2024-13-01", "2024-2-1", 7, None])
def test_what_is_no_day_is_no_sheet(scene: Scene, day: object) -> None:
    value = {**json.loads(a_draft(scene)), "day": day}
    with pytest.raises(FileProblem):
        read_sheet(canonical(value))
