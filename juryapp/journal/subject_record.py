"""Subject record: what is said of one subject of the journal: its key, its value, who may act about it, what it attaches.

The records themselves are in `journal/records.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from juryapp.journal.actors import ActorRole
from juryapp.journal.conditions import always
from juryapp.journal.entry import Entry, Value
from juryapp.journal.keys import Key
from juryapp.journal.values import Check, is_line

Shape = Callable[[Value], bool]
"""True for what a value may be."""
Condition = Callable[[Entry], bool]


class NeededSignature(StrEnum):
    """Whose signature makes an act count."""

    NONE = "none"
    """A draft: counts once a sheet is signed."""
    JUROR = "juror"
    ASSISTANT = "assistant"
    DESK = "desk"
    ROOT = "root"
    DEVICE = "device"
    NOBODY = "nobody"
    """No signature would make it count: a juror acting in another's name."""


class Replaces(StrEnum):
    """What must be true of the entries that an act replaces; `journal/acts.py` decides it."""

    ANYTHING = "anything"
    NOT_TWO_VERSIONS = "not two versions"
    """A juror doesn't settle a conflict by writing into it."""
    NEXT_REVISION = "what was reopened for it"
    TYPED_OR_ONE = "what the desk typed, or one of several versions"
    PAPER_OR_ONE = "what the desk recorded from paper, or one of several versions of the juror's own"
    ITS_OWN = "what it recorded itself"
    SIGNED_OR_ONE = "a signed revision, or one of several versions"

    @property
    def takes_one(self) -> bool:
        """True where the desk may take one of several versions that stand."""
        return self in (Replaces.TYPED_OR_ONE, Replaces.PAPER_OR_ONE, Replaces.SIGNED_OR_ONE)


@dataclass(frozen=True)
class Rule:
    """What one role may do about a subject."""

    role: ActorRole
    signature: NeededSignature
    does: str
    """In words, as `docs/security.md` shows it."""
    when: Condition = always
    """What the entry by itself must fulfil."""
    replaces: Replaces = Replaces.ANYTHING


@dataclass(frozen=True)
class SubjectRecord:
    """One subject: everything that the journal itself must know of it."""

    key: type[Key]
    shape: Shape
    """What its value looks like; of a record kept one field a register see `fields`."""
    rules: tuple[Rule, ...]
    """Who may act about it, one for each role. What isn't here counts for nothing, whoever signed it."""
    attaches: Mapping[str, int] = field(default_factory=dict)
    """The members of its value that name attachments, and the most bytes that each may have."""
    fields: Mapping[str, Check] | None = None
    """For a record kept one field a register, `K01/name`: its fields that aren't texts in one line. Others have None."""
    has_free_key: bool = False
    """True where the key isn't held against its parts: such entries stand in journals, and no reader relies on their key."""
    is_of_chain: bool = False
    """True for what a laptop says of its own chain."""
    tells_of_keys: bool = False
    """True for what tells of keys, of who sits where, and of the laptops that take part (`signing/trust_store.py`)."""
    moves_results: bool = False
    """True for acts that can move a result. Points move none until a sheet is signed."""
    is_free: bool = False
    """True where two versions need nobody's decision: both are shown or done, or what they say of themselves settles nothing."""

    def fits(self, key: str, value: Value) -> bool:
        """True if key and value have the shape that this subject needs."""
        if not (self.has_free_key or self.key.fits(key)) or not self.shape(value):
            return False
        if self.fields is None or value is None or value["value"] is None:
            return True
        return self.fields.get(self.key.split(key)[1], is_line)(value["value"])
