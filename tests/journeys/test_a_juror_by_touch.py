"""A juror who only presses: bands, the pad, ready phrases, a drawn signature. Nothing is typed on a keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from juryapp.desk.juror import JurorDesk
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.store import attachment_table
from juryapp.text import _
from tests.builders import a_desk, a_juror
from tests.ui.desks import Desk, a_desk_window, draw, with_bands
from ui.document_page import DocumentPage
from ui.juror.review import ReviewPage
from ui.parts.pad import Pad

LEFT = Qt.MouseButton.LeftButton
PIN = "20241911"


class Finger:
    """One finger: it presses what is seen, after scrolling there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def press(self, widget: QWidget) -> None:
        self.scroll_to(widget)
        seen = widget.visibleRegion().boundingRect()
        assert widget.isVisible() and not seen.isEmpty(), f"{widget} can't be seen"
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, seen.center())
        self.desk.settle()

    def scroll_to(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        QApplication.processEvents()

    def press_row(self, view: QAbstractScrollArea, rect: QRect) -> None:
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, rect.center())
        self.desk.settle()

    def type(self, pad: Pad, digits: str) -> None:
        for digit in digits:
            self.press(next(key for key in pad.keys if key.text() == digit))


def test_a_juror_scores_and_signs_with_a_finger(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path, made=with_bands)
    a_desk(desk.event).enrol("J01", PIN)
    desk.window.show_seats()
    finger = Finger(desk)
    finger.press(next(seat for seat in desk.seats.seats if seat.property("juror") == "J01"))
    finger.press(desk.seats.pin.pad_button)
    finger.type(desk.seats.pin.pad, PIN)
    finger.press(desk.seats.button)

    # another candidate by its row in the list
    page = desk.page.desk
    finger.press_row(page.list, page.list.visualRect(page.model.index(page.model.row_of("K02"))))
    assert desk.page.candidate == "K02"

    # a band and one of its keys; then the pad, where there are no bands
    finger.press(desk.card("REG").field)
    finger.press(desk.card("REG").bands.buttons[1])
    assert points_of(desk, "K02") == {}, "a band stores nothing by itself"
    finger.press(desk.card("REG").bands.keys[4])
    assert points_of(desk, "K02") == {"REG": "94"}
    finger.press(desk.card("CAK").field)
    dock = page.form.dock
    finger.press(dock.pad_button)
    finger.type(dock.pad, "78")
    finger.press(dock.next)
    assert points_of(desk, "K02") == {"REG": "94", "CAK": "78"}

    # a ready phrase
    page.notes.phrases.fill()
    page.notes.phrases.menu().actions()[0].trigger()

    # review, a signature drawn twice, the PIN on the pad
    finger.press(page.footer.review)
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    finger.scroll_to(review.canvas)
    draw(review.canvas)
    finger.press(review.signature.undo)
    assert review.canvas.empty
    finger.scroll_to(review.canvas)
    draw(review.canvas)
    finger.press(review.pin.pad_button)
    finger.type(review.pin.pad, PIN)
    finger.press(review.sign)
    signed = desk.page.currentWidget()
    assert isinstance(signed, DocumentPage)
    finger.press(signed.on_button)
    assert desk.page.candidate == "U01"

    juror = a_juror_with(desk)
    record = juror.board().records["J01", "K02"]
    assert juror.board().cell("J01", "K02").state is CellState.SIGNED and record.pdf
    assert (attachment_table.content(desk.event.file, record.pdf) or b"").startswith(b"%PDF")
    assert juror.note("K02", Visibility.PRIVATE).text == _("Evidence was shown.")
    desk.close()


def points_of(desk: Desk, candidate: str) -> dict[str, str]:
    scores = a_juror_with(desk).board().cell("J01", candidate).sheet.scores
    return {code: str(score.points) for code, score in scores.items()}


def a_juror_with(desk: Desk) -> JurorDesk:
    return JurorDesk.sit(desk.event, "J01", PIN)


def test_nothing_that_was_pressed_moves(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path, made=with_bands)
    desk.sit("J01")
    card = desk.card("REG")
    QTest.mouseClick(card.field, LEFT)
    desk.settle()
    for press in (card.bands.buttons[3], desk.page.desk.form.dock.pad_button, card.body.history_button):
        before = press.mapTo(desk.window, QPoint(0, 0))
        QTest.mouseClick(press, LEFT)
        desk.settle()
        assert press.mapTo(desk.window, QPoint(0, 0)) == before, press.text()
    QTest.mouseClick(card.bands.buttons[3], LEFT)
    desk.settle()
    tens = card.bands.keys[4]
    before = tens.mapTo(desk.window, QPoint(0, 0))
    QTest.mouseClick(tens, LEFT)
    desk.settle()
    assert tens.mapTo(desk.window, QPoint(0, 0)) == before
    assert a_juror(desk.event).board().drafts == {}
    desk.close()
