"""Where points are typed: text, read by our own parser. Three looks that can't be confused, and none of them a default.

Not scored: dashed and empty. Scored: filled, the lowest score too. Can't be assessed: hatched. Where nothing can be given any
more: no outline to fill, a dash where there are no points. What was typed and isn't
stored stays visible in its own look. No validator, no wheel; a number half typed when the window loses the focus stays pending.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui.actions import press
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.pending_look import underline

LET_GO_MS = 150
"""After a key that steps came up: some systems tell of a held key as of one that comes up and goes down again."""
_WINDOW_ONLY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class FieldState(Enum):
    """What stands behind the field."""

    EMPTY = "not scored"
    SCORED = "scored"
    UNASSESSED = "can't be assessed"


class PointsField(QLineEdit):
    """The points of one criterion, as text."""

    finished = Signal()
    """A whole edit: Enter, or the focus went elsewhere within the window."""
    typed = Signal()
    """A person changed the text, by keys, pad or clipboard."""
    got_focus = Signal(bool)
    """The focus came; True if by a press."""

    def __init__(self, owner: object) -> None:
        """`owner`: whose actions come before what is typed."""
        super().__init__()
        self._owner = owner
        self.setObjectName("points")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(24)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        fonts.give(self, "points")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stored = ""
        self._shows = False
        self._pressed_anew = False
        self._steps = False
        """A key that steps is held down."""
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(LET_GO_MS)
        self._let_go.timeout.connect(self._stepped)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._changed)
        self._look = FieldState.EMPTY
        self.wrong = False

    @property
    def pending(self) -> bool:
        """True while what is typed isn't what is stored."""
        return self.text().strip() != self._stored

    @property
    def _is_whole(self) -> bool:
        """True for what is stored and for what was refused: nobody goes on typing behind it."""
        return self.wrong or not self.pending

    @property
    def look(self) -> FieldState:
        """What stands behind the field."""
        return self._look

    @property
    def can_step(self) -> bool:
        """True while a step up or down begins at points that are stored."""
        return (self._steps or not self.pending) and self._look is FieldState.SCORED and not self.isReadOnly()

    def step_to(self, text: str) -> None:
        """Shows the next step; it ends an edit when the key is let go."""
        self._let_go.stop()
        self._steps = True
        self.setText(text)
        self.selectAll()

    def show_points(self, stored: str, look: FieldState, held: str | None = None) -> None:
        """Shows what is stored, or the text that is held in place of it. Nothing is signalled: loading a form stores nothing."""
        self._stored, self._look, self.wrong = stored, look, False
        text = stored if held is None else held
        if self.text() != text:
            self._shows = True
            self.setText(text)
            self._shows = False
        self.update()

    def _changed(self) -> None:
        if not self._shows:
            self.typed.emit()

    def mark_wrong(self, *, wrong: bool) -> None:
        """Marks what is typed as not allowed and not stored."""
        self.wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(120), max(46, fonts.scaled(46)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._pressed_anew = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() not in _WINDOW_ONLY:
            if self._is_whole:
                self.selectAll()
            self.got_focus.emit(event.reason() is Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._steps = False
        self._let_go.stop()
        if event.reason() not in _WINDOW_ONLY:
            self.finished.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The press that brings the focus selects a whole edit, so that what is typed replaces it."""
        super().mousePressEvent(event)
        if self._pressed_anew and self._is_whole:
            self.selectAll()
        self._pressed_anew = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self._owner, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._steps and not event.isAutoRepeat():
            self._let_go.start()
        super().keyReleaseEvent(event)

    def _stepped(self) -> None:
        """The key is up, and stayed up: the step that is shown ends the edit."""
        self._steps = False
        self.finished.emit()
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = self._pen()
        painter.setPen(pen)
        painter.setBrush(colour("bad_ground" if self.wrong else "ground" if self.isReadOnly() else "paper"))
        painter.drawRoundedRect(box, 8, 8)
        if self._look is FieldState.UNASSESSED and not self.text():
            painter.setBrush(QBrush(colour("edge"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(pen)
            painter.drawRoundedRect(box, 8, 8)
        if self.isReadOnly() and self._look is FieldState.EMPTY and not self.text():
            painter.setPen(colour("soft"))
            painter.setFont(self.font())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–")
        painter.end()
        super().paintEvent(event)
        if self.pending:
            underline(self)

    def _pen(self) -> QPen:
        if self.wrong:
            return QPen(colour("bad"), 2)
        if self.hasFocus():
            return QPen(colour("accent"), 2)
        if self.isReadOnly():
            return QPen(colour("line"), 1)  # closed: nothing can be filled in here
        pen = QPen(colour("edge"), 1.5 if self._look is FieldState.EMPTY else 1.2)
        if self._look is FieldState.EMPTY and not self.text():
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([3, 2.4])
        return pen
