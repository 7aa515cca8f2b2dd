"""The button that stops work. It stands, or has the focus, where a moment ago was what began the work."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.parts.double_click import double_click_ms
from ui.parts.labels import Button, Say, is_enter

KEYS_REST_MS = 1_000
"""So long no key presses it: a second Enter or Space is meant for what began the work."""


class StopButton(Button):
    """Whoever shows work calls `begin` when it begins."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._begun = QElapsedTimer()

    def begin(self) -> None:
        """Work begins now that can be stopped."""
        self._begun.start()
        self.setEnabled(True)

    def _has_just_begun(self, within_ms: int) -> bool:
        return self._begun.isValid() and self._begun.elapsed() < within_ms

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presses = is_enter(event) or event.key() == Qt.Key.Key_Space
        if presses and self._has_just_begun(KEYS_REST_MS):
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The second of two quick presses is meant for what began the work: of a finger it is no double click (`Button`), nor
        where the mouse moved a little in between.
        """
        if not self._has_just_begun(double_click_ms()):
            super().mousePressEvent(event)
