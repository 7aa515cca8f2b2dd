"""What was read of a workbook, before anything is made: rule by rule, with what may not be expected, and a sheet to sign off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from juryapp.documents.setup_summary import Block, read_back
from juryapp.text import _, plural
from juryapp.workbook.reading import ReadWorkbook
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label
from ui.parts.tab_order import made_anew

_NAMES = 230
"""So wide is the column of names in every block, so that the values stand below one another."""


class ReadCard(QWidget):
    """The set-up in words; nothing in it can be changed here."""

    to_print = Signal()
    """The sheet for the chair is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.read: ReadWorkbook | None = None
        self.notes = Label()
        self.notes.setProperty("notice", "warn")
        self.lines: list[Label] = []
        """Title, name and value of each row, as they stand below one another."""
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(10)
        self.sheet = Button(lambda: _("Sheet for the chair to sign off…"))
        self.sheet.clicked.connect(self.to_print)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 8)
        rows.setSpacing(10)
        rows.addWidget(Label(lambda: _("This was read. Is it what the rules say?"), "large"))
        rows.addWidget(self.notes)
        rows.addLayout(self._blocks)
        rows.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)

    def show_read(self, read: ReadWorkbook | None) -> None:
        """Shows what was read, or nothing."""
        self.read = read
        self._clear()
        self.setVisible(read is not None)
        if read is None:
            return
        self.notes.say(lambda: "\n".join([_notes_title(len(read.notes)), *map(str, read.notes)]))
        self.notes.setVisible(bool(read.notes))
        for block in read_back(read.setup):
            self._blocks.addWidget(self._block(block))
        made_anew(self)

    def _block(self, block: Block) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, fonts.scaled(_NAMES))
        grid.setColumnStretch(1, 1)
        self._add(grid, block.title, 0, 0, "strong")
        for row, (name, value) in enumerate(block.rows, 1):
            self._add(grid, name, row, 0, "small", "soft")
            self._add(grid, value, row, 1, "small")
        return part

    def _add(self, grid: QGridLayout, words: str, row: int, column: int, role: str, tone: str = "") -> None:
        label = Label(lambda: words, role, tone) if tone else Label(lambda: words, role)
        self.lines.append(label)
        grid.addWidget(label, row, column, 1, 1 if row else 2, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        self.lines = []
        empty(self._blocks)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self.read is not None:
            QTimer.singleShot(0, self, lambda: self.show_read(self.read))
        super().changeEvent(event)


def _notes_title(count: int) -> str:
    return plural("{count} thing in the workbook to look at:", "{count} things in the workbook to look at:", count)
