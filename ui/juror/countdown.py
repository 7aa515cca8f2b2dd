"""How long the interview still lasts, in words, from its slot and this laptop's clock. Small, folded by a press, over nothing."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer

from juryapp.text import _, long_date, plural
from ui.juror.sitting import Sitting
from ui.parts.labels import Button

_SETTING = "countdown"
_EVERY_MS = 5_000


class Countdown(Button):
    """`12 minutes left`; folded, only that the interview is scheduled now."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(str, "flush", "small strong")
        self._sitting = sitting
        self._home = sitting.desk.event.laptop.home
        self._candidate = ""
        self.clicked.connect(self._toggle)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.say(self._words)

    def load(self, candidate: str) -> None:
        """Counts for this candidate."""
        self._candidate = candidate
        self.tick()

    def tick(self) -> None:
        """Looks at the clock."""
        words = self._words()
        if words != self.text():
            self.setText(words)
        told = _("Fold the countdown") if self.shown else _("Show the time that is left")
        self.setToolTip(told)
        self.setVisible(bool(words))

    @property
    def shown(self) -> bool:
        """True unless it is folded on this laptop."""
        return self._home.setting(_SETTING) != "folded"

    def _toggle(self) -> None:
        self._home.keep_setting(_SETTING, "folded" if self.shown else "shown")
        self.tick()

    def _words(self) -> str:
        if not self._candidate:
            return ""
        slot = self._sitting.slot(self._candidate)
        left = self._sitting.left(self._candidate)
        if left is not None and self.shown:
            return left_words(left)
        if slot is None:
            return ""
        return _("scheduled now") if self._sitting.is_now(self._candidate) else long_date(slot.day)


def left_words(left: timedelta) -> str:
    """`12 minutes left`, `less than a minute left`, `3 minutes over`."""
    minutes = int(abs(left) / timedelta(minutes=1))
    if left <= timedelta(0):
        return plural("{count} minute over", "{count} minutes over", minutes) if minutes else _("The time is over")
    return plural("{count} minute left", "{count} minutes left", minutes) if minutes else _("less than a minute left")
