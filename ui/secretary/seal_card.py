"""Seal card: headquarters seals signed documents, and has them time-stamped by a service whose address somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal

from juryapp.disk import is_full
from juryapp.errors import FileProblem, Problem, Refused, WrongPin
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.seats import root_key
from juryapp.event.second_connection import EventPlace
from juryapp.printing.chosen_documents import beside
from juryapp.printing.document_folder import put_signed
from juryapp.signing.certificates import Certificate
from juryapp.text import _, mark, plural
from juryapp.verification.trusted_source import service_certificates
from ui.disk import no_answer
from ui.parts.card import Card
from ui.parts.files import ask_file, ask_folder
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


@dataclass(frozen=True)
class _Wanted:
    """What is to be sealed, and how; read from the card before the work begins."""

    every: bool
    url: str
    renew: bool
    trusted: tuple[Certificate, ...]
    folder: Path | None


class SealCard(Card):
    """Which documents, the service and whom it must lead back to, where the files go, the root's PIN; a way to call it off."""

    told = Signal(object, str)
    """What became of it, and the kind of notice."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._session = session
        self._wanted = _Wanted(every=False, url="", renew=False, trusted=(), folder=None)
        self.trusted: tuple[Certificate, ...] = ()
        """Certificates of the service's authority; none: any time stamp is taken."""
        self._trusted_file = ""
        self.folder: Path | None = None
        """Where the sealed files go besides the record."""
        self.all, self.renew = Tick("", "text"), Tick("", "text")
        self.address = TextLine(lambda: _("Address of a time stamping service; may stay empty"))
        self.address.textChanged.connect(self._say)
        self.trust_button = Button(lambda: _("The service's certificate…"), role="text")
        self.trust_button.clicked.connect(self._ask_certificate)
        self.trust_words = Label(self._trust_words, tone="soft")
        self.folder_button = Button(lambda: _("Save the sealed files into…"), role="text")
        self.folder_button.clicked.connect(self._ask_folder)
        self.folder_words = Label(self._folder_words, tone="soft")
        self.button = Button(lambda: _("Seal at headquarters"), "main")
        self.button.clicked.connect(self.seal)
        self.pin = PinField(lambda: _("The PIN of headquarters' root"), self.button, session.mistakes, "root")
        self.steps = WorkSteps()
        for part in (
            Label(lambda: _("Seal documents"), "large"),
            Label(_what_it_is, tone="soft"),
            self.all,
            self.address,
            self.trust_words,
            self.renew,
            self.folder_words,
            row_of(self.trust_button, self.folder_button),
            self.pin,
            row_of(self.button),
            self.steps,
        ):
            self.rows.addWidget(part)
        self._say()

    def _say(self) -> None:
        """What asks for time stamps waits for an address."""
        self.all.say(_("All signed documents, not the minutes alone"))
        self.renew.say(_("One more time stamp above those that are there, before their certificates run out"))
        asked = bool(self.address.text().strip())
        for part in (self.renew, self.trust_words, self.trust_button):
            part.setVisible(asked)
        self.trust_words.again()
        self.folder_words.again()

    def _trust_words(self) -> str:
        if self.trusted:
            return _("Only time stamps that lead back to the certificate in {file} are taken.", file=self._trusted_file)
        return _("Any time stamp is taken. Choose the certificate of the service's authority, so that none but its own is.")

    def _folder_words(self) -> str:
        if self.folder:
            return _("The sealed files are saved in {folder} as well.", folder=self.folder)
        return _("What is sealed stays in the event; “Documents” saves it later.")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()

    def _ask_certificate(self) -> None:
        path = ask_file(self, _("The service's certificate"), _("Certificates (*.pem *.crt *.cer)"))
        if path:
            self.trust(path)

    def trust(self, path: Path) -> None:
        """Takes only time stamps that lead back to the certificates in this file."""
        self._session.runner.disk.ask(
            lambda progress: service_certificates(path),
            partial(self._trust, path.name),
            self._failed,
            self,
            silent=lambda: self._failed(no_answer(path)),
        )

    def _trust(self, file: str, found: tuple[Certificate, ...]) -> None:
        self.trusted, self._trusted_file = found, file
        self._say()

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Save the sealed files into…"))
        if folder and not self._session.hidden:
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """The sealed files go there as well."""
        self.folder = folder
        self._say()

    def seal(self) -> None:
        """Seals what is chosen, beside the window, if the PIN is right."""
        if self.steps.works:
            return
        place, pin, url = EventPlace.of(self._session.opened), self.pin.take(), self.address.text().strip()
        wanted = _Wanted(
            every=self.all.isChecked(),
            url=url,
            renew=bool(url) and self.renew.isChecked(),
            trusted=self.trusted,
            folder=self.folder,
        )
        self._wanted = wanted
        steps, disk = self.steps.begin(0, _sealing), self._session.runner.disk
        self.steps.cancel.setFocus()

        def work(progress: Progress) -> tuple[list[Sealed], int]:
            # signing and the network are loaded when they are asked for
            from juryapp.printing.sealed_documents import ALONE, KINDS, documents_to_seal
            from juryapp.printing.sealing import Sealing
            from juryapp.printing.time_stamp_service import TimeStampService

            with beside(place, None) as event:
                service = TimeStampService(url, wanted.trusted) if url else None
                sealing = Sealing(event, root_key(event, pin), service, renew=wanted.renew)
                documents = documents_to_seal(event, KINDS if wanted.every else ALONE)
                done: list[Sealed] = []
                if not documents:
                    raise Refused(_NONE)
                steps.tell(0, len(documents))
                for one in sealing.each(documents):
                    done.append(_saved(one, wanted.folder))
                    steps.tell(len(done), len(documents))
                    progress(len(done), len(documents))
                    if steps.called_off() or disk.closing or _is_full(done[-1]):
                        break
                return done, len(documents) - len(done)

        disk.ask(work, self._done, self._failed, self, row="documents")

    def _done(self, outcome: tuple[Sequence[Sealed], int]) -> None:
        from juryapp.printing.sealing import outcome_words

        (done, left), wanted = outcome, self._wanted
        self._end()
        self.pin.forget()
        written = [one.changes for one in done if one.changes]
        registers = frozenset(register for one in written for register in one.registers)
        self._session.wrote(
            Changes(registers, tuple(id_ for one in written for id_ in one.entries)) if written else NOTHING, self
        )
        problems = list(dict.fromkeys(str(one.problem) for one in done if one.problem))

        def words() -> str:
            said = outcome_words(done, asked=bool(wanted.url))
            if left and not _is_full(done[-1]):
                said.append(plural("Called off: {count} is left.", "Called off: {count} are left.", left))
            elif left:
                said.append(plural("{count} more was not tried.", "{count} more were not tried.", left))
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


def _is_full(one: Sealed) -> bool:
    """True where no other file would find room either."""
    return one.problem is not None and is_full(one.problem)


def _saved(one: Sealed, folder: Path | None) -> Sealed:
    """What is sealed and on record, written into a folder too; what stands in the way is told with it."""
    if folder is None or not one.pdf:
        return one
    try:
        put_signed(folder / one.name, one.pdf)
    except FileProblem as problem:
        return one.but(problem)
    return one


def _sealing(done: int, of: int) -> str:
    return _("Sealing {done} of {count}…", done=min(done + 1, of), count=of) if of else _("Sealing…")


def _what_it_is() -> str:
    return _(
        "Headquarters' seal closes what was signed. A time stamp on the minutes proves every sheet that they name, for decades. "
        "The service is sent a digest, nothing else; without an address no network is used. What is sealed is on record at once."
    )
