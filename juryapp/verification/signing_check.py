"""Signing check: how far a document is that several people sign: whose signature it lacks, and what the journal knows of that.

A file that lacks a signature is genuine and not yet whole. It is whole once the chair has signed, over whomever: after that
nobody else can. Who declined only the event's record knows, and what the desk certified later, which tells the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from juryapp.canonical_json import read_canonical
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind, FileKind
from juryapp.model.signed_document import File, SignedDocument, SigningProgress, document_id, in_force
from juryapp.printing.signing_progress import progress_in
from juryapp.signing.empty_fields import SEVERAL, EmptyField
from juryapp.signing.fields import CHAIR, juror_of
from juryapp.store import model_records, signed_documents
from juryapp.text import mark

if TYPE_CHECKING:
    from juryapp.signing.verify import PdfFindings

UNRECORDED = mark("The desk's signature is genuine, but this event has no record that the document was given to be signed.")
WAITING = mark("{done} of {all} persons have signed. Not signed by: {names}.")
ANOTHER_GOES_ON = mark("The secretary decided that another file of this document goes on; what was signed in this one doesn't.")
NOT_THE_LAST = mark("It isn't the last file of this document: {jurors} signed it since.")
_KINDS = {
    FileKind.RECAPITULATION: DocumentKind.RECAPITULATION,
    FileKind.MINUTES: DocumentKind.MINUTES,
    FileKind.COMPLETENESS: DocumentKind.COMPLETENESS,
}


def is_replaced(event: OpenEvent, found: PdfFindings) -> bool:
    """True if the desk certified a later version in place of this document, or decided that another file of it goes on."""
    document = _recorded(event, found)
    if document is None:
        return False
    return _has_later_version(event, document) or _is_left(event, found)


def _has_later_version(event: OpenEvent, document: SignedDocument) -> bool:
    return document not in in_force(signed_documents.issued(event.file))


def _is_left(event: OpenEvent, found: PdfFindings) -> bool:
    """True for a file that was signed apart from the one of which the desk said that it goes on."""
    document = _recorded(event, found)
    if document is None or document.id not in signed_documents.chosen(event.file):
        return False
    return not any(_leads_to(_signed(found), file) for file in progress_in(event, document).files)


def _signed(found: PdfFindings) -> tuple[str, ...]:
    return tuple(code for _field, _name, code in found.signers if code)


def _leads_to(signed: tuple[str, ...], file: File) -> bool:
    """True if a file that these signed is that one, or was signed further to become it."""
    return file.signed[: len(signed)] == signed


def _recorded(event: OpenEvent, found: PdfFindings) -> SignedDocument | None:
    id_ = document_id(_KINDS[found.kind], found.revisions[0])
    return next((one for one in signed_documents.issued(event.file) if one.id == id_), None)


def waiting(event: OpenEvent | None, found: PdfFindings) -> tuple[EmptyField, ...]:
    """Whose signatures a genuine document still waits for. Without an event nobody knows who declined: all that it lacks."""
    if found.kind not in SEVERAL:
        return found.empty
    progress = _progress(event, found)
    declined = progress.declined if progress else {}
    if _is_closed(found) or (event and _is_left(event, found)):
        return ()
    return tuple(one for one in found.empty if one.code not in declined)


def _is_closed(found: PdfFindings) -> bool:
    return any(field == CHAIR for field, _name, _code in found.signers)


def _progress(event: OpenEvent | None, found: PdfFindings) -> SigningProgress | None:
    document = _recorded(event, found) if event else None
    return progress_in(event, document) if event and document else None


def told(event: OpenEvent | None, found: PdfFindings) -> Iterator[Problem]:
    """What people should know of the signatures in a genuine recapitulation or minutes, by the file and by the journal's word."""
    progress, waited = _progress(event, found), waiting(event, found)
    if event and progress is None:
        yield Problem(UNRECORDED)
    if event and progress and _has_later_version(event, progress.document):
        yield Problem("The desk certified a later version in its place.")
    if event and progress:
        yield from _of_certificates(event, found, progress.document)
    if waited:
        signed = [field for field, _name, _code in found.signers if field == CHAIR or juror_of(field)]
        yield Problem(WAITING, done=len(signed), all=len(signed) + len(waited), names=_names(waited))
    elif _is_closed(found) and not (event and _is_left(event, found)):
        yield from _left_out(found, progress)
    yield from _declined(event, found, progress)
    if event and progress:
        yield from _on_record(event, found, progress)


def _left_out(found: PdfFindings, progress: SigningProgress | None) -> Iterator[Problem]:
    """Over whom the chair signed: they can't sign it any more."""
    declined = progress.declined if progress else {}
    without = [one for one in found.empty if one.code not in declined]
    if without and progress:
        yield Problem(
            "The chair closed it without a signature of: {names}, of whom no answer is on record. It is complete.",
            names=_names(without),
        )
    elif without:
        yield Problem(
            "The chair closed it without a signature of: {names}. It is complete; whether they declined, and why, only the "
            "event's record tells.",
            names=_names(without),
        )


def _declined(event: OpenEvent | None, found: PdfFindings, progress: SigningProgress | None) -> Iterator[Problem]:
    """Who declined to sign it, by the record; and who a former version, as the desk certified it with what the document says."""
    jurors, now = model_records.jurors(event.file) if event else {}, progress.declined if progress else {}
    for code, reason in now.items():
        yield Problem("Declined by {name}: {reason}", name=jurors[code].name if code in jurors else code, reason=reason)
    said = (read_canonical(found.attachment or b"") or {}).get("told" if found.kind == FileKind.MINUTES else "declined", ())
    lacking = {one.code: one.name for one in found.empty if one.code not in now}
    for one in said["declined"] if isinstance(said, dict) else said:
        if one["code"] in lacking:
            gaps = {"name": lacking[one["code"]], "reason": one["reason"]}
            yield Problem("A former version of it was declined by {name}, as it says itself: {reason}", **gaps)


def _on_record(event: OpenEvent, found: PdfFindings, progress: SigningProgress) -> Iterator[Problem]:
    """Whether it is the file that goes on."""
    signed = _signed(found)
    if _is_left(event, found):
        yield Problem(ANOTHER_GOES_ON)
    elif not all(_leads_to(signed, file) for file in progress.files):
        yield Problem("It was signed apart from other files of this document; the secretary says which one goes on.")
    elif not progress.parted and (since := progress.signed[len(signed) :]):
        yield Problem(NOT_THE_LAST, jurors=", ".join(since))


def _names(fields: Iterable[EmptyField]) -> str:
    return ", ".join(one.name for one in fields)


def _of_certificates(event: OpenEvent, found: PdfFindings, document: SignedDocument) -> Iterator[Problem]:
    """Whose a provider's certificate is, by that person's own signed act."""
    said = {one.own: one.juror for one in signed_documents.answers(event.file).get(document.id, ()) if one.own}
    for certificate in found.added:
        if certificate.fingerprint in said:
            yield Problem(
                "{juror} put on record that the certificate in the name of “{name}” is the own one.",
                juror=said[certificate.fingerprint],
                name=certificate.name,
            )
