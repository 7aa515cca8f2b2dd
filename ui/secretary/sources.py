"""Where packages are: the flash disks that are in, a folder, or files. Not here: reading them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from juryapp.text import _
from ui.parts.card import Card
from ui.parts.files import ask_files, ask_folder
from ui.parts.labels import Button, Label
from ui.services.stick import Offered
from ui.stick_row import StickRow


class Sources(Card):
    """A button for each place that packages may come from."""

    folder_chosen = Signal(object)
    files_chosen = Signal(object)

    def __init__(self, sticks: Offered) -> None:
        super().__init__(20, 10)
        self.folder = Button(lambda: _("Choose a folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.files = Button(lambda: _("Choose files…"))
        self.files.clicked.connect(self._ask_files)
        self.places = StickRow(
            sticks,
            lambda name: _("Flash disk {name}", name=name),
            lambda folder: self.folder_chosen.emit(folder.parent),
            *(self.folder, self.files),
        )
        self.rows.addWidget(Label(lambda: _("What others brought"), "large"))
        self.rows.addWidget(
            Label(lambda: _("Choose the flash disk, a folder or files. You see what would come in before it does."), tone="soft")
        )
        self.rows.addWidget(self.places)

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Choose a folder…"))
        if folder:
            self.folder_chosen.emit(folder)

    def _ask_files(self) -> None:
        chosen = ask_files(self, _("Choose files…"), _("Packages and events (*.jurypack *.jury)"))
        if chosen:
            self.files_chosen.emit(chosen)
