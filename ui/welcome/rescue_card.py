"""Rescuing what can be proven of a file that can't be opened into a new one: offered, done with progress, and told plainly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from juryapp.errors import Problem, Refused, WrongPassphrase
from juryapp.text import _
from ui.disk import Progress, no_answer
from ui.parts.card import Card
from ui.parts.files import ask_file, ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import Message, bring_into_view
from ui.runner import Runner
from ui.secretary.work_line import WorkLine

Rescue = Callable[[Path, str, Progress, Sequence[Path]], tuple[Callable[[], str], bool]]
"""Rescues into this new file under this passphrase, with copies of the file for one that lost its first bytes: what to say about
it, and whether the new file can be opened alone."""


class RescueCard(Card):
    """Hidden until a file fails in a way that may come of damage."""

    to_open = Signal(object, str)
    """The new file is to be opened, under this passphrase."""

    def __init__(self, runner: Runner, damaged: Path, rescue: Rescue) -> None:
        super().__init__(24, 12)
        self._runner, self._damaged, self._rescue = runner, damaged, rescue
        self._passphrase = ""
        self._target = damaged
        self._stopped = False
        self.about = Label(_what_it_is, tone="soft")
        self.button = Button(lambda: _("Rescue what can be proven into a new file…"))
        self.with_copy = Button(lambda: _("Take its beginning from a package or another copy…"))
        self.work = WorkLine()
        self.said = Message("bad")
        self.told = Label()
        self.open_button = Button(lambda: _("Open the new file"))
        self.rows.addWidget(Label(lambda: _("If the file is damaged"), "strong"))
        for part in (self.about, row_of(self.button, self.with_copy), self.work, self.said, self.told, row_of(self.open_button)):
            self.rows.addWidget(part)
        self.button.clicked.connect(lambda: self._ask())
        self.with_copy.clicked.connect(self._ask_with_copy)
        self.work.stop.clicked.connect(self._stop)
        self.open_button.clicked.connect(self._open)
        runner.quiet_progress.connect(self.work.show_progress)
        self.withdraw()

    def offer(self, passphrase: str) -> None:
        """Offers it, under the passphrase that was typed."""
        self.withdraw()
        self._passphrase = passphrase
        self.setVisible(True)

    def withdraw(self) -> None:
        """Nothing is offered any more, and nothing told."""
        self._passphrase = ""
        self.setVisible(False)
        for part in (self.with_copy, self.work, self.said, self.told, self.open_button):
            part.setVisible(False)
        self.button.setVisible(True)

    def _ask_with_copy(self) -> None:
        copy = ask_file(self, _("Choose a package or another copy of the file"), _("Juryapp files (*.jury *.jurypack)"))
        if copy:
            self._ask([copy])

    def _ask(self, copies: Sequence[Path] = ()) -> None:
        name = _("{name} rescued", name=self._damaged.stem) + ".jury"
        place = ask_name(self, _("Where is the new file to be put?"), name, _("Juryapp events (*.jury)"))
        if place:
            self.rescue_into(place, copies)

    def rescue_into(self, place: Path, copies: Sequence[Path] = ()) -> None:
        """Rescues into this file, beside the window. It appears whole or not at all."""
        self._target, self._stopped = place, False
        self.said.setVisible(False)
        self.told.setVisible(False)
        self.button.setVisible(False)
        self.with_copy.setVisible(False)
        self.work.begin(lambda: _("Reading what is whole…"))
        rescue, passphrase = self._rescue, self._passphrase

        def work(progress: Progress) -> tuple[Callable[[], str], bool]:
            def told(done: int, of: int) -> None:
                if self._stopped:
                    raise Refused("Nothing was rescued: it was stopped.")
                progress(done, of)

            return rescue(place, passphrase, told, copies)

        self._runner.disk.ask(work, self._done, self._failed, self, seen=True, silent=self._silent)

    def _stop(self) -> None:
        self._stopped = True
        self.work.stop.setEnabled(False)

    def _rest(self) -> None:
        self.work.setVisible(False)
        self.button.setVisible(True)

    def _done(self, outcome: tuple[Callable[[], str], bool]) -> None:
        words, opens = outcome
        self._rest()
        self.told.say(words)
        self.told.setVisible(True)
        self.button.setVisible(not opens)
        self.open_button.setVisible(opens)
        (self.open_button if opens else self.button).setFocus()
        bring_into_view(self.told, self.open_button)

    def _failed(self, problem: Problem) -> None:
        self._rest()
        self.said.tell(lambda: "\n".join(problem.sentences()))
        self.with_copy.setVisible(isinstance(problem, WrongPassphrase))
        self.button.setFocus()
        bring_into_view(self.said)

    def _silent(self) -> None:
        self.said.tell(lambda: str(no_answer(self._target)))

    def _open(self) -> None:
        self.to_open.emit(self._target, self._passphrase)


def _what_it_is() -> str:
    return _(
        "Each entry proves itself; what is whole is written into a new file, and what is lost is told. This file is only read. "
        "A spare copy is whole and ends where it was made; what is rescued may go further. Rescue too, and compare where each "
        "ends."
    )
