"""Own seals: how this laptop signs its own chains, each of their ends, so that what it wrote counts at other laptops."""

from __future__ import annotations

from juryapp.event.entries_of_acts import Chain
from juryapp.event.opened_file import OpenedFile
from juryapp.event.own_device import unlock_device
from juryapp.exchange.seals import unsealed_ends
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act, Entry
from juryapp.journal.subjects import Subject
from juryapp.signing.keys import PrivateKey
from juryapp.store import journal, keyring


def seal_of(device: str, key: PrivateKey) -> Act:
    """The act with which a device signs its chain."""
    return Act(Actor.LAPTOP, Subject.SEAL, device, {"sealed": True}, sign=key.sign)


def open_ends(event: OpenedFile, device: str) -> list[Entry]:
    """Ends of this laptop's own chains that no later seal at the end of this own `device`'s chain will cover.

    Another copy of the laptop wrote further, so that the chain goes on behind what that wrote; or the file was restored as it
    was before the chain was sealed, and the laptop is another device in it since.
    """
    last = journal.last_of(event.file, device)[1]
    return [end for own in sorted(event.own_devices()) for end in _unsealed_ends(event, own) if end.id != last]


def _unsealed_ends(event: OpenedFile, own: str) -> list[Entry]:
    if not keyring.locked_key(event.file, f"device:{own}"):
        return []
    if own in journal.forked(event.file):
        return unsealed_ends(journal.chain_of(event.file, own), event.trust)
    last = journal.last_of(event.file, own)[1]
    end = journal.find(event.file, last) if last else None
    return unsealed_ends([end], event.trust) if end else []


def of_open_ends(event: OpenedFile, device: str) -> list[Entry]:
    """Writes a seal after each of the unsealed ends. Inside a unit of work."""
    sealed = []
    for end in open_ends(event, device):
        chain = Chain(event.file, event.id, end.device, event.laptop.clock().isoformat(timespec="seconds"), end)
        chain.put(seal_of(*unlock_device(event, end.device)))
        sealed += chain.written
    return sealed
