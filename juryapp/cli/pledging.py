"""The pledge: signed by its juror, or recorded from paper by the desk; and what is told of who goes on without one."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.board.pledges import lacks_pledge
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    JUROR,
    PASSPHRASE_FILE,
    PATH,
    PIN_FILE,
    juror_desk,
    say_clock,
    secretary_desk,
    writable_folder,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.juror import JurorDesk
from juryapp.desk.pledging import pledge_for_review, record_on_paper, sign_pledge, take_back_on_paper
from juryapp.errors import Refused
from juryapp.printing.document_folder import check_free, put_document
from juryapp.text import _, mark


@command(
    "pledge",
    EVENT,
    JUROR,
    option(
        "--conflict",
        "conflicts",
        multiple=True,
        metavar='K03="REASON"',
        help=mark("A conflict of interest that is declared first, as with `juryapp recuse`. May stand several times."),
    ),
    option("--out", type=PATH, metavar="DIR", help=mark("Also write the signed PDF into this folder.")),
    option("--on-paper", is_flag=True, help=mark("The desk records that the juror signed it with a pen.")),
    option("--take-back", is_flag=True, help=mark("With --on-paper: the desk takes back what it recorded; --reason says why.")),
    option("--reason", metavar="TEXT", help=mark("Why; it stays on record.")),
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def pledge(
    event: Path,
    juror: str,
    conflicts: tuple[str, ...],
    out: Path | None,
    on_paper: bool,
    take_back: bool,
    reason: str | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """The juror's signed act; with --on-paper the desk's."""
    if take_back and not (on_paper and reason):
        raise Refused("--take-back goes with --on-paper and a --reason; a pledge that a juror signed stays.")
    if on_paper and (conflicts or out):
        raise Refused("--conflict and --out go with a pledge that the juror signs here, not with one on paper.")
    if on_paper:
        _of_paper(event, juror, passphrase_file, desk_pin_file, reason if take_back else None)
    else:
        _sign(event, juror, [_read(one) for one in conflicts], out, passphrase_file, pin_file)


def _of_paper(event: Path, juror: str, passphrase_file: Path | None, desk_pin_file: Path | None, why: str | None) -> None:
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if why is None:
            record_on_paper(desk, juror)
        else:
            take_back_on_paper(desk, juror, why)
    if why is None:
        say(_("It is on record that {juror} signed the pledge on paper.", juror=juror))
    else:
        say(_("The pledge of {juror} is not on record any more.", juror=juror))


def _read(text: str) -> tuple[str, str]:
    """A candidate and why. Raises `Refused` unless both are there."""
    candidate, _is, why = (part.strip() for part in text.partition("="))
    if not (candidate and why):
        raise Refused("Write a conflict of interest as K03=REASON: the candidate's number and why; “{text}” is none.", text=text)
    return candidate, why


def _sign(
    event: Path,
    juror: str,
    conflicts: list[tuple[str, str]],
    out: Path | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
) -> None:
    with juror_desk(event, passphrase_file, juror, pin_file) as desk:
        if out is not None:
            writable_folder(out)
        say_clock(desk.event)
        shown = pledge_for_review(desk)
        if out is not None:
            check_free(out / shown.name)
        for candidate, why in conflicts:
            desk.recuse(candidate, why)
        signed = sign_pledge(desk, pledge_for_review(desk) if conflicts else shown)
    if signed.conflicts:
        told = ", ".join(signed.conflicts)
        say(_("{juror} signed the pledge, with conflicts of interest with {candidates}.", juror=juror, candidates=told))
    else:
        say(_("{juror} signed the pledge and declared no conflict of interest.", juror=juror))
    if out is not None:
        put_document(out / signed.name, signed.pdf)
        say_paths([out / signed.name])


def say_without_pledge(desk: JurorDesk) -> None:
    """That this juror goes on without the pledge that the event asks for, on standard error; nothing is hindered by it."""
    if desk.key is not None and lacks_pledge(desk.event.file, desk.juror):
        sentence = mark("{juror} has not signed the integrity pledge that this event asks for; `juryapp pledge` does that.")
        click.echo(_(sentence, juror=desk.juror.code), err=True)
