"""Papers: what leaves the event: documents, the envelope's page, certificates. Not here: checking what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from juryapp.board import records
from juryapp.board.meeting import named_meeting
from juryapp.board.members import candidate_of, juror_of
from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE_FILE, PATH, is_free, opened, writable_folder
from juryapp.cli.telling import progress, say, say_json, say_paths, say_table, tell
from juryapp.cli.words import option
from juryapp.desk.envelope import envelope as page_of
from juryapp.disk import is_full, write_whole
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import draw
from juryapp.printing.document_folder import put_document
from juryapp.printing.document_line import KINDS as DOCUMENT_KINDS
from juryapp.printing.document_line import DocumentLine, DocumentState, counts, signing_words, title_of
from juryapp.printing.document_list import document_list as all_documents
from juryapp.printing.kept_boxes import KeptBox, kept_boxes
from juryapp.printing.paper_record import Way, keep_record
from juryapp.printing.signing_progress import find_document
from juryapp.text import ShownMoment, _, mark, plural

_NONE_YET = mark("There is no complete score sheet to print yet.")
_NONE_TO_FILL_IN = mark("No score sheet is still to come; there is nothing to fill in.")
STATES = {
    DocumentState.NOT_YET: mark("not yet"),
    DocumentState.READY: mark("ready"),
    DocumentState.SIGNING: mark("certified, not signed by all yet"),
    DocumentState.SIGNED: mark("signed"),
    DocumentState.NOT_HERE: mark("signed, not here"),
}
KINDS = tuple(kind.value for kind in DocumentKind)


@command(
    "documents",
    EVENT,
    option("--kind", required=True, type=click.Choice(KINDS), help=mark("Which documents.")),
    option("--out", required=True, type=PATH, metavar="DIR", help=mark("The folder for the PDF files.")),
    option("--juror", "jurors", multiple=True, metavar="J01", help=mark("Only those of this juror; may be given several times.")),
    option(
        "--candidate",
        "candidates",
        multiple=True,
        metavar="K01",
        help=mark("Only those of this candidate; may be given several times."),
    ),
    PASSPHRASE_FILE,
)
def documents(
    event: Path, kind: str, out: Path, jurors: tuple[str, ...], candidates: tuple[str, ...], passphrase_file: Path | None
) -> int:
    """One file each, in the event's language. One that isn't here, or would replace another, doesn't stop the others."""
    with opened(event, passphrase_file, look=True) as ours:
        met = named_meeting(ours).words
        lines = _chosen(ours, DocumentKind(kind), jurors, candidates)
        writable_folder(out)
        with progress(_("Printing")) as told:
            drawn = [one for at, one in enumerate(draw(ours, lines)) if told(at, len(lines)) is None]
        made = [one for one in drawn if not one.problem]
        written, not_written = _put(out, [(one.name, one.pdf) for one in made])
        keep_record(ours, {one.line.key: one.basis for one in made if out / one.name in written}, Way.SAVED)
    refused: list[Problem] = [*(one.problem for one in drawn if one.problem), *not_written]
    for trouble in refused:
        click.echo(str(trouble), err=True)
    say(plural("{count} document is written.", "{count} documents are written.", len(written)))
    if DocumentKind(kind) in (DocumentKind.RECAPITULATION, DocumentKind.MINUTES):
        tell(met)
    say_paths(written)
    return 1 if refused else 0


def _chosen(event: OpenEvent, kind: DocumentKind, jurors: Sequence[str], candidates: Sequence[str]) -> list[DocumentLine]:
    """The documents that are asked for. Raises `Refused` where there is none of them yet, and for codes that nobody has."""
    for code in jurors:
        juror_of(records.jurors(event), code)
    for number in candidates:
        candidate_of(records.candidates(event), number)
    every = [line for line in all_documents(event) if line.kind is kind]
    of_kind = [line for line in every if line.state is not DocumentState.NOT_YET]
    if not of_kind:
        raise _none(kind, every)
    chosen = [
        line for line in of_kind if (not jurors or line.juror in jurors) and (not candidates or line.candidate in candidates)
    ]
    if not chosen:
        raise Refused("There is no document of this kind of those that were asked for.")
    return chosen


def _none(kind: DocumentKind, lines: Sequence[DocumentLine]) -> Refused:
    """Why there is none of a kind."""
    if kind is DocumentKind.SHEETS:
        return Refused(_NONE_YET)
    if kind is DocumentKind.BLANK:
        return Refused(_NONE_TO_FILL_IN)
    why = "; ".join(dict.fromkeys(line.why for line in lines if line.why))
    if why:
        return Refused("{kind}: there is none to print, because {why}.", kind=title_of(kind), why=why.removesuffix("."))
    return Refused("{kind}: there is none to print, because nobody is there whom one would be about.", kind=title_of(kind))


@command("document-list", EVENT, JSON, PASSPHRASE_FILE)
def document_list(event: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Read from the board; no page is drawn."""
    with opened(event, passphrase_file, look=True) as ours:
        lines, zone = all_documents(ours), records.about(ours).time_zone
        issued = [line.document for line in lines if line.document and line.kind is not DocumentKind.SHEETS]
        boxes = {name: kept_boxes(ours, find_document(ours, name)) for name in issued}
    if as_json:
        say_json({"documents": [_line_json(line, boxes.get(line.document, ())) for line in lines]})
        return
    for kind in DOCUMENT_KINDS:
        of_kind = [line for line in lines if line.kind is kind]
        say("", f"{title_of(kind)}: {counts(lines, kind)}")
        say_table((_("Document"), _("State"), _("Saved or printed here")), [_told(line, zone) for line in of_kind])
        for box in (box for line in of_kind for box in boxes.get(line.document, ())):
            say(box.words)


def _told(line: DocumentLine, zone: str) -> tuple[str, str, str]:
    state = _("signed by {names}", names=", ".join(line.signed_by)) if line.signed_by else _(STATES[line.state])
    why = [*signing_words(line), line.why]
    last = max((at for at in (line.saved_at, line.printed_at) if at), default=None)
    handed = [str(ShownMoment(last.isoformat(), zone))] if last else []
    return line.title, "; ".join(part for part in (state, *why) if part), "; ".join([*handed, line.outdated]).strip("; ")


def _line_json(line: DocumentLine, boxes: Sequence[KeptBox]) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "juror": line.juror or None,
        "candidate": line.candidate or None,
        "revision": line.revision or None,
        "state": line.state.value,
        "why": line.why or None,
        "signed_by": list(line.signed_by),
        "waits_for": list(line.waits_for),
        "document": line.document or None,
        "declined": list(line.declined),
        "parted": line.parted,
        "sealed": line.seal is not None,
        "time_stamps": [stamp.at for stamp in line.seal.stamps] if line.seal else [],
        "boxes": [asdict(box) for box in boxes],
        "saved_at": line.saved_at.isoformat() if line.saved_at else None,
        "printed_at": line.printed_at.isoformat() if line.printed_at else None,
        "outdated": line.outdated or None,
    }


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
