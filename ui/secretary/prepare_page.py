"""Preparing another laptop: one file with the event as it stands now, and the keys of those who work there, of no one else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.board.candidate_papers import held, megabytes
from juryapp.desk.prepared_laptops import already_there, has_key_elsewhere, take_back
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.seats import desk_key
from juryapp.journal.subjects import Subject
from juryapp.sharing.prepared_copy import file_name
from juryapp.sharing.program_folder import BuiltProgram
from juryapp.sharing.put_in_folder import FolderPlace, PreparedFile, place_in
from juryapp.text import _
from ui.disk import Question, no_answer
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.files import ask_folder
from ui.parts.labels import Button, Label, Say
from ui.parts.next_focus import can_have_focus
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.secretary.prepared_list import PreparedList
from ui.secretary.program_part import ProgramPart
from ui.secretary.second_laptop import SecondLaptop
from ui.secretary.who_works import WhoWorks
from ui.session import Session
from ui.stick_row import StickRow

_FELT = 20_000_000
"""Bytes of papers that make a copy noticeably slower."""


class PreparePage(ScrollPage):
    """Who works at it, and where the file goes. What can't be is told first, then what is asked, then the PIN is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.who = WhoWorks(session)
        self.papers = Label(self._papers_words, tone="soft")
        """How large the candidates' papers are that go along, where that is felt."""
        self.said = PageMessage(self)
        self.folder = Button(lambda: _("Prepare into a folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.targets = StickRow(session.sticks, _onto, self.prepare_into, self.folder, leads=True)
        self.question = SecondLaptop()
        self.question.answered.connect(self._answered)
        self._asked: Callable[[], None] | None = None
        self._looking: Question | None = None
        self._pressed: QWidget | None = None
        """The place that was chosen: the focus is there again where nothing was prepared."""
        self.roster = PreparedList(session)
        self.program = ProgramPart(session)
        self.program.ended.connect(self._focus_next)
        self.pin = PinField(lambda: _("The desk's PIN"), None, session.mistakes, "desk")
        self.targets.changed.connect(self._lead_on)
        self._lead_on()
        self._lay_out()
        session.changed.connect(self._changed)
        self._show_papers()

    @property
    def jurors(self) -> dict[str, Tick]:
        """The jurors who can be ticked."""
        return self.who.jurors

    @property
    def desk(self) -> Tick:
        """The tick for the secretary."""
        return self.who.desk

    def _lay_out(self) -> None:
        card = Card(20, 10)
        for part in (self.who, self.papers, self.program, self.pin, self.question, self.targets):
            card.rows.addWidget(part)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Prepare a laptop"), "name"))
        rows.addWidget(
            Label(
                lambda: _(
                    "One file for another laptop: the event as it stands now, with the keys of those you tick and of no one "
                    "else. It is opened there with the passphrase of the event."
                ),
                tone="soft",
            )
        )
        rows.addWidget(card)
        rows.addWidget(self.roster)
        rows.addStretch(1)

    def _show_papers(self) -> None:
        self.papers.again()
        self.papers.setVisible(bool(self.papers.text()))

    def _papers_words(self) -> str:
        size = held(self._session.opened) if self._session.is_open else 0
        return _("The candidates' papers go along: {size}.", size=megabytes(size)) if size >= _FELT else ""

    def _lead_on(self) -> None:
        """Enter in the PIN leads to the first place that is offered."""
        self.pin.leads_to = self.targets.buttons[0]

    def _ask_folder(self) -> None:
        """The PIN is looked at before a folder is asked for: nobody chooses one for nothing."""
        if self._begins():
            self._unless_second(partial(self._after_pin, self._choose_folder))

    def prepare_into(self, folder: Path) -> None:
        """Prepares, if the PIN that was typed is right and the flash disk can be written."""
        if refusal := self._session.sticks.refusal(folder):
            self._refused(refusal)
        elif self._begins():
            self._look_at(folder, self._unless_second_in)

    def _begins(self) -> bool:
        """What was told goes. False where the program was to go along and there is none."""
        focused = self.window().focusWidget()
        self._pressed = focused if focused is not None and self.targets.isAncestorOf(focused) else None
        self.said.setVisible(False)
        try:
            self.program.begin()
        except Problem as problem:
            self._refused(problem)
            return False
        return True

    def _look_at(self, folder: Path, go_on: Callable[[FolderPlace], None]) -> None:
        """Goes on with the name that is free there, if the folder can be written."""
        if self._looking:
            self._looking.give_up()
        name = file_name(self._session.opened, self.who.chosen(), with_desk=self.desk.isChecked())
        program = self.program.wanted
        self._looking = self._session.runner.disk.ask(
            lambda progress: place_in(folder, name, program), go_on, self._refused, self, silent=lambda: self._silent(folder)
        )

    def _unless_second_in(self, place: FolderPlace) -> None:
        self._unless_second(partial(self._after_pin, partial(self._make, place)), place.target.name)

    def _unless_second(self, go_on: Callable[[], None], name: str = "") -> None:
        """Goes on at once, or asks first where a juror's key is on another laptop already."""
        event, chosen = self._session.opened, self.who.chosen()
        sentences = already_there(has_key_elsewhere(event, chosen), records.jurors(event))
        if not sentences:
            go_on()
            return
        self._asked = go_on
        self.targets.setVisible(False)
        self.question.ask(sentences, name if name != file_name(event, chosen, with_desk=self.desk.isChecked()) else "")

    def _answered(self, yes: bool) -> None:  # noqa: FBT001  # a slot
        go_on, self._asked = self._asked, None
        self.targets.setVisible(True)
        self._go_back()
        if yes and go_on:
            go_on()

    def _choose_folder(self) -> None:
        folder = ask_folder(self, _("Prepare into a folder…"))
        if folder and not self._session.hidden:  # whoever sat here may be gone by now
            self._look_at(folder, self._make)
        elif not folder:
            self._go_back()

    def _after_pin(self, go_on: Callable[[], None]) -> None:
        event, pin = self._session.opened, self.pin.take()

        def work(progress: Progress) -> None:
            desk_key(event, pin)

        def right(_none: None) -> None:
            self.pin.forget()
            go_on()

        self._session.runner.run(work, right, self._refused)

    def _make(self, place: FolderPlace) -> None:
        """Makes the file while the window waits, because nothing may change meanwhile; then puts it into the folder beside it."""
        desk, with_desk, chosen = self._session.secretary, self.desk.isChecked(), self.who.chosen()

        def work(progress: Progress) -> PreparedFile:
            assert desk
            return PreparedFile(desk, chosen, place, progress, with_desk=with_desk)

        self._session.runner.run(work, partial(self._put, place.folder, self.program.wanted), self._refused)

    def _put(self, folder: Path, program: BuiltProgram | None, made: PreparedFile) -> None:
        self._session.wrote(NOTHING, self)
        self.targets.setEnabled(False)
        self._tell(lambda: _("Writing to {path}…", path=folder), "good")

        def work(progress: Progress) -> Path:
            if program:
                program.check_room(folder)
            return made.put_down()

        self._session.runner.disk.ask(
            work,
            partial(self._prepared, program),
            partial(self._not_put, made.id),
            self,
            silent=lambda: self._silent(folder),
        )

    def _silent(self, folder: Path) -> None:
        """Another place may be tried meanwhile."""
        self._go_back()
        self._tell(lambda: str(no_answer(folder)), "warn")

    def _prepared(self, program: BuiltProgram | None, path: Path) -> None:
        self._session.sticks.wrote(path)
        self.targets.setEnabled(True)
        self.who.begin_anew()
        self._tell(lambda: _("Ready: {path}. Open it on the other laptop with the same passphrase.", path=path), "good")
        if program:
            self.program.put_beside(program, path.parent)
        else:
            self._focus_next()

    def _focus_next(self) -> None:
        """On to the next one who has no laptop yet."""
        self.who.next_waiting().setFocus()

    def _not_put(self, preparation: str, problem: Problem) -> None:
        """The copy is nowhere: nobody shall wait for a laptop with it."""
        self._refused(problem)
        desk = self._session.secretary
        if desk and desk.held:
            self._session.runner.run(lambda progress: take_back(desk, preparation), self._taken_back, lambda _problem: None)

    def _taken_back(self, changes: Changes) -> None:
        self._session.wrote(changes, self)

    def _refused(self, problem: Problem) -> None:
        self._go_back()
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.pin.give_back()
            self._tell(lambda: str(problem), "bad")

    def _go_back(self) -> None:
        """Another place can be chosen, or the same once more: the focus is where that is done."""
        self.targets.setEnabled(True)
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            (pressed if can_have_focus(pressed) else self.targets.buttons[0]).setFocus()

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.PAPER):
            self._show_papers()

    def showEvent(self, event: QShowEvent) -> None:
        """Flash disks come and go."""
        super().showEvent(event)
        self._session.sticks.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show_papers()
        super().changeEvent(event)


def _onto(name: str) -> str:
    return _("Prepare onto {name}", name=name)
