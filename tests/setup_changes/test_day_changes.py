"""Changes of the day: delays and swaps move what they mean and nothing else; a juror in another's place is another juror."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from juryapp.errors import Problems, Refused
from juryapp.model.juror import Juror, Role
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.setup_changes.day_changes import delayed, in_place_of, minutes_of, swapped
from tests.builders import a_juror_record, a_setup

DAY = date(2024, 2, 19)


def a_day(*slots: tuple[str, int, int, str, str]) -> Setup:
    """Slots of half an hour: candidate, hour, minute, panel, room."""
    panels = sorted({panel for *_rest, panel, _room in slots if panel})
    jurors = (a_juror_record("J01", role=Role.CHAIR), a_juror_record("J02", panels=tuple(panels)))
    made = tuple(
        Slot(candidate, DAY, time(hour, minute), time(hour, minute + 29), panel, room)
        for candidate, hour, minute, panel, room in slots
    )
    return a_setup(slots=made, jurors=jurors)


def starts(setup: Setup) -> dict[str, str]:
    return {one.candidate: one.start.strftime("%H:%M") for one in setup.slots}


def test_a_delay_moves_what_follows_before_the_same_panel_on_that_day() -> None:
    setup = a_day(("K01", 9, 0, "P1", "A"), ("K02", 9, 30, "P1", "A"), ("U01", 9, 30, "P2", "B"))
    tomorrow = replace(setup.slots[0], candidate="U02", day=date(2024, 2, 20), start=time(10), end=None)
    found = delayed(replace(setup, slots=(*setup.slots, tomorrow)), "k02", 20)
    assert starts(found) == {"K01": "09:00", "K02": "09:50", "U01": "09:30", "U02": "10:00"}
    assert found.slots[1].end == time(10, 19)


def test_a_delay_that_overlaps_or_passes_midnight_is_refused() -> None:
    setup = a_day(("K01", 9, 0, "P1", "A"), ("K02", 9, 30, "P1", "A"), ("U01", 10, 0, "P2", "A"))
    with pytest.raises(Problems):
        delayed(setup, "K02", 15)
    with pytest.raises(Problems):
        delayed(setup, "K02", -15)
    with pytest.raises(Refused):
        delayed(setup, "K01", 15 * 60)
    with pytest.raises(Refused):
        delayed(setup, "K77", 15)


def test_two_who_swap_keep_nothing_of_their_former_place() -> None:
    setup = a_day(("K01", 9, 0, "P1", "A"), ("U01", 11, 0, "P2", "B"))
    found = {one.candidate: one for one in swapped(setup, "K01", "u01").slots}
    assert (found["K01"].start, found["K01"].room, found["K01"].panel) == (time(11), "B", "P2")
    assert (found["U01"].start, found["U01"].room, found["U01"].panel) == (time(9), "A", "P1")


def test_a_candidate_is_meant_by_name_as_well() -> None:
    setup = a_day(("K01", 9, 0, "P1", "A"), ("K02", 9, 30, "P1", "A"))
    assert swapped(setup, "kandidat contoh k01", " K02 ") == swapped(setup, "K01", "K02")
    with pytest.raises(Refused, match="Kandidat Contoh"):
        swapped(setup, "K01", "Kandidat Contoh")


@pytest.mark.parametrize("observes", [True, False])
def test_who_comes_in_anothers_place_is_another_with_the_same_panels_and_role(*, observes: bool) -> None:
    setup = a_setup()
    found = in_place_of(setup, "J01", Juror("J09", "Prof. Lain", institution="Kantor"), observes=observes)
    former, new = found.jurors[0], found.jurors[-1]
    assert (former.code, former.name) == ("J01", setup.jurors[0].name)
    assert former.role is (Role.OBSERVER if observes else Role.MEMBER)
    assert (new.code, new.name, new.role, new.panels) == ("J09", "Prof. Lain", Role.CHAIR, setup.jurors[0].panels)
    with pytest.raises(Refused):
        in_place_of(setup, "J77", Juror("J09", "Prof. Lain"), observes=observes)


@pytest.mark.parametrize("text", ["", "lama", "0", "1440", "1,5"])
def test_what_is_no_number_of_minutes_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        minutes_of(text)
    assert minutes_of(" -10 ") == -10
