"""Receiving: files, folders and flash disks are looked at first, then taken in. Unknown laptops are admitted with the desk's PIN.

All of it is done beside the window, and can be called off between two packages: each comes in whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from juryapp.errors import Problem, WrongPin
from juryapp.event.second_connection import EventPlace
from juryapp.model.outcome import Outcome
from juryapp.sharing.merge import MergeReport
from juryapp.sharing.receive import Received, folder_of_packages, look, receipt_beside, receive
from juryapp.text import _
from ui.disk import BESIDE, Latest, Progress, no_answer
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say
from ui.parts.next_focus import can_have_focus
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.secretary.package_rows import PackageRows, Unknown, count
from ui.secretary.packing_card import PackingCard
from ui.secretary.receiving_words import came_words, gone_words, title_words
from ui.secretary.sources import Sources
from ui.secretary.waiting_line import WaitingLine
from ui.secretary.waiting_matters import WaitingMatters
from ui.secretary.work_line import WorkLine
from ui.services import stick
from ui.session import Session

Work = Callable[[Progress], Any]
Heard = Callable[[Any], None]


class ReceivingPage(ScrollPage):
    """What others brought, and what this laptop gives along."""

    to_step = Signal(object)
    """What came in waits for the secretary somewhere: the step that is to be shown."""
    receipt_made = Signal(str, object)
    """A receipt for whoever brought them is to be shown: file name and PDF."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._paths: list[Path] = []
        self._stopped, self._where = [False], Path()
        self._pressed: QWidget | None = None
        """What began the work: where it came to nothing the focus is there again."""
        self._asked = Latest(session.runner.disk, self, session, BESIDE)
        self.report: MergeReport | None = None
        self.taken = False
        self.sources = Sources(session.sticks)
        self.sources.folder_chosen.connect(self.look_in)
        self.sources.files_chosen.connect(self.look_at)
        self.said = PageMessage(self)
        self.waiting = WaitingLine(session)
        self.title = Label(lambda: title_words(self.report, taken=self.taken), "large")
        self.packages = PackageRows(session.runner.turns)
        self.waits = WaitingMatters()
        self.waits.chosen.connect(self.to_step)
        self.receipt = Button(lambda: _("Receipt for whoever brought it…"))
        self.receipt.clicked.connect(self._ask_receipt)
        self.unknown = Unknown()
        self.unknown.changed.connect(self._offer)
        self.button = Button(self._button_words, "main")
        self.button.clicked.connect(self.take_in)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.again = Button(lambda: _("Look again"))
        self.again.clicked.connect(lambda: self.look_at(self._paths))
        self.work = WorkLine()
        self.stop = self.work.stop
        self.stop.clicked.connect(self._stop)
        self.packing = PackingCard(session)
        self._lay_out()
        session.runner.quiet_progress.connect(self.work.show_progress)
        self._rest()

    def _lay_out(self) -> None:
        self.card = Card(20, 10)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.receipt, self.again):
            flow.addWidget(button)
        for widget in (self.title, self.waits, self.unknown, self.pin, buttons, self.packages):
            self.card.rows.addWidget(widget)
        rows = column_in(self)
        for shown in (
            Label(lambda: _("Receiving"), "name"),
            self.waiting,
            self.sources,
            self.work,
            self.card,
            self.packing,
        ):
            rows.addWidget(shown)
        rows.addStretch(1)

    # What is looked at

    def look_in(self, folder: Path) -> None:
        """Looks at the packages of a folder, or of the usual one within it."""
        self._look(lambda: [folder_of_packages(folder, stick.FOLDER)], folder)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Looks what these would bring; nothing is changed."""
        self._look(lambda: list(paths), paths[0].parent if paths else Path())

    def _look(self, found: Callable[[], list[Path]], where: Path) -> None:
        """Looks at what is found there; finding it is asked of the disk as well."""
        place = self._place()
        if place is None:
            return
        self._begin(lambda: _("Looking at the packages…"))
        stopped = self.is_stopped()

        def work(progress: Progress) -> tuple[list[Path], MergeReport]:
            paths = found()
            return paths, look(place, paths, progress, stopped)

        self._ask(work, self._looked, where)

    def _ask(self, work: Work, done: Heard, where: Path, always: Heard = lambda answer: None) -> None:
        """Asks the disk. `always` hears the answer while the program runs, `done` while this page waits for it."""
        self._where = where
        self._asked.ask(work, done, self._failed, lambda: self._refuse(no_answer(where)), always)

    def _place(self) -> EventPlace | None:
        self.said.setVisible(False)
        try:
            return EventPlace.of(self._session.opened)
        except Problem as problem:
            self._refuse(problem)
            return None

    def _looked(self, found: tuple[list[Path], MergeReport]) -> None:
        if self._is_here():
            self.said.setVisible(False)
            self._paths, report = found
            self._show(report, taken=False)
            if report.gone:
                folder = report.gone
                self.said.tell(lambda: gone_words(folder), "bad")

    def _is_here(self) -> bool:
        return isValid(self) and self._session.is_open

    def _show(self, report: MergeReport, *, taken: bool) -> None:
        self._rest()
        self.report, self.taken = report, taken
        self.packages.show_report(report, self._session.opened, taken=taken)
        self.unknown.show_laptops(report.strange)
        self.title.again()
        self.receipt.setVisible(_has_come(report, taken=taken))
        if not taken:
            self.waits.show_steps((), _zone(self._session))
        self.card.setVisible(True)
        self.waiting.setVisible(False)
        self._offer()
        if self.isVisible():
            done = self.again if self.receipt.isHidden() else self.receipt
            next(iter(self.unknown.checks.values()), done if self.button.isHidden() else self.button).setFocus()

    def _offer(self) -> None:
        """Offers what there is to do."""
        admits = bool(self.unknown.chosen)
        new = count(self.report.packages) if self.report else 0
        self.pin.setVisible(admits)
        self.button.again()
        self.button.setVisible(admits or (new > 0 and not self.taken))

    # What is taken in

    def take_in(self) -> None:
        """Takes in what was looked at, and admits the laptops that are ticked."""
        place, admitted = self._place(), self.unknown.chosen
        if place is None:
            return
        pin = self.pin.take() if admitted else ""
        self._begin(lambda: _("Taking in…"))
        stopped, listed, session = self.is_stopped(), tuple(self._paths), self._session
        key, known = session.secretary.held if session.secretary else None, self.report.expected if self.report else {}
        path = session.opened.path
        where = listed[0].parent if listed else path

        def work(progress: Progress) -> Received:
            return receive(place, listed, admitted, pin, progress, stopped, expected=known, key=key)

        def show(received: Received) -> None:
            session.runner.turns.add(self, lambda: self._received(received))  # in this one others are told what came

        self._ask(work, show, where, partial(_came, session, path))

    def _received(self, received: Received) -> None:
        if not self._is_here():
            return
        report = received.report
        self.pin.forget()
        self._show(report, taken=True)
        self.waits.show_steps(received.waits, _zone(self._session))
        self.said.tell(lambda: "\n".join([came_words(report), *_turned_words(report)]), _notice_of(report))

    def _ask_receipt(self) -> None:
        """It is made beside the window, from the packages as they lie there now."""
        place = self._place()
        if place is None or self.report is None:
            return
        paths = self.report.readable
        self._begin(lambda: _("Making the receipt…"))
        self._ask(lambda progress: receipt_beside(place, paths, progress), self._made_receipt, paths[0])

    def _made_receipt(self, made: tuple[str, bytes]) -> None:
        if self._is_here():
            self._rest()
            self.receipt.setFocus()
            self.receipt_made.emit(*made)

    # How it goes

    def _begin(self, say: Say) -> None:
        self._pressed = self.focusWidget()
        self._stopped = [False]
        self.sources.setEnabled(False)
        self.card.setEnabled(False)
        self.work.begin(say)

    def _rest(self) -> None:
        self.work.setVisible(False)
        self.sources.setEnabled(True)
        self.card.setEnabled(True)
        self.card.setVisible(self.report is not None)
        self.waiting.look(is_wanted=self.report is None)

    def is_stopped(self) -> Callable[[], bool]:
        """Whether the work that begins now was called off, or the program ends. Asked in the other thread."""
        stopped, runner = self._stopped, self._session.runner
        return lambda: stopped[0] or runner.closing

    def _stop(self) -> None:
        """After the package that is being read; of a disk that doesn't answer nothing more is waited for."""
        self._stopped[0] = True
        self.stop.setEnabled(False)
        if self._asked.is_silent:
            self._asked.drop()
            self._rest()
            self._give_back_focus()
            self._refuse(no_answer(self._where))

    def _failed(self, problem: Problem) -> None:
        if not self._is_here():
            return
        self._rest()
        self._give_back_focus()
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self._refuse(problem)

    def _give_back_focus(self) -> None:
        pressed, self._pressed = self._pressed, None
        if self.isVisible():
            (pressed if pressed and can_have_focus(pressed) else self.sources.folder).setFocus()

    def _refuse(self, problem: Problem) -> None:
        self.said.tell(lambda: str(problem), "bad")

    def _button_words(self) -> str:
        return _("Admit and take in") if self.unknown.chosen else _("Take in what is new")

    def showEvent(self, event: QShowEvent) -> None:
        """Flash disks come and go."""
        super().showEvent(event)
        self._session.sticks.refresh()
        self.waiting.look(is_wanted=self.report is None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self.report:
            self._show(self.report, taken=self.taken)
        super().changeEvent(event)


def _came(session: Session, path: Path, received: Received) -> None:
    """Tells the window, unless another event is open by now."""
    if session.is_open and session.opened.path == path and received.came:
        session.came_in(received.came)


def _has_come(report: MergeReport, *, taken: bool) -> bool:
    """True where a receipt can be given: it came in now, or nothing of it is new because it came in before."""
    if taken:
        return bool(report.readable)
    return bool(report.packages) and all(one.outcome is Outcome.NOTHING_NEW for one in report.packages)


def _turned_words(report: MergeReport) -> list[str]:
    """That results which were final changed; what became of them stands where it is acknowledged."""
    return [*report.told, _("See it at Monitoring.")] if report.turned else []


def _notice_of(report: MergeReport) -> str:
    if report.gone or report.turned:
        return "bad"
    return "good" if count(report.packages) and not report.left else "warn"


def _zone(session: Session) -> str:
    return session.about.time_zone if session.about else "Asia/Jakarta"
