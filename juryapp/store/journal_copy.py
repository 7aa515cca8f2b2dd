"""Copying an event file's journal into another one: packages and prepared laptops. Private keys only where they are named."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from juryapp.store import keyring, model_records
from juryapp.store.connection import EventFile, connect
from juryapp.store.opening import key_of_copies
from juryapp.store.schema import KEPT, PROJECTIONS, migrate, table_names

_STAYS = ("keyring", "manifest", "quarantine", "merged", "draft", "seen", "receipt")
_ATTACHMENTS = "attachment"
_CARRIED = tuple(name for name in table_names(KEPT) if name not in _STAYS)


def copy_to(
    file: EventFile,
    path: Path,
    keys: Collection[str] = (),
    manifest: tuple[bytes, bytes] | None = None,
    called: Path | None = None,
    preparation: keyring.Preparation | None = None,
    without: Collection[str] = (),
) -> None:
    """A new file under the same passphrase with the journal, its attachments and its projections, and the named keys; with its
    preparation, where it is prepared for a laptop. Attachments `without` which it goes out are left here.

    Raises `FileProblem` (disk full, folder missing), about `called`, the name that the file will have.
    """
    key = key_of_copies(file)
    with connect(path, file.passphrase, new=True, called=called, raw_key=key) as copy:
        migrate(copy)
    run = file.connection.execute
    with file.attached(path, key, called):
        for table in (name for name in (*_CARRIED, *PROJECTIONS) if not (without and name == _ATTACHMENTS)):
            # `SELECT *` from an equal table: SQLite copies its trees as they lie
            run(f"INSERT INTO beside.{table} SELECT * FROM main.{table}")
        if without:
            left = ", ".join("?" * len(without))
            run(f"INSERT INTO beside.attachment SELECT * FROM main.attachment WHERE id NOT IN ({left})", sorted(without))
        for device in model_records.headquarters_devices(file):
            # what other laptops said of themselves is for whoever read their packages
            run("INSERT INTO beside.receipt SELECT * FROM main.receipt WHERE device = ?", (device,))
        for owner in sorted(keys):
            run("INSERT INTO beside.keyring SELECT * FROM main.keyring WHERE owner = ?", (owner,))
        if preparation:
            keyring.bear_preparation(file, "beside", preparation)
        if manifest:
            run("INSERT INTO beside.manifest VALUES (?, ?)", manifest)
