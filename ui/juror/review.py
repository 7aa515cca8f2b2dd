"""Review and sign: the pages as they will be printed, who and how much beside the PIN, the drawn signature.

Several complete sheets are shown one after the other and signed with one PIN; one that wasn't shown is never signed.
Enter never signs: Sign is a button. Nothing is signed before the PIN has been proved again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.early_signing import early_words
from juryapp.desk.review import ReviewedSheet
from juryapp.errors import Problem
from juryapp.event.changes import NOTHING, Changes
from juryapp.printing.event_documents import sheet_for_review
from juryapp.text import _, mark
from ui.actions import action, press
from ui.juror.changed_card import ChangedCard
from ui.juror.clock import ClockCard
from ui.juror.missing import Lacking, MissingCard
from ui.juror.page_to_sign import PageToSign
from ui.juror.review_words import (
    former_words,
    listed_words,
    next_words,
    no_pin_words,
    others_words,
    pin_words,
    sign_words,
    total_words,
    warning,
    why_not_signed,
)
from ui.juror.signature import SignatureArea
from ui.juror.signing import SigningOutcome, can_be_signed, sign_shown
from ui.juror.sitting import Sitting
from ui.juror.words import below_name, full_name
from ui.parts.action_button import ActionButton
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField
from ui.preview import Preview
from ui.session import Session


class ReviewPage(QWidget):
    """Sheets before they are signed."""

    shows_document = True
    back = Signal()
    go_to = Signal(str, str)
    """A candidate, and a criterion that lacks a score."""
    other = Signal(str)
    """Another candidate, whose sheet is complete, is to be reviewed."""
    signed = Signal(object)
    """The sheets that were signed."""

    def __init__(self, session: Session, sitting: Sitting, candidate: str, unfinished: Sequence[str] = ()) -> None:
        """`unfinished`: candidates in whose fields something stands that isn't stored. Their sheets aren't signed with others."""
        super().__init__()
        self._session, self._sitting, self.candidate = session, sitting, candidate
        self._missing = sitting.missing(candidate)
        self.complete = [one for one in sitting.complete(candidate) if one not in unfinished]
        self._others: Say = lambda: ""
        """The criteria of the sheet that is shown whose points were entered at another laptop; read once, when it is shown."""
        self._seen: dict[str, ReviewedSheet] = {}
        """The sheets as they were shown; what changed since is no longer among them."""
        self.preview = Preview()
        self.signature = SignatureArea()
        self.signature.offer_to(sitting.desk, sitting.drawn)
        self.canvas = self.signature.canvas
        self.back_button = ActionButton(self.put_away)
        self.next_button = Button(lambda: next_words(self.complete, self._place()))
        self.next_button.clicked.connect(lambda: self._show(self._place() + 1))
        self.former_button = Button(lambda: former_words(self.complete, self._place()))
        self.former_button.clicked.connect(lambda: self._show(self._place() - 1))
        self.sign = Button(lambda: sign_words(self.reviewed), "main")
        self.sign.clicked.connect(self._sign)
        self.pin = PinField(lambda: pin_words(sitting.desk), self.sign, session.mistakes, sitting.code, signs=True)
        self.missing_buttons: list[Button] = []
        self._told: list[Label | Button] = []
        self.changed = ChangedCard(sitting.desk)
        self.changed.look_again.connect(self._look_again)
        self.clock = ClockCard(session)
        self.clock.confirmed.connect(self._say_again)
        self._columns = PageToSign(self, self.preview)
        self._add_rows()
        if self._can_sign():
            self._columns.put_below(self.sign)
        self.preview.setVisible(not self._missing)
        self._own_unused()
        self.first: QWidget = self.missing_buttons[0] if self.missing_buttons else self.signature.first_offer or self.back_button
        """Where one begins."""
        if self.signature.is_typed and not self.missing_buttons:
            self.first = self.pin.field  # nothing else is left to do
        self._say_again() if self._missing else self._show_sheet()
        session.changed.connect(self._look_for_changes)

    @property
    def reviewed(self) -> list[str]:
        """The candidates whose sheets were shown and haven't changed since, in the order of the list: these are signed."""
        return [number for number in self._sitting.candidates if number in self._seen]

    # What is shown

    def _own_unused(self) -> None:
        """What this sheet doesn't need yet still belongs to the page: Qt's objects must not be left to Python's collector."""
        for part in (self.changed, self.clock, self.signature, self.sign, self.pin):
            if part.parentWidget() is None:
                part.setParent(self)
                part.hide()

    def _add_rows(self) -> None:
        rows = self._columns.rows
        rows.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._tell(lambda: full_name(self._sitting.candidates[self.candidate]), "name"))
        rows.addWidget(self._tell(lambda: below_name(self._sitting.candidates[self.candidate]), tone="soft"))
        if self._missing:
            card = MissingCard(self._sitting, self.candidate)
            card.chosen.connect(self.go_to)
            card.others.connect(self.other)
            self.missing_buttons = card.buttons
            rows.addWidget(card)
        elif not can_be_signed(self._sitting.desk):
            rows.addWidget(warning(lambda: why_not_signed(self._sitting.desk)))
        else:
            self._add_signing(rows)
        rows.addStretch(1)

    def _tell(self, say: Say, role: str = "text", tone: str = "") -> Label:
        """A label that follows the sheet that is shown."""
        label = Label(say, role, tone)
        self._told.append(label)
        return label

    def _add_signing(self, rows: QVBoxLayout) -> None:
        sitting = self._sitting
        rows.addWidget(self.changed)
        self.total = self._tell(lambda: total_words(self._sitting, self.candidate), "points")
        rows.addWidget(self.total)
        self.elsewhere = self._tell(lambda: self._others(), "small strong", "warn")
        rows.addWidget(self.elsewhere)
        self.early = self._tell(lambda: early_words(sitting.slot(self.candidate), sitting.now()), "small strong", "warn")
        rows.addWidget(self.early)
        rows.addWidget(row_of(self.former_button, self.next_button))
        rows.addWidget(self.clock)
        rows.addWidget(Label(lambda: _("Signed, the sheet can't be changed; only the secretary can reopen it."), "small", "soft"))
        rows.addWidget(self.signature)
        rows.addWidget(self.pin)
        self.signature.follows = (self.pin,)
        self.signature.taken.connect(self.pin.field.setFocus)
        self.what = self._tell(lambda: listed_words(self._sitting, self.reviewed), "strong")
        rows.addWidget(self.what)
        self.lacking = Lacking(self._sitting)
        self.lacking.chosen.connect(self.go_to)
        rows.addWidget(self.lacking)
        self._told += [self.sign, self.next_button, self.former_button]

    def _place(self) -> int:
        return self.complete.index(self.candidate) if self.candidate in self.complete else -1

    def _show(self, place: int) -> None:
        self.candidate = self.complete[place]
        self._show_sheet()
        if self.next_button.isHidden():
            (self.signature.first_offer or self.pin.field).setFocus()

    def _show_sheet(self) -> None:
        self._draw_page()
        self.clock.look()
        self.former_button.setVisible(self._place() > 0)
        self.next_button.setVisible(self._place() + 1 < len(self.complete))
        self._say_again()

    def _say_again(self) -> None:
        for told in self._told:
            told.again()
            if isinstance(told, Label):
                told.setHidden(not told.text())
        if self._can_sign():
            self.total.setVisible(self.candidate in self._seen)
            self.elsewhere.setVisible(bool(self.elsewhere.text()) and self.candidate in self._seen)
            self.pin.allow(allowed=bool(self._seen) and not self.clock.asks)

    def _draw_page(self) -> None:
        self._seen.pop(self.candidate, None)
        try:
            seen, pdf = sheet_for_review(self._sitting.desk, self.candidate)
            self._others = others_words(self._sitting.desk, self.candidate)
        except Problem as caught:
            problem = caught
            self.pin.tell(lambda: str(problem))
            return
        self._seen[self.candidate] = seen
        self.preview.show_pdf(pdf)

    # What changes while it is shown

    def _can_sign(self) -> bool:
        return not self._missing and can_be_signed(self._sitting.desk)

    def _look_for_changes(self, changes: Changes, initiator: object) -> None:
        """A package came in, or another window wrote: what differs from the pages that were shown is said at once."""
        gone = self.changed.changed(self._seen) if self._can_sign() else []
        for candidate in gone:
            del self._seen[candidate]
        if gone:
            self.pin.field.clear()
            self._say_again()

    def _look_again(self) -> None:
        self._show_sheet()
        self.pin.field.setFocus()

    # Signing

    def _sign(self) -> None:
        if self.clock.look():
            self._say_again()
            return
        ink = self.signature.signature()
        if ink is None:
            return
        pin, desk, chosen = self.pin.take(), self._sitting.desk, [self._seen[number] for number in self.reviewed]
        if not pin:
            self.pin.tell(lambda: no_pin_words(desk))
            self.pin.field.setFocus()
            bring_into_view(self.pin)
            return
        self._session.runner.run(lambda progress: sign_shown(desk, chosen, ink, pin, progress), self._done, self._refused)

    def _done(self, outcome: SigningOutcome) -> None:
        self.pin.forget()
        if outcome.sheets:
            self._sitting.drawn = self.signature.drawn() or self._sitting.drawn
            self._session.wrote(outcome.changes, self)
            self.signed.emit(outcome.sheets)
        if outcome.problem:
            self._session.tell(outcome.problem)

    def _refused(self, problem: Problem) -> None:
        self.pin.refuse(problem)
        bring_into_view(self.pin)
        self._look_for_changes(NOTHING, None)

    # The page

    @action("Esc", label=mark("Back to the scores"))
    def put_away(self) -> None:
        """Back to where one came from."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (press(self, event) or self.preview.take_key(event)):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._columns.fit(self.width())
        super().resizeEvent(event)
