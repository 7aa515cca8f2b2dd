"""Marks: the shapes that states have beside their words, painted so that no fallback font is needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from juryapp.model.sheet import CellState

OF_STATE = {
    CellState.MISSING: ("dashed", "soft"),
    CellState.DRAFT: ("half", "soft"),
    CellState.COMPLETE: ("full", "accent"),
    CellState.UNCONFIRMED: ("bang", "warn"),
    CellState.SIGNED: ("check", "good"),
    CellState.RECUSED: ("barred", "warn"),
    CellState.ABSENT: ("cross", "warn"),
    CellState.WITHDRAWN: ("cross", "warn"),
    CellState.CONFLICT: ("bang", "bad"),
    CellState.MISNAMED: ("bang", "bad"),
}
"""State -> its mark and the name of its colour."""


def paint_mark(painter: QPainter, box: QRectF, mark: str, colour: QColor) -> None:
    """Paints a mark into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(1.5, box.width() / 8)
    painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    _SHAPES[mark](painter, inner, colour)
    painter.restore()


def _dashed(painter: QPainter, box: QRectF, colour: QColor) -> None:
    for start in (20, 110, 200, 290):
        painter.drawArc(box, start * 16, 50 * 16)


def _half(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _full(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box)


def _check(painter: QPainter, box: QRectF, colour: QColor) -> None:
    path = QPainterPath(_at(box, 0.02, 0.58))
    path.lineTo(_at(box, 0.34, 0.9))
    path.lineTo(_at(box, 0.98, 0.14))
    painter.drawPath(path)


def _barred(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.drawEllipse(box)
    painter.drawLine(_at(box, 0.16, 0.84), _at(box, 0.84, 0.16))


def _cross(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.drawLine(_at(box, 0.1, 0.1), _at(box, 0.9, 0.9))
    painter.drawLine(_at(box, 0.9, 0.1), _at(box, 0.1, 0.9))


def _bang(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.drawLine(_at(box, 0.5, 0.04), _at(box, 0.5, 0.62))
    painter.drawPoint(_at(box, 0.5, 0.96))


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.x() + box.width() * x, box.y() + box.height() * y)


_SHAPES = {
    "dashed": _dashed,
    "half": _half,
    "full": _full,
    "check": _check,
    "barred": _barred,
    "cross": _cross,
    "bang": _bang,
}
