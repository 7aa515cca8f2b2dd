"""A bar above a page: words, what can be done about them, and a button that closes it. Where the window is low it is one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_name

_SIDE_BY_SIDE = 760
_LOW = 460
"""A window that is lower, at the size of its text, has no room for a second line above what one works at."""


class Bar(QFrame):
    """Its words stand on a ground of their own. When it comes and goes is for whoever has one."""

    def __init__(self, words: Label, button: Button) -> None:
        super().__init__()
        self.words, self.button = words, button
        self._is_low = False
        self.close_button = Button(self._close_words, "quiet")
        give_spoken_name(self.close_button, lambda: _("Close this message"))
        self.close_button.clicked.connect(self.drop)
        buttons = QWidget()
        row = Flow(buttons, gap=10)
        for one in (self.button, self.close_button):
            row.addWidget(one)
        grows_down(buttons)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.addWidget(self.words, 1)
        self._rows.addWidget(buttons)
        self._arrange()

    def drop(self) -> None:
        """Says nothing more."""
        self.setVisible(False)

    def _close_words(self) -> str:
        return "×" if self._is_low else _("Close this message")

    def _arrange(self) -> None:
        """Where it is narrow the buttons stand below the words; where the window is low all is small, and in one line."""
        self._is_low = 0 < self.window().height() < fonts.scaled(_LOW) and self.window() is not self
        fonts.give(self.words, "small strong" if self._is_low else "strong")
        self.close_button.again()
        beside = self._is_low or self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        around = 2 if self._is_low else 8
        self._rows.setContentsMargins(16, around, 16, around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            QTimer.singleShot(0, self, self._arrange)
        super().changeEvent(event)
