"""Another event's file, from which a new one takes its set-up: which it is, its passphrase, and what was read of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.model.setup import Setup
from juryapp.setup_changes.new_setups import set_up_of
from juryapp.text import _
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.files import ask_file
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.tab_order import made_anew
from ui.parts.tick import Tick
from ui.runner import Progress, Runner


class OtherEvent(QWidget):
    """Asks for last year's event, of which the chosen jurors come along, or for the event to be rehearsed, which comes whole."""

    asked = Signal()
    """It is about to be read."""
    was_read = Signal(object)
    """Its `Setup`."""
    refused = Signal(object)
    """Why it can't be read, a `Problem`."""

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self._laptop, self._runner = laptop, runner
        self.rehearses = False
        self.setup: Setup | None = None
        """What was read."""
        self.path: Path | None = None
        self.jurors: dict[str, Tick] = {}
        self.choose = Button(self._choose_words)
        self.choose.clicked.connect(self._ask)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._read)
        self.look = Button(lambda: _("Read it"))
        self.look.clicked.connect(self._read)
        self._along = Label(self._along_words, "large")
        self._chosen = Label(self._chosen_words, tone="soft")
        self._whose = Label(self._whose_words, "strong")
        self.found = Label(self._found_words, "strong", "good")
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        fonts.give(self.passphrase, "text")
        self._whose.setBuddy(self.passphrase)
        give_spoken_name(self.passphrase, self._whose_words)
        rows.addWidget(self._along)
        rows.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._chosen, self._whose, self.passphrase):
            rows.addWidget(part)
        rows.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self._ticks = QVBoxLayout()
        rows.addLayout(self._ticks)
        rows.addWidget(self.found)
        self._show_found()

    def ask_for(self, *, rehearses: bool) -> None:
        """Which event is wanted; one that was read for the other purpose is asked for again."""
        if rehearses != self.rehearses:
            self.rehearses = rehearses
            self.take(None)
        for said in (self._along, self.choose, self._whose):
            said.again()
        give_spoken_name(self.passphrase, self._whose_words)

    def chosen_jurors(self) -> list[str]:
        """The codes of those that come along from last year."""
        return [code for code, tick in self.jurors.items() if tick.isChecked()]

    def _ask(self) -> None:
        path = ask_file(self, self._choose_words().rstrip("…"), _("Juryapp events (*.jury)"))
        if path:
            self.take(path)
            self.passphrase.setFocus()

    def take(self, path: Path | None) -> None:
        """It lies there; what was read of another is forgotten."""
        self.path, self.setup, self.jurors = path, None, {}
        self.passphrase.clear()
        empty(self._ticks)
        made_anew(self)
        self._chosen.again()
        self._show_found()

    def _read(self) -> None:
        path, passphrase, laptop = self.path, self.passphrase.text(), self._laptop
        if path is None:
            self.choose.setFocus()
            return
        self.asked.emit()

        def work(progress: Progress) -> Setup:
            return set_up_of(laptop, path, passphrase)

        self._runner.run(work, self._show_read, self._refuse)

    def _show_read(self, setup: Setup) -> None:
        self.setup = setup
        self.passphrase.clear()
        empty(self._ticks)
        self.jurors = {} if self.rehearses else {one.code: Tick(f"{one.name} ({one.code})", "text") for one in setup.jurors}
        for tick in self.jurors.values():
            tick.setChecked(True)
            self._ticks.addWidget(tick)
        made_anew(self)
        self._show_found()
        self.was_read.emit(setup)

    def _refuse(self, problem: Problem) -> None:
        self.passphrase.setFocus()
        self.refused.emit(problem)

    def _show_found(self) -> None:
        self.found.again()
        self.found.setVisible(bool(self.found.text()))

    def _along_words(self) -> str:
        if self.rehearses:
            return _(
                "Everything comes along but what was scored. The interviews begin today, every page says DATA SIMULASI, and the "
                "file never merges with the event's own."
            )
        return _("Categories, criteria and jurors come along; candidates, scores and times don't.")

    def _choose_words(self) -> str:
        return _("Choose the event to rehearse…") if self.rehearses else _("Choose last year's event…")

    def _whose_words(self) -> str:
        if self.rehearses:
            return _("The passphrase of that event; the rehearsal gets another one")
        return _("The passphrase of last year's event")

    def _chosen_words(self) -> str:
        return str(self.path) if self.path else _("A file that ends in .jury; nothing is written to it.")

    def _found_words(self) -> str:
        """What a rehearsal takes along; what comes along from last year is seen in the ticks and fields."""
        setup = self.setup
        if setup is None or not self.rehearses:
            return ""
        return _(
            "{event} was read. Candidates: {candidates}; jurors: {jurors}; categories: {categories}.",
            event=setup.event.code,
            candidates=len(setup.candidates),
            jurors=len(setup.jurors),
            categories=len(setup.categories),
        )
