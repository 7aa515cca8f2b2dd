"""Laptop names: how people call a laptop, and which one is meant by what somebody types. Reads only.

Several may have one name, as copies of one system do: then the beginning of the id stands beside it, and the id is typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.model_records import Device
from juryapp.text import _, called

SHOWN_LETTERS = 8
"""So much of an id is shown."""
FEWEST_LETTERS = 4
"""So much of one has to be typed at least, where no other laptop's id begins so."""
_MOST_LISTED = 20


def laptop_name(devices: Mapping[str, Device], id_: str) -> str:
    """How people call a laptop; with the beginning of its id where others have the same name."""
    known = devices.get(id_)
    if known and known.headquarters:
        return _("headquarters")
    shown = called(known.name if known else "", id_)
    namesakes = [other for other, one in devices.items() if known and one.name == known.name and other != id_]
    return f"{shown} ({_beginning(devices, id_)})" if namesakes else shown


def laptop_names(file: EventFile) -> dict[str, str]:
    """How people call each laptop, by its id."""
    devices = model_records.devices(file)
    return {id_: laptop_name(devices, id_) for id_ in devices}


def laptop_meant(event: OpenEvent, text: str) -> Device:
    """The laptop with this name or id, or whose id begins with this (4 letters or more). Raises `Refused`, naming all of them."""
    devices = model_records.devices(event.file)
    if text in devices:
        return devices[text]
    known = devices.values()
    begun = text.lower() if len(text) >= FEWEST_LETTERS else None
    found = [one for one in known if text == one.name or (begun and one.id.startswith(begun))]
    if len(found) == 1:
        return found[0]
    listed = [f"{called(one.name)} ({_beginning(devices, one.id)})".strip() for one in found or known]
    more = ["…"] if len(listed) > _MOST_LISTED else []
    gaps = {"name": text, "laptops": ", ".join([*listed[:_MOST_LISTED], *more])}
    if found:
        raise Refused("{name} may be several laptops: {laptops}. Type the id in brackets of the one that you mean.", **gaps)
    raise Refused(
        "{name} is no laptop of this event. Type the name of one, or the beginning of its id, 4 letters or more: {laptops}.",
        **gaps,
    )


def _beginning(devices: Mapping[str, Device], id_: str) -> str:
    """As much of an id as no other begins with."""
    length = SHOWN_LETTERS
    while any(other != id_ and other.startswith(id_[:length]) for other in devices) and length < len(id_):
        length += 1
    return id_[:length]
