"""What headquarters writes about one event, and the passphrase of one that the vault doesn't know yet; folded until wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Refused
from juryapp.many_events.secrets import Notes
from juryapp.text import _, plain_date
from juryapp.workbook.times import day_of
from ui.look import fonts
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.message import Message


class NotesPart(QWidget):
    """Contact, telephone, deadline, note."""

    kept = Signal(object)
    """These `Notes` are to be kept."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self.contact = TextLine(lambda: _("Whom to call there"))
        self.telephone = TextLine(lambda: _("Telephone"))
        self.deadline = TextLine(lambda: _("Everything is expected by, for example 29/11/2026"))
        self.note = TextLine(lambda: _("Note"))
        self.said = Message("bad")
        self.said.until(self.deadline.typed)
        self.button = Button(lambda: _("Keep"), "main")
        self.button.clicked.connect(self._keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(6)
        lines = (self.contact, self.telephone, self.deadline, self.note)
        for line, following in zip(lines, (*lines[1:], self.button), strict=True):
            label = Label(line.hint, "small strong", "soft")
            label.setBuddy(line)
            rows.addWidget(label)
            rows.addWidget(line)
            line.entered.connect(following.setFocus)
        rows.addWidget(self.said)
        rows.addWidget(row_of(self.button))
        self.show_notes(notes)

    def show_notes(self, notes: Notes) -> None:
        """Shows what is kept."""
        self.contact.show_stored(notes.contact)
        self.telephone.show_stored(notes.telephone)
        self.deadline.show_stored(plain_date(notes.deadline) if notes.deadline else "")
        self.note.show_stored(notes.note)
        self.said.setVisible(False)

    def _keep(self) -> None:
        typed = self.deadline.text().strip()
        day = day_of(typed) if typed else None
        if typed and day is None:
            self.said.tell_problem(Refused("{day} is no day; type it as 29/11/2026.", day=typed))
            self.deadline.setFocus()
            return
        self.said.setVisible(False)
        self.kept.emit(Notes(self.contact.text().strip(), self.telephone.text().strip(), day, self.note.text().strip()))


class PassphrasePart(QWidget):
    """A passphrase that opens the event, to be put into the vault."""

    given = Signal(str)

    def __init__(self, whose: Say) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        fonts.give(self.field, "text")
        give_spoken_name(self.field, lambda: _("Passphrase of {event}", event=whose()))
        self.said = Message("bad")
        self.said.until(self.field.textEdited)
        self.button = Button(lambda: _("Put into the vault"))
        self.button.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        label = Label(lambda: _("Its passphrase"), "small strong", "soft")
        label.setBuddy(self.field)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for part in (label, self.field, self.said, row_of(self.button)):
            rows.addWidget(part)

    def _give(self) -> None:
        self.said.setVisible(False)
        if self.field.text():
            self.given.emit(self.field.text())
