"""What is needed in a hurry: a late candidate or juror, one in another's place, one who leaves, a delay, two who swap."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem, Refused
from juryapp.model.juror import Juror
from juryapp.model.setup import Setup
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.setup_changes.day_changes import NOT_IN_PLACE, delayed, in_place_of, minutes_of, slot_of, swapped
from juryapp.setup_changes.edits import next_code
from juryapp.setup_changes.held_interviews import held_words
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, JURORS
from ui.parts.card import Card
from ui.parts.flow import lay_out_now, row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.preparation.setup_edits import SetupEdits
from ui.preparation.words import moving_words
from ui.session import Session


class QuickActs(QWidget):
    """The buttons stand in `buttons`; the card of the act that is chosen is shown below them."""

    late = Signal(object)
    """(SheetKind): somebody comes in addition."""
    waits = Signal()
    """What it does to sheets is shown, and the desk's PIN is asked for."""
    leaves = Signal()
    """A juror leaves: that is recorded with the attendance."""

    def __init__(self, session: Session, edits: SetupEdits) -> None:
        super().__init__()
        self._session, self._edits = session, edits
        self._act = ""
        self.candidate = Button(lambda: _("Late candidate"))
        self.juror = Button(lambda: _("Late juror"))
        self.replaced = Button(lambda: _("Juror replaced…"))
        self.leaving = Button(lambda: _("Juror leaves…"))
        self.delay = Button(lambda: _("Delay…"))
        self.swap = Button(lambda: _("Swap…"))
        self.buttons = row_of(self.candidate, self.juror, self.replaced, self.leaving, self.delay, self.swap)
        self.card = Card(20, 10)
        self.title = Label(role="large")
        self.first, self.second, self.third = (TextLine(str) for _place in range(3))
        self.effect = Label(self._effect_words)
        self.button = Button(self._button_words, "main")
        self.close_button = Button(lambda: _("Back"))
        self._opener = self.delay
        self._lay_out()
        self._connect()
        self.setVisible(False)

    def _lay_out(self) -> None:
        for part in (self.title, self.first, self.second, self.third, self.effect, row_of(self.button, self.close_button)):
            self.card.rows.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.card)

    def _connect(self) -> None:
        self.candidate.clicked.connect(self._late_candidate)
        self.juror.clicked.connect(self._late_juror)
        self.leaving.clicked.connect(self.leaves)
        self.replaced.clicked.connect(self._begin_replacing)
        self.delay.clicked.connect(self._begin_delay)
        self.swap.clicked.connect(self._begin_swap)
        self.button.clicked.connect(self._do)
        self.close_button.clicked.connect(self._close)
        for line in (self.first, self.second, self.third):
            line.textEdited.connect(self._show_effect)
            line.escaped.connect(self._close)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._after_second)
        self.third.entered.connect(self.button.setFocus)

    def _after_second(self) -> None:
        (self.button if self.third.isHidden() else self.third).setFocus()

    def _late_candidate(self) -> None:
        self.late.emit(CANDIDATES)

    def _late_juror(self) -> None:
        self.late.emit(JURORS)

    def _begin_delay(self) -> None:
        self._begin("delay", self.delay, lambda: _("Delay interviews"), (_from_whom, _minutes))

    def _begin_swap(self) -> None:
        self._begin("swap", self.swap, lambda: _("Swap two interviews"), (_one, _other))

    def _begin_replacing(self) -> None:
        hints = (_whose_place, _new_name, _new_institution)
        self._begin("replace", self.replaced, lambda: _("A juror in another's place"), hints)

    def _begin(self, act: str, opener: Button, title: Say, hints: tuple[Say, ...]) -> None:
        self._act, self._opener = act, opener
        self.title.say(title)
        lines = (self.first, self.second, self.third)
        for line in lines:
            line.clear()
        for line, hint in zip(lines, hints, strict=False):
            line.call(hint)
        self.third.setVisible(len(hints) > 2)
        self.button.again()
        self._show_effect()
        self.setVisible(True)
        lay_out_now(self)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def _close(self) -> None:
        self.setVisible(False)
        self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> Callable[[Setup], Setup]:
        first, second, third = self.first.text().strip(), self.second.text().strip(), self.third.text().strip()
        if self._act == "delay":
            return lambda setup: delayed(setup, slot_of(setup, first).candidate, minutes_of(second))
        if self._act == "swap":
            return lambda setup: swapped(setup, slot_of(setup, first).candidate, slot_of(setup, second).candidate)
        code = next_code(JURORS, self._edits.setup, self._edits.drafts)
        former = self._juror() or first
        observes = not self._edits.has_work(former)
        return lambda setup: in_place_of(setup, former, Juror(code, second, institution=third), observes=observes)

    def _juror(self) -> str:
        """The juror whose code or name stands in the first field; empty where it is none's."""
        jurors = self._edits.setup.jurors
        typed = code_of(self.first.text(), {one.code: one.name for one in jurors}).strip().casefold()
        return next((one.code for one in jurors if one.code.casefold() == typed), "")

    def _do(self) -> None:
        if self._act == "replace" and not self.second.text().strip():
            self.second.setFocus()
        elif self._edits.take(self._change()):
            self._close()
            if self._edits.held is not None:
                self.waits.emit()
        else:
            (self.second if self._is_first_known() else self.first).type_anew()

    def _is_first_known(self) -> bool:
        """True if what stands in the first field is somebody: then another field is wrong."""
        if self._act == "replace":
            return bool(self._juror())
        try:
            slot_of(self._edits.setup, self.first.text())
        except Refused:
            return False
        return True

    def _show_effect(self) -> None:
        self.effect.again()
        self.effect.setVisible(bool(self.effect.text()))

    def _effect_words(self) -> str:
        """What would move, as soon as enough is typed; a mistake is told once the button is pressed."""
        if not self.first.text().strip() or not self.second.text().strip():
            return ""
        if self._act == "replace":
            return self._words_of_replaced()
        try:
            now, then = self._edits.setup, self._change()(self._edits.setup)
            said = (moving_words(now, then), held_words(self._session.opened, now, then))
            return "\n".join(one for one in said if one)
        except Problem as problem:
            return "\n".join(problem.sentences())

    def _words_of_replaced(self) -> str:
        juror = self._juror()
        if not juror:
            return str(Refused(NOT_IN_PLACE, code=self.first.text().strip()))
        if self._edits.has_work(juror):
            return _(
                "{juror} has scored already: those scores stay {juror}'s. Record after this, with “Juror leaves…”, when {juror} "
                "left and from whom on the new juror is there.",
                juror=juror,
            )
        return _("{juror} only observes from then on, and no sheets of {juror} are expected.", juror=juror)

    def _button_words(self) -> str:
        return {"delay": _("Delay"), "swap": _("Swap")}.get(self._act, _("Take the new juror"))


def _from_whom() -> str:
    return _("From which candidate on? Number or name")


def _minutes() -> str:
    return _("By how many minutes? 20, or -10 for earlier")


def _one() -> str:
    return _("Which candidate? Number or name")


def _other() -> str:
    return _("With which one? Number or name")


def _whose_place() -> str:
    return _("In whose place? Code or name")


def _new_name() -> str:
    return _("Name of the new juror, with titles")


def _new_institution() -> str:
    return _("Institution of the new juror")
