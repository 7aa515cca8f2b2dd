"""Forging: what someone who knows the passphrase can write into an event file past the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act, Entry, read_entry, write_entry
from juryapp.signing.keys import PrivateKey, unlock
from juryapp.signing.trust_store import TrustStore
from juryapp.store import attachment_table, journal, keyring
from juryapp.store.connection import EventFile
from juryapp.store.schema import PROJECTIONS
from tests.builders import pin_of
from tests.store.files import by_hand


def key_of(event: OpenEvent, juror: str) -> PrivateKey:
    """A juror's genuine key, as the juror holds it."""
    locked = keyring.locked_key(event.file, juror)
    assert locked
    return unlock(locked, pin_of(juror))


def forge(
    path: Path,
    actor: str,
    subject: str,
    key: str,
    value: Any,
    *,
    sign: PrivateKey | None = None,
    signature: bytes | None = None,
    device: str | None = None,
    supersedes: Sequence[str] | None = None,
    sealed_by: OpenEvent | None = None,
) -> Entry:
    """Appends an entry to the chain of a device of this closed file: the last that wrote, unless it is named.

    With `sealed_by` the forger sits at that laptop and seals what was forged with its key, as its program would.
    """
    with by_hand(path) as hand:
        body = hand.execute("SELECT body FROM entry ORDER BY rowid DESC LIMIT 1").fetchone()[0]
        last = read_entry(body)
        device = device or last.device
        sql = "SELECT number, id FROM entry WHERE device = ? ORDER BY number DESC LIMIT 1"
        number, parent = hand.execute(sql, (device,)).fetchone() or (0, None)
        if supersedes is None:
            sql = "SELECT entry FROM head WHERE subject = ? AND key = ?"
            supersedes = [id_ for (id_,) in hand.execute(sql, (subject, key))]
        act = Act(actor, subject, key, value, sign=sign.sign if sign else None)
        entry = write_entry(
            act, event=last.event, device=device, number=number + 1, parent=parent, at=last.at, supersedes=tuple(supersedes)
        )
        row = (entry.id, entry.device, entry.number, entry.body, signature or entry.signature)
        hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
        hand.execute("DELETE FROM manifest")
        if sealed_by:
            act = Act("device", "seal", device, {"sealed": True}, sign=sealed_by.sign_as_device)
            heads = tuple(id_ for (id_,) in hand.execute("SELECT entry FROM head WHERE subject = 'seal' AND key = ?", (device,)))
            seal = write_entry(
                act, event=last.event, device=device, number=number + 2, parent=entry.id, at=last.at, supersedes=heads
            )
            hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (seal.id, device, seal.number, seal.body, seal.signature))
    return entry


def projections(file: EventFile) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every projection, and the marks of erased attachments, which follow from the journal too."""
    found = {table: sorted(file.rows(f"SELECT * FROM {table}"), key=repr) for table in PROJECTIONS}
    return {**found, "erased": [(id_,) for id_ in sorted(attachment_table.erased(file))]}


def rebuilt(event: OpenEvent) -> dict[str, list[tuple[Any, ...]]]:
    """The projections, made anew from the journal alone, by one who learns its keys from it alone."""
    trust = TrustStore(event.id, journal.check(event.file))
    with event.file.unit():
        journal.rebuild(event.file, trust.proves)
    return projections(event.file)
