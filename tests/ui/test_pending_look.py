"""What is typed and not stored yet has a look of its own, and a screen reader says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.text import _
from tests.ui.desks import Desk
from ui.look.colours import colour


def points(desk: Desk) -> QWidget:
    return desk.card("REG").field


def remark(desk: Desk) -> QWidget:
    return desk.card("REG").remark


def note(desk: Desk) -> QWidget:
    return desk.page.desk.notes.field


def is_marked(field: QWidget) -> bool:
    """True if the colour of what is pending is seen along its lower edge."""
    QApplication.processEvents()
    image = field.grab().toImage()
    ratio, wanted = image.devicePixelRatio(), colour("warn").rgb()
    spots = [QPoint(x, y) for y in range(field.height() - 24, field.height()) for x in range(12, field.width() - 12)]
    return any(image.pixel(round(spot.x() * ratio), round(spot.y() * ratio)) == wanted for spot in spots)


@pytest.mark.parametrize("field_of", [points, remark, note], ids=["points", "reason", "note"])
def test_what_is_typed_looks_other_than_what_is_stored(desk: Desk, field_of: Callable[[Desk], QWidget]) -> None:
    desk.card("REG").focus_points()
    field = field_of(desk)
    field.setFocus()
    assert not is_marked(field)
    QTest.keyClicks(field, "7")
    assert is_marked(field) and field.accessibleDescription() == _("Typed, not stored yet.")
    desk.page.settle()
    assert not is_marked(field) and field.accessibleDescription() != _("Typed, not stored yet.")


def test_what_is_taken_back_is_pending_no_more(desk: Desk) -> None:
    card = desk.type_points("REG", "85", enter=False)
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert not is_marked(card.field) and card.field.accessibleDescription() == _("not scored")
