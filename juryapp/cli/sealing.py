"""Sealing: headquarters seals signed documents, and has them time-stamped by a service whose address it gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    JSON,
    PASSPHRASE_FILE,
    PATH,
    ROOT_PIN_FILE,
    exists,
    opened,
    read_bytes,
    root_pin,
    say_clock,
    writable_folder,
)
from juryapp.cli.telling import progress, say, say_json, say_paths, sentences
from juryapp.cli.words import option
from juryapp.disk import is_full
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.printing.document_folder import put_signed
from juryapp.printing.sealed_documents import ALONE, KINDS, ToSeal, documents_to_seal, find_to_seal
from juryapp.printing.sealing import Done, Sealed, Sealing, outcome_words
from juryapp.printing.time_stamp_service import TimeStampService
from juryapp.signing.certificates import read_roots
from juryapp.text import _, mark


@command(
    "seal",
    EVENT,
    option("--all", "everything", is_flag=True, help=mark("All signed documents, not the minutes alone.")),
    option(
        "--document",
        "named",
        multiple=True,
        metavar="ID",
        help=mark(
            "This document: `minutes`, `recapitulation`, `completeness`, for a sheet `J01/K01`, for a pledge `J01`, or the "
            "beginning of its id; may be given several times."
        ),
    ),
    option(
        "--tsa",
        metavar="URL",
        help=mark("The address of a time stamping service (RFC 3161). It alone is asked, and gets nothing but a digest."),
    ),
    option(
        "--tsa-root",
        "root",
        type=PATH,
        metavar="FILE.pem",
        help=mark("The certificate of the service's authority: time stamps that don't lead back to it are refused."),
    ),
    option("--renew", is_flag=True, help=mark("With --tsa: one more time stamp above those that are there.")),
    option("--unfinished", is_flag=True, help=mark("Seal also what still waits for somebody's signature.")),
    option("--out", type=PATH, metavar="DIR", help=mark("A folder for the sealed files.")),
    JSON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def seal(
    event: Path,
    everything: bool,
    named: tuple[str, ...],
    tsa: str | None,
    root: Path | None,
    renew: bool,
    unfinished: bool,
    out: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> int:
    """Only where the root lies. What is sealed is on record before the next document begins; Ctrl-C leaves whole files."""
    if everything and named:
        raise click.UsageError(_("Say either --all or --document."))
    if tsa is None and (renew or root):
        raise click.UsageError(_("Say --tsa with the address of a time stamping service."))
    exists(event)
    service = TimeStampService(tsa, read_roots(read_bytes(root)) if root else ()) if tsa is not None else None
    with opened(event, passphrase_file) as ours:
        if out is not None:
            writable_folder(out)
        documents = _chosen(ours, named, everything=everything)
        say_clock(ours)
        key = root_key(ours, root_pin(ours, root_pin_file, desk_pin_file))
        work = Sealing(ours, key, service, renew=renew)
        done, called_off = _each(work, documents, out, unfinished=unfinished)
    _tell(done, len(documents), as_json=as_json, asked=service is not None)
    if called_off:
        click.echo(_("Called off: what is sealed is whole and on record; the same command goes on with the rest."), err=True)
    return 1 if called_off or any(one.problem for one, _path in done) else 0


def _chosen(event: OpenEvent, named: Sequence[str], *, everything: bool) -> list[ToSeal]:
    if named:
        known = documents_to_seal(event, KINDS)
        return list(dict.fromkeys(find_to_seal(known, one) for one in named))
    found = documents_to_seal(event, KINDS if everything else ALONE)
    if not found and everything:
        raise Refused("No document is signed yet; there is nothing to seal.")
    if not found:
        raise Refused("The minutes are not certified for signing yet; there is nothing to seal.").seen_to_by(
            "juryapp sign-document --document minutes --signer desk"
        )
    return found


_Done = list[tuple[Sealed, Path | None]]


def _each(work: Sealing, documents: Sequence[ToSeal], out: Path | None, *, unfinished: bool) -> tuple[_Done, bool]:
    """What became of each, and whether it was called off by Ctrl-C."""
    done: _Done = []
    with progress(_("Sealing")) as told:
        told(0, len(documents))
        try:
            for one in work.each(documents, unfinished=unfinished):
                done.append(_put(one, out))
                told(len(done), len(documents))
        except KeyboardInterrupt:
            return done, True
    return done, False


def _put(one: Sealed, out: Path | None) -> tuple[Sealed, Path | None]:
    """Writes a sealed file, which is on record by now. Raises `FileProblem` on a full disk: no other would find room."""
    if out is None or not one.pdf:
        return one, None
    path = out / one.name
    try:
        put_signed(path, one.pdf)
    except FileProblem as problem:
        if is_full(problem):
            raise
        return one.but(problem), None
    return one, path


def _tell(done: _Done, of: int, *, as_json: bool, asked: bool) -> None:
    problems: list[Problem] = [one.problem for one, _path in done if one.problem]
    for sentence in dict.fromkeys(line for problem in problems for line in sentences(problem)):
        click.echo(sentence, err=True)
    if as_json:
        say_json({"documents": [_json(one, path) for one, path in done], "left": of - len(done)})
        return
    say(*outcome_words([one for one, _path in done], asked=asked))
    say_paths(path for _one, path in done if path)


def _json(one: Sealed, path: Path | None) -> dict[str, object]:
    stamps = one.document.seal.stamps if one.document.seal and one.done is not Done.REFUSED else ()
    return {
        "document": one.document.id,
        "kind": one.document.kind.value,
        "juror": one.document.juror or None,
        "candidate": one.document.candidate or None,
        "outcome": one.done.value,
        "why": str(one.problem) if one.problem else None,
        "time_stamps": [stamp.at for stamp in stamps],
        "path": str(path) if path else None,
    }
