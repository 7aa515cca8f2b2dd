"""Today: the first page of the secretary's desk. The next three things to do with a button each, what comes after them, and the
state of the day.

The whole room may see it: nothing of any result stands here. One clock: the laptop's in the event's zone, on the stated day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from juryapp.board.clocks import ShownClock
from juryapp.board.one_moment import read_beside
from juryapp.board.step import Here, Step
from juryapp.board.today import Today
from juryapp.event.changes import Changes
from juryapp.text import _, clock_time, long_date
from ui.day_view import DayView
from ui.parts.column import column_in
from ui.parts.labels import Label
from ui.parts.scroll_page import ScrollPage
from ui.reading_beside import ReadingBeside
from ui.secretary.more_places import MorePlaces
from ui.secretary.today_rows import FurtherSteps, StepCard
from ui.session import Session

_STEPS = 3
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
        self._reading = ReadingBeside(session, self, self._show, lambda _problem: self.refresh())  # it tells what is wrong
        self._clock = ShownClock.of(session.opened)
        self._minute = ""
        self.title = Label(lambda: long_date(self._clock.now().date()), "name")
        self.time = Label(self._time_words, "large", "soft", wrap=False)
        self.nothing = Label(lambda: _("Nothing has to be done now."), "large", "soft")
        self.cards = [StepCard(is_first=place == 0) for place in range(_STEPS)]
        self.further = FurtherSteps()
        self.state = DayView(session)
        self.more = MorePlaces(session)
        self._lay_out()
        for card in self.cards:
            card.chosen.connect(self.to_step)
        self.further.chosen.connect(self.to_step)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._look_beside)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        session.changed.connect(self._changed)
        session.truth.connect(self.state.say_copied)

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.setSpacing(10)
        for part in (self.title, self.time, *self.cards, self.further, self.nothing):
            rows.addWidget(part)
        rows.addWidget(self.state)
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
        self._show(Today.of(self._session.opened, self._here()))

    def _look_beside(self) -> None:
        """As `look`, beside the window: what stands on the page stays until all of it is read."""
        if self._is_stale and self.isVisible() and self._session.is_open:
            self._is_stale, here = False, self._here()
            self._reading.begin(lambda place: read_beside(place, lambda event: Today.of(event, here)))

    def _show(self, now: Today) -> None:
        self._reading.drop()
        self._clock = now.day.clock
        self._minute = self._time_words()
        self._show_steps(now.steps)
        self.state.show_day(now.day)
        for label in (self.title, self.time):
            label.again()

    def _show_steps(self, found: Sequence[Step]) -> None:
        focused = next((card for card in self.cards if card.button.hasFocus()), None)
        for place, card in enumerate(self.cards):
            card.show_step(found[place] if place < len(found) else None, self._clock.zone)
        pressed = next((button for button in self.further.buttons if button.hasFocus()), None)
        self.further.show_steps(found[_STEPS:])
        self.nothing.setVisible(not found)
        if found and ((focused and focused.isHidden()) or (pressed and pressed.isHidden())):
            self.cards[min(len(found), _STEPS) - 1].button.setFocus()

    def tick(self) -> None:
        """A minute that has passed may bring somebody to the door."""
        if self._time_words() != self._minute:
            self._is_stale = True
            self._look_beside()

    def look_again(self) -> None:
        """Something beside the event has changed: a flash disk is in, or out."""
        self._is_stale = True
        self._look_beside()

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._is_stale = True
        self._settle.start()

    def _time_words(self) -> str:
        return clock_time(self._clock.now(), self._clock.zone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_stale = True
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.look_again)
        super().changeEvent(event)
