"""A PIN is typed by finger alone, with letters, capitals and spaces where it has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from juryapp.errors import Refused
from juryapp.new_secrets.strength import PASSPHRASE, PIN
from juryapp.text import _
from tests.builders import a_desk
from tests.ui.desks import Desk
from ui.juror.page import JurorPage
from ui.parts.new_secret import NewSecret
from ui.parts.pin import PinField

LEFT = Qt.MouseButton.LeftButton


def press_on(pin: PinField | NewSecret, words: str) -> None:
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


def test_a_new_pin_is_invented_by_finger_alone(qtbot: QtBot) -> None:
    secret = NewSecret(PIN, lambda: "PIN baru", lambda: "Sekali lagi", list)
    qtbot.addWidget(secret)
    secret.resize(900, 700)
    secret.show()
    secret.activateWindow()
    qtbot.waitUntil(secret.isActiveWindow)
    QTest.mouseClick(secret.pad_button, LEFT)
    assert secret.field.hasFocus() and secret.pad.isVisible() and not secret.pad.letters.isVisible()
    QTest.mouseClick(secret.pad.more, LEFT)
    press_on(secret, "Kuda-7 hitam.air")
    QTest.mouseClick(secret.again, LEFT)
    press_on(secret, "Kuda-7 hitam.aix")
    assert secret.text() == "Kuda-7 hitam.air" and secret.again.text() == "Kuda-7 hitam.aix", "each key went where one is"
    assert isinstance(secret.check(), Refused)
    assert secret.field.hasFocus() and not secret.text() and not secret.again.text(), "both are typed anew"
    press_on(secret, "Kuda-7 hitam.air")
    QTest.mouseClick(secret.again, LEFT)
    press_on(secret, "Kuda-7 hitam.aix")
    QTest.mouseClick(next(key for key in secret.pad.keys if key.text() == "←"), LEFT)
    press_on(secret, "r")
    assert secret.check() is None


def test_the_keys_for_a_new_passphrase_have_letters_at_once(qtbot: QtBot) -> None:
    secret = NewSecret(PASSPHRASE, lambda: "Frasa sandi", lambda: "Sekali lagi", list)
    qtbot.addWidget(secret)
    secret.show()
    QTest.mouseClick(secret.pad_button, LEFT)
    assert secret.pad.letters.isVisible()
