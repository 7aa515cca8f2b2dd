"""A PIN is typed by finger alone, with letters, capitals and spaces where it has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.text import _
from tests.builders import a_desk
from tests.ui.desks import Desk
from ui.juror.page import JurorPage
from ui.parts.pin import PinField

LEFT = Qt.MouseButton.LeftButton


def press_on(pin: PinField, words: str) -> None:
    for letter in words:
        if letter.isupper():
            QTest.mouseClick(pin.pad.shift, LEFT)
        text = _("Space") if letter == " " else letter
        key = next(key for key in pin.pad.keys if key.text() == text and key.isVisible())
        QTest.mouseClick(key, LEFT)


def test_a_pin_of_words_is_typed_by_finger_alone(door: Desk) -> None:
    a_desk(door.event).enrol("J02", "Kuda-7 hitam.air")
    door.window.show_seats()
    door.choose("J02")
    pin = door.seats.pin
    QTest.mouseClick(pin.pad_button, LEFT)
    assert not pin.pad.letters.isVisible(), "digits are enough for most"
    QTest.mouseClick(pin.pad.more, LEFT)
    press_on(pin, "Kuda-7 hitam.aix")
    QTest.mouseClick(next(key for key in pin.pad.keys if key.text() == "←"), LEFT)
    press_on(pin, "r")
    QTest.mouseClick(door.seats.button, LEFT)
    door.settle()
    assert isinstance(door.window.page, JurorPage)
