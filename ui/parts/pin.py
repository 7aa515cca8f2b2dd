"""The PIN's field: nothing typed is echoed, and after mistakes it waits longer each time.

One rule for Enter on every page: in the last field of a card it presses the card's button, in any other it leads to the next one.
Where somebody signs it does neither, and the field says so: Enter never signs.

Mistakes are remembered person by person for as long as the program runs, whichever page asks: leaving one and coming back
doesn't shorten the waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Problem, WrongPin
from juryapp.text import _, plural
from ui.look import fonts
from ui.parts.announce import announce
from ui.parts.labels import Button, Label, Say, give_spoken_description, give_spoken_name, set_look
from ui.parts.message import bring_into_view, focus_in_view
from ui.parts.pad import LetterPad
from ui.parts.typed_anew import TypedAnew

_FREE_MISTAKES = 2
_LONGEST_WAIT = 60


OfPerson = Callable[[str], str]
"""Words about a person."""


def _nothing(_person: str) -> str:
    return ""


class PinMistakes:
    """Who mistyped how often since the last right PIN, and until when that person waits."""

    def __init__(self) -> None:
        self._made: dict[str, int] = {}
        self._until: dict[str, float] = {}
        self.told_to_all: OfPerson = _nothing
        """What anybody is told of a person's PIN: in the sample what it is, elsewhere nothing."""

    def add(self, person: str) -> int:
        """One more; returns how many seconds this person waits now."""
        self._made[person] = self._made.get(person, 0) + 1
        over = self._made[person] - _FREE_MISTAKES
        wait = min(2 ** min(over, 8), _LONGEST_WAIT) if over > 0 else 0
        self._until[person] = monotonic() + wait
        return wait

    def left(self, person: str) -> int:
        """How many seconds this person still waits."""
        return max(0, round(self._until.get(person, 0.0) - monotonic()))

    def forget(self, person: str) -> None:
        """The PIN was right."""
        self._made.pop(person, None)
        self._until.pop(person, None)


class PinField(QWidget):
    """A label, the field, a pad on demand, and what is wrong. `button` is what the PIN is typed for, and what Enter presses; it
    rests while the field waits. `person` is whose PIN it is, in `mistakes`. Where it `signs` Enter presses nothing.
    """

    def __init__(
        self,
        label: Say,
        button: Button | None = None,
        mistakes: PinMistakes | None = None,
        person: str = "",
        *,
        signs: bool = False,
    ) -> None:
        super().__init__()
        self._mistakes = mistakes or PinMistakes()
        self._person = person
        self._label = Label(label, "strong")
        self._button = button
        self.signs = signs
        self.presses: Button | None = None if signs else button
        """What Enter presses once something is typed."""
        self.leads_to: QWidget | None = None
        """Where Enter leads instead: to the next field, or where several things can be done with the PIN to the first of them."""
        self._taken = ""
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.NoEcho)
        self.field.setMaxLength(200)
        TypedAnew(self.field)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._go_on)
        fonts.give(self.field, "text")
        self._label.setBuddy(self.field)
        give_spoken_name(self.field, label)
        self._count = Label(role="small", tone="soft")
        self._told_to_all = Label(lambda: self._mistakes.told_to_all(self._person), "small strong", "warn")
        self._never_signs = Label(self._never_signs_words, "small strong")
        self._never_signs.setVisible(False)
        self.sentence = Label(role="small strong", tone="bad")
        """What is wrong, below the field."""
        self.sentence.setVisible(False)
        self._wait = 0
        self._allowed = True
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.pad_button = Button(lambda: _("Keys on the screen"), role="text")
        self.pad_button.setCheckable(True)
        self.pad_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pad_button.toggled.connect(self._show_pad)
        self.pad = LetterPad(self.field)
        self.pad.setVisible(False)
        self.pad.more.toggled.connect(lambda: bring_into_view(self.field, self.pad))
        self._lay_out()
        self._typed("")
        self._tell_all()
        self._go_on_waiting()

    def _tell_all(self) -> None:
        self._told_to_all.again()
        self._told_to_all.setVisible(bool(self._told_to_all.text()))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.pad_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._label)
        rows.addLayout(line)
        for part in (self._told_to_all, self.pad, self._count, self._never_signs, self.sentence):
            rows.addWidget(part)

    def serve(self, button: Button) -> None:
        """It is typed for another button now."""
        self._button = button
        self._settle_button()
        self._never_signs.again()

    def _show_pad(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        self.pad.setVisible(shown)
        self.field.setFocus()
        self.field.deselect()
        if shown:
            bring_into_view(self.field, self.pad)

    def _go_on(self) -> None:
        if self.signs:
            self._say_that_enter_never_signs()
        elif self.leads_to:
            if self.leads_to.isEnabled():
                focus_in_view(self.leads_to)
        elif self.presses and self.field.text() and not self._wait:
            self.presses.click()

    def _say_that_enter_never_signs(self) -> None:
        """Beside how much is typed, which is all that is seen of it."""
        if not self._wait and self._button:
            self._never_signs.again()
            self._never_signs.setVisible(True)
            bring_into_view(self.field, self._never_signs)
            announce(self.field, self._never_signs.text())

    def _never_signs_words(self) -> str:
        return _("Enter signs nothing: press “{button}”.", button=self._button.words()) if self._button else ""

    def take(self) -> str:
        """What was typed; the field is empty afterwards, until it turns out that something else was wrong (`give_back`)."""
        self._taken = self.field.text()
        self.field.clear()
        return self._taken

    def give_back(self) -> None:
        """Something else was wrong: what was taken stands there again, and nobody types it twice; typing replaces it."""
        if self.isVisible() and not self.field.text():
            self.field.setText(self._taken)
            self.field.selectAll()
        self._taken = ""

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back to the page types it again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.field.clear()
            self._taken = ""

    def refuse(self, problem: Problem) -> None:
        """Says a known problem. Only a wrong PIN is a mistake that makes the field wait."""
        if isinstance(problem, WrongPin):
            self.say_wrong(lambda: str(problem))
        else:
            self.give_back()
            self.tell(lambda: str(problem), is_wrong=False)
            self.field.setFocus()

    def say_wrong(self, sentence: Say) -> None:
        """Says what is wrong; after several mistakes the field waits."""
        self._taken = ""
        self._wait = self._mistakes.add(self._person)
        self.tell(sentence)
        if self._wait:
            self._begin_waiting()
        self.field.setFocus()

    def forget(self) -> None:
        """The PIN was right: the next mistake is the first."""
        self._taken = ""
        self._mistakes.forget(self._person)

    def tell(self, sentence: Say, *, is_wrong: bool = True) -> None:
        """Says a sentence below the field, which is red only where the PIN itself `is_wrong`."""
        self.sentence.say(sentence)
        self.sentence.setVisible(True)
        set_look(self.field, "wrong", is_wrong)
        give_spoken_description(self.field, lambda: " ".join(part for part in (sentence(), self._waiting_words()) if part))
        bring_into_view(self.field, self.sentence)
        announce(self.field, " ".join((sentence(), _wait_words(self._wait) if self._wait else "")).strip())

    def _waiting_words(self) -> str:
        """Without the seconds, which would be spoken one by one."""
        return _("After several mistakes it waits; you will hear when you can type again.") if self._wait else ""

    def turn_to(self, person: str) -> None:
        """Asks another person, from an empty field. Mistakes are remembered: the waiting goes on where it was left."""
        self._person, self._wait = person, 0
        self._timer.stop()
        self.field.clear()
        self._label.again()
        self._tell_all()
        give_spoken_name(self.field, self._label.words)
        self._settle()
        self._go_on_waiting()

    def _go_on_waiting(self) -> None:
        self._wait = self._mistakes.left(self._person)
        if self._wait:
            self._begin_waiting()
            give_spoken_description(self.field, self._waiting_words)

    def _begin_waiting(self) -> None:
        """Nothing can be typed; who stands in the field goes on standing there."""
        self.field.setReadOnly(True)
        set_look(self.field, "waits", True)
        self._show_waiting()
        self._timer.start()

    @property
    def said(self) -> str:
        """The sentence below the field, or nothing."""
        return self.sentence.text() if not self.sentence.isHidden() else ""

    def _settle(self) -> None:
        self.sentence.setVisible(False)
        give_spoken_description(self.field)
        set_look(self.field, "wrong", False)
        self.field.setReadOnly(False)
        set_look(self.field, "waits", False)
        self._settle_button()

    def allow(self, *, allowed: bool) -> None:
        """Whether the button may be pressed at all; while the field waits it can't be in any case."""
        self._allowed = allowed
        self._settle_button()

    def _settle_button(self) -> None:
        if self._button:
            self._button.setEnabled(self._allowed and not self._wait)

    def _typed(self, text: str) -> None:
        count = len(text)
        self._never_signs.setVisible(False)
        self._count.say(
            lambda: (
                plural("{count} character typed", "{count} characters typed", count)
                if count
                else _("It is not shown while you type.")
            )
        )
        if text and not self._wait:
            self._settle()

    def _show_waiting(self) -> None:
        self._settle_button()
        seconds = self._wait
        self._count.say(lambda: _wait_words(seconds))

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._show_waiting()
            return
        self._timer.stop()
        said = self.sentence.words
        self._settle()
        self._typed("")
        if self.sentence.text():
            self.tell(said)
        announce(self.field, _("You can type the PIN again."), urgent=False)


def _wait_words(seconds: int) -> str:
    return plural("Wait {count} second, then try again.", "Wait {count} seconds, then try again.", seconds)


def root_pin_words() -> str:
    """Over the field where headquarters' key is unlocked: which PIN that is."""
    return _("The PIN of headquarters' key: the desk's, unless another one was chosen for it")
