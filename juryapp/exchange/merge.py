"""Merge: the union of two journals, in one unit of work. Only what proves itself comes in; only what changed is projected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from juryapp.errors import FileProblem
from juryapp.exchange import receipts
from juryapp.exchange.package import Package, is_receipt
from juryapp.journal.acts import DEVICE_ACTS
from juryapp.journal.entry import Entry, Register
from juryapp.signing.witness import Witness
from juryapp.store import journal, kept, nouns
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class Incoming:
    """What a package would bring."""

    new: tuple[Entry, ...]
    """Entries of admitted devices that aren't here yet."""
    held: tuple[Entry, ...]
    """Entries of devices that aren't admitted, held in quarantine."""
    mended: tuple[Entry, ...]
    """Entries that are here without a valid signature, and there with one."""
    present: int
    unknown: dict[str, str]
    """The devices that aren't admitted: id -> the name they introduced themselves with."""


def check_event(package: Package, event: str) -> None:
    """Raises `FileProblem` if the package is of another event."""
    if package.event != event:
        raise FileProblem("{path} belongs to another event; look for the one of this event.", path=package.path)


def incoming(file: EventFile, witness: Witness, package: Package, own: Collection[str]) -> Incoming:
    """What the package would bring, with what was held of devices that are admitted by now.

    `own` are the devices that this laptop has been. The witness learns nothing yet.
    Raises `FileProblem` if a device's seal or introduction is not genuine, or an attachment isn't what its hash says.
    """
    check_event(package, witness.event)
    present = journal.known_ids(file, (entry.id for entry in package.entries))
    fresh = [entry for entry in package.entries if entry.id not in present]
    witness = witness.knowing([*fresh, *package.held])
    _check_devices(package, fresh, witness)
    _check_attachments(file, package)
    admitted = _admitted(file, witness, fresh) | set(own)
    aside = {entry.id: entry for entry in (*package.held, *kept.held(file)) if entry.device in admitted}
    waiting = _hanging(file, package, [entry for entry in aside.values() if _is_credible(entry, witness)])
    new = tuple(entry for entry in (*waiting, *fresh) if entry.device in admitted)
    held = tuple(entry for entry in fresh if entry.device not in admitted)
    doubtful = {entry.id for entry in journal.in_doubt(file)}
    mended = tuple(entry for entry in package.entries if entry.id in doubtful and entry.signature and witness.proves(entry))
    return Incoming(new, held, mended, len(present), {entry.device: _introduced(package.entries, entry.device) for entry in held})


def _check_devices(package: Package, fresh: Sequence[Entry], witness: Witness) -> None:
    """Each device introduced itself with the key whose hash is its name, and sealed its chain with that key."""
    for entry in fresh:
        if not _is_credible(entry, witness):
            raise FileProblem(
                "{path} was altered: laptop {device} did not sign its chain at entry {number}; take it again from that laptop.",
                path=package.path,
                device=entry.device[:8],
                number=entry.number,
            )


def _is_credible(entry: Entry, witness: Witness) -> bool:
    return entry.device in witness.devices and (entry.subject not in DEVICE_ACTS or witness.proves(entry))


def _hanging(file: EventFile, package: Package, held: Sequence[Entry]) -> list[Entry]:
    """The held entries whose chain hangs together with the journal and the package; others wait on, behind their gap."""
    offered = {entry.id for entry in package.entries} | journal.known_ids(file, (entry.id for entry in held))
    known = offered | journal.known_ids(file, (entry.parent for entry in held if entry.parent))
    found = []
    for entry in sorted(held, key=lambda e: e.number):
        if entry.id not in offered and (entry.parent is None or entry.parent in known):
            known.add(entry.id)
            found.append(entry)
    return found


def _admitted(file: EventFile, witness: Witness, fresh: Iterable[Entry]) -> set[str]:
    here = {device.id for device in nouns.devices(file).values() if device.admitted}
    return here | {entry.key for entry in fresh if entry.subject == "device" and entry.value and witness.proves(entry)}


def _introduced(entries: Iterable[Entry], device: str) -> str:
    for entry in entries:
        if entry.subject == "introduction" and entry.key == device and entry.value:
            return str(entry.value.get("name", ""))
    return ""


def take_in(file: EventFile, witness: Witness, package: Package, brought: Incoming) -> frozenset[Register]:
    """Takes in what was found, with the attachments and receipts that belong to it. All or nothing, durable."""
    proves = witness.knowing(brought.new).proves
    with file.unit():
        touched = journal.add(file, brought.new, proves) | journal.mend(file, brought.mended, proves)
        kept.quarantine(file, brought.held)
        kept.release(file, (entry.id for entry in brought.new))
        _take_attachments(file, package)
        _take_receipts(file, witness, package)
    witness.learn(brought.new)
    return touched


def _check_attachments(file: EventFile, package: Package) -> None:
    here = kept.attachment_sizes(file)
    for id_ in kept.attachment_sizes(package.file):
        content = None if id_ in here else kept.attachment(package.file, id_)
        if content is not None and kept.digest(content) != id_:
            raise FileProblem(
                "{path} was altered: an attached document does not match its hash; take it again.", path=package.path
            )


def _take_attachments(file: EventFile, package: Package) -> None:
    here = kept.attachment_sizes(file)
    for id_ in kept.attachment_sizes(package.file):
        content = None if id_ in here else kept.attachment(package.file, id_)
        if content is not None:
            kept.attach(file, content)


def _take_receipts(file: EventFile, witness: Witness, package: Package) -> None:
    headquarters = {device.id for device in nouns.devices(file).values() if device.headquarters}
    held = {manifest.device: manifest.entries for manifest in receipts.genuine(file, witness)}
    offered = [*package.receipts]
    if package.manifest is not None:
        ((body, signature),) = kept.manifests(package.file)
        offered.append((package.manifest, body, signature))
    for manifest, body, signature in offered:
        later = manifest.entries > held.get(manifest.device, 0)
        if later and is_receipt(manifest, body, signature, witness, headquarters):
            kept.keep_receipt(file, manifest.device, body, signature)
            held[manifest.device] = manifest.entries
