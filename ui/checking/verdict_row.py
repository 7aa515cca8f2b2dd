"""One file that is checked: its name, the verdict in words and a shape, who signed, what to compare. Nothing of it is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from juryapp.model.document import FileKind
from juryapp.text import _, one_line
from juryapp.verification.verdict import Judgement, Verdict
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import Button, Label, breakable, give_spoken_description, give_spoken_name, set_look
from ui.parts.spoken import Role, give_spoken_role, without_ornaments
from ui.parts.tab_stop import Stop

_LOOKS = {
    Judgement.VALID: ("check", "good"),
    Judgement.SUPERSEDED: ("barred", "warn"),
    Judgement.PARTLY: ("half", "warn"),
    Judgement.CODE_GENUINE: ("half", "warn"),
    Judgement.UNSIGNED: ("dashed", "warn"),
    Judgement.INVALID: ("cross", "bad"),
}
_LACKING, _WAITING = ("bang", "warn"), ("dashed", "soft")


class VerdictRow(QFrame):
    """A file; one stop of the arrows' way through all of them."""

    reached = Signal(object)
    """It has the focus, and wants to be seen."""
    compare = Signal(object)
    """The genuine page beside the picture of this verdict is wanted."""

    def __init__(self, path: Path, stop: Stop) -> None:
        super().__init__()
        give_spoken_role(self, Role.ListItem)
        self.path = path
        self.verdict: Verdict | None = None
        """None before it is checked, or when it is to be checked again."""
        self._stop = stop
        self.mark = _Mark()
        self.name = Label(lambda: breakable(one_line(self.path.name)), "strong")
        self.word = Label(self._words, "strong")
        self.details = [
            Label(lambda: self._lines(lambda one: one.why)),
            Label(lambda: self._lines(lambda one: one.signed_words()), tone="soft"),
            Label(lambda: self._lines(lambda one: [one.says] if one.says else [])),
        ]
        self.beside = Button(lambda: _("Show the genuine page"))
        self.beside.clicked.connect(lambda: self.compare.emit(self.verdict))
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self.name, self.word, *self.details):
            column.addWidget(label)
        column.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(14)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.show_verdict(None)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Shows what was found out; None: it waits."""
        self.verdict = verdict
        shape, tone = _LOOKS[verdict.verdict] if verdict else _WAITING
        if verdict and verdict.lacking:
            shape, tone = _LACKING
        self.mark.show_mark(shape, tone)
        set_look(self.word, "tone", tone)
        for label in (self.word, *self.details):
            label.again()
        for label in self.details:
            label.setVisible(bool(label.text()))
        self.beside.again()
        give_spoken_name(self.beside, lambda: _("Show the genuine page beside {name}", name=one_line(self.path.name)))
        self.beside.setVisible(verdict is not None and verdict.overlaid is not None)
        give_spoken_name(self, lambda: f"{one_line(self.path.name)}: {self._words()}")
        give_spoken_description(self, lambda: " ".join(without_ornaments(label.text()) for label in self.details if label.text()))

    @property
    def needs_a_look(self) -> bool:
        """True unless it is known to be valid."""
        return self.verdict is None or self.verdict.verdict != Judgement.VALID

    def _words(self) -> str:
        if self.verdict is None:
            return _("not checked yet")
        words = self.verdict.words()
        kind = f" · {self.verdict.kind_words()}" if self.verdict.kind != FileKind.UNKNOWN else ""
        return f"{words[:1].upper()}{words[1:]}{kind}"

    def _lines(self, of: Callable[[Verdict], Iterable[str]]) -> str:
        return "\n".join(breakable(one_line(line)) for line in of(self.verdict)) if self.verdict else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._stop.offer(self)
        self.reached.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._stop.walk(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class _Mark(QWidget):
    """The verdict's shape."""

    def __init__(self) -> None:
        super().__init__()
        self._shape, self._tone = _WAITING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, shape: str, tone: str) -> None:
        self._shape, self._tone = shape, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = fonts.scaled(20)
        return QSize(side, side + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = fonts.scaled(18)
        paint_mark(QPainter(self), QRectF(1, 4, side, side), self._shape, colour(self._tone))
