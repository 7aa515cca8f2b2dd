"""Keys: what the parts of an entry's key name. Each kind of key parses and prints: `CellKey.parse("J01/K01").juror`.

Which subject has which key is in `journal/records.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar, Self, dataclass_transform

from juryapp.journal.actors import is_assistant
from juryapp.journal.values import is_day, is_document, is_line, is_preparation, is_rostered, is_short_hash
from juryapp.model.code import is_code
from juryapp.model.note import Visibility


class KeyPart(StrEnum):
    """What a part of a key names. The parts of a key are joined by slashes."""

    JUROR = "juror"
    CANDIDATE = "candidate"
    CATEGORY = "category"
    CRITERION = "criterion"
    VISIBILITY = "visibility"
    """Who may read a note."""
    HOLDER = "holder"
    """Of a certificate: a juror, `desk` or `root`."""
    DEVICE = "device"
    EVENT = "event"
    """The word `event`: there is one record of it."""
    FIELD = "field"
    """Of a record that is kept one field a register."""
    STAGE = "stage"
    """By its name, which may hold slashes: the last part of its key."""
    TIED = "tied"
    """The candidates that the plenary ordered."""
    CONFLICT = "conflict"
    """By its id (`heads.conflict_id`)."""
    KIND = "kind"
    """Whether a correction is about a candidate, a category or a juror."""
    CODE = "code"
    """Of what a correction is about."""
    DIGEST = "digest"
    LAPTOP = "laptop"
    """By its id, where an act of the desk is about its clock."""
    REVEALER = "revealer"
    """Who reveals a result: `desk`, or the juror who is the second person."""
    ASSISTANT = "assistant"
    """Of a juror: whoever types at the juror's form (`actors.is_assistant`)."""
    PREPARATION = "preparation"
    """Of a copy that was prepared for another laptop: 16 digits to the base 16, made by chance."""
    ROSTERED = "rostered"
    """A laptop of the roster: a copy that was prepared, by its id, or a laptop that wrote something, by its own."""
    PAPER = "paper"
    """Of a candidate: the first 16 digits of its content's hash."""
    DOCUMENT = "document"
    """That several people sign: its kind, and the first 16 digits of the hash of its first signed file."""
    CLOCK = "clock"
    """The date that a laptop's clock said."""


def _is_anything(part: object) -> bool:
    return True


_CHECKS: dict[KeyPart, Callable[[str], bool]] = {
    **dict.fromkeys(KeyPart, _is_anything),
    **dict.fromkeys((KeyPart.JUROR, KeyPart.CANDIDATE, KeyPart.CATEGORY, KeyPart.CRITERION), is_code),
    **dict.fromkeys((KeyPart.HOLDER, KeyPart.CODE, KeyPart.REVEALER), is_code),
    KeyPart.VISIBILITY: frozenset(Visibility).__contains__,
    KeyPart.EVENT: lambda part: part == "event",
    KeyPart.STAGE: is_line,
    KeyPart.LAPTOP: bool,
    KeyPart.PREPARATION: is_preparation,
    KeyPart.ROSTERED: is_rostered,
    KeyPart.ASSISTANT: is_assistant,
    KeyPart.PAPER: is_short_hash,
    KeyPart.DOCUMENT: is_document,
    KeyPart.CLOCK: is_day,
    KeyPart.KIND: lambda part: part in ("candidate", "category", "juror"),
}
"""What each part of a key may be, where entries of all laptops keep to it."""


@dataclass_transform(eq_default=True, frozen_default=True)
class Key:
    """A key by its parts, each of which is named like a `KeyPart`. As a text its parts are joined by slashes.

    Made like a frozen dataclass, without its cost at the start of the program: there are many kinds.
    """

    parts: ClassVar[tuple[KeyPart, ...]] = ()
    """What its parts name, in their order."""
    _most: ClassVar[int] = -1
    """How often such a text is split at most; -1: at each slash."""
    _checks: ClassVar[tuple[Callable[[str], bool], ...]] = ()
    """What each part may be."""

    def __init_subclass__(cls) -> None:
        cls.parts = tuple(map(KeyPart, cls.__annotations__))
        cls._most = len(cls.parts) - 1 if cls.parts[-1] is KeyPart.STAGE else -1
        cls._checks = tuple(_CHECKS[part] for part in cls.parts)

    def __init__(self, *parts: str) -> None:
        self.__dict__.update(zip(self.parts, parts, strict=True))

    @classmethod
    def split(cls, text: str) -> list[str]:
        """The parts of such a key; a stage's name, which is the last one, may hold slashes."""
        return text.split("/", cls._most)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key that this text is. Raises `ValueError` if it has more parts or fewer."""
        found = cls.split(text)
        if len(found) != len(cls.parts):
            raise ValueError(f"{text!r} is no {cls.__name__}")
        return cls(*found)

    @classmethod
    def fits(cls, text: str) -> bool:
        """True if this text is such a key, with parts that such parts may be. Asked of every entry."""
        found = text.split("/", cls._most)
        return len(found) == len(cls._checks) and all(check(part) for check, part in zip(cls._checks, found, strict=True))

    def __str__(self) -> str:
        return "/".join(self.__dict__.values())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(str(self))


class JurorKey(Key):
    """One juror."""

    juror: str


class ClockDayKey(Key):
    """A date that a laptop's clock said, `<laptop>/2025-11-29`."""

    laptop: str
    clock: str


class CandidateKey(Key):
    """One candidate."""

    candidate: str


class PaperKey(Key):
    """One of a candidate's own papers."""

    candidate: str
    paper: str


class CategoryKey(Key):
    """One category."""

    category: str


class CellKey(Key):
    """Where a juror and a candidate meet."""

    juror: str
    candidate: str


class CriterionKey(Key):
    """One criterion of a sheet."""

    juror: str
    candidate: str
    criterion: str


class NoteKey(Key):
    """A juror's note on a candidate, for some readers."""

    juror: str
    candidate: str
    visibility: str


class SeatKey(Key):
    """A juror at a laptop."""

    juror: str
    device: str


class AssistantKey(Key):
    """Whoever types at a juror's form."""

    juror: str
    assistant: str


class AssistantSeatKey(Key):
    """Whoever types at a juror's form, at a laptop."""

    juror: str
    assistant: str
    device: str


class DeviceKey(Key):
    """One laptop."""

    device: str


class PreparationKey(Key):
    """One copy that was prepared for another laptop."""

    preparation: str


class RosteredKey(Key):
    """A laptop of the roster: a copy that was prepared, or a laptop that wrote something."""

    rostered: str


class ReceivedKey(Key):
    """A category's result at the laptop that received it."""

    device: str
    category: str


class LossKey(Key):
    """A rescue at the laptop that did it, by what was lost."""

    device: str
    digest: str


class Holder(StrEnum):
    """Whose certificates headquarters writes. The other holders are jurors, by their codes: theirs are the desk's."""

    ROOT = "root"
    DESK = "desk"


class HolderKey(Key):
    """Whoever holds a certificate."""

    holder: str


class DecisionKey(Key):
    """The candidates of a category that are tied."""

    category: str
    tied: str


class RevealKey(Key):
    """One of the two who reveal a category's result, `desk/KAB` and `J01/KAB`."""

    revealer: str
    category: str


class MentionKey(Key):
    """A special mention of a candidate."""

    category: str
    candidate: str


class DocumentKey(Key):
    """A document that several people sign."""

    document: str


class SignatureKey(Key):
    """What one person says to such a document: signed, or declined."""

    juror: str
    document: str


class ConflictKey(Key):
    """One conflict."""

    conflict: str


class CorrectionKey(Key):
    """What a candidate, a category or a juror was called, and is called now."""

    kind: str
    code: str
    digest: str


class EventFieldKey(Key):
    """One field of the event."""

    event: str
    field: str


class CategoryFieldKey(Key):
    """One field of a category."""

    category: str
    field: str


class CandidateFieldKey(Key):
    """One field of a candidate."""

    candidate: str
    field: str


class JurorFieldKey(Key):
    """One field of a juror."""

    juror: str
    field: str


class StageKey(Key):
    """One stage, by its name."""

    stage: str


class StageScoreKey(Key):
    """A candidate in a stage."""

    candidate: str
    stage: str


def cell_of(text: str) -> CellKey:
    """The cell that a key is about which begins with one. Raises `ValueError` if it doesn't."""
    return CellKey.parse("/".join(text.split("/", 2)[:2]))
