"""Salvage: what can still be read of a damaged event file, page by page, without trusting its structure.

Each page of a SQLCipher 4 file carries its own HMAC, so a page that opens is whole. The leaves of SQLite's tables are read
wherever they lie; which table they belonged to does not matter, since entries and attachments prove themselves by their hash.
Formats: zetetic.net/sqlcipher/design, sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juryapp.errors import WrongPassphrase
from juryapp.store.connection import PAGE

_SALT, _IV, _MAC = 16, 16, 64
_RESERVE = _IV + _MAC
_USABLE = PAGE - _RESERVE
_ITERATIONS = 256_000
_LEAF = 0x0D
_MOST_BYTES = 100_000_000

Value = int | bytes | str | None


@dataclass(frozen=True)
class Pages:
    """The pages of a file that open under a passphrase: number (from 1) -> content."""

    whole: dict[int, bytes]
    count: int

    @property
    def lost(self) -> int:
        """How many pages don't open."""
        return self.count - len(self.whole)


def open_pages(path: Path, passphrase: str) -> Pages:
    """Decrypts every page that is whole. Raises `WrongPassphrase` if none is."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    whole: dict[int, bytes] = {}
    with path.open("rb") as file:
        salt = file.read(_SALT)
        key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ITERATIONS, 32)
        mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
        file.seek(0)
        number = 0
        while page := file.read(PAGE):
            number += 1
            start = _SALT if number == 1 else 0
            sealed, mac = page[start : PAGE - _MAC], page[PAGE - _MAC :]
            good = hmac.new(mac_key, sealed + number.to_bytes(4, "little"), "sha512").digest()
            if len(page) == PAGE and hmac.compare_digest(good, mac):
                cipher = Cipher(algorithms.AES(key), modes.CBC(sealed[-_IV:])).decryptor()
                whole[number] = b"\0" * start + cipher.update(sealed[:-_IV]) + cipher.finalize()
    if not whole:
        raise WrongPassphrase(
            "The passphrase for {path} is wrong, or no page of it is whole; type it again or take the spare copy.", path=path
        )
    return Pages(whole, number)


def rows(pages: Pages) -> Iterator[tuple[Value, ...]]:
    """Every row that lies on a whole leaf page, with its overflow whole."""
    for number, page in sorted(pages.whole.items()):
        head = 100 if number == 1 else 0
        if page[head] == _LEAF:
            count = int.from_bytes(page[head + 3 : head + 5], "big")
            for cell in range(count):
                place = head + 8 + 2 * cell
                yield from _cell(pages, page, int.from_bytes(page[place : place + 2], "big"))


def _cell(pages: Pages, page: bytes, at: int) -> Iterator[tuple[Value, ...]]:
    try:
        size, at = _varint(page, at)
        _rowid, at = _varint(page, at)
        payload = _payload(pages, page, at, size)
        if payload is not None:
            yield tuple(_record(payload))
    except (IndexError, ValueError):
        # not a row after all: a page of freed space may look like a leaf
        return


def _payload(pages: Pages, page: bytes, at: int, size: int) -> bytes | None:
    """A row's bytes, on this page and on its overflow pages; None if one of those is lost."""
    if size > _MOST_BYTES:
        return None
    largest, smallest = _USABLE - 35, (_USABLE - 12) * 32 // 255 - 23
    if size <= largest:
        return page[at : at + size]
    local = smallest + (size - smallest) % (_USABLE - 4)
    local = local if local <= largest else smallest
    parts, have = [page[at : at + local]], local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while have < size:
        overflow = pages.whole.get(following)
        if overflow is None:
            return None
        part = overflow[4 : 4 + min(size - have, _USABLE - 4)]
        parts.append(part)
        have += len(part)
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> Iterator[Value]:
    length, at = _varint(payload, 0)
    kinds = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    for kind in kinds:
        width = _width(kind)
        part = payload[at : at + width]
        if len(part) != width:
            raise ValueError("short record")
        yield _value(kind, part)
        at += width


def _width(kind: int) -> int:
    return (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _value(kind: int, part: bytes) -> Value:
    if kind >= 12:
        return part if kind % 2 == 0 else part.decode()
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(part, "big", signed=True) if 1 <= kind <= 6 else None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at + place + 1


def entries_among(found: Sequence[tuple[Value, ...]]) -> Iterator[tuple[str, bytes, bytes | None]]:
    """(id, body, signature) of the rows that look like entries; whether they are is for their hash to prove."""
    for row in found:
        if len(row) == 5 and isinstance(row[0], str) and isinstance(row[3], bytes) and isinstance(row[4], bytes | None):
            yield row[0], row[3], row[4]


def attachments_among(found: Sequence[tuple[Value, ...]]) -> Iterator[bytes]:
    """The contents of the rows that are attachments, proven by their hash."""
    for row in found:
        if len(row) == 3 and isinstance(row[1], bytes) and hashlib.sha256(row[1]).hexdigest() == row[0]:
            yield row[1]


def keys_among(found: Sequence[tuple[Value, ...]]) -> Iterator[tuple[str, bytes]]:
    """(owner, locked key) of the rows that look like a keyring's."""
    for row in found:
        if len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], bytes) and row[1].startswith(b"{"):
            yield row[0], row[1]
