"""How strong a new secret is, below its field: four steps of which some are filled, and words. It follows typing.

It is reckoned when typing rests, not on each key: a secret that is made to be slow takes some tenths of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from juryapp.new_secrets.strength import Level, SecretKind, Strength, strength_of
from juryapp.text import _, mark
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.announce import announce
from ui.parts.labels import Label, give_spoken_description, set_look

Known = Callable[[], Sequence[str]]
"""What anyone would try first here."""
_REST_MS = 150
_STEPS = len(Level)
_WORDS = {
    Level.TOO_WEAK: mark("Too weak."),
    Level.WEAK: mark("Weak; it is taken all the same."),
    Level.GOOD: mark("Good."),
    Level.STRONG: mark("Strong."),
}
_TONES = {Level.TOO_WEAK: "bad", Level.WEAK: "warn", Level.GOOD: "good", Level.STRONG: "good"}


class Steps(QWidget):
    """Four steps: those reached are filled, the others are outlines."""

    def __init__(self) -> None:
        super().__init__()
        self.level: Level | None = None
        self.setVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: Level | None) -> None:
        """Fills as many as the level has reached; for None there is nothing to show."""
        self.level = level
        self.setVisible(level is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(34) * _STEPS, fonts.scaled(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / _STEPS
        for place in range(_STEPS):
            filled = self.level is not None and place < self.level
            shade = colour(_TONES[self.level]) if filled and self.level else colour("edge")
            painter.setPen(QPen(shade, 1))
            painter.setBrush(shade if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place * wide + 1, 1, wide - 5, self.height() - 2), 3, 3)


class StrengthLine(QWidget):
    """The strength of what stands in a field."""

    def __init__(self, field: QLineEdit, kind: SecretKind, known: Known) -> None:
        super().__init__()
        self._field, self._kind, self._known = field, kind, known
        self.strength: Strength | None = None
        self.steps = Steps()
        self.words = Label(self._said, "small", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        field.textChanged.connect(self._typed)

    def _typed(self, text: str) -> None:
        if text:
            self._rest.start()
        else:
            self.look()

    def look(self) -> None:
        """Reckons at once, and says it."""
        self._rest.stop()
        text = self._field.text()
        self.strength = strength_of(text, self._known(), self._kind) if text else None
        self.steps.show_level(self.strength.level if self.strength else None)
        set_look(self.words, "tone", _TONES[self.strength.level] if self.strength else "soft")
        self.words.again()
        give_spoken_description(self._field, self._said)
        if text and self._field.hasFocus():
            announce(self._field, self._said(), urgent=False)

    def _said(self) -> str:
        if self.strength is None:
            return _("How strong it is shows here.")
        why = self.strength.why
        return " ".join([_(_WORDS[self.strength.level]), *([str(why)] if why else [])])
