"""Stray windows: what is shown before it has its place on a page is a window for a moment, and takes the focus with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.window import Window


class Strays(QObject):
    """Watches for windows that flash, as long as it lives."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        """What was shown as a window and is none of ours."""
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and _is_stray(watched):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def _is_stray(widget: QWidget) -> bool:
    """A window of its own, and neither ours nor a list or menu that floats."""
    return widget.isWindow() and not isinstance(widget, Window) and widget.windowType() is not Qt.WindowType.Popup
