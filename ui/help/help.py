"""Help: what every page offers, by F1 and by the menu above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from juryapp.locations import Home
from juryapp.text import mark
from ui.actions import action, press, put_into
from ui.disk import Disk
from ui.help.places import place_of

if TYPE_CHECKING:
    from ui.help.help_window import HelpWindow


class Help(QObject):
    """The help of one window; its own window is made when it is first asked for."""

    def __init__(self, window: QWidget, stack: QStackedWidget, home: Home, disk: Disk) -> None:
        super().__init__(window)
        self._window, self._stack, self._home, self._disk = window, stack, home, disk
        self.shown: HelpWindow | None = None
        window.installEventFilter(self)

    @action("F1", label=mark("Guide"))
    def show_guide(self) -> None:
        """The guide, at the place of the page that is shown."""
        self._made().show_guide(*place_of(self._stack.currentWidget() or self._stack))

    @action(label=mark("About Juryapp"))
    def show_about(self) -> None:
        """Version, what is new, licences, where data and log lie, a report."""
        self._made().show_about()

    def fill_menu(self, menu: QMenu) -> None:
        """The menu of help."""
        put_into(menu, self.show_guide, self.show_about)

    def _made(self) -> HelpWindow:
        from ui.help.help_window import HelpWindow

        self.shown = self.shown or HelpWindow(self._window, self._home, self._disk)
        return self.shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that no page wanted is asked for here. When the program's window goes, this one goes with it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and press(self, event):
            return True
        if event.type() is QEvent.Type.Hide and not event.spontaneous() and self.shown:
            self.shown.close()
        return super().eventFilter(watched, event)
