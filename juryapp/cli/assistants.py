"""Assistants to jurors: who types at a juror's form under a PIN of their own; letting them, their list, and ending it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from juryapp.cli.commands import command
from juryapp.cli.common import (
    ASSISTANT,
    ASSISTANT_PIN,
    ASSISTANT_PIN_FILE,
    DESK_PIN_FILE,
    EVENT,
    JSON,
    JUROR,
    PASSPHRASE_FILE,
    PIN_FILE,
    REASON,
    ask,
    exists,
    juror_desk,
    opened,
    secretary_desk,
)
from juryapp.cli.telling import say, say_json, say_table
from juryapp.cli.words import option
from juryapp.desk.assistants import can_sit_here, end_typing, let_type, named_assistant
from juryapp.store.assistants import assistants as known_assistants
from juryapp.text import _, mark

if TYPE_CHECKING:
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.secretary import SecretaryDesk

_BY_JUROR = option("--by-juror", is_flag=True, help=mark("The juror's own act, with the juror's PIN, instead of the desk's."))


@contextmanager
def _desk(
    event: Path, juror: str, passphrase_file: Path | None, pin_file: Path | None, desk_pin_file: Path | None, *, by_juror: bool
) -> Iterator[JurorDesk | SecretaryDesk]:
    """The juror's seat, or the secretary's."""
    if by_juror:
        with juror_desk(event, passphrase_file, juror, pin_file) as own:
            yield own
    else:
        with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
            yield desk


@command(
    "add-assistant",
    EVENT,
    JUROR,
    option("--name", required=True, metavar="TEXT", help=mark("Who types; stands on record and on the sheet.")),
    _BY_JUROR,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    PIN_FILE,
    ASSISTANT_PIN_FILE,
)
def add_assistant(
    event: Path,
    juror: str,
    name: str,
    by_juror: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    pin_file: Path | None,
    assistant_pin_file: Path | None,
) -> None:
    """The key lies on this laptop, and goes along where one is prepared for the juror."""
    exists(event)
    with _desk(event, juror, passphrase_file, pin_file, desk_pin_file, by_juror=by_juror) as desk:
        one, _changes = let_type(desk, juror, name, ask(ASSISTANT_PIN, assistant_pin_file, new=True, name=name))
    say(_("{name} ({code}) types for {juror}; {juror} checks and signs.", name=one.name, code=one.code, juror=juror))


@command(
    "remove-assistant",
    EVENT,
    JUROR,
    ASSISTANT,
    REASON,
    _BY_JUROR,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    PIN_FILE,
)
def remove_assistant(
    event: Path,
    juror: str,
    assistant: str,
    reason: str,
    by_juror: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    pin_file: Path | None,
) -> None:
    """What was typed and is here goes on counting."""
    exists(event)
    with _desk(event, juror, passphrase_file, pin_file, desk_pin_file, by_juror=by_juror) as desk:
        one = named_assistant(desk.event, juror, assistant)
        end_typing(desk, one, reason)
    say(_("{name} types no more for {juror}; what is here of it goes on counting.", name=one.name, juror=juror))


@command("assistants", EVENT, PASSPHRASE_FILE, JSON)
def assistants(event: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Those who ended as well."""
    with opened(event, passphrase_file, look=True) as here:
        found = [(one, can_sit_here(here, one)) for one in known_assistants(here.file)]
    if as_json:
        say_json({"assistants": [{**asdict(one), "key_is_here": is_here} for one, is_here in found]})
    elif not found:
        say(_("Nobody types for a juror."))
    else:
        rows = [(one.juror, one.name, one.code, _("yes") if is_here else _("no"), one.ended or "–") for one, is_here in found]
        say_table((_("Juror"), _("Assistant"), _("Code"), _("Key is here"), _("Ended, because")), rows)
