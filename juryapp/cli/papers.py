"""Papers: what leaves the event: documents, the envelope's page, certificates. Not here: checking what came back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, PASSPHRASE_FILE, PATH, is_free, opened, writable_folder
from juryapp.cli.telling import progress, say, say_paths
from juryapp.cli.words import option
from juryapp.desk.envelope import envelope as page_of
from juryapp.disk import is_full, write_whole
from juryapp.errors import FileProblem, Problem
from juryapp.model.document import DocumentKind
from juryapp.printing import event_documents
from juryapp.printing.document_folder import put_document
from juryapp.text import _, mark, plural

KINDS = tuple(kind.value for kind in DocumentKind)


@command(
    "documents",
    EVENT,
    option("--kind", required=True, type=click.Choice(KINDS), help=mark("Which documents.")),
    option("--out", required=True, type=PATH, metavar="DIR", help=mark("The folder for the PDF files.")),
    PASSPHRASE_FILE,
)
def documents(event: Path, kind: str, out: Path, passphrase_file: Path | None) -> int:
    """One file each, in the event's language. One that isn't here, or would replace another, doesn't stop the others."""
    with opened(event, passphrase_file, look=True) as ours:
        writable_folder(out)
        with progress(_("Printing")) as told:
            made = event_documents.documents(ours, DocumentKind(kind), told)
        refused: list[Problem] = [*event_documents.not_here(ours, DocumentKind(kind))]
    written, not_written = _put(out, made)
    refused += not_written
    for trouble in refused:
        click.echo(str(trouble), err=True)
    say(plural("{count} document is written.", "{count} documents are written.", len(written)))
    say_paths(written)
    return 1 if refused else 0


def _put(folder: Path, made: Sequence[tuple[str, bytes]]) -> tuple[list[Path], list[Problem]]:
    """Where these are now, and why others aren't written. On a full disk the first one tells it, and no other is tried."""
    written: list[Path] = []
    refused: list[Problem] = []
    for at, (name, pdf) in enumerate(made):
        try:
            put_document(folder / name, pdf)
        except FileProblem as problem:
            refused.append(problem)
            if is_full(problem):
                left = len(made) - at - 1
                waiting = Problem("Nothing more was written there; documents that still wait: {count}.", count=left)
                refused += [waiting] if left else []
                break
        else:
            written.append(folder / name)
    return written, refused


@command(
    "envelope",
    EVENT,
    option("--out", required=True, type=PATH, metavar="OUT.pdf", help=mark("The file for the page.")),
    PASSPHRASE_FILE,
)
def envelope(event: Path, out: Path, passphrase_file: Path | None) -> None:
    """Readable by its user alone; nothing that is there already is replaced."""
    is_free(out)
    with opened(event, passphrase_file, look=True) as ours:
        _name, pdf = page_of(ours)
    write_whole(is_free(out), pdf, private=True)
    say(_("The file holds the passphrase in the clear: print it, then delete it."))
    say_paths([out])


@command(
    "root",
    EVENT,
    option("--out", required=True, type=PATH, metavar="ROOT.pem", help=mark("The file for it.")),
    option("--with-jurors", is_flag=True, help=mark("With all certificates, for checking QR codes.")),
    PASSPHRASE_FILE,
)
def root(event: Path, out: Path, with_jurors: bool, passphrase_file: Path | None) -> None:
    """The root first; then, if wanted, the desk's and the jurors'."""
    from juryapp.verification.authority import Authority, export, grouped

    with opened(event, passphrase_file, look=True) as ours:
        content = export(ours, with_jurors=with_jurors)
        if not (out.is_file() and out.read_bytes() == content):
            write_whole(is_free(out), content)
        headquarters = Authority.of_event(ours).root
    say(_("Give it to readers in a way that they trust."))
    if headquarters:
        say(_("Its fingerprint (SHA-256): {fingerprint}", fingerprint=grouped(headquarters.fingerprint)))
    say_paths([out])
