"""The line above every page: one line, however narrow the window and large the text; nothing in it is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from juryapp.text import _
from tests.ui.desks import Desk


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
    assert desk.window.windowTitle() == f"{desk.window.header.event_name.text()} · Juryapp"
    desk.window.leave_event()
    assert desk.window.windowTitle() == "Juryapp"


def test_before_an_event_is_open_the_language_is_always_in_sight(desk: Desk) -> None:
    desk.window.leave_event()
    show_at(desk, 420)
    assert desk.window.header.switch.isVisible()
