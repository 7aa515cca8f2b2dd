"""Tab goes through every page as it is read, also where parts were made anew meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.setup_changes.update import apply, plan
from juryapp.store.setup import read_setup
from tests.builders import a_desk
from tests.ui.desks import Desk
from tests.ui.other_pages import OVER_TODAY, PLACES, over_today, secretary
from ui.secretary.enrol_page import EnrolPage


def is_stop(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisible() and part.isEnabled()


def as_read(page: QWidget) -> Iterator[QWidget]:
    """The stops of a page in the order in which a screen reader comes to them."""
    for part in page.children():
        if isinstance(part, QWidget) and not part.isWindow():
            if is_stop(part):
                yield part
            yield from as_read(part)


def as_tabbed(page: QWidget, before: QWidget) -> list[QWidget]:
    """The same in the order of Tab, from what stands before the page on."""
    found: list[QWidget] = []
    part = before.nextInFocusChain()
    while part is not None and part is not before:
        if page.isAncestorOf(part) and is_stop(part):
            found.append(part)
        part = part.nextInFocusChain()
    return found


def names(parts: list[QWidget]) -> list[str]:
    return [f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()}" for part in parts]


def check(door: Desk) -> None:
    page = door.secretary.stack.currentWidget()
    assert page is not None
    before = list(door.secretary.buttons.values())[-1]
    assert names(as_tabbed(page, before)) == names(list(as_read(page)))


@pytest.mark.parametrize("place", [*PLACES, *OVER_TODAY])
def test_tab_goes_as_a_page_is_read_at_first_and_in_another_language(door: Desk, place: str) -> None:
    door.sit("")
    over_today(door, place) if place in OVER_TODAY else secretary(door, place)
    check(door)
    door.window.switch_language()
    QApplication.processEvents()
    door.settle()
    check(door)


def test_names_that_were_made_anew_come_before_the_form_of_who_is_enrolled(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage) and page.juror is None
    page.seats["J02"].click()
    QApplication.processEvents()
    check(door)
    setup = read_setup(door.event.file)
    late = replace(setup, jurors=(*setup.jurors, replace(setup.jurors[1], code="J06", name="Prof. Susulan")))
    desk = a_desk(door.event)
    door.window.session.wrote(apply(desk, plan(desk, late), spare=False), None)
    QApplication.processEvents()
    assert "J06" in page.seats
    check(door)
