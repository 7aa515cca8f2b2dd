"""A secret that is invented: typed twice, by keys or by finger, shown on demand, with its strength below; a passphrase can be
suggested.

What is wrong stands directly below the field that is wrong, on whichever page.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Problem, Refused, bare
from juryapp.new_secrets.strength import PASSPHRASE, SecretKind, check_new_pin, check_passphrase, suggest_passphrase
from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, give_spoken_description, give_spoken_name, set_look
from ui.parts.message import Message, bring_into_view, focus_in_view
from ui.parts.pad import LetterPad
from ui.parts.strength import Known, StrengthLine
from ui.parts.typed_anew import TypedAnew

_MOST = 200


class NewSecret(QWidget):
    """Two fields for the same secret of a kind."""

    entered = Signal()
    """Enter in the second field: on to whatever follows."""
    edited = Signal()
    """Something else stands there: what was said of the former is said no more."""

    def __init__(self, kind: SecretKind, label: Say, again: Say, known: Known) -> None:
        super().__init__()
        self._kind, self._known = kind, known
        self.field, self.again = _field(label), _field(again)
        self._messages = {self.field: Message("bad"), self.again: Message("bad")}
        self.line = StrengthLine(self.field, kind, known)
        self.show_it = Button(lambda: _("Show"), role="text")
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._echo)
        self.suggest = Button(lambda: _("Suggest one"), role="text")
        self.suggest.clicked.connect(self._suggest)
        self.field.returnPressed.connect(partial(focus_in_view, self.again))
        self.again.returnPressed.connect(self._enter)
        for field in (self.field, self.again):
            field.textChanged.connect(self._typed)
        self.pad_button = Button(lambda: _("Keys on the screen"), role="text")
        self.pad_button.setCheckable(True)
        self.pad_button.toggled.connect(self._show_pad)
        self.pad = LetterPad(self.field)
        self.pad.setVisible(False)
        for field in (self.field, self.again):
            field.installEventFilter(self)
        self._lay_out(label, again)
        self.suggest.setVisible(kind is PASSPHRASE)  # once it is in the row: alone it would be a window for a moment

    def _lay_out(self, label: Say, again: Say) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        tools = QWidget()
        flow = Flow(tools)
        grows_down(tools)
        for button in (self.show_it, self.suggest, self.pad_button):
            flow.addWidget(button)
        for words, field in ((label, self.field), (again, self.again)):
            above = Label(words, "strong")
            above.setBuddy(field)
            rows.addWidget(above)
            rows.addWidget(field)
            rows.addWidget(self._messages[field])
            if field is self.field:
                rows.addWidget(self.line)
                rows.addWidget(tools)
        rows.addWidget(self.pad)
        order = (self.field, self.show_it, self.suggest, self.pad_button, self.again)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _enter(self) -> None:
        """What can't be taken is said here, before anything else is typed."""
        if self.check() is None:
            self.entered.emit()

    def _show_pad(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        self.pad.setVisible(shown)
        if shown:
            self.pad.more.setChecked(self._kind is PASSPHRASE)
            field = self.again if self.again.hasFocus() else self.field
            field.setFocus()
            field.deselect()
            bring_into_view(self.pad)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pad types into the field in which one is."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self.pad.serve(watched)
        return super().eventFilter(watched, event)

    @property
    def said(self) -> str:
        """What is said to be wrong below one of the fields, or nothing."""
        return next((one.text() for one in self._messages.values() if not one.isHidden()), "")

    def text(self) -> str:
        """What was typed first."""
        return self.field.text()

    def clear(self) -> None:
        """Forgets what was typed, what undo would bring back too, and hides what is typed next."""
        for field in (self.field, self.again):
            field.setText("")
        self.show_it.setChecked(False)

    def look(self) -> None:
        """What is known here may have changed."""
        if self.field.text():
            self.line.look()

    def check(self) -> Problem | None:
        """Why this can't be taken; the field that is wrong has the focus then. Two that differ are both typed anew."""
        try:
            if self._kind is PASSPHRASE:
                check_passphrase(self.field.text(), self._known())
            else:
                check_new_pin(self.field.text(), self._known(), self._kind)
        except Problem as problem:
            self.look()  # never good in one line and too easy in the next
            self.again.setText("")  # it repeats what isn't taken
            self._point_at(self.field, problem)
            return bare(problem)  # its frames hold what was typed
        if self.field.text() == self.again.text():
            return None
        differ = Refused(
            "The two passphrases differ; type both again."
            if self._kind is PASSPHRASE
            else "The two PINs differ; type both again."
        )
        for field in (self.field, self.again):
            field.setText("")
        self._point_at(self.field, differ)
        return differ

    def _point_at(self, field: QLineEdit, problem: Problem) -> None:
        self._settle()
        set_look(field, "wrong", True)
        told = bare(problem)  # its frames hold what was typed
        self._messages[field].tell_problem(told)
        give_spoken_description(field, lambda: str(told))
        field.selectAll()
        field.setFocus()
        bring_into_view(field, self._messages[field])

    def _settle(self) -> None:
        """What was said to be wrong is said no more."""
        for field, message in self._messages.items():
            set_look(field, "wrong", False)
            message.setVisible(False)

    def _typed(self) -> None:
        self._settle()
        give_spoken_description(self.again)
        if not (self.field.text() or self.again.text()):
            self.show_it.setChecked(False)
        self.edited.emit()

    def _echo(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        for field in (self.field, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_it.say(lambda: _("Hide") if shown else _("Show"))

    def _suggest(self) -> None:
        made = suggest_passphrase()
        for field in (self.field, self.again):
            field.setText(made)
        self.show_it.setChecked(True)
        self.line.look()


def _field(say: Say) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setProperty("secret", True)  # noqa: FBT003  # a property and its value
    field.setMaxLength(_MOST)
    TypedAnew(field)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    give_spoken_name(field, say)
    fonts.give(field, "text")
    return field
