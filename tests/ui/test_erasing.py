"""A note is erased by request: what follows is said first, a reason and the desk's PIN are asked, and no text is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from juryapp.model.note import Visibility
from juryapp.store import erasing, sheets
from juryapp.text import _, current
from tests.builders import DESK_PIN, a_juror
from tests.ui.desks import Desk
from ui.secretary.erase_page import ErasePage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> ErasePage:
    a_juror(door.event).write_note("K01", "rahasia sekali", Visibility.PRIVATE)
    a_juror(door.event).write_note("K01", "bersama panel", Visibility.PANEL)
    door.sit("")
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QTest.mouseClick(today.more.erase, LEFT)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, ErasePage)
    return shown


def pick(field: QComboBox, words: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    while words not in field.currentText():
        QTest.keyClick(field, Qt.Key.Key_Down)


def erase(door: Desk, page: ErasePage, kind: str, reason: str = "Diminta juri", pin: str = DESK_PIN) -> None:
    pick(page.juror.field, "(J01)")
    pick(page.candidate.field, "K01")
    pick(page.kind.field, kind)
    QTest.keyClicks(page.act.reason, reason)
    QTest.keyClicks(page.act.pin.field, pin)
    QTest.keyClick(page.act.button, Qt.Key.Key_Space)
    door.settle()


def notes(door: Desk) -> int:
    return len(sheets.notes(door.event.file, "J01", "K01"))


def test_the_picked_note_is_erased_and_the_other_stays(door: Desk, page: ErasePage) -> None:
    language = current()
    erase(door, page, _("The note for the panel"))
    assert notes(door) == 1 and len(erasing.erased_texts(door.event.file)) == 1
    assert page.said.isVisible() and "K01" in page.said.text()
    assert QApplication.focusWidget() is page.juror.field and current() == language


@pytest.mark.parametrize(("reason", "pin"), [("", DESK_PIN), ("Diminta", "pin-yang-salah")])
def test_without_a_reason_or_with_a_wrong_pin_nothing_is_erased(door: Desk, page: ErasePage, reason: str, pin: str) -> None:
    erase(door, page, _("The juror's own note"), reason, pin)
    assert notes(door) == 2 and not erasing.erased_texts(door.event.file)
    assert page.act.wrong.isVisible() or page.act.pin.said


def test_a_note_that_is_not_there_is_told_so(door: Desk, page: ErasePage) -> None:
    erase(door, page, _("The feedback for the candidate"))
    assert page.act.wrong.isVisible() and notes(door) == 2


def test_the_page_says_first_that_it_cannot_be_undone_and_shows_no_note(page: ErasePage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert page.follows.isVisible() and page.follows.text()
    assert not any("rahasia" in text or "bersama" in text for text in texts)


def test_nobody_picked_is_asked_for(door: Desk, page: ErasePage) -> None:
    QTest.mouseClick(page.act.button, LEFT)
    assert page.act.wrong.isVisible() and QApplication.focusWidget() is page.juror.field


def test_many_notes_are_erased_by_date(door: Desk, page: ErasePage) -> None:
    pick(page.juror.field, _("All jurors"))
    pick(page.candidate.field, _("All candidates"))
    pick(page.kind.field, _("All notes"))
    assert "2" in page.count.text()
    page.until.setText("kemarin")
    QTest.keyClicks(page.act.reason, "Masa retensi berakhir")
    QTest.keyClick(page.act.button, Qt.Key.Key_Space)
    assert page.act.wrong.isVisible() and page.until.hasFocus() and notes(door) == 2
    page.until.setText("1999-12-31")
    page.until.typed.emit()
    assert "0" in page.count.text()
    page.until.setText("2099-12-31")
    QTest.keyClicks(page.act.pin.field, DESK_PIN)
    QTest.keyClick(page.act.button, Qt.Key.Key_Space)
    door.settle()
    assert notes(door) == 0 and page.said.isVisible() and len(erasing.erased_texts(door.event.file)) == 2
