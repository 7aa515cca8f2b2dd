"""Former criteria: what becomes of each signed sheet and place if their scores count, shown before the desk's PIN lets them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.rubric_mapping import MappingPlan, map_rubric, may_be_mapped, plan_mapping
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty, take_away
from ui.parts.labels import Button, Label, fixed
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.session import Session

_MOVING = (Subject.SCORE, Subject.SHEET, Subject.ERASURE, Subject.MAPPING, Subject.RUBRIC, Subject.CATEGORY, Subject.JOIN)
_MOVING_FIELDS = ((Subject.CANDIDATE, "category"), (Subject.CANDIDATE, "name"))
"""A candidate without a name stands in the lists no more."""


class MappingCards(QWidget):
    """A card for each category with scores of former criteria that don't count; nothing where there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._categories: list[str] = []
        self.cards: list[MappingCard] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._news = False
        """Something was written while the page wasn't seen."""
        session.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Shows the categories that have some now; what was typed in a card stays."""
        found = may_be_mapped(self._session.opened.file)
        if found != self._categories:
            known = {card.category: card for card in self.cards}
            self._categories = found
            self.cards = [known.get(category) or MappingCard(self._session, category) for category in found]
            for gone in known.keys() - set(found):
                take_away(self._rows, known[gone])
            for place, card in enumerate(self.cards):
                self._rows.insertWidget(place, card)
            made_anew(self)
        self.setVisible(bool(found))

    def _changed(self, changes: Changes, initiator: object) -> None:
        if _may_move_scores(changes):
            self.refresh()
        self._news = True
        if self.isVisible():
            self._look_at_news()

    def _look_at_news(self) -> None:
        """What was shown may be another by now."""
        if self._news:
            self._news = False
            for card in self.cards:
                card.look_at_news()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._look_at_news()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for card in self.cards:
                QTimer.singleShot(0, card, card.look_again)
        super().changeEvent(event)


def _may_move_scores(changes: Changes) -> bool:
    """True if scores may be of other criteria than those in force since; who heads an institution moves none."""
    return any(subject in _MOVING or (subject, key.rpartition("/")[2]) in _MOVING_FIELDS for subject, key in changes.registers)


class MappingCard(Card):
    """One category: first what it would do, then a reason and the desk's PIN."""

    def __init__(self, session: Session, category: str) -> None:
        super().__init__(20, 8)
        self._session, self.category = session, category
        self.shown: MappingPlan | None = None
        self.said = CardMessage(self)
        self.look = Button(lambda: _("See what becomes of the signed sheets"))
        self.look.clicked.connect(self._look)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.reason = TextLine(lambda: _("Why do they count? The reason stays on record."))
        self.button = Button(lambda: _("Let these scores count"), "main")
        self.button.clicked.connect(self._map)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.rows.addWidget(
            Label(
                lambda: _("{category}: scores of its former criteria don't count", category=category),
                "large",
                "warn",
            )
        )
        self.rows.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addLayout(self._list)
        for part in (self.reason, self.pin):
            self.rows.addWidget(part)
        self.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(None)

    def look_again(self) -> None:
        """What is shown is said in the language that is spoken now; what was typed stays."""
        if self.shown is not None:
            self._plan(self._show)

    def look_at_news(self) -> None:
        """Shows what it would do by now, and says so if that is something else than what was shown."""
        if self.shown is not None:
            self._plan(self._show_news)

    def _look(self) -> None:
        self.said.setVisible(False)
        self._plan(self._show)

    def _plan(self, done: Callable[[MappingPlan], None]) -> None:
        file, category = self._session.opened.file, self.category
        self._session.runner.run(lambda progress: plan_mapping(file, category), done, self._failed)

    def _show_news(self, plan: MappingPlan) -> None:
        if plan == self.shown:
            return
        self._show(plan)
        self.said.tell(lambda: _("The event changed meanwhile; look at what would become of the sheets now."), "warn")

    def _show(self, plan: MappingPlan | None) -> None:
        self.shown = plan
        empty(self._list)
        for line in plan.lines if plan else ():
            self._list.addWidget(Label(fixed(line)))
        made_anew(self)
        for part in (self.reason, self.pin, self.button):
            part.setVisible(plan is not None)

    def _map(self) -> None:
        event, pin, reason = self._session.opened, self.pin.take(), self.reason.text()
        category, shown = self.category, self.shown
        self.said.setVisible(False)
        self._session.runner.run(
            lambda progress: map_rubric(SecretaryDesk.sit(event, pin), category, reason, shown), self._mapped, self._failed
        )

    def _mapped(self, changes: Changes) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)

    def _failed(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            return
        self.said.tell(lambda: "\n".join(problem.sentences()), "bad")
        if self.shown and not self.reason.text().strip():
            self.reason.setFocus()
