"""What is kept beside the journal: private keys under their locks, attachments, quarantined entries, receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from juryapp.journal.entry import Entry, NotAnEntry, read_entry
from juryapp.store.connection import EventFile

Row = tuple[str, str, int, bytes, bytes | None]
"""Id, device, number, body and signature of an entry, as it lies in a table."""


def data_version(file: EventFile) -> int:
    """A number that changes when another program has written to the file."""
    return int(file.rows("PRAGMA data_version")[0][0])


def digest(content: bytes) -> str:
    """The id under which bytes are attached: their SHA-256."""
    return hashlib.sha256(content).hexdigest()


def attach(file: EventFile, content: bytes) -> str:
    """Keeps bytes under their hash; returns it. An erased attachment does not come back."""
    id_ = digest(content)
    file.connection.execute("INSERT OR IGNORE INTO attachment(id) VALUES (?)", (id_,))
    file.connection.execute("UPDATE attachment SET content = ? WHERE id = ? AND content IS NULL AND NOT erased", (content, id_))
    return id_


def attachment(file: EventFile, id_: str) -> bytes | None:
    """An attachment's bytes, or None if it was erased or left out of the package."""
    rows = file.rows("SELECT content FROM attachment WHERE id = ?", (id_,))
    return rows[0][0] if rows else None


def attachment_sizes(file: EventFile) -> dict[str, int]:
    """The attachments that are here: id -> bytes."""
    return dict(file.rows("SELECT id, length(content) FROM attachment WHERE content IS NOT NULL ORDER BY id"))


def erased_attachments(file: EventFile) -> set[str]:
    """The attachments that were erased and don't come back."""
    return {id_ for (id_,) in file.rows("SELECT id FROM attachment WHERE erased")}


def mark_erased(file: EventFile, ids: Iterable[str]) -> None:
    """Marks attachments as erased: whoever brings them again brings them in vain."""
    sql = "INSERT INTO attachment VALUES (?, NULL, 1) ON CONFLICT DO UPDATE SET content = NULL, erased = 1"
    file.connection.executemany(sql, [(id_,) for id_ in ids])


def unmark_erased(file: EventFile, ids: Iterable[str]) -> None:
    """Takes the mark away: whoever brings these attachments brings them back."""
    file.connection.executemany("UPDATE attachment SET erased = 0 WHERE id = ?", [(id_,) for id_ in ids])


def locked_key(file: EventFile, owner: str) -> bytes | None:
    """A private key under its lock: of a juror (`J01`), the desk (`desk`) or a device (`device:...`)."""
    rows = file.rows("SELECT locked FROM keyring WHERE owner = ?", (owner,))
    return rows[0][0] if rows else None


def keep_key(file: EventFile, owner: str, locked: bytes) -> None:
    """Keeps a key under its lock, in place of the owner's former one."""
    file.connection.execute("INSERT OR REPLACE INTO keyring VALUES (?, ?)", (owner, locked))


def quarantine(file: EventFile, entries: Sequence[Entry]) -> None:
    """Holds entries of devices that aren't admitted, outside the journal."""
    rows = [(e.id, e.device, e.number, e.body, e.signature) for e in entries]
    file.connection.executemany("INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?)", rows)


def quarantined(file: EventFile, up_to: int | None = None) -> list[Row]:
    """The entries that are held, in chain order; of each device those up to this number."""
    sql = (
        "SELECT id, device, number, body, signature FROM quarantine WHERE ?1 IS NULL OR number <= ?1 ORDER BY device, number, id"
    )
    return file.rows(sql, (up_to,))


def held_counts(file: EventFile) -> dict[str, int]:
    """Device -> how many of its entries are held. Reads none of them."""
    return dict(file.rows("SELECT device, count(*) FROM quarantine GROUP BY device ORDER BY device"))


def held(file: EventFile, up_to: int | None = None) -> tuple[Entry, ...]:
    """The held entries that match their hash, in chain order; others are left out. With `up_to` those of low numbers."""
    found = []
    for id_, _, _, body, signature in quarantined(file, up_to):
        try:
            entry = read_entry(body, signature)
        except NotAnEntry:
            # put there by hand
            continue
        if entry.id == id_:
            found.append(entry)
    return tuple(found)


def release(file: EventFile) -> None:
    """Takes out of quarantine what the journal holds by now."""
    file.connection.execute("DELETE FROM quarantine WHERE id IN (SELECT id FROM entry WHERE id = quarantine.id)")


def remember_merged(file: EventFile, sha256: str, size: int, entries: int) -> None:
    """Remembers a package of which nothing is left to take. It lies in the file, so an older copy of the file doesn't know it."""
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


def is_found_again(file: EventFile) -> bool:
    """True if what is kept is found by its name: a page put back from an older copy deciphers, and hides what was added since."""
    return all(file.rows(f"PRAGMA integrity_check({table})") == [("ok",)] for table in ("entry", "attachment", "keyring"))


def is_sound(file: EventFile) -> bool:
    """True if SQLite finds the file's structure whole."""
    return file.rows("PRAGMA quick_check(1)") == [("ok",)]
