"""The time of a double click, which fingers don't make: two quick touches are two presses, wherever they are."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_usual: list[int] = []
"""What this laptop is set to, while it is switched off."""


def double_click_ms() -> int:
    """The milliseconds within which a second press belongs to the first one, also while a finger touches the screen."""
    return _usual[0] if _usual else QApplication.doubleClickInterval()


def switch_off() -> None:
    """From now on a second press is a press: of a touch Qt would make a double click, at which no gesture looks."""
    if not _usual:
        _usual.append(QApplication.doubleClickInterval())
        QGuiApplication.styleHints().setMouseDoubleClickInterval(0)


def switch_on() -> None:
    """As this laptop is set again."""
    if _usual:
        QGuiApplication.styleHints().setMouseDoubleClickInterval(_usual.pop())
