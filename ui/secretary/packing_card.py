"""Packing: this laptop's package onto a flash disk or into a folder, read back. And the words that others know it by."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from shiboken6 import isValid

from juryapp.board import records
from juryapp.board.candidate_papers import held, megabytes
from juryapp.board.spared import spared_pdfs
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.event.second_connection import EventPlace
from juryapp.journal.subjects import Subject
from juryapp.sharing.receipt import write_receipt_beside
from juryapp.sharing.receive import PULLED, pack_beside
from juryapp.signing.fingerprint import words
from juryapp.text import _, mark, plural
from ui.disk import BESIDE, no_answer
from ui.parts.card import Card
from ui.parts.files import ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.parts.next_focus import focus_next
from ui.parts.tick import Tick
from ui.services import flash_disk_paths
from ui.session import Session
from ui.stick_row import StickRow

_ON_OWN_DISK = mark(
    "The package is written and was read back: {path}. It lies on the disk where the event itself lies: that is no second place "
    "yet."
)


class PackingCard(Card):
    """One press: everything that this laptop knows, in one file without keys."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._session = session
        self._number, self._is_as_packed = 0, True
        """This laptop's last entry when packing began, and whether nothing was written since but by packing."""
        self._held_focus = False
        """The focus was on what was pressed to pack, and rests while it is packed."""
        self._refused_by: Path | None = None
        """The folder of a flash disk that is in of which it is told why nothing was packed there."""
        self.said = Message("good")
        self.own = Label(self._own_words, tone="soft")
        self.light = Tick("", "text")
        """Offered where there are candidates' own papers."""
        self.whole = Tick("", "text")
        """Offered where PDFs of sheets are left out."""
        self.folder = Button(lambda: _("Pack into a folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.receipt = Button(lambda: _("Receipt into a folder…"))
        """Headquarters' alone."""
        self.receipt.clicked.connect(self._ask_receipt_folder)
        self.receipt_words = Label(
            lambda: _("A small file without personal data: a laptop that receives it knows what has arrived here."),
            tone="soft",
        )
        self.targets = StickRow(session.sticks, lambda name: _("Pack onto {name}", name=name), self.pack_into, self.folder)
        self.targets.changed.connect(self._forget_what_is_out)
        session.changed.connect(self._changed)
        self.rows.addWidget(Label(lambda: _("Give this laptop's data along"), "large"))
        self.rows.addWidget(
            Label(lambda: _("One package with everything that this laptop knows, encrypted, without keys."), tone="soft")
        )
        self.rows.addWidget(self.light)
        self.rows.addWidget(self.whole)
        self.rows.addWidget(self.targets)
        self.rows.addWidget(row_of(self.receipt))
        self.rows.addWidget(self.receipt_words)
        self.rows.addWidget(self.said)
        self.rows.addWidget(self.own)
        self._offer_light()
        self._offer_receipt()
        self.whole.setVisible(False)

    def _forget_what_is_out(self) -> None:
        """What a flash disk refused is told while it is in: the next one may well take it."""
        if self._refused_by is not None and self._session.sticks.disk_with(self._refused_by) is None:
            self._refused_by = None
            self.said.setVisible(False)

    def _offer_light(self) -> None:
        papers = held(self._session.opened) if self._session.is_open else 0
        self.light.say(_("Light: leave out the candidates' papers ({size}); whoever receives it is told", size=megabytes(papers)))
        self.light.setVisible(papers > 0)

    def _offer_whole(self) -> None:
        event = self._session.opened if self._session.is_open else None
        spared = spared_pdfs(event) if event else {}
        central = event is not None and records.is_headquarters(event)
        self.whole.say(_whole_words(len(spared), sum(spared.values()), at_headquarters=central))
        self.whole.setVisible(bool(spared))

    def _offer_receipt(self) -> None:
        is_offered = self._session.is_open and records.is_headquarters(self._session.opened)
        self.receipt.setVisible(is_offered)
        self.receipt_words.setVisible(is_offered)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_whole()  # what others said that they hold comes in without an entry

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._offer_light()
            self._offer_whole()
        super().changeEvent(event)

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._is_as_packed = False
        self.own.again()
        if initiator is None or changes.touch(Subject.PAPER):
            self._offer_light()
        if initiator is None or changes.touch(Subject.HEADQUARTERS):
            self._offer_receipt()

    def _ask_receipt_folder(self) -> None:
        folder = ask_folder(self, _("Receipt into a folder…"))
        if folder:
            self.put_receipt(folder)

    def put_receipt(self, folder: Path) -> None:
        """Writes headquarters' receipt into this folder, beside the window."""
        place = self._place(folder)
        if place is None:
            return
        self._tell(lambda: _("Writing the receipt…"), "good")
        self._session.runner.disk.ask(
            lambda _progress: write_receipt_beside(place, folder),
            self._wrote_receipt,
            partial(self._failed, folder),
            self,
            row=BESIDE,
            silent=lambda: self._silent(folder),
        )

    def _place(self, folder: Path) -> EventPlace | None:
        """The event as it is read beside the window; None where it, or the flash disk, can't be written, which is told."""
        try:
            place = EventPlace.of(self._session.opened)
            if refusal := self._session.sticks.refusal(folder):
                raise refusal
        except Problem as problem:
            self._failed(folder, problem)
            return None
        return place

    def _wrote_receipt(self, path: Path) -> None:
        if self._is_here():
            self._session.sticks.wrote(path)
            self._tell(lambda: _("The receipt is written: {path}", path=path), "good")

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Pack into a folder…"))
        if folder:
            self.pack_into(folder, chosen=True)

    def pack_into(self, folder: Path, *, chosen: bool = False) -> None:
        """Packs, beside the window. One that was `chosen` among folders must still be there."""
        place = self._place(folder)
        if place is None:
            return
        focused = self.window().focusWidget()
        self._held_focus = focused is not None and self.targets.isAncestorOf(focused)
        self._number, self._is_as_packed = records.last_own(self._session.opened), True
        self.targets.setEnabled(False)
        self._tell(lambda: _("Packing…"), "good")
        key = self._session.secretary.held if self._session.secretary else None
        path = self._session.opened.path
        light = self.light.isVisible() and self.light.isChecked()
        whole = self.whole.isVisible() and self.whole.isChecked()
        self._session.runner.disk.ask(
            lambda progress: _and_where(pack_beside(place, folder, progress, key, light=light, whole=whole, chosen=chosen), path),
            lambda packed: self._packed(*packed),
            partial(self._failed, folder),
            self,
            row=BESIDE,
            silent=lambda: self._silent(folder),
        )

    def _silent(self, folder: Path) -> None:
        """Another place may be tried meanwhile; what this one answers is told when it comes."""
        self.targets.setEnabled(True)
        self._tell(lambda: str(no_answer(folder)), "warn")

    def _packed(self, path: Path, own_disk: bool) -> None:  # noqa: FBT001  # an answer
        if not self._is_here():
            return
        self._go_on()
        if own_disk:
            self._tell(lambda: _(_ON_OWN_DISK, path=path), "warn")
        else:
            number = records.last_own(self._session.opened) if self._is_as_packed else self._number
            self._session.tell_copied(number)
            self._tell(lambda: _("The package is written and was read back: {path}", path=path), "good")
            self.own.again()

    def _failed(self, folder: Path, problem: Problem) -> None:
        if self._is_here():
            self._go_on()
            self._tell(lambda: str(problem), "bad")
            is_in = problem.message != PULLED and self._session.sticks.disk_with(folder) is not None
            self._refused_by = folder if is_in else None

    def _go_on(self) -> None:
        """Another disk may be next: the focus is where it is packed onto, unless somebody went on meanwhile."""
        self.targets.setEnabled(True)
        if self._held_focus and self.isVisible():
            focus_next(self.targets)
        self._held_focus = False

    def _is_here(self) -> bool:
        return isValid(self) and self._session.is_open

    def _tell(self, say: Say, notice: str) -> None:
        self._refused_by = None
        self.said.tell(say, notice)

    def _own_words(self) -> str:
        device = self._session.opened.device
        if not device:
            return ""
        return _("Where this laptop isn't known yet, its words are asked for: {words}", words=words(device))


def _whole_words(count: int, size: int, *, at_headquarters: bool) -> str:
    if at_headquarters:
        return plural(
            "Whole: pack the PDF of {count} signed sheet ({size}) too, which every other laptop holds already",
            "Whole: pack the PDFs of {count} signed sheets ({size}) too, which every other laptop holds already",
            count,
            size=megabytes(size),
        )
    return plural(
        "Whole: pack the PDF of {count} signed sheet ({size}) too, which headquarters holds already",
        "Whole: pack the PDFs of {count} signed sheets ({size}) too, which headquarters holds already",
        count,
        size=megabytes(size),
    )


def _and_where(package: Path, event: Path) -> tuple[Path, bool]:
    """A package that was written, and whether it lies on the event's own disk."""
    return package, flash_disk_paths.is_on_disk_of(package.parent, event)
