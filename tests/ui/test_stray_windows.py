"""No part of a page is a window of its own for a moment: whoever works by keyboard would be nowhere afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import a_juror, pin_of, score_all
from tests.ui.desks import Desk, draw
from tests.ui.stray_windows import Strays
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strays(qapp: QApplication, desk: Desk) -> Iterator[Strays]:
    """From here on, at J01's desk."""
    watch = Strays(qapp)
    yield watch
    shiboken6.delete(watch)


def test_a_new_event(desk: Desk, strays: Strays) -> None:
    desk.window.leave_event()
    desk.window.show_new_event()
    assert strays.seen == []


def test_a_seat_that_is_hidden(desk: Desk, strays: Strays) -> None:
    desk.window.hand_over()
    assert strays.seen == []


def test_a_reason_that_is_asked_for(desk: Desk, strays: Strays) -> None:
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    assert strays.seen == []


def test_two_sheets_that_are_signed(desk: Desk, strays: Strays) -> None:
    for candidate in ("K01", "K02"):
        desk.window.session.wrote(score_all(a_juror(desk.event), candidate), None)
    QTest.mouseClick(desk.page.desk.footer.review, LEFT)
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    QTest.mouseClick(review.next_button, LEFT)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    QTest.mouseClick(review.sign, LEFT)
    desk.settle()
    assert isinstance(desk.page.currentWidget(), SignedPage) and strays.seen == []


def test_scores_that_are_missing_while_another_sheet_is_complete(desk: Desk, strays: Strays) -> None:
    desk.window.session.wrote(score_all(a_juror(desk.event), "K02"), None)
    desk.window.session.wrote(a_juror(desk.event).record_score("K01", "REG", "80"), None)
    QTest.mouseClick(desk.page.desk.footer.review, LEFT)
    missing = desk.page.currentWidget()
    assert isinstance(missing, ReviewPage) and missing.missing_buttons
    missing.other.emit("K02")
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage) and review.complete == ["K02"] and strays.seen == []
