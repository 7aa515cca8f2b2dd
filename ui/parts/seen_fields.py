"""Seen fields: a key reaches a field only while the field can be seen.

One that isn't is shown first: what is typed then lands there, whole, since a number without its first digit is another number.
What would change what nobody saw (to delete, to undo, to finish) does nothing but show it, except for the time of a double click
after the focus came: what was pressed isn't scrolled away then, so that a field which appeared below it isn't in sight yet.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.parts.double_click import double_click_ms
from ui.parts.labels import is_enter

_Keys = QKeySequence.StandardKey
_STANDARD = (_Keys.Undo, _Keys.Redo, _Keys.Cut, _Keys.Paste)
_OTHERS = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down))
_BY_HAND = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def is_seen(field: QWidget) -> bool:
    """True while the line in which one types can be seen: not scrolled away, and nothing lies over it."""
    if not field.isVisible():
        return False
    window, box = field.window(), field.rect()
    half = min(field.fontMetrics().height(), box.height() - 2) // 2 - 1
    middle = box.center()
    points = [QPoint(x, y) for x in (box.left() + 4, middle.x(), box.right() - 4) for y in (middle.y() - half, middle.y() + half)]
    return all(_is_at(field, window.childAt(field.mapTo(window, point))) for point in points)


def _is_at(field: QWidget, found: QWidget | None) -> bool:
    return found is not None and (found is field or field.isAncestorOf(found))


class SeenFields(QObject):
    """Stands before the keys of some fields. `show` brings one of them into view, at once."""

    def __init__(self, parent: QObject, show: Callable[[QWidget], None]) -> None:
        super().__init__(parent)
        self._show = show
        self._focused_at = 0.0

    def add(self, *fields: QWidget) -> None:
        """From now on keys reach these only while they are seen; the focus brings them into view, unless they were pressed."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusIn:
            self._focused_at = monotonic()
            if isinstance(event, QFocusEvent) and event.reason() not in _BY_HAND:
                self._see(watched)
            return False
        writes = kind is QEvent.Type.InputMethod or (isinstance(event, QKeyEvent) and _writes(event))
        if not writes and not (isinstance(event, QKeyEvent) and _changes(event)):
            return False
        if self._see(watched) or (monotonic() - self._focused_at) * 1_000 <= double_click_ms():
            return False
        return not (writes and isinstance(watched, QWidget) and is_seen(watched))

    def _see(self, field: QObject) -> bool:
        """True if it could be seen already; else it can be seen now."""
        if not isinstance(field, QWidget) or not field.isVisible() or is_seen(field):
            return True
        self._show(field)
        return False


def _writes(event: QKeyEvent) -> bool:
    """True for what puts a letter into a field."""
    return event.type() is QEvent.Type.KeyPress and bool(event.text()) and event.text().isprintable()


def _changes(event: QKeyEvent) -> bool:
    """True for what changes a field otherwise; not for what leads elsewhere."""
    if event.type() is not QEvent.Type.KeyPress:
        return False
    return is_enter(event) or event.key() in _OTHERS or any(event.matches(key) for key in _STANDARD)
