"""A card: paper with round corners and rows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.look import fonts


class Card(QFrame):
    """A card whose content goes into `rows`."""

    def __init__(self, margin: int = 16, gap: int = 12) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(margin, margin, margin, margin)
        self.rows.setSpacing(gap)


def centred(card: QWidget, top: int = 40) -> QWidget:
    """A page with one card in its middle, as high as its words need."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(24, top, 24, 24)
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(card, 6)
    middle.addStretch(1)
    rows.addLayout(middle)
    rows.addStretch(1)
    return page


class Measure(QWidget):
    """A column that is never wider than lines can be read; it becomes wider with the text."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        fonts.limit(self, most=most)
