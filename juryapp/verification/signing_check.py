"""Signing check: what the journal knows of a document that several people sign: whether it was issued, and how far it is.

It is told beside the verdict: a file that lacks a signature is genuine, and so is one that doesn't go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind, FileKind
from juryapp.model.signed_document import SignedDocument, SigningProgress, document_id, in_force
from juryapp.printing.signing_progress import progress_in
from juryapp.store import signed_documents
from juryapp.text import mark

if TYPE_CHECKING:
    from juryapp.signing.verify import PdfFindings

UNRECORDED = mark("The desk's signature is genuine, but this event has no record that the document was given to be signed.")
_KINDS = {
    FileKind.RECAPITULATION: DocumentKind.RECAPITULATION,
    FileKind.MINUTES: DocumentKind.MINUTES,
    FileKind.COMPLETENESS: DocumentKind.COMPLETENESS,
}


def is_replaced(event: OpenEvent, found: PdfFindings) -> bool:
    """True if the desk certified a later version in place of this document."""
    document = _recorded(event, found)
    return document is not None and document not in in_force(signed_documents.issued(event.file))


def _recorded(event: OpenEvent, found: PdfFindings) -> SignedDocument | None:
    id_ = document_id(_KINDS[found.kind], found.revisions[0])
    return next((one for one in signed_documents.issued(event.file) if one.id == id_), None)


def told(event: OpenEvent, found: PdfFindings) -> Iterator[Problem]:
    """What people should know of a genuine recapitulation or minutes besides its result."""
    document = _recorded(event, found)
    if document is None:
        yield Problem(UNRECORDED)
        return
    if is_replaced(event, found):
        yield Problem("The desk certified a later version in its place.")
    yield from _of_certificates(event, found, document)
    yield from _of_signatures(progress_in(event, document), document, tuple(code for _f, _n, code in found.signers if code))


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


def _of_signatures(progress: SigningProgress, document: SignedDocument, signed: tuple[str, ...]) -> Iterator[Problem]:
    if progress.closed and document.chair not in signed:
        yield Problem("It isn't the last file of this document: {jurors} signed it since.", jurors=_rest(progress.signed, signed))
        return
    missing = [code for code in document.people if code not in signed and code not in progress.declined]
    if missing and document.chair not in signed:
        yield Problem("Not signed in this file, or not yet: {jurors}.", jurors=", ".join(missing))
    for code, reason in progress.declined.items():
        yield Problem("{juror} declined to sign it: {reason}", juror=code, reason=reason)
    if signed != progress.signed[: len(signed)]:
        yield Problem("It was signed apart from other files of this document; the secretary says which one goes on.")


def _rest(all_: tuple[str, ...], signed: tuple[str, ...]) -> str:
    return ", ".join(code for code in all_ if code not in signed)
