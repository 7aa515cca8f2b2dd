"""One event of a folder: whose it is, how far, what is awaited and from whom, whom to call, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from juryapp.errors import Problem
from juryapp.many_events import words
from juryapp.many_events.folder import EventRow
from juryapp.text import _, plain_date
from ui.look import fonts
from ui.many_events.notes_part import NotesPart, PassphrasePart
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, breakable, give_spoken_description
from ui.parts.marked import Marked

_STATE_WIDTH = 130
_NARROW = 760
"""Below so many pixels at 100 % the buttons stand below the words."""


class EventCard(Card):
    """A row of the list."""

    opened = Signal(object)
    """This event is to be opened."""
    audited = Signal(object)
    """Everything of this event is to be read, and nothing written."""
    noted = Signal(object, object)
    """Contact, deadline and note of this event are to be kept: the row, the `Notes`."""
    given = Signal(object, str)
    """This passphrase is the event's, and goes into the vault."""

    def __init__(self, row: EventRow, today: date, *, has_vault: bool) -> None:
        super().__init__(14, 6)
        self._row, self._today, self._has_vault = row, today, has_vault
        self.state = Marked()
        fonts.limit(self.state, least=_STATE_WIDTH)
        self.name = Label(lambda: breakable(words.title(self._row)), "strong")
        self.facts = Label(self._facts, "small", "soft")
        self.awaited = Label(lambda: " ".join(words.awaited(self._row)))
        self.call = Label(self._call, "strong")
        self.open_button = Button(lambda: _("Open"))
        self.open_button.clicked.connect(lambda: self.opened.emit(self._row))
        self.audit_button = Button(lambda: _("Look as an auditor…"), role="text")
        self.audit_button.clicked.connect(lambda: self.audited.emit(self._row))
        self.notes_button = Button(lambda: _("Contact and deadline…"), role="text")
        self.notes_button.setCheckable(True)
        self.notes_button.toggled.connect(self._show_notes)
        self.passphrase_button = Button(lambda: _("Its passphrase…"), role="text")
        self.passphrase_button.setCheckable(True)
        self.passphrase_button.toggled.connect(self._show_passphrase)
        self.notes_part: NotesPart | None = None
        self.passphrase_part: PassphrasePart | None = None
        self._lay_out()
        self.show_row(row)

    @property
    def row(self) -> EventRow:
        """What it shows."""
        return self._row

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        for label in (self.name, self.facts, self.awaited, self.call):
            names.addWidget(label)
        self._buttons = row_of(self.open_button, self.audit_button, self.notes_button, self.passphrase_button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(names, 1)
        self._head.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(self._head)

    def show_row(self, row: EventRow) -> None:
        """Shows what is known by now."""
        self._row = row
        late, unread = row.is_late(self._today), row.overview is None
        is_final = row.overview is not None and row.overview.is_final
        mark, tone = ("check", "good") if is_final else ("bang", "bad") if late or unread else ("half", "warn")
        self.state.show_state(mark, tone, lambda: words.state_word(self._row, self._today))
        for label in (self.name, self.facts, self.awaited, self.call):
            label.again()
            label.setVisible(bool(label.text()))
        give_spoken_description(self.open_button, lambda: words.title(self._row))
        give_spoken_description(self.notes_button, lambda: words.title(self._row))
        self.open_button.setVisible(not unread)
        give_spoken_description(self.audit_button, lambda: words.title(self._row))
        self.audit_button.setVisible(not unread)
        self.notes_button.setVisible(self._has_vault and bool(row.event))
        give_spoken_description(self.passphrase_button, lambda: words.title(self._row))
        self.passphrase_button.setVisible(self._has_vault and unread)

    def refuse(self, problem: Problem) -> None:
        """Says what was refused, where it was asked."""
        part = self.passphrase_part if self._row.overview is None else self.notes_part
        if part:
            part.said.tell_problem(problem)

    def _show_passphrase(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        if shown and self.passphrase_part is None:
            self.passphrase_part = PassphrasePart(lambda: words.title(self._row))
            self.passphrase_part.given.connect(lambda passphrase: self.given.emit(self._row, passphrase))
            self.rows.addWidget(self.passphrase_part)
        if self.passphrase_part:
            self.passphrase_part.setVisible(shown)
            self.passphrase_part.field.clear()
            if shown:
                self.passphrase_part.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < fonts.scaled(_NARROW)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _show_notes(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        if shown and self.notes_part is None:
            self.notes_part = NotesPart(self._row.notes)
            self.notes_part.kept.connect(lambda notes: self.noted.emit(self._row, notes))
            self.rows.addWidget(self.notes_part)
        if self.notes_part:
            self.notes_part.setVisible(shown)
            if shown:
                self.notes_part.show_notes(self._row.notes)
                self.notes_part.contact.setFocus()

    def take_notes(self, row: EventRow) -> None:
        """They are kept: shows them, folded."""
        self.show_row(row)
        self.notes_button.setChecked(False)
        self.notes_button.setFocus()

    def _facts(self) -> str:
        return " · ".join(self._fact_words())

    def _fact_words(self) -> Sequence[str]:
        found, deadline = self._row.overview, self._row.notes.deadline
        told = [_("expected by {day}", day=plain_date(deadline))] if deadline else []
        if found:
            told += [words.progress_words(found), words.opened_words(found)]
            told += [part for part in (found.about.code, found.about.city, words.days(found)) if part]
            if heard := words.heard_words(found):
                told.append(_("last written {day}", day=heard))
        return [*told, self._row.path.name]

    def _call(self) -> str:
        contact, note = words.contact_words(self._row.notes), self._row.notes.note
        said = _("Call: {contact}", contact=contact) if contact else ""
        return " · ".join(part for part in (said, note) if part)
