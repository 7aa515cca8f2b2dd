"""Unfinished texts: what a juror typed and the event's file doesn't hold, kept in this laptop's folder in case the program dies.

One file a juror and event, replaced whole, and gone once all is stored or given up. Its content can be read with the juror's
PIN alone; where the juror isn't enrolled, or an assistant types, with the passphrase (AES-256-GCM under a key of PBKDF2).
What is kept is no entry and counts for nothing: it stands in its fields again when its juror is back. Notes have drafts within
the event's file (`JurorDesk.keep_note_draft`), and come here only while another program holds that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from juryapp.desk.juror import JurorDesk
from juryapp.desk.typed_file import UNREADABLE, TypedFile
from juryapp.errors import Problem
from juryapp.signing.keys import decrypt, encrypt_to
from juryapp.store.connection import derived

_SALT, _NONCE = 16, 12


class UnfinishedText(NamedTuple):
    """A text that was typed into one field."""

    kind: str
    """Which kind of field, in the window's words."""
    candidate: str
    part: str
    """A criterion's code, or which of the notes."""
    text: str


class UnfinishedTexts:
    """Those of one juror at one event, on this laptop."""

    def __init__(self, desk: JurorDesk) -> None:
        self._desk = desk
        who = f"{desk.juror.code}-{desk.assistant.code}" if desk.assistant else desk.juror.code
        self._file = TypedFile(desk.event, f"juror-{who}")
        self._key: tuple[bytes, bytes] | None = None
        """What was made of the passphrase, and its salt."""

    def keep(self, texts: Sequence[UnfinishedText]) -> None:
        """Keeps these, durably, in place of what was kept before; of none, nothing is left.

        Never raises: where this laptop's folder takes nothing there is no place left, and what could not be saved is told anyway.
        """
        self._file.keep(lambda: self._sealed(json.dumps(texts).encode()) if texts else None)

    def kept(self) -> list[UnfinishedText]:
        """What a program that died left; nothing where it can't be read: another PIN's, torn, or not ours."""
        with suppress(Problem, *UNREADABLE):
            found = json.loads(self._opened(self._file.read()) or b"[]")
            return [UnfinishedText(*map(str, one)) for one in found]
        return []

    def _sealed(self, content: bytes) -> bytes:
        certified = self._desk.event.trust.jurors.get(self._desk.juror.code)
        if certified and not self._desk.assistant:
            return encrypt_to([juror.public for juror in certified], content)
        key, salt = self._key or self._made(os.urandom(_SALT))
        self._key, nonce = (key, salt), os.urandom(_NONCE)
        return salt + nonce + AESGCM(key).encrypt(nonce, content, None)

    def _opened(self, blob: bytes) -> bytes | None:
        if self._desk.juror.code in self._desk.event.trust.jurors and not self._desk.assistant:
            return decrypt(self._desk.key, blob) if self._desk.key else None
        salt, nonce, sealed = blob[:_SALT], blob[_SALT : _SALT + _NONCE], blob[_SALT + _NONCE :]
        return AESGCM(self._made(salt)[0]).decrypt(nonce, sealed, None)

    def _made(self, salt: bytes) -> tuple[bytes, bytes]:
        return derived(self._desk.event.file.passphrase, salt), salt
