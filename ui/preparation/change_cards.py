"""What a planned change of the set-up does, before it is done: refusals, effects, names to be ticked, and the desk's PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.setup_changes.names import Correction
from juryapp.setup_changes.update import Update, apply
from juryapp.text import _, plural
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, fixed
from ui.parts.line import TextLine
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.session import Session

_MOST = 200
"""So many changes are shown; a workbook that changes more is told in full by the command line."""


class ChangeCards(QWidget):
    """The cards of one planned change; hidden where nothing is planned."""

    made = Signal(object)
    """(Changes): it is done."""
    begun = Signal()
    """It is being done."""
    refused_to_make = Signal(object)
    """(Problem): it couldn't be done."""
    unticked = Signal()
    """Not every name that is corrected is ticked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.update_: Update | None = None
        self.refused = Sentences(lambda: _("This can't be done"), "bad")
        self.offered = Sentences(self._offered_words, "warn")
        self.keep = Button(lambda: _("Take the rows by name and keep the event's numbers"))
        self.offered.rows.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.effects = Sentences(lambda: _("What this does to score sheets"), "bad")
        self.changes = Sentences(lambda: _("What changes"))
        self.names = Card(20, 8)
        self.ticks: dict[tuple[str, str], Tick] = {}
        self._corrections: tuple[Correction, ...] = ()
        self.reason = TextLine(lambda: _("Why are names corrected? The reason stays on record."))
        self.button = Button(lambda: _("Make these changes"), "main")
        self.button.clicked.connect(self.make)
        self.leave = Button(lambda: _("Change nothing"))
        self.leave.setVisible(False)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.reason.entered.connect(self.pin.field.setFocus)
        self._lay_out()
        self.show_update(None)

    def _lay_out(self) -> None:
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(4)
        told = Label(lambda: _("Tick each name that means the same as before; scores never move to another."), "strong")
        self.names.rows.addWidget(told)
        self.names.rows.addLayout(self._ticks)
        self.names.rows.addWidget(self.reason)
        self.doing = Card(20, 10)
        self.doing.rows.addWidget(self.pin)
        self.doing.rows.addWidget(row_of(self.button, self.leave))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for one in (self.refused, self.offered, self.effects, self.names, self.changes, self.doing):
            rows.addWidget(one)

    @property
    def can(self) -> Update | None:
        """The planned change, if it may be made."""
        found = self.update_
        return found if found and not found.refused and found.values else None

    def show_update(self, found: Update | None) -> None:
        """Shows what it does, or nothing."""
        self.update_ = found
        self.refused.show_all([str(one) for one in found.refused] if found else [])
        self.offered.show_all(found.offered if found else [])
        can = self.can
        self.effects.show_all(can.effects if can else [])
        self.changes.show_all([one.sentence for one in can.told] if can else [])
        self._show_names(can)
        self.doing.setVisible(can is not None)

    def _show_names(self, found: Update | None) -> None:
        """One box for each name that is corrected; what was ticked for the same names stays ticked."""
        ticked = [one for one in self._corrections if self.ticks[one.key].isChecked()]
        self._corrections = found.corrections if found else ()
        empty(self._ticks)
        self.ticks = {}
        for one in self._corrections:
            tick = Tick(one.says, "text")
            tick.setChecked(one in ticked)
            self.ticks[one.key] = tick
            self._ticks.addWidget(tick)
        made_anew(self.names)
        self.names.setVisible(bool(self.ticks))

    def _offered_words(self) -> str:
        if self.update_ and self.update_.offers_new_only:
            return _("Whoever is new can get a free number, and whose name is gone stays as it was")
        return _("The same rows stand under other numbers or codes in this workbook")

    def make(self) -> None:
        """Does what is shown, once every name is confirmed."""
        found, reason = self.update_, self.reason.text()
        if found is None:
            return
        confirmed = [key for key, tick in self.ticks.items() if tick.isChecked()]
        if len(confirmed) < len(self.ticks):
            self.unticked.emit()
            return
        event, pin = self._session.opened, self.pin.take()
        self.begun.emit()

        def work(progress: Progress) -> Changes:
            return apply(SecretaryDesk.sit(event, pin), found, confirmed, reason or None)

        self._session.runner.run(work, self._made, self._refused)

    def _made(self, changes: Changes) -> None:
        self.pin.forget()
        self.made.emit(changes)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.refused_to_make.emit(problem)


class Sentences(Card):
    """A heading and sentences below it; nothing where there are none."""

    def __init__(self, heading: Say, tone: str = "") -> None:
        super().__init__(20, 6)
        self._heading = Label(heading, "large", tone)
        self.rows.addWidget(self._heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.rows.addLayout(self._list)
        self.sentences: tuple[str, ...] = ()
        self.setVisible(False)

    def show_all(self, sentences: Sequence[str]) -> None:
        """Shows these; where they are the same nothing is made anew."""
        self._heading.again()
        if self.sentences == tuple(sentences):
            return
        self.sentences = tuple(sentences)
        empty(self._list)
        more = len(sentences) - _MOST
        rest = [plural("… and {count} more", "… and {count} more", more)] if more > 0 else []
        for sentence in [*sentences[:_MOST], *rest]:
            self._list.addWidget(Label(fixed(sentence)))
        made_anew(self)
        self.setVisible(bool(sentences))
