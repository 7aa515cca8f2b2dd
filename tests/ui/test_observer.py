"""An observer sits down to the state of the day; the form for practice lies behind it, and nobody's scores are told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.text import _
from tests.builders import ENROLLED, a_desk, a_juror, sign
from tests.ui.desks import Desk
from ui.juror.observer_page import ObserverPage


def the_day(door: Desk) -> ObserverPage:
    page = door.page.currentWidget()
    assert isinstance(page, ObserverPage)
    return page


def test_an_observer_sits_down_to_the_state_of_the_day_and_goes_to_the_form_and_back(door: Desk) -> None:
    before = door.entries()
    door.sit("J05")
    page = the_day(door)
    assert page.first.hasFocus() and [line.lead for line in page.state.jurors.lines] == list(ENROLLED)
    assert "K01" in page.state.candidates.lines[0].name and door.entries() == before, "read only"
    QTest.keyClick(page.first, Qt.Key.Key_Space)
    assert door.page.currentWidget() is door.page.desk and not door.page.desk.footer.review.isVisible()
    door.type_points("REG", "70")
    assert door.stored(juror="J05") == {"REG": "70"}, "practice goes on"
    QTest.mouseClick(door.page.desk.footer.day, Qt.MouseButton.LeftButton)
    assert the_day(door).isVisible()


def test_it_follows_the_day_and_tells_no_score(door: Desk) -> None:
    for code in ENROLLED:
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "73")
    door.sit("J05")
    page = the_day(door)
    a_desk(door.event).attendance("K01", Attendance.PRESENT)
    door.window.session.changed.emit(Changes(frozenset({(Subject.ATTENDANCE, "K01")})), None)
    door.bot.waitUntil(lambda: _("Present") in page.state.candidates.lines[0].more)
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert _("{signed} of {expected} signed", signed=2, expected=4) in said
    assert "73" not in said, "whether the result is final or not"


def test_a_juror_who_counts_sits_down_to_the_form(desk: Desk) -> None:
    assert desk.page.currentWidget() is desk.page.desk and not desk.page.desk.footer.day.isVisible()
    assert desk.page.desk.footer.review.isVisible()
