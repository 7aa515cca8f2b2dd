"""Enter in a PIN: in the last field of a card it presses the card's button, in any other it leads on; it never signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.text import _, plural
from tests.builders import pin_of
from tests.ui.desks import Desk
from tests.ui.other_pages import others
from tests.ui.test_accessible_names import begun, everywhere  # noqa: F401
from ui.juror.pledge_page import PledgePage
from ui.juror.review import ReviewPage
from ui.parts.labels import Button, Label
from ui.parts.pin import PinField
from ui.secretary.turn_card import TurnCard

ENTER = Qt.Key.Key_Return
SIGNING = (PledgePage, ReviewPage, TurnCard)
"""Where a person signs with the own PIN."""


def owner(pin: PinField) -> type[object]:
    """The card or page that made it."""
    part = pin.parentWidget()
    while part is not None and pin not in vars(part).values():
        part = part.parentWidget()
    return type(part)


def check(desk: Desk) -> None:
    """Every PIN of the window, also in cards that are hidden now, keeps the one rule, and no page adds to it."""
    for pin in desk.window.findChildren(PinField):
        name = owner(pin).__name__
        assert pin.field.receivers(SIGNAL("returnPressed()")) == 1, name
        assert pin.signs == issubclass(owner(pin), SIGNING), name
        assert pin.signs or pin.presses or pin.leads_to, f"{name}: Enter does nothing"


@others
def test_on_every_other_page_enter_in_a_pin_does_one_thing(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    check(begun)


@everywhere
def test_on_a_jurors_pages_too(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    check(begun)


@pytest.fixture
def pin(qtbot: QtBot) -> PinField:
    button = Button(lambda: "Sah")
    field = PinField(lambda: "PIN", button)
    for part in (button, field):
        qtbot.addWidget(part)
        part.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.field.setFocus()
    return field


def test_it_presses_once_something_is_typed_and_not_while_it_waits(pin: PinField) -> None:
    pressed: list[bool] = []
    assert pin.presses
    pin.presses.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(pin.field, ENTER)
    assert not pressed, "an empty field is no mistake"
    QTest.keyClicks(pin.field, "rahasia")
    QTest.keyClick(pin.field, ENTER)
    assert pressed == [True]
    for _again in range(3):
        pin.say_wrong(lambda: "salah")
    pin.field.setText("rahasia")
    QTest.keyClick(pin.field, ENTER)
    assert pressed == [True]


def test_before_other_fields_it_leads_on_and_presses_nothing(pin: PinField, qtbot: QtBot) -> None:
    other, pressed = PinField(lambda: "PIN", None), []
    other.setParent(pin)
    other.show()
    assert pin.presses
    pin.presses.clicked.connect(lambda: pressed.append(True))
    pin.leads_to = other.field
    QTest.keyClicks(pin.field, "rahasia")
    QTest.keyClick(pin.field, ENTER)
    assert other.field.hasFocus() and not pressed


def test_where_one_signs_it_presses_nothing_and_says_so(desk: Desk) -> None:
    for code in ("REG", "CAK"):
        desk.type_points(code, "80")
    desk.page.review()
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    review.pin.field.setFocus()
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    for _again in range(3):
        QTest.keyClick(QApplication.focusWidget(), ENTER)
    assert review.pin.field.hasFocus() and desk.page.currentWidget() is review
    words = [label.text() for label in review.pin.findChildren(Label) if label.isVisible()]
    assert _("Enter signs nothing: press “{button}”.", button=review.sign.text()) in words
    count = len(pin_of("J01"))
    assert plural("{count} character typed", "{count} characters typed", count) in words, "nothing else is seen of what is typed"
