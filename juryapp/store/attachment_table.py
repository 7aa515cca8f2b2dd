"""Attachments: bytes kept under their hash. An erased one does not come back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from juryapp.store.connection import EventFile


def digest(content: bytes) -> str:
    """The id under which bytes are attached: their SHA-256."""
    return hashlib.sha256(content).hexdigest()


def attach(file: EventFile, content: bytes) -> str:
    """Keeps bytes under their hash; returns it. An erased attachment does not come back."""
    id_ = digest(content)
    file.connection.execute("INSERT OR IGNORE INTO attachment(id) VALUES (?)", (id_,))
    file.connection.execute("UPDATE attachment SET content = ? WHERE id = ? AND content IS NULL AND NOT erased", (content, id_))
    return id_


def content(file: EventFile, id_: str) -> bytes | None:
    """An attachment's bytes, or None if it was erased or left out of the package."""
    rows = file.rows("SELECT content FROM attachment WHERE id = ?", (id_,))
    return rows[0][0] if rows else None


def sizes(file: EventFile) -> dict[str, int]:
    """The attachments that are here: id -> bytes."""
    return dict(file.rows("SELECT id, length(content) FROM attachment WHERE content IS NOT NULL ORDER BY id"))


def erased(file: EventFile) -> set[str]:
    """The attachments that were erased and don't come back."""
    return {id_ for (id_,) in file.rows("SELECT id FROM attachment WHERE erased")}


def mark_erased(file: EventFile, ids: Iterable[str]) -> None:
    """Marks attachments as erased: whoever brings them again brings them in vain."""
    sql = "INSERT INTO attachment VALUES (?, NULL, 1) ON CONFLICT DO UPDATE SET content = NULL, erased = 1"
    file.connection.executemany(sql, [(id_,) for id_ in ids])


def unmark_erased(file: EventFile, ids: Iterable[str]) -> None:
    """Takes the mark away: whoever brings these attachments brings them back."""
    file.connection.executemany("UPDATE attachment SET erased = 0 WHERE id = ?", [(id_,) for id_ in ids])
