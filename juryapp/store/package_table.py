"""Packages: what a package says of itself, which ones hold nothing new, and what headquarters confirmed of its own."""

from __future__ import annotations

from juryapp.store.connection import EventFile


def remember_merged(file: EventFile, sha256: str, size: int, entries: int) -> None:
    """Remembers a package that holds nothing new any more. It does so in this file: an older copy of it doesn't know."""
    file.connection.execute("INSERT OR IGNORE INTO merged VALUES (?, ?, ?)", (sha256, size, entries))


def merged(file: EventFile, size: int) -> dict[str, int]:
    """The packages of this size of which nothing is left to take: SHA-256 -> how many entries each holds."""
    return dict(file.rows("SELECT sha256, entries FROM merged WHERE size = ?", (size,)))


def keep_receipt(file: EventFile, device: str, body: bytes, signature: bytes) -> None:
    """Keeps what headquarters' device confirmed last, as it signed it."""
    file.connection.execute("INSERT OR REPLACE INTO receipt VALUES (?, ?, ?)", (device, body, signature))


def receipts(file: EventFile) -> list[tuple[str, bytes, bytes]]:
    """(device, body, signature) of each receipt."""
    return file.rows("SELECT device, body, signature FROM receipt ORDER BY device")


def manifests(file: EventFile) -> list[tuple[bytes, bytes]]:
    """(body, signature) of what a package says of itself; empty in a working file."""
    return file.rows("SELECT body, signature FROM manifest LIMIT 2")
