"""A juror's pledge at the secretary's desk: whether one is known here, and the record that it is signed on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.board.pledges import is_asked, pledge_of
from juryapp.desk.pledging import record_on_paper, take_back_on_paper
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.model.pledge import Pledge
from juryapp.text import ShownMoment, _
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.session import Session
from ui.unsaved_writes import Write


class PledgeCard(Card):
    """Hidden where the event asks for no pledge, and for observers, who sign nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._juror: Juror | None = None
        self._pledge: Pledge | None = None
        self.state = Label(self._state_words)
        self.paper = Button(lambda: _("Record that it is signed on paper"))
        self.paper.clicked.connect(self._ask)
        self.sure = Label(
            lambda: (
                _("Has {juror} signed the pledge with a pen, and does the paper lie here?", juror=self._juror.name)
                if self._juror
                else ""
            )
        )
        self.not_yet = Button(lambda: _("Not yet"))
        self.not_yet.clicked.connect(self._not_yet)
        self.record = Button(lambda: _("Yes, record it"))
        self.record.clicked.connect(self._record)
        self.reason = TextLine(lambda: _("Why is it taken back? It stays on record."))
        self.taking_back = Button(lambda: _("Take the record back"))
        self.reason.entered.connect(self.taking_back.setFocus)
        self.taking_back.clicked.connect(self._take_back)
        self.wrong = CardMessage(self)
        for part in (
            Label(lambda: _("Integrity pledge"), "strong"),
            self.state,
            self.reason,
            self.sure,
            row_of(self.paper, self.not_yet, self.record, self.taking_back),
        ):
            self.rows.addWidget(part)
        self.setVisible(False)
        session.changed.connect(self._changed)

    def show_juror(self, juror: Juror) -> None:
        """Shows what is known of this juror's."""
        self._juror = juror
        self.reason.clear()
        self.wrong.setVisible(False)
        self._look()

    def _look(self) -> None:
        juror, file = self._juror, self._session.opened.file
        self._pledge = pledge_of(file, juror.code) if juror else None
        self.state.again()
        self.paper.setVisible(self._pledge is None)
        by_desk = self._pledge is not None and self._pledge.by_desk
        self._show(self.reason, self.taking_back, when=by_desk)
        self._show(self.sure, self.not_yet, self.record, when=False)
        self.setVisible(juror is not None and juror.counts and is_asked(file))

    @staticmethod
    def _show(*parts: QWidget, when: bool) -> None:
        for part in parts:
            part.setVisible(when)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if not self.isHidden() and changes.touch(Subject.PLEDGE, Subject.EVENT):
            self._look()

    def _ask(self) -> None:
        """A press by mistake records nothing: the juror would never be asked for the pledge."""
        self.sure.again()
        self.paper.setVisible(False)
        self._show(self.sure, self.not_yet, self.record, when=True)
        self.not_yet.setFocus()

    def _not_yet(self) -> None:
        self._look()
        self.paper.setFocus()

    def _record(self) -> None:
        desk, juror = self._session.secretary, self._juror
        if desk and juror:
            self._write(juror, partial(record_on_paper, desk, juror.code))

    def _take_back(self) -> None:
        desk, juror, reason = self._session.secretary, self._juror, self.reason.text()
        if desk and juror:
            self._write(juror, partial(take_back_on_paper, desk, juror.code, reason))

    def _write(self, juror: Juror, act: Write) -> None:
        problem = self._session.write(f"pledge/{juror.code}", act, self)
        self.wrong.tell_problem(problem)
        if problem is None:
            self.show_juror(juror)
            (self.paper if self._pledge is None else self.reason).setFocus()

    def _state_words(self) -> str:
        given = self._pledge
        if given is None:
            return _(
                "Not known here. The juror signs it at the own laptop before the first form opens, and it comes with later data."
            )
        at = ShownMoment(given.at, records.about(self._session.opened).time_zone)
        if given.by_desk:
            return _("Recorded at this desk {at}: signed on paper.", at=at)
        if given.on_paper:
            return _("The juror said {at}: signed on paper.", at=at)
        named = ", ".join(given.conflicts)
        if named:
            return _("Signed {at}, with conflicts of interest with {candidates}.", at=at, candidates=named)
        return _("Signed {at}, without conflicts of interest.", at=at)
