"""A clock that doesn't agree with the event is told, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from juryapp.board.clocks import AT_OFFICE, DoubtKind, clock_words, doubt_of, today
from juryapp.desk.laptop_removal import remove
from juryapp.desk.stated_day import state_day
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.text import speaking
from tests.builders import NOW, PASSPHRASE, Ticking, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, carry

YEAR = timedelta(days=365)


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    """Headquarters of a real event (not an invented one) with interviews on 19 February 2024."""
    with speaking("en"):
        yield an_event(tmp_path, a_setup(event={"simulated": False}))


def put(event: OpenEvent, at: datetime) -> OpenEvent:
    """Sets this laptop's clock."""
    clock = event.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = at
    return event


def a_panel(event: OpenEvent, at: datetime = NOW, name: str = "panel") -> OpenEvent:
    return a_prepared(event, name, ["J01"], at=at)


def kind_of(event: OpenEvent, reach: timedelta | None = None) -> DoubtKind | None:
    found = doubt_of(event, reach) if reach else doubt_of(event)
    return found.kind if found else None


def test_a_clock_that_agrees_is_not_told(event: OpenEvent) -> None:
    assert doubt_of(event) is None and clock_words(event) == []
    assert doubt_of(a_panel(event, NOW + timedelta(hours=5))) is None


@pytest.mark.parametrize("year", [1, 1904, 1970, 2019, 2023])
def test_a_clock_that_lost_its_battery_is_behind_what_was_written(event: OpenEvent, year: int) -> None:
    found = doubt_of(a_panel(event, datetime(year, 1, 1, 0, 0, tzinfo=UTC)))
    assert found is not None and found.kind is DoubtKind.BEHIND and found.now.year in (year, year - 1)
    assert "the secretary" in str(found) and "19 February 2024" in str(found) and "one of them is wrong" in str(found)


def test_laptops_are_never_exact_so_some_minutes_are_no_doubt(event: OpenEvent) -> None:
    last = NOW + timedelta(minutes=2)
    put(event, last)
    a_desk(event).attendance("K01", a_setup().candidates[0].attendance)
    assert kind_of(a_panel(event, NOW - timedelta(minutes=5), "near")) is None
    assert kind_of(a_panel(event, NOW - timedelta(minutes=15), "far")) is DoubtKind.BEHIND


def test_this_laptops_own_last_entry_leaves_less_room(event: OpenEvent) -> None:
    panel = a_panel(event, NOW + timedelta(hours=3))
    a_juror(panel).record_score("K01", "REG", "80")
    wrote = today(panel)
    assert kind_of(put(panel, wrote - timedelta(minutes=1))) is None
    found = doubt_of(put(panel, wrote - timedelta(minutes=5)))
    assert found is not None and found.kind is DoubtKind.BEHIND and found.whose == ""
    assert "the last entry that was written on it" in str(found)


def test_a_clock_that_ran_ahead_for_a_while_and_was_set_right_is_forgotten_with_its_next_entry(event: OpenEvent) -> None:
    panel = a_panel(event)
    put(panel, NOW + YEAR)
    a_juror(panel).record_score("K01", "REG", "80")
    assert kind_of(put(panel, NOW + timedelta(minutes=5))) is DoubtKind.BEHIND
    a_juror(panel).record_score("K01", "CAK", "80")
    panel.seal_if_needed()
    assert doubt_of(panel) is None


def test_moments_are_compared_whatever_the_zone_that_says_them(event: OpenEvent) -> None:
    """The same moment in another zone is no doubt; a right wall time in a wrong zone is."""
    for zone in (UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))):
        assert (
            doubt_of(a_panel(event, (NOW + timedelta(minutes=3)).astimezone(zone), f"z{zone}".translate({58: None, 43: None})))
            is None
        )
    wrong = NOW.replace(tzinfo=timezone(timedelta(hours=14)))
    assert kind_of(a_panel(event, wrong, "wrong-zone")) is DoubtKind.BEHIND


def test_a_day_off_across_midnight_is_told_by_the_event_s_own_calendar(event: OpenEvent) -> None:
    """23.30 of the day after tomorrow in the event's zone is the third day, though elsewhere it isn't yet."""
    panel = a_panel(event)
    late = datetime(2024, 2, 20, 23, 30, tzinfo=NOW.tzinfo)
    assert kind_of(put(panel, late)) is None
    assert kind_of(put(panel, late + timedelta(hours=1))) is DoubtKind.FAR
    assert kind_of(put(panel, (late + timedelta(hours=1)).astimezone(UTC))) is DoubtKind.FAR


@pytest.mark.parametrize("at", [NOW + YEAR, NOW + timedelta(days=3), datetime(9999, 12, 31, 23, 0, tzinfo=UTC)])
def test_a_clock_far_from_the_schedule_is_told_with_its_days(event: OpenEvent, at: datetime) -> None:
    found = doubt_of(a_panel(event, at))
    assert found is not None and found.kind is DoubtKind.FAR and found.schedule == (date(2024, 2, 19), date(2024, 2, 19))
    assert "the interviews are on 19 February 2024" in str(found)


def test_the_secretary_works_long_before_and_after_the_interviews(event: OpenEvent) -> None:
    put(event, NOW + timedelta(days=30))
    assert kind_of(event) is DoubtKind.FAR and kind_of(event, AT_OFFICE) is None
    assert kind_of(put(event, NOW + YEAR), AT_OFFICE) is DoubtKind.FAR


def test_without_a_schedule_and_in_an_invented_event_no_day_is_far(tmp_path: Path) -> None:
    for folder in ("plain", "invented"):
        (tmp_path / folder).mkdir()
    plain = an_event(tmp_path / "plain", a_setup(slots=(), event={"simulated": False}))
    invented = an_event(tmp_path / "invented", a_setup())
    for event in (plain, invented):
        assert doubt_of(put(event, NOW + 3 * YEAR)) is None
        assert kind_of(put(event, NOW - YEAR)) is DoubtKind.BEHIND


@pytest.fixture
def stray(event: OpenEvent) -> OpenEvent:
    """A laptop whose clock stands in 2099 wrote, and headquarters took it in."""
    panel = a_panel(event, datetime(2099, 1, 1, 23, 0, tzinfo=NOW.tzinfo), "stray")
    a_juror(panel).record_score("K01", "REG", "80")
    assert carry(panel, event, admit=True) == "merged"
    return panel


def test_a_stray_laptop_is_named_and_nobody_is_said_to_be_wrong(event: OpenEvent, stray: OpenEvent) -> None:
    found = doubt_of(event)
    assert found is not None and found.kind is DoubtKind.BEHIND and found.whose == "Juri Contoh J01 (J01)"
    assert "2099" in str(found) and "one of them is wrong" in str(found)


def test_the_right_day_of_the_stray_laptop_ends_the_doubt_everywhere(event: OpenEvent, stray: OpenEvent) -> None:
    state_day(a_desk(event), stray.device, date(2099, 1, 1), date(2024, 2, 19), "Baterai jam habis.")
    assert doubt_of(event) is None
    other = a_panel(event, NOW + timedelta(minutes=5), "honest")
    assert doubt_of(other) is None
    merge(stray, [pack(event, event.path.parent / "stick")])
    assert doubt_of(stray) is None
    assert clock_words(stray) == [
        "The laptop's clock says 1 January 2099; the day is 19 February 2024, stated by the secretariat."
    ]


def test_a_removed_laptop_makes_nobody_late(event: OpenEvent, stray: OpenEvent) -> None:
    assert stray.device
    remove(a_desk(event), stray.device, None, "Hilang.")
    assert doubt_of(event) is None


def test_what_does_not_stand_is_no_newest_entry(event: OpenEvent) -> None:
    """Points in the name of a juror who is enrolled, from a laptop where that juror never sat."""
    panel = a_panel(event)
    put(event, NOW + YEAR)
    event.write([Act("J01", "score", "J01/K01/REG", {"points": "80"})])
    put(event, NOW + timedelta(minutes=5))
    event.write([Act("J01", "score", "J01/K01/CAK", {"points": "80"})])
    carry(event, panel)
    assert doubt_of(put(panel, NOW + timedelta(minutes=6))) is None


def test_a_laptop_that_wrote_nothing_yet_is_asked_all_the_same(event: OpenEvent) -> None:
    panel = a_panel(event, NOW - YEAR)
    assert panel.device is None and kind_of(panel) is DoubtKind.BEHIND


def test_an_event_without_a_known_time_zone_is_told_by_its_own(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_setup(event={"simulated": False, "time_zone": "Mars/Olympus"}))
    assert doubt_of(event) is None
    assert kind_of(put(event, NOW + YEAR)) is DoubtKind.FAR


def test_a_new_day_is_looked_at_with_no_write_between(event: OpenEvent) -> None:
    laptop = replace(a_laptop(event.path.parent), clock=Ticking(NOW))
    path = event.path
    event.close()
    with open_event(laptop, path, PASSPHRASE) as again:
        assert doubt_of(again) is None
        assert kind_of(put(again, NOW + timedelta(days=5))) is DoubtKind.FAR
        assert doubt_of(put(again, NOW + timedelta(hours=2))) is None
