"""Row pictures: the board's rows as they were painted, so that scrolling paints one picture a row. Made anew where a row says
something else, or looks otherwise.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.look import fonts
from ui.look.colours import colour, current
from ui.secretary.board import BoardModel, BoardPainter

_MOST_BYTES = 24_000_000
"""A row of twelve jurors takes 0.2 MB, four times that where everything is shown in double size."""
_BYTES_A_PIXEL = 4


class RowPictures:
    """Of one board."""

    def __init__(self, model: BoardModel, painter: BoardPainter) -> None:
        self._model, self._painter = model, painter
        self._looks: tuple[object, ...] = ()
        """How all of them look."""
        self._pictures: dict[int, tuple[tuple[object, ...], QPixmap]] = {}
        self._bytes = 0

    def picture(self, row: int, widths: tuple[int, ...], height: int, ratio: float) -> QPixmap:
        """A row, from its name to its last juror; on the ground that tables have."""
        looks = (widths, height, ratio, fonts.scale(), current(), self._model.is_narrow)
        if looks != self._looks or self._bytes > _MOST_BYTES:
            self._looks, self._bytes = looks, 0
            self._pictures.clear()
        says = self._model.says(row)
        if row not in self._pictures or self._pictures[row][0] != says:
            made = self._made(row, widths, height, ratio)
            self._bytes += made.width() * made.height() * _BYTES_A_PIXEL if row not in self._pictures else 0
            self._pictures[row] = says, made
        return self._pictures[row][1]

    def _made(self, row: int, widths: tuple[int, ...], height: int, ratio: float) -> QPixmap:
        made = QPixmap(QSize(sum(widths), height) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(colour("paper"))
        painter, left = QPainter(made), 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, width in enumerate(widths):
            self._painter.paint(painter, QRect(left, 0, width, height), row, column)
            left += width
        painter.end()
        return made
