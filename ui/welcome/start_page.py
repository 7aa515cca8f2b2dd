"""The welcome page: recent events, open, new, and a sample in one click."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from juryapp.locations import Home
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.files import ask_file
from ui.parts.said import Button, Label
from ui.recent import recent


class StartPage(QScrollArea):
    """What one may do before an event is open."""

    chosen = Signal(object)
    sample = Signal()
    new = Signal()

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWidgetResizable(True)
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(24, 40, 24, 24)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        outer.addLayout(column, 6)
        outer.addStretch(1)
        column.addWidget(Label(lambda: _("Which event?"), "name"))
        column.addWidget(
            Label(
                lambda: _("An event is one file. It works without a network, and nobody can read it without its passphrase."),
                tone="soft",
            )
        )
        files = recent(home)
        if files:
            column.addWidget(self._recent(files))
        column.addWidget(self._doors(not files))
        column.addStretch(1)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.open_button.setFocus()

    def _recent(self, files: list[Path]) -> QWidget:
        card = Card()
        card.rows.addWidget(Label(lambda: _("Opened lately"), "small strong", "soft"))
        for path in files:
            card.rows.addWidget(_FileButton(path, self.chosen))
        return card

    def _doors(self, first: bool) -> QWidget:
        card = Card()
        self.open_button = Button(lambda: _("Open an event…"), "main")
        self.open_button.clicked.connect(self._open)
        self.new_button = Button(lambda: _("New event from a workbook…"))
        self.new_button.clicked.connect(self.new)
        self.sample_button = Button(lambda: _("Try a sample"))
        self.sample_button.clicked.connect(self.sample)
        for button, words in (
            (self.open_button, lambda: _("From this laptop or a flash disk: a file that ends in .jury.")),
            (self.new_button, lambda: _("For the secretary: candidates, jurors and criteria come from a spreadsheet.")),
            (self.sample_button, lambda: _("An invented event to practise on. It asks nothing and changes nothing of yours.")),
        ):
            row = QHBoxLayout()
            row.setSpacing(20)
            button.setMinimumWidth(fonts.scaled(260))
            row.addWidget(button)
            row.addWidget(Label(words, tone="soft"), 1)
            card.rows.addLayout(row)
        return card

    def _open(self) -> None:
        path = ask_file(self, _("Open an event"), _("Juryapp events (*.jury)"))
        if path:
            self.chosen.emit(path)


class _FileButton(QPushButton):
    """One recent file: its name large, its folder below."""

    def __init__(self, path: Path, chosen: object) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name, folder = QLabel(path.stem), QLabel(str(path.parent))
        fonts.give(name, "strong")
        fonts.give(folder, "small")
        folder.setProperty("tone", "soft")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(0)
        for label in (name, folder):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            rows.addWidget(label)
        self.setMinimumHeight(name.sizeHint().height() + folder.sizeHint().height() + 14)
        self.setAccessibleName(f"{path.stem}, {path.parent}")
        self.clicked.connect(lambda: chosen.emit(path))  # type: ignore[attr-defined]
