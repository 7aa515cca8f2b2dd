"""What came in and waits for the secretary: a line for each matter, and the button that leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.step import Step
from juryapp.text import plural
from ui.parts.clearing import empty
from ui.parts.labels import Label
from ui.parts.tab_order import made_anew
from ui.secretary.today_rows import StepCard

_MOST = 12


class WaitingMatters(QWidget):
    """A few of them, and how many more."""

    chosen = Signal(object)
    """The step whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[StepCard] = []
        self._left = 0
        self._more = Label(self._more_words, tone="soft")
        self._column = QVBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._column)
        rows.addWidget(self._more)
        self.setVisible(False)

    def show_steps(self, steps: Sequence[Step], zone: str) -> None:
        """Shows these; hides where there is none."""
        if not (steps or self.cards):
            return
        empty(self._column)
        self.cards = []
        for step in steps[:_MOST]:
            card = StepCard(is_first=False)
            card.chosen.connect(self.chosen)
            self._column.addWidget(card)
            card.show_step(step, zone)
            self.cards.append(card)
        self._left = len(steps) - len(self.cards)
        self._more.again()
        self._more.setVisible(self._left > 0)
        self.setVisible(bool(self.cards))
        made_anew(self)

    def _more_words(self) -> str:
        return plural("And {count} more.", "And {count} more.", self._left)
