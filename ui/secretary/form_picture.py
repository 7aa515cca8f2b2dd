"""The scanned part of a paper form, as wide as there is room for, beside which its points are confirmed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from juryapp.text import _
from ui.parts.labels import give_spoken_name


class FormPicture(QLabel):
    """Hidden where there is no picture."""

    def __init__(self, png: bytes) -> None:
        super().__init__()
        self._whole = QPixmap()
        self._whole.loadFromData(png)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVisible(not self._whole.isNull())
        give_spoken_name(self, lambda: _("The scanned paper form"))

    def sizeHint(self) -> QSize:
        return QSize(self._whole.width(), self._high(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole.isNull() or event.oldSize().width() == event.size().width():
            return
        width = min(self.width(), self._whole.width())
        ratio = self.devicePixelRatioF()
        shown = self._whole.scaledToWidth(max(1, round(width * ratio)), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        self.setFixedHeight(self._high(width))

    def _high(self, width: int) -> int:
        if self._whole.isNull():
            return 0
        return round(min(width, self._whole.width()) * self._whole.height() / self._whole.width())
