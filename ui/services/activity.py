"""Activity: when somebody last touched keyboard, mouse, pen or screen. Says when nobody has for a while, never in between."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QTabletEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from juryapp.locations import Home

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
_CLASSES = frozenset((QKeyEvent, QInputMethodEvent, QMouseEvent, QWheelEvent, QTouchEvent, QTabletEvent))
"""Their classes. Asked first: every event of the program passes here, ten thousand for a page, and naming its type costs more."""


class Activity(QObject):
    """Listens to the whole program."""

    idle = Signal()
    """Nobody touched anything for the time that is set; once, until somebody does."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ring)
        self._listens = False
        self._timer.start(self.limit_ms)

    def listen(self) -> None:
        """From now on. Not before a seat can be taken: the first event that passes through here has Qt's whole library named."""
        app = QApplication.instance()
        assert app
        if not self._listens:
            self._listens = True
            app.installEventFilter(self)

    @property
    def minutes(self) -> str:
        """After how many minutes the seat is locked, one of `MINUTES`."""
        kept = self._home.setting(_SETTING)
        return kept if kept in MINUTES else USUAL

    def choose(self, minutes: str) -> None:
        """Keeps another time."""
        self._home.keep_setting(_SETTING, minutes)
        self.wait_for(self.limit_ms)

    @property
    def limit_ms(self) -> int:
        """The time that is set, in milliseconds."""
        return int(self.minutes) * 60_000

    def rested_ms(self) -> int:
        """How long nobody has touched anything."""
        return self._since.elapsed()

    def wait_for(self, ms: int) -> None:
        """Rings after this long, from now on."""
        self._timer.start(ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if type(event) in _CLASSES and event.type() in _TOUCHES:
            self._since.restart()
        return False

    def _ring(self) -> None:
        left = self.limit_ms - self._since.elapsed()
        if left > 0:
            self._timer.start(left)
            return
        self.idle.emit()
        self._timer.start(self.limit_ms)
