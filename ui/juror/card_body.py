"""What an active card shows below its points: bands, the reason for the score, and the rarer acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board.earlier_points import Ruler
from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.text import _
from ui.juror.bands import Bands
from ui.juror.history import History
from ui.juror.ruler import RulerLabel
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.parts.line import TextLine
from ui.parts.tab_stop import Stop, StopButton


class CardBody(QWidget):
    """The lower part of a card. It stores nothing; the card tells what was done in it."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ruler = RulerLabel()
        self.bands = Bands()
        self.remark = TextLine(lambda: _("Reason for this score (printed on the sheet) …"))
        self.remark.leads_elsewhere = True
        self.reason = TextLine(lambda: _("Why can't it be assessed? (printed)"))
        self.keep_reason = Button(lambda: _("Can't be assessed"))
        self.reason.entered.connect(self.keep_reason.click)
        self._acts = Stop()
        self.cannot = StopButton(self._acts, lambda: _("Can't be assessed…"), "quiet", "text")
        self.clear = StopButton(self._acts, lambda: _("Remove the score"), "quiet", "text")
        for escaping in (self.remark, self.reason):
            escaping.escaped.connect(self.escaped)
        self._reason_row = QWidget()
        reason = QHBoxLayout(self._reason_row)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.addWidget(self.reason, 1)
        reason.addWidget(self.keep_reason)
        self.history_button = StopButton(self._acts, lambda: _("History"), "quiet", "text")
        self.earlier_button = StopButton(self._acts, lambda: _("My earlier points"), "quiet", "text")
        self.earlier_button.setCheckable(True)
        self.history = History()
        acts = QWidget()
        line = Flow(acts, gap=4)
        for button in (self.cannot, self.clear, self.history_button, self.earlier_button):
            line.addWidget(button)
        grows_down(acts)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        for part in (self.ruler, self.bands, self.remark, acts, self._reason_row, self.history):
            self._rows.addWidget(part)
        self._reason_row.setVisible(False)

    def load(self, criterion: Criterion) -> None:
        """Shows a criterion of another candidate."""
        self.fold_reason()
        self.bands.load(criterion)
        self.bands.setVisible(bool(criterion.bands))

    def show_score(self, score: Score | None, *, editable: bool) -> None:
        """Lights the band of the points and offers what may be done."""
        self.bands.light(score.points if score else None)
        self.bands.setEnabled(editable)
        self.remark.setReadOnly(not editable)
        self.remark.setVisible(editable or bool(self.remark.text()))
        self.cannot.setVisible(editable)
        self.clear.setVisible(editable and score is not None)
        self._acts.offer()

    def show_ruler(self, ruler: Ruler | None, score: Score | None) -> None:
        """Shows this juror's own earlier points on the scale, or none."""
        self.ruler.show_ruler(ruler, score.points if score else None)
        self.earlier_button.setChecked(ruler is not None)

    def show_reason(self, stored: str, held: str | None) -> None:
        """Shows why it can't be assessed, as it is stored or as far as it was typed."""
        self.reason.show_stored(stored, held)
        if held is not None:
            self._reason_row.setVisible(True)

    def ask_reason(self) -> QWidget:
        """Asks why it can't be assessed; returns what appeared."""
        self._reason_row.setVisible(True)
        self.reason.setFocus()
        self.reason.selectAll()  # what is typed replaces a former reason
        return self._reason_row

    def fold_reason(self) -> None:
        """Takes the question away."""
        self._reason_row.setVisible(False)

    def fold(self) -> None:
        """Takes away what was opened on demand."""
        self.bands.hide_keys()
        if not self.reason.pending:
            self.fold_reason()
        self.history.fold()

    def chain(self) -> list[QWidget]:
        """Its fields in the order of Tab."""
        return [self.remark, *self.rarer]

    @property
    def rarer(self) -> list[QWidget]:
        """What is rarely asked for, in the order of Tab."""
        return [self.cannot, self.clear, self.history_button, self.earlier_button, self.reason, self.keep_reason]
