"""Keys on a tab of the preparation: a letter that is typed there begins in the table below, where “Type here” is lit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.preparation.table_view import TableView


class TabKeys(QObject):
    """Watches the tabs. Space presses a tab, and what is no letter stays what it is."""

    def __init__(self, tabs: Iterable[QWidget], table: TableView) -> None:
        super().__init__(table)
        self._table = table
        for tab in tabs:
            tab.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        text = event.text()
        if not text.strip() or not text.isprintable():
            return False
        self._table.begin_new()
        QApplication.sendEvent(self._table, event)
        return True
