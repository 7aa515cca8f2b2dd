"""Interview notes beside the form: mine, for the panel, feedback. They save themselves and are never printed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from juryapp.board.note_authors import NoteOrigin, origins_of
from juryapp.errors import FileProblem, Problem
from juryapp.event.changes import Changes
from juryapp.model.criterion import Criterion
from juryapp.model.note import Visibility
from juryapp.text import clock_time, mark
from ui.actions import KeyGroup, action
from ui.juror.earlier import Earlier
from ui.juror.field_texts import Field, FieldTexts, TextState, note_field
from ui.juror.joined_notes import move_held_notes
from ui.juror.note_field import NoteField
from ui.juror.note_tabs import NoteOrigins, NoteTabs, spoken_name
from ui.juror.note_timers import NoteTimers
from ui.juror.phrases import NewPhrase, PhraseButton, Phrases
from ui.juror.sitting import Sitting
from ui.juror.words import who_reads
from ui.parts.action_button import ActionButton
from ui.parts.flow import row_of
from ui.parts.labels import Label, give_spoken_name, say_name_again
from ui.parts.message import Message
from ui.session import Session

_KINDS = {
    Visibility.PRIVATE: mark("My notes"),
    Visibility.PANEL: mark("For the panel"),
    Visibility.FEEDBACK: mark("Feedback"),
}


class Written(NamedTuple):
    """What is kept of one note."""

    note: str | None
    """None: it can't be read here."""
    draft: str | None
    """None: nothing was being written."""
    origins: tuple[NoteOrigin, ...] = ()
    """Where each version that stands comes from."""


class NotesPane(QFrame):
    """The notes on the candidate that is open, and this juror's own earlier points."""

    written = Signal(str, object, str)
    """(candidate, which of the notes, the text before): a note became an entry."""
    away = Signal()
    """The notes were put away."""
    line_asked = Signal()
    """The line in which the cursor is goes to the printed reason of the active score."""

    def __init__(self, session: Session, sitting: Sitting, texts: FieldTexts) -> None:
        super().__init__()
        self.setObjectName("right")
        self._session, self._sitting, self._texts = session, sitting, texts
        self.candidate = ""
        self.visibility = Visibility.PRIVATE if session.reads_private else Visibility.PANEL
        self._stored = ""
        self.field = NoteField(self)
        self.field.left.connect(self.save)
        self.field.typed.connect(self._typed)
        give_spoken_name(self.field, lambda: spoken_name(self.candidate, self.visibility))
        self.tabs = NoteTabs(self.choose)
        self._who = Label(role="small", tone="soft")
        self.origin = NoteOrigins()
        self.problem = Message(tone="bad")
        self.time = ActionButton(self.insert_time, role="small")
        self.to_reason = ActionButton(self.print_line, role="small")
        self.phrases = PhraseButton(phrases := Phrases(session.laptop.home))
        self.phrases.chosen.connect(self.field.put_words)
        self.phrases.add_asked.connect(self._ask_phrase)
        self.new_phrase = NewPhrase(phrases)
        self.new_phrase.done.connect(self.field.setFocus)
        self.earlier = Earlier()
        self._drafted: set[Field] = set()  # of these notes the disk may hold what is being typed, beside the journal
        self._away = False  # True while the seat is hidden, and the note isn't in memory
        self._cursor = 0
        self.timers = NoteTimers(self, self._keep, self.save)
        session.changed.connect(self._follow)
        texts.changed.connect(self._show_held)
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs.buttons[Visibility.PRIVATE].setEnabled(self._session.reads_private)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 14, 14, 14)
        rows.setSpacing(8)
        rows.addWidget(self.tabs)
        rows.addWidget(self.field, 3)
        tools = row_of(self.time, self.phrases, self.to_reason)
        for part in (self._who, self.origin, self.problem, tools, self.new_phrase):
            rows.addWidget(part)
        rows.addWidget(self.earlier, 2)

    def read(self, candidate: str, visibility: Visibility) -> Written:
        """The note that stands and what was being written of it. Raises `FileProblem`; nothing is shown yet."""
        desk = self._sitting.desk
        origins = tuple(origins_of(desk.event, desk.juror.code, candidate, visibility))
        return Written(desk.note(candidate, visibility).text, desk.note_draft(candidate, visibility), origins)

    def open(self, candidate: str, written: Written) -> None:
        """Shows the notes on a candidate; what was typed on the former one has been saved. Not while the seat is hidden."""
        if self._session.hidden:
            self._away = True
            return
        self.candidate = candidate
        self._show(written)
        self.show_earlier(None)

    def choose(self, visibility: Visibility) -> None:
        """Shows another kind of note; where it can't be read now the former one stays."""
        self.save()
        try:
            written = self.read(self.candidate, visibility)
        except FileProblem as problem:
            self.tabs.buttons[self.visibility].setChecked(True)
            self._session.tell(problem)
            return
        self.visibility = visibility
        self._show(written)
        self.field.setFocus()

    @property
    def _place(self) -> Field:
        return note_field(self.candidate, self.visibility)

    def save(self) -> None:
        """Makes an entry of what was typed, if anything."""
        self.timers.stop()
        desk, candidate, visibility, place = self._sitting.desk, self.candidate, self.visibility, self._place
        if not candidate or self.field.isReadOnly():
            return
        held = self._texts.held(place)
        if held and held.state is not TextState.WAITING:
            text = held.text
            problem = self._texts.give(place, text, lambda: desk.write_note(candidate, text, visibility), self)
            self._say(problem)
            if problem is None:
                self._drafted.discard(place)
        elif held is None and place in self._drafted:
            self._drop_draft(candidate, visibility)

    def set_text(self, text: str) -> None:
        """Writes this in place of the note that is shown, as if it were typed and finished."""
        self.field.show_text(text)
        self._typed()
        self.save()

    def _keep(self) -> None:
        """Keeps what is being typed on the disk, beside the journal."""
        desk, candidate, visibility, place = self._sitting.desk, self.candidate, self.visibility, self._place
        held = self._texts.held(place) if candidate and not self.field.isReadOnly() else None
        if held and held.state is not TextState.WAITING:
            text = held.text
            self._drafted.add(place)
            self._say(self._texts.keep(place, text, lambda: desk.keep_note_draft(candidate, text, visibility), self))

    def _say(self, problem: Problem | None) -> None:
        self.field.mark_pending(pending=bool(self.candidate) and self._texts.held(self._place) is not None)
        self.problem.tell_problem(None if isinstance(problem, FileProblem) else problem)

    def put_away(self) -> None:
        """The seat is hidden: no note stays in memory that is stored. What can't be stored yet stays until it is."""
        self.away.emit()
        if self.candidate and self._texts.held(self._place):
            return
        self.timers.stop()
        self._away, self._cursor = True, self.field.textCursor().position()
        self.candidate = self._stored = ""
        self.field.show_text("")
        self.field.setReadOnly(True)
        self.show_earlier(None)

    def take_out(self, candidate: str) -> None:
        """The juror is back: shows the note again, with the cursor where it was. Raises `FileProblem`; it stays away then."""
        if not self._away:
            return
        written = self.read(candidate, self.visibility) if candidate else None
        self._away = False
        if written:
            self.open(candidate, written)
            self.field.put_cursor(self._cursor)

    def move_to(self, candidate: str | None) -> None:
        """The candidate is none any more: what was typed and isn't stored goes behind the notes on the one it was joined to."""
        self.timers.stop()
        former, self.candidate = self.candidate, ""
        if candidate:
            for visibility in move_held_notes(self._session, self._sitting.desk, self._texts, former, candidate):
                self._drop_draft(former, visibility)
        self._stored = ""
        self.field.show_text("")

    def _drop_draft(self, candidate: str, visibility: Visibility) -> None:
        desk, place = self._sitting.desk, note_field(candidate, visibility)
        self._drafted.discard(place)
        self._session.write(f"{place.write_name}/draft", lambda: desk.drop_note_draft(candidate, visibility), None)

    def refresh(self) -> None:
        """Shows what is stored now, if that came from elsewhere; what is being typed stays as it is, to the last space."""
        if not self.candidate or self._texts.held(self._place) or self._session.hidden:
            return
        written = self.read(self.candidate, self.visibility)
        self._say_origin(written.origins)
        if (written.note or "") != self._stored or self.field.isReadOnly() != (written.note is None):
            self._show(written)

    @action("Ctrl+T", label=mark("+ Time"), told=mark("In a note: the time, on a line of its own"), group=KeyGroup.NOTE)
    def insert_time(self) -> None:
        """Puts the time at the beginning of a new line."""
        self.field.put_line(f"{clock_time(self._sitting.now())} ")

    @action(
        "Ctrl+L",
        label=mark("→ Printed reason"),
        told=mark("In a note: its line becomes the printed reason for the score that is open, behind what stands there"),
        group=KeyGroup.NOTE,
    )
    def print_line(self) -> None:
        """The line of the note in which the cursor is goes to the reason for the active score; the note stays as it is."""
        self.line_asked.emit()

    def _ask_phrase(self) -> None:
        """Nothing of a private note is offered: phrases are kept where everyone at this laptop can read them."""
        private = self.visibility is Visibility.PRIVATE
        self.new_phrase.ask("" if private else self.field.textCursor().selectedText())

    def show_earlier(self, criterion: Criterion | None) -> None:
        """Shows this juror's own points for the same criterion, where they are wanted, in the order of the list."""
        if criterion is None or not self.candidate or not self._sitting.shows_earlier:
            self.earlier.show_none()
        else:
            self.earlier.show_found(criterion, self._sitting.earlier(self.candidate, criterion.code))

    def _show(self, written: Written) -> None:
        self._stored = written.note or ""
        held = self._texts.held(self._place)
        if written.note is None:
            shown = ""
        elif held:
            shown = held.text
        elif written.draft is not None and written.draft != self._stored:
            # a program that died left it: it is typing that goes on
            shown = written.draft
            self._texts.typed(self._place, shown)
            self._drafted.add(self._place)
        else:
            shown = self._stored
        self.field.show_text(shown)
        self.timers.stop()
        self.field.setReadOnly(written.note is None)
        self.tabs.light(self.visibility)
        self._who.say(lambda: who_reads(None if self.field.isReadOnly() else self.visibility))
        self._say_origin(written.origins)
        self._say(held.problem if held else None)
        say_name_again(self.field)

    def _say_origin(self, origins: tuple[NoteOrigin, ...]) -> None:
        about = self._session.about
        self.origin.tell(origins, self._sitting.desk.juror.code, about.time_zone if about else "Asia/Jakarta")

    def _typed(self) -> None:
        if not self.candidate or self.field.isReadOnly():
            return
        place, text = self._place, self.field.toPlainText()
        if text.strip() == self._stored:
            self._texts.take_back(place)
        else:
            self._texts.typed(place, text)
        self._say(None)
        if self._texts.held(place) or place in self._drafted:
            self.timers.typed()

    def _follow(self, changes: Changes, initiator: object) -> None:
        """What this pane wrote stands in the journal now, if only at the second try."""
        if initiator is self and self.candidate:
            before, self._stored = self._stored, self._sitting.desk.note(self.candidate, self.visibility).text or ""
            if before != self._stored:
                self.written.emit(self.candidate, self.visibility, before)

    def _show_held(self, place: Field) -> None:
        """What is held changed by itself: it is on the disk at last, or refused."""
        if place != self._place:
            return
        held = self._texts.held(place)
        self._say(held.problem if held else None)
        if self._session.hidden:
            # nobody types now: what could be stored at last needn't stay in memory
            self.put_away()
