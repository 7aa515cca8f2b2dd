"""Review and sign: the page as it will be printed, what is missing, who and how much beside the PIN, the drawn signature.

Enter never signs: Sign is a button. Nothing is signed before the PIN has been proved again.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from juryapp.desk.sheets import SignedSheet, specimen
from juryapp.errors import Problem
from juryapp.signing.ink import Ink
from juryapp.text import _, number
from ui.juror.canvas import InkCanvas
from ui.juror.sitting import Sitting
from ui.juror.words import below_name, full_name
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.flow import Flow
from ui.parts.pin import PinField
from ui.parts.said import Button, Label
from ui.preview import Preview
from ui.runner import Progress
from ui.session import Session

_SIDE_BY_SIDE = 1000


class ReviewPage(QWidget):
    """One sheet before it is signed."""

    back = Signal()
    go_to = Signal(str)
    """A criterion that lacks a score."""
    signed = Signal(object)

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        super().__init__()
        self._session = session
        self._sitting = sitting
        self.candidate = candidate
        self._missing = sitting.missing(candidate)
        self.preview = Preview()
        self.canvas = InkCanvas()
        self.back_button = Button(lambda: _("Back to the scores"))
        self.back_button.clicked.connect(self.back)
        self.undo = Button(lambda: _("Undo a stroke"), role="text")
        self.undo.clicked.connect(self.canvas.undo)
        self.again = Button(lambda: _("Draw again"), role="text")
        self.again.clicked.connect(self.canvas.clear)
        self.specimen = Button(lambda: _("Use this morning's signature"), role="text")
        self.specimen.clicked.connect(self._take_specimen)
        self._drawn_before: Ink | None = specimen(sitting.desk)
        self.sign = Button(lambda: _("Sign the sheet of {number}", number=candidate), "main")
        self.sign.clicked.connect(self._sign)
        self.pin = PinField(lambda: _("Your PIN"), self.sign)
        self.missing_buttons: list[Button] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self.preview, 1)
        self._columns.addWidget(self._side())
        if not self._missing:
            self._draw_page()
        self.preview.setVisible(not self._missing)

    def _side(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("paper")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 16, 20, 20)
        rows.setSpacing(10)
        rows.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        known = self._sitting.candidates[self.candidate]
        rows.addWidget(Label(lambda: full_name(known), "name"))
        rows.addWidget(Label(lambda: below_name(known), tone="soft"))
        if self._missing:
            rows.addWidget(self._missing_card())
        elif self._sitting.desk.key is None:
            rows.addWidget(self._not_enrolled())
        else:
            self._add_signing(rows)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setMinimumWidth(min(fonts.scaled(552), 700))
        return scroll

    def _add_signing(self, rows: QVBoxLayout) -> None:
        rows.addWidget(Label(self._total_words, "points"))
        rows.addWidget(Label(lambda: _("Signed, the sheet can't be changed; only the secretary can reopen it."), "small", "soft"))
        rows.addSpacing(4)
        rows.addWidget(self.canvas)
        tools = QWidget()
        flow = Flow(tools)
        self.specimen.setVisible(self._drawn_before is not None)
        for button in (self.undo, self.again, *([self.specimen] if self._drawn_before else [])):
            flow.addWidget(button)
        rows.addWidget(tools)
        rows.addWidget(self.pin)
        rows.addWidget(Label(lambda: f"{full_name(self._sitting.candidates[self.candidate])} · {self._total_words()}", "strong"))
        rows.addWidget(self.sign)

    def _missing_card(self) -> QWidget:
        card = Card()
        card.setMaximumWidth(fonts.scaled(640))
        card.rows.addWidget(Label(lambda: _("Still missing"), "large", "warn"))
        card.rows.addWidget(Label(lambda: _("Score these first; press one to go there."), tone="soft"))
        rubric = self._sitting.rubric(self.candidate)
        for criterion in self._missing:
            words = f"{rubric.index(criterion) + 1} {criterion.name}"
            button = Button(lambda words=words: words)
            button.clicked.connect(lambda _checked=False, code=criterion.code: self.go_to.emit(code))
            self.missing_buttons.append(button)
            card.rows.addWidget(button)
        return card

    def _not_enrolled(self) -> QWidget:
        said = Label(
            lambda: _(
                "You are not enrolled yet, so you can't sign: let the secretary enrol you, then take your seat with your PIN."
            )
        )
        said.setProperty("notice", "warn")
        return said

    def _draw_page(self) -> None:
        from juryapp.desk.printing import sheet

        desk, board = self._sitting.desk, self._sitting.board
        try:
            _name, pdf = sheet(desk.event, board, self._sitting.cell(self.candidate))
        except Problem as caught:
            problem = caught
            self.pin.tell(lambda: str(problem))
            self.sign.setEnabled(False)
            return
        self.preview.show_pdf(pdf)

    def _take_specimen(self) -> None:
        if self._drawn_before:
            self.canvas.show_ink(self._drawn_before)

    def _sign(self) -> None:
        ink, pin, desk, candidate = self.canvas.ink(), self.pin.take(), self._sitting.desk, self.candidate
        if ink is None:
            self.pin.tell(lambda: _("Draw your signature first, or use this morning's."))
            return
        if not pin:
            self.pin.tell(lambda: _("Type your PIN; without it nothing is signed."))
            self.pin.field.setFocus()
            return

        def work(progress: Progress) -> SignedSheet:
            from juryapp.desk.seats import check_pin_of
            from juryapp.desk.sheets import sign_sheets

            check_pin_of(desk.event, desk.juror.code, pin)
            return sign_sheets(desk, [candidate], ink, progress)[0]

        self._session.runner.run(work, self._done, self._refused)

    def _done(self, sheet: SignedSheet) -> None:
        self._session.wrote(sheet.changes, self)
        self.signed.emit(sheet)

    def _refused(self, problem: Problem) -> None:
        self.pin.say_wrong(lambda: str(problem))

    def _total_words(self) -> str:
        cell = self._sitting.cell(self.candidate)
        total = cell.total if cell.total is not None else self._sitting.sum(self.candidate).given
        return _("Total {total}", total=number(total, 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setStretch(0, 1 if wide else 2)
        self._columns.setStretch(1, 0 if wide else 3)
        super().resizeEvent(event)
