"""What an active card shows below its points: bands, the reason for the score, and the rarer acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.text import _
from ui.juror.bands import Bands
from ui.look import fonts
from ui.parts.line import Line
from ui.parts.said import Button

_ONE_LINE = 600
"""From this width on the rarer acts stand beside the reason."""


class CardBody(QWidget):
    """The lower part of a card. It stores nothing; the card tells what was done in it."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bands = Bands()
        self.remark = Line(lambda: _("Reason for this score (printed on the sheet) …"))
        self.reason = Line(lambda: _("Why can't it be assessed? (printed)"))
        self.keep_reason = Button(lambda: _("Can't be assessed"))
        self.reason.entered.connect(self.keep_reason.click)
        self.cannot = Button(lambda: _("Can't be assessed…"), "quiet", "text")
        self.clear = Button(lambda: _("Remove the score"), "quiet", "text")
        for escaping in (self.remark, self.reason):
            escaping.escaped.connect(self.escaped)
        self._reason_row = QWidget()
        reason = QHBoxLayout(self._reason_row)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.addWidget(self.reason, 1)
        reason.addWidget(self.keep_reason)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(4)
        self._line.addWidget(self.remark, 1)
        for button in (self.cannot, self.clear):
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.bands)
        rows.addLayout(self._line)
        rows.addWidget(self._reason_row)
        self._reason_row.setVisible(False)

    def load(self, criterion: Criterion, remark: str) -> None:
        """Shows a criterion of another candidate."""
        self.remark.show_stored(remark)
        self.fold_reason()
        self.bands.load(criterion)
        self.bands.setVisible(bool(criterion.bands))

    def show_score(self, score: Score | None, editable: bool) -> None:
        """Lights the band of the points and offers what may be done."""
        self.bands.light(score.points if score else None)
        self.bands.setEnabled(editable)
        self.remark.setReadOnly(not editable)
        self.cannot.setVisible(editable)
        self.clear.setVisible(editable and score is not None)

    def ask_reason(self, reason: str) -> QWidget:
        """Asks why it can't be assessed; returns what appeared."""
        self._reason_row.setVisible(True)
        self.reason.show_stored(reason)
        self.reason.setFocus()
        return self._reason_row

    def fold_reason(self) -> None:
        """Takes the question away."""
        self._reason_row.setVisible(False)

    def fold(self) -> None:
        """Takes away what was opened on demand."""
        self.bands.hide_keys()
        self.fold_reason()

    def chain(self) -> list[QWidget]:
        """Its fields in the order of Tab."""
        return [*self.bands.buttons, self.remark, self.cannot, self.clear, self.reason, self.keep_reason]

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_ONE_LINE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)
