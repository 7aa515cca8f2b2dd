"""Former criteria: what becomes of each signed sheet and place if their scores count, shown before the desk's PIN lets them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.rubric_mapping import MappingPlan, map_rubric, may_be_mapped, plan_mapping
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label, fixed
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.pin import PinField
from ui.session import Session


class MappingCards(QWidget):
    """A card for each category with scores of former criteria that don't count; nothing where there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._categories: list[str] = []
        self.cards: list[MappingCard] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        session.changed.connect(lambda changes, initiator: self.refresh(anew=True))
        self.refresh()

    def refresh(self, *, anew: bool = False) -> None:
        """Shows the categories that have some now; with `anew` what was shown is looked at again too."""
        found = may_be_mapped(self._session.opened.file)
        if found != self._categories or anew:
            self._categories = found
            empty(self._rows)
            self.cards = [MappingCard(self._session, category) for category in found]
            for card in self.cards:
                self._rows.addWidget(card)
        self.setVisible(bool(found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, lambda: self.refresh(anew=True))
        super().changeEvent(event)


class MappingCard(Card):
    """One category: first what it would do, then a reason and the desk's PIN."""

    def __init__(self, session: Session, category: str) -> None:
        super().__init__(20, 8)
        self._session, self.category = session, category
        self.shown: MappingPlan | None = None
        self.said = Message("bad")
        self.look = Button(lambda: _("See what becomes of the signed sheets"))
        self.look.clicked.connect(self._look)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.reason = TextLine(lambda: _("Why do they count? The reason stays on record."))
        self.button = Button(lambda: _("Let these scores count"), "main")
        self.button.clicked.connect(self._map)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.rows.addWidget(
            Label(
                lambda: _("{category}: scores of its former criteria don't count", category=category),
                "large",
                "warn",
            )
        )
        self.rows.addWidget(self.said)
        self.rows.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addLayout(self._list)
        for part in (self.reason, self.pin):
            self.rows.addWidget(part)
        self.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(None)

    def _look(self) -> None:
        file, category = self._session.opened.file, self.category
        self._session.runner.run(lambda progress: plan_mapping(file, category), self._show, self._failed)

    def _show(self, plan: MappingPlan | None) -> None:
        self.shown = plan
        empty(self._list)
        for line in plan.lines if plan else ():
            self._list.addWidget(Label(fixed(line)))
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
