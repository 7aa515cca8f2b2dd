"""What an observer reads: the state of the day, without a score or a place. The form for practice lies behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from juryapp.board.clocks import ShownClock
from juryapp.board.today import Day
from juryapp.event.changes import Changes
from juryapp.text import _, clock_time, long_date, mark
from ui.actions import action, press
from ui.day_view import DayView
from ui.juror.sitting import Sitting
from ui.parts.action_button import ActionButton
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Label
from ui.parts.scroll_page import ScrollPage
from ui.session import Session

_SETTLED_MS = 250
_TICK_MS = 5_000


class ObserverPage(ScrollPage):
    """Read only; it follows what comes in, and the clock."""

    back = Signal()
    """The form for practice is wanted."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self._session, self._sitting = session, sitting
        self._clock = ShownClock.of(session.opened)
        self._minute = ""
        self.title = Label(lambda: long_date(self._clock.now().date()), "name")
        self.time = Label(self._time_words, "large", "soft", wrap=False)
        self.about = Label(
            lambda: _(
                "{juror}, you are here as an observer: you read where the day stands. You can score and note for practice; it "
                "never counts, and you sign nothing.",
                juror=sitting.desk.juror.name,
            )
        )
        self.state = DayView(session)
        self.practise_button = ActionButton(self.practise, "main")
        self.first: QWidget = self.practise_button
        """Where one begins."""
        rows = column_in(self)
        rows.setSpacing(10)
        for part in (self.title, self.time, self.about, row_of(self.practise_button), self.state):
            rows.addWidget(part)
        rows.addStretch(1)
        self._settle, self._ticking = QTimer(self), QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self.look)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        session.changed.connect(self._changed)
        session.truth.connect(self.state.say_copied)
        self.look()

    @action("Esc", label=mark("Practise on the form"))
    def practise(self) -> None:
        """To the form, which lies behind."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def look(self) -> None:
        """Says what is true now; nothing once somebody else sits here."""
        if not self._session.is_open or self._session.juror is not self._sitting.desk:
            return
        self._clock = ShownClock.of(self._session.opened)
        self._minute = self._time_words()
        self.state.show_day(Day.of(self._session.opened, self._clock))
        for label in (self.title, self.time):
            label.again()

    def tick(self) -> None:
        """A minute that has passed may begin an interview, or end one."""
        if self.isVisible() and self._time_words() != self._minute:
            self.look()

    def _changed(self, _changes: Changes, _initiator: object) -> None:
        self._settle.start()

    def _time_words(self) -> str:
        return clock_time(self._clock.now(), self._clock.zone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.look)
        super().changeEvent(event)
