"""Unsigned acts: acts in a package or event file without the signature they need, and whether to doubt anything for them.

Anyone with the passphrase and an admitted laptop can write such acts, and they stay in every journal for good. Where none of them
counts they prove nothing against the file; they are told, with the laptop that wrote them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from juryapp.errors import Problem
from juryapp.exchange.package import Package
from juryapp.journal.acts import required
from juryapp.journal.entry import Entry
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.signing.trust_store import TrustStore
from juryapp.store import journal
from juryapp.text import called

_MOST_NAMED = 5


def unproven(package: Package, trust: TrustStore) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with the acts of this package, and what is only to be told of them."""
    doubtful = [entry for entry in package.entries if not trust.proves(entry)]
    if not doubtful:
        return [], []
    counting = journal.standing_ids(package.file)
    hands = _hands(package, trust)
    wrong = [entry for entry in doubtful if entry.id in counting or _may_be_altered(entry, hands, trust)]
    harmless = {entry.id: entry for entry in doubtful}
    for entry in wrong:
        del harmless[entry.id]
    faults = [Problem("{count} acts bear no valid signature: {acts}", count=len(wrong), acts=_named(wrong))] if wrong else []
    return faults, list(_told(list(harmless.values()), package, trust))


def _hands(package: Package, trust: TrustStore) -> set[tuple[str, str]]:
    """(actor, device): who proved at which laptop that they acted there."""
    signed = (entry for entry in package.entries if entry.signature is not None and required(entry) is not NeededSignature.NONE)
    return {(entry.actor, entry.device) for entry in signed if trust.proves(entry)}


def _may_be_altered(entry: Entry, hands: set[tuple[str, str]], trust: TrustStore) -> bool:
    """True for an act whose genuine signature may have been taken off: its actor signed others at that laptop.

    A laptop's own word about itself always is its own. What no signature would make count, a draft and the work of a removed
    laptop were never proven by one.
    """
    needed = required(entry)
    if needed in (NeededSignature.NONE, NeededSignature.NOBODY) or trust.is_cut_off(entry):
        return False
    if needed is NeededSignature.DEVICE:
        return entry.key.split("/")[0] == entry.device
    return (entry.actor, entry.device) in hands


def _told(harmless: Sequence[Entry], package: Package, trust: TrustStore) -> Iterator[Problem]:
    """A sentence for each laptop."""
    strange: dict[str, list[Entry]] = defaultdict(list)
    removed: dict[str, list[Entry]] = defaultdict(list)
    for entry in harmless:
        (removed if trust.is_cut_off(entry) else strange)[entry.device].append(entry)
    names = _names(package, trust)
    for device, entries in sorted(strange.items()):
        yield Problem(
            "Laptop {laptop} wrote {count} acts in the names of others, without their signature or PIN: {acts}. "
            "None of them counts.",
            laptop=called(names.get(device, ""), device),
            count=len(entries),
            acts=_named(entries),
        )
    for device, entries in sorted(removed.items()):
        yield Problem(
            "The secretary removed laptop {laptop} ({reason}); {count} acts that were written there do not count.",
            laptop=called(names.get(device, ""), device),
            reason=trust.removed[device].reason,
            count=len(entries),
        )


def _names(package: Package, trust: TrustStore) -> dict[str, str]:
    """How laptops are called: as the desk admitted them, or else as they introduced themselves."""
    given: dict[str, str] = {}
    for subject in (Subject.INTRODUCTION, Subject.DEVICE):
        for entry in package.telling:
            name = (entry.value or {}).get("name")
            if entry.subject == subject and isinstance(name, str) and trust.proves(entry):
                given[entry.key] = name
    return given


def _named(entries: Sequence[Entry]) -> str:
    told = [f"{entry.actor}: {entry.subject} {entry.key}" for entry in entries[:_MOST_NAMED]]
    return "; ".join([*told, *(["…"] if len(entries) > _MOST_NAMED else [])])
