"""Enrolment: one juror's key under a PIN, and a look at PINs before anyone is enrolled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from juryapp.board.juror_doubles import alike_words
from juryapp.board.members import juror_of
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    P12_PASSWORD,
    PASSPHRASE_FILE,
    PATH,
    PIN,
    PIN_FILE,
    ask,
    exists,
    given,
    opened,
    read_bytes,
    read_text,
    secretary_desk,
)
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk.affiliations import record_affiliations
from juryapp.desk.own_certificate import OwnCertificate, read_own_certificate
from juryapp.errors import FileProblem, Problem, Problems, Refused
from juryapp.new_secrets.new_pins import NewPin, problems_of
from juryapp.signing.ink import Ink
from juryapp.store import model_records
from juryapp.text import _, mark, plain_date, plural

_HEADINGS = frozenset({"kode", "kode juri", "juri", "code", "juror", "juror code", "juror's code"})


@command(
    "enrol",
    EVENT,
    option("--juror", metavar="J01", help=mark("The juror's code; with --check it may be left out.")),
    option(
        "--check",
        is_flag=True,
        help=mark(
            "Only tell whether the PIN would be taken; nobody is enrolled. Without --juror the file of --pin-file holds a line "
            "for each juror, J01,PIN: whoever reads it has the PINs, so delete it afterwards."
        ),
    ),
    option(
        "--ink",
        type=PATH,
        metavar="FILE.json",
        help=mark("The drawn signature: strokes of [x, y, pressure] in pixels of 1/96 inch; without it the name is typed."),
    ),
    option(
        "--affiliations",
        metavar="TEXT",
        help=mark("Institutions and regions with which the juror is tied, with commas; in place of those that are on record."),
    ),
    option(
        "--own-certificate",
        type=PATH,
        metavar="FILE.p12",
        help=mark("The juror signs with the key of this PKCS#12 file of a provider, locked under the PIN like any other."),
    ),
    P12_PASSWORD.option,
    option("--leave", is_flag=True, help=mark("Don't take what stands in the juror's name already: it counts no more.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    PIN_FILE,
)
def enrol(
    event: Path,
    juror: str | None,
    check: bool,
    ink: Path | None,
    affiliations: str | None,
    own_certificate: Path | None,
    p12_password_file: Path | None,
    leave: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    pin_file: Path | None,
) -> None:
    """Reads the ink before anyone is asked for a secret."""
    if check:
        _check(event, juror, passphrase_file, desk_pin_file, pin_file)
        return
    if juror is None:
        raise click.MissingParameter(param_hint="'--juror'", param_type="option")
    exists(event)
    drawn = _drawn(ink) if ink else None
    content = read_bytes(own_certificate) if own_certificate else None
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = juror_of(model_records.jurors(desk.event.file), juror)
        for sentence in alike_words(model_records.jurors(desk.event.file), juror):
            click.echo(sentence, err=True)
        own = None
        if content is not None:
            own = read_own_certificate(content, ask(P12_PASSWORD, p12_password_file), known, desk.event)
        if affiliations is not None:
            record_affiliations(desk, juror, affiliations)
        before = len(desk.in_name_of(juror))
        desk.enrol(juror, ask(PIN, pin_file, new=True, juror=juror), drawn, take=not leave, typed=known.name, own=own)
    sentence = (
        _("{juror} {name} is enrolled, with the drawn signature.", juror=juror, name=known.name)
        if drawn
        else _("{juror} {name} is enrolled; sheets bear the typed name.", juror=juror, name=known.name)
    )
    say(sentence)
    if own:
        say(_own_words(own))
    if before and leave:
        say(_("{count} entries that stood in the name of {juror} count no more.", count=before, juror=juror))
    elif before:
        say(_("{count} entries that stood in the name of {juror} were taken as the juror's own.", count=before, juror=juror))


def _own_words(own: OwnCertificate) -> str:
    day = plain_date(own.until.date())
    return _(
        "The key is that of the certificate of {name}, issued by {issuer}, valid until {day}.",
        name=own.name,
        issuer=own.issuer,
        day=day,
    )


def _drawn(file: Path) -> Ink:
    """The signature of a file. Raises `Problem` for what is none."""
    ink = Ink.from_json(read_bytes(file))
    ink.check_signature()
    return ink


def _check(
    event: Path, juror: str | None, passphrase_file: Path | None, desk_pin_file: Path | None, pin_file: Path | None
) -> None:
    """Tells which PINs enrolment would refuse, never the PINs; the desk's is held against them where it is given."""
    exists(event)
    if juror is None and pin_file is None:
        raise Refused("Name the file of the PINs with --pin-file, or one juror with --juror.")
    read = _read_pins(pin_file) if juror is None and pin_file else None
    desk_pin = given(DESK_PIN, desk_pin_file)
    with opened(event, passphrase_file, look=True) as ours:
        pins = read.pins if read else [NewPin(juror or "", ask(PIN, pin_file, new=True, juror=juror or ""))]
        problems = [*(read.problems if read else ()), *problems_of(ours, pins, desk_pin)]
    if problems:
        raise Problems(problems)
    said = plural(
        "{count} PIN would be taken; nobody is enrolled yet.",
        "{count} PINs would be taken; nobody is enrolled yet.",
        len(pins),
    )
    say(said)


@dataclass(frozen=True)
class _Read:
    """What a file of PINs holds, and its lines that can't be read."""

    pins: list[NewPin]
    problems: list[Problem]


def _read_pins(file: Path) -> _Read:
    """The PINs as they stand there. A line that can't be read is told by its number, never by what stands in it.

    A first line of headings is none of them. Raises `FileProblem` for a file without any line.
    """
    read = _Read([], [])
    for number, line in enumerate(read_text(file).splitlines(), 1):
        parts = re.split("[,;\t]", line, maxsplit=1)
        if not line.strip() or (not (read.pins or read.problems) and _is_heading(parts)):
            continue
        if len(parts) < 2 or not all(part.strip() for part in parts):
            wrong = FileProblem("{path}, line {line}: write the juror's code, a comma and the PIN.", path=file, line=number)
            read.problems.append(wrong)
        else:
            read.pins.append(NewPin(parts[0].strip(), parts[1], number))
    if not (read.pins or read.problems):
        raise FileProblem("{path} holds no PIN; write a line for each juror: the code, a comma and the PIN.", path=file)
    return read


def _is_heading(parts: Sequence[str]) -> bool:
    """`kode,PIN`: what stands over columns, in either language."""
    first, second = ([part.strip().strip('"').casefold() for part in parts] + ["", ""])[:2]
    return second == "pin" and first in _HEADINGS
