"""The inbox in the window: the packages of a folder with their verdicts, and receiving all that is new; it can be called off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.many_events.folder import event_files
from juryapp.many_events.inbox import TAKEN, InboxRow, Verdict, look_at_inbox, packages_of, receive_all
from juryapp.many_events.inbox_words import inbox_words, verdict_words
from juryapp.many_events.secrets import Secrets
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.files import ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, breakable
from ui.parts.marked import Marked
from ui.parts.message import Message, bring_into_view
from ui.runner import Runner
from ui.work_steps import Steps, WorkSteps

_LOOKS = {Verdict.NEW: ("half", "warn"), Verdict.HELD: ("half", "warn"), Verdict.HERE: ("check", "good")}


class InboxCard(Card):
    """Hidden until it is asked for."""

    received = Signal()
    """Something was taken in: what is shown of the events is of before."""

    def __init__(self, laptop: Laptop, runner: Runner, folder: Path, secrets: Callable[[], Secrets | None]) -> None:
        super().__init__()
        self._laptop, self._runner, self._events, self._secrets = laptop, runner, folder, secrets
        self._folder = folder
        self.found: list[InboxRow] = []
        self.lines: list[InboxLine] = []
        self.where = Label(lambda: _("Packages in {folder}", folder=breakable(str(self._folder))), tone="soft")
        self.choose = Button(lambda: _("Another folder with packages…"))
        self.choose.clicked.connect(self._choose)
        self.take = Button(lambda: _("Receive all that is new"), "main")
        self.take.clicked.connect(self._receive)
        self.summary = Label(lambda: inbox_words(self.found), "strong")
        self.said = Message()
        self.steps = WorkSteps()
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.rows.addWidget(Label(lambda: _("Inbox of packages"), "name"))
        for part in (self.where, row_of(self.choose), self.summary, self.said, self.steps, inner, row_of(self.take)):
            self.rows.addWidget(part)

    def look(self) -> None:
        """Looks at the packages anew."""
        self._show([])
        self.choose.setFocus()
        laptop, folder, files = self._laptop, self._folder, self._events
        secrets = self._secrets()
        assert secrets
        steps = self._begin(_looking)

        def work() -> list[InboxRow]:
            packages, rows = packages_of(folder), list[InboxRow]()
            for row in look_at_inbox(laptop, packages, event_files(files), secrets, steps.called_off):
                rows.append(row)
                steps.tell(len(rows), len(packages))
            return rows

        self._ask(work, self._show)

    def _receive(self) -> None:
        rows, laptop, secrets = list(self.found), self._laptop, self._secrets()
        assert secrets
        steps, wanted = self._begin(_receiving), sum(row.verdict in TAKEN for row in self.found)

        def work() -> list[InboxRow]:
            done: dict[Path, InboxRow] = {}
            for row in receive_all(laptop, rows, secrets, steps.called_off):
                done[row.path] = row
                steps.tell(len(done), wanted)
            return [done.get(row.path, row) for row in rows]

        self._ask(work, self._received)

    def _received(self, rows: list[InboxRow]) -> None:
        self._show(rows)
        self.take.setVisible(False)
        self.said.tell(lambda: _("What was received stands below; read the events again to see what it changed."), "good")
        self.received.emit()
        bring_into_view(self.said)

    def _begin(self, words: Callable[[int, int], str]) -> Steps:
        self.said.setVisible(False)
        for part in (self.choose, self.take):
            part.setEnabled(False)
        return self.steps.begin(0, words)

    def _ask(self, work: Callable[[], list[InboxRow]], done: Callable[[list[InboxRow]], None]) -> None:
        def answered(rows: list[InboxRow]) -> None:
            self._rest()
            done(rows)

        def failed(problem: Problem) -> None:
            self._rest()
            self.said.tell(lambda: str(problem), "bad")

        # it may take long, shows how far it is and can be called off: nobody is told meanwhile that the disk is silent
        self._runner.disk.ask(lambda _progress: work(), answered, failed, self)

    def _rest(self) -> None:
        self.steps.stop()
        self.steps.end()
        for part in (self.choose, self.take):
            part.setEnabled(True)

    def _show(self, rows: list[InboxRow]) -> None:
        self.found = rows
        empty(self._list)
        self.lines = [InboxLine(row) for row in rows]
        for line in self.lines:
            self._list.addWidget(line)
        self.summary.again()
        self.take.setVisible(any(row.verdict in TAKEN for row in rows))

    def _choose(self) -> None:
        folder = ask_folder(self, _("Choose the folder with the packages"))
        if folder:
            self.look_into(folder)

    def look_into(self, folder: Path) -> None:
        """The packages lie there."""
        self._folder = folder
        self.where.again()
        self.look()


class InboxLine(QWidget):
    """One package: its file, into which event it belongs, and what it is."""

    def __init__(self, row: InboxRow) -> None:
        super().__init__()
        self.row = row
        self.verdict = Marked()
        mark, tone = ("check", "good") if row.received else _LOOKS.get(row.verdict, ("bang", "bad"))
        self.verdict.show_state(mark, tone, lambda: verdict_words(row))
        self.name = Label(
            lambda: breakable(f"{row.path.name} → {row.event.name}" if row.event else row.path.name), "small", "soft"
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2, 0, 2)
        rows.setSpacing(1)
        for part in (self.verdict, self.name):
            rows.addWidget(part)


def _looking(done: int, of: int) -> str:
    return _("Looking at the packages… {done} of {of}", done=done, of=of) if of else _("Looking at the packages…")


def _receiving(done: int, of: int) -> str:
    return _("Receiving… {done} of {of}", done=done, of=of) if of else _("Receiving…")
