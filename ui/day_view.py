"""The state of the day, to be read: how much is signed, the interviews by the hour, the jurors. No score and no place."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board.day_state import DayState
from juryapp.board.today import Day
from juryapp.text import _
from ui import day_words
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.day_list import DayList
from ui.parts.labels import Label
from ui.session import Session

_SIDE_BY_SIDE = 1000


class DayView(QWidget):
    """What is known at this laptop; whoever is in the room may read it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: DayState | None = None
        self.signed, self.received = Label(self._signed_words, "large"), Label(self._received_words, "text", "soft")
        self.copied = Label(self._copied_words, "text", "soft")
        self.day = Label(self._day_words, "large", heading=True)
        self.candidates, self.jurors = DayList(), DayList()
        sheets, day, people = Card(14, 2), Card(18, 6), Card(18, 6)
        for part in (self.signed, self.received, self.copied):
            sheets.rows.addWidget(part)
        day.rows.addWidget(self.day)
        day.rows.addWidget(self.candidates)
        people.rows.addWidget(Label(lambda: _("Jurors"), "large", heading=True))
        people.rows.addWidget(self.jurors)
        for card in (day, people):
            card.rows.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._columns.addWidget(day, 1)
        self._columns.addWidget(people, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(sheets)
        rows.addLayout(self._columns)

    def show_day(self, day: Day) -> None:
        """Shows where the day stands."""
        self._state, now = day.state, day.clock.now()
        self.candidates.show_lines([day_words.candidate_line(one) for one in day.state.candidates])
        self.jurors.show_lines([day_words.juror_line(one, now, day.clock.zone, day.laptops) for one in day.state.jurors])
        for label in (self.signed, self.received, self.day):
            label.again()
        self.say_copied()

    def say_copied(self) -> None:
        """What is copied may have changed, and nothing else."""
        self.copied.again()
        self.copied.setVisible(bool(self.copied.text()))

    def _day_words(self) -> str:
        return day_words.day_words(self._state) if self._state else ""

    def _signed_words(self) -> str:
        return day_words.signed_words(self._state) if self._state else ""

    def _received_words(self) -> str:
        return day_words.received_words(self._state) if self._state else ""

    def _copied_words(self) -> str:
        words = self._session.copy_status.words() if self._session.is_open else ""
        return words[:1].upper() + words[1:]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the jurors stand below the interviews."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)
