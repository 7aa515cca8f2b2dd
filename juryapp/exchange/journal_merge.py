"""Journal merge: the union of two journals, in one unit of work. Only entries that are proven come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from juryapp.errors import FileProblem
from juryapp.exchange import attachments, receipts
from juryapp.exchange.attachments import LeftOut
from juryapp.exchange.package import Package, Told
from juryapp.exchange.seals import Uncovered, taken_tails
from juryapp.journal.acts import required
from juryapp.journal.entry import Entry
from juryapp.journal.records import DEVICE_ACTS
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.signing.trust_store import TrustStore
from juryapp.store import erasing, journal, model_records, package_table, quarantine_table
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class Incoming:
    """What a package would bring."""

    new: int
    """How many entries of admitted devices aren't here yet, those among them that waited for others."""
    held: int
    """How many entries are new and of devices that aren't admitted, or not any more: to be held in quarantine."""
    present: int
    waiting: tuple[Entry, ...]
    """Entries that were held, here or there, and hang together with the journal now."""
    mended: tuple[Entry, ...]
    """Entries that are here without a valid signature, and there with one."""
    telling: tuple[Entry, ...]
    """New entries of admitted devices that tell of keys."""
    admitted: frozenset[str]
    unknown: dict[str, str]
    """The devices that aren't admitted: id -> the name they introduced themselves with."""
    unsealed: Mapping[str, Entry] = field(default_factory=dict)
    """Id -> entry of an admitted device that no signature of that device covers: held until one does."""
    tails: tuple[Entry, ...] = ()
    """The desk's new acts that take in the end of a chain without its laptop's seal."""
    cut_off: frozenset[str] = frozenset()
    """Ids of entries that come after the point where the desk, removing their laptop, let its word end: held for good."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """The removed laptops of those among them that are new here -> how many."""

    def comes_in(self, entry: Entry) -> bool:
        """True if the entry goes into the journal, and isn't held."""
        return entry.device in self.admitted and entry.id not in self.unsealed and entry.id not in self.cut_off


def check_event(package: Package, event: str) -> None:
    """Raises `FileProblem` if the package is of another event."""
    if package.event != event:
        raise FileProblem("{path} belongs to another event; look for the one of this event.", path=package.path)


def incoming(file: EventFile, trust: TrustStore, package: Package, own: Collection[str]) -> Incoming:
    """What the package would bring, with what was held of devices that are admitted by now.

    `own` are the devices that this laptop has been. The trust store learns nothing yet.
    Raises `FileProblem` if a device's seal or introduction is not genuine, or an attachment isn't what its hash says.
    """
    check_event(package, trust.event)
    telling = list(journal.missing(file, package.telling))
    trust = trust.knowing([*telling, *package.held])
    attachments.check(file, package)
    admitted = _admitted(file, trust, telling) | set(own)
    ends, cut_off = _cut_off(file, trust, chain(package.entries, package.held))
    aside = {e.id: e for e in (*package.held, *quarantine_table.entries(file)) if e.device in admitted and e.id not in cut_off}
    waiting = _hanging(file, package.entries, [entry for entry in aside.values() if _is_credible(entry, trust)])
    tails = tuple(entry for entry in telling if entry.subject == Subject.TAIL and entry.device in admitted)
    uncovered = Uncovered(trust, taken_tails([*journal.about(file, Subject.TAIL), *tails], trust) | ends)
    for entry in waiting:
        uncovered.see(entry)
    fresh: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for entry in _credible(package, journal.missing(file, package.entries), trust):
        fresh[entry.device] += 1
        if entry.id in cut_off:
            removed[entry.device] += 1
        elif entry.device in admitted:
            uncovered.see(entry)
    unsealed = uncovered.left()
    unknown = {device: _introduced(package.telling, device) for device in fresh if device not in admitted}
    held = sum(fresh[device] for device in unknown) + removed.total()
    return Incoming(
        new=len(waiting) + fresh.total() - held - len(unsealed),
        held=held,
        present=len(package.entries) - fresh.total(),
        waiting=tuple(waiting),
        mended=_mended(file, package, trust),
        telling=tuple(
            entry
            for entry in (*waiting, *telling)
            if entry.device in admitted and entry.id not in unsealed and entry.id not in cut_off
        ),
        admitted=frozenset(admitted),
        unknown=unknown,
        unsealed=unsealed,
        tails=tuple(entry for entry in tails if entry.id not in unsealed and entry.id not in cut_off),
        cut_off=cut_off,
        removed=removed,
    )


def _cut_off(file: EventFile, trust: TrustStore, offered: Iterable[Entry]) -> tuple[set[str], frozenset[str]]:
    """Of removed laptops: the last entries that count, and the offered or held entries that come after those."""
    if not trust.removed:
        return set(), frozenset()
    theirs = {e.id: e.parent for e in chain(offered, quarantine_table.entries(file)) if e.device in trust.removed}
    ends = {end for removal in trust.removed.values() for end in removal.ends}
    before: set[str] = set()
    for end in ends:
        id_: str | None = end
        while id_ is not None and id_ not in before:
            before.add(id_)
            id_ = theirs.get(id_)
    return ends, frozenset(id_ for id_ in theirs if id_ not in before)


def _credible(package: Package, fresh: Iterable[Entry], trust: TrustStore) -> Iterator[Entry]:
    """Each device introduced itself with the key whose hash is its name, and sealed its chain with that key."""
    for entry in fresh:
        if not _is_credible(entry, trust):
            raise FileProblem(
                "{path} was altered: laptop {device} did not sign its chain at entry {number}; take it again from that laptop.",
                path=package.path,
                device=entry.device[:8],
                number=entry.number,
            )
        yield entry


def _mended(file: EventFile, package: Package, trust: TrustStore) -> tuple[Entry, ...]:
    doubtful = {entry.id for entry in journal.in_doubt(file)}
    offered = package.entries if doubtful else ()
    return tuple(entry for entry in offered if entry.id in doubtful and _is_act(entry) and trust.proves(entry))


def _acts_in_doubt(file: EventFile) -> bool:
    """True if a signature that came later could mend something; a draft needs none of its own."""
    return any(required(entry) is not NeededSignature.NONE for entry in journal.in_doubt(file))


def _is_act(entry: Entry) -> bool:
    """True if the entry is signed and its signature must prove its actor; a draft's signature is its laptop's."""
    return entry.signature is not None and required(entry) is not NeededSignature.NONE


def _is_credible(entry: Entry, trust: TrustStore) -> bool:
    return entry.device in trust.devices and (entry.subject not in DEVICE_ACTS or trust.proves(entry))


def _hanging(file: EventFile, beside: Iterable[Entry], held: list[Entry]) -> list[Entry]:
    """The held entries whose chain hangs together with the journal and those `beside` it; others wait on, behind their gap."""
    if not held:
        return []
    offered = {entry.id for entry in beside} | journal.known_ids(file, (entry.id for entry in held))
    known = offered | journal.known_ids(file, (entry.parent for entry in held if entry.parent))
    found = []
    for entry in sorted(held, key=lambda e: e.number):
        if entry.id not in offered and (entry.parent is None or entry.parent in known):
            known.add(entry.id)
            found.append(entry)
    return found


def _admitted(file: EventFile, trust: TrustStore, fresh: Iterable[Entry]) -> set[str]:
    here = {device.id for device in model_records.devices(file).values() if device.admitted} | trust.removed.keys()
    return here | {entry.key for entry in fresh if entry.subject == Subject.DEVICE and entry.value and trust.proves(entry)}


def _introduced(entries: Iterable[Entry], device: str) -> str:
    said = (entry.value for entry in entries if entry.subject == Subject.INTRODUCTION and entry.key == device)
    return next((str(value.get("name", "")) for value in said if value), "")


def take_in(
    file: EventFile, trust: TrustStore, package: Package, brought: Incoming, taken: Told = lambda entries, of: None
) -> LeftOut:
    """Takes in what was found, with the attachments and receipts that belong to it. All or nothing, durable.

    Tells which documents of the package were not taken, because nothing names them or they are too large.

    Of many entries it tells on the way how many are `taken`, of how many.
    A package that leaves nothing to take is remembered: the same bytes need no second reading.
    """
    knowing = trust.knowing(brought.telling)
    done, of = 0, brought.new + brought.held
    with file.roomy(), file.unit():
        for part in journal.in_batches(chain(brought.waiting, journal.missing(file, package.entries))):
            journal.add(file, [entry for entry in part if brought.comes_in(entry)], knowing.proves)
            quarantine_table.hold(file, [entry for entry in part if not brought.comes_in(entry)])
            done += len(part)
            taken(done, of)
        journal.restore_signatures(file, brought.mended, knowing.proves)
        quarantine_table.release(file)
        erasing.settle(file)
        left_out = attachments.take_attachments(file, package, knowing)
        _take_receipts(file, knowing, package)
        open_ends = brought.held or brought.unsealed or package.held or left_out.waiting
        if not open_ends and not _acts_in_doubt(file):
            package_table.remember_merged(file, package.copied.sha256, package.copied.size, len(package.entries))
    trust.learn(brought.telling)
    return left_out


def take_held(file: EventFile, trust: TrustStore, own: Collection[str]) -> list[Entry]:
    """Takes in what was held and is covered by now, as by an act of the desk just written. Inside a unit of work."""
    admitted, (ends, cut_off) = _admitted(file, trust, ()) | set(own), _cut_off(file, trust, ())
    held = [entry for entry in quarantine_table.entries(file) if entry.device in admitted and entry.id not in cut_off]
    hanging = _hanging(file, (), [entry for entry in held if _is_credible(entry, trust)])
    uncovered = Uncovered(trust, taken_tails(journal.about(file, Subject.TAIL), trust) | ends)
    for entry in hanging:
        uncovered.see(entry)
    left = uncovered.left()
    coming = [entry for entry in hanging if entry.id not in left]
    journal.add(file, coming, trust.knowing(coming).proves)
    quarantine_table.release(file)
    erasing.settle(file)
    return coming


def _take_receipts(file: EventFile, trust: TrustStore, package: Package) -> None:
    offered = list(package.receipts)
    if package.manifest is not None:
        ((body, signature),) = package_table.manifests(package.file)
        own = receipts.Receipt(package.manifest, body, signature)
        receipts.keep_word(file, trust, own)
        offered.append(own)
    receipts.keep_later(file, trust, offered)
