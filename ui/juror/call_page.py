"""The call: the whole screen is a sign that the secretary sees across the room. There is no network; an entry stays.

It shows no score, so it may stand while nobody is at the laptop.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from juryapp.board.laptop_names import laptop_names
from juryapp.text import LANGUAGES, _, clock_time, current, speaking
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.parts.labels import Button, Label, give_spoken_name

_LARGEST = 120
"""Pixels of the title."""


class CallPage(QFrame):
    """The sign: who, where, since when; and the button that ends it."""

    ended = Signal()
    is_sign = True

    def __init__(self, sitting: Sitting, candidate: str, since: datetime) -> None:
        super().__init__()
        event = sitting.desk.event
        self._laptop: dict[str, str] = {}
        """Language -> how the laptop is called: the sign is read while the event may be closed."""
        for language in LANGUAGES:
            with speaking(language):
                self._laptop[language] = laptop_names(event.file)[event.device] if event.device else event.laptop.name
        self.setObjectName("sign")
        self._sitting = sitting
        self.candidate = candidate
        self.since = since
        self.end = Button(lambda: _("The secretary came"), role="large")
        self.end.clicked.connect(self.ended)
        self.words = [
            Label(lambda: _("Calling the secretary"), "name"),
            Label(self._who_words, "name"),
            Label(self._where_words, "large"),
            Label(self._since_words, "large"),
        ]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(48, 32, 48, 32)
        rows.setSpacing(12)
        rows.addStretch(2)
        for label in self.words:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(label)
        rows.addSpacing(16)
        rows.addWidget(self.end, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(2)
        give_spoken_name(self, lambda: " ".join(label.words() for label in self.words))
        self.first = self.end
        """Where one begins."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """The title is as large as fits into one line: it is read across a room."""
        title = self.words[0]
        font = fonts.font("name")
        across = QFontMetrics(font).horizontalAdvance(title.text()) / font.pixelSize()
        font.setPixelSize(max(20, min(_LARGEST, int((self.width() - 120) / across), self.height() // 6)))
        title.setFont(font)

    def _who_words(self) -> str:
        juror = self._sitting.desk.juror
        return f"{juror.name} · {juror.code}"

    def _where_words(self) -> str:
        known, slot = self._sitting.candidates.get(self.candidate), self._sitting.slot(self.candidate)
        parts = (slot.room if slot else "", full_name(known) if known else "", _("Laptop {name}", name=self._laptop[current()]))
        return " · ".join(part for part in parts if part)

    def _since_words(self) -> str:
        return _("since {time}", time=clock_time(self.since))
