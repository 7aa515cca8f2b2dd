"""The right day: the desk states which day it was when a laptop's clock said another, or takes that back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.clocks import StatedDay, stated_days_of
from juryapp.desk import stated_day
from juryapp.errors import FileProblem, Refused
from juryapp.text import _, plain_date
from juryapp.workbook.times import day_of
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.scroll_page import ScrollPage
from ui.session import Session
from ui.unsaved_writes import Write


class DayPage(ScrollPage):
    """Of one laptop, or of this one: what its clock said, which day it was, and why that is known."""

    back = Signal()
    settled = Signal(object)
    """It is done; what to say about it."""

    def __init__(self, session: Session, device: str | None = None) -> None:
        super().__init__()
        self._session, self._device = session, device
        self._name = stated_day.laptop_called(session.opened, device)
        self.clock = TextLine(lambda: _("What did its clock say? For example 29/11/2025"))
        self.clock.show_stored(plain_date(stated_day.last_clock_day(session.opened, device)))
        self.day = TextLine(lambda: _("Which day was it? For example 29/11/2026"))
        self.reason = TextLine(lambda: _("How do you know? The reason stays on record."))
        self.button = Button(lambda: _("State this day"), "main")
        self.back_button = Button(lambda: _("Back"))
        self.wrong = CardMessage(self)
        self.taking_back: list[Button] = []
        self.clock.entered.connect(self.day.setFocus)
        self.day.entered.connect(self.reason.setFocus)
        self.reason.entered.connect(self.button.setFocus)
        for line in (self.clock, self.day, self.reason):
            line.escaped.connect(self.back)
        self.button.clicked.connect(self._state)
        self.back_button.clicked.connect(self.back)
        self._lay_out()
        self.first: QWidget = self.day
        """Where one begins."""

    def _lay_out(self) -> None:
        card = Card(20, 10)
        for label, line in (
            (Label(lambda: _("The date by the clock of the laptop"), "strong"), self.clock),
            (Label(lambda: _("The day that it was"), "strong"), self.day),
            (Label(lambda: _("Reason"), "strong"), self.reason),
        ):
            label.setBuddy(line)
            card.rows.addWidget(label)
            card.rows.addWidget(line)
        card.rows.addWidget(row_of(self.button, self.back_button))
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Laptop {name}: which day was it?", name=self._name), "name"))
        rows.addWidget(
            Label(
                lambda: _(
                    "Nothing that was written there changes. Sheets that are signed there from now on print both days; laptops "
                    "learn it with your next package."
                )
            )
        )
        rows.addWidget(card)
        for stated in self._stated():
            rows.addWidget(self._taking_back(stated))
        rows.addStretch(1)

    def _stated(self) -> list[StatedDay]:
        device = self._device or self._session.opened.device
        return stated_days_of(self._session.opened, device)

    def _taking_back(self, stated: StatedDay) -> QWidget:
        button = Button(
            lambda: _("Take back: {clock} was {day}", clock=plain_date(stated.clock), day=plain_date(stated.day)), role="small"
        )
        button.clicked.connect(lambda: self._take_back(stated))
        self.taking_back.append(button)
        return row_of(button)

    def _state(self) -> None:
        desk = self._session.secretary
        assert desk
        try:
            clock, day = _read(self.clock), _read(self.day)
        except Refused as problem:
            self._refuse(str(problem))
            return
        reason, said = self.reason.text(), stated_day.done_words(self._session.opened, self._device, clock, day)
        self._write(lambda: stated_day.state_day(desk, self._device, clock, day, reason), clock, said)

    def _take_back(self, stated: StatedDay) -> None:
        desk = self._session.secretary
        assert desk
        said = stated_day.undone_words(self._session.opened, stated.device, stated.clock)
        self._write(lambda: stated_day.take_back_day(desk, stated.device, stated.clock), stated.clock, said)

    def _write(self, act: Write, clock: date, said: str) -> None:
        problem = self._session.write(f"day/{self._device}/{clock}", act, self)
        if problem is None:
            self.settled.emit(lambda: said)
            self.back.emit()
        elif isinstance(problem, FileProblem):
            self._refuse(_("NOT SAVED yet; it is kept here and tried again."))
        else:
            self._refuse(str(problem))

    def _refuse(self, sentence: str) -> None:
        self.wrong.tell(lambda: sentence)


def _read(line: TextLine) -> date:
    """A day as people type it. Raises `Refused` for what is none, which is typed anew."""
    found = day_of(line.text())
    if found is None:
        line.type_anew()
        raise Refused("“{text}” is not a day; write it like 29/11/2026.", text=line.text())
    return found
