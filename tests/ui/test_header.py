"""The line above every page: one line, however narrow the window and large the text; nothing in it is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.text import _, plural
from juryapp.workbook.columns import CRITERIA
from tests.ui.desks import Desk
from ui.preparation.page import PreparationPage


def waits(rows: int) -> str:
    """So many rows of Preparation wait."""
    return plural("Preparation: {count} row not stored yet", "Preparation: {count} rows not stored yet", rows)


def show_at(desk: Desk, width: int) -> list[str]:
    """The words of the seat's menu at this width."""
    desk.window.resize(width, 768)
    for _turn in range(3):
        QApplication.processEvents()
    menu = desk.window.header.seat.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def test_where_it_is_wide_language_and_display_stand_in_the_line(desk: Desk) -> None:
    header = desk.window.header
    assert "English" not in show_at(desk, 1366)
    assert header.switch.isVisible() and header.display.isVisible()


def test_where_it_is_narrow_they_are_in_the_menu_of_the_seat(desk: Desk) -> None:
    header = desk.window.header
    words = show_at(desk, 620)
    assert not header.switch.isVisible() and not header.display.isVisible() and header.truth.isVisible()
    assert "English" in words and _("Display") in words
    assert header.height() < 2 * header.seat.height()
    next(action for action in header.seat.menu().actions() if action.text() == "English").trigger()
    assert "Saved on this laptop" in header.truth.text()
    desk.window.switch_language()


def test_the_title_of_the_window_names_the_event(desk: Desk) -> None:
    assert desk.window.windowTitle() == f"{_('SIMULATED DATA')} · {desk.window.header.event_name.text()} · Juryapp"
    desk.window.leave_event()
    assert desk.window.windowTitle() == "Juryapp"


def test_before_an_event_is_open_the_language_is_always_in_sight(desk: Desk) -> None:
    desk.window.leave_event()
    show_at(desk, 420)
    assert desk.window.header.switch.isVisible()


def test_while_rows_of_preparation_wait_nothing_is_called_saved(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    truth = door.window.header.truth
    page.edits.type(CRITERIA, "KAB/REG", {"weight": "50"})
    page.edits.type(CRITERIA, "USA/INO", {"weight": "60"})
    assert truth.text() == waits(2) and truth.property("chip") == "warn"
    door.secretary.go("today")
    assert truth.text() == waits(2), "on every page"
    page.edits.undo()
    page.edits.type(CRITERIA, "KAB/CAK", {"weight": "50"})
    assert _("Saved on this laptop") in truth.text() and truth.property("chip") == "good"


def test_rows_that_were_given_up_are_nothing_to_the_next_person(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    page.edits.type(CRITERIA, "KAB/REG", {"weight": "50"})
    door.window.session.stand_up()
    page.edits.compare()
    door.window.show_seats()
    door.sit("J01")
    assert _("Saved on this laptop") in door.window.header.truth.text()


def test_a_menu_of_the_line_leaves_no_button_lit_and_the_focus_where_it_was(door: Desk) -> None:
    door.sit("")
    first = door.secretary.buttons["today"]
    first.setFocus()
    header = door.window.header
    for button in (header.display, header.seat):
        QTimer.singleShot(50, button.menu().close)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        button.menu().aboutToHide.emit()
        door.bot.waitUntil(lambda: first.hasFocus() and not button.underMouse(), timeout=5_000)  # noqa: B023
        assert not (button.isDown() or button.hasFocus())


def test_the_page_stays_where_it_is_while_something_goes_on(desk: Desk) -> None:
    show_at(desk, 1366)
    header, before = desk.window.header, desk.window.stack.geometry()
    desk.window.runner.busy.emit(True)
    desk.window.runner.progress.emit(1, 2)
    QApplication.processEvents()
    assert header.progress.isVisible() and header.progress.geometry().bottom() == header.rect().bottom()
    assert desk.window.stack.geometry() == before
    desk.window.runner.busy.emit(False)
