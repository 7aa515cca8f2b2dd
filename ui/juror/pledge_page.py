"""The pledge before the first form: its page as it will be signed, conflicts of interest beside it, ink and PIN.

It is signed as a score sheet is, or is said to be signed on paper; whoever can do neither calls the secretary.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from juryapp.board.pledges import lacks_pledge
from juryapp.desk.pledging import ShownPledge, pledge_for_review, say_on_paper, sign_pledge
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.event.seats import check_pin_of
from juryapp.text import _
from ui.juror.clock import ClockCard
from ui.juror.page_to_sign import PageToSign
from ui.juror.pledge_conflicts import PledgeConflicts
from ui.juror.signature import SignatureArea
from ui.juror.sitting import Sitting
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.parts.tab_order import tab_as_read
from ui.preview import Preview
from ui.runner import Progress
from ui.session import Session


class PledgePage(QWidget):
    """One juror's pledge."""

    shows_document = True
    confirmed = Signal()
    """A pledge stands."""
    call = Signal()
    """The secretary is to come."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self._session, self._sitting = session, sitting
        self._shown: ShownPledge | None = None
        self.preview = Preview()
        self.conflicts = PledgeConflicts(session, sitting)
        self.conflicts.changed.connect(self.look)
        self.signature = SignatureArea()
        self.signature.offer_to(sitting.desk, sitting.drawn)
        self.clock = ClockCard(session)
        self.clock.confirmed.connect(self._allow)
        self.sign = Button(lambda: _("Sign the pledge"), "main")
        self.sign.clicked.connect(self._sign)
        self.pin = PinField(lambda: _("Your PIN"), self.sign, session.mistakes, sitting.code, signs=True)
        self.paper = Button(lambda: _("I signed it on paper"), role="text")
        self.paper.clicked.connect(self._say_paper)
        self.call_button = Button(lambda: _("Call the secretary"), role="text")
        self.call_button.clicked.connect(self.call)
        self.wrong = Message("bad")
        self._columns = PageToSign(self, self.preview)
        self._add_rows()
        self._columns.put_below(self.sign)
        self.signature.follows = (self.pin,)
        self.signature.taken.connect(self.pin.field.setFocus)
        self.first: QWidget = self.conflicts.open
        """Where one begins."""
        session.changed.connect(self._changed)
        self.look()

    def _add_rows(self) -> None:
        rows = self._columns.rows
        told = Label(
            lambda: _(
                "Read the pledge, declare your conflicts of interest, and sign it once. Then the first candidate's form opens."
            )
        )
        for part in (
            Label(lambda: _("Integrity pledge"), "name"),
            told,
            self.conflicts,
            self.clock,
            Label(lambda: _("Your signature"), "strong"),
            self.signature,
            self.pin,
            self.wrong,
            row_of(self.paper, self.call_button),
        ):
            rows.addWidget(part)
        rows.addStretch(1)

    def look(self) -> None:
        """Shows the pledge as it would be signed now."""
        self.conflicts.show_now()
        self.clock.look()
        try:
            self._shown = pledge_for_review(self._sitting.desk)
        except Problem as problem:
            self._shown = None
            self.wrong.tell_problem(problem)
        else:
            self.wrong.setVisible(False)
            self.preview.show_pdf(self._shown.pdf)
        tab_as_read(self)
        self._allow()

    def _allow(self) -> None:
        self.pin.allow(allowed=self._shown is not None and not self.clock.asks)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """Another program of this laptop wrote, or a package came in: perhaps what the secretary recorded from paper."""
        if initiator in (self, self.conflicts):
            return
        if not lacks_pledge(self._sitting.desk.event.file, self._sitting.desk.juror):
            self.confirmed.emit()
        else:
            self.look()

    def _sign(self) -> None:
        if self.conflicts.refuse_undeclared():
            return
        shown, ink = self._shown, self.signature.signature()
        if ink is None or shown is None or self.clock.look():
            self._allow()
            return
        pin, desk, drawn = self._typed_pin(), self._sitting.desk, self.signature.drawn()
        if not pin:
            return

        def work(progress: Progress) -> Changes:
            check_pin_of(desk.event, desk.juror.code, pin)
            return sign_pledge(desk, shown, ink).changes

        self._sitting.drawn = drawn or self._sitting.drawn
        self._session.runner.run(work, self._done, self._refused)

    def _say_paper(self) -> None:
        if self.conflicts.refuse_undeclared():
            return
        pin, desk = self._typed_pin(), self._sitting.desk
        if not pin:
            return

        def work(progress: Progress) -> Changes:
            check_pin_of(desk.event, desk.juror.code, pin)
            return say_on_paper(desk)

        self._session.runner.run(work, self._done, self._refused)

    def _typed_pin(self) -> str:
        pin = self.pin.take()
        if not pin:
            self.pin.tell(lambda: _("Type your PIN; without it nothing is signed."))
            self.pin.field.setFocus()
            bring_into_view(self.pin)
        return pin

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)
        self.confirmed.emit()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            bring_into_view(self.pin)
            return
        self.look()
        self.wrong.tell_problem(problem)
        bring_into_view(self.wrong)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._columns.fit(self.width())
        super().resizeEvent(event)
