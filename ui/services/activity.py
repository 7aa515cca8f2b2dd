"""Activity: when somebody last touched keyboard, mouse, pen or screen. Says when nobody has for a while, never in between."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QTabletEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from juryapp import clock
from juryapp.clock import Passing
from juryapp.locations import Home

LOOK_MS = 1_000
"""How often it is asked whether the time is over."""
MINUTES = ("5", "10", "20", "30")
USUAL = "10"
_SETTING = "lock after minutes"
_TOUCHES = frozenset(
    (
        *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd),
        *(QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease),
    )
)
_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_CLASSES = frozenset((QKeyEvent, QInputMethodEvent, QMouseEvent, QWheelEvent, QTouchEvent, QTabletEvent))
"""Their classes. Asked first: every event of the program passes here, ten thousand for a page, and naming its type costs more."""


class Activity(QObject):
    """Listens to the whole program. `passing` is how it knows what time has passed: also while the laptop slept."""

    idle = Signal()
    """Nobody touched anything for the time that is set; once, until somebody does."""

    def __init__(self, home: Home, passing: Passing = clock.passing) -> None:
        super().__init__()
        self._home = home
        self._passing = passing
        self._touched = self._not_before = passing()
        self._rung = False
        self._waking = False
        """A key came too late; it arrives here several times."""
        kept = home.setting(_SETTING)
        self.minutes = kept if kept in MINUTES else USUAL
        """After how many minutes the seat is locked, one of `MINUTES`; kept here, since it is asked at every touch."""
        self._listens = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def listen(self) -> None:
        """From now on. Not before a seat can be taken: the first event that passes through here has Qt's whole library named."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not self._listens:
            self._listens = True
            app.installEventFilter(self)
            app.applicationStateChanged.connect(self.look)

    def choose(self, minutes: str) -> None:
        """Keeps another time."""
        self._home.keep_setting(_SETTING, minutes)
        self.minutes = minutes
        self._touch()

    @property
    def limit_ms(self) -> int:
        """The time that is set, in milliseconds."""
        return int(self.minutes) * 60_000

    def rested_ms(self) -> int:
        """How long nobody has touched anything, the time asleep included."""
        return round((self._passing() - self._touched) * 1000)

    def wait_for(self, ms: int) -> None:
        """Rings again after this long, if nobody touches anything until then."""
        self._not_before = self._passing() + ms / 1000

    def look(self) -> None:
        """Rings if the time is over. Asked each second, so that a laptop which wakes up late rings at once."""
        if self._passing() >= self._not_before and self.rested_ms() >= self.limit_ms:
            self._ring()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return type(event) in _CLASSES and event.type() in _TOUCHES and self._comes_late(event)

    def _comes_late(self, event: QEvent) -> bool:
        """A touch; True if it comes so late that it must do nothing but hide the seat, as the one that wakes the laptop."""
        if self._waking and event.type() in _PRESSES:
            return True
        late = not self._rung and self.rested_ms() >= self.limit_ms
        self._waking = late and event.type() in _PRESSES
        if late:
            self._ring()
        else:
            self._touch()
        return late

    def _touch(self) -> None:
        self._touched = self._not_before = self._passing()
        self._rung = False

    def _ring(self) -> None:
        self._rung = True
        self.wait_for(self.limit_ms)
        self.idle.emit()
