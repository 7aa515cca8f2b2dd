"""Whatever ends a juror's work for a moment or for good, no finished score is lost, and of a note at most the last second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.store import journal
from juryapp.text import _
from tests.builders import PASSPHRASE, a_juror, a_laptop, pin_of
from tests.saying import says
from tests.ui.desks import Desk, a_desk_window, give_up_waiting
from ui.services.lock_page import LockPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def busy(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    """J01 has typed a score and a reason without Enter, and is in the middle of a note."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.sit("J01")
    desk.type_points("REG", "85")
    card = desk.card("REG")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "Perbup berlaku")
    desk.card("CAK").focus_points()
    QTest.keyClicks(desk.card("CAK").field, "70")
    notes = desk.page.desk.notes
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "sedang meng")
    return desk


def close_the_window(desk: Desk) -> None:
    assert desk.window.close()


def hand_over(desk: Desk) -> None:
    desk.window.hand_over()


def leave_the_event(desk: Desk) -> None:
    desk.window.leave_event()


def lock(desk: Desk) -> None:
    desk.window.shell.activity.idle.emit()


def another_candidate(desk: Desk) -> None:
    QTest.keyClick(desk.page.desk.notes.field, Qt.Key.Key_Return, CONTROL)


def another_kind_of_note(desk: Desk) -> None:
    QTest.mouseClick(desk.page.desk.notes.tabs.buttons[Visibility.PANEL], Qt.MouseButton.LeftButton)


ENDINGS = (close_the_window, hand_over, leave_the_event, lock, another_candidate, another_kind_of_note)
PAGES = (
    lambda desk: desk.page.review(),
    lambda desk: desk.page.call(),
    lambda desk: desk.page.show_keys(),
    lambda desk: desk.page.recuse(),
    lambda desk: desk.page.move_scores(),
)


def event_of(desk: Desk) -> OpenEvent:
    """The event as it is on the disk, opened anew if the window has let go of it."""
    if desk.window.session.is_open:
        return desk.event
    return open_event(a_laptop(desk.folder), desk.folder / "event.jury", PASSPHRASE)


@pytest.mark.parametrize(
    "end", (*ENDINGS, *PAGES), ids=[*(e.__name__ for e in ENDINGS), "review", "call", "keys", "conflict", "move"]
)
def test_nothing_is_lost(busy: Desk, end: Callable[[Desk], object]) -> None:
    end(busy)
    event = event_of(busy)
    juror = a_juror(event)
    scores = juror.board().cell("J01", "K01").sheet.scores
    assert {code: str(score.points) for code, score in scores.items()} == {"REG": "85", "CAK": "70"}
    assert scores["REG"].remark == "Perbup berlaku"
    assert juror.note("K01", Visibility.PRIVATE).text == "sedang meng"
    event.close()
    busy.close()


def test_behind_the_lock_the_typing_goes_on_where_it_was(busy: Desk) -> None:
    desk = busy
    field = desk.page.desk.notes.field
    lock(desk)
    page = desk.window.page
    assert isinstance(page, LockPage)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.window.focusWidget() is field
    QTest.keyClicks(field, "ajar")
    assert field.toPlainText() == "sedang mengajar"
    desk.close()


def test_a_note_is_on_the_disk_a_second_after_its_last_letter(busy: Desk) -> None:
    pause = busy.page.desk.notes.timers.draft
    assert pause.isActive() and pause.remainingTime() <= 1_000
    busy.bot.waitUntil(lambda: not pause.isActive(), timeout=3_000)
    assert a_juror(busy.event).note_draft("K01", Visibility.PRIVATE) == "sedang meng"
    died = open_event(a_laptop(busy.folder), busy.folder / "event.jury", PASSPHRASE)
    assert a_juror(died).note("K01", Visibility.PRIVATE).text == "sedang meng", "as after a power cut"
    died.close()
    busy.close()


def test_what_is_not_allowed_is_not_stored_and_not_forgotten(busy: Desk) -> None:
    desk = busy
    desk.card("CAK").focus_points()
    desk.card("CAK").field.selectAll()
    QTest.keyClicks(desk.card("CAK").field, "101")
    another_candidate(desk)
    assert desk.page.candidate == "K02" and desk.stored("K01")["CAK"] == "70"
    desk.page.desk.select("K01")
    assert desk.card("CAK").field.text() == "101" and not desk.card("CAK").message.isHidden()
    desk.close()


def test_handing_over_tells_that_something_behind_the_lock_is_not_allowed(desk: Desk) -> None:
    desk.type_points("REG", "101")
    desk.window.hand_over()
    assert isinstance(desk.window.page, LockPage) and desk.window.session.juror is not None
    assert _("something behind the lock") in desk.window.notice.words.text()
    QTest.mouseClick(desk.window.notice.drop, Qt.MouseButton.LeftButton)
    assert desk.window.session.juror is None


@pytest.mark.parametrize("end", (close_the_window, leave_the_event), ids=lambda end: end.__name__)
def test_what_is_not_allowed_is_named_before_the_seat_is_left(desk: Desk, end: Callable[[Desk], object]) -> None:
    desk.type_points("REG", "101")
    page, notice = desk.page, desk.window.notice
    desk.window.close() if end is close_the_window else end(desk)
    assert desk.page is page and desk.window.session.juror is not None
    assert says(notice.words.text(), "Not stored, because it isn't allowed or not finished: {texts}.", texts="K01 REG: “101”")
    QTest.mouseClick(notice.again, Qt.MouseButton.LeftButton)
    assert notice.isHidden() and desk.card("REG").field.text() == "101"
    desk.window.close() if end is close_the_window else end(desk)
    QTest.mouseClick(notice.drop, Qt.MouseButton.LeftButton)
    assert desk.window.session.juror is None


def test_the_lock_tells_the_same_truth_as_the_header(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    give_up_waiting(desk)
    lock(desk)
    page = desk.window.page
    assert isinstance(page, LockPage)
    assert desk.window.header.truth.text() == _("NOT SAVED")
    assert page.words.text() == _("NOT SAVED yet; it is kept here and tried again.")
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert page.words.text() == _("What was finished is saved; what was being typed is still there.")


def test_a_note_that_waits_is_still_in_its_field_and_goes_on(desk: Desk, other: Any) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "abc")
    another_candidate(desk)
    desk.page.desk.select("K01")
    assert notes.field.toPlainText() == "abc", "it waits, and is shown"
    notes.field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(notes.field, " def")
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    another_candidate(desk)
    assert a_juror(desk.event).note("K01", Visibility.PRIVATE).text == "abc def"
    assert all(entry.value is not None for entry in journal.about(desk.event.file, "note")), "nobody withdrew it"
