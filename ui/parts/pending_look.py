"""The look of what is typed and not stored yet: a dotted line under it, and words for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from juryapp.text import _
from ui.look.colours import colour

_SIDE, _ABOVE_BOTTOM = 10, 5


def underline(widget: QWidget) -> None:
    """Draws the line; to be called at the end of what paints the field."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour("warn"), 2.4, Qt.PenStyle.DotLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    y = widget.height() - _ABOVE_BOTTOM
    painter.drawLine(QPointF(_SIDE, y), QPointF(widget.width() - _SIDE, y))
    painter.end()


def pending_words(*, pending: bool) -> str:
    """What a screen reader says of it; nothing of what is stored."""
    return _("Typed, not stored yet.") if pending else ""
