"""One of many, picked from a list that folds out: for filters with more choices than buttons can show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QVBoxLayout, QWidget

from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import Label, Say, give_spoken_name

_LEAST, _MOST = 12, 36
"""So many letters of the longest choice are seen while the list is folded; the list itself is wider."""


class _Choices(QComboBox):
    """As high as a finger; the wheel scrolls the page and picks nothing."""

    def __init__(self) -> None:
        super().__init__()
        fonts.give(self, "text")
        self.setView(QListView())  # its rows are as high as a finger by the style sheet; those of Fusion's own are not
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(44, hint.height(), self.fontMetrics().height() + 18))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet takes Fusion's arrow away; this one has the words' colour in light and dark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("ink" if self.isEnabled() else "soft"), 2))
        middle, wide = self.rect().center(), fonts.scaled(5)
        x, y = self.width() - fonts.scaled(18), middle.y() - wide // 2
        painter.drawPolyline([QPoint(x - wide, y), QPoint(x, y + wide), QPoint(x + wide, y)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(one)) for one in range(self.count())), default=0)
        self.view().setMinimumWidth(min(widest + 60, max(self.width(), self.window().width() - 80)))
        super().showPopup()


class Pick(QWidget):
    """A label, and below it what is picked."""

    picked = Signal()

    def __init__(self, label: Say) -> None:
        super().__init__()
        self.field = _Choices()
        self.field.activated.connect(self.picked)
        give_spoken_name(self.field, label)
        self._codes: list[str] = []
        words = Label(label, "small strong", "soft")
        words.setBuddy(self.field)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(words)
        rows.addWidget(self.field)

    def offer(self, choices: Sequence[tuple[str, str]], code: str) -> None:
        """Offers these, (code, words); `code` is picked, the first one where it isn't among them."""
        self._codes = [one for one, _words in choices]
        self.field.clear()
        self.field.addItems([words for _code, words in choices])
        longest = max((len(words) for _code, words in choices), default=0)
        self.field.setMinimumContentsLength(max(_LEAST, min(longest, _MOST)))
        self.field.setCurrentIndex(self._codes.index(code) if code in self._codes else 0)

    @property
    def code(self) -> str:
        """What is picked."""
        place = self.field.currentIndex()
        return self._codes[place] if 0 <= place < len(self._codes) else ""
