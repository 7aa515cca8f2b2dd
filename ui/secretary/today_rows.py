"""Rows of the first page: a step with its button, and a line of the day. They are made once and shown anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from juryapp.board.next_step_words import deed, sentence
from juryapp.board.step import Step, StepKind
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label

_SIDE_BY_SIDE = 640


class StepCard(Card):
    """One thing to do, and the button that leads there."""

    chosen = Signal(object)
    """The step whose button was pressed."""

    def __init__(self, *, is_first: bool) -> None:
        super().__init__(13, 8)
        self._step: Step | None = None
        self._zone = ""
        self.words = Label(self._sentence, "large" if is_first else "text")
        self.button = Button(self._deed, "main" if is_first else "")
        self.button.clicked.connect(self._choose)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(14)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.button)
        self.rows.addLayout(self._line)
        self.setVisible(False)

    @property
    def step(self) -> Step | None:
        """What it shows; None while it is hidden."""
        return self._step

    def show_step(self, step: Step | None, zone: str) -> None:
        """Shows another step, or hides; the button stays the one that has the focus."""
        self._step, self._zone = step, zone
        if step:
            self.words.again()
            self.button.again()
        self.setVisible(step is not None)

    def _sentence(self) -> str:
        return sentence(self._step, self._zone) if self._step else ""

    def _deed(self) -> str:
        return deed(self._step) if self._step else ""

    def _choose(self) -> None:
        if self._step:
            self.chosen.emit(self._step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the button stands below the words."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class FurtherSteps(QWidget):
    """What comes after the first things: a button each, so that nothing that waits hides what can be done as well."""

    chosen = Signal(object)
    """The step whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self.steps: list[Step] = []
        """What the buttons that are shown lead to."""
        flow = Flow(self)
        grows_down(self)
        flow.addWidget(Label(lambda: _("After that:"), tone="soft", wrap=False))
        for place in range(len(StepKind)):
            button = Button(partial(self._deed, place))
            button.clicked.connect(partial(self._choose, place))
            button.setVisible(False)
            self.buttons.append(button)
            flow.addWidget(button)
        self.setVisible(False)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Shows these; hides where there is none."""
        self.steps = list(steps)
        for place, button in enumerate(self.buttons):
            button.again()
            button.setVisible(place < len(steps))
        self.setVisible(bool(steps))

    def _deed(self, place: int) -> str:
        return deed(self.steps[place]) if place < len(self.steps) else ""

    def _choose(self, place: int) -> None:
        if place < len(self.steps):
            self.chosen.emit(self.steps[place])
