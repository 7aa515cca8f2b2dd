"""A new event without a workbook: what it is called, and where its categories and criteria come from."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.documents.printable import named_letters
from juryapp.errors import Problem, Problems, Refused, bare
from juryapp.event.laptop import Laptop
from juryapp.model.event import Event
from juryapp.model.setup import Setup
from juryapp.setup_changes.new_setups import (
    FieldProblems,
    as_texts,
    by_hand,
    event_of,
    like,
    of_usual_categories,
    rehearsal_of,
    usual_categories,
)
from juryapp.text import _, mark
from juryapp.workbook.columns import EVENT
from juryapp.workbook.rows import EMPTY
from ui.look import fonts
from ui.parts.labels import Label, Say, give_spoken_description, give_spoken_name, set_look
from ui.parts.message import Message, bring_into_view
from ui.parts.tick import Tick
from ui.runner import Runner
from ui.welcome.other_event import OtherEvent

_FIELDS = ("award", "code", "edition", "organiser", "venue", "city", "time_zone")
"""What is asked here; the rest is in the workbook of the event, or stays as last year."""


class Way(Enum):
    """Where a new event comes from."""

    WORKBOOK = "workbook"
    USUAL = "usual"
    LAST = "last"
    HAND = "hand"
    REHEARSAL = "rehearsal"

    @property
    def reads_another(self) -> bool:
        """True where another event's file is read first."""
        return self in (Way.LAST, Way.REHEARSAL)


class WithoutWorkbook(QWidget):
    """The fields of the event, and what the way that is chosen asks besides."""

    looked = Signal()
    """The other event was read, or couldn't be."""
    entered = Signal()
    """Enter in the last field: on to whatever follows."""

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self._laptop = laptop
        self.way = Way.USUAL
        self.fields = {key: _field(key) for key in _FIELDS}
        self.at_fields = {key: Message(tone="bad") for key in _FIELDS}
        """What is wrong with each, directly below it."""
        self._labels: dict[str, Label] = {}
        self.usual = {code: Tick(f"{name} ({code})", "text") for code, name in usual_categories().items()}
        self.other = OtherEvent(laptop, runner)
        self.other.asked.connect(lambda: self._tell(None))
        self.other.was_read.connect(self._take_over)
        self.other.refused.connect(self._refuse_other)
        self.wrong = Message("bad")
        self._tells_lacking = False
        """What is said to be wrong is in the fields, and is looked at anew as they are corrected."""
        fields = list(self.fields.values())
        for field, after in zip(fields, [*fields[1:], None], strict=True):
            field.textEdited.connect(self._look_again)
            field.returnPressed.connect(after.setFocus if after else self.entered)
        for tick in self.usual.values():
            tick.toggled.connect(self._look_again)
        self._lay_out()
        self.show_way(Way.USUAL)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        self._usual, self._named = self._usual_part(), self._fields_part()
        for part in (self.other, self._usual, self._named, self.wrong):
            rows.addWidget(part)

    def _fields_part(self) -> QWidget:
        part, rows = _part()
        rows.addWidget(Label(lambda: _("What is the event called?"), "large"))
        for key, field in self.fields.items():
            label = self._labels[key] = Label(_name(key), "strong")
            label.setBuddy(field)
            rows.addWidget(label)
            rows.addWidget(field)
            rows.addWidget(self.at_fields[key])
        return part

    def _usual_part(self) -> QWidget:
        part, rows = _part()
        rows.addWidget(
            Label(lambda: _("Which categories? Their usual criteria come along; all can be changed afterwards."), "large")
        )
        for tick in self.usual.values():
            rows.addWidget(tick)
        return part

    def show_way(self, way: Way) -> None:
        """Asks what this way needs."""
        self.way = way
        self._tell(None)
        if way.reads_another:
            self.other.ask_for(rehearses=way is Way.REHEARSAL)
        self.other.setVisible(way.reads_another)
        self._usual.setVisible(way is Way.USUAL)
        self._named.setVisible(way is not Way.REHEARSAL)

    def begin(self) -> None:
        """The focus goes to where one begins."""
        usual = next(iter(self.usual.values()))
        first = self.other.choose if self.way.reads_another else usual if self.way is Way.USUAL else self.fields["award"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_over(self, other: Setup) -> None:
        """Last year's fields stand there, of which what is each year's own is empty; a rehearsal asks for nothing more."""
        if self.way is Way.REHEARSAL:
            self.entered.emit()
        else:
            texts = as_texts(other.event)
            for key, field in self.fields.items():
                field.setText(texts.get(key, ""))
            self.fields["code"].setFocus()
        self.looked.emit()

    def _refuse_other(self, problem: Problem) -> None:
        self._tells_lacking = False
        self._tell(problem)
        self.looked.emit()

    def setup(self) -> Setup:
        """The set-up that was chosen and typed. Raises `Problem` with what is lacking or wrong."""
        texts = {key: field.text() for key, field in self.fields.items()}
        if self.way.reads_another:
            other = self.other.setup
            if other is None:
                raise Refused("Choose the event's file first, and have it read.")
            if self.way is Way.REHEARSAL:
                return rehearsal_of(other, self._laptop.clock)
            about = event_of({**as_texts(other.event), **texts}, other.event.logo, named_letters)
            return like(other, about, self.other.chosen_jurors())
        about = event_of(texts, unprintable=named_letters)
        if self.way is Way.HAND:
            return by_hand(about)
        return of_usual_categories(about, [code for code, tick in self.usual.items() if tick.isChecked()])

    def named(self) -> Event:
        """What is typed of the event so far, right or wrong."""
        award, code, edition, organiser, venue, city = (field.text() for field in list(self.fields.values())[:-1])
        return Event(award, code, edition, organiser=organiser, venue=venue, city=city)

    def refuse(self, problem: Problem) -> None:
        """Says what is wrong below each field that is wrong, and goes to the first of them."""
        self._tells_lacking = True
        self._tell(problem)
        wrong = next((key for key, message in self.at_fields.items() if not message.isHidden()), None)
        if wrong:
            self.fields[wrong].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self._labels[wrong], self.at_fields[wrong])
        else:
            (self.other.choose if self.way.reads_another and self.other.setup is None else self.fields["award"]).setFocus()
            bring_into_view(self.wrong)

    def _tell(self, problem: Problem | None) -> None:
        """What is wrong with a field that is asked here stands below it, everything else at the end; of nothing, nothing."""
        wrong = problem.wrong if isinstance(problem, FieldProblems) else ()
        of_fields: dict[str, Problem] = {}
        for key, one in wrong:
            of_fields.setdefault(key, Refused(_EMPTY[key]) if one.message == EMPTY and key in _EMPTY else _BelowField(one))
        for key, message in self.at_fields.items():
            told = of_fields.get(key)
            set_look(self.fields[key], "wrong", told is not None)
            give_spoken_description(self.fields[key], partial(str, told or ""))
            message.tell_problem(told)
        others = [one for key, one in wrong if key not in self.at_fields] if wrong else [problem] if problem else []
        self.wrong.tell_problem(Problems(bare(one) for one in others) if others else None)

    def _look_again(self) -> None:
        """What is corrected is said to be wrong no more."""
        if not self._tells_lacking:
            return
        try:
            self.setup()
        except Problem as problem:
            self._tell(problem)
        else:
            self._tells_lacking = False
            self._tell(None)


_EMPTY = {
    "award": mark("Write the award's name."),
    "code": mark("Write a short code for the event, such as BALI26."),
}
"""What to do where a field is empty that every event needs."""


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    rows = QVBoxLayout(part)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(6)
    return part, rows


def _name(key: str) -> Say:
    column = next(one for one in EVENT.columns if one.key == key)
    return lambda: f"{column.name} *" if column.required else str(column.name)


def _field(key: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(500)
    fonts.give(field, "text")
    give_spoken_name(field, _name(key))
    if key == "time_zone":
        field.setText("WITA")
    return field


class _BelowField(Problem):
    """Below its field a sentence needs no place: it would be the cell of a table that nobody sees here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, **problem.gaps)

    def __str__(self) -> str:
        return super().__str__().removeprefix(f"{self.gaps.get('at', '')}: ")
