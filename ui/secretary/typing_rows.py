"""The rows of a paper form: points and remark of each criterion, as they are typed, and where two people typed otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from juryapp.desk.juror import GivenScore
from juryapp.desk.paper_scores import TypedDifferently
from juryapp.errors import Refused
from juryapp.model.criterion import Criterion
from juryapp.model.names import scale_text
from juryapp.text import _, number
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.line import TextLine

NOT_ASSESSED = frozenset("-–—")
"""What stands on paper where a criterion couldn't be assessed."""
_CHOSEN = "✓ "
"""Before the words of the answer that was pressed."""


@dataclass(frozen=True)
class Typed:
    """One row as it was typed."""

    points: str = ""
    remark: str = ""


class TypingRow(QWidget):
    """One criterion of the form."""

    finished = Signal()
    """Enter in it: points are typed one below the other, as at the juror's desk; Tab leads to the reason."""
    changed = Signal()
    taken = Signal(str, object)
    """By a press: the criterion's code, and the version that stands on the paper."""

    def __init__(self, criterion: Criterion, *, closed: bool) -> None:
        """`closed`: the juror entered this; nothing is typed over it."""
        super().__init__()
        self.criterion = criterion
        self.points = TextLine(lambda: _("Points"))
        self.remark = TextLine(lambda: _("Reason for the score"))
        self.wrong = Label(tone="bad")
        self.choices = QWidget()
        self._choices = QVBoxLayout(self.choices)
        self.taking: list[Button] = []
        self._taken: Typed | None = None
        """The version that was pressed."""
        self._keeps_place = False
        fonts.limit(self.points, least=96, most=96)
        name, scale = criterion.name, scale_text(criterion)
        give_spoken_name(self.points, lambda: _("{criterion}, points {scale}", criterion=name, scale=scale))
        give_spoken_name(self.remark, lambda: _("{criterion}, reason for the score", criterion=name))
        for field in (self.points, self.remark):
            field.setEnabled(not closed)
            field.typed.connect(self._typed)
        self.points.entered.connect(self._entered_points)
        self.remark.entered.connect(self.finished)
        self._lay_out(closed=closed)

    def _lay_out(self, *, closed: bool) -> None:
        name, below = self.criterion.name, f"{number(self.criterion.weight)}% · {scale_text(self.criterion)}"
        told = Label(lambda: _("entered by the juror") if closed else below, "small", "soft")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(Label(lambda: name, "strong"), 0, 0)
        grid.addWidget(told, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.points, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.remark, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.wrong, 2, 1, 1, 2)
        grid.addWidget(self.choices, 3, 1, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self.say_wrong("")
        self.choices.setVisible(False)

    def show_typed(self, typed: Typed) -> None:
        """Shows what was typed before."""
        self.points.show_stored("", typed.points)
        self.remark.show_stored("", typed.remark)

    @property
    def typed(self) -> Typed:
        """What stands in it."""
        return Typed(self.points.text().strip(), self.remark.text().strip())

    def say_wrong(self, sentence: str) -> None:
        """Says below the fields what can't be; nothing for nothing. Its place stays: nothing moves under a finger."""
        if sentence:
            self.wrong.say(lambda: sentence)
        self._keep_place(keeps=self._keeps_place or bool(sentence))
        self.wrong.setVisible(bool(sentence))

    def correct(self) -> None:
        """The focus goes to what is wrong; points that were refused are replaced by the next key."""
        if self.typed.points in NOT_ASSESSED:
            self.remark.setFocus()
        else:
            self.points.type_anew()

    def _entered_points(self) -> None:
        is_to_be_explained = self.typed.points in NOT_ASSESSED and not self.typed.remark
        self.remark.setFocus() if is_to_be_explained else self.finished.emit()

    def _keep_place(self, *, keeps: bool) -> None:
        self._keeps_place = keeps
        policy = self.wrong.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.wrong.setSizePolicy(policy)

    def offer(self, differs: TypedDifferently, first: Typed, second: Typed) -> None:
        """Shows what both typed: one press takes what stands on the paper."""
        self.say_wrong(str(differs.problem))
        for typed in dict.fromkeys((first, second)):
            button = Button(partial(self._take_words, typed), "pick")
            button.setCheckable(True)
            button.clicked.connect(partial(self._take, typed))
            self.taking.append(button)
            self._choices.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.choices.setVisible(True)

    def withdraw_offer(self) -> None:
        """Takes the two versions away."""
        empty(self._choices)
        self.taking, self._taken = [], None
        self.choices.setVisible(False)
        self.say_wrong("")
        self._keep_place(keeps=False)

    def _take(self, typed: Typed, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        self.show_typed(typed)
        self.say_wrong("")
        self._show_taken(typed)
        self.changed.emit()
        self.taken.emit(self.criterion.code, typed)

    def _typed(self) -> None:
        self.say_wrong("")
        self._show_taken(None)
        self.changed.emit()

    def _show_taken(self, typed: Typed | None) -> None:
        """Marks the answer that was pressed; once something else is typed none is."""
        self._taken = typed
        for button in self.taking:
            button.again()
            button.setChecked(button.text().startswith(_CHOSEN))

    def _take_words(self, typed: Typed) -> str:
        said = " ".join(part for part in (typed.points, f"“{typed.remark}”" if typed.remark else "") if part)
        words = _("The paper says {typed}", typed=said) if said else _("The paper leaves it empty")
        return f"{_CHOSEN}{words}" if typed == self._taken else words


def given_of(criterion: Criterion, typed: Typed, candidate: str) -> GivenScore | None:
    """What is stored of one row; None where nothing was typed. Raises `Refused` for points that can't be."""
    if not typed.points and not typed.remark:
        return None
    if not typed.points:
        raise Refused("Type the points of {criterion} too, or “-” where it couldn't be assessed.", criterion=criterion.name)
    if typed.points in NOT_ASSESSED:
        if not typed.remark:
            raise Refused("Type why {criterion} can't be assessed, as it stands on paper.", criterion=criterion.name)
        return GivenScore(candidate, criterion.code, None, typed.remark)
    criterion.scale.read(typed.points)
    return GivenScore(candidate, criterion.code, typed.points, typed.remark or None)


def all_given(rows: Sequence[TypingRow], candidate: str) -> list[GivenScore] | None:
    """What is typed in all rows; None where some row says below it what is wrong. The first such one has the focus."""
    given, wrong = [], []
    for row in rows:
        try:
            one = given_of(row.criterion, row.typed, candidate) if row.points.isEnabled() else None
        except Refused as problem:
            row.say_wrong(str(problem))
            wrong.append(row)
        else:
            given += [one] if one else []
    if wrong:
        wrong[0].correct()
        return None
    return given


def restored(rows: Sequence[TypingRow], typed: Mapping[str, Typed]) -> None:
    """Shows what was typed in these rows before; empty ones elsewhere."""
    for row in rows:
        row.show_typed(typed.get(row.criterion.code, Typed()))
