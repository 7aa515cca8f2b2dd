"""Sealing: the pages of an event file as someone with the passphrase and patience can write them, each with a good HMAC."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from juryapp.store.connection import PAGE, passphrase_rounds
from tests.builders import PASSPHRASE

USABLE = PAGE - 80


class Sealed:
    """A file's pages, numbered from 1: read, change, write back."""

    def __init__(self, path: Path, passphrase: str = PASSPHRASE) -> None:
        self.path = path
        content = path.read_bytes()
        self.salt = content[:16]
        self.key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), self.salt, passphrase_rounds(), 32)
        self.mac_key = hashlib.pbkdf2_hmac("sha512", self.key, bytes(byte ^ 0x3A for byte in self.salt), 2, 32)
        self.pages = [bytearray(self._open(n + 1, content[n * PAGE : (n + 1) * PAGE])) for n in range(len(content) // PAGE)]

    def _open(self, number: int, page: bytes) -> bytes:
        start = 16 if number == 1 else 0
        cipher = Cipher(algorithms.AES(self.key), modes.CBC(page[-80:-64])).decryptor()
        return b"SQLite format 3\0"[:start] + cipher.update(page[start:-80]) + cipher.finalize()

    def page(self, number: int) -> bytearray:
        return self.pages[number - 1]

    def save(self) -> None:
        self.path.write_bytes(b"".join(self._seal(n, page) for n, page in enumerate(self.pages, 1)))

    def _seal(self, number: int, page: bytearray) -> bytes:
        start = 16 if number == 1 else 0
        iv = os.urandom(16)
        cipher = Cipher(algorithms.AES(self.key), modes.CBC(iv)).encryptor()
        sealed = cipher.update(bytes(page[start:])) + cipher.finalize() + iv
        mac = hmac.new(self.mac_key, sealed + number.to_bytes(4, "little"), "sha512").digest()
        return self.salt[:start] + sealed + mac
