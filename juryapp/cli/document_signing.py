"""Documents that several people sign: the desk certifies one, each person signs or declines, the chair last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from juryapp.board import records
from juryapp.board.meeting import named_meeting
from juryapp.board.members import juror_of
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    P12_PASSWORD,
    PASSPHRASE_FILE,
    PATH,
    PIN,
    PIN_FILE,
    TOKEN_PIN,
    ask,
    ask_whether,
    desk_pin,
    exists,
    opened,
    read_bytes,
    say_clock,
    writable_folder,
)
from juryapp.cli.telling import progress, say, say_paths, sentences
from juryapp.cli.words import option
from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.model.signed_document import SignedDocument, in_force
from juryapp.printing.brought_certificate import SignedByProvider
from juryapp.printing.document_folder import put_signed
from juryapp.printing.document_list import lacking_in
from juryapp.printing.document_signing import ISSUED, SignedFile, decline, go_on_with, issue, provided, shown
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.printing.sheets_turn import sign_each
from juryapp.printing.signing_progress import Called, documents_to_sign, find_document, progress_in
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.signing.pkcs12 import own_certificate
from juryapp.store import keyring, signed_documents
from juryapp.text import _, mark, plural


@command(
    "sign-document",
    EVENT,
    option(
        "--document",
        "named",
        required=True,
        metavar="ID",
        help=mark(
            "Which document: its id, as `document-list --json` tells it, or its beginning; `recapitulation` or `minutes` where "
            "there is one of it; for a sheet `J01/K01`; `sheets` for all that wait for this chair."
        ),
    ),
    option(
        "--signer",
        required=True,
        metavar="CODE",
        help=mark("Who signs: a juror's code; `desk` makes a new version as the record stands now, and certifies it."),
    ),
    option("--decline", "declined", metavar="REASON", help=mark("Don't sign, and say why: the next version prints it.")),
    option("--close", is_flag=True, help=mark("The chair signs though others neither signed nor declined; nobody can after.")),
    option(
        "--go-on-with",
        "file",
        metavar="SHA256",
        help=mark("With --signer desk: of files that were signed apart, the one that goes on; with --reason."),
    ),
    option("--reason", metavar="TEXT", help=mark("With --go-on-with: why that one; it stays on record.")),
    option("--yes", is_flag=True, help=mark("With --signer desk: don't ask where people signed the version in force already.")),
    option("--out", type=PATH, metavar="DIR", help=mark("A folder for the signed file.")),
    option(
        "--p12", type=PATH, metavar="FILE.p12", help=mark("Sign with a provider's certificate of one's own as well, from a file.")
    ),
    option("--token-driver", "driver", type=PATH, metavar="LIBRARY", help=mark("The same, from a token: its PKCS#11 library.")),
    option("--token", "label", metavar="LABEL", help=mark("With --token-driver: the token's label.")),
    option(
        "--token-certificate", "certificate", default="", metavar="LABEL", help=mark("Where the token bears several: which one.")
    ),
    option(
        "--provider-signed",
        "provided_file",
        type=PATH,
        metavar="FILE.pdf",
        help=mark("The same, with the document as the provider's own program has signed it; `document-list` tells its box."),
    ),
    P12_PASSWORD.option,
    TOKEN_PIN.option,
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def sign_document(
    event: Path,
    named: str,
    signer: str,
    declined: str | None,
    close: bool,
    file: str | None,
    reason: str | None,
    yes: bool,
    out: Path | None,
    p12: Path | None,
    driver: Path | None,
    label: str | None,
    certificate: str,
    provided_file: Path | None,
    p12_password_file: Path | None,
    token_pin_file: Path | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> int:
    """The folder is tried before anything is signed. A document nobody certified yet is certified first, at the desk's laptop."""
    if (file is None) != (reason is None) or (file and signer != Actor.DESK):
        raise click.UsageError(_("Say --go-on-with and --reason together, with --signer desk."))
    if declined is not None and (signer == Actor.DESK or close):
        raise click.UsageError(_("Only a juror declines."))
    if bool(driver) != bool(label) or sum(map(bool, (driver, p12, provided_file))) > 1:
        raise click.UsageError(_("Say either --p12, or --token-driver and --token together, or --provider-signed."))
    exists(event)
    own = _Own(p12, p12_password_file, driver, label or "", certificate, token_pin_file)
    with opened(event, passphrase_file) as ours:
        if out is not None:
            writable_folder(out)
        say_clock(ours)
        if signer == Actor.DESK:
            with _desk(ours, desk_pin_file) as desk:
                return _go_on(desk, named, file, reason or "") if file else _certified(desk, named, out, yes=yes)
        documents = _meant(ours, named, signer, desk_pin_file, close=close)
        desk_of = JurorDesk.sit(ours, signer, _pin(ours, signer, pin_file))
        if declined is not None:
            return _declined(desk_of, documents, declined)
        if provided_file is not None:
            return _sign_provided(desk_of, documents, provided_file, out, close=close)
        with own.certificate() as brought:
            return _sign_each(desk_of, documents, out, close=close, own=brought)


@dataclass(frozen=True)
class _Own:
    """Where a provider's certificate lies, if one is brought."""

    file: Path | None
    password_file: Path | None
    driver: Path | None
    label: str
    named: str
    pin_file: Path | None

    @contextmanager
    def certificate(self) -> Iterator[OwnCertificate | None]:
        if self.file is not None:
            content = read_bytes(self.file)
            yield own_certificate(content, ask(P12_PASSWORD, self.password_file))
        elif self.driver is not None:
            from juryapp.signing.pkcs11_token import on_token

            with on_token(self.driver, self.label, ask(TOKEN_PIN, self.pin_file), self.named) as found:
                yield found
        else:
            yield None


@contextmanager
def _desk(event: OpenEvent, desk_pin_file: Path | None) -> Iterator[SecretaryDesk]:
    yield SecretaryDesk.sit(event, desk_pin(event, desk_pin_file))
    event.before_leaving()


def _pin(event: OpenEvent, signer: str, pin_file: Path | None) -> str | None:
    needed = signer in event.trust.jurors and keyring.locked_key(event.file, signer)
    return ask(PIN, pin_file, juror=signer) if needed else None


def _kind(named: str) -> DocumentKind | None:
    return next((kind for kind in ISSUED if kind.value == named), None)


def _check_begins(event: OpenEvent, kind: DocumentKind, signer: str, *, close: bool) -> None:
    """Raises `Refused` unless this person may be the first to sign what nobody certified yet, here at the desk's laptop."""
    known = juror_of(records.jurors(event), signer)
    first = known.counts and (known.role is not Role.CHAIR or close)
    if first and keyring.locked_key(event.file, "desk"):
        return
    if not known.counts:
        raise Refused("{juror} only observes, and signs no such document.", juror=signer)
    raise Refused(
        "The desk hasn't certified this document yet: it does so first, at its own laptop; then each juror signs, the chair last."
    ).seen_to_by(f"juryapp sign-document --document {kind.value} --signer desk")


def _meant(event: OpenEvent, named: str, signer: str, desk_pin_file: Path | None, *, close: bool) -> list[SignedDocument]:
    if named == DocumentKind.SHEETS.value:
        sheets = [one for one in documents_to_sign(event) if one.kind is DocumentKind.SHEETS]
        waiting = [one for one in sheets if signer in progress_in(event, one).waits_for]
        if not waiting:
            raise Refused("No sheet waits for the signature of {juror}.", juror=signer)
        return waiting
    kind = _kind(named)
    certified = any(one.kind is kind for one in in_force(signed_documents.issued(event.file)))
    if kind and not certified:
        _check_begins(event, kind, signer, close=close)
        with _desk(event, desk_pin_file) as desk:
            say(named_meeting(event).words)
            say_lacking(event, kind)
            return [issue(desk, kind).document]
    return [find_document(event, named)]


def _certified(desk: SecretaryDesk, named: str, out: Path | None, *, yes: bool) -> int:
    kind = _kind(named)
    if kind is None:
        raise Refused(
            "The desk certifies {kinds}; {named} is none of them.", kinds=", ".join(one.value for one in ISSUED), named=named
        )
    former = [one for one in in_force(signed_documents.issued(desk.event.file)) if one.kind is kind]
    signed = [code for one in former for code in progress_in(desk.event, one).signed]
    if signed:
        say(_("The version in force is signed by {jurors}. A new one is signed by everyone anew.", jurors=", ".join(signed)))
        ask_whether(_("Certify a new version?"), yes=yes)
    if kind in OF_RESULTS:
        say(named_meeting(desk.event).words)
    say_lacking(desk.event, kind)
    made = issue(desk, kind)
    say(certified_words(made.document))
    _put([made], out)
    return 0


def say_lacking(event: OpenEvent, kind: DocumentKind) -> None:
    """That what is certified isn't final, and why, or isn't of all categories."""
    if why := lacking_in(event, kind):
        say(_("Certified as it stands now: {why}.", why=why))


def certified_words(document: SignedDocument) -> str:
    """That the desk certified it, and for whom it waits."""
    if not document.people:
        return _("“{document}” is certified.", document=Called(document))
    return _("“{document}” is certified and waits for {jurors}.", document=Called(document), jurors=", ".join(document.people))


def _go_on(desk: SecretaryDesk, named: str, file: str, reason: str) -> int:
    document = find_document(desk.event, named)
    go_on_with(desk, document, file, reason)
    again = progress_in(desk.event, document).again
    say(_("“{document}” goes on; the other file is kept.", document=Called(document)))
    if again:
        say(_("To sign once more: {jurors}.", jurors=", ".join(again)))
    return 0


def _declined(desk: JurorDesk, documents: list[SignedDocument], reason: str) -> int:
    for document in documents:
        decline(desk, document, reason)
        say(_("It is on record that {juror} declined “{document}”.", juror=desk.juror.code, document=Called(document)))
    return 0


def _sign_provided(desk: JurorDesk, documents: list[SignedDocument], path: Path, out: Path | None, *, close: bool) -> int:
    (document, *others) = documents
    if others:
        raise Refused("Of several sheets a provider's program signs each; name one of them.")
    seen, pdf = shown(desk.event, document), read_bytes(path)
    made = provided(desk.event, progress_in(desk.event, document), seen, pdf, desk.juror)
    return _sign_each(desk, documents, out, close=close, own=made)


def _sign_each(
    desk: JurorDesk,
    documents: list[SignedDocument],
    out: Path | None,
    *,
    close: bool,
    own: OwnCertificate | SignedByProvider | None,
) -> int:
    """One that can't be signed doesn't stop the others."""
    with progress(_("Signing")) as told:
        made, refused = sign_each(desk, documents, partial(shown, desk.event), None, close=close, own=own, progress=told)
    for sentence in sentences(Problems(refused)):
        click.echo(sentence, err=True)
    for one in made[:1] if len(made) == 1 else ():
        waiting = progress_in(desk.event, one.document).waits_for
        say(_("{juror} has signed “{document}”.", juror=desk.juror.code, document=Called(one.document)))
        if waiting:
            say(_("It waits for {jurors}.", jurors=", ".join(waiting)))
    if len(made) > 1:
        say(plural("{count} document is signed.", "{count} documents are signed.", len(made)))
    _put(made, out)
    return 1 if refused else 0


def _put(made: list[SignedFile], out: Path | None) -> None:
    if out is None:
        return
    for one in made:
        put_signed(out / one.name, one.pdf)
    say_paths([out / one.name for one in made])
