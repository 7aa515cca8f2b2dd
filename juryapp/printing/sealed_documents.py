"""Sealed documents: which signed documents headquarters can seal or has sealed, and how such a file is called. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.desk.signing import file_name as sheet_name
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.model.document import DocumentKind
from juryapp.model.document_seal import DocumentSeal
from juryapp.model.signed_document import document_id, in_force
from juryapp.printing.document_line import title_of
from juryapp.printing.document_signing import file_name
from juryapp.printing.signing_progress import document_of_sheet, progress_in
from juryapp.store import document_seals, model_records, signed_documents
from juryapp.store.pledges import pledges

_ISSUED = (DocumentKind.MINUTES, DocumentKind.RECAPITULATION, DocumentKind.COMPLETENESS)
KINDS = (*_ISSUED, DocumentKind.SHEETS, DocumentKind.PLEDGE)
"""What can be sealed, in this order: the minutes carry the digests of all sheets."""
ALONE = (DocumentKind.MINUTES,)
"""The cheap way: a time stamp on these proves what they name."""


@dataclass(frozen=True)
class ToSeal:
    """One signed document, and how far it is."""

    id: str
    """What it is called by (`document_id`)."""
    kind: DocumentKind
    pdf: str
    """SHA-256 of its signed file."""
    first: str
    """SHA-256 of the file with its first signature."""
    name: str
    """How its signed file is called when it is saved."""
    juror: str = ""
    candidate: str = ""
    waits_for: tuple[str, ...] = ()
    """Who is still to sign it."""
    parted: bool = False
    seal: DocumentSeal | None = None
    """What headquarters added to this very file."""

    @property
    def title(self) -> str:
        """What people call it."""
        return " · ".join([title_of(self.kind), *(part for part in (self.candidate, self.juror) if part)])

    @property
    def of(self) -> str:
        """Whose it is, as people name it at the command line: `J01/K01` for a sheet, `J01` for a pledge."""
        return "/".join(part for part in (self.juror, self.candidate) if part)

    def needs(self, *, stamp: bool, renew: bool) -> bool:
        """True if there is something to add."""
        return self.seal is None or (stamp and (renew or not self.seal.stamps))


def documents_to_seal(event: OpenEvent, kinds: Sequence[DocumentKind] = ALONE) -> list[ToSeal]:
    """The signed documents of these kinds that are in force, in the order of `KINDS`; sheets in workbook order."""
    seals = document_seals.seals(event.file)
    found: list[ToSeal] = []
    for kind in _ISSUED:
        for document in in_force(signed_documents.issued(event.file)):
            if document.kind is kind and kind in kinds:
                progress = progress_in(event, document)
                pdf, name = progress.file.pdf, file_name(event, document, len(progress.signed))
                found.append(
                    ToSeal(
                        document.id,
                        kind,
                        pdf,
                        document.first,
                        name,
                        waits_for=progress.waits_for,
                        parted=progress.parted,
                        seal=seals.get(pdf),
                    )
                )
    if DocumentKind.SHEETS in kinds:
        found += _sheets(event)
    if DocumentKind.PLEDGE in kinds:
        found += _pledges(event)
    return found


def _sheets(event: OpenEvent) -> Iterator[ToSeal]:
    seals, about, board = document_seals.seals(event.file), model_records.event(event.file), Board.of(event.file)
    for record in board.records.values():
        if not record.signed or not record.pdf:
            continue
        document = document_of_sheet(board, record)
        progress = progress_in(event, document) if document else None
        pdf = progress.file.pdf if progress else record.pdf
        yield ToSeal(
            document_id(DocumentKind.SHEETS, record.pdf),
            DocumentKind.SHEETS,
            pdf,
            record.pdf,
            sheet_name(about, record.candidate, record.juror, record.revision),
            record.juror,
            record.candidate,
            progress.waits_for if progress else (),
            bool(progress and progress.parted),
            seals.get(pdf),
        )


def _pledges(event: OpenEvent) -> Iterator[ToSeal]:
    seals, code = document_seals.seals(event.file), model_records.event(event.file).code
    for juror, given in pledges(event.file).items():
        if given.pdf:
            id_, name = document_id(DocumentKind.PLEDGE, given.pdf), document_name(code, "pledge", juror)
            yield ToSeal(id_, DocumentKind.PLEDGE, given.pdf, given.pdf, name, juror, seal=seals.get(given.pdf))


def find_to_seal(known: Sequence[ToSeal], named: str) -> ToSeal:
    """The one that is meant by its id or its beginning, by its kind where there is one of it, or by whose it is (`ToSeal.of`).

    Raises `Refused` where there is none, or more than one.
    """
    found = [one for one in known if named and named in (one.id, one.kind.value, one.of)]
    found = found or [one for one in known if named and one.id.startswith(named)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("{document} means several documents; name one of them by its id.", document=named)
    raise Refused("There is no signed document {document}.", document=named).seen_to_by("juryapp document-list")
