"""Labels and buttons that say their words themselves, and say them anew when the language changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.look import fonts
from ui.look.colours import colour
from ui.parts.double_click import double_click_ms
from ui.parts.spoken import QUIET, Role, give_spoken_role, without_ornaments
from ui.parts.turned import Turned

_WIDEST, _AROUND = 520, 14
"""A button's words wrap when they are wider than this; so much stands around them."""
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_LONG = re.compile(r"([_\-.,;/\\()]+|\S{16})(?=\S)")
BREAK = "\u200b"
"""Where a line may break; nothing is painted there."""
Say = Callable[[], str]
"""Words in the language that is spoken now."""


def fixed(words: str) -> Say:
    """Words that are the same in every language: a name, a number, a key."""
    return lambda: words


def breakable(text: str) -> str:
    """The text with places where a line may break in words that are long: names of files have no spaces."""
    return " ".join(_LONG.sub(rf"\1{BREAK}", word) if len(word) > 24 else word for word in text.split(" "))


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and has it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        fonts.give_again(widget)  # a style sheet hands back the font that it found, whatever size that had


def give_spoken_name(widget: QWidget, say: Say) -> None:
    """Names a widget for screen readers, now and whenever another language is spoken."""
    widget.setProperty("named", say)
    widget.setAccessibleName(say())


def give_spoken_description(widget: QWidget, say: Say = str) -> None:
    """Says to screen readers what the name doesn't: a state, an error. Now and whenever another language is spoken."""
    widget.setProperty("described", say)
    widget.setAccessibleDescription(say() or QUIET)


def say_names_again() -> None:
    """Another language is spoken: every name and description that was given here is said in it."""
    for widget in QApplication.allWidgets():
        say_name_again(widget)


def say_name_again(widget: QWidget) -> None:
    """What a widget is called, and what is said of it, may have changed."""
    name, description = widget.property("named"), widget.property("described")
    if callable(name):
        widget.setAccessibleName(name())
    if callable(description):
        widget.setAccessibleDescription(description() or QUIET)


def _speak_words(widget: QWidget, text: str, *, always: bool = False) -> None:
    """Names a widget by the words that it shows, without their ornaments, unless it has a name of its own. `always`: though
    nothing is to be left out.
    """
    if not callable(widget.property("named")):
        spoken = without_ornaments(text)
        widget.setAccessibleName(spoken if always or spoken != text else "")


def is_enter(event: QKeyEvent) -> bool:
    """True for Enter alone; with Ctrl it belongs to the page, wherever the focus is."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


class Label(QLabel):
    """Plain text that wraps; `say` makes it. With the role "name" it is a heading, and with `heading`."""

    def __init__(self, say: Say = str, role: str = "text", tone: str = "", *, wrap: bool = True, heading: bool = False) -> None:
        super().__init__()
        self._say = say
        self._is_heading = heading or role == "name"
        if self._is_heading:
            give_spoken_role(self, Role.Heading)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setIndent(0)  # else Qt measures what has padding for one letter less than it paints
        if tone:
            self.setProperty("tone", tone)
        fonts.give(self, role)
        self.setText(say())

    def setText(self, text: str) -> None:
        super().setText(text)
        _speak_words(self, text, always=self._is_heading)

    def words(self) -> str:
        """What it says in the language that is spoken now."""
        return self._say()

    def say(self, say: Say) -> None:
        """Says something else from now on."""
        self._say = say
        self.setText(say())

    def again(self) -> None:
        """Says the same anew, where what it tells of may have changed."""
        self.setText(self._say())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.again()
        super().changeEvent(event)


class Button(Turned, QPushButton):
    """A button with words; long ones wrap and are never cut. Enter presses it while it has the focus; it is never a dialog's
    default. The second press of a double one is no press of a button that wasn't there, or elsewhere, at the first.
    """

    _pressed: ClassVar[tuple[int, int]] = 0, 0
    """Which button the mouse pressed last, and when, in the milliseconds of its events."""

    def __init__(self, say: Say, kind: str = "", role: str = "strong") -> None:
        super().__init__()
        self._say = say
        self.setAutoDefault(False)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fonts.give(self, role)
        self._room = 0
        self.setText(say())

    def setText(self, text: str) -> None:
        super().setText(text)
        _speak_words(self, text)
        wide = QSizePolicy.Policy.Preferred if self.wraps() else QSizePolicy.Policy.Minimum
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What it says in the language that is spoken now."""
        return self._say()

    def say(self, say: Say) -> None:
        """Says something else from now on."""
        self._say = say
        self.setText(say())

    def again(self) -> None:
        """Says the same anew, where what it tells of may have changed."""
        self.setText(self._say())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.wraps():
            width = fonts.scaled(_WIDEST)
            hint = QSize(width, self.height_of_words(min(width, self._room or width)))
        return QSize(max(44, hint.width()), max(44, hint.height(), self.fontMetrics().height() + 18))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(160), self.sizeHint().height()) if self.wraps() else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wraps() and self._room != self.width():
            self._room = self.width()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wraps():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        main = self.property("kind") == "main"
        painter.setPen(colour("soft" if not self.isEnabled() else "on_accent" if main else "ink"))
        painter.drawText(self.rect().adjusted(_AROUND, 0, -_AROUND, 0), _WRAPPED, self.text())

    def wraps(self) -> bool:
        """Whether its words are too long for one line."""
        return self.fontMetrics().horizontalAdvance(self.text()) > fonts.scaled(_WIDEST) - 2 * _AROUND

    def height_of_words(self, width: int) -> int:
        """Pixels that its words need at this width, on as many lines as they take there."""
        return self.fontMetrics().boundingRect(0, 0, width - 2 * _AROUND, 10_000, _WRAPPED, self.text()).height() + 22

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._room = 0
            self.setText(self._say())
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        Button._pressed = id(self), event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pressed, at = Button._pressed
        if pressed == id(self) and event.timestamp() - at <= double_click_ms():
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule")
    return line
