"""The inbox of a folder of events: its packages with verdicts, and receiving them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import JSON, PASSPHRASE_FILE, PATH, VAULT_PASSPHRASE, laptop
from juryapp.cli.many_events import VAULT, secrets_of
from juryapp.cli.telling import progress, say, say_json, say_table
from juryapp.cli.words import option
from juryapp.errors import FileProblem
from juryapp.many_events.folder import event_files
from juryapp.many_events.inbox import TAKEN, InboxRow, Verdict, look_at_inbox, packages_of, receive_all
from juryapp.many_events.inbox_words import inbox_words, verdict_words
from juryapp.text import _, mark


@command(
    "inbox",
    click.Argument(["folder"], metavar="FOLDER", type=PATH),
    option("--packages", type=PATH, metavar="DIR", help=mark("Where the packages lie; usually the folder itself.")),
    option("--receive", is_flag=True, help=mark("Take in all that is new, event by event.")),
    VAULT,
    JSON,
    VAULT_PASSPHRASE.option,
    PASSPHRASE_FILE,
)
def inbox(
    folder: Path,
    packages: Path | None,
    receive: bool,
    vault: Path | None,
    as_json: bool,
    vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> int:
    """The exit is 1 where a package can't be received as it is."""
    files, found = event_files(folder), packages_of(packages or folder)
    if not files:
        raise FileProblem("{path} holds no event file (.jury), nor do the folders directly in it; choose another.", path=folder)
    secrets = secrets_of(folder, vault, vault_passphrase_file, passphrase_file) if found else None
    rows: list[InboxRow] = []
    with progress(_("Looking at the packages")) as told:
        for row in look_at_inbox(laptop(), found, files, secrets) if secrets else ():
            rows.append(row)
            told(len(rows), len(found))
    if receive and secrets:
        taken = sum(row.verdict in TAKEN for row in rows)
        with progress(_("Receiving")) as told:
            done: dict[Path, InboxRow] = {}
            for row in receive_all(laptop(), rows, secrets):
                done[row.path] = row
                told(len(done), taken)
        rows = [done.get(row.path, row) for row in rows]
    if as_json:
        say_json({"packages": [_as_json(row) for row in rows]})
    else:
        _say_rows(rows)
    return int(any(row.verdict not in (*TAKEN, Verdict.HERE) for row in rows))


def _say_rows(rows: Sequence[InboxRow]) -> None:
    say(inbox_words(rows))
    if rows:
        cells = [(row.path.name, row.event.name if row.event else "", verdict_words(row)) for row in rows]
        say_table((_("Package"), _("Event"), _("Verdict")), cells)


def _as_json(row: InboxRow) -> dict[str, object]:
    told = {"path": str(row.path), "verdict": row.verdict.value, "event": str(row.event) if row.event else None}
    return {**told, "new": row.new, "why": row.why, "received": row.received}
