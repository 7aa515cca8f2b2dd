"""Typed anew: a secret nobody can read on the screen is selected whenever its field gets the focus, and typing replaces it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

_BACK_IN_WINDOW = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class TypedAnew(QObject):
    """Belongs to one field. Whoever only comes back to the window goes on where the typing was."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._is_clicked = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() not in _BACK_IN_WINDOW:
            self._is_clicked = event.reason() is Qt.FocusReason.MouseFocusReason
            self._field.selectAll()
        elif event.type() is QEvent.Type.MouseButtonRelease and self._is_clicked:
            self._is_clicked = False  # the press has put the cursor somewhere
            self._field.selectAll()
        return False
