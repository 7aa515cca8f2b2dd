"""The button of an event's file on the first page: how its event is called, where it lies, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from juryapp.clock import local_clock
from juryapp.event.spare_files import Spare
from juryapp.event.spare_words import when
from juryapp.text import _
from ui.look import fonts
from ui.parts.labels import Label, Say, give_spoken_description, give_spoken_name
from ui.recent import Fate


class FileButton(QPushButton):
    """One recent file: how its event is called large, the file and its folder below; of one that is gone, the spare copies of
    this laptop. Where the event's name isn't known the file's stands for it.
    """

    def __init__(self, path: Path, called: str, chosen: SignalInstance) -> None:
        super().__init__()
        self.path = path
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title, place = called or path.stem, f"{path.name} · {path.parent}" if called else str(path.parent)
        name, folder = QLabel(title), QLabel(place)
        for label in (name, folder):
            label.setTextFormat(Qt.TextFormat.PlainText)
        fonts.give(name, "strong")
        fonts.give(folder, "small")
        folder.setProperty("tone", "soft")
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for label in (name, folder):
            label.setMinimumWidth(1)  # neither a long name nor a long path makes the page scroll sideways
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            rows.addWidget(label)
        self._told: Label | None = None
        give_spoken_name(self, lambda: f"{title}, {place}")
        give_spoken_description(self, lambda: self.told)
        self.clicked.connect(lambda: chosen.emit(path))

    def show_fate(self, fate: Fate) -> None:
        """Of a file that is gone, its copy; where there is none, nothing."""
        if self._told:
            self._told.hide()
        if fate.spares:
            self._tell(lambda: _gone_words(fate.spares[0]))
        self.setVisible(fate.offered)

    def show_silence(self) -> None:
        """Its disk doesn't answer; it may still be chosen."""
        self._tell(lambda: _("The disk on which it lies doesn't answer now."))

    @property
    def told(self) -> str:
        """What is said of the file, or nothing."""
        return self._told.text() if self._told and not self._told.isHidden() else ""

    def _tell(self, say: Say) -> None:
        if self._told is None:
            self._told = Label(role="small strong", tone="bad")
            self._told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._rows.addWidget(self._told)
        self._told.say(say)
        self._told.show()
        give_spoken_description(self, lambda: self.told)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._rows.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._rows.totalMinimumSize()


def _gone_words(spare: Spare) -> str:
    gaps = {"when": when(spare, local_clock()), "entries": spare.entries}
    return _("Not there now. This laptop has a spare copy: {when}, up to entry {entries}.", **gaps)
