"""Prepared laptops: the roster of the copies that a desk prepared for other laptops: for whom, by whom, when.

Each copy has an id of its own (`laptop`, its key), which lies in the copy too: the laptop that opens it first says it in its
introduction, and so a line of the roster is joined to the laptops that work with that copy. What an introduction says is that
laptop's claim. That a copy was opened is known here only once something of that laptop has come in.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.desk.reasons import printable
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.model.limits import NAME
from juryapp.store import journal
from juryapp.text import _, seen

if TYPE_CHECKING:
    from juryapp.desk.secretary import SecretaryDesk
    from juryapp.event.open_event import OpenEvent

LABEL = "Laptop {number}"
"""How a copy is called unless somebody says otherwise; the same in both languages."""


@dataclass(frozen=True)
class PreparedLaptop:
    """One copy that was prepared for another laptop."""

    id: str
    label: str
    jurors: tuple[str, ...]
    with_desk: bool
    by: str
    """The laptop at which it was prepared, by its id."""
    at: str
    """When, by that laptop's clock."""
    opened_at: tuple[str, ...]
    """The laptops that say that they opened it, by their ids; empty while nothing of one has come in."""


def prepared(event: OpenEvent) -> list[PreparedLaptop]:
    """The copies in the order in which they were prepared, as far as this laptop knows."""
    opened = _opened(event)
    found = []
    for id_ in sorted({entry.key for entry in journal.about(event.file, Subject.LAPTOP)}):
        for entry in journal.heads_of(event.file, (Subject.LAPTOP, id_))[:1]:
            if entry.value is not None:
                found.append(_read(entry, opened[id_]))
    return sorted(found, key=lambda one: (one.at, one.id))


def _read(entry: Entry, opened_at: Sequence[str]) -> PreparedLaptop:
    value = entry.value or {}
    jurors = tuple(value["jurors"])
    return PreparedLaptop(entry.key, seen(value["label"], NAME), jurors, value["desk"], entry.device, entry.at, tuple(opened_at))


def has_key_elsewhere(event: OpenEvent, jurors: Collection[str]) -> dict[str, list[PreparedLaptop]]:
    """Those of the jurors whose key went to a laptop already, and to which."""
    roster = prepared(event)
    found = {juror: [one for one in roster if juror in one.jurors] for juror in sorted(jurors)}
    return {juror: laptops for juror, laptops in found.items() if laptops}


def for_whom(laptop: PreparedLaptop, jurors: Mapping[str, Juror]) -> str:
    """Who works at it, in words."""
    named = [f"{code} {jurors[code].name}" if code in jurors else code for code in laptop.jurors]
    return ", ".join([*named, *([_("the secretary")] if laptop.with_desk else [])]) or _("without a key")


def already_there(elsewhere: Mapping[str, Sequence[PreparedLaptop]], jurors: Mapping[str, Juror]) -> list[str]:
    """A sentence for each juror whose key is on another laptop, of those of `has_key_elsewhere`."""
    return [
        _(
            "{juror} has a laptop already: {laptops}.",
            juror=f"{code} {jurors[code].name}" if code in jurors else code,
            laptops=", ".join(one.label for one in laptops),
        )
        for code, laptops in elsewhere.items()
    ]


def second_laptop() -> str:
    """What a second laptop of one juror means."""
    return _(
        "The key on the first one stays valid: nobody can take it back. Let the juror work at one of them only; what is entered "
        "at both becomes two versions, and you decide between them."
    )


def record(desk: SecretaryDesk, jurors: Sequence[str], label: str = "", *, with_desk: bool) -> str:
    """Records a copy that is being prepared; returns its id. Raises `Refused` for a label that can't be printed."""
    id_ = secrets.token_hex(8)
    number = 1 + len({entry.key for entry in journal.about(desk.event.file, Subject.LAPTOP)})
    value: dict[str, object] = {
        "label": _label(label) or LABEL.format(number=number),
        "jurors": sorted(set(jurors)),
        "desk": with_desk,
    }
    desk.event.write([desk.act(Subject.LAPTOP, id_, value)])
    return id_


def _label(label: str) -> str:
    if len(label) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(label), most=NAME)
    return printable(" ".join(label.split()))


def take_back(desk: SecretaryDesk, id_: str) -> Changes:
    """Takes a copy off the roster that was never put down, so that nobody waits for it; that it was prepared stays on record."""
    return desk.event.write([desk.act(Subject.LAPTOP, id_, None)])


def _opened(event: OpenEvent) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in journal.about(event.file, Subject.INTRODUCTION):
        said = (entry.value or {}).get("prepared")
        if isinstance(said, str) and entry.key not in found[said]:
            found[said].append(entry.key)
    return found
