"""Signing progress: the documents that wait for several signatures, and how far each of them is. Reads only.

Recapitulation and minutes are there once the desk certified them; a score sheet once its juror signed it, where the panel has a
chair, who acknowledges it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from juryapp.board.cells import Board
from juryapp.desk.unsigned_sheet import chair_of
from juryapp.documents.recapitulation import Declined
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import SignedDocument, SigningProgress, document_id, in_force, progress_of
from juryapp.store import model_records, signed_documents
from juryapp.store.sheets import SheetRecord
from juryapp.text import _


class Called:
    """What people call a document, in the language that is spoken when it is told; its id says nothing to them."""

    def __init__(self, document: SignedDocument) -> None:
        self._document = document

    def __str__(self) -> str:
        match self._document.kind:
            case DocumentKind.SHEETS:
                return _("score sheet {sheet}", sheet=f"{self._document.juror}/{self._document.candidate}")
            case DocumentKind.MINUTES:
                return _("minutes")
            case DocumentKind.COMPLETENESS:
                return _("record of completeness")
            case _:
                return _("recapitulation")


def documents_to_sign(event: OpenEvent, board: Board | None = None) -> list[SignedDocument]:
    """All in force: what the desk certified, then score sheets with room for the chair, in workbook order."""
    board = board or Board.of(event.file)
    sheets = (document_of_sheet(board, record) for record in board.records.values())
    return [*in_force(signed_documents.issued(event.file)), *(one for one in sheets if one)]


def document_of_sheet(board: Board, record: SheetRecord) -> SignedDocument | None:
    """A signed sheet as what its chair acknowledges; None where it isn't signed, or nobody else than its juror chairs."""
    candidate = board.joins.get(record.candidate, record.candidate)
    chair = chair_of(board, candidate) if candidate in board.candidates else None
    if not record.signed or not record.pdf or chair is None or chair.code == record.juror:
        return None
    id_ = document_id(DocumentKind.SHEETS, record.pdf)
    return SignedDocument(id_, DocumentKind.SHEETS, record.pdf, record.json or "", (), chair.code, record.juror, record.candidate)


def progress_in(event: OpenEvent, document: SignedDocument) -> SigningProgress:
    """How far one document is."""
    said = signed_documents.answers(event.file).get(document.id, ())
    return progress_of(document, said, signed_documents.chosen(event.file).get(document.id, ""))


def sheet_file(event: OpenEvent, board: Board, record: SheetRecord) -> str:
    """SHA-256 of a signed sheet's file with the signatures that it has by now."""
    document = document_of_sheet(board, record)
    return progress_in(event, document).file.pdf if document else record.pdf or ""


def declined_before(event: OpenEvent, kind: DocumentKind) -> list[Declined]:
    """Who declined to sign a version of this kind and signed no later one since; in the order of the versions' ids."""
    versions = {one.id: one for one in signed_documents.issued(event.file) if one.kind is kind}
    jurors, said = model_records.jurors(event.file), signed_documents.answers(event.file)
    found = []
    for document in versions.values():
        later = [one for one in versions.values() if document.id in _replaced(one, versions)]
        signed = {answer.juror for one in later for answer in said.get(one.id, ()) if answer.pdf}
        for code, reason in progress_in(event, document).declined.items():
            if code not in signed:
                found.append(
                    Declined(
                        code, jurors[code].name if code in jurors else code, document.id, reason, _to_the_second(document.at)
                    )
                )
    return found


def _to_the_second(at: str) -> str:
    return datetime.fromisoformat(at).isoformat(timespec="seconds") if at else ""


def _replaced(document: SignedDocument, versions: Mapping[str, SignedDocument]) -> set[str]:
    """The versions that this one replaced, straight or by way of others."""
    found: set[str] = set()
    waiting = list(document.replaces)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += versions[id_].replaces if id_ in versions else ()
    return found


def find_document(event: OpenEvent, named: str) -> SignedDocument:
    """The document that is meant by its id, the beginning of its id, a kind of which there is one, or `J01/K01` for a sheet.

    Raises `Refused` where there is none, or more than one.
    """
    known = documents_to_sign(event)
    found = [one for one in known if named in (one.id, one.kind.value, f"{one.juror}/{one.candidate}")]
    found = found or [one for one in known if one.id.startswith(named)]
    if len(found) == 1:
        return found[0]
    if any(one.id.startswith(named) for one in signed_documents.issued(event.file)) and not found:
        raise Refused("{document} was replaced by a later one, which is to be signed.", document=named)
    if found:
        raise Refused("{document} means several documents: {ids}. Name one of them.", document=named, ids=_ids(found))
    raise Refused("There is no document {document} to sign.", document=named).seen_to_by("juryapp document-list")


def _ids(documents: Sequence[SignedDocument]) -> str:
    shown = [one.id for one in documents[:6]]
    return ", ".join([*shown, *(["…"] if len(documents) > len(shown) else [])])
