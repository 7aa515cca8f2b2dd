"""Headquarters' root: where its key lies, its copy, and being headquarters again. Nothing of the key is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.desk.headquarters import take_place
from juryapp.desk.root_copy import ENDING, RootCopies, root_state
from juryapp.documents.words import moment
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.text import _, mark
from ui.disk import no_answer
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.files import ask_file, ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField, root_pin_words
from ui.parts.scroll_page import ScrollPage
from ui.secretary.frozen_results import FreezeCard
from ui.secretary.seal_card import SealCard
from ui.session import Session


class RootPage(ScrollPage):
    """What stands, the copy, and the root's PIN for what is done with it."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state = root_state(session.opened)
        self.said = PageMessage(self)
        self.place = Label(self._place_words, "strong")
        self.path = Label(lambda: str(self._state.path) if self._state.is_here else "", "small", "soft")
        self.confirms = Label(self._confirms_words)
        self.copied = Label(self._copied_words)
        self.copy_button = Button(lambda: _("Copy the key into a folder…"), "main")
        self.pin = PinField(
            root_pin_words,
            None,
            session.mistakes,
            "root",
        )
        self.check_button = Button(lambda: _("Read a copy and try the PIN…"))
        self.take_button = Button(lambda: _("Take the key from a copy…"), "main")
        self.become_button = Button(lambda: _("Make this laptop headquarters again"), "main")
        self.seal_card = SealCard(session)
        self.seal_card.told.connect(self._tell)
        self.freeze_card = FreezeCard(session)
        self.freeze_card.told.connect(self._tell)
        self.back_button = Button(lambda: _("Back"))
        self.copy_button.clicked.connect(self._ask_folder)
        self.check_button.clicked.connect(self._ask_copy)
        self.take_button.clicked.connect(self._ask_copy)
        self.become_button.clicked.connect(self.become)
        self.back_button.clicked.connect(self.back)
        self._lay_out()
        session.changed.connect(self._changed)
        self.show_state()

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Headquarters' key"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        where = Card(20, 8)
        for part in (self.place, self.path, self.confirms):
            where.rows.addWidget(part)
        rows.addWidget(where)
        self._copy_card = Card(20, 10)
        for widget in (Label(lambda: _("A copy of the key"), "large"), self.copied, row_of(self.copy_button)):
            self._copy_card.rows.addWidget(widget)
        rows.addWidget(self._copy_card)
        acts = Card(20, 10)
        acts.rows.addWidget(self.pin)
        acts.rows.addWidget(row_of(self.become_button, self.take_button, self.check_button))
        rows.addWidget(acts)
        rows.addWidget(self.freeze_card)
        rows.addWidget(self.seal_card)
        rows.addWidget(row_of(self.back_button))
        rows.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where one begins: the button that only asks for a folder or a file."""
        return self.take_button if self.copy_button.isHidden() or self._copy_card.isHidden() else self.copy_button

    def show_state(self) -> None:
        """Looks where it stands now."""
        if not self._session.is_open:
            return
        self._state = state = root_state(self._session.opened)
        for label in (self.place, self.path, self.confirms, self.copied):
            label.again()
        self.path.setVisible(state.is_here)
        self.copied.setProperty("notice", "" if state.copied else "warn")
        self._copy_card.setVisible(state.is_here)
        self.seal_card.setVisible(state.is_here)
        self.freeze_card.setVisible(state.is_here)
        self.check_button.setVisible(state.is_here)
        self.take_button.setVisible(not state.is_here)
        self.become_button.setVisible(state.is_here and not state.is_headquarters)
        buttons = (self.become_button, self.take_button, self.check_button)
        self.pin.leads_to = next(button for button in buttons if not button.isHidden())

    # What is done

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Copy the key into a folder…"))
        if folder:
            self.copy_into(folder)
        self.copy_button.setFocus()

    def copy_into(self, folder: Path) -> None:
        """Writes a copy there, read back; it is under the PIN, which isn't needed for that."""
        copies = RootCopies.of(self._session.opened)
        self._ask_disk(lambda: copies.write(folder), self._copied, folder)

    def _copied(self, path: Path) -> None:
        sentence = mark("Copied and read back: {path}. Keep it apart from this laptop, and the PIN apart from it.")
        self._tell(lambda: _(sentence, path=path))
        self.copy_button.setFocus()

    def _ask_copy(self) -> None:
        path = ask_file(self, _("Choose a copy of the key"), _("Copies of the key (*{ending})", ending=ENDING))
        if path:
            self.read_copy(path)

    def read_copy(self, path: Path) -> None:
        """Reads a copy with the PIN; where the key isn't here it is kept from then on."""
        copies, pin, is_here = RootCopies.of(self._session.opened), self.pin.take(), self._state.is_here

        def work() -> bool:
            if is_here:
                copies.check(path, pin)
            else:
                copies.keep(path, pin)
            return is_here

        self._ask_disk(work, self._read, path)

    def _read(self, was_here: bool) -> None:  # noqa: FBT001  # an answer
        self.pin.forget()
        if was_here:
            self._tell(lambda: _("It is a copy of this event's key, and the PIN opens it."))
        else:
            self._tell(lambda: _("The key is on this laptop now. Make this laptop headquarters, if its packages are to confirm."))
        (self.check_button if was_here else self.pin.field).setFocus()

    def become(self) -> None:
        """Makes this laptop headquarters, if the PIN is right."""
        desk, pin = self._session.secretary, self.pin.take()
        if desk:
            self._session.runner.run(lambda progress: take_place(desk, pin), self._became, self._refused)

    def _became(self, changes: Changes) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)
        self._tell(lambda: _("This laptop is headquarters of the event again; its next package confirms what has arrived."))
        self.back_button.setFocus()

    def _ask_disk(self, work: Callable[[], Any], done: Callable[[Any], None], where: Path) -> None:
        self.said.setVisible(False)
        silent = no_answer(where)
        self._session.runner.disk.ask(
            lambda progress: work(), done, self._refused, self, silent=lambda: self._tell(lambda: str(silent), "warn")
        )

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            bring_into_view(self.pin)
        else:
            self._tell(lambda: str(problem), "bad")

    def _tell(self, say: Say, notice: str = "good") -> None:
        self.show_state()
        self.said.tell(say, notice)

    # Words

    def _place_words(self) -> str:
        if self._state.is_here:
            return _("✓ The key is on this laptop, under its PIN.")
        return _("○ The key is not on this laptop.")

    def _confirms_words(self) -> str:
        if self._state.is_headquarters:
            return _("This laptop is headquarters in the event's record: its packages confirm to others what has arrived here.")
        if self._state.is_here:
            return _(
                "This file is a copy, or was restored from a backup: its packages confirm nothing until this laptop is made "
                "headquarters again."
            )
        return _("Another laptop is headquarters. If that one is lost, take the key from its copy here.")

    def _copied_words(self) -> str:
        if not self._state.copied:
            return _("⚠ No copy is known. Without one nobody can be headquarters once this laptop is lost.")
        zone = records.about(self._session.opened).time_zone
        return _("✓ A copy was made or read here {when}.", when=moment(self._state.copied, zone))

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.HEADQUARTERS, Subject.DEVICE):
            self.show_state()
        if changes.touch(Subject.FREEZING, Subject.CATEGORY):
            self.freeze_card.show_now()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.show_state)
        super().changeEvent(event)


def _what_it_is() -> str:
    return _(
        "With this key the event was made: it certifies the desk, makes a laptop headquarters and reads a private note where a "
        "reason is recorded. It lies on one laptop, never in the event's file and in no package, under the PIN that the desk got "
        "when the event was made, unless another one was chosen for it then."
    )
