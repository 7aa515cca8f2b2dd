"""What commands share: the event they name, secrets, opening, and reading files that people give."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.clocks import clock_words
from juryapp.cli.telling import sentences
from juryapp.cli.words import Option, option
from juryapp.desk.assistant_seat import AssistantDesk
from juryapp.desk.assistants import can_sit_here, named_assistant
from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import check_is_free, make_folder
from juryapp.errors import FileProblem, IsPackage, Problem, Problems, Refused, Why
from juryapp.event import spare_offer, spares
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.event.seats import locked_root
from juryapp.event.spare_files import looks_of, taken_from
from juryapp.event.spare_words import LOOK_FOR_NEWER, lacking, when
from juryapp.log import refused
from juryapp.store import keyring
from juryapp.text import mark, translate
from juryapp.workbook.decoding import decoded

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.event.spare_offer import OfferedSpare

_NEWER = mark('The newer file is {newer}: open that, or bring both together: juryapp merge "{newer}" "{path}"')
_NEWER_LAY = mark("The newer file lay last at {newer}.")
_GO_ON = mark('Nothing was changed. To go on with this file all the same: juryapp restore "{path}" --go-on')
_OFFERED = mark(
    "Spare copy {number} of {source} ({name}) opens with this passphrase: {when}, up to entry {entries}. To put it in place: "
    'juryapp restore "{path}" --spare {number}'
)
PATH = click.Path(path_type=Path, readable=False)
"""Any path: a missing file, or one that may not be read, is a known problem (1), not wrong usage (2)."""
MOST_TEXT = 20_000_000
"""Bytes of a text file that a person gives; a larger one was chosen by mistake."""


@dataclass(frozen=True)
class Secret:
    """A secret that never stands on the command line."""

    file_option: str
    variable: str
    prompt: str
    """What is asked, as a message."""

    @property
    def option(self) -> Option:
        """The option that names its file."""
        return option(self.file_option, type=PATH, metavar="FILE", help=_SECRET_HELP[self.file_option])


_SECRET_HELP = {
    "--passphrase-file": mark("A file whose first line is the event's passphrase; or set JURYAPP_PASSPHRASE."),
    "--last-passphrase-file": mark(
        "With --like: a file whose first line is that event's passphrase; or set JURYAPP_LAST_PASSPHRASE."
    ),
    "--new-passphrase-file": mark(
        "A file whose first line is the passphrase that the new event gets; or set JURYAPP_NEW_PASSPHRASE. Otherwise it has the "
        "event's."
    ),
    "--vault-passphrase-file": mark(
        "A file whose first line is headquarters' own passphrase, of the vault; or set JURYAPP_VAULT_PASSPHRASE."
    ),
    "--new-vault-passphrase-file": mark(
        "A file whose first line is the passphrase that the vault gets; or set JURYAPP_NEW_VAULT_PASSPHRASE."
    ),
    "--pin-file": mark("A file whose first line is the PIN of who acts; or set JURYAPP_PIN."),
    "--assistant-pin-file": mark("A file whose first line is the assistant's PIN; or set JURYAPP_ASSISTANT_PIN."),
    "--desk-pin-file": mark("A file whose first line is the desk's PIN; or set JURYAPP_DESK_PIN."),
    "--p12-password-file": mark(
        "A file whose first line is the password of the certificate's file; or set JURYAPP_P12_PASSWORD."
    ),
    "--token-pin-file": mark("A file whose first line is the PIN of the token; or set JURYAPP_TOKEN_PIN."),
    "--root-pin-file": mark("A file whose first line is the PIN of headquarters' root; or set JURYAPP_ROOT_PIN."),
}
PASSPHRASE = Secret("--passphrase-file", "JURYAPP_PASSPHRASE", mark("The event's passphrase"))
LAST_PASSPHRASE = Secret("--last-passphrase-file", "JURYAPP_LAST_PASSPHRASE", mark("The passphrase of last year's event"))
NEW_PASSPHRASE = Secret("--new-passphrase-file", "JURYAPP_NEW_PASSPHRASE", mark("The rehearsal's passphrase"))
NEXT_PASSPHRASE = Secret("--new-passphrase-file", "JURYAPP_NEW_PASSPHRASE", mark("The passphrase of the next stage's event"))
VAULT_PASSPHRASE = Secret("--vault-passphrase-file", "JURYAPP_VAULT_PASSPHRASE", mark("The vault's passphrase"))
NEW_VAULT_PASSPHRASE = Secret(
    "--new-vault-passphrase-file", "JURYAPP_NEW_VAULT_PASSPHRASE", mark("The new passphrase of the vault")
)
PIN = Secret("--pin-file", "JURYAPP_PIN", mark("PIN of {juror}"))
ASSISTANT_PIN = Secret("--assistant-pin-file", "JURYAPP_ASSISTANT_PIN", mark("PIN of the assistant {name}"))
DESK_PIN = Secret("--desk-pin-file", "JURYAPP_DESK_PIN", mark("The desk's PIN"))
ROOT_PIN = Secret("--root-pin-file", "JURYAPP_ROOT_PIN", mark("PIN of headquarters' root"))
P12_PASSWORD = Secret("--p12-password-file", "JURYAPP_P12_PASSWORD", mark("The password of the certificate's file"))
TOKEN_PIN = Secret("--token-pin-file", "JURYAPP_TOKEN_PIN", mark("The PIN of the token"))

EVENT = click.Argument(["event"], metavar="EVENT.jury", type=PATH)
PASSPHRASE_FILE, PIN_FILE, DESK_PIN_FILE, ROOT_PIN_FILE = (s.option for s in (PASSPHRASE, PIN, DESK_PIN, ROOT_PIN))
JUROR = option("--juror", required=True, metavar="J01", help=mark("The juror's code."))
ASSISTANT_PIN_FILE = ASSISTANT_PIN.option
ASSISTANT = option(
    "--assistant", required=True, metavar="NAME", help=mark("The assistant's name, or code as `juryapp assistants` lists it.")
)
AS_ASSISTANT = option(
    "--assistant", metavar="NAME", help=mark("An assistant types this for the juror, under the assistant's PIN: name or code.")
)
CANDIDATE = option("--candidate", required=True, metavar="K01", help=mark("The candidate's number."))
REASON = option("--reason", required=True, metavar="TEXT", help=mark("Why; it stays on record."))
JSON = option("--json", "as_json", is_flag=True, help=mark("Print one JSON object and nothing else."))


def laptop() -> Laptop:
    """The device on which this command runs."""
    given = click.get_current_context().obj
    return given if given is not None else Laptop()


def given(secret: Secret, file: Path | None) -> str | None:
    """A secret from its file or the environment; None where neither is given."""
    if file is not None:
        first_line = read_text(file).split("\n", 1)[0].rstrip("\r")
        if not first_line:
            raise FileProblem("The first line of {path} is empty; write the secret there.", path=file)
        return first_line
    return os.environ.get(secret.variable) or None


def ask(secret: Secret, file: Path | None, *, new: bool = False, **gaps: str) -> str:
    """A secret from its file or the environment, else asked without echo; a `new` one is asked twice.

    Raises `Refused` where nobody can be asked.
    """
    found = given(secret, file)
    if found is not None:
        return found
    question = translate(secret.prompt, **gaps)
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused(
            "{what} is needed, and nobody can be asked here: name a file with {option}, or set {variable}.",
            what=question,
            option=secret.file_option,
            variable=secret.variable,
        )
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=new, err=True)
    return answer


def ask_whether(question: str, *, yes: bool) -> None:
    """Returns once somebody says yes, beforehand or on the terminal. Raises `Refused`, with `--yes` where nobody can be asked."""
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("Nothing was changed: nobody can be asked here. Look at what was told, and add --yes to do it.")
    if not click.confirm(question, err=True):
        raise Refused("Nothing was changed.")


def exists(path: Path) -> Path:
    """The path, if something is there: asked before secrets are."""
    if not path.exists():
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
    return path


def is_free(path: Path) -> Path:
    """The path, if nothing is there yet."""
    check_is_free(path)
    return path


@contextmanager
def opened(path: Path, passphrase_file: Path | None, *, look: bool = False) -> Iterator[OpenEvent]:
    """The event, open until the command ends; then a spare copy is made, if the command wrote and one is due.

    A command that only has a `look` changes no byte of the file.
    """
    with _opened_or_offered(path, passphrase_file, look=look) as event:
        before = looks_of(event.path)
        yield event
        if looks_of(event.path) != before:
            _keep_spare(event)


def _opened_or_offered(path: Path, passphrase_file: Path | None, *, look: bool) -> OpenEvent:
    """The event; where it can't be opened, or is older than what this laptop remembers, its spare copy is told of."""
    passphrase = _passphrase_of(path, passphrase_file)
    try:
        event = open_event(laptop(), path, passphrase, look=look)
    except IsPackage:
        raise
    except FileProblem as problem:
        offer = spare_offer.offer_instead(laptop(), path, passphrase, problem)
        raise Problems([problem, _told(offer)]) if offer else problem from problem
    offer = spare_offer.older(event)
    if offer:
        _say_older(offer, look=look)
    return event


def _say_older(offer: OfferedSpare, *, look: bool) -> None:
    """That this laptop wrote what the file lacks, and where to look for it. Raises `Problems`, the file closed, for any act."""
    told: list[Problem] = [lacking(offer)]
    if offer.newer:
        told.append(FileProblem(_NEWER if offer.newer_is_there else _NEWER_LAY, newer=offer.newer.absolute(), path=offer.path))
    if offer.spare:
        told.append(_told(offer))
    if not (offer.spare or offer.newer_is_there):
        told.append(FileProblem(LOOK_FOR_NEWER))
    if look:
        say_trouble(Problems(told))
        return
    if offer.event:
        offer.event.close()
    raise Problems([*told, Refused(_GO_ON, path=offer.path)])


def _passphrase_of(path: Path, passphrase_file: Path | None) -> str:
    """Asks for it only where there is something to open: the file, or a spare copy of it."""
    if not path.exists() and not taken_from(laptop().home, path):
        exists(path)
    return ask(PASSPHRASE, passphrase_file)


def _told(offer: OfferedSpare) -> FileProblem:
    assert offer.spare
    gaps = {"number": offer.spare.number, "when": when(offer.spare, laptop().clock()), "entries": offer.spare.entries}
    return FileProblem(_OFFERED, **gaps, source=offer.spare.path or "?", name=offer.name, path=offer.path)


def _keep_spare(event: OpenEvent) -> None:
    try:
        spares.make_if_due(event)
    except Problem as problem:
        refused(problem)
        say_trouble(problem)


def say_trouble(problem: Problem | None) -> None:
    """A known trouble that doesn't hinder the command: a sentence on standard error."""
    for sentence in sentences(problem) if problem else ():
        click.echo(sentence, err=True)


def say_clock(event: OpenEvent) -> None:
    """What doesn't agree with this laptop's clock, on standard error, before something is written; nothing is hindered by it."""
    for sentence in clock_words(event):
        click.echo(sentence, err=True)


@contextmanager
def secretary_desk(
    path: Path, passphrase_file: Path | None, desk_pin_file: Path | None, *, look: bool = False
) -> Iterator[SecretaryDesk]:
    """The secretary's seat. Its PIN is asked only where this laptop has the desk's key; to `look` changes no byte."""
    with opened(path, passphrase_file, look=look) as event:
        yield SecretaryDesk.sit(event, desk_pin(event, desk_pin_file))
        if not look:
            event.before_leaving()


def desk_pin(event: OpenEvent, file: Path | None) -> str | None:
    """The desk's PIN; None where this laptop lacks the key that it would open."""
    return ask(DESK_PIN, file) if keyring.locked_key(event.file, "desk") else None


def root_pin(event: OpenEvent, file: Path | None, desk_pin_file: Path | None) -> str:
    """The root's PIN; where none is given, the desk's serves. Raises `NoKey` where this laptop isn't headquarters."""
    locked_root(event)
    return given(ROOT_PIN, file) or given(DESK_PIN, desk_pin_file) or ask(ROOT_PIN, file)


@dataclass(frozen=True)
class Typing:
    """Which assistant types for the juror, and the file of the assistant's PIN."""

    name: str
    pin_file: Path | None


@contextmanager
def juror_desk(
    path: Path, passphrase_file: Path | None, juror: str, pin_file: Path | None, *, look: bool = False, by: Typing | None = None
) -> Iterator[JurorDesk]:
    """A juror's seat, or `by` an assistant at the juror's form. A juror's PIN is asked only of one who is enrolled, where this
    laptop has the key.
    """
    with opened(path, passphrase_file, look=look) as event:
        if by:
            known = named_assistant(event, juror, by.name)
            pin = ask(ASSISTANT_PIN, by.pin_file, name=known.name) if can_sit_here(event, known) else None
            yield AssistantDesk.sit_down(event, juror, known, pin)
            return
        needed = juror in event.trust.jurors and keyring.locked_key(event.file, juror)
        yield JurorDesk.sit(event, juror, ask(PIN, pin_file, juror=juror) if needed else None)


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises `FileProblem` in a sentence."""
    exists(path)
    try:
        if path.stat().st_size > MOST_TEXT:
            raise FileProblem("{path} is too large to be meant here; check the name.", path=path)
        return path.read_bytes()
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem


def read_text(path: Path) -> str:
    """The text of a file, in an encoding that editors and spreadsheets write. Raises `FileProblem` in a sentence."""
    try:
        return decoded(read_bytes(path))
    except UnicodeDecodeError as problem:
        raise FileProblem("{path} is not text in UTF-8; save it again with that encoding.", path=path) from problem


def writable_folder(folder: Path) -> Path:
    """The folder, made if need be, after trying that files can be written into it."""
    make_folder(folder)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=folder, why=Why(problem)) from problem
