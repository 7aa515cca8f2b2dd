"""A button for each flash disk that is in, and other places behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, set_look
from ui.parts.tab_order import made_anew
from ui.services.stick import Offered, OfferedDisk


class StickRow(QWidget):
    """The places where packages come from or go to: flash disks as they come and go, then the `others`. A button whose place is
    still there stays the same, and keeps the focus. Not here: what is done there.

    `called` names a disk; `chosen` is told the exchange folder of one. `leads`: the first of all is the main thing to press.
    """

    changed = Signal()
    """There are other buttons now."""

    def __init__(
        self, sticks: Offered, called: Callable[[str], str], chosen: Callable[[Path], None], *others: Button, leads: bool = False
    ) -> None:
        super().__init__()
        self._sticks, self._called, self._chosen, self._leads = sticks, called, chosen, leads
        self.others = others
        self._buttons: dict[tuple[str, Path], Button] = {}
        self._row = Flow(self)
        grows_down(self)
        sticks.changed.connect(self.refresh)
        self.refresh()

    @property
    def buttons(self) -> list[Button]:
        """All of them, in their order."""
        return [*self._buttons.values(), *self.others]

    def refresh(self) -> None:
        """Offers the flash disks that are known to be in."""
        self._buttons = {(disk.name, disk.folder): self._button(disk) for disk in self._sticks.known}
        empty(self._row, *self.buttons)
        for button in self.buttons:
            if self._leads:
                set_look(button, "kind", "main" if button in self._buttons.values() or not self._buttons else "")
            self._row.addWidget(button)
        made_anew(self)
        self.updateGeometry()
        self.changed.emit()

    def _button(self, disk: OfferedDisk) -> Button:
        known = self._buttons.get((disk.name, disk.folder))
        if known is not None:
            return known
        button = Button(partial(self._called, disk.name))
        button.clicked.connect(lambda _checked=False, folder=disk.folder: self._chosen(folder))
        return button
