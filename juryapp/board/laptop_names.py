"""Laptop names: how people call a laptop, and which one is meant by what somebody types. Reads only.

A laptop is called by the people for whom it was prepared, where the roster knows it (`laptop_roster.py`), and otherwise as it was
admitted or as it calls itself. Names stand behind the word *laptop*: “laptop J01 Made”, “laptop headquarters”. Several may have
one name, as copies of one system do: then something more stands beside it, at last the beginning of the id, and that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juryapp.board.laptop_roster import PreparedLaptop, prepared
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.model_records import Device
from juryapp.text import _, called

SHOWN_LETTERS = 8
"""So much of an id is shown."""
FEWEST_LETTERS = 4
"""So much of one has to be typed at least, where no other laptop's id begins so."""
_MOST_LISTED = 20
_MOST_NAMED = 2
"""So many jurors of one laptop are named; of more their codes stand."""


class LaptopNames(dict[str, str]):
    """How people call each laptop, by its id. One that nobody knows goes by the beginning of its id."""

    def __missing__(self, id_: str) -> str:
        return id_[:SHOWN_LETTERS]


def laptop_names(file: EventFile) -> LaptopNames:
    """How people call each laptop that the journal knows, or from which something is held, in the present language."""
    devices, roster = model_records.devices(file), prepared(file)
    lines = {id_: line for line in roster for id_ in line.opened_at}
    jurors = model_records.jurors(file) if lines else {}
    has_place = is_headquarters_elsewhere(devices, roster)
    plain = {
        id_: _plain(devices.get(id_), lines.get(id_), jurors, id_, at_headquarters=has_place)
        for id_ in dict.fromkeys((*devices, *lines))
    }
    return LaptopNames({id_: _told_apart(plain, lines, id_) for id_ in plain})


def shown_name(name: str, *, own: bool) -> str:
    """How a laptop is called where people look for the one before which they sit."""
    return _("{name} (this laptop)", name=name) if own else name


def laptop_called(name: str) -> str:
    """A laptop's name with the word before it, within a sentence: “laptop J01 Made”, “the secretary's laptop”."""
    if name == _("the secretary"):
        return _("the secretary's laptop")
    return _("headquarters' laptop") if name == _("headquarters") else _("laptop {laptop}", laptop=name)


def is_headquarters_elsewhere(devices: Mapping[str, Device], roster: Sequence[PreparedLaptop]) -> bool:
    """True once headquarters and the secretary's desk are two places: a laptop with the desk's key was prepared, or another
    laptop took headquarters' place. Until then the one that made the event is the secretary's, and nobody else confirmed
    anything."""
    return any(line.with_desk for line in roster) or sum(one.headquarters for one in devices.values()) > 1


def has_headquarters(file: EventFile) -> bool:
    """True once somebody else than the secretary confirms what arrives (`is_headquarters_elsewhere`)."""
    return is_headquarters_elsewhere(model_records.devices(file), prepared(file))


def _plain(
    known: Device | None, line: PreparedLaptop | None, jurors: Mapping[str, Juror], id_: str, *, at_headquarters: bool
) -> str:
    if known and known.headquarters:
        return _("headquarters") if at_headquarters else _("the secretary")
    return (_people(line, jurors) or called(line.label)) if line else called(known.name if known else "", id_)


def _people(line: PreparedLaptop, jurors: Mapping[str, Juror]) -> str:
    """Who works there."""
    short = len(line.jurors) > _MOST_NAMED
    named = [code if short or code not in jurors else f"{jurors[code].name} ({code})" for code in line.jurors]
    return ", ".join([*named, *([_("the secretary")] if line.with_desk else [])])


def _told_apart(plain: Mapping[str, str], lines: Mapping[str, PreparedLaptop], id_: str) -> str:
    """By the label under which it was prepared; where that isn't enough, by its id."""
    name = plain[id_]
    same = [other for other, one in plain.items() if one == name and other != id_]
    if not same:
        return name
    line = lines.get(id_)
    if line and all(lines[other].label != line.label for other in same if other in lines):
        return f"{name}, {line.label}"
    return f"{name} ({_beginning(plain, id_)})"


def laptop_meant(event: OpenEvent, text: str) -> Device:
    """The laptop with this name or id, or whose id begins with this (4 letters or more); a prepared one also by its label or by
    the code of the one juror for whom it is. Raises `Refused`, naming all of them."""
    devices, names = model_records.devices(event.file), laptop_names(event.file)
    if text in devices:
        return devices[text]
    known = devices.values()
    begun = text.lower() if len(text) >= FEWEST_LETTERS else None
    prepared_so = _prepared_so(event.file, text)
    found = [
        one for one in known if text in (one.name, names[one.id]) or one.id in prepared_so or (begun and one.id.startswith(begun))
    ]
    if len(found) == 1:
        return found[0]
    listed = [_listed(devices, names, one) for one in found or known]
    more = ["…"] if len(listed) > _MOST_LISTED else []
    gaps = {"name": text, "laptops": ", ".join([*listed[:_MOST_LISTED], *more])}
    if found:
        raise Refused("{name} may be several laptops: {laptops}. Type the id in brackets of the one that you mean.", **gaps)
    raise Refused(
        "{name} is no laptop of this event. Type the name of one, or the beginning of its id, 4 letters or more: {laptops}.",
        **gaps,
    )


def _prepared_so(file: EventFile, text: str) -> set[str]:
    """The laptops that opened a copy with this label, or for this juror alone."""
    lines = [one for one in prepared(file) if text == one.label or one.jurors == (text,)]
    return {id_ for one in lines for id_ in one.opened_at}


def _listed(devices: Mapping[str, Device], names: Mapping[str, str], one: Device) -> str:
    beginning = _beginning(devices, one.id)
    name = names[one.id]
    return name if name in (beginning, one.id[:SHOWN_LETTERS]) or name.endswith(f"({beginning})") else f"{name} ({beginning})"


def _beginning(devices: Mapping[str, object], id_: str) -> str:
    """As much of an id as no other begins with."""
    length = SHOWN_LETTERS
    while any(other != id_ and other.startswith(id_[:length]) for other in devices) and length < len(id_):
        length += 1
    return id_[:length]
