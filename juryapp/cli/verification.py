"""Verification: the command that checks documents, packages and pictures that came back."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.cli import INTERRUPTED
from juryapp.cli.commands import command
from juryapp.cli.common import (
    JSON,
    PASSPHRASE,
    PASSPHRASE_FILE,
    PATH,
    ask,
    given,
    laptop,
    opened,
    read_bytes,
    writable_folder,
)
from juryapp.cli.telling import progress, say, say_json, say_paths, tell
from juryapp.cli.words import option
from juryapp.errors import Problem, Refused
from juryapp.package_files import may_be_package
from juryapp.printing.document_folder import put_document
from juryapp.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juryapp.verification.authority import Authority
    from juryapp.verification.report_files import Checked
    from juryapp.verification.trusted_source import Believed
    from juryapp.verification.verdict import Verdict


@command(
    "verify",
    click.Argument(["paths"], metavar="PATH...", nargs=-1, required=True, type=PATH),
    option("--event", type=PATH, metavar="EVENT.jury", help=mark("The event whose journal knows what is in force.")),
    option("--root", type=PATH, metavar="ROOT.pem", help=mark("Headquarters' certificate, to trust nothing else.")),
    option(
        "--tsa-root",
        "stampers",
        type=PATH,
        metavar="FILE.pem",
        help=mark("The certificate of a time stamping service's authority, to trust its archive time stamps."),
    ),
    option(
        "--compare",
        type=PATH,
        metavar="OUT.pdf",
        help=mark("With --event: write each picture beside its genuine page; a folder for several pictures."),
    ),
    option(
        "--report",
        "reports",
        multiple=True,
        type=PATH,
        metavar="OUT.pdf|OUT.json|OUT.txt",
        help=mark("Write what was found into a file: counts, what needs a look, all files. May be given several times."),
    ),
    JSON,
    PASSPHRASE_FILE,
)
def verify(
    paths: tuple[Path, ...],
    event: Path | None,
    root: Path | None,
    stampers: Path | None,
    compare: Path | None,
    reports: tuple[Path, ...],
    as_json: bool,
    passphrase_file: Path | None,
) -> int:
    """What was altered is named in a sentence, on standard error. Many files are checked on all cores, told as they come."""
    from juryapp.signing.certificates import read_roots
    from juryapp.verification.report_files import Checked, verdict_json
    from juryapp.verification.verdict import Judgement

    files = _files(paths, reports)
    if compare and not event:
        raise Refused("Give the event with --event: the genuine page is drawn from it.")
    trusted = read_roots(read_bytes(stampers)) if stampers else ()
    found: list[Verdict] = []
    with _authority(files, event, root, passphrase_file) as (known, believed):
        authority = replace(known, stampers=trusted)
        whole = _each(files, authority, found, quiet=as_json)
        written = _write_beside(compare, found, authority) if compare and whole else []
    kept = _write_reports(reports, Checked(found, believed, laptop().clock(), files[len(found) :]))
    if as_json:
        say_json({"files": [verdict_json(verdict) for verdict in found]})
    else:
        say_paths([*written, *kept])
    if not whole:
        gaps = {"done": len(found), "of": len(files)}
        tell(_("Stopped: {done} of {of} files were checked; a report says which were not.", **gaps))
        return INTERRUPTED
    good = len(kept) == len(reports)
    return 0 if good and all(verdict.verdict.plain == Judgement.VALID for verdict in found) else 1


def _files(paths: tuple[Path, ...], reports: tuple[Path, ...]) -> list[Path]:
    """What is to be checked; that the reports can be written is known before."""
    from juryapp.verification.files_to_check import everything, not_looked_at, not_looked_at_words
    from juryapp.verification.report_files import check_place

    files = list(everything(paths))
    tell(*map(not_looked_at_words, not_looked_at(paths)))
    if not files:
        raise Refused("There is nothing to check in {paths}.", paths=", ".join(map(str, paths)))
    for path in set(reports) & set(files):
        raise Refused("{path} is to be checked; name another file for the report.", path=path)
    for path in reports:
        check_place(path)
    return files


def _write_reports(reports: tuple[Path, ...], checked: Checked) -> list[Path]:
    """Those that could be written; one that can't doesn't cost the others what was found."""
    from juryapp.verification.report_files import write

    written = []
    for path in reports:
        try:
            write(path, checked)
        except Problem as problem:
            tell(str(problem))
        else:
            written.append(path)
    return written


def _each(files: list[Path], authority: Authority, found: list[Verdict], *, quiet: bool) -> bool:
    """Tells each verdict as it comes and adds it to those found; false where Ctrl-C ended it: what was found by then holds."""
    from juryapp.verification.many import verdicts

    try:
        with progress(_("Checking")) as told, closing(verdicts(files, authority)) as coming:
            for verdict in coming:
                found.append(verdict)
                told(len(found), len(files))
                if not quiet:
                    _say_verdict(verdict)
                tell(*(_("{path}: {why}", path=verdict.path, why=why) for why in verdict.why))
    except KeyboardInterrupt:
        return False
    return True


def _write_beside(out: Path, verdicts: list[Verdict], authority: Authority) -> list[Path]:
    """Each picture beside its genuine page, into one file or into a folder. One that can't be written doesn't stop the others."""
    from juryapp.verification.check import shown_beside

    pictures = [verdict for verdict in verdicts if verdict.overlaid]
    one_file = out.suffix.lower() == ".pdf" and not out.is_dir()
    if one_file and len(pictures) > 1:
        raise Refused("{path} takes one picture, and there are {count}; name a folder.", path=out, count=len(pictures))
    if not pictures:
        click.echo(_("There is no picture whose genuine page the event holds; nothing is written."), err=True)
    written = []
    for verdict in pictures:
        try:
            path = out if one_file else writable_folder(out) / f"{verdict.path.name}.pdf"
            put_document(path, shown_beside(verdict, authority))
        except Problem as problem:
            click.echo(str(problem), err=True)
        else:
            written.append(path)
    return written


@contextmanager
def _authority(
    files: list[Path], event: Path | None, root: Path | None, passphrase_file: Path | None
) -> Iterator[tuple[Authority, Believed]]:
    """Whom to believe: the event, or what headquarters published, or nobody but the files themselves; and in words."""
    from juryapp.verification.authority import Authority, check_headquarters, read_published
    from juryapp.verification.trusted_source import NOBODY, open_here, published

    known = read_published(root) if root else None
    if event is None:
        passphrase = _passphrase(files, passphrase_file)
        authority = replace(known, passphrase=passphrase) if known else Authority(None, passphrase=passphrase)
        yield authority, published(root) if root else NOBODY
        return
    with opened(event, passphrase_file, look=True) as ours:
        if root and known:
            check_headquarters(ours, known, root)
        yield Authority.of_event(ours), open_here(ours)


def _passphrase(files: list[Path], file: Path | None) -> str | None:
    """Asked only if there is an event file or a package to open: what is called so and is something else needs none."""
    from juryapp.verification.check import may_be_encrypted

    needed = any(may_be_package(path) and may_be_encrypted(path) for path in files)
    return ask(PASSPHRASE, file) if needed else given(PASSPHRASE, file)


def _say_verdict(verdict: Verdict) -> None:
    say(_("{path}: {verdict} ({kind})", path=verdict.path, verdict=verdict.words(), kind=verdict.kind_words()))
    say(*(_("  {field}: signed by {name}", field=field, name=name) for field, name in verdict.signers))
    say(*(_("  {field}: not signed yet by {name}", field=field, name=name) for field, name in verdict.waiting))
    if verdict.says:
        say("  " + verdict.says)
