"""One clock and one zone: every hour that the window shows is the laptop's clock in the event's zone, on the stated day."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from juryapp.board.clocks import ShownClock, Today, written_at
from juryapp.desk.juror_requests import call_secretary
from juryapp.desk.stated_day import state_day
from juryapp.sharing.pack import pack
from juryapp.text import clock_time
from tests.builders import NOW, Ticking, a_desk, a_juror, a_prepared, score_all
from tests.ui.desks import Desk
from ui.juror.review import ReviewPage
from ui.secretary.receiving_page import ReceivingPage
from ui.services.copy_status import CopyStatus

JAKARTA = ZoneInfo("Asia/Jakarta")
"""An hour behind the event's zone."""


def put(desk: Desk, at: datetime) -> None:
    clock = desk.window.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = at


def hours(page: QWidget) -> set[str]:
    """Every hour that is shown, without seconds."""
    QApplication.processEvents()
    words = [one.text() for one in page.findChildren(QWidget) if isinstance(one, QLabel | QAbstractButton) and one.isVisible()]
    return {hour for said in words for hour in re.findall(r"\b(\d\d\.\d\d)(?:\.\d\d)?\b", said)}


def test_every_hour_of_the_form_is_the_events(desk: Desk) -> None:
    put(desk, NOW.astimezone(JAKARTA) + timedelta(minutes=7))
    desk.type_points("REG", "80")
    card = desk.card("REG")
    card.focus_points()
    card.body.history_button.click()
    desk.page.desk.notes.insert_time()
    assert desk.page.desk.notes.field.toPlainText().startswith("09.07")
    slots = {"09.00", "09.30", "10.00"}
    assert hours(desk.window) - slots == {"09.07"}
    assert desk.page.desk.form.heading.countdown.text().startswith("sisa 2")
    desk.page.call()
    assert hours(desk.page) == {"09.07"}


def test_what_was_copied_says_the_same_hour_as_what_was_saved(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    desk.window.shell.second.choose(tmp_path / "stick")
    desk.settle()
    put(desk, NOW.astimezone(JAKARTA) + timedelta(minutes=7))
    desk.type_points("REG", "80")
    desk.settle()
    desk.window.shell.second.copy_now()
    desk.settle()
    status: CopyStatus = desk.window.session.copy_status
    saved = desk.window.session.saved_at
    assert saved and status.copied_at
    assert clock_time(saved) == clock_time(status.copied_at) == "09.07"


def test_an_hour_that_stands_on_the_screen_goes_on(desk: Desk) -> None:
    score_all(desk.page.sitting.desk, "K01", "80")
    desk.page.sitting.reload()
    desk.page.review("K01")
    page = desk.page.currentWidget()
    assert isinstance(page, ReviewPage)
    put(desk, NOW.astimezone(JAKARTA) + timedelta(minutes=20))
    page.clock.tick()
    assert "09.20" in page.clock.date.text()


def test_the_stated_day_is_the_day_of_everything(desk: Desk) -> None:
    put(desk, NOW + timedelta(days=365, minutes=7))
    desk.type_points("REG", "80")
    assert not desk.page.sitting.is_now("K01")
    state_day(a_desk(desk.event), None, (NOW + timedelta(days=365)).date(), NOW.date(), "Baterai habis")
    desk.page.sitting.reload()
    event = desk.event
    assert ShownClock.of(event).now().date() == NOW.date() and Today.of(event).stated
    assert desk.page.sitting.is_now("K01"), "it is interviewed now, on that day"
    (entry,) = desk.page.sitting.desk.history("K01", "REG")
    written = written_at(event, entry)
    assert written and written.date() == NOW.date()


def test_every_hour_of_the_secretarys_pages_is_the_events(door: Desk, tmp_path: Path) -> None:
    with a_prepared(door.event, "room", ["J01"]) as room:
        score_all(a_juror(room), "K01", "80")
        call_secretary(a_juror(room), "K01")
        a_desk(door.event).admit({room.device or "": "room"})
        pack(room, tmp_path / "DISK")
    put(door, NOW.astimezone(JAKARTA) + timedelta(minutes=7))
    door.sit("")
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    page.look_in(tmp_path / "DISK")
    door.settle()
    page.take_in()
    door.settle()
    slots = {"09.00", "09.30", "10.00"}
    for place in ("today", "board", "attendance", "receiving"):
        shown = door.secretary.go(place)
        assert {hour[:2] for hour in hours(door.window) - slots} <= {"09"}, (place, hours(shown))
