"""Frozen results in the window: lines above the board, loud where one was changed; and headquarters' card that freezes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.frozen_results import FrozenResult, frozen_results, window_frozen_sentences
from juryapp.desk.freezing import freeze, unfreeze
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.pick import Pick
from ui.parts.pin import PinField, root_pin_words
from ui.session import Session


class FrozenLines(QWidget):
    """A line for each frozen result; nothing where none is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines: list[Label] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.setVisible(False)

    def show_all(self, found: Iterable[FrozenResult]) -> None:
        """Shows those that there are now."""
        empty(self._rows)
        self.lines = [self._line(one) for one in found]
        for line in self.lines:
            self._rows.addWidget(line)
            line.setVisible(True)  # it came into a part that may be shown already
        self.setVisible(bool(self.lines))

    def _line(self, one: FrozenResult) -> Label:
        said = partial(_said, self._session, one)
        if not one.is_changed:
            return Label(said, "small", "soft")
        line = Label(said, "strong")
        line.setProperty("notice", "bad")
        return line


def _said(session: Session, one: FrozenResult) -> str:
    return "\n".join(window_frozen_sentences(session.opened.file, one)) if session.is_open else ""


class FreezeCard(Card):
    """A category, who decides and why, the root's PIN; frozen ones can be set free."""

    told = Signal(object, str)
    """What became of it, and the kind of notice."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._session = session
        self.category = Pick(lambda: _("Category"))
        self.state = Label(self._state_words, "strong")
        self.by = TextLine(lambda: _("Who decides it"))
        self.reason = TextLine(lambda: _("Why; it stays on record"))
        self.button = Button(self._button_words, "main")
        self.pin = PinField(root_pin_words, self.button, session.mistakes, "root")
        self.category.picked.connect(self._say)
        self.by.entered.connect(self.reason.setFocus)
        self.reason.entered.connect(self.pin.field.setFocus)
        self.button.clicked.connect(self._act)
        self.rows.addWidget(Label(lambda: _("Freeze a result"), "large"))
        self.rows.addWidget(Label(_what_it_is, tone="soft"))
        for part in (self.category, self.state, self.by, self.reason, self.pin, row_of(self.button)):
            self.rows.addWidget(part)
        self.show_now()

    def show_now(self) -> None:
        """Offers the categories as they are now."""
        if self._session.is_open:
            known = records.categories(self._session.opened)
            self.category.offer([(code, f"{code} {name}") for code, name in known.items()], self.category.code)
            self._say()

    @property
    def is_frozen(self) -> bool:
        """True if the picked category's result is frozen: then it can be set free."""
        return bool(self._frozen())

    def _frozen(self) -> list[FrozenResult]:
        if not self._session.is_open:
            return []
        return [one for one in frozen_results(self._session.opened.file) if one.category == self.category.code]

    def _say(self) -> None:
        self.state.again()
        self.button.again()

    def _state_words(self) -> str:
        found = self._frozen()
        return "\n".join(_said(self._session, one) for one in found) if found else _("Not frozen.")

    def _button_words(self) -> str:
        return _("Set it free again") if self.is_frozen else _("Freeze the result")

    def _act(self) -> None:
        event, category, do = self._session.opened, self.category.code, unfreeze if self.is_frozen else freeze
        pin, reason, by = self.pin.take(), self.reason.text(), self.by.text()
        self._session.runner.run(lambda _progress: do(event, pin, category, reason, by), self._done, self._refused)

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        self.reason.clear()
        self._session.wrote(changes, self)
        self._say()
        name = self.category.field.currentText()
        if self.is_frozen:
            self.told.emit(lambda: _("The result of {category} is frozen: whatever changes it is told.", category=name), "good")
        else:
            self.told.emit(
                lambda: _("The result of {category} is frozen no more; both acts stay on record.", category=name), "good"
            )
        self.button.setFocus()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            bring_into_view(self.pin)
        else:
            self.pin.give_back()
            self.told.emit(lambda: str(problem), "bad")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def _what_it_is() -> str:
    return _(
        "Headquarters holds a final result as it stands: its whole ranking and a digest of all that it rests on go on record. "
        "What comes in later is taken in as ever, and is told everywhere if it changes the result."
    )
