"""Pledge awaited: at an assistant's seat the form opens once the juror has pledged, which only the juror can at the own seat."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.pledges import lacks_pledge
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.juror.sitting import Sitting
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.scroll_page import ScrollPage
from ui.session import Session


class PledgeAwaitedPage(ScrollPage):
    """Who has to pledge, and the way to the juror's own seat."""

    confirmed = Signal()
    """A pledge stands by now."""
    call = Signal()
    """The secretary is to come."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        juror = sitting.desk.juror
        self.seat = Button(lambda: _("{juror} takes the seat", juror=juror.name), "main")
        self.seat.clicked.connect(session.seat_asked)
        self.call_button = Button(lambda: _("Call the secretary"))
        self.call_button.clicked.connect(self.call)
        self.first: QWidget = self.seat
        """Where one begins."""
        card = Card(28, 14)
        fonts.limit(card, most=820)
        told = Label(
            lambda: _(
                "No pledge of {juror} is known here. {juror} takes the own seat first, declares conflicts of interest and signs "
                "the pledge, or says that it is signed on paper. Then you type here again.",
                juror=f"{juror.name} ({juror.code})",
            )
        )
        for part in (Label(lambda: _("The pledge comes first"), "large"), told, row_of(self.seat, self.call_button)):
            card.rows.addWidget(part)
        self.setWidget(centred(card))
        session.changed.connect(self._changed)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """The secretary may have recorded it from paper, or a package brought it."""
        desk = self._sitting.desk
        if changes.touch(Subject.PLEDGE) and not lacks_pledge(desk.event.file, desk.juror):
            self.confirmed.emit()
