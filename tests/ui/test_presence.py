"""A juror who comes late or leaves, in the secretary's window: told first, recorded with a reason, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.setup_changes.update import apply, plan
from juryapp.store.presences import presences
from juryapp.store.setup import read_setup
from juryapp.text import _
from tests.builders import a_desk, a_juror, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.secretary.attendance_page import AttendancePage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> AttendancePage:
    door.sit("")
    shown = door.secretary.go("attendance")
    assert isinstance(shown, AttendancePage)
    QTest.mouseClick(shown.juror_button, LEFT)
    return shown


def type_in(page: AttendancePage, juror: str, first: str = "", last: str = "", reason: str = "") -> None:
    card = page.presence
    QTest.mouseClick(card.jurors[juror], LEFT)
    for line, text in ((card.first, first), (card.last, last), (card.reason, reason)):
        line.clear()
        QTest.keyClicks(line, text)


def test_the_juror_is_typed_by_code_or_name(door: Desk, page: AttendancePage) -> None:
    card = page.presence
    assert card.who.hasFocus()
    QTest.keyClicks(card.who, "contoh j0")
    QTest.keyClick(card.who, Qt.Key.Key_Return)
    assert card.chosen == "" and card.jurors["J01"].hasFocus(), "several may be meant"
    card.who.setFocus()
    card.who.clear()
    QTest.keyClicks(card.who, "X9")
    QTest.keyClick(card.who, Qt.Key.Key_Return)
    assert "X9" in card.wrong.text() and card.who.hasFocus() and card.jurors["J01"].isHidden()
    QTest.keyClicks(card.who, "4")
    assert card.jurors["J01"].isHidden() and card.jurors["J04"].isVisible()
    QTest.keyClick(card.who, Qt.Key.Key_Return)
    assert card.chosen == "J04" and card.first.hasFocus() and card.who.isHidden()


def test_the_effect_stands_there_before_it_is_recorded(door: Desk, page: AttendancePage) -> None:
    before = door.entries()
    type_in(page, "J03", last="k01")
    assert door.entries() == before and f"J03 {_('left after {last}', last='K01')}" in page.presence.effects.text()
    message = "No sheet of {juror} is expected any more for: {candidates}."
    assert says(page.presence.effects.text(), message, juror="J03") and "K02" in page.presence.effects.text()


def test_it_is_recorded_with_a_reason_and_shown(door: Desk, page: AttendancePage) -> None:
    card = page.presence
    type_in(page, "J03", last="kandidat contoh k01")
    QTest.mouseClick(card.button, LEFT)
    assert presences(door.event.file) == {} and card.wrong.isVisible() and card.reason.hasFocus(), "a reason is asked for"
    QTest.keyClicks(card.reason, "Dipanggil ke kantor")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert card.button.hasFocus()
    QTest.keyClick(card.button, Qt.Key.Key_Space)
    recorded = presences(door.event.file)["J03"]
    assert (recorded.last, recorded.reason) == ("K01", "Dipanggil ke kantor")
    assert (
        page.said.isVisible() and f"J03 {_('left after {last}', last='K01')}" in page.said.text() and page.juror_button.hasFocus()
    )
    QTest.mouseClick(page.juror_button, LEFT)
    assert _("left after {last}", last="K01") in card.jurors["J03"].accessibleName()


def test_it_is_taken_back(door: Desk, page: AttendancePage) -> None:
    type_in(page, "J04", first="K02", reason="Pesawat terlambat")
    assert page.presence.back.isHidden()
    QTest.mouseClick(page.presence.button, LEFT)
    QTest.mouseClick(page.juror_button, LEFT)
    QTest.mouseClick(page.presence.jurors["J04"], LEFT)
    assert page.presence.first.text() == "K02"
    assert says(
        page.presence.effects.text(), "Sheets of {juror} are expected now for: {candidates}.", juror="J04", candidates="K01"
    ), "what taking it back does"
    QTest.keyClicks(page.presence.reason, "Datang tepat waktu")
    QTest.mouseClick(page.presence.back, LEFT)
    assert presences(door.event.file) == {}


def test_what_can_not_be_is_told_at_the_field(door: Desk, page: AttendancePage) -> None:
    type_in(page, "J03", last="K77", reason="x")
    assert "K77" in page.presence.effects.text()
    QTest.mouseClick(page.presence.button, LEFT)
    assert "K77" in page.presence.wrong.text() and page.presence.last.hasFocus() and presences(door.event.file) == {}


def test_a_sheet_that_came_in_meanwhile_counts(door: Desk, page: AttendancePage) -> None:
    type_in(page, "J03", last="K01", reason="x")
    sign(a_juror(door.event, "J03"), "K02", "80")
    QTest.mouseClick(page.presence.button, LEFT)
    assert "K02" in page.presence.wrong.text() and presences(door.event.file) == {}


def test_back_and_esc_leave_it_as_it_was(door: Desk, page: AttendancePage) -> None:
    type_in(page, "J03", last="K01", reason="x")
    assert page.presence.jurors["J01"].isHidden()
    QTest.keyClick(page.presence.reason, Qt.Key.Key_Escape)
    assert page.presence.button.isHidden() and page.presence.who.hasFocus()
    QTest.mouseClick(page.presence.close_button, LEFT)
    assert page.presence.isHidden() and page.juror_button.hasFocus() and presences(door.event.file) == {}


def test_esc_leaves_the_card_and_who_was_added_meanwhile_is_offered(door: Desk, page: AttendancePage) -> None:
    card = page.presence
    setup = read_setup(door.event.file)
    late = replace(setup, jurors=(*setup.jurors, replace(setup.jurors[1], code="J06", name="Prof. Susulan")))
    desk = a_desk(door.event)
    changes = apply(desk, plan(desk, late), spare=False)
    door.window.session.wrote(changes, None)
    assert "J06" in card.jurors, "offered as soon as it is there"
    card.take_focus()
    QTest.keyClick(next(iter(card.jurors.values())), Qt.Key.Key_Escape)
    assert not card.isVisible()
