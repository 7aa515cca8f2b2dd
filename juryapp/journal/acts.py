"""Acts: what each role may do, as one table: whose signature an entry needs, and what it may replace.

`required` and `follows` are read from the table, and `docs/security.md` shows it. Whether an entry stands is decided by the
entry itself and by what it replaces, straight or by way of others, all of which stand: never by what came in first. Not
here: who holds which key, what shape a value has, and what acts of different registers mean beside each other
(`board/recusals.py`, `board/former_keys.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from juryapp.journal.entry import KNOWN_ACTORS, Entry
from juryapp.journal.heads import conflicting


class Authority(Enum):
    """Whose signature makes an act count."""

    NONE = "none"
    """A draft: counts once a sheet is signed."""
    JUROR = "juror"
    DESK = "desk"
    ROOT = "root"
    DEVICE = "device"
    NOBODY = "nobody"
    """No signature would make it count: a juror acting in another's name."""


class Role(Enum):
    """Who acts. A juror acts only where the key begins with the juror's own code."""

    JUROR = "juror"
    DESK = "desk"
    HEADQUARTERS = "hq"
    LAPTOP = "device"


Find = Callable[[str], Entry | None]
"""The standing entry with this id."""
Condition = Callable[[Entry], bool]
Replacing = Callable[[Entry, Sequence[Entry], Find], bool]
DRAFTS = frozenset({"score", "remark", "note", "call", "request"})
"""What a juror writes without a signature; the key begins with the juror's code."""
DEVICE_ACTS = frozenset({"introduction", "seal"})
CHOSEN = frozenset({"score", "remark", "sheet", "recusal"})
"""What a juror says; of several versions the desk takes one, and says nothing of its own."""
RECORDS = frozenset({"event", "category", "candidate", "juror"})
"""Records kept one field a register, `K01/name`; the value is `{"value": ...}`."""
HEADS_ROLES = ("root", "desk")
"""The certificates that headquarters writes; all others are the desk's."""


@dataclass(frozen=True)
class Rule:
    """What one role may do about one subject."""

    subject: str
    role: Role
    signature: Authority
    does: str
    """In words, as `docs/security.md` shows it."""
    when: Condition = lambda entry: True
    """What the entry by itself must fulfil."""
    replaces: Replacing = lambda entry, olds, find: True
    """What must be true of the entries that it replaces."""


def required(entry: Entry) -> Authority:
    """Whose signature this entry needs to count."""
    rule = rule_of(entry)
    if rule is None:
        # a subject of a newer program: the desk's signature is the only one that could make it count
        return Authority.DESK if entry.actor == "desk" and entry.subject not in SUBJECTS else Authority.NOBODY
    if rule.role is Role.JUROR and entry.actor != entry.key.split("/", 1)[0]:
        return Authority.NOBODY
    return rule.signature if rule.when(entry) else Authority.NOBODY


def follows(entry: Entry, superseded: Sequence[Entry], find: Find | None = None) -> bool:
    """True if this entry may replace what it replaces; `superseded` are the entries of its `supersedes`.

    `find` knows the standing entries of its register, of which all that `superseded` replaced are some.
    """
    if any(old.register != entry.register for old in superseded):
        return False
    rule = rule_of(entry)
    return rule is None or rule.replaces(entry, superseded, find or {old.id: old for old in superseded}.get)


def rule_of(entry: Entry) -> Rule | None:
    """The table's row for this actor and subject; None where there is none."""
    return _RULES.get((entry.subject, entry.actor if entry.actor in KNOWN_ACTORS else "juror"))


def takeable(version: Entry, versions: Sequence[Entry], find: Find) -> bool:
    """True if the desk may take this one of several versions that stand: none of them was made knowing it, and replaced it.

    A version that the desk took before counts for what its author wrote, so that no choice makes an older revision newer. Of
    sheets it has the highest revision that stands, also where a lower one was signed elsewhere without knowing of it.
    """
    if version.subject == "sheet" and _revision(version) < max(map(_revision, versions)):
        return False
    others = [other for one in versions if one.id != version.id for other in origins(one, find)]
    replaced = {old.id for old in _ancestors(others, find)}
    return any(one.id not in replaced for one in origins(version, find))


def origins(entry: Entry, find: Find) -> list[Entry]:
    """What this entry says by its author's own hand: itself, or what the desk took when it settled several versions."""
    found, waiting, seen = [], [entry], {entry.id}
    while waiting:
        one = waiting.pop()
        olds = _found(one.supersedes, find)
        if one.actor != "desk" or not conflicting(olds):
            found.append(one)
            continue
        taken = [old for old in olds if _says_the_same(one, old)] or [one]
        found += [old for old in taken if old is one]
        waiting += [old for old in taken if old.id not in seen]
        seen |= {old.id for old in taken}
    return found


def _ancestors(entries: Iterable[Entry], find: Find) -> list[Entry]:
    """Everything that these replaced, straight or by way of others."""
    found: dict[str, Entry] = {}
    waiting = [id_ for entry in entries for id_ in entry.supersedes]
    while waiting:
        old = find(waiting.pop())
        if old is not None and old.id not in found:
            found[old.id] = old
            waiting += old.supersedes
    return list(found.values())


def _found(ids: Iterable[str], find: Find) -> list[Entry]:
    return [old for old in map(find, ids) if old is not None]


def _says_the_same(entry: Entry, old: Entry) -> bool:
    return (entry.value, entry.rubric) == (old.value, old.rubric)


def _takes_one(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """A choice: two versions or more stood side by side, and this says what one of them says, which isn't an older one."""
    if not conflicting(olds):
        return False
    replaced = {old.id for old in _ancestors(olds, find)}
    if any(old.id in replaced for old in olds):
        return False
    return any(_says_the_same(entry, old) and takeable(old, olds, find) for old in olds)


def is_typed(entry: Entry) -> bool:
    """True for points or a remark that the secretary typed for a juror, as from a paper form: the desk's own act."""
    return entry.actor == "desk" and (entry.value or {}).get("typed") is True


def _types_or_takes_one(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """The desk types only where nothing stands but what it typed, and takes that back; of a juror's versions it takes one."""
    only_typed = all(is_typed(old) or (old.value is None and old.actor == "desk") for old in olds)
    if only_typed and (is_typed(entry) or (entry.value is None and bool(olds))):
        return True
    return _takes_one(entry, olds, find)


def _is_not_typed(entry: Entry) -> bool:
    return "typed" not in (entry.value or {})


def _state(entry: Entry) -> object:
    return (entry.value or {}).get("state")


def _revision(entry: Entry) -> int:
    return int((entry.value or {}).get("revision", 0))


def _undisputed(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    return not conflicting(olds)


def _next_revision(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """The first revision replaces nothing; a later one what was reopened for it."""
    revision = (entry.value or {})["revision"]
    if conflicting(olds):
        return False
    return not entry.supersedes if revision == 1 else _follows_state(olds, "reopened", revision - 1)


def _reopens_or_takes_one(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    if _state(entry) == "signed" or conflicting(olds):
        return _takes_one(entry, olds, find)
    return _follows_state(olds, "signed", (entry.value or {})["revision"])


def _follows_state(olds: Sequence[Entry], state: str, revision: object) -> bool:
    return any(_state(old) == state and (old.value or {})["revision"] == revision for old in olds)


def is_on_paper(entry: Entry) -> bool:
    """True for a conflict of interest that the desk recorded as told to be on paper."""
    return entry.actor == "desk" and (entry.value or {}).get("on_paper") is True


def _records_paper(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """The desk records what is on paper, and takes that back; of the juror's own versions it takes one, and invents none."""
    if is_on_paper(entry):
        return all(old.value is None or is_on_paper(old) for old in olds)
    if entry.value is None and olds and all(old.actor == "desk" and (old.value is None or is_on_paper(old)) for old in olds):
        return True
    own = [one for old in olds if _says_the_same(entry, old) for one in origins(old, find)]
    return any(one.actor != "desk" for one in own) and _takes_one(entry, olds, find)


def _is_own_laptop(entry: Entry) -> bool:
    return entry.key == f"{entry.actor}/{entry.device}"


_JUROR, _DESK, _HQ, _LAPTOP = Role.JUROR, Role.DESK, Role.HEADQUARTERS, Role.LAPTOP
_TAKES = "takes one of several versions that stand, never an older one"
_TYPES = "types what is on paper, only where nothing of the juror's stands, and takes that back"
_ONE = "not into two versions"
TABLE = (
    Rule("score", _JUROR, Authority.NONE, f"enters, changes and takes back points; {_ONE}", _is_not_typed, _undisputed),
    Rule("score", _DESK, Authority.DESK, f"{_TYPES}; {_TAKES}", replaces=_types_or_takes_one),
    Rule("remark", _JUROR, Authority.NONE, f"writes the reason for a score; {_ONE}", _is_not_typed, _undisputed),
    Rule("remark", _DESK, Authority.DESK, f"{_TYPES}; {_TAKES}", replaces=_types_or_takes_one),
    Rule("note", _JUROR, Authority.NONE, "writes interview notes"),
    Rule("note", _DESK, Authority.DESK, "takes one away, before it is erased", lambda entry: entry.value is None),
    Rule("erasure", _JUROR, Authority.JUROR, "erases a note of one's own for good"),
    Rule("erasure", _DESK, Authority.DESK, "erases a note for good, with a reason"),
    Rule("recovery", _HQ, Authority.ROOT, "reads a private note, with a reason"),
    Rule("call", _JUROR, Authority.NONE, "calls the secretary"),
    Rule("call", _DESK, Authority.DESK, "ends a call", lambda entry: entry.value is None),
    Rule("request", _JUROR, Authority.NONE, "asks for reopening"),
    Rule(
        *("request", _DESK, Authority.DESK, "grants or declines it"),
        lambda entry: entry.value is None or "declined" in entry.value,
    ),
    Rule(
        *("recusal", _JUROR, Authority.JUROR, "declares a conflict of interest, and takes it back"),
        lambda entry: "on_paper" not in (entry.value or {}),
    ),
    Rule(
        *("recusal", _DESK, Authority.DESK),
        "records one that is on paper, which counts only where that juror never signed a sheet on that candidate, and takes it "
        "back; takes one of several versions of the juror's own",
        replaces=_records_paper,
    ),
    Rule(
        *("sheet", _JUROR, Authority.JUROR, "signs the first revision, or the next one of a reopened sheet"),
        lambda entry: _state(entry) == "signed",
        _next_revision,
    ),
    Rule("sheet", _DESK, Authority.DESK, f"reopens a signed sheet; {_TAKES}", replaces=_reopens_or_takes_one),
    Rule("seat", _JUROR, Authority.JUROR, "takes a seat at the laptop that writes it", _is_own_laptop),
    Rule("attendance", _DESK, Authority.DESK, "records who came"),
    Rule("withdrawal", _DESK, Authority.DESK, "takes a candidate out of the running, and brings it back"),
    Rule("presence", _DESK, Authority.DESK, "records from which candidate on a juror is there, or after which the juror left"),
    Rule("join", _DESK, Authority.DESK, "joins a candidate that was entered twice, and takes that back"),
    Rule("mapping", _DESK, Authority.DESK, "lets scores of former rubrics count"),
    Rule("decision", _DESK, Authority.DESK, "records the plenary's order of the tied"),
    Rule("correction", _DESK, Authority.DESK, "says that what is called so now is what a signed sheet calls otherwise"),
    Rule("day", _DESK, Authority.DESK, "states which day it was when a laptop's clock said another, and takes that back"),
    Rule("resolution", _DESK, Authority.DESK, "says which version was taken, and why"),
    Rule("result", _DESK, Authority.DESK, "records the result of a category, once it is final and when it isn't any more"),
    Rule(
        *("result-received", _LAPTOP, Authority.DEVICE, "records a final result that it received; counts if it is headquarters'"),
        lambda entry: entry.key.startswith(f"{entry.device}/"),
    ),
    Rule("acknowledgement", _HQ, Authority.ROOT, "acknowledges that a final result was changed, with a reason"),
    Rule("event", _DESK, Authority.DESK, "sets up the event"),
    Rule("category", _DESK, Authority.DESK, "sets up categories, their rules and places"),
    Rule("rubric", _DESK, Authority.DESK, "sets up criteria and weights"),
    Rule("candidate", _DESK, Authority.DESK, "sets up candidates"),
    Rule("juror", _DESK, Authority.DESK, "sets up jurors, their panels, and who only observes"),
    Rule("slot", _DESK, Authority.DESK, "sets up the times of interviews and their panels"),
    Rule("stage", _DESK, Authority.DESK, "sets up stages"),
    Rule("stage-score", _DESK, Authority.DESK, "enters the scores of other stages"),
    Rule("device", _DESK, Authority.DESK, "admits a laptop, removes it, and admits it again"),
    Rule("tail", _DESK, Authority.DESK, "takes in the end of a dead laptop's chain"),
    Rule("certificate", _DESK, Authority.DESK, "enrols a juror", lambda entry: entry.key not in HEADS_ROLES),
    Rule("certificate", _HQ, Authority.ROOT, "certifies the desk", lambda entry: entry.key in HEADS_ROLES),
    Rule("headquarters", _HQ, Authority.ROOT, "says which laptop is headquarters"),
    Rule("introduction", _LAPTOP, Authority.DEVICE, "introduces itself"),
    Rule("seal", _LAPTOP, Authority.DEVICE, "signs its chain"),
)
"""Everything that anyone may do. What isn't here counts for nothing, whoever signed it; but what the desk signs about a subject
that this program doesn't know is kept for newer ones."""
SUBJECTS = frozenset(rule.subject for rule in TABLE)
_RULES = {(rule.subject, rule.role.value): rule for rule in TABLE}
