"""Preparing another laptop: one file with the event as it stands now, and the keys of those who work there, of no one else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from juryapp.board import records
from juryapp.board.candidate_papers import held, megabytes
from juryapp.board.laptop_roster import for_whom, prepared
from juryapp.desk.prepared_laptops import already_there, has_key_elsewhere, take_back
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.seats import desk_key
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.sharing.program_folder import BuiltProgram
from juryapp.sharing.put_in_folder import PreparedFile
from juryapp.text import _
from ui.disk import no_answer
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.files import ask_folder
from ui.parts.labels import Button, Label, Say
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import tab_as_read
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.secretary.prepared_list import PreparedList
from ui.secretary.program_part import ProgramPart
from ui.secretary.replaced_line import ReplacedLine
from ui.secretary.second_laptop import SecondLaptop
from ui.session import Session
from ui.stick_row import StickRow

_FELT = 20_000_000
"""Bytes of papers that make a copy noticeably slower."""


class PreparePage(ScrollPage):
    """Who works at it, and where the file goes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.jurors: dict[str, Tick] = {}
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self.desk = Tick("", "text")
        self.papers = Label(self._papers_words, tone="soft")
        """How large the candidates' papers are that go along, where that is felt."""
        self.said = PageMessage(self)
        self.folder = Button(lambda: _("Prepare into a folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.targets = StickRow(session.sticks, _onto, self.prepare_into, self.folder, leads=True)
        self.question = SecondLaptop()
        self.question.answered.connect(self._answered)
        self._asked: Callable[[], None] | None = None
        self.roster = PreparedList(session)
        self.program = ProgramPart(session)
        self.program.ended.connect(self._focus_next)
        self.pin = PinField(lambda: _("The desk's PIN"), None, session.mistakes, "desk")
        self.targets.changed.connect(self._lead_on)
        self._lead_on()
        self._lay_out()
        session.changed.connect(self._changed)
        self._show_jurors()

    def _lay_out(self) -> None:
        card = Card(20, 10)
        card.rows.addWidget(Label(lambda: _("Who works at it?"), "large"))
        card.rows.addLayout(self._ticks)
        card.rows.addWidget(ReplacedLine(self._session))
        card.rows.addWidget(self.desk)
        for part in (self.papers, self.program, self.pin, self.question, self.targets):
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

    def _show_jurors(self) -> None:
        """Shows who can be taken along; what is ticked stays ticked."""
        ticked = self._chosen()
        roster, known = prepared(self._session.opened.file), records.jurors(self._session.opened)
        empty(self._ticks)
        self.jurors = {}
        for juror in records.working_jurors(self._session.opened).values():
            why = self._why_not(juror) or ", ".join(
                _("Laptop of {who}", who=for_whom(one, known)) for one in roster if juror.code in one.jurors
            )
            may = not self._why_not(juror)
            tick = Tick(f"{juror.name} ({juror.code})" + (f" — {why}" if why else ""), "text")
            tick.setEnabled(may)
            tick.setChecked(juror.code in ticked and may)
            self.jurors[juror.code] = tick
            self._ticks.addWidget(tick)
        tab_as_read(self)
        self.papers.again()
        self.papers.setVisible(bool(self.papers.text()))
        self.desk.say(_("The secretary: attendance, receiving and decisions are done there too"))

    def _papers_words(self) -> str:
        size = held(self._session.opened) if self._session.is_open else 0
        return _("The candidates' papers go along: {size}.", size=megabytes(size)) if size >= _FELT else ""

    def _why_not(self, juror: Juror) -> str:
        """Why a juror's key can't go along, or nothing."""
        event = self._session.opened
        if juror.code not in event.trust.jurors:
            return _("not enrolled yet") if juror.counts else ""
        return "" if records.has_key(event, juror.code) else _("the key is not on this laptop")

    def _lead_on(self) -> None:
        """Enter in the PIN leads to the first place that is offered."""
        self.pin.leads_to = self.targets.buttons[0]

    def _chosen(self) -> list[str]:
        return [code for code, tick in self.jurors.items() if tick.isChecked()]

    def _ask_folder(self) -> None:
        """The PIN is looked at first: nobody chooses a folder for nothing."""
        self._unless_second(partial(self._after_pin, self._choose_folder))

    def _unless_second(self, go_on: Callable[[], None]) -> None:
        """Goes on at once, or asks first where a juror's key is on another laptop already."""
        event = self._session.opened
        sentences = already_there(has_key_elsewhere(event, self._chosen()), records.jurors(event))
        self.said.setVisible(False)
        if not sentences:
            go_on()
            return
        self._asked = go_on
        self.targets.setVisible(False)
        self.question.ask(sentences)

    def _answered(self, yes: bool) -> None:  # noqa: FBT001  # a slot
        go_on, self._asked = self._asked, None
        self.targets.setVisible(True)
        self.folder.setFocus()
        if yes and go_on:
            go_on()

    def _choose_folder(self) -> None:
        folder = ask_folder(self, _("Prepare into a folder…"))
        if folder and not self._session.hidden:  # whoever sat here may be gone by now
            self._make(folder)
        elif not folder:
            self.folder.setFocus()

    def prepare_into(self, folder: Path) -> None:
        """Prepares, if the PIN that was typed is right and the flash disk can be written."""
        if refusal := self._session.sticks.refusal(folder):
            self._refused(refusal)
            return
        self._unless_second(partial(self._after_pin, partial(self._make, folder)))

    def _after_pin(self, go_on: Callable[[], None]) -> None:
        event, pin = self._session.opened, self.pin.take()

        def work(progress: Progress) -> None:
            desk_key(event, pin)

        def right(_none: None) -> None:
            self.pin.forget()
            go_on()

        self.said.setVisible(False)
        self._session.runner.run(work, right, self._refused)

    def _make(self, folder: Path) -> None:
        """Makes the file while the window waits, because nothing may change meanwhile; then puts it into the folder beside it."""
        desk, with_desk = self._session.secretary, self.desk.isChecked()
        chosen = self._chosen()
        try:
            program = self.program.program()
        except Problem as problem:
            self._refused(problem)
            return

        def work(progress: Progress) -> PreparedFile:
            assert desk
            return PreparedFile(desk, chosen, progress, with_desk=with_desk)

        self._session.runner.run(work, lambda made: self._put(made, folder, program), self._refused)

    def _put(self, made: PreparedFile, folder: Path, program: BuiltProgram | None) -> None:
        self._session.wrote(NOTHING, self)
        self.targets.setEnabled(False)
        self._tell(lambda: _("Writing to {path}…", path=folder), "good")

        def work(progress: Progress) -> Path:
            if program:
                program.check_room(folder)
            return made.put_into(folder)

        self._session.runner.disk.ask(
            work,
            partial(self._prepared, program),
            partial(self._not_put, made.id),
            self,
            silent=lambda: self._silent(folder),
        )

    def _silent(self, folder: Path) -> None:
        """Another place may be tried meanwhile."""
        self.targets.setEnabled(True)
        self._tell(lambda: str(no_answer(folder)), "warn")

    def _prepared(self, program: BuiltProgram | None, path: Path) -> None:
        self.targets.setEnabled(True)
        self.desk.setChecked(False)
        for tick in self.jurors.values():
            tick.setChecked(False)
        self._show_jurors()
        self._tell(lambda: _("Ready: {path}. Open it on the other laptop with the same passphrase.", path=path), "good")
        if program:
            self.program.put_beside(program, path.parent)
        else:
            self._focus_next()

    def _focus_next(self) -> None:
        """On to the next one who has no laptop yet."""
        have = {code for one in prepared(self._session.opened.file) for code in one.jurors}
        may = {code: tick for code, tick in self.jurors.items() if tick.isEnabled()}
        waiting = [tick for code, tick in may.items() if code not in have]
        (waiting or [*may.values(), self.desk])[0].setFocus()

    def _not_put(self, preparation: str, problem: Problem) -> None:
        """The copy is nowhere: nobody shall wait for a laptop with it."""
        desk = self._session.secretary
        if desk and desk.held:
            self._session.runner.run(lambda progress: take_back(desk, preparation), self._taken_back, lambda _problem: None)
        self._refused(problem)

    def _taken_back(self, changes: Changes) -> None:
        self._session.wrote(changes, self)
        self._show_jurors()

    def _refused(self, problem: Problem) -> None:
        self.targets.setEnabled(True)
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self._tell(lambda: str(problem), "bad")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.JUROR, Subject.CERTIFICATE, Subject.LAPTOP, Subject.PAPER):
            self._show_jurors()

    def showEvent(self, event: QShowEvent) -> None:
        """Flash disks come and go."""
        super().showEvent(event)
        self._session.sticks.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._show_jurors)
        super().changeEvent(event)


def _onto(name: str) -> str:
    return _("Prepare onto {name}", name=name)
