"""Note drafts: notes that are being written, as ciphertext or as secret as the file, each overwritten in place. They are local:
no package and no prepared laptop carries them. Writing runs inside `file.unit()`.
"""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.store.connection import EventFile


def keep_draft(file: EventFile, key: str, content: bytes) -> None:
    """Keeps the draft of a note (`J01/K01/private`) in place of the former one. Empty content: the note is being taken back."""
    file.connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (key, content))


def forget_drafts(file: EventFile, keys: Iterable[str]) -> None:
    """Deletes the drafts of notes that became entries, or that their author gave up."""
    file.connection.executemany("DELETE FROM draft WHERE key = ?", [(key,) for key in keys])


def kept_drafts(file: EventFile) -> list[tuple[str, bytes]]:
    """The key and content of each note draft that is kept."""
    return file.rows("SELECT key, content FROM draft ORDER BY key")
