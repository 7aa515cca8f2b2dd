"""Document signing: the desk certifies a recapitulation or minutes with all fields made, then each person signs or declines.

The chair signs last. Each signature is an incremental update of the file before it and an act of its juror in the journal, so the
signed file travels in packages. Where two laptops signed the same file, a person says which one goes on (decision 048).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from juryapp.board.cells import Board
from juryapp.board.record_moment import RecordMoment
from juryapp.board.reveal_readiness import check_revealed, told_categories
from juryapp.desk.juror import JurorDesk
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.signing import signer_of, specimen
from juryapp.desk.typed_name import typed_at_enrolment, typed_name
from juryapp.documents.minutes_content import chair_of_jury, read_content
from juryapp.documents.page import Rendered
from juryapp.documents.recapitulation import chair_code
from juryapp.documents.redraw import draw_again
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.journal.entry import Act
from juryapp.journal.keys import DocumentKey, SignatureKey
from juryapp.journal.subjects import Subject
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Juror
from juryapp.model.signed_document import SignedDocument, SigningProgress, document_id, in_force
from juryapp.printing.brought_certificate import SignedByProvider, check_own
from juryapp.printing.completeness_record import completeness_data
from juryapp.printing.document_basis import Basis, is_still_told
from juryapp.printing.event_documents import OF_RESULTS, recapitulation_data
from juryapp.printing.sealed_file import as_sealed
from juryapp.printing.signing_progress import Called, progress_in
from juryapp.printing.unsigned_papers import minutes_as_of_now
from juryapp.signing.fields import CHAIR, PROVIDER, juror_field, juror_of, provider_field
from juryapp.signing.ink import Ink
from juryapp.store import attachment_table, model_records, signed_documents
from juryapp.store.days import stated_for
from juryapp.text import mark

if TYPE_CHECKING:
    from juryapp.signing.own_certificate import OwnCertificate
    from juryapp.signing.verify import PdfFindings

ISSUED = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.COMPLETENESS)
"""The kinds that the desk certifies for others to sign."""
_NOT_HERE = mark("The file of “{document}” isn't here: it was signed at another laptop. Receive its package first.")
_PARTED = mark(
    "“{document}” was signed on two laptops that didn't know of each other, so there are several files; the secretary says first "
    "which one goes on."
)


@dataclass(frozen=True)
class SignedFile:
    """A document's file with one signature more."""

    document: SignedDocument
    name: str
    """The file name under which it is saved."""
    pdf: bytes
    changes: Changes


def draft(event: OpenEvent, kind: DocumentKind) -> bytes:
    """The page that `issue` would certify now, unsigned: what is read before the PIN is typed. Raises `Refused` as `issue`."""
    if kind in OF_RESULTS:
        check_revealed(event, kind)
    rendered = draw_again(_data(event, kind), None)
    assert isinstance(rendered, Rendered), "what is issued is drawn from its data"
    return rendered.pdf


def issue(desk: SecretaryDesk, kind: DocumentKind) -> SignedFile:
    """The document as the record stands now, with a field for everyone who signs, certified by the desk. It replaces former ones.

    Raises `Refused` where the one that waits says the same and nobody answered it yet, for a kind that nobody signs so, and in
    a window while a result isn't revealed, of a recapitulation while none is.
    """
    event = desk.event
    if kind not in ISSUED:
        raise Refused("Documents of this kind are not signed one after the other.")
    if kind in OF_RESULTS:
        check_revealed(event, kind)
    event.before_leaving()
    former = [one for one in in_force(signed_documents.issued(event.file)) if one.kind is kind]
    basis = Basis(event, Board.of(event.file)).of(kind)
    if any(one.basis == basis and not signed_documents.answers(event.file).get(one.id) for one in former):
        raise Refused("It waits to be signed already, and nothing changed since.")
    json = _data(event, kind)
    pdf, rendered = _certified(desk, json)
    first = attachment_table.digest(pdf)
    document = SignedDocument(
        document_id(kind, first),
        kind,
        first,
        attachment_table.digest(json),
        tuple(code for code in (juror_of(field.name) for field in rendered.fields) if code),
        _chair_in(json, kind),
        basis=basis,
        replaces=tuple(one.id for one in former),
    )
    value = {
        "kind": kind.value,
        "json": document.json,
        "pdf": first,
        "basis": basis,
        "signers": list(document.signers),
        "chair": document.chair,
        "replaces": list(document.replaces),
    }
    changes = event.write([desk.act(Subject.DOCUMENT, str(DocumentKey(document.id)), value)], [json, pdf], seal=True)
    return SignedFile(document, file_name(event, document, 0), pdf, changes)


def _data(event: OpenEvent, kind: DocumentKind) -> bytes:
    """Dated by this laptop's clock: certifying is a person's act."""
    at = event.laptop.clock()
    stated = stated_for(event.file, event.device, at.isoformat(), model_records.event(event.file).time_zone)
    made = RecordMoment(at, stated.day if stated else None)
    if kind is DocumentKind.MINUTES:
        return minutes_as_of_now(event, made)
    if kind is DocumentKind.COMPLETENESS:
        return completeness_data(event, made)
    return recapitulation_data(event, told_categories(event), made)


def _chair_in(json: bytes, kind: DocumentKind) -> str:
    if kind is DocumentKind.RECAPITULATION:
        return chair_code(json)
    if kind is DocumentKind.COMPLETENESS:
        return ""
    chair = chair_of_jury(read_content(json).jurors)
    return chair.code if chair else ""


def _certified(desk: SecretaryDesk, json: bytes) -> tuple[bytes, Rendered]:
    from juryapp.signing.pades import Signer, certify

    certificate = next(one for one in desk.event.trust.desks if one.public == desk.key.public)
    rendered = draw_again(json, None)
    assert isinstance(rendered, Rendered), "what is issued is drawn from its data"
    signer, at = Signer(desk.key, certificate), desk.event.laptop.clock()
    pdf = certify(rendered.pdf, rendered.fields, "Desk", signer, None, at, last=CHAIR, certifies=rendered.certifies)
    return pdf, rendered


def file_name(event: OpenEvent, document: SignedDocument, signed: int) -> str:
    """How a file of a document is called when it is saved; so many signed it besides the first."""
    code, short, count = model_records.event(event.file).code, document.id.rpartition("-")[2], f"s{signed + 1}"
    if document.kind is DocumentKind.SHEETS:
        return document_name(code, document.candidate, document.juror, short, count)
    return document_name(code, document.kind.value, short, count)


def shown(event: OpenEvent, document: SignedDocument) -> bytes:
    """The file that goes on, as its next signer reads it. Raises `Refused` where it isn't here, or several could."""
    return _content(event, document, _one_file(document, progress_in(event, document)))


def signed_version(event: OpenEvent, kind: DocumentKind, basis: str) -> tuple[str, bytes] | None:
    """Name and file of the certified document of a kind that rests on `basis`, where it is here and no two files are parted.

    As headquarters sealed it, if it did.
    """
    for document in in_force(signed_documents.issued(event.file)):
        progress = progress_in(event, document)
        if document.kind is kind and is_still_told(document.basis, basis) and not progress.parted:
            found = as_sealed(event, file_name(event, document, len(progress.signed)), progress.file.pdf)
            if found is not None:
                return found
    return None


def certified_record(desk: SecretaryDesk) -> bytes:
    """The record of completeness with the desk's signature, as it stands now; certified anew unless it says the same already."""
    desk.event.before_leaving()
    basis = Basis(desk.event, Board.of(desk.event.file)).of(DocumentKind.COMPLETENESS)
    known = signed_version(desk.event, DocumentKind.COMPLETENESS, basis)
    return known[1] if known else issue(desk, DocumentKind.COMPLETENESS).pdf


def _one_file(document: SignedDocument, progress: SigningProgress) -> str:
    if progress.parted:
        raise Refused(_PARTED, document=Called(document))
    return progress.file.pdf


def _content(event: OpenEvent, document: SignedDocument, pdf: str) -> bytes:
    content = attachment_table.content(event.file, pdf)
    if content is None:
        raise Refused(_NOT_HERE, document=Called(document))
    return content


def sign(
    desk: JurorDesk,
    document: SignedDocument,
    seen: bytes,
    ink: Ink | str | None = None,
    *,
    close: bool = False,
    own: OwnCertificate | SignedByProvider | None = None,
) -> SignedFile:
    """Signs a document in its signer's field, as it was shown.

    `seen` is the file that was read; `ink` as in `sign_sheets`. The chair, whose signature closes the document, signs before
    everyone else answered only with `close`. With `own`, a provider's certificate, the person signs with that as well, in a
    field of its own, before, or the provider's own program has done so; whose it is, is on record under the journal key. Raises
    `Refused`: not one of its signers, signed or closed already, parted files, another file than was seen, one that isn't genuine.
    """
    from juryapp.signing.pades import Signer, approve

    ink = _checked(ink)
    code, event = desk.juror.code, desk.event
    progress = progress_in(event, document)
    check_may_sign(progress, code, close=close)
    on = _one_file(document, progress)
    if attachment_table.digest(seen) != on:
        raise Refused("The document was signed by somebody else meanwhile; look at it again, then sign.")
    check_genuine(event, progress, seen)
    key, certificate, issuer = signer_of(desk)
    appearance = ink or specimen(desk) or typed_at_enrolment(event, code) or desk.juror.name
    at = event.laptop.clock()
    before, fingerprint = _signed_by_provider(desk, progress, seen, own, at)
    field = CHAIR if code == document.chair else juror_field(code)
    pdf = approve(before, field, Signer(key, certificate, (issuer,)), appearance, at)
    value = {"document": document.first, "on": on, "pdf": attachment_table.digest(pdf)}
    if fingerprint:
        value["own"] = fingerprint
    changes = event.write([_answer(desk, document, value)], [pdf], seal=True)
    return SignedFile(document, file_name(event, document, len(progress.signed) + 1), pdf, changes)


def _checked(ink: Ink | str | None) -> Ink | str | None:
    """What was drawn or typed, if it can be a signature. Raises `Refused`."""
    if isinstance(ink, Ink):
        ink.check_signature()
    elif ink is not None:
        return typed_name(ink)
    return ink


def _signed_by_provider(
    desk: JurorDesk, progress: SigningProgress, seen: bytes, own: OwnCertificate | SignedByProvider | None, at: datetime
) -> tuple[bytes, str]:
    """The file with the person's provider's signature, and SHA-256 of the certificate; without one the file as it is."""
    from juryapp.signing.pades import add_own_signature

    if own is None:
        return seen, ""
    if isinstance(own, SignedByProvider):
        before, fingerprint = own.pdf, provided(desk.event, progress, seen, own.pdf, desk.juror).fingerprint
    else:
        check_own(own, desk.juror, desk.event)
        before = add_own_signature(seen, _own_field(progress.document, desk.juror.code), own, at)
        fingerprint = own.certificate.fingerprint
    check_genuine(desk.event, progress, before)  # a certificate with which nobody could go on is refused before it is on record
    return before, fingerprint


def _own_field(document: SignedDocument, code: str) -> str:
    return PROVIDER if document.kind is DocumentKind.SHEETS else provider_field(code)


def check_may_sign(progress: SigningProgress, code: str, *, close: bool = False) -> None:
    """Raises `Refused` where this person can't sign the document now."""
    document = progress.document
    if code not in document.people:
        raise Refused("{juror} is not one of those who sign “{document}”.", juror=code, document=Called(document))
    if not progress.parted and code in progress.signed:
        raise Refused("{juror} has signed “{document}” already.", juror=code, document=Called(document))
    if progress.closed:
        raise Refused("The chair has signed “{document}”; nobody can sign after that.", document=Called(document))
    if code == document.chair and progress.before_chair and not close:
        raise Refused(
            "The chair signs last: {jurors} neither signed nor declined yet. After the chair nobody else can.",
            jurors=", ".join(progress.before_chair),
        ).seen_to_by("juryapp sign-document --close")


def provided(event: OpenEvent, progress: SigningProgress, seen: bytes, pdf: bytes, juror: Juror) -> SignedByProvider:
    """What a provider's own program made of the file that was `seen`: one signature more, of this juror, in no other's box.

    Raises `Refused`.
    """
    from juryapp.signing.own_certificate import OwnCertificate

    if not pdf.startswith(seen) or pdf == seen:
        raise Refused(
            "This is not the document with one signature more: save the document here, have the provider's program sign that "
            "file, and choose what it made."
        )
    before, found = (check_genuine(event, progress, one) for one in (seen, pdf))
    if len(found.added) != len(before.added) + 1:
        raise Refused("The provider's program added another number of signatures than one; let it sign the saved file once.")
    certificate = found.added[-1]
    check_own(OwnCertificate(certificate, (), None), juror, event)
    others = [code for _field, code in found.boxed[len(before.boxed) :] if code != juror.code]
    if others:
        raise Refused("The provider's signature stands in the box of {other}, not of {juror}.", other=others[0], juror=juror.code)
    until = certificate.native.not_valid_after_utc.date()
    return SignedByProvider(certificate.name, certificate.issuer_name, until, certificate.fingerprint, pdf)


def check_genuine(event: OpenEvent, progress: SigningProgress, pdf: bytes) -> PdfFindings:
    """What the file proves. Raises `Refused` if it isn't what was certified with the signatures that the journal tells of."""
    from juryapp.signing.verify import Trust, examine

    trust = event.trust
    found = examine(
        pdf, Trust(trust.root, tuple(trust.desks), {code: tuple(known) for code, known in trust.jurors.items()}), draw_again
    )
    signed = tuple(code for _field, _name, code in found.signers[1:] if code)
    if found.faults:
        raise Refused("This file can't be signed: {why}", why=found.faults[0])
    if found.revisions[:1] != (progress.document.first,) or signed != progress.signed:
        raise Refused("This file bears other signatures than are on record; the secretary says which file goes on.")
    return found


def decline(desk: JurorDesk, document: SignedDocument, reason: str) -> Changes:
    """Records that a person won't sign this document, and why; the next version of it tells so.

    Raises `Refused` where the person signed it already, or isn't one of its signers.
    """
    code = desk.juror.code
    check_may_sign(progress_in(desk.event, document), code, close=True)
    signer_of(desk)
    value = {"document": document.first, "declined": said_reason(reason)}
    return desk.event.write([_answer(desk, document, value)], seal=True)


def _answer(desk: JurorDesk, document: SignedDocument, value: dict[str, str]) -> Act:
    assert desk.key
    key = str(SignatureKey(desk.juror.code, document.id))
    return Act(desk.juror.code, Subject.SIGNATURE, key, dict(value), sign=desk.key.sign)


def go_on_with(desk: SecretaryDesk, document: SignedDocument, pdf: str, reason: str) -> Changes:
    """Says which of several signed files of a document goes on; `pdf` is the beginning of its SHA-256.

    Both files stay on record; who signed only the other one is asked again. Raises `Refused`.
    """
    progress = progress_in(desk.event, document)
    found = [one for one in (document.first, *(one.pdf for one in progress.files)) if one.startswith(pdf)]
    if not progress.parted or not pdf or len(set(found)) != 1:
        raise Refused("“{document}” has no such file to choose; look at the list again.", document=Called(document))
    value = {"pdf": found[0], "reason": said_reason(reason)}
    return desk.event.write([desk.act(Subject.BRANCH, str(DocumentKey(document.id)), value)])
