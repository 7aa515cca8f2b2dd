"""Projection: one page alone in its window, large, full screen; what is the desk's is put away until it ends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.look import fonts

_LARGER, _LARGEST = 1.5, 2.0


class Projection(QObject):
    """Begins and ends; the window is afterwards as it was before. Esc ends it wherever the focus is, in a field too."""

    escaped = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._away: list[QWidget] = []
        self._scale = 1.0
        self._state = Qt.WindowState.WindowNoState
        self.is_on = False

    def begin(self) -> None:
        """Shows the page alone."""
        if self.is_on:
            return
        self.is_on = True
        application().installEventFilter(self)
        window = self._page.window()
        self._scale, self._state = fonts.scale(), window.windowState()
        self._away = _around(self._page)
        for part in self._away:
            part.hide()
        self._use_scale(max(self._scale, min(_LARGEST, self._scale * _LARGER)))
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)

    def end(self) -> None:
        """Everything is back. Nothing where it has ended already."""
        if not self.is_on:
            return
        self.is_on = False
        application().removeEventFilter(self)
        for part in self._away:
            if isValid(part):
                part.show()
        self._away = []
        self._use_scale(self._scale)
        self._page.window().setWindowState(self._state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if is_escape and isinstance(watched, QWidget) and self._page.isAncestorOf(watched):
            self.escaped.emit()
            return True
        return False

    def _use_scale(self, scale: float) -> None:
        """The page's words in another size, arranged anew."""
        fonts.use_scale(scale)
        fonts.refresh(self._page)
        QApplication.sendEvent(self._page, QEvent(QEvent.Type.LanguageChange))
        for part in self._page.findChildren(QWidget):
            if type(part).__module__.startswith("ui."):
                QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))


def application() -> QCoreApplication:
    """The one that runs."""
    found = QApplication.instance()
    assert found is not None
    return found


def _around(page: QWidget) -> list[QWidget]:
    """What is shown beside the page, and beside what it stands in, up to its window."""
    found: list[QWidget] = []
    inner, outer = page, page.parentWidget()
    while outer is not None:
        if not isinstance(outer, QStackedWidget):
            parts = (part for part in outer.children() if isinstance(part, QWidget) and part is not inner)
            found += [part for part in parts if not part.isHidden() and not part.isWindow()]
        if outer.isWindow():
            break
        inner, outer = outer, outer.parentWidget()
    return found
