"""What is missing before sheets can be signed: named, and a press goes there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.model.sheet import CellState
from juryapp.text import _, plural
from ui.juror.sitting import Sitting
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.labels import Button, Label, fixed

_LISTED = 5


class MissingCard(Card):
    """The criteria that the open candidate lacks; other sheets that are complete can be reviewed meanwhile."""

    chosen = Signal(str, str)
    others = Signal(str)

    def __init__(self, sitting: Sitting, candidate: str) -> None:
        super().__init__()
        fonts.limit(self, most=640)
        self.buttons: list[Button] = []
        self.rows.addWidget(Label(lambda: _("Still missing"), "large", "warn"))
        self.rows.addWidget(Label(lambda: _("Score these first; press one to go there."), tone="soft"))
        rubric = sitting.rubric(candidate)
        for criterion in sitting.missing(candidate):
            words = f"{rubric.index(criterion) + 1} {criterion.name}"
            button = Button(fixed(words))
            button.clicked.connect(lambda _checked=False, code=criterion.code: self.chosen.emit(candidate, code))
            self.buttons.append(button)
            self.rows.addWidget(button)
        complete = sitting.complete("")
        self.review_others = Button(
            lambda: plural("Review the {count} complete sheet", "Review the {count} complete sheets", len(complete)), role="text"
        )
        self.rows.addWidget(self.review_others)
        self.review_others.setVisible(bool(complete))  # once it is in the card: alone it would be a window for a moment
        if complete:
            self.review_others.clicked.connect(lambda: self.others.emit(complete[0]))


class Lacking(QWidget):
    """Sheets that were begun and aren't complete: they are not signed now."""

    chosen = Signal(str, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(6)
        begun = [number for number in sitting.candidates if sitting.cell(number).state is CellState.DRAFT]
        rows.addWidget(Label(lambda: _("Not signed now, because scores are missing:"), "small strong", "warn"))
        for number in begun[:_LISTED]:
            missing = sitting.missing(number)
            words = f"{number}: " + ", ".join(criterion.name for criterion in missing)
            button = Button(fixed(words), role="small")
            button.clicked.connect(lambda _checked=False, n=number, c=missing[0].code: self.chosen.emit(n, c))
            self.buttons.append(button)
            rows.addWidget(button)
        if len(begun) > _LISTED:
            more = len(begun) - _LISTED
            rows.addWidget(Label(lambda: plural("and {count} more sheet", "and {count} more sheets", more), "small", "soft"))
        if not begun:
            self.hide()  # never shown by itself: before it is on the page it would be a window for a moment
