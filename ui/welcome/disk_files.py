"""Events on flash disks: the files that a juror or the secretary has brought are offered on the first page while they are in."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout

from juryapp.errors import Problem
from juryapp.text import _
from ui.disk import Disk
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.labels import Label
from ui.services import stick
from ui.welcome.file_button import FileButton

_LOOK_MS = 2_500
_MOST = 6
"""So many files are offered; whoever has more chooses among them in the folder."""


def events_on_disks() -> list[Path]:
    """The files of events on the flash disks that are in, as people put them there: on top, or in the usual folder. Asks each."""
    found = []
    for root in stick.roots():
        for folder in (root, root / stick.FOLDER):
            try:
                found += sorted(path for path in folder.glob("*.jury") if not path.name.startswith(".") and path.is_file())
            except OSError:
                continue  # it was pulled just now
    return found[:_MOST]


def _whose(path: Path) -> str:
    """For whom a prepared file is, by the name that it was given (`sharing/prepared_copy.py`): what is in it nobody can read
    without the passphrase. Empty for a file of another name.
    """
    parts = path.stem.split(" ")[0].split("-")
    codes = [part for part in parts[1:] if re.fullmatch(r"[A-Za-z]{1,3}[0-9]{1,3}", part)]
    people = ", ".join([*codes, *([_("the secretary")] if parts[-1] == "desk" else [])])
    return _("For {people}", people=people) if people else ""


class DiskFiles(Card):
    """Hidden while there is none; looked for beside the window, as long as the page is seen."""

    changed = Signal(bool)
    """Other files are offered than before; True: the one with the focus isn't any more."""

    def __init__(self, disk: Disk, chosen: SignalInstance, known: Collection[Path]) -> None:
        """`known` files are offered elsewhere on the page."""
        super().__init__()
        self._disk, self._chosen, self._known = disk, chosen, known
        self._asks = False
        self.buttons: list[FileButton] = []
        heading = Label(lambda: _("On a flash disk that is in"), "small strong", "soft")
        self.rows.addWidget(heading)
        self._files = QVBoxLayout()
        self.rows.addLayout(self._files)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.setVisible(False)

    def begin(self) -> None:
        """The page is seen: what is put in from now on is found."""
        self._timer.start()
        self.look()

    def rest(self) -> None:
        """Nobody looks."""
        self._timer.stop()

    def look(self) -> None:
        """Asks what is in now."""
        if not self._asks:
            self._asks = True
            self._disk.ask(lambda progress: events_on_disks(), self._found, self._not_found, self)

    def _found(self, paths: list[Path]) -> None:
        self._asks = False
        new = [path for path in paths if path not in self._known]
        if new == [button.path for button in self.buttons]:
            return
        held = next((button.path for button in self.buttons if button.hasFocus()), None)
        for button in self.buttons:
            take_away(self._files, button)
        self.buttons = [FileButton(path, _whose(path), self._chosen) for path in new]
        for button in self.buttons:
            self._files.addWidget(button)
        self.setVisible(bool(new))
        for button in self.buttons:
            if button.path == held:
                button.setFocus()
        self.changed.emit(held is not None and held not in new)

    def _not_found(self, _problem: Problem) -> None:
        self._asks = False
