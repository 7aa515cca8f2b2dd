"""Signed sheets from scanned paper: a stack is chosen and read, what it brings is told, and the desk's PIN records it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.from_paper.proven_sheets import Outcome, Recovery, recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import ScannedPage, files_of, read_stack
from juryapp.from_paper.words import missing_words, not_on_paper, not_taken_in, sheet_words, summary
from juryapp.text import _, plural
from ui.disk import no_answer
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.files import ask_files, ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.secretary.forms_card import FormsCard
from ui.secretary.work_line import WorkLine
from ui.session import Session

_MOST_LINES = 40
"""So many lines of one kind are shown; the others are counted."""


class FromPaperPage(ScrollPage):
    """Which scans, what they bring, and the button that records it."""

    back = Signal()
    to_page = Signal(object)
    """A page is to be shown over this one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._pages, self._found = session, list[ScannedPage](), Recovery((), (), (), (), 0)
        self._stop = Event()
        self.files = Button(lambda: _("Choose scans…"), "main")
        self.folder = Button(lambda: _("Choose a folder…"))
        self.back_button = Button(lambda: _("Back"))
        self.first: QWidget = self.files
        """Where one begins."""
        self.said, self.work = PageMessage(self), WorkLine()
        self.work.setVisible(False)
        self.found = FoundCard()
        self.record = RecordCard(session)
        self.forms = FormsCard(session)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Signed sheets from paper"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        rows.addWidget(row_of(self.files, self.folder, self.back_button))
        for part in (self.work, self.found, self.record, self.forms):
            rows.addWidget(part)
        rows.addStretch(1)

    def _connect(self) -> None:
        self.files.clicked.connect(self._ask_files)
        self.folder.clicked.connect(self._ask_folder)
        self.back_button.clicked.connect(self._go_back)
        self.work.stop.clicked.connect(self._stop.set)
        self.record.button.clicked.connect(self._record)
        self.forms.to_page.connect(self.to_page)
        self.forms.told.connect(self._tell)
        self._session.runner.quiet_progress.connect(self.work.show_progress)
        self._session.changed.connect(self._changed)

    # Which scans

    def _ask_files(self) -> None:
        chosen = ask_files(self, _("Choose scans…"), _("Scans (*.pdf *.jpg *.jpeg *.png)"))
        if chosen:
            self.read(chosen)

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Choose a folder…"))
        if folder:
            self.read([folder])

    def read(self, paths: Sequence[Path]) -> None:
        """Reads these files and folders beside the window."""
        self._stop.clear()
        self.said.setVisible(False)
        self._rest(resting=False)
        self.work.begin(lambda: _("Reading paper…"))
        self._session.runner.disk.ask(
            lambda progress: read_stack(files_of(paths), progress, self._stop.is_set),
            self._read,
            self._failed,
            self,
            seen=True,
            silent=lambda: self._failed(no_answer(paths[0])),
        )

    def _read(self, pages: list[ScannedPage]) -> None:
        self._rest(resting=True)
        self._pages = pages
        self._show()
        if self._stop.is_set():
            count = len(pages)
            self.said.tell(lambda: plural("Stopped after {count} page.", "Stopped after {count} pages.", count), "warn")
        new = len(self._found.of(Outcome.NEW))
        (self.record.pin.field if new else self.files).setFocus()
        bring_into_view(self.found)

    def _failed(self, problem: Problem) -> None:
        self._rest(resting=True)
        self.said.tell(lambda: "\n".join(problem.sentences()), "bad")
        self.files.setFocus()

    def _rest(self, *, resting: bool) -> None:
        self.work.setVisible(not resting)
        for part in (self.files, self.folder, self.record, self.forms):
            part.setEnabled(resting)

    # What they bring

    def _show(self) -> None:
        """What the pages bring to the event as it stands now."""
        if not self._session.is_open or not self._pages:
            return
        self._found = recovery(self._session.opened, self._pages)
        self.found.show_found(self._found)
        self.record.offer(len(self._found.of(Outcome.NEW)))
        self.forms.offer(self._found.forms)

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _record(self) -> None:
        event, pin, found = self._session.opened, self.record.pin.take(), self._found
        self._session.runner.run(
            lambda progress: record_sheets(SecretaryDesk.sit(event, pin), found), self._recorded, self._not_recorded
        )

    def _recorded(self, changes: Changes) -> None:
        count = len(self._found.of(Outcome.NEW))
        self.record.pin.forget()
        self._session.wrote(changes, self)
        self._show()
        lacking = not_on_paper(self._session.opened)
        self.said.tell(lambda: "\n".join(filter(None, (_recorded_words(count), lacking))), "good")
        self.files.setFocus()

    def _not_recorded(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.record.pin.refuse(problem)
        else:
            self.said.tell(lambda: "\n".join(problem.sentences()), "bad")

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self:
            self._show()

    def _go_back(self) -> None:
        self._stop.set()
        self.back.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._show)
        super().changeEvent(event)


class FoundCard(Card):
    """What a stack brings: counted, then what can be recorded, what isn't taken in and why, and what is missing."""

    def __init__(self) -> None:
        super().__init__(20, 8)
        self.counted, self.new, self.others, self.missing = Label(role="strong"), Label(), Label(tone="bad"), Label(tone="soft")
        for part in (self.counted, self.new, self.others, self.missing):
            self.rows.addWidget(part)
        self.setVisible(False)

    def show_found(self, found: Recovery) -> None:
        """Tells it; nothing of any points."""
        others = not_taken_in(found)
        new = [f"{one.page.where}: {sheet_words(one)}" for one in found.of(Outcome.NEW)]
        self.counted.say(lambda: "\n".join(summary(found)))
        self.new.say(lambda: "\n".join(_few(new)))
        self.others.say(lambda: "\n".join(_few(others)))
        self.missing.say(lambda: missing_words(found))
        self.new.setVisible(bool(new))
        self.others.setVisible(bool(others))
        self.missing.setVisible(bool(found.missing) and found.is_of_paper)
        self.setVisible(True)


class RecordCard(Card):
    """The desk's PIN and the button; hidden where nothing is to be recorded."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._count = 0
        self.button = Button(self._words, "main")
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.rows.addWidget(self.pin)
        self.rows.addWidget(row_of(self.button))
        self.setVisible(False)

    def offer(self, count: int) -> None:
        """So many sheets can be recorded."""
        self._count = count
        self.button.again()
        self.setVisible(count > 0)

    def _words(self) -> str:
        return plural("Record {count} sheet from paper", "Record {count} sheets from paper", self._count)


def _few(lines: Sequence[str]) -> list[str]:
    left = len(lines) - _MOST_LINES
    if left <= 0:
        return [*lines]
    return [*lines[:_MOST_LINES], plural("… and {count} more", "… and {count} more", left)]


def _recorded_words(count: int) -> str:
    return plural("{count} sheet is recorded from paper.", "{count} sheets are recorded from paper.", count)


def _what_it_is() -> str:
    return _(
        "Signed sheets that were printed bring their points back, when no laptop has them any more: scan the whole stack in one "
        "go, in any order and any way up. The QR code of each sheet proves its points; nothing else on the paper is taken in."
    )
