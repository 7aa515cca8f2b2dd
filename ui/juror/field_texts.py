"""Field texts: what is typed at a juror's desk and isn't stored, for every field and candidate; fields are drawn from it.

A field shows the text that is held here, and what is stored where none is. A text is held from the first key on until it is on
the disk, or until the person takes it back: leaving a candidate, hiding the seat or a full disk changes nothing of that. What a
field happens to show while it is loaded is never taken for something that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from juryapp.errors import Problem, Replaced
from juryapp.event.changes import Changes
from juryapp.model.note import Visibility
from ui.session import Session


class FieldKind(Enum):
    """What is typed into a field. Points and the reason why there are none are written as one act: each replaces the other."""

    POINTS = "points"
    REMARK = "remark"
    """The printed reason for a score."""
    REASON = "reason"
    """Why it can't be assessed."""
    NOTE = "note"


class Field(NamedTuple):
    """One field, of one candidate."""

    kind: FieldKind
    candidate: str
    part: str
    """A criterion's code, or which of the notes."""

    @property
    def write_name(self) -> str:
        """How its writes are called in the session: a later one of the same name takes the place of one that waits."""
        kind = "score" if self.kind in (FieldKind.POINTS, FieldKind.REASON) else self.kind.value
        return f"{kind}/{self.candidate}/{self.part}"


def note_field(candidate: str, visibility: Visibility) -> Field:
    """The field of one note."""
    return Field(FieldKind.NOTE, candidate, visibility.value)


class TextState(Enum):
    """What becomes of a text that isn't stored."""

    TYPED = "typed"
    """It is being typed, or its edit was not finished."""
    WAITING = "waiting"
    """It was given, and is written as soon as the disk takes it."""
    REFUSED = "refused"
    """It was given and isn't allowed."""


@dataclass(frozen=True)
class HeldText:
    """A text that isn't stored."""

    text: str
    state: TextState
    problem: Problem | None = None
    """Why it isn't stored, or not yet."""


def text_of(held: HeldText | None) -> str | None:
    """The text that is held, if any."""
    return held.text if held else None


class _Given(NamedTuple):
    field: Field
    text: str
    ends_edit: bool
    """False where it is only kept beside the journal while the typing goes on."""
    problem: Problem | None
    """Why it waits; None while it is being written for the first time."""


class FieldTexts(QObject):
    """The texts of one seat that are held."""

    changed = Signal(object)
    """(Field): what is known of its text changed by itself: it was stored at last, or refused at last."""
    altered = Signal()
    """Other texts are held than before, or one waits that didn't."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._typed: dict[Field, str] = {}
        self._refused: dict[Field, Problem] = {}
        self._waiting: dict[str, _Given] = {}
        self._untouched: set[Field] = set()
        """What a program that died left, in fields that nobody has been to since."""
        session.written.connect(self._landed)
        session.given_up.connect(self._given_up)

    def held(self, field: Field) -> HeldText | None:
        """The text that the field shows in place of what is stored; None where nothing is held."""
        text = self._typed.get(field)
        if text is None:
            return None
        waiting = self._waiting.get(field.write_name)
        if waiting and waiting.problem and waiting.ends_edit and (waiting.field, waiting.text) == (field, text):
            return HeldText(text, TextState.WAITING, waiting.problem)
        problem = self._refused.get(field)
        return HeldText(text, TextState.REFUSED if problem else TextState.TYPED, problem)

    def of(self, candidate: str) -> list[Field]:
        """The fields of a candidate for which a text is held."""
        return [field for field in self._typed if field.candidate == candidate]

    @property
    def unfinished(self) -> list[tuple[Field, HeldText]]:
        """What will not be written by itself, because it isn't allowed or its edit was never finished."""
        every = [(field, self.held(field)) for field in self._typed]
        return [(field, held) for field, held in every if held and held.state is not TextState.WAITING]

    @property
    def waiting(self) -> list[Field]:
        """The fields whose finished texts wait to be written, the one that was given last at the end."""
        return [given.field for given in self._waiting.values() if given.problem and given.ends_edit]

    @property
    def unkept(self) -> list[tuple[Field, str]]:
        """What the event's file doesn't hold. Of notes it holds a draft, unless that waits as well."""
        every = self._typed.items()
        return [(field, text) for field, text in every if field.kind is not FieldKind.NOTE or field.write_name in self._waiting]

    def typed(self, field: Field, text: str) -> None:
        """A person has typed: the field says this now."""
        if self._typed.get(field) != text:
            self._typed[field] = text
            self._refused.pop(field, None)
            self.altered.emit()

    def type_again(self, field: Field, text: str) -> None:
        """A program that died left this: nothing finishes it before somebody has been to its field."""
        self.typed(field, text)
        self._untouched.add(field)

    def touch(self, *fields: Field) -> None:
        """Somebody is at these fields now."""
        self._untouched.difference_update(fields)

    def is_untouched(self, field: Field) -> bool:
        """True while nobody has been to the field since its text was typed again."""
        return field in self._untouched

    def take_back(self, field: Field) -> None:
        """The person wants what is stored: what was typed is given up, and what waits to be written of it as well."""
        self._untouched.discard(field)
        was_held = self._typed.pop(field, None) is not None
        self._refused.pop(field, None)
        waiting = self._waiting.get(field.write_name)
        if waiting and waiting.field == field:
            del self._waiting[field.write_name]
            self._session.drop(field.write_name)
        if was_held:
            self.altered.emit()

    def give(self, field: Field, text: str, act: Callable[[], Changes], initiator: object) -> Problem | None:
        """The edit is finished: has the text written; None when it is on the disk.

        `act` is what writes it. Refused, it stays in the field; where the disk doesn't take it now it waits, in place of what
        waited before of the same field.
        """
        self._typed[field] = text
        self._refused.pop(field, None)
        return self._write(field, text, act, initiator, ends_edit=True)

    def refuse(self, field: Field, problem: Problem) -> None:
        """What is typed there isn't allowed; it stays in the field."""
        if field in self._typed:
            self._refused[field] = problem

    def swap(self, one: str, other: str) -> None:
        """What was written of these two candidates changed places: what is typed and isn't allowed, or not finished, follows it.

        What waits to be written stays: it is written where it was given.
        """
        waiting = {given.field for given in self._waiting.values()}
        places = {one: other, other: one}
        of_both: tuple[dict[Field, Any], ...] = (self._typed, self._refused)
        for held in of_both:
            moving = {field: held.pop(field) for field in list(held) if field.candidate in places and field not in waiting}
            held.update({field._replace(candidate=places[field.candidate]): text for field, text in moving.items()})
        self.altered.emit()

    def keep(self, field: Field, text: str, act: Callable[[], Changes], initiator: object) -> Problem | None:
        """Has a text kept on the disk that is still being typed: it is held all the same until its edit is finished."""
        self._typed[field] = text
        return self._write(field, text, act, initiator, ends_edit=False)

    def _write(
        self, field: Field, text: str, act: Callable[[], Changes], initiator: object, *, ends_edit: bool
    ) -> Problem | None:
        name = field.write_name
        former = self._waiting.pop(name, None)
        if former and former.field != field:
            self._typed.pop(former.field, None)
        # noted before it is written: what is shown is drawn anew while the write is told
        self._waiting[name] = _Given(field, text, ends_edit, None)
        problem = self._session.write(name, act, initiator)
        if name in self._session.unsaved and problem is not None:
            self._waiting[name] = _Given(field, text, ends_edit, problem)
        elif problem is not None and not isinstance(problem, Replaced):
            self._waiting.pop(name, None)
            self._refused[field] = problem
        self.altered.emit()
        return problem

    def _landed(self, name: str) -> None:
        given = self._waiting.pop(name, None)
        if given is None:
            return
        self._untouched.discard(given.field)
        if given.ends_edit and self._typed.get(given.field) == given.text:
            del self._typed[given.field]
        self.changed.emit(given.field)
        self.altered.emit()

    def _given_up(self, name: str, problem: Problem) -> None:
        given = self._waiting.pop(name, None)
        if given and given.field in self._typed:
            self._refused[given.field] = problem
            self.changed.emit(given.field)
