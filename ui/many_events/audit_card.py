"""The auditor's seat in the window: all that one event tells, in a text that can't be changed; nothing is written to it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from juryapp.disk import write_whole
from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.many_events.audit import Audit, audit
from juryapp.many_events.secrets import Secrets
from juryapp.text import _
from ui.disk import no_answer
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.files import ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, breakable, give_spoken_name
from ui.parts.message import Message
from ui.runner import Runner

_HEIGHT = 520


class AuditCard(Card):
    """Of one event of the folder; hidden until it is asked for."""

    closed = Signal()

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__(20, 10)
        self._laptop, self._runner = laptop, runner
        self.found: Audit | None = None
        self.mark = Label(lambda: _("READ ONLY, FOR AN AUDITOR"), "strong")
        self.mark.setProperty("notice", "warn")
        self.title = Label(lambda: breakable(self.found.path.name) if self.found else "", "name")
        self.proof = Label(self._proof_words, tone="soft")
        self.said = Message()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        fonts.give(self.text, "text")
        give_spoken_name(self.text, lambda: _("What the event tells"))
        self.text.setMinimumHeight(fonts.scaled(_HEIGHT))
        self.save = Button(lambda: _("Save the text…"))
        self.save.clicked.connect(self._save)
        self.close_button = Button(lambda: _("Close"))
        self.close_button.clicked.connect(self._close)
        for part in (self.mark, self.title, self.proof, self.said, self.text, row_of(self.save, self.close_button)):
            self.rows.addWidget(part)
        self.setVisible(False)

    def read(self, path: Path, secrets: Secrets) -> None:
        """Reads everything of this event, beside the window."""
        self.found = None
        self.text.clear()
        self.setVisible(True)
        self.said.tell(lambda: _("Reading…"), "warn")
        self._ask(partial(audit, self._laptop, path, secrets))

    def _ask(self, work: partial[Audit]) -> None:
        # it may take long, and says so: nobody is told meanwhile that the disk is silent
        self._runner.disk.ask(lambda _progress: work(), self._show, self._failed, self)

    def _show(self, found: Audit) -> None:
        self.found = found
        self.said.setVisible(False)
        self.title.again()
        self.proof.again()
        self.text.setPlainText(found.text())
        self.text.setFocus()

    def _failed(self, problem: Problem) -> None:
        self.said.tell(lambda: str(problem), "bad")

    def _proof_words(self) -> str:
        if self.found is None:
            return ""
        if self.found.is_untouched:
            return _("The file is the same, byte for byte: SHA-256 {digest}.", digest=self.found.after)
        return _("Something else wrote to the file meanwhile.")

    def _save(self) -> None:
        found = self.found
        path = ask_name(self, _("Save the text…"), f"{found.path.stem}-audit.txt", _("Text files (*.txt)")) if found else None
        if found and path:
            content = found.text().encode()
            self._runner.disk.ask(
                lambda _progress: write_whole(path, content),
                lambda _none: self.said.tell(lambda: _("Saved: {path}", path=path), "good"),
                self._failed,
                self,
                silent=partial(self._failed, no_answer(path)),
            )

    def _close(self) -> None:
        self.found = None
        self.text.clear()
        self.setVisible(False)
        self.closed.emit()
