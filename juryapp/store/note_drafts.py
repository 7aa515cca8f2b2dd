"""Note drafts: notes that are being written, as ciphertext or as secret as the file, each overwritten in place. They are local:
no package and no prepared laptop carries them. Writing runs inside `file.unit()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juryapp.model.note import Visibility
from juryapp.store.connection import EventFile

_CODE = r"[A-Za-z0-9._-]{1,24}"
DRAFT_KEY = re.compile(
    f"(?:({_CODE})/)?(({_CODE})/{_CODE}/(?:{'|'.join(visibility.value for visibility in Visibility)}))", re.ASCII
)
"""A note, `J01/K01/private`, and before it the code of the juror's assistant who was writing it."""


def is_draft_key(text: str) -> bool:
    """True if the draft of a note may be kept under this key."""
    return DRAFT_KEY.fullmatch(text) is not None


def keep_draft(file: EventFile, key: str, content: bytes) -> None:
    """Keeps the draft of a note (`J01/K01/private`) in place of the former one. Empty content: the note is being taken back."""
    file.connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (key, content))


def forget_drafts(file: EventFile, keys: Iterable[str]) -> None:
    """Deletes the drafts of notes that became entries, or that their author gave up."""
    file.connection.executemany("DELETE FROM draft WHERE key = ?", [(key,) for key in keys])


def kept_drafts(file: EventFile) -> list[tuple[str, bytes]]:
    """The key and content of each note draft that is kept."""
    return file.rows("SELECT key, content FROM draft ORDER BY key")
