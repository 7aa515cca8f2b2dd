"""Wiping the event from this laptop, offered where it is closed: what stands against it, or the PIN and the act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.wiping import wipe_obstacles
from juryapp.desk.wiping import begin_wipe, pin_holders
from juryapp.errors import Problem, WrongPin
from juryapp.event.removal import Removal
from juryapp.text import _
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.session import Session


class LaptopWiping(QWidget):
    """A button; pressed, it looks whether two other places are known to hold everything, and says so either way."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: Sequence[str] = ()
        holders = pin_holders(session.opened)
        juror = session.juror.juror.code if session.juror else ""
        self._holder = juror if juror in holders else next(iter(holders), "")
        self.ask = Button(lambda: _("Wipe this laptop…"))
        self.why_not = Label(self._why_not_words, tone="warn")
        self.follows = Label(_what_follows, "strong", "warn")
        self.button = Button(lambda: _("Remove this event from this laptop for good"))
        self.pin = PinField(self._pin_words, self.button, session.mistakes, self._holder)
        self.wrong = Message("bad")
        self.wrong.until(self.pin.field.textEdited)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (row_of(self.ask), self.why_not, self.follows, self.pin, row_of(self.button), self.wrong):
            rows.addWidget(part)
        self.ask.clicked.connect(self.look)
        self.button.clicked.connect(self._wipe)
        self.fold()

    def fold(self) -> None:
        """Nothing is looked at yet."""
        self._show([], may=False)

    def look(self) -> None:
        """Looks whether the laptop may be wiped, and offers it, or says what stands against it."""
        event = self._session.opened
        self._session.runner.run(lambda _progress: wipe_obstacles(event), self._looked, self._refused)

    def _looked(self, told: Sequence[str]) -> None:
        self._show(told, may=not told)
        if told:
            bring_into_view(self.why_not)
        else:
            (self.pin.field if self._holder else self.button).setFocus()
            bring_into_view(self.follows, self.button)

    def _show(self, told: Sequence[str], *, may: bool) -> None:
        self._told = told
        self.why_not.again()
        self.why_not.setVisible(bool(told))
        for part in (self.follows, self.button):
            part.setVisible(may)
        self.pin.setVisible(may and bool(self._holder))
        self.wrong.setVisible(False)

    def _wipe(self) -> None:
        event, holder, pin = self._session.opened, self._holder, self.pin.take()
        self._session.runner.run(lambda _progress: begin_wipe(event, holder, pin), self._begun, self._refused)

    def _begun(self, _plan: Removal) -> None:
        self._session.removal_begun.emit()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.pin.give_back()
            self.wrong.tell_problem(problem)

    def _pin_words(self) -> str:
        return _("The desk's PIN") if self._holder == "desk" else _("PIN of {juror}", juror=self._holder)

    def _why_not_words(self) -> str:
        if not self._told:
            return ""
        return "\n".join([_("This laptop can't be wiped yet:"), *(f"• {one}" for one in self._told)])


def _what_follows() -> str:
    return _(
        "Headquarters and one more place are known to hold everything that is here. The event's files, their spare copies and "
        "the keys on this laptop are removed; that can't be undone. Flash disks keep what was copied onto them."
    )
