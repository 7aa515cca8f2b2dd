"""A juror opens the event, sits down, scores a candidate, signs with the mouse, and sees the signed page with its ink."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.model.sheet import CellState
from juryapp.store import attachment_table
from juryapp.text import _
from tests.builders import PASSPHRASE, a_juror, pin_of
from tests.ui.desks import Desk, a_desk_window, draw
from tests.ui.test_parts import blue_pixels
from ui.document_page import DocumentPage
from ui.juror.review import ReviewPage
from ui.welcome.passphrase_page import PassphrasePage

LEFT = Qt.MouseButton.LeftButton


def open_the_event(desk: Desk) -> None:
    path = desk.event.path
    desk.window.leave_event()
    desk.window.ask_passphrase(path)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()


def review_of(desk: Desk) -> ReviewPage:
    page = desk.page.currentWidget()
    assert isinstance(page, ReviewPage)
    return page


def test_a_juror_scores_signs_and_sees_the_pdf(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    open_the_event(desk)
    desk.sit("J01")

    desk.type_points("REG", "85")
    QTest.mouseClick(desk.page.desk.footer.review, LEFT)
    missing = review_of(desk).missing_buttons
    assert [button.text() for button in missing] == ["2 Kriteria CAK"], "what is missing is named"
    QTest.mouseClick(missing[0], LEFT)
    assert desk.card("CAK").field.hasFocus()

    desk.type_points("CAK", "78")
    QTest.keyClick(desk.page.desk.footer.review, Qt.Key.Key_Return)
    review = review_of(desk)
    assert review.preview.isVisible() and review.preview.pages

    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    QTest.keyClick(review.pin.field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.page.sitting.cell("K01").state is CellState.COMPLETE, "Enter never signs"

    QTest.mouseClick(review.sign, LEFT)
    desk.settle()
    shown = desk.page.currentWidget()
    assert isinstance(shown, DocumentPage)
    assert blue_pixels(shown.preview.pages[0].pixmap().toImage()) > 20, "the ink is seen"

    record = a_juror(desk.event).board().records["J01", "K01"]
    assert record.signed and record.pdf is not None
    assert attachment_table.content(desk.event.file, record.pdf) == shown.pdf

    QTest.mouseClick(shown.on_button, LEFT)
    assert desk.page.candidate == "K02"
    desk.page.desk.select("K01")
    assert desk.card("REG").field.isReadOnly()
    desk.close()


def test_a_wrong_pin_signs_nothing(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.sit("J01")
    desk.type_points("REG", "85")
    desk.type_points("CAK", "78")
    before = desk.entries()
    desk.page.review()
    review = review_of(desk)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, "bukan-pin-saya")
    QTest.mouseClick(review.sign, LEFT)
    desk.settle()
    assert review.pin.said == _("The PIN is wrong; type it again.")
    assert review.canvas.ink() is not None, "the drawing stays"
    assert desk.entries() == before
    desk.close()


def test_nothing_is_signed_without_ink(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.sit("J01")
    desk.type_points("REG", "85")
    desk.type_points("CAK", "78")
    before = desk.entries()
    desk.page.review()
    review = review_of(desk)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    QTest.mouseClick(review.sign, LEFT)
    desk.settle()
    assert review.signature.wrong.text() == _("Draw your signature first.")
    assert desk.entries() == before
    desk.close()
