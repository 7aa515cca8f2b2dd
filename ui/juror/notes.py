"""Interview notes beside the form: mine, for the panel, feedback. They save themselves and are never printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board.note_authors import NoteOrigin, origin_words, origins_of
from juryapp.errors import FileProblem
from juryapp.event.changes import Changes
from juryapp.model.criterion import Criterion
from juryapp.model.note import Visibility
from juryapp.text import _, clock_time, mark
from ui.actions import KeyGroup, action
from ui.juror.earlier import Earlier
from ui.juror.note_field import NoteField
from ui.juror.phrases import NewPhrase, PhraseButton, Phrases
from ui.juror.sitting import Sitting
from ui.parts.action_button import ActionButton
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, named, rule
from ui.session import Session

KEPT_WITHIN_MS = 1_000
"""A letter is on the disk after this long, however fast the typing goes on."""
RESTED_MS, AT_MOST_MS = 10_000, 60_000
"""What is kept becomes an entry of the journal when the field is left, when nobody typed for so long, and so often while one
types on: an entry each second would be a thousand an interview.
"""


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

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self.setObjectName("right")
        self._session = session
        self._sitting = sitting
        self.candidate = ""
        self.visibility = Visibility.PRIVATE if session.needs_pin else Visibility.PANEL
        self._stored = ""
        self.field = NoteField(self)
        self.field.left.connect(self.save)
        self.field.textChanged.connect(self._typed)
        self.tabs = {
            Visibility.PRIVATE: Button(lambda: _("My notes"), "tab", "small strong"),
            Visibility.PANEL: Button(lambda: _("For the panel"), "tab", "small strong"),
            Visibility.FEEDBACK: Button(lambda: _("Feedback"), "tab", "small strong"),
        }
        self._who = Label(self._who_words, "small", "soft")
        self.origin = Label(role="small", tone="warn")
        """Who wrote or erased what stands, where that wasn't done at this laptop by this juror."""
        self.problem = Label(role="small strong", tone="bad")
        self.problem.setVisible(False)
        self.time = ActionButton(self.insert_time, role="small")
        phrases = Phrases(session.laptop.home)
        self.phrases = PhraseButton(phrases)
        self.phrases.chosen.connect(self.field.put_words)
        self.phrases.add_asked.connect(self._ask_phrase)
        self.new_phrase = NewPhrase(phrases)
        self.new_phrase.done.connect(self.field.setFocus)
        self.earlier = Earlier()
        self._drafted = False
        self._away = False
        """The seat is hidden, and the note isn't in memory."""
        self._place = 0
        self.draft_timer = self._timer(KEPT_WITHIN_MS, self._keep)
        """Runs while what is typed isn't on the disk yet, not even as a draft."""
        self.rest_timer = self._timer(RESTED_MS, self.save)
        """Runs anew with each letter; when the typing has rested the note becomes an entry."""
        self.longest_timer = self._timer(AT_MOST_MS, self.save)
        """Runs from the first letter on, for whoever types without a rest."""
        session.changed.connect(self._follow)
        self._lay_out()

    def _timer(self, ms: int, ring: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(ring)
        return timer

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(2)
        for visibility, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _checked=False, chosen=visibility: self.choose(chosen))
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.tabs[Visibility.PRIVATE].setEnabled(self._session.needs_pin)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 14, 14, 14)
        rows.setSpacing(8)
        rows.addLayout(tabs)
        rows.addWidget(self.field, 3)
        rows.addWidget(self._who)
        rows.addWidget(self.origin)
        rows.addWidget(self.problem)
        tools = QWidget()
        line = Flow(tools, gap=6)
        for button in (self.time, self.phrases):
            line.addWidget(button)
        grows_down(tools)
        rows.addWidget(tools)
        rows.addWidget(self.new_phrase)
        rows.addWidget(rule())
        rows.addWidget(self.earlier, 2)

    def read(self, candidate: str, visibility: Visibility) -> Written:
        """The note that stands and what was being written of it. Raises `FileProblem`; nothing is shown yet."""
        desk = self._sitting.desk
        origins = origins_of(desk.event, desk.juror.code, candidate, visibility)
        return Written(desk.note(candidate, visibility).text, desk.note_draft(candidate, visibility), tuple(origins))

    def open(self, candidate: str, written: Written) -> None:
        """Shows the notes on a candidate; what was typed on the former one has been saved. Not while the seat is hidden."""
        if self._session.hidden:
            self._away = True
            return
        self.candidate = candidate
        self._show(written)
        self.show_earlier(None)

    def choose(self, visibility: Visibility) -> None:
        """Shows another kind of note."""
        self.save()
        written = self.read(self.candidate, visibility)
        self.visibility = visibility
        self._show(written)
        self.field.setFocus()

    def save(self) -> None:
        """Makes an entry of what was typed, if anything."""
        self._stop()
        desk, candidate, visibility, text = self._sitting.desk, self.candidate, self.visibility, self.field.toPlainText()
        if not candidate or self.field.isReadOnly():
            return
        if self._is_unsaved():
            self._drafted = not self._write(lambda: desk.write_note(candidate, text, visibility)) and self._drafted
        elif self._drafted:
            self._drafted = not self._write(lambda: desk.drop_note_draft(candidate, visibility))

    def _keep(self) -> None:
        """Keeps what is being typed on the disk, beside the journal."""
        desk, candidate, visibility, text = self._sitting.desk, self.candidate, self.visibility, self.field.toPlainText()
        if candidate and not self.field.isReadOnly():
            self._drafted = True
            self._write(lambda: desk.keep_note_draft(candidate, text, visibility))

    def _write(self, act: Callable[[], Changes]) -> bool:
        problem = self._session.write(f"note/{self.candidate}/{self.visibility.value}", act, self)
        self.problem.say(lambda: str(problem) if problem else "")
        self.problem.setVisible(problem is not None and not isinstance(problem, FileProblem))
        return problem is None

    def put_away(self) -> None:
        """The seat is hidden: no note stays in memory that is stored. What can't be stored yet stays until it is."""
        if self.candidate and self._is_unsaved():
            return
        self._stop()
        self._away, self._place = True, self.field.textCursor().position()
        self.candidate = self._stored = ""
        self._drafted = False
        self.field.clear()
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
            cursor = self.field.textCursor()
            cursor.setPosition(min(self._place, len(self.field.toPlainText())))
            self.field.setTextCursor(cursor)

    def move_to(self, candidate: str | None) -> None:
        """The candidate is none any more: what was typed and isn't stored goes behind the note on the one it was joined to."""
        self._stop()
        desk, visibility, former = self._sitting.desk, self.visibility, self.candidate
        text, self.candidate = self.field.toPlainText().strip(), ""
        if candidate and text and text != self._stored:
            name = f"note/{candidate}/{visibility.value}"
            self._session.write(name, lambda: desk.write_note(candidate, text, visibility, append=True), None)
            self._session.write(f"note/{former}/{visibility.value}", lambda: desk.drop_note_draft(former, visibility), None)
        self._stored, self._drafted = "", False
        self.field.clear()

    def refresh(self) -> None:
        """Shows what is stored now, if that came from elsewhere; what is being typed stays as it is, to the last space."""
        if not self.candidate or self._is_unsaved() or self._session.hidden:
            return
        written = self.read(self.candidate, self.visibility)
        self._say_origin(written.origins)
        if (written.note or "") != self._stored or self.field.isReadOnly() != (written.note is None):
            self._show(written)

    @action("Ctrl+T", label=mark("+ Time"), told=mark("In a note: the time, on a line of its own"), group=KeyGroup.NOTE)
    def insert_time(self) -> None:
        """Puts the time at the beginning of a new line."""
        self.field.put_line(f"{clock_time(self._sitting.now())} ")

    def _ask_phrase(self) -> None:
        """Nothing of a private note is offered: phrases are kept where everyone at this laptop can read them."""
        private = self.visibility is Visibility.PRIVATE
        self.new_phrase.ask("" if private else self.field.textCursor().selectedText())

    def show_earlier(self, criterion: Criterion | None) -> None:
        """Shows this juror's own points for the same criterion: for calibration, in the order of the list."""
        if criterion is None or not self.candidate:
            self.earlier.show_none()
        else:
            self.earlier.show_found(criterion, self._sitting.earlier(self.candidate, criterion.code))

    def _show(self, written: Written) -> None:
        self._stored, self._drafted = written.note or "", False
        shown = self._stored if written.draft is None or written.note is None else written.draft
        if self.field.toPlainText() != shown:
            self.field.setPlainText(shown)
        self._stop()
        self._drafted = shown != self._stored
        self.field.setReadOnly(written.note is None)
        for visibility, tab in self.tabs.items():
            tab.setChecked(visibility is self.visibility)
        self._who.say(self._who_words)
        self._say_origin(written.origins)
        self.problem.setVisible(False)
        named(self.field, lambda: self.tabs[self.visibility].words())

    def _say_origin(self, origins: tuple[NoteOrigin, ...]) -> None:
        strange = [one for one in origins if not one.here or one.author != self._sitting.desk.juror.code]
        zone = self._session.about.time_zone if self._session.about else "Asia/Jakarta"
        self.origin.say(lambda: " ".join(origin_words(one, zone) for one in strange))
        self.origin.setVisible(bool(strange))

    def _typed(self) -> None:
        if not self.candidate or not (self._is_unsaved() or self._drafted):
            return
        self.rest_timer.start()
        for timer in (self.draft_timer, self.longest_timer):
            if not timer.isActive():
                timer.start()

    def _stop(self) -> None:
        for timer in (self.draft_timer, self.rest_timer, self.longest_timer):
            timer.stop()

    def _follow(self, changes: Changes, initiator: object) -> None:
        """What this pane wrote stands in the journal now, if only at the second try."""
        if initiator is not self or not self.candidate:
            return
        if self._session.hidden:
            # nobody types now: what could be stored at last is what stands here
            self._stored = self.field.toPlainText().strip()
            self.put_away()
        else:
            self._stored = self._sitting.desk.note(self.candidate, self.visibility).text or ""

    def _is_unsaved(self) -> bool:
        return self.field.toPlainText().strip() != self._stored

    def _who_words(self) -> str:
        if self.field.isReadOnly():
            return _("This note can't be read here: it was written with another key, or is no text.")
        if self.visibility is Visibility.PRIVATE:
            return _("Only you can read it; headquarters could recover it, for a recorded reason. Not printed.")
        if self.visibility is Visibility.PANEL:
            return _("The panel and the secretary can read it. Not printed on the score sheet.")
        return _("Meant for the candidate; the secretary passes it on. Not printed on the score sheet.")
