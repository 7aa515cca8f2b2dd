"""Two versions side by side: who wrote each, where, when, what it replaced. One is chosen, with a reason and the desk's PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.disputes import Dispute, disputes
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.changes import Changes
from juryapp.journal.actors import Actor
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import made_anew
from ui.secretary.version_cards import MatterCard
from ui.session import Session

_SHORT = 24
"""So many letters of what a version says fit on the button."""
_MOST_TOLD = 3
"""So many of the versions that were taken are told."""


class DecisionPage(ScrollPage):
    """What is to be decided at one place; the desk's signed act decides it, all of it at once."""

    back = Signal()
    settled = Signal(object)
    """It is decided; what to say about it."""

    def __init__(self, session: Session, place: tuple[str, ...]) -> None:
        super().__init__()
        self._session = session
        self._place = place
        self._dispute: Dispute | None = None
        self.matters: list[MatterCard] = []
        self.heading = Label(lambda: self._dispute.title if self._dispute else "", "large")
        self.reason = TextLine(lambda: _("Why this one? The reason stays on record."))
        self.button = Button(self._button_words, "main")
        self.button.clicked.connect(self.decide)
        self.back_button = Button(lambda: _("Back, decide later"))
        self.back_button.clicked.connect(self.back)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.reason.escaped.connect(self.back)
        self.wrong = CardMessage(self)
        self._lay_out()
        self._show(self._found())
        self.first: QWidget = self.matters[0].choices[0] if self.matters else self.back_button
        """Where one begins."""
        session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        card = Card(20, 10)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.back_button):
            flow.addWidget(button)
        for part in (Label(lambda: _("Reason"), "strong"), self.reason, self.pin, buttons):
            card.rows.addWidget(part)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Which version counts?"), "name"))
        rows.addWidget(self.heading)
        rows.addWidget(
            Label(
                lambda: (
                    _(
                        "The sheets were signed under other names than the list says now. Scores never move to another: until "
                        "you choose, these sheets don't count and the ranking isn't final. Whatever you choose stays on record."
                    )
                    if self._dispute and self._dispute.is_about_names
                    else _(
                        "Each was written without knowing of the other. Until you choose none of them counts; "
                        "those that you don't take stay on record."
                    )
                ),
                tone="soft",
            )
        )
        rows.addLayout(self._cards)
        rows.addWidget(card)
        rows.addStretch(1)

    def _found(self) -> Dispute | None:
        return next((one for one in disputes(self._session.opened.file) if one.place == self._place), None)

    def _show(self, dispute: Dispute | None) -> None:
        """Shows the versions as they stand now; what was chosen stays chosen while it still stands."""
        self._dispute = dispute
        chosen = {card.taken for card in self.matters}
        for gone in self.matters:
            take_away(self._cards, gone)
        zone = self._session.about.time_zone if self._session.about else "Asia/Jakarta"
        self.matters = [MatterCard(matter, self._names(), zone) for matter in dispute.matters] if dispute else []
        for card in self.matters:
            card.take(chosen)
            card.chosen.connect(self.button.again)
            card.turn(wide=self._is_wide())
            self._cards.addWidget(card)
        made_anew(self)
        for label in self.findChildren(Label):
            label.again()
        self.button.again()

    def _names(self) -> dict[str, str]:
        """Who is meant by what stands as an entry's author."""
        known = {code: f"{one.name} ({code})" for code, one in records.jurors(self._session.opened).items()}
        return {**known, Actor.DESK: _("Secretary"), Actor.HEADQUARTERS: _("headquarters")}

    def decide(self) -> None:
        """Settles it as chosen, once everything is there that it takes."""
        open_ = [card.matter.title for card in self.matters if not card.taken]
        reason = self.reason.text()
        if open_:
            self._refuse(lambda: _("Choose a version first: {what}.", what=", ".join(open_)), self.first)
            return
        if not reason.strip():
            self._refuse(lambda: _("Say why; the reason stays on record."), self.reason)
            return
        self.wrong.setVisible(False)
        event, pin = self._session.opened, self.pin.take()
        takes = {card.matter.conflict: card.taken for card in self.matters}
        self._session.runner.run(
            lambda progress: SecretaryDesk.sit(event, pin).settle(takes, reason), self._settled, self.pin.refuse
        )

    def _settled(self, changes: Changes) -> None:
        self.pin.forget()
        title, taken = self._dispute.title if self._dispute else "", self._taken_words()
        self._session.wrote(changes, self)
        self.settled.emit(
            lambda: _("Decided: {where}. What stands: {taken}. The others are on record.", where=title, taken=taken)
        )
        self.back.emit()

    def _taken_words(self) -> str:
        """Which versions are taken, the first few of many."""
        taken = [version for card in self.matters if (version := card.version)]
        told = [f"{one.says} ({one.laptop})" if one.laptop else one.says for one in taken[:_MOST_TOLD]]
        return "; ".join([*told, *(["…"] if len(taken) > len(told) else [])])

    def _refuse(self, say: Callable[[], str], where: QWidget) -> None:
        self.wrong.tell(say)
        where.setFocus()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is self:
            return
        found = self._found()
        if found is None:
            self.back.emit()
        elif found != self._dispute:
            self._show(found)

    def _button_words(self) -> str:
        says = [card.says for card in self.matters]
        if len(says) == 1 and says[0] and len(says[0]) <= _SHORT:
            return _("Take {version}", version=says[0])
        return _("Take what is chosen")

    def _is_wide(self) -> bool:
        return self.width() >= fonts.scaled(900)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, lambda: self._show(self._found()))
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for card in self.matters:
            card.turn(wide=self._is_wide())
        super().resizeEvent(event)
