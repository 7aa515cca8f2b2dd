"""Custody: an event's passphrase goes into the vault, once it has opened the event; and finding an event that is in it."""

from __future__ import annotations

from pathlib import Path

from juryapp.errors import Refused
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.overview import title_of
from juryapp.many_events.vault import Vault
from juryapp.store import model_records

_SHORTEST = 4
"""Letters of an id's beginning that name it."""


def take_into_custody(vault: Vault, laptop: Laptop, path: Path, passphrase: str) -> str:
    """Puts an event's passphrase into the vault; notes about it stay. Returns the event's id.

    Raises `FileProblem`, `WrongPassphrase` among them, and then nothing was put there.
    """
    with open_event(laptop, path, passphrase, look=True) as event:
        about = model_records.event(event.file)
        vault.put(event.id, event.file.passphrase, path, title_of(about), event.file.connection.raw_key)
        return event.id


def named(vault: Vault, text: str) -> str:
    """The id of the event with this file name, title or id, or whose id begins so. Raises `Refused`, naming those there are."""
    held = vault.deposits
    found = [
        id_
        for id_, one in held.items()
        if text in (id_, one.file, Path(one.file).stem, one.title) or (len(text) >= _SHORTEST and id_.startswith(text))
    ]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.file} ({id_[:8]})" for id_, one in held.items()) or "-"
    gaps = {"name": text, "events": listed}
    if found:
        raise Refused("{name} may be several events of the vault; name one by its file or its id: {events}.", **gaps)
    raise Refused("{name} is no event of the vault. In it are: {events}.", **gaps)
