"""Which candidates the board shows: all, those with something open, those to be decided, those of today or without an hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.day_state import candidates_without_hour
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot
from juryapp.text import _, number
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.secretary.board import CategoryBoard

_OPEN = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE)
_TO_DECIDE = (CellState.CONFLICT, CellState.MISNAMED, CellState.UNCONFIRMED)


class Shown(Enum):
    """Which rows are shown."""

    ALL = "all"
    TODAY = "today"
    OPEN = "open"
    TO_DECIDE = "to decide"


def rows_of(board: CategoryBoard, slots: Mapping[str, Slot], today: date) -> dict[Shown, set[str]]:
    """The candidates of each choice, in a board of one category."""

    def with_a_cell(states: tuple[CellState, ...]) -> set[str]:
        return {candidate for (_juror, candidate), cell in board.cells.items() if cell.state in states}

    numbers = {one.number for one in board.candidates}
    without_hour = {one.number for one in candidates_without_hour(board.candidates, slots)}
    return {
        Shown.ALL: numbers,
        Shown.TODAY: {number for number in numbers if number in slots and slots[number].day == today} | without_hour,
        Shown.OPEN: with_a_cell(_OPEN),
        Shown.TO_DECIDE: with_a_cell(_TO_DECIDE),
    }


class BoardFilter(QWidget):
    """A button for each choice, with how many candidates it shows. Choices that would show all or none aren't offered."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown.ALL
        self.buttons: dict[Shown, Button] = {}
        self._counts: dict[Shown, int] = {}
        row = Flow(self, gap=4)
        grows_down(self)
        for choice in Shown:
            button = Button(partial(self._words, choice), "tab", "text")
            button.setCheckable(True)
            button.clicked.connect(partial(self._pressed, choice))
            self.buttons[choice] = button
            row.addWidget(button)

    def _pressed(self, choice: Shown, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        self.choose(choice)

    def choose(self, choice: Shown) -> None:
        """Shows these rows from now on."""
        self.shown = choice
        self.chosen.emit()

    def narrow(self, board: CategoryBoard, slots: Mapping[str, Slot], today: date) -> CategoryBoard:
        """The rows that were chosen; all where the choice has become an empty one."""
        rows = rows_of(board, slots, today)
        self._counts = {choice: len(found) for choice, found in rows.items()}
        everybody = self._counts[Shown.ALL]
        if not self._counts[self.shown]:
            self.shown = Shown.ALL
        for choice, button in self.buttons.items():
            button.again()
            button.setVisible(choice in (Shown.ALL, self.shown) or 0 < self._counts[choice] < everybody)
            button.setChecked(choice is self.shown)
        self.setVisible(sum(not button.isHidden() for button in self.buttons.values()) > 1)
        return board.only(rows[self.shown])

    def _words(self, choice: Shown) -> str:
        words = {
            Shown.ALL: _("All candidates"),
            Shown.TODAY: _("Today's"),
            Shown.OPEN: _("Not all signed"),
            Shown.TO_DECIDE: _("To be decided"),
        }
        return f"{words[choice]} · {number(self._counts.get(choice, 0))}"
