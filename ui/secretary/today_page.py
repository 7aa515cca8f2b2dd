"""Today: the first page of the secretary's desk. The next three things to do with a button each, and the state of the day.

The whole room may see it: nothing of any result stands here. One clock: the laptop's in the event's zone, on the stated day.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from juryapp.board.clocks import ShownClock
from juryapp.board.day_state import DayState, day_state
from juryapp.board.laptop_names import laptop_names, shown_name
from juryapp.board.next_steps import Here, Step, next_steps
from juryapp.event.changes import Changes
from juryapp.text import _, clock_time, long_date
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.labels import Label
from ui.parts.scroll_page import ScrollPage
from ui.secretary import today_words
from ui.secretary.more_places import MorePlaces
from ui.secretary.today_rows import DayList, StepCard
from ui.session import Session

_STEPS = 3
_SIDE_BY_SIDE = 1000
_SETTLED_MS = 250
"""So long after the last change the page is read anew: while packages come in nobody waits for it."""
_TICK_MS = 5_000


class TodayPage(ScrollPage):
    """What is to be done, and where the day stands."""

    to_step = Signal(object)
    """Where a step is done is to be shown."""

    def __init__(self, session: Session, here: Callable[[], Here]) -> None:
        super().__init__()
        self._session = session
        self._here = here
        self._is_stale = True
        self._clock = ShownClock.of(session.opened)
        self._minute = ""
        self._state: DayState | None = None
        self.title = Label(lambda: long_date(self._clock.now().date()), "name")
        self.time = Label(self._time_words, "large", "soft", wrap=False)
        self.nothing = Label(lambda: _("Nothing has to be done now."), "large", "soft")
        self.cards = [StepCard(is_first=place == 0) for place in range(_STEPS)]
        self.signed, self.received = Label(self._signed_words, "large"), Label(self._received_words, "text", "soft")
        self.copied = Label(self._copied_words, "text", "soft")
        self.day = Label(self._day_words, "large", heading=True)
        self.candidates, self.jurors = DayList(), DayList()
        self.more = MorePlaces(session)
        self._lay_out()
        for card in self.cards:
            card.chosen.connect(self.to_step)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self.look)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        session.changed.connect(self._changed)
        session.truth.connect(self._truth)

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.setSpacing(10)
        for part in (self.title, self.time, *self.cards, self.nothing):
            rows.addWidget(part)
        sheets, day, people = Card(14, 2), Card(18, 6), Card(18, 6)
        for part in (self.signed, self.received, self.copied):
            sheets.rows.addWidget(part)
        day.rows.addWidget(self.day)
        day.rows.addWidget(self.candidates)
        people.rows.addWidget(Label(lambda: _("Jurors"), "large", heading=True))
        people.rows.addWidget(self.jurors)
        for card in (day, people):
            card.rows.addStretch(1)
        rows.addWidget(sheets)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._columns.addWidget(day, 1)
        self._columns.addWidget(people, 1)
        rows.addLayout(self._columns)
        rows.addWidget(self.more)
        rows.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return self.cards[0].button

    def look(self) -> None:
        """Reads everything anew, if the page is seen; else when it is shown."""
        if self._is_stale and self.isVisible() and self._session.is_open:
            self.refresh()

    def refresh(self) -> None:
        """Reads the event and shows where it stands."""
        self._is_stale = False
        event = self._session.opened
        self._clock = ShownClock.of(event)
        now = self._clock.now()
        self._minute = self._time_words()
        self._show_steps(next_steps(event, now, self._here()))
        self._state = state = day_state(event, now)
        names = {id_: shown_name(name, own=id_ == event.device) for id_, name in laptop_names(event.file).items()}
        self.candidates.show_lines([today_words.candidate_line(one) for one in state.candidates])
        self.jurors.show_lines([today_words.juror_line(one, now, self._clock.zone, names) for one in state.jurors])
        for label in (self.title, self.time, self.signed, self.received, self.day):
            label.again()
        self._truth()

    def _show_steps(self, found: list[Step]) -> None:
        focused = next((card for card in self.cards if card.button.hasFocus()), None)
        for place, card in enumerate(self.cards):
            card.show_step(found[place] if place < len(found) else None, self._clock.zone)
        self.nothing.setVisible(not found)
        if focused and focused.isHidden() and found:
            self.cards[len(found) - 1].button.setFocus()

    def tick(self) -> None:
        """A minute that has passed may bring somebody to the door."""
        if self._time_words() != self._minute:
            self._is_stale = True
            self.look()

    def look_again(self) -> None:
        """Something beside the event has changed: a flash disk is in, or out."""
        self._is_stale = True
        self.look()

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._is_stale = True
        self._settle.start()

    def _truth(self) -> None:
        """What is copied may have changed, and nothing else."""
        self.copied.again()
        self.copied.setVisible(bool(self.copied.text()))

    def _time_words(self) -> str:
        return clock_time(self._clock.now(), self._clock.zone)

    def _day_words(self) -> str:
        return today_words.day_words(self._state) if self._state else ""

    def _signed_words(self) -> str:
        return today_words.signed_words(self._state) if self._state else ""

    def _received_words(self) -> str:
        return today_words.received_words(self._state) if self._state else ""

    def _copied_words(self) -> str:
        words = self._session.copy_status.words() if self._session.is_open else ""
        return words[:1].upper() + words[1:]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_stale = True
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.look_again)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)
