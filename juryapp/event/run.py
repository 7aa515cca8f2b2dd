"""Run: what was written to an event since it was opened here, kept in memory in case the file is taken away underneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from juryapp.journal.entry import Entry

MOST = 10_000
"""So many entries are kept: a merge of more can be done again."""
MOST_BYTES = 100_000_000
"""So much of attachments, the signed sheets among them."""


class Run:
    """Shared by the connections of one program."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """In the order in which they came."""
        self.attachments: list[bytes] = []
        self.keys: dict[str, bytes] = {}
        """Owner -> locked key: what entries are continued or signed with."""

    def add(self, entries: Iterable[Entry], attachments: Sequence[bytes] = (), keys: Mapping[str, bytes] | None = None) -> None:
        """Keeps what was written, as far as there is room."""
        self.keys.update(keys or {})
        for entry in entries:
            if len(self.entries) >= MOST:
                return
            self.entries.setdefault(entry.id, entry)
        room = MOST_BYTES - sum(map(len, self.attachments))
        self.attachments += [content for content in attachments if len(content) <= room]
