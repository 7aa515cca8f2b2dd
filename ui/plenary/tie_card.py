"""The plenary's word on candidates that every rule leaves tied: their order, or that they share the place, with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.tied_candidates import CategoryTies, Tie
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.changes import Changes
from juryapp.text import _, number
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label, fixed, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.pin import PinField
from ui.parts.tab_order import tab_as_read
from ui.parts.tick import Tick
from ui.session import Session


class TieCard(Card):
    """One tie: the order, moved by buttons, and what it takes to record it."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session, category: CategoryTies, tie: Tie) -> None:
        super().__init__(20, 8)
        self._session = session
        self._category = category
        self.tie = tie
        self.order = list(tie.order)
        self._names = records.candidates(session.opened)
        self.ups: dict[str, Button] = {}
        self.downs: dict[str, Button] = {}
        self.decided = Label(self._decided_words)
        self.decided.setProperty("notice", "good")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.joint = Tick(_("They share the place"), "text")
        self.joint.setChecked(bool(tie.decided and tie.decided.joint))
        self.joint.toggled.connect(self._turned)
        self.reason = TextLine(lambda: _("What did the plenary go by? It stands in the minutes."))
        self.button = Button(self._button_words, "main")
        self.button.clicked.connect(self._record)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.rows.addWidget(
            Label(lambda: _("{category}: tied at rank {rank}", category=category.name, rank=number(tie.rank)), "large")
        )
        self.rows.addWidget(self.decided)
        self.decided.setVisible(tie.decided is not None)  # once it is in the card: alone it would be a window for a moment
        self.rows.addLayout(self._list)
        for part in (self.joint, self.reason, self.pin, self.button):
            self.rows.addWidget(part)
        self._show_order()

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return next((up for up in self.ups.values() if up.isEnabled()), self.joint)

    def _turned(self) -> None:
        self.button.again()
        self._show_order()

    def _show_order(self) -> None:
        empty(self._list)
        self.ups, self.downs = {}, {}
        for place, candidate in enumerate(self.order):
            self._list.addWidget(self._line(place, candidate))
        tab_as_read(self.parentWidget() or self)

    def _line(self, place: int, candidate: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = f"{candidate} {self._names[candidate].name}"
        before = "" if self.joint.isChecked() else f"{number(place + 1)}.  "
        row.addWidget(Label(fixed(f"{before}{name}"), "strong"), 1)
        up, down = Button(fixed("▲"), "key", "text"), Button(fixed("▼"), "key", "text")
        give_spoken_name(up, lambda: _("{candidate} before the one above", candidate=name))
        give_spoken_name(down, lambda: _("{candidate} behind the one below", candidate=name))
        up.setEnabled(place > 0 and not self.joint.isChecked())
        down.setEnabled(place + 1 < len(self.order) and not self.joint.isChecked())
        up.clicked.connect(partial(self.move_up, candidate))
        down.clicked.connect(partial(self.move_down, candidate))
        self.ups[candidate], self.downs[candidate] = up, down
        for arrow in (up, down):
            fonts.limit(arrow, least=44)
            row.addWidget(arrow)
        return line

    def move_up(self, candidate: str) -> None:
        """Puts a candidate before the one above it."""
        self._move(candidate, -1)
        up, down = self.ups[candidate], self.downs[candidate]
        (up if up.isEnabled() else down).setFocus(Qt.FocusReason.OtherFocusReason)

    def move_down(self, candidate: str) -> None:
        """Puts a candidate behind the one below it."""
        self._move(candidate, 1)
        up, down = self.ups[candidate], self.downs[candidate]
        (down if down.isEnabled() else up).setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, candidate: str, by: int) -> None:
        """The focus stays with the candidate that moved."""
        place = self.order.index(candidate)
        self.order.insert(place + by, self.order.pop(place))
        self._show_order()

    def _record(self) -> None:
        event, pin, reason = self._session.opened, self.pin.take(), self.reason.text()
        category, order, joint = self._category.category, list(self.order), self.joint.isChecked()
        self._session.runner.run(
            lambda progress: SecretaryDesk.sit(event, pin).decide(category, order, reason, joint=joint),
            self._recorded,
            self.pin.refuse,
        )

    def _recorded(self, changes: Changes) -> None:
        self.pin.forget()
        name, order, joint = self._category.name, ", ".join(self.order), self.joint.isChecked()
        self._session.wrote(changes, self)
        self.recorded.emit(
            lambda: (
                _("Recorded: {category}: {order} share the place.", category=name, order=order)
                if joint
                else _("Recorded: {category}: {order}.", category=name, order=order)
            )
        )

    def _button_words(self) -> str:
        return _("Record that they share the place") if self.joint.isChecked() else _("Record this order")

    def _decided_words(self) -> str:
        decided = self.tie.decided
        if decided is None:
            return ""
        order = ", ".join(decided.candidates)
        if decided.joint:
            return _("Decided: {order} share the place. {reason}", order=order, reason=decided.reason)
        return _("Decided: {order}. {reason}", order=order, reason=decided.reason)
