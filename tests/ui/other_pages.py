"""The pages beside a juror's desk, each as a person comes to it from there: for tests of what holds on every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from juryapp.errors import Refused
from juryapp.journal.subjects import Subject
from juryapp.model.pledge import ASKED
from tests.builders import PASSPHRASE, a_desk
from tests.ui.desks import Desk
from ui.many_events.page import ManyEventsPage
from ui.many_events.shown import show_many_events
from ui.secretary.today_page import TodayPage

PROBLEM = Refused("The line is empty; put the cursor into the line of the note that is to be printed.")
"""Something to say, and rather long."""
PLACES = (
    "today",
    "board",
    "attendance",
    "receiving",
    "enrol",
    "prepare",
    "travel",
    "preparation",
    "update",
    "plenary",
    "documents",
)
"""Those of the secretary's desk."""
OVER_TODAY = ("history", "doubles", "erase", "root")
"""Those that are opened at the foot of its first page."""


def lock(desk: Desk) -> None:
    desk.window.shell.activity.idle.emit()


def crash(desk: Desk) -> None:
    desk.window.shell.show_crash(Path("laporan.txt"))


def pledge(desk: Desk) -> None:
    secretary = a_desk(desk.event)
    desk.event.write([secretary.act(Subject.EVENT, "event/pledge", {"value": ASKED})])
    desk.window.hand_over()
    desk.sit("J01")


def seats(desk: Desk) -> None:
    desk.window.hand_over()
    desk.choose("J01")
    desk.seats.pin.tell(lambda: str(PROBLEM))


def welcome(desk: Desk) -> None:
    desk.window.leave_event()


def passphrase(desk: Desk) -> None:
    desk.window.ask_passphrase(Path("contoh.jury"))


def new_event(desk: Desk) -> None:
    desk.window.show_new_event()


def check(desk: Desk) -> None:
    desk.window.show_check()


def many(desk: Desk) -> None:
    desk.window.leave_event()
    show_many_events(desk.window, desk.folder)
    desk.settle()
    page = desk.window.page
    assert isinstance(page, ManyEventsPage) and page.key
    page.key.field.setText(PASSPHRASE)
    page.key.button.click()
    desk.settle()


def secretary(desk: Desk, place: str) -> None:
    desk.window.hand_over()
    desk.sit("")
    desk.secretary.go(place)
    desk.settle()


def over_today(desk: Desk, page: str) -> None:
    secretary(desk, "today")
    today = desk.secretary.go("today")
    assert isinstance(today, TodayPage)
    getattr(today.more, page).click()
    desk.settle()


SHOWN: tuple[Callable[[Desk], None], ...] = (
    lock,
    crash,
    pledge,
    seats,
    welcome,
    passphrase,
    new_event,
    check,
    many,
    *(partial(secretary, place=place) for place in PLACES),
    *(partial(over_today, page=page) for page in OVER_TODAY),
)
others = pytest.mark.parametrize(
    "show", SHOWN, ids=["lock", "crash", "pledge", "seats", "welcome", "passphrase", "new", "check", "many", *PLACES, *OVER_TODAY]
)
