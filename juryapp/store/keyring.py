"""Keyring: private keys under their locks, by their owner."""

from __future__ import annotations

from dataclasses import dataclass, field

from juryapp.store.connection import EventFile

_PREPARATION = "device:preparation"
"""Where a prepared copy bears the id of its preparation and, behind a line end, its own key, which proves to others that a laptop
has this copy. Nobody's seat, and under no lock but the file's."""


@dataclass(frozen=True)
class Preparation:
    """What makes a copy a prepared one."""

    id: str
    """Its line on the roster of laptops."""
    key: bytes = field(repr=False)
    """Its own key, as PKCS#8."""


def locked_key(file: EventFile, owner: str) -> bytes | None:
    """A private key under its lock: of a juror (`J01`), the desk (`desk`), a device (`device:...`) or an assistant
    (`assistant:p-...`)."""
    rows = file.rows("SELECT locked FROM keyring WHERE owner = ?", (owner,))
    return rows[0][0] if rows else None


def keep_key(file: EventFile, owner: str, locked: bytes) -> None:
    """Keeps a key under its lock, in place of the owner's former one."""
    file.connection.execute("INSERT OR REPLACE INTO keyring VALUES (?, ?)", (owner, locked))


def seats(file: EventFile) -> set[str]:
    """Whose keys lie here: the jurors', and the desk's; not those of laptops and of jurors' assistants."""
    return {owner for (owner,) in file.rows("SELECT owner FROM keyring") if not owner.startswith(("device:", "assistant:"))}


def laptops(file: EventFile) -> set[str]:
    """The ids of the laptops that write into this file; of a package none, of a prepared copy none before it is opened."""
    owners = {owner for (owner,) in file.rows("SELECT owner FROM keyring WHERE owner LIKE 'device:%'")} - {_PREPARATION}
    return {owner.removeprefix("device:") for owner in owners}


def preparation(file: EventFile) -> str:
    """The id of the preparation in which this file was made for a laptop; empty where it was in none."""
    return _borne(file)[0].decode("ascii", "replace")


def key_of_copy(file: EventFile) -> bytes | None:
    """The prepared copy's own key, as PKCS#8; None where the file is no prepared copy, or one of before they had keys."""
    return _borne(file)[2] or None


def _borne(file: EventFile) -> tuple[bytes, bytes, bytes]:
    return (locked_key(file, _PREPARATION) or b"").partition(b"\n")


def bear_preparation(file: EventFile, schema: str, preparation: Preparation) -> None:
    """Has the file that is attached under this name bear its preparation."""
    content = preparation.id.encode() + b"\n" + preparation.key
    file.connection.execute(f"INSERT OR REPLACE INTO {schema}.keyring VALUES (?, ?)", (_PREPARATION, content))
