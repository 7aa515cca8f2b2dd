"""Written since opening: entries and attachments of this session, kept in memory in case the file is taken away underneath.

What is kept is encrypted, so that no note lies there readable while its author's seat is hidden (docs/security.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from juryapp.journal.entry import Entry, read_entry
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.integrity import goes_on_from
from juryapp.store.results import bodies_of, ids_since

MOST = 10_000
"""So many entries that came over other connections are kept: a merge of more can be done again."""
MOST_BYTES = 100_000_000
"""So much of attachments, the signed sheets among them."""


_Sealed = tuple[bytes, bytes]
"""A nonce and what is encrypted under it."""


class WrittenSinceOpening:
    """Shared by the connections of one program."""

    def __init__(self) -> None:
        self._secret = AESGCM(AESGCM.generate_key(256))
        self._nonces = count()
        self._entries: dict[str, tuple[_Sealed, bytes | None]] = {}
        """Entry -> its body and signature, in the order in which they came."""
        self._kept: tuple[int, tuple[int, str]] = (0, (0, ""))
        """After how many arrivals, and up to which end of the journal, everything was looked through."""
        self._attachments: list[_Sealed] = []
        self.keys: dict[str, bytes] = {}
        """Owner -> locked key: what entries are continued or signed with."""

    @property
    def entries(self) -> list[Entry]:
        """The entries, in the order in which they came."""
        return [read_entry(self._opened(body), signature) for body, signature in self._entries.values()]

    @property
    def attachments(self) -> Iterator[bytes]:
        """What was attached."""
        return map(self._opened, self._attachments)

    def add(self, entries: Iterable[Entry], attachments: Sequence[bytes] = (), keys: Mapping[str, bytes] | None = None) -> None:
        """Keeps what was written here: every entry, and attachments as far as there is room."""
        self.keys.update(keys or {})
        for entry in entries:
            self._keep(entry.id, entry.body, entry.signature)
        for content in attachments:
            if sum(len(kept) for _nonce, kept in self._attachments) + len(content) <= MOST_BYTES:
                self._attachments.append(self._sealed(content))

    def add_of_others(self, file: EventFile, arrived: int) -> None:
        """Keeps what arrived over another connection after so many, as a merge, as far as there is room; none of it is read. Of
        what a work beside the window kept already, only the ids are asked for.
        """
        begins, end = self._kept
        goes_on = begins <= arrived < end[0] and goes_on_from(file, end)
        arrived, begins = (end[0], begins) if goes_on else (arrived, arrived)
        self._kept = begins, journal.end(file)
        room = MOST - len(self._entries)
        new = [id_ for id_ in ids_since(file, arrived, MOST) if id_ not in self._entries] if room > 0 else []
        for id_, body, signature in bodies_of(file, new[:room]):
            self._keep(id_, body, signature)

    def _keep(self, id_: str, body: bytes, signature: bytes | None) -> None:
        if id_ not in self._entries:
            self._entries[id_] = self._sealed(body), signature

    def _sealed(self, content: bytes) -> _Sealed:
        """Each nonce is used once under this secret, which is never kept."""
        nonce = next(self._nonces).to_bytes(12, "big")
        return nonce, self._secret.encrypt(nonce, content, None)

    def _opened(self, sealed: _Sealed) -> bytes:
        return self._secret.decrypt(*sealed, None)
