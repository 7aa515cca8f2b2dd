"""The vault at the command line: passphrases into custody, notes about events, paper shares, and opening it from those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import (
    JSON,
    NEW_VAULT_PASSPHRASE,
    PASSPHRASE,
    PASSPHRASE_FILE,
    PATH,
    VAULT_PASSPHRASE,
    ask,
    exists,
    laptop,
)
from juryapp.cli.telling import say, say_json, say_table, tell
from juryapp.cli.words import option
from juryapp.errors import Problem, Refused
from juryapp.many_events import words
from juryapp.many_events.custody import named, take_into_custody
from juryapp.many_events.secrets import Notes
from juryapp.many_events.vault import Deposit, Vault, create_vault, open_vault
from juryapp.new_secrets.strength import check_passphrase
from juryapp.text import _, mark, plain_date
from juryapp.workbook.times import day_of

_DAY = mark("{day} is no day; write it as 2026-11-30.")


@command(
    "vault",
    click.Argument(["vault"], metavar="FILE.juryvault", type=PATH),
    option("--create", is_flag=True, help=mark("Make it, under a new passphrase of headquarters' own.")),
    option(
        "--add",
        multiple=True,
        type=PATH,
        metavar="EVENT.jury",
        help=mark("Take an event's passphrase into custody; the event is opened with it first. May be given several times."),
    ),
    option("--event", metavar="EVENT", help=mark("Which event the following is about: its file's name, its title or its id.")),
    option("--contact", metavar="NAME", help=mark("Whom to call there.")),
    option("--telephone", metavar="NUMBER", help=mark("At which number.")),
    option("--deadline", metavar="YYYY-MM-DD", help=mark("The day by whose end everything is expected; empty for none.")),
    option("--note", metavar="TEXT", help=mark("What headquarters notes for itself.")),
    option("--remove", is_flag=True, help=mark("Take the event out of the vault, with its passphrase and notes.")),
    option("--passphrase", "shows", is_flag=True, help=mark("Print the event's passphrase, and nothing else.")),
    option("--change-passphrase", is_flag=True, help=mark("Lock the vault under another passphrase.")),
    JSON,
    VAULT_PASSPHRASE.option,
    NEW_VAULT_PASSPHRASE.option,
    PASSPHRASE_FILE,
)
def vault(
    vault: Path,
    create: bool,
    add: tuple[Path, ...],
    event: str | None,
    contact: str | None,
    telephone: str | None,
    deadline: str | None,
    note: str | None,
    remove: bool,
    shows: bool,
    change_passphrase: bool,
    as_json: bool,
    vault_passphrase_file: Path | None,
    new_vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Without more it lists what is in it; no passphrase is ever listed."""
    written = {"contact": contact, "telephone": telephone, "deadline": deadline, "note": note}
    if event is None and (remove or shows or any(value is not None for value in written.values())):
        raise Refused("Say which event this is about: --event, with its file's name, its title or its id.")
    if create:
        ours = _created(vault, new_vault_passphrase_file, vault_passphrase_file)
    else:
        ours = open_vault(exists(vault), ask(VAULT_PASSPHRASE, vault_passphrase_file))
    refused = _add(ours, add, passphrase_file)
    if event is not None:
        id_ = named(ours, event)
        if shows:
            say(ours.deposits[id_].passphrase)
            return 0
        _note(ours, id_, written)
        if remove:
            ours.remove(id_)
    if change_passphrase:
        new = ask(NEW_VAULT_PASSPHRASE, new_vault_passphrase_file, new=True)
        check_passphrase(new)
        ours.change_passphrase(new, laptop().cost)
        tell(_("The vault has another passphrase now."))
    _list(ours, as_json=as_json)
    return int(refused)


def _created(path: Path, new_file: Path | None, file: Path | None) -> Vault:
    passphrase = ask(NEW_VAULT_PASSPHRASE, new_file, new=True) if new_file else ask(VAULT_PASSPHRASE, file, new=True)
    check_passphrase(passphrase)
    return create_vault(path, passphrase, laptop().cost)


def _add(ours: Vault, paths: Sequence[Path], passphrase_file: Path | None) -> bool:
    """The others are taken though one is refused. True if one was."""
    refused = False
    for path in paths:
        if len(paths) > 1:
            tell(str(path))  # each may be asked for its passphrase
        try:
            take_into_custody(ours, laptop(), exists(path), ask(PASSPHRASE, passphrase_file))
        except Problem as problem:
            refused = True
            tell(*problem.sentences())
    return refused


def _note(ours: Vault, event: str, written: Mapping[str, str | None]) -> None:
    """Writes what was given; what wasn't stays."""
    former = ours.notes(event)
    contact, telephone, deadline, note = (written[name] for name in ("contact", "telephone", "deadline", "note"))
    notes = Notes(
        former.contact if contact is None else contact,
        former.telephone if telephone is None else telephone,
        former.deadline if deadline is None else _day(deadline),
        former.note if note is None else note,
    )
    if notes != former:
        ours.note(event, notes)


def _day(text: str) -> date | None:
    day = day_of(text) if text else None
    if text and day is None:
        raise Refused(_DAY, day=text)
    return day


def _list(ours: Vault, *, as_json: bool) -> None:
    held = ours.deposits
    if as_json:
        say_json({"events": [_json(id_, one) for id_, one in held.items()], "shares": ours.has_shares})
        return
    rows = [
        (
            one.title,
            one.file,
            plain_date(one.notes.deadline) if one.notes.deadline else "",
            words.contact_words(one.notes),
            one.notes.note,
        )
        for one in held.values()
    ]
    say_table((_("Event"), _("File"), _("Expected by"), _("Contact"), _("Note")), rows)
    if not rows:
        say(_("The vault is empty; put events into it: juryapp vault FILE --add EVENT.jury"))
    if not ours.has_shares:
        say(
            "",
            _("No paper shares were made of this vault: whoever forgets its passphrase can't open it. See: juryapp vault-shares"),
        )


def _json(id_: str, one: Deposit) -> dict[str, object]:
    notes = one.notes
    return {
        "event": id_,
        "title": one.title,
        "file": one.file,
        "contact": notes.contact,
        "telephone": notes.telephone,
        "deadline": notes.deadline.isoformat() if notes.deadline else None,
        "note": notes.note,
    }
