"""A juror's whole day without a mouse: from the passphrase to three signed sheets. Every key goes to what has the focus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board.recusals import recusals
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.store import attachment_table
from juryapp.text import _
from tests.builders import PASSPHRASE, a_desk, a_juror, pin_of
from tests.journeys.hands import is_one_stop
from tests.ui.desks import Desk, a_desk_window, an_ink
from ui.juror.page import JurorPage
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class Hands:
    """Two hands on a keyboard: they know only where the focus is."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def focus(self) -> QWidget:
        focused = self.desk.window.focusWidget()
        assert focused is not None and focused.isVisible()
        return focused

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifiers)
        self.desk.settle()

    def tab_to(self, target: QWidget, most: int = 60) -> None:
        """Tab, until it has the focus; among the seats, which are one stop, by arrow."""
        passed = []
        for _again in range(most):
            if self.desk.window.focusWidget() is target:
                return
            passed.append(self.focus.accessibleName() or type(self.focus).__name__)
            QTest.keyClick(self.focus, Key.Key_Down if is_one_stop(self.focus, target) else Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"{target} can't be reached by Tab, only {passed}")

    def score(self, *points: str) -> None:
        """One score after the other, each with Enter."""
        for each in points:
            self.type(each)
            self.press(Key.Key_Return)


def test_a_whole_day_by_keyboard(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    a_desk(desk.event).enrol("J01", pin_of("J01"), an_ink())
    path = desk.event.path
    desk.window.leave_event()
    desk.window.ask_passphrase(path)
    hands = Hands(desk)

    hands.type(PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.tab_to(next(seat for seat in desk.seats.seats if seat.property("juror") == "J01"))
    hands.press(Key.Key_Return)
    hands.type(pin_of("J01"))
    hands.press(Key.Key_Return)
    assert isinstance(desk.window.page, JurorPage) and desk.page.candidate == "K01"
    assert hands.focus is desk.page.desk.form.heading.name, "the focus is on the heading, not on a field"

    # K01: a score, a mistake that is taken back, and what can't be assessed
    hands.tab_to(desk.card("REG").field)
    hands.score("58", "-")
    hands.type("Berkas tidak dibawa")
    hands.press(Key.Key_Return)
    assert desk.stored("K01") == {"REG": "58", "CAK": "-"}
    desk.page.desk.form.strip.keys[0].setFocus()
    hands.press(Key.Key_Return)
    hands.score("85")
    hands.press(Key.Key_Escape)
    desk.page.desk.form.strip.keys[0].setFocus()
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Z, CONTROL)
    assert desk.stored("K01")["REG"] == "58" and desk.card("REG").message.text() == _("Set back to {points}.", points=58)
    hands.score("86")

    # a note, with the time
    hands.press(Key.Key_F6)
    assert hands.focus is desk.page.desk.notes.field
    hands.press(Key.Key_T, CONTROL)
    hands.type("Perbup 48/2023 berjalan")
    hands.press(Key.Key_Escape)

    # K02, then U01; nothing to do with U02 but a conflict of interest
    hands.press(Key.Key_Return, CONTROL)
    assert desk.page.candidate == "K02" and hands.focus is desk.page.desk.form.heading.name
    hands.tab_to(desk.card("REG").field)
    hands.score("80", "70")
    assert hands.focus is desk.page.desk.footer.review
    hands.press(Key.Key_Return, CONTROL)
    hands.tab_to(desk.card("INO").field)
    hands.score("77,5", "88")
    hands.press(Key.Key_Return, CONTROL)
    hands.tab_to(desk.page.desk.footer.recuse)
    hands.press(Key.Key_Return)
    hands.type("Kakak saya bekerja di sana")
    hands.tab_to(desk.page.currentWidget().button)
    hands.press(Key.Key_Return)
    assert ("J01", "U02") in recusals(desk.event.file).in_force

    # all three reviewed, signed with the specimen and one PIN
    for _again in range(3):
        hands.press(Key.Key_Return, CONTROL | SHIFT)
    assert desk.page.candidate == "K01"
    hands.tab_to(desk.page.desk.footer.review)
    hands.press(Key.Key_Return)
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    assert review.complete == ["K01", "K02", "U01"]
    for _again in range(2):
        hands.tab_to(review.next_button)
        hands.press(Key.Key_Return)
    hands.tab_to(review.signature.specimen)
    hands.press(Key.Key_Return)
    hands.tab_to(review.pin.field)
    hands.type(pin_of("J01"))
    hands.press(Key.Key_Return)
    assert desk.page.currentWidget() is review, "Enter never signs"
    hands.tab_to(review.sign)
    hands.press(Key.Key_Space)
    signed = desk.page.currentWidget()
    assert isinstance(signed, SignedPage)
    assert hands.focus is signed.on_button, "nobody is left to score: the end of the day comes next"
    hands.press(Key.Key_Return)

    check_the_store(desk)
    desk.close()


def check_the_store(desk: Desk) -> None:
    """What the day left behind."""
    juror = a_juror(desk.event)
    board = juror.board()
    states = {number: board.cell("J01", number).state for number in board.candidates}
    assert states == dict.fromkeys(("K01", "K02", "U01"), CellState.SIGNED) | {"U02": CellState.RECUSED}
    assert desk.stored("K01") == {"REG": "86", "CAK": "-"}
    assert desk.stored("K02") == {"REG": "80", "CAK": "70"}
    assert desk.stored("U01") == {"INO": "77.5", "PIM": "88"}
    assert board.cell("J01", "K01").sheet.scores["CAK"].reason == "Berkas tidak dibawa"
    history = [entry.value and entry.value["points"] for entry in juror.history("K01", "REG")]
    assert history == ["58", "85", "58", "86"], "nothing was erased"
    note = juror.note("K01", Visibility.PRIVATE).text or ""
    assert note.startswith("09.") and note.endswith("Perbup 48/2023 berjalan")
    for number in ("K01", "K02", "U01"):
        pdf = board.records["J01", number].pdf
        assert pdf is not None and (attachment_table.content(desk.event.file, pdf) or b"").startswith(b"%PDF")
