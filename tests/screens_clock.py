"""Pictures of a clock that doesn't agree: a juror is asked, signing waits, the secretary states the day. Called with a studio.

clocks(studio, sit)     an event in the middle of its morning is open; the clock is put right again
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from juryapp.desk.juror import GivenScore
from juryapp.desk.stated_day import state_day
from tests.screens_services import each_look


def clocks(studio: Any, sit: Callable[[Any, str], None]) -> None:
    """All of them."""
    clock = studio.laptop.clock
    right = clock.now
    clock.now = right - timedelta(days=366)
    sit(studio, "J01")
    each_look(studio, "80-clock")
    page = studio.window.page
    page.currentWidget().wrong.click()
    each_look(studio, "81-clock-wrong")
    page.show_desk()
    event, candidate = studio.window.session.opened, page.sitting.next_open("") or ""
    rubric = page.sitting.rubric(candidate)
    page.sitting.desk.record_many([GivenScore(candidate, one.code, "80") for one in rubric])
    page.sitting.reload()
    page.review(candidate)
    each_look(studio, "82-clock-before-signing")
    page.show_desk()
    sit(studio, "")
    each_look(studio, "83-clock-secretary")
    secretary = studio.window.page
    secretary.clock.state.click()
    each_look(studio, "84-clock-state")
    secretary.stack.currentWidget().day.setText("31/2/2025")
    secretary.stack.currentWidget().button.click()
    studio.take("85-clock-state-refused")
    state_day(studio.window.session.secretary, None, clock.now.date(), right.date(), "Kalender dinding.")
    secretary.clock.look()
    secretary.go("board")
    studio.take("86-clock-stated")
    assert event.device
    sit(studio, "J01")
    studio.window.page.review(candidate)
    each_look(studio, "87-clock-stated-before-signing")
    clock.now = right
