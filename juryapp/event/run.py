"""Run: what was written to an event since it was opened here, kept in memory in case the file is taken away underneath.

It is encrypted, so that no note lies there readable while its author's seat is hidden (docs/security.md).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from juryapp.journal.entry import Entry, read_entry

MOST = 10_000
"""So many entries are kept: a merge of more can be done again."""
MOST_BYTES = 100_000_000
"""So much of attachments, the signed sheets among them."""


class Run:
    """Shared by the connections of one program."""

    def __init__(self) -> None:
        self._secret = AESGCM(AESGCM.generate_key(256))
        self._kept: dict[str, tuple[bytes, bytes, bytes | None]] = {}
        """Entry -> nonce, encrypted body and signature, in the order in which they came."""
        self.attachments: list[bytes] = []
        self.keys: dict[str, bytes] = {}
        """Owner -> locked key: what entries are continued or signed with."""

    @property
    def entries(self) -> list[Entry]:
        """The entries, in the order in which they came."""
        kept = self._kept.values()
        return [read_entry(self._secret.decrypt(nonce, body, None), signature) for nonce, body, signature in kept]

    def add(self, entries: Iterable[Entry], attachments: Sequence[bytes] = (), keys: Mapping[str, bytes] | None = None) -> None:
        """Keeps what was written, as far as there is room."""
        self.keys.update(keys or {})
        for entry in entries:
            if len(self._kept) >= MOST:
                return
            if entry.id not in self._kept:
                nonce = secrets.token_bytes(12)
                self._kept[entry.id] = nonce, self._secret.encrypt(nonce, entry.body, None), entry.signature
        room = MOST_BYTES - sum(map(len, self.attachments))
        self.attachments += [content for content in attachments if len(content) <= room]
