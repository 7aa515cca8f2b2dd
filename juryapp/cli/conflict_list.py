"""Conflicts as people and programs read them: two versions that a person has to decide about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from juryapp.board.quarantine import waiting
from juryapp.board.status import doubles, forks
from juryapp.board.value_words import SAYS
from juryapp.cli.telling import say
from juryapp.journal.subjects import Subject
from juryapp.journal.values import is_fraction
from juryapp.model.sheet import SheetState
from juryapp.signing.fingerprint import words
from juryapp.store import model_records
from juryapp.text import _, half_up, plural, seen

if TYPE_CHECKING:
    from juryapp.board.status import Conflict
    from juryapp.event.open_event import OpenEvent
    from juryapp.journal.entry import Entry, Register, Value
    from juryapp.store.connection import EventFile

MOST_SHOWN = 60
_WORDED = (Subject.PRESENCE, Subject.DAY)
"""Whose values are told in words: their members alone tell nobody which candidates, or which day, is meant."""
_DIGEST = re.compile(r"[0-9a-f]{64}")

MOST_LISTED = 50
"""Versions of one matter that are listed for people; each laptop has some, and nobody reads a thousand."""


def conflicts_json(found: Sequence[Conflict]) -> dict[str, object]:
    """The `conflicts` of docs/formats/command-line.md."""
    return {
        "conflicts": [
            {
                "id": conflict.id,
                "subject": conflict.register[0],
                "key": conflict.register[1],
                "heads": [_head_json(head) for head in conflict.heads],
            }
            for conflict in found
        ]
    }


def _head_json(head: Entry) -> dict[str, object]:
    return {"entry": head.id, "value": head.value, "actor": head.actor, "device": head.device, "at": head.at}


def say_conflicts(found: Sequence[Conflict], laptops: Mapping[str, str]) -> None:
    """Each conflict with its versions, if there are any, and how to settle them; `laptops` is what each is called, by its id."""
    if not found:
        return
    say(
        plural(
            "{count} matter has two versions and needs a decision:",
            "{count} matters have two versions and need a decision:",
            len(found),
        )
    )
    for conflict in found:
        say(_("{id}: {subject} {key}", id=conflict.id, subject=conflict.register[0], key=_key(conflict.register, laptops)))
        if conflict.is_about_names:
            say(
                _(
                    "  Signed sheets name another than the list does now. Take the list's entry if both are the same, "
                    "a sheet's entry to set the list back, or “reopen” to have the sheets signed again."
                )
            )
        for head in conflict.heads[:MOST_LISTED]:
            say(
                _(
                    "  {entry}: {value}, by {actor} on laptop {device}, {at}",
                    entry=head.id[:12],
                    value=_said(conflict, head, laptops),
                    actor=head.actor,
                    device=laptops.get(head.device, head.device[:8]),
                    at=head.at,
                )
            )
        more = len(conflict.heads) - MOST_LISTED
        if more > 0:
            say(plural("  {count} more, with --json.", "  {count} more, with --json.", more))
    say(_("Settle one with: juryapp resolve EVENT.jury ID --take ENTRY --reason TEXT"))


def _key(register: Register, laptops: Mapping[str, str]) -> str:
    """A key, with laptops by their names."""
    return "/".join(laptops.get(part, part) for part in register[1].split("/"))


def _said(conflict: Conflict, head: Entry, laptops: Mapping[str, str]) -> str:
    """What a version says; where it is about something else than the conflict, as a sheet beside an absence, about what."""
    says = SAYS[head.subject](head.value) if head.subject in _WORDED else [shown(head.value)]
    told = seen(", ".join(part for part in says if part), 3 * MOST_SHOWN)
    return told if head.register == conflict.register else f"{head.subject} {_key(head.register, laptops)}: {told}"


def say_noticed(event: OpenEvent) -> bool:
    """What a person should look at though it has no two versions; True if there is any."""
    lines = [*_asked(event.file), *_cloned(event.file), *_held(event.file), *doubled(event.file)]
    say(*lines)
    return bool(lines)


def _asked(file: EventFile) -> Iterator[str]:
    for (juror, candidate), reason in model_records.requests(file).items():
        yield _(
            "{juror} asks to reopen the sheet for {candidate}: {reason} Answer with: juryapp reopen EVENT.jury --juror {juror} "
            "--candidate {candidate} --reason TEXT, and --decline where it stays signed",
            juror=juror,
            candidate=candidate,
            reason=_ended(" ".join(reason.split())),
        )


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _cloned(file: EventFile) -> Iterator[str]:
    for fork in forks(file):
        yield _("Laptop {name} was cloned: entry {number} exists twice; both are kept.", name=fork.name, number=fork.number)


def _held(file: EventFile) -> Iterator[str]:
    for device in waiting(file):
        named = {"name": device.name, "count": device.entries, "words": words(device.device)}
        if device.removed is not None:
            yield _(
                "{count} entries of laptop {name}, which was removed, are kept aside: {reason}", reason=device.removed, **named
            )
        elif device.admitted:
            yield _("{count} entries of laptop {name} wait for those before them or for its seal; merge its package.", **named)
        else:
            yield _(
                "{count} entries of laptop {name} ({words}) wait for its admission: compare the words with its screen, "
                "then merge its package again with --admit.",
                **named,
            )


def doubled(file: EventFile) -> Iterator[str]:
    """Candidates that look like one, and how to join them."""
    for first, second in doubles(file):
        yield _(
            "{first} and {second} have the same name. If they are the same: juryapp join EVENT.jury --candidate {second} "
            "--into {first} --reason TEXT",
            first=first,
            second=second,
        )


def shown(value: Value) -> str:
    """An entry's value in one short line: its only member, or those that tell something with their names."""
    if value is None:
        return _("(taken back)")
    short = {name: member for name, member in _told_first(value).items() if _is_short(member)} or value
    parts = [str(member) if len(short) == 1 else f"{name}: {member}" for name, member in short.items()]
    return seen(", ".join(parts), MOST_SHOWN)


def _told_first(value: Mapping[str, object]) -> Mapping[str, object]:
    """A signed sheet by its revision and its total; which rubric it is of, nobody reads from sixteen digits.

    A correction of names by both of them.
    """
    before, after = value.get("from"), value.get("to")
    if isinstance(before, dict) and isinstance(after, dict):
        both = (" · ".join(str(text) for text in names.values()) or "–" for names in (before, after))
        return {**value, **dict(zip(("from", "to"), both, strict=True))}
    if value.get("state") != SheetState.SIGNED or not is_fraction(value.get("total")):
        return value
    total = format(half_up(Fraction(str(value["total"]))), "f")
    return {"state": value["state"], "revision": value.get("revision"), "total": total}


def _is_short(member: object) -> bool:
    """Whether a person learns something from it: digests, lists and what is empty stay in the JSON."""
    return member not in (None, "") and not isinstance(member, (list, dict)) and not _DIGEST.fullmatch(str(member))
