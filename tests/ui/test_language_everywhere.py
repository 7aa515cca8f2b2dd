"""The language is switched on each page: not one word, not one name for screen readers stays behind in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from juryapp import text
from tests.ui.desks import Desk
from tests.ui.test_accessible_names import begun, everywhere  # noqa: F401
from ui.services.crash_page import CrashPage
from ui.services.lock_page import LockPage


@pytest.fixture(autouse=True)
def indonesian_again() -> Iterator[None]:
    yield
    text.use("id")


def words_of(page: QWidget) -> list[str]:
    """Everything that is said on a page, to eyes and to screen readers; the hour is none of it."""
    QApplication.processEvents()
    said = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        parts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            parts.append(widget.text())
        if isinstance(widget, QLineEdit):
            parts.append(widget.placeholderText())
        said.append(
            f"{type(widget).__name__} {widget.objectName()}: " + " | ".join(re.sub(r"\d\d[.:]\d\d\b", "", p) for p in parts)
        )
    return sorted(said)


@everywhere
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_jurors_pages(begun: Desk, show: Callable[[Desk], None], language: str) -> None:  # noqa: F811
    if text.current() == language:
        begun.window.switch_language()
    show(begun)
    begun.window.switch_language()
    switched = words_of(begun.page)
    begun.window.make_desk()
    begun.page.desk.select("K01")
    show(begun)
    assert switched == words_of(begun.page)


def welcome(desk: Desk) -> None:
    desk.window.leave_event()


def passphrase(desk: Desk) -> None:
    desk.window.ask_passphrase(Path("contoh.jury"))
    desk.window.page.show_it.click()


def new_event(desk: Desk) -> None:
    desk.window.show_new_event()


def check(desk: Desk) -> None:
    desk.window.show_check()
    desk.window.page.authority.take_event(Path("contoh.jury"))


def seats(desk: Desk) -> None:
    desk.window.hand_over()
    desk.choose("J01")
    desk.seats.pin.pad_button.click()


def lock(desk: Desk) -> None:
    desk.window.shell.activity.idle.emit()
    assert isinstance(desk.window.page, LockPage)


def crash(desk: Desk) -> None:
    desk.window.shell.show_crash(Path("laporan.txt"))
    assert isinstance(desk.window.page, CrashPage)


def told_twice(desk: Desk, show: Callable[[], None], again: Callable[[], None]) -> tuple[list[str], list[str]]:
    """What the window says after the language was switched on a page, and what the same page says where it is made in it."""
    show()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.window.switch_language()
    switched = words_of(desk.window)
    again()
    return switched, words_of(desk.window)


@pytest.mark.parametrize("show", (welcome, passphrase, new_event, check))
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_pages_before_an_event(desk: Desk, show: Callable[[Desk], None], language: str) -> None:
    if text.current() == language:
        desk.window.switch_language()
    switched, made = told_twice(desk, lambda: show(desk), lambda: show(desk))
    assert switched == made


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_names_of_those_who_score(desk: Desk, language: str) -> None:
    if text.current() == language:
        desk.window.switch_language()

    def choose() -> None:
        desk.window.show_seats()
        desk.choose("J01")
        desk.seats.pin.pad_button.click()

    switched, made = told_twice(desk, lambda: seats(desk), choose)
    assert switched == made


@pytest.mark.parametrize("show", (lock, crash))
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_pages_in_front_of_a_desk(desk: Desk, show: Callable[[Desk], None], language: str) -> None:
    if text.current() == language:
        desk.window.switch_language()

    def again() -> None:
        desk.window.rebuild("K01")
        show(desk)

    switched, made = told_twice(desk, lambda: show(desk), again)
    assert switched == made
