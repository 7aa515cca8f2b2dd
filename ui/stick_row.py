"""A button for each flash disk that is in, and other places behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.parts.tab_order import made_anew
from ui.services.stick import Offered


class StickRow(QWidget):
    """The places where packages come from or go to. Not here: what is done there."""

    def __init__(self, sticks: Offered) -> None:
        super().__init__()
        self._sticks = sticks
        self._row = Flow(self)
        grows_down(self)

    def refresh(self, called: Callable[[str], str], chosen: Callable[[Path], None], *others: Button) -> None:
        """Offers the flash disks that are known to be in; `chosen` is told the exchange folder of one."""
        empty(self._row)
        for disk in self._sticks.known:
            button = Button(partial(called, disk.name))
            button.clicked.connect(lambda _checked=False, folder=disk.folder: chosen(folder))
            self._row.addWidget(button)
        for button in others:
            self._row.addWidget(button)
        made_anew(self)
        self.updateGeometry()
