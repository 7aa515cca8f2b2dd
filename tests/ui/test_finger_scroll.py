"""A finger that drags scrolls and presses nothing that it passes; a tap presses; a mouse selects text as ever."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from tests.ui.desks import Desk
from tests.ui.test_one_card import long, open_cards
from ui.juror.review import ReviewPage
from ui.parts.finger_scroll import FingerScroll

__all__ = ["long"]
SCREEN = QTest.createTouchDevice()


def touch(widget: QWidget, *points: QPoint) -> None:
    """A finger that comes down at the first point and leaves at the last; all of them within the widget's window."""
    window, last = widget.window(), len(points) - 1
    # the screen of these tests is smaller than the window, and Qt looks there for what a finger meets
    window.move(QPoint(400, 400) - points[0])
    QApplication.processEvents()
    for place, point in enumerate(points):
        sequence = QTest.touchEvent(window, SCREEN, False)
        if place == 0:
            sequence.press(0, point, window)
        else:
            sequence.move(0, point, window)
        sequence.commit()
        QTest.qWait(15)
        if place == last:
            sequence = QTest.touchEvent(window, SCREEN, False)
            sequence.release(0, point, window)
            sequence.commit()


def middle(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), widget.visibleRegion().boundingRect().center())


def drag(widget: QWidget, by: int) -> None:
    start = middle(widget)
    touch(widget, *(start + QPoint(0, by * step // 8) for step in range(9)))


def rest(desk: Desk, area: QAbstractScrollArea) -> None:
    """Waits until what was pushed lies still."""
    scroll = area.findChild(FingerScroll)
    assert isinstance(scroll, FingerScroll)
    desk.bot.waitUntil(lambda: not scroll.is_scrolling)
    QApplication.processEvents()


def test_a_drag_over_the_form_scrolls_and_opens_no_card(long: Desk) -> None:
    area = long.page.desk.form.scroll_area
    before = long.window.focusWidget()
    drag(long.card("C4").field, -120)
    pushed = area.verticalScrollBar().value()
    assert pushed > 60
    rest(long, area)
    assert area.verticalScrollBar().value() > pushed, "it goes on by itself for a while"
    assert open_cards(long) == [] and long.window.focusWidget() is before and long.stored() == {}
    long.close()


def test_a_tap_opens_the_card_and_a_drag_over_its_bands_presses_none(long: Desk) -> None:
    area, card = long.page.desk.form.scroll_area, long.card("C2")
    touch(card.field, middle(card.field))
    long.bot.waitUntil(lambda: open_cards(long) == [card])
    assert card.field.hasFocus()
    long.bot.wait(QApplication.doubleClickInterval() + 50)
    drag(card.bands.buttons[1], -80)
    rest(long, area)
    assert card.bands.keys == [] and card.field.hasFocus()
    long.close()


def test_a_drag_over_the_list_opens_no_candidate(desk: Desk) -> None:
    pane = desk.page.desk
    drag(pane.list.viewport(), -80)
    rest(desk, pane.list)
    assert desk.page.candidate == "K01"
    row = pane.list.visualRect(pane.model.index(pane.model.row_of("K02"))).center()
    touch(pane.list, pane.list.viewport().mapTo(desk.window, row))
    desk.bot.waitUntil(lambda: desk.page.candidate == "K02")


def test_a_note_scrolls_by_finger_and_its_text_is_selected_by_mouse(desk: Desk) -> None:
    field = desk.page.desk.notes.field
    field.setPlainText("\n".join(f"baris {number}" for number in range(80)))
    drag(field.viewport(), -90)
    rest(desk, field)
    assert 2 <= field.verticalScrollBar().value() < 70 and not field.textCursor().hasSelection()
    view = field.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 10))
    for step in range(1, 6):
        QTest.mouseMove(view, QPoint(4 + step * 10, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(54, 40))
    assert "baris" in field.textCursor().selectedText()


def test_a_drag_over_the_review_presses_nothing(desk: Desk) -> None:
    desk.window.resize(1000, 560)
    desk.type_points("REG", "80")
    desk.type_points("CAK", "70")
    desk.page.review()
    desk.settle()
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    area = next(area for area in review.findChildren(QScrollArea) if area.isAncestorOf(review.pin))
    area.verticalScrollBar().setValue(0)
    drag(review.pin.pad_button, -100) if not review.pin.pad_button.visibleRegion().isEmpty() else drag(area.viewport(), -100)
    rest(desk, area)
    assert area.verticalScrollBar().value() > 0 and desk.page.currentWidget() is review
    assert not review.pin.pad.isVisible() and review.canvas.empty


def test_a_drag_right_after_a_tap_scrolls_and_presses_nothing(long: Desk) -> None:
    form, usual = long.page.desk.form, QApplication.doubleClickInterval()
    area = form.scroll_area
    tapped = form.strip.keys[2]
    touch(tapped, middle(tapped))
    before, entries = area.verticalScrollBar().value(), long.entries()
    band = long.card("C3").bands.buttons[1]
    drag(band, -120)
    assert area.verticalScrollBar().value() > before + 60
    rest(long, area)
    assert long.entries() == entries and not band.hasFocus()
    assert QApplication.doubleClickInterval() == usual
    long.close()
