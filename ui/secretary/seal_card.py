"""Seal card: headquarters seals signed documents, and has them time-stamped by a service whose address somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal

from juryapp.errors import Problem, Refused, WrongPin
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.seats import root_key
from juryapp.event.second_connection import EventPlace
from juryapp.printing.chosen_documents import beside
from juryapp.text import _, mark, plural
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.session import Session
from ui.work_steps import WorkSteps

if TYPE_CHECKING:
    from juryapp.printing.sealing import Sealed

_MOST_TOLD = 4
_NONE = mark("There is nothing to seal yet: no document of this kind is signed.")


class SealCard(Card):
    """Which documents, the service's address, the root's PIN; progress, and a way to call it off."""

    told = Signal(object, str)
    """What became of it, and the kind of notice."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._session = session
        self.all = Tick("", "text")
        self.address = TextLine(lambda: _("Address of a time stamping service; may stay empty"))
        self.button = Button(lambda: _("Seal at headquarters"), "main")
        self.button.clicked.connect(self.seal)
        self.pin = PinField(lambda: _("The PIN of headquarters' root"), self.button, session.mistakes, "root")
        self.steps = WorkSteps()
        for part in (
            Label(lambda: _("Seal documents"), "large"),
            Label(_what_it_is, tone="soft"),
            self.all,
            self.address,
            self.pin,
            row_of(self.button),
            self.steps,
        ):
            self.rows.addWidget(part)
        self._say()

    def _say(self) -> None:
        self.all.say(_("All signed documents, not the minutes alone"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()

    def seal(self) -> None:
        """Seals what is chosen, beside the window, if the PIN is right."""
        if self.steps.works:
            return
        place, pin, url, all_ = (
            EventPlace.of(self._session.opened),
            self.pin.take(),
            self.address.text().strip(),
            self.all.isChecked(),
        )
        steps, disk = self.steps.begin(0, _sealing), self._session.runner.disk
        self.steps.cancel.setFocus()

        def work(progress: Progress) -> tuple[list[Sealed], int]:
            # signing and the network are loaded when they are asked for
            from juryapp.printing.sealed_documents import ALONE, KINDS, documents_to_seal
            from juryapp.printing.sealing import Sealing
            from juryapp.printing.time_stamp_service import TimeStampService

            with beside(place, None) as event:
                service = TimeStampService(url) if url else None
                sealing = Sealing(event, root_key(event, pin), service)
                documents = documents_to_seal(event, KINDS if all_ else ALONE)
                done: list[Sealed] = []
                if not documents:
                    raise Refused(_NONE)
                steps.tell(0, len(documents))
                for one in sealing.each(documents):
                    done.append(one)
                    steps.tell(len(done), len(documents))
                    progress(len(done), len(documents))
                    if steps.called_off() or disk.closing:
                        break
                return done, len(documents) - len(done)

        disk.ask(work, self._done, self._failed, self, row="documents")

    def _done(self, outcome: tuple[Sequence[Sealed], int]) -> None:
        from juryapp.printing.sealing import outcome_words

        done, left = outcome
        asked = bool(self.address.text().strip())
        self._end()
        self.pin.forget()
        written = [one.changes for one in done if one.changes]
        registers = frozenset(register for one in written for register in one.registers)
        self._session.wrote(
            Changes(registers, tuple(id_ for one in written for id_ in one.entries)) if written else NOTHING, self
        )
        problems = list(dict.fromkeys(str(one.problem) for one in done if one.problem))

        def words() -> str:
            said = outcome_words(done, asked=asked)
            if left:
                said.append(plural("Called off: {count} is left.", "Called off: {count} are left.", left))
            return "\n".join([*said, *problems[:_MOST_TOLD]])

        self.told.emit(words, "warn" if problems or left else "good")
        self.button.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._end()
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            bring_into_view(self.pin)
        else:
            self.told.emit(lambda: str(problem), "bad")

    def _end(self) -> None:
        self.steps.stop()
        self.steps.end()


def _sealing(done: int, of: int) -> str:
    return _("Sealing {done} of {count}…", done=min(done + 1, of), count=of) if of else _("Sealing…")


def _what_it_is() -> str:
    return _(
        "Headquarters' seal closes what was signed. A time stamp on the minutes proves every sheet that they name, for decades. "
        "The service is sent a digest, nothing else; without an address no network is used. What is sealed is on record at once."
    )
