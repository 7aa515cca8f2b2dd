"""The work of the next stage beside the window: who goes on is read, and the new event is written where a person says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from juryapp.documents.printable import named_letters
from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.many_events.next_stage import NextStage, make_next_stage, read_next_stage
from juryapp.many_events.secrets import Secrets
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.text import _
from juryapp.workbook.reading import read_workbook
from ui.many_events.next_stage_card import AskedStage, NextStageCard
from ui.parts.files import ask_name
from ui.runner import Runner


class NextStageWork(QObject):
    """Answers the card, with the secrets that open the folder now."""

    made = Signal(object)
    """The new event, open."""

    def __init__(self, laptop: Laptop, runner: Runner, card: NextStageCard, secrets: Callable[[], Secrets | None]) -> None:
        super().__init__(card)
        self._laptop, self._runner, self._card, self._secrets = laptop, runner, card, secrets
        card.asked.connect(self._look)
        card.wanted.connect(self._make)

    def _read(self, asked: AskedStage) -> NextStage:
        secrets = self._secrets()
        assert secrets
        read = read_workbook(asked.workbook, named_letters, candidates_come=True)
        return read_next_stage(self._laptop, asked.events, secrets, asking_for_pledges(read.setup), asked.rule)

    def _look(self, asked: AskedStage) -> None:
        self._card.tell(_("Reading the events…"))
        self._ask(lambda: self._read(asked), self._card.show_found)

    def _make(self, asked: AskedStage, passphrase: str, pin: str) -> None:
        path = ask_name(self._card, _("Make the event"), str(asked.workbook.with_suffix(".jury")), _("Juryapp events (*.jury)"))
        if path is None:
            return
        to = path if path.suffix == ".jury" else path.with_name(f"{path.name}.jury")

        def work() -> OpenEvent:
            return make_next_stage(self._laptop, to, passphrase, self._read(asked), pin, pin)

        def done(event: OpenEvent) -> None:
            self._card.forget_secrets()
            self.made.emit(event)

        self._card.tell(_("Writing to {path}…", path=to))
        self._ask(work, done, unwanted=OpenEvent.close)

    def _ask(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        unwanted: Callable[[Any], None] | None = None,
    ) -> None:
        card = self._card
        card.setEnabled(False)

        def answered(result: object) -> None:
            card.setEnabled(True)
            done(result)

        def failed(problem: Problem) -> None:
            card.setEnabled(True)
            card.refuse(problem)

        self._runner.disk.ask(lambda _progress: work(), answered, failed, self, unwanted=unwanted)
