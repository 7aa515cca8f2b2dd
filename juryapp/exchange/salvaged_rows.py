"""Salvaged rows: what the rows of a damaged file tell, by what they are. Entries and attachments are proven by their hash."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from juryapp.journal.entry import Entry, NotAnEntry, read_entry
from juryapp.journal.keys import Holder
from juryapp.journal.subjects import Subject
from juryapp.signing.certificates import Certificate
from juryapp.signing.trust_store import TrustStore, certificate_of, event_id
from juryapp.store.note_drafts import is_draft_key
from juryapp.store.salvage import MOST_ATTACHMENT, Pages, SalvagedRow, places, rows


@dataclass
class SalvagedRows:
    """What was found on whole pages, in no order and of any event."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    """By id: the same body may lie there with another signature, or with none."""
    arrived: dict[str, int] = field(default_factory=dict)
    """Each entry's place in the journal of the damaged file."""
    roots: dict[str, Certificate] = field(default_factory=dict)
    """Headquarters' certificates by the event whose name they prove."""
    keys: dict[str, list[bytes]] = field(default_factory=dict)
    """Private keys under their locks, by owner; a former one may lie there too."""
    drafts: dict[str, bytes] = field(default_factory=dict)
    """What was being written of a note, by its key; of several states the one that was written last."""
    receipts: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    _drafts: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    places: set[tuple[str, int]] = field(default_factory=set)
    """Device and number of entries that were there, lost or not."""

    @classmethod
    def of(cls, pages: Pages) -> SalvagedRows:
        """Reads what the pages hold, but for the attachments."""
        found = cls(places=set(places(pages)))
        for row in rows(pages):
            found._sort(row)
        found.drafts = {key: content for key, (_number, content) in sorted(found._drafts.items())}
        return found

    def _sort(self, row: SalvagedRow) -> None:
        match row.values:
            case (str(id_), str(), int(), bytes(body), bytes() | None as signature):
                self._take_entry(id_, body, signature, row.number)
            case (str(key), bytes(content)) if is_draft_key(key):
                self._drafts[key] = max((row.number, content), self._drafts.get(key, (0, b"")))
            case (str(owner), bytes(locked)) if locked.startswith(b"{"):
                self.keys.setdefault(owner, []).append(locked)
            case (str(device), bytes(body), bytes(signature)):
                self.receipts.append((device, body, signature))
            case ("root", str(text), _):
                self._take_root(text)

    def _take_entry(self, id_: str, body: bytes, signature: bytes | None, number: int) -> None:
        try:
            entry = read_entry(body, signature)
        except NotAnEntry:
            # looks like an entry, and isn't one
            return
        if entry.id == id_:
            self.entries.setdefault(id_, []).append(entry)
            self.arrived[id_] = min(number, self.arrived.get(id_, number))
            if entry.subject == Subject.CERTIFICATE and entry.key == Holder.ROOT:
                self._keep_root(certificate_of(entry))

    def _take_root(self, text: str) -> None:
        try:
            self._keep_root(Certificate(base64.b64decode(text, validate=True)))
        except ValueError:
            # no certificate
            return

    def _keep_root(self, root: Certificate | None) -> None:
        if root is not None:
            self.roots[event_id(root)] = root

    def trust(self) -> TrustStore | None:
        """One who knows the keys of the event to which most entries belong, of those whose root is here if any is.

        None if there is no entry at all.
        """
        together = Counter(variants[0].event for variants in self.entries.values())
        events = sorted(together, key=lambda event: (event not in self.roots, -together[event]))
        if not events:
            return None
        trust = TrustStore(events[0])
        trust.root = self.roots.get(events[0])
        trust.learn(entry for variants in self.entries.values() for entry in variants if entry.event == events[0])
        return trust

    def places_of(self, event: str) -> Iterator[tuple[str, int]]:
        """The places of this event's entries, lost or not. Entries of a device of another event are left out."""
        others = {variants[0].device for variants in self.entries.values() if variants[0].event != event}
        return ((device, number) for device, number in self.places if device not in others)

    def of_event(self, trust: TrustStore) -> dict[str, Entry]:
        """The entries of the trust store's event as they arrived, each with the signature that proves it, where one does."""
        found = {}
        for id_ in sorted(self.entries, key=lambda id_: (self.arrived[id_], id_)):
            variants = self.entries[id_]
            if variants[0].event == trust.event:
                found[id_] = next((entry for entry in variants if trust.proves(entry)), variants[0])
        return found


def attachments(pages: Pages) -> Iterator[bytes]:
    """The contents of the attachments that match their hash, one at a time."""
    for row in rows(pages, MOST_ATTACHMENT):
        match row.values:
            case (str(id_), bytes(content), _) if hashlib.sha256(content).hexdigest() == id_:
                yield content
