"""Salvage: what can still be read of a damaged event file, page by page, without trusting its structure.

Each page of a SQLCipher 4 file carries its own HMAC, so a page that opens is whole. The leaves of SQLite's trees are read
wherever they lie; which table they belonged to does not matter, since entries and attachments prove themselves by their hash.
Only the first 16 bytes can't be done without: they are the salt of the passphrase. Each copy that was made of the file begins
with the same (decision 067), so that they are taken from there where they are lost.
Formats: zetetic.net/sqlcipher/design, sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from juryapp.errors import WrongPassphrase
from juryapp.store.connection import PAGE, derived

SALT, _IV, _MAC = 16, 16, 64
_RESERVE = _IV + _MAC
_USABLE = PAGE - _RESERVE
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_MOST_HEADER = 1_000
"""The longest list of columns that is read; ours are a few bytes long."""
_ENDLESS = 8
"""So many times over may the pages of a file be read as overflow; rows that share pages would else be read for ever."""
MOST_ROW = 5_000_000
MOST_ATTACHMENT = 100_000_000

PASSES = 4
"""So often a rescue reads each page: for places, rows and attachments, and how many are lost."""
_MOST_SALTS = 40
"""So many beginnings of other files are tried at the most; each takes a tenth of a second."""

Progress = Callable[[int, int], None]
Value = int | bytes | str | None


class Pages:
    """The pages of a file under a passphrase, numbered from 1, each read and opened when it is asked for."""

    def __init__(
        self,
        file: BinaryIO,
        count: int,
        passphrase: str,
        known: str | None = None,
        progress: Progress | None = None,
        salt: bytes | None = None,
    ) -> None:
        """`known` is a `raw_key` of earlier: it is derived anew only where the file has another salt by now.

        `salt` stands in for the file's own beginning, which is lost.
        `progress` is told how many of how many pages were read; a rescue reads each of them several times.
        """
        self.count = count
        self._progress = progress
        self._read = 0
        self._file = file
        salt = salt or self._raw(0, SALT)
        self._salt = salt
        raw = bytes.fromhex(known or "")
        self._key = raw[:-SALT] if raw and raw[-SALT:] == salt else derived(passphrase, salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", self._key, bytes(byte ^ 0x3A for byte in salt), 2, 32)

    @property
    def has_own_beginning(self) -> bool:
        """False where the file's first 16 bytes are lost, and those of a copy stand in for them."""
        return self._raw(0, SALT) == self._salt

    @property
    def raw_key(self) -> str:
        """Key and salt in hex, as SQLCipher takes them instead of a passphrase."""
        return (self._key + self._salt).hex()

    def in_turn(self) -> Iterator[bytes | None]:
        """Each page's content from the first on, or None for one that is lost; `progress` is told."""
        for number in range(1, self.count + 1):
            self._read += 1
            if self._progress:
                self._progress(min(self._read, PASSES * self.count), PASSES * self.count)
            yield self.whole(number)

    def whole(self, number: int) -> bytes | None:
        """The page's content, or None if it is lost: unreadable, damaged, cut off, or not there."""
        if not 1 <= number <= self.count:
            return None
        page = self._raw((number - 1) * PAGE, PAGE)
        start = SALT if number == 1 else 0
        sealed, mac = page[start : PAGE - _MAC], page[PAGE - _MAC :]
        good = hmac.new(self._mac_key, sealed + number.to_bytes(4, "little"), "sha512").digest()
        if not hmac.compare_digest(good, mac):
            return None
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(sealed[-_IV:])).decryptor()
        return b"\0" * start + cipher.update(sealed[:-_IV]) + cipher.finalize()

    def _raw(self, at: int, size: int) -> bytes:
        try:
            self._file.seek(at)
            return self._file.read(size)
        except OSError:
            # a bad place on the disk: this page is lost, others may be whole
            return b""

    def any_opens(self) -> bool:
        """True if at least one page is whole under this key."""
        return any(self.whole(number) is not None for number in range(1, self.count + 1))

    @property
    def lost(self) -> int:
        """How many pages don't open."""
        return sum(page is None for page in self.in_turn())


@contextmanager
def opened(path: Path, passphrase: str, progress: Progress | None = None, copies: Iterable[Path] = ()) -> Iterator[Pages]:
    """The pages of a file; where its beginning is lost, with that of one of these `copies` of it.

    Raises `WrongPassphrase` if none of them opens.
    """
    count = -(-path.stat().st_size // PAGE)
    with path.open("rb", buffering=0) as file:
        own = file.read(SALT)
        salts = dict.fromkeys([own, *(_beginning(copy) for copy in copies)])
        for salt in [one for one in salts if len(one) == SALT][: _MOST_SALTS + 1]:
            pages = Pages(file, count, passphrase, progress=progress, salt=salt)
            if pages.any_opens():
                yield pages
                return
    raise WrongPassphrase(
        "The passphrase for {path} is wrong, or no page of it is whole; type it again or take the spare copy.", path=path
    )


def _beginning(path: Path) -> bytes:
    """The first 16 bytes of a file; nothing where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(SALT)
    except OSError:
        return b""


@dataclass(frozen=True)
class SalvagedRow:
    """A row of some table."""

    number: int
    """Its rowid: rows of one table arrived in this order."""
    values: tuple[Value, ...]


def rows(pages: Pages, most: int = MOST_ROW) -> Iterator[SalvagedRow]:
    """Every row of up to `most` bytes that lies on a whole leaf page of a table, with its overflow whole."""
    left = [_ENDLESS * pages.count]
    for page, at in _cells(pages, (_TABLE_LEAF,)):
        try:
            size, at = _varint(page, at)
            number, at = _varint(page, at)
            payload = _payload(pages, page, at, size, left) if size <= most else None
            if payload is not None:
                yield SalvagedRow(number, tuple(_record(payload)))
        except (IndexError, ValueError):
            # not a row after all: a page of freed space may look like a leaf
            continue


def places(pages: Pages) -> Iterator[tuple[str, int]]:
    """Device and number of each entry that the journal's index tells of, though the entry itself may be lost. Proves nothing."""
    for page, at in _cells(pages, (_INDEX_LEAF, _INDEX_INNER)):
        try:
            size, at = _varint(page, at)
            if size <= 100:
                device, number, _ = _record(page[at : at + size])
                if isinstance(device, str) and len(device) == 32 and isinstance(number, int) and 0 < number < 2**53:
                    yield device, number
        except (IndexError, ValueError):
            # another index
            continue


def _cells(pages: Pages, kinds: tuple[int, ...]) -> Iterator[tuple[bytes, int]]:
    """Every cell of the whole pages of these kinds: the page, and where on it the cell begins."""
    for page_number, page in enumerate(pages.in_turn(), 1):
        head = 100 if page_number == 1 else 0
        if page is not None and page[head] in kinds:
            inner = page[head] == _INDEX_INNER
            first = head + (12 if inner else 8)
            count = int.from_bytes(page[head + 3 : head + 5], "big")
            for place in range(first, min(first + 2 * count, _USABLE), 2):
                yield page, int.from_bytes(page[place : place + 2], "big") + (4 if inner else 0)


def _payload(pages: Pages, page: bytes, at: int, size: int, left: list[int]) -> bytes | None:
    """A row's bytes, on this page and on its overflow pages; None if one of those is lost."""
    largest, smallest = _USABLE - 35, (_USABLE - 12) * 32 // 255 - 23
    if size <= largest:
        return page[at : at + size]
    local = smallest + (size - smallest) % (_USABLE - 4)
    local = local if local <= largest else smallest
    parts, have = [page[at : at + local]], local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    seen: set[int] = set()
    while have < size:
        left[0] -= 1
        overflow = pages.whole(following) if following not in seen and left[0] >= 0 else None
        if overflow is None:
            return None
        seen.add(following)
        part = overflow[4 : 4 + min(size - have, _USABLE - 4)]
        parts.append(part)
        have += len(part)
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> Iterator[Value]:
    length, at = _varint(payload, 0)
    if length > _MOST_HEADER:
        raise ValueError("long header")
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
