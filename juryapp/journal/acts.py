"""Acts: what each role may do: whose signature an entry needs, and what it may replace.

`required` and `follows` are read from the rules in `journal/records.py`, and `docs/security.md` shows them. Whether an entry
stands is decided by the entry itself and by what it replaces, straight or by way of others, all of which stand: never by what
came in first. Not here: who holds which key, what shape a value has, and what acts of different registers mean beside each
other (`board/recusals.py`, `board/former_keys.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from juryapp.journal.actors import Actor, ActorRole, is_assistant
from juryapp.journal.conditions import declares, is_from_paper
from juryapp.journal.entry import Entry
from juryapp.journal.heads import conflicting
from juryapp.journal.records import SUBJECTS
from juryapp.journal.subject_record import NeededSignature, Replaces, Rule
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import SheetState

Find = Callable[[str], Entry | None]
"""The standing entry with this id."""


def required(entry: Entry) -> NeededSignature:
    """Whose signature this entry needs to count."""
    rule = rule_of(entry)
    if rule is None:
        # a subject of a newer program: the desk's signature is the only one that could make it count
        return (
            NeededSignature.DESK if entry.actor == Actor.DESK and Subject.known(entry.subject) is None else NeededSignature.NOBODY
        )
    if rule.role is ActorRole.JUROR and entry.actor != entry.key.split("/", 1)[0]:
        return NeededSignature.NOBODY
    return rule.signature if rule.when(entry) else NeededSignature.NOBODY


def follows(entry: Entry, superseded: Sequence[Entry], find: Find | None = None) -> bool:
    """True if this entry may replace what it replaces; `superseded` are the entries of its `supersedes`.

    `find` knows the standing entries of its register, of which all that `superseded` replaced are some.
    """
    if any(old.register != entry.register for old in superseded):
        return False
    rule = rule_of(entry)
    return rule is None or _may_replace(rule.replaces, entry, superseded, find or {old.id: old for old in superseded}.get)


def _may_replace(replaces: Replaces, entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    match replaces:
        case Replaces.ANYTHING:
            return True
        case Replaces.NOT_TWO_VERSIONS:
            return not conflicting(olds)
        case Replaces.NEXT_REVISION:
            return _next_revision(entry, olds)
        case Replaces.TYPED_OR_ONE:
            return _types_or_takes_one(entry, olds, find)
        case Replaces.PAPER_OR_ONE:
            return _records_paper(entry, olds, find)
        case Replaces.ITS_OWN:
            return all(old.actor == entry.actor for old in olds)
        case Replaces.SIGNED_OR_ONE:
            return _reopens_or_takes_one(entry, olds, find)
        case _:  # pragma: no cover
            assert_never(replaces)


def rule_of(entry: Entry) -> Rule | None:
    """The table's row for this actor and subject; None where there is none."""
    role = entry.actor if entry.actor in _KNOWN_ACTORS else ActorRole.ASSISTANT if is_assistant(entry.actor) else ActorRole.JUROR
    return _RULES.get((entry.subject, role))


def takeable(version: Entry, versions: Sequence[Entry], find: Find) -> bool:
    """True if the desk may take this one of several versions that stand: none of them was made knowing it, and replaced it.

    A version that the desk took before counts for what its author wrote, so that no choice makes an older revision newer. Of
    sheets it has the highest revision that stands, also where a lower one was signed elsewhere without knowing of it.
    """
    if version.subject == Subject.SHEET and _revision(version) < max(map(_revision, versions)):
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
        if one.actor != Actor.DESK or not conflicting(olds):
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
    return entry.actor == Actor.DESK and (entry.value or {}).get("typed") is True


def _types_or_takes_one(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """The desk types only where nothing stands but what it typed, and takes that back; of a juror's versions it takes one."""
    only_typed = all(is_typed(old) or (old.value is None and old.actor == Actor.DESK) for old in olds)
    if only_typed and (is_typed(entry) or (entry.value is None and bool(olds))):
        return True
    return _takes_one(entry, olds, find)


def _state(entry: Entry) -> object:
    return (entry.value or {}).get("state")


def _revision(entry: Entry) -> int:
    return int((entry.value or {}).get("revision", 0))


def _next_revision(entry: Entry, olds: Sequence[Entry]) -> bool:
    """The first revision replaces nothing; a later one what was reopened for it."""
    revision = (entry.value or {})["revision"]
    if conflicting(olds):
        return False
    return not entry.supersedes if revision == 1 else _follows_state(olds, SheetState.REOPENED, revision - 1)


def _reopens_or_takes_one(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    if is_from_paper(entry) and not conflicting(olds):
        # a stack may lack the revisions before it, and what reopened them
        return all(_revision(old) < _revision(entry) for old in olds)
    if _state(entry) == SheetState.SIGNED or conflicting(olds):
        return _takes_one(entry, olds, find)
    return _follows_state(olds, SheetState.SIGNED, (entry.value or {})["revision"])


def _follows_state(olds: Sequence[Entry], state: SheetState, revision: object) -> bool:
    return any(_state(old) == state and (old.value or {})["revision"] == revision for old in olds)


def is_on_paper(entry: Entry) -> bool:
    """True for a conflict of interest that the desk recorded as told to be on paper."""
    return entry.actor == Actor.DESK and (entry.value or {}).get("on_paper") is True


def _records_paper(entry: Entry, olds: Sequence[Entry], find: Find) -> bool:
    """The desk records what is on paper, and takes that back; of the juror's own versions it takes one, and invents none."""
    if is_on_paper(entry):
        return all(is_on_paper(old) or not declares(old) for old in olds)
    if entry.value is None and olds and all(old.actor == Actor.DESK and (old.value is None or is_on_paper(old)) for old in olds):
        return True
    own = [one for old in olds if _says_the_same(entry, old) for one in origins(old, find)]
    return any(one.actor != Actor.DESK for one in own) and _takes_one(entry, olds, find)


_KNOWN_ACTORS = frozenset(Actor)
_RULES: dict[tuple[str, str], Rule] = {
    (subject.value, rule.role.value): rule for subject, record in SUBJECTS.items() for rule in record.rules
}
