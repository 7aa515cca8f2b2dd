"""The seat is hidden when nobody uses it, and by its person; behind the lock nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from shiboken6 import isValid

from juryapp.errors import Refused
from tests.builders import a_laptop, pin_of
from tests.ui.desks import Desk
from ui.look.theme import Theme
from ui.services.activity import Activity
from ui.services.lock_page import LockPage
from ui.welcome.seat_page import SeatPage
from ui.window import Window


def lock(desk: Desk) -> LockPage:
    """Nobody has used the laptop for as long as is set."""
    desk.window.shell.activity.idle.emit()
    assert isinstance(desk.window.page, LockPage)
    return desk.window.page


def unlock(desk: Desk, pin: str) -> None:
    page = desk.window.page
    assert isinstance(page, LockPage)
    QTest.keyClicks(page.pin.field, pin)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    desk.settle()


def shown(desk: Desk) -> str:
    return "\n".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def test_nothing_of_the_desk_is_seen_behind_the_lock(desk: Desk) -> None:
    desk.type_points("REG", "85")
    behind = desk.page
    lock(desk)
    assert "Kandidat Contoh" not in shown(desk) and "85" not in shown(desk)
    assert not behind.isVisible() and not desk.window.page.isAncestorOf(behind)


def test_the_same_person_goes_on_with_the_pin(desk: Desk) -> None:
    page = desk.page
    lock(desk)
    unlock(desk, pin_of("J01"))
    assert desk.page is page and desk.page.candidate == "K01"


def test_another_pin_does_not_open_it(desk: Desk) -> None:
    page = lock(desk)
    unlock(desk, pin_of("J02"))
    assert desk.window.page is page and page.pin.said


def test_what_is_finished_is_stored_and_what_is_not_allowed_is_still_there(desk: Desk) -> None:
    good = desk.type_points("REG", "85", enter=False)
    bad = desk.type_points("CAK", "101", enter=False)
    desk.page.desk.notes.field.setPlainText("Perda belum ada")
    lock(desk)
    assert desk.stored() == {"REG": "85"}
    assert desk.page is not None
    unlock(desk, pin_of("J01"))
    assert (good.field.text(), bad.field.text()) == ("85", "101")
    assert desk.page.desk.notes.field.toPlainText() == "Perda belum ada"


def test_the_focus_is_where_it_was(desk: Desk) -> None:
    card = desk.type_points("REG", "8", enter=False)
    lock(desk)
    unlock(desk, pin_of("J01"))
    assert desk.window.focusWidget() is card.field


def test_what_one_was_told_is_not_told_to_the_next_person(desk: Desk) -> None:
    desk.window.tell(Refused("K02 REG shows what isn't stored."))
    desk.window.hand_over()
    assert desk.window.notice.isHidden()


def test_locking_twice_is_locking_once(desk: Desk) -> None:
    page = lock(desk)
    assert lock(desk) is page


def test_somebody_else_may_take_over_from_the_lock(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    page = lock(desk)
    QTest.mouseClick(page.other, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, SeatPage) and desk.window.session.juror is None
    assert desk.window.stack.count() == 1
    desk.sit("J02")
    assert desk.stored("K01", "J01") == {"REG": "85"} and desk.stored("K01", "J02") == {}


def test_hand_over_stores_what_is_finished_and_hides_everything(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    desk.window.hand_over()
    assert isinstance(desk.window.page, SeatPage)
    assert desk.stored() == {"REG": "85"}
    assert "85" not in shown(desk)


def test_handing_over_hides_the_desk_even_when_something_cant_be_saved(desk: Desk) -> None:
    run = desk.event.file.connection.execute
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').fetchone()[0]}")
    for points in range(100):
        desk.type_points("REG", str(points))
        if desk.window.session.trouble:
            break
    desk.window.hand_over()
    assert isinstance(desk.window.page, LockPage) and desk.window.notice.drop.isVisible()
    run("PRAGMA max_page_count=1073741823")


def test_the_secretary_is_asked_the_desks_pin(door: Desk) -> None:
    door.sit("")
    page = lock(door)
    assert not page.pin.isHidden()
    unlock(door, "salah-sekali")
    assert door.window.page is page


def test_a_juror_without_a_pin_is_hidden_all_the_same(door: Desk) -> None:
    door.sit("J05")
    page = lock(door)
    assert page.pin.isHidden()
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert not isinstance(door.window.page, LockPage)


def test_nobody_is_locked_out_of_the_page_of_names(door: Desk) -> None:
    door.window.shell.activity.idle.emit()
    assert isinstance(door.window.page, SeatPage)


def test_an_open_menu_does_not_stay_in_front_of_the_lock(desk: Desk) -> None:
    menu = desk.window.header.seat.menu()
    menu.popup(desk.window.pos())
    assert QApplication.activePopupWidget() is menu
    lock(desk)
    assert QApplication.activePopupWidget() is None


def _pen(widget: QWidget) -> None:
    at, pen = QPointF(3, 3), QPointingDevice.primaryPointingDevice()
    angles, keys, button = (0.5, 0, 0, 0, 0, 0), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(widget, QTabletEvent(QEvent.Type.TabletPress, pen, at, at, *angles, keys, button, button))


def _wheel(widget: QWidget) -> None:
    at, keys, none = QPointF(3, 3), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    turned = (QPoint(), QPoint(0, -120), none, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, QWheelEvent(at, at, *turned))


TOUCHES: dict[str, Callable[[QWidget], object]] = {
    "key": lambda widget: QTest.keyClick(widget, Qt.Key.Key_8),
    "mouse": lambda widget: QTest.mouseClick(widget, Qt.MouseButton.LeftButton),
    "wheel": _wheel,
    "pen": _pen,
    "finger": lambda widget: QTest.touchEvent(widget, QTest.createTouchDevice()).press(0, QPoint(3, 3)).commit(),
    "letters of an input method": lambda widget: QApplication.sendEvent(widget, QInputMethodEvent("8", [])),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_every_touch_begins_the_waiting_anew(desk: Desk, touch: str) -> None:
    activity = desk.window.shell.activity
    QTest.qWait(30)
    rested = activity.rested_ms()
    TOUCHES[touch](desk.card("REG").field)
    assert rested >= 30 > activity.rested_ms() or activity.rested_ms() < rested


def test_what_nobody_touched_is_no_touch(desk: Desk) -> None:
    activity = desk.window.shell.activity
    QTest.qWait(30)
    rested = activity.rested_ms()
    desk.card("REG").repaint()
    QApplication.sendEvent(desk.card("REG"), QEvent(QEvent.Type.LayoutRequest))
    assert activity.rested_ms() >= rested


def test_nothing_listens_when_the_window_is_gone(qapp: QApplication, tmp_path: Path) -> None:
    laptop = a_laptop(tmp_path)
    window = Window(laptop, Theme(qapp, laptop.home))
    activity, looking = window.shell.activity, (window.shell.second, window.shell.spares)
    activity.listen()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(activity) and not any(map(isValid, looking))


def test_it_rings_only_after_the_whole_time_without_a_touch(desk: Desk) -> None:
    activity = desk.window.shell.activity
    rung: list[bool] = []
    activity.idle.connect(lambda: rung.append(True))
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_8)
    activity.look()
    assert rung == [], "somebody typed just now: it waits for the rest of the time"


def test_the_time_is_chosen_in_the_menu_and_remembered(desk: Desk) -> None:
    menu = QMenu()
    desk.window.shell.fill_menu(menu)
    inner = menu.actions()[-1].menu()
    action = next(action for action in inner.actions() if "20" in action.text())
    action.trigger()
    assert Activity(desk.window.laptop.home).minutes == "20"


def test_the_pin_can_be_typed_at_once(desk: Desk) -> None:
    desk.type_points("REG", "8", enter=False)
    page = lock(desk)
    QApplication.processEvents()
    assert desk.window.focusWidget() is page.pin.field
