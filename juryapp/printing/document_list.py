"""Document list: the check list of what there is to print of an event: what can be made, who signed, what was printed here, and
what is out of date since. Read from the board alone; no page is drawn.

What several people sign (recapitulation, minutes, a sheet that its chair acknowledges) says who did, who declined, who is next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from juryapp.board.cells import Board, Cell
from juryapp.board.finality import finality
from juryapp.board.finality_words import paper_words
from juryapp.board.pledges import conflicts_of, lacking
from juryapp.board.reveal_readiness import check_revealed, told_categories
from juryapp.board.status import tallies_of
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.model.signed_document import SignedDocument, in_force
from juryapp.printing.document_basis import (
    CHANGED_SINCE,
    CHANGED_SINCE_CERTIFIED,
    SIGNED,
    Basis,
    Changed,
    change_of,
    is_same_sheet,
    is_still_told,
    was_signed,
)
from juryapp.printing.document_line import SIGNED_IN_TURN, DocumentLine, DocumentState
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.printing.paper_record import HandedOut, Record, Way, latest, read_record
from juryapp.printing.sealed_file import seal_words
from juryapp.printing.signing_progress import document_of_sheet, progress_in
from juryapp.printing.unsigned_papers import TO_FILL_IN
from juryapp.printing.winners import why_no_certificate
from juryapp.store import attachment_table, document_seals, model_records, signed_documents
from juryapp.store.pledges import pledges
from juryapp.store.sheets import SheetRecord
from juryapp.text import _, mark, plural

_GONE = (CellState.ABSENT, CellState.WITHDRAWN, CellState.RECUSED)
_WHY_NOT = {
    CellState.MISSING: mark("not scored here yet"),
    CellState.CONFLICT: mark("two versions stand; decide first"),
    CellState.UNCONFIRMED: mark("scored under another name; the juror confirms first"),
}


def document_list(event: OpenEvent) -> list[DocumentLine]:
    """Every document of the event, kind by kind, candidates and jurors in workbook order."""
    return list(_Lister(event).lines())


def lacking_in(event: OpenEvent, kind: DocumentKind) -> str:
    """Why a document that is signed in turn isn't final now, and of which categories it is where not of all; else empty."""
    return _Lister(event).why_of(kind)


class _Lister:
    """Makes the lines of one state of the event."""

    def __init__(self, event: OpenEvent) -> None:
        self._event = event
        self._board = Board.of(event.file)
        self._here = attachment_table.sizes(event.file)
        self._record: Record = read_record(event)
        self._basis = Basis(event, self._board)
        self._cells = list(self._board.cells())
        self._pledges = pledges(event.file)
        self._lacking = lacking(event.file, self._board)
        self._tallies = tallies_of(self._board, event.file)
        self._awaited = finality(event)
        self._told = told_categories(event)
        self._seals = document_seals.seals(event.file)
        self._zone = model_records.event(event.file).time_zone

    def lines(self) -> Iterator[DocumentLine]:
        yield from self._sheets()
        for kind in SIGNED_IN_TURN:
            issued = [one for one in in_force(signed_documents.issued(self._event.file)) if one.kind is kind]
            for told in [self._signing(document) for document in issued] or [{}]:
                yield self._line(kind, **told, why=self.why_of(kind))
        yield self._line(DocumentKind.DECREE, why=self._provisional())
        yield self._certificates()
        yield self._line(DocumentKind.CEREMONY, why=self._provisional())
        yield self._line(DocumentKind.ATTENDANCE)
        for juror in self._board.jurors:
            yield self._pledge(juror)
        yield from self._blank_forms()
        yield self._line(DocumentKind.CARDS)

    def why_of(self, kind: DocumentKind) -> str:
        """What is lacking in a document that is signed in turn."""
        match kind:
            case DocumentKind.RECAPITULATION:
                return "; ".join(part for part in (self._only_told(), self._provisional(self._told)) if part)
            case DocumentKind.COMPLETENESS:
                return paper_words(self._awaited)
        return self._provisional()

    def _sheets(self) -> Iterator[DocumentLine]:
        for cell in self._cells:
            if cell.state not in _GONE:
                yield self._sheet(cell)
            elif self._handed(DocumentKind.SHEETS, cell.sheet.juror, cell.sheet.candidate):
                why = _("no sheet is expected any more")
                yield self._of_cell(DocumentKind.SHEETS, cell, state=DocumentState.NOT_YET, why=why, outdated=why)

    def _sheet(self, cell: Cell) -> DocumentLine:
        juror = self._juror(cell.sheet.juror)
        if cell.state in SIGNED:
            record = self._board.record(cell.sheet.juror, cell.sheet.candidate)
            here = record is not None and record.pdf in self._here
            why = "" if here else _("signed on another laptop; its package brings the page")
            if record is not None and record.from_paper:
                why = _("came back from paper: the paper is the document")
            if here and cell.state is CellState.MISNAMED:
                why = _("names another than the record does now; decide first")
            state = DocumentState.SIGNED if here else DocumentState.NOT_HERE
            signing = self._signing_of_sheet(record) if record else {}
            signing["signed_by"] = (juror, *signing.get("signed_by", ()))
            return self._of_cell(DocumentKind.SHEETS, cell, **{**signing, "state": state, "why": why})
        if cell.state is CellState.COMPLETE and cell.total is not None:
            return self._of_cell(DocumentKind.SHEETS, cell, waits_for=(juror,))
        why = _(_WHY_NOT[cell.state]) if cell.state in _WHY_NOT else _scored(cell)
        return self._of_cell(DocumentKind.SHEETS, cell, state=DocumentState.NOT_YET, why=why, waits_for=(juror,))

    def _pledge(self, juror: str) -> DocumentLine:
        given, who = self._pledges.get(juror), (self._juror(juror),)
        if given is None:
            return self._line(DocumentKind.PLEDGE, juror, waits_for=who if juror in self._lacking else ())
        if given.on_paper:
            return self._line(DocumentKind.PLEDGE, juror, why=_("signed on paper"), signed_by=who)
        if given.pdf not in self._here:
            why = _("signed on another laptop; its package brings the page")
            return self._line(DocumentKind.PLEDGE, juror, state=DocumentState.NOT_HERE, why=why, signed_by=who)
        declared = [one.number for one, _reason in conflicts_of(self._board, juror)]
        later = ", ".join(number for number in declared if number not in given.conflicts)
        why = _("declared since it was signed: conflict of interest with {candidates}", candidates=later) if later else ""
        return self._line(
            DocumentKind.PLEDGE, juror, state=DocumentState.SIGNED, why=why, signed_by=who, **self._sealing(given.pdf)
        )

    def _signing_of_sheet(self, record: SheetRecord) -> dict[str, Any]:
        document = document_of_sheet(self._board, record)
        return self._signing(document) if document else self._sealing(record.pdf or "")

    def _sealing(self, pdf: str) -> dict[str, Any]:
        """What headquarters added to the signed file with this SHA-256."""
        seal = self._seals.get(pdf)
        return {"seal": seal, "sealed": seal_words(seal, self._zone)}

    def _signing(self, document: SignedDocument) -> dict[str, Any]:
        """Who signed a document that several sign, who declined, and who is still to."""
        progress = progress_in(self._event, document)
        declined = [f"{self._juror(code)}: {why}" for code, why in progress.declined.items()]
        return {
            "document": document.id,
            "state": DocumentState.SIGNING if progress.waits_for or progress.parted else DocumentState.SIGNED,
            "signed_by": tuple(map(self._juror, progress.signed)),
            "waits_for": tuple(map(self._juror, progress.waits_for)),
            "declined": tuple(declined),
            "parted": progress.parted,
            **self._sealing(progress.file.pdf),
            "outdated": self._why_old(document),
        }

    def _why_old(self, document: SignedDocument) -> str:
        changed = None if document.kind is DocumentKind.SHEETS else change_of(document.basis, self._basis.of(document.kind))
        return _(CHANGED_SINCE_CERTIFIED[changed]) if changed else ""

    def _blank_forms(self) -> Iterator[DocumentLine]:
        for cell in self._cells:
            if cell.state in TO_FILL_IN:
                yield self._of_cell(DocumentKind.BLANK, cell)
            elif self._handed(DocumentKind.BLANK, cell.sheet.juror, cell.sheet.candidate):
                why = _("its sheet is signed by now") if cell.state in SIGNED else _("no sheet is expected any more")
                yield self._of_cell(DocumentKind.BLANK, cell, state=DocumentState.NOT_YET, why=why, outdated=why)

    def _certificates(self) -> DocumentLine:
        why = why_no_certificate(self._event, self._board, self._tallies, self._awaited)
        if why:
            return self._line(DocumentKind.CERTIFICATES, state=DocumentState.NOT_YET, why=why)
        return self._line(DocumentKind.CERTIFICATES, why=self._provisional())

    def _only_told(self) -> str:
        """Of which categories a recapitulation is, where others aren't opened yet."""
        if not self._told or len(self._told) == len(self._board.categories):
            return ""
        return _("only of {categories}; the others aren't opened yet", categories=", ".join(map(self._category, self._told)))

    def _category(self, code: str) -> str:
        return self._board.categories[code].name

    def _provisional(self, categories: Collection[str] | None = None) -> str:
        """Why a document of these categories, or of all, is provisional."""
        ours = self._board.categories if categories is None else categories
        lacking = sum(cell.state not in (CellState.SIGNED, *_GONE) for cell in self._cells if cell.category in ours)
        if lacking:
            return plural("provisional: {count} sheet is lacking", "provisional: {count} sheets are lacking", lacking)
        if not all(tally.complete for tally in self._tallies if tally.category in ours):
            return _("provisional: the ranking isn't final yet")
        return _("provisional: {why}", why=paper_words(self._awaited)) if ours and not self._awaited.is_settled else ""

    @cached_property
    def _hidden(self) -> set[DocumentKind]:
        """The kinds that tell results which aren't opened yet."""
        return {kind for kind in OF_RESULTS if not self._may_tell(kind)}

    def _may_tell(self, kind: DocumentKind) -> bool:
        try:
            check_revealed(self._event, kind)
        except Refused:
            return False
        return True

    def _of_cell(
        self,
        kind: DocumentKind,
        cell: Cell,
        **told: object,
    ) -> DocumentLine:
        revision = cell.sheet.revision if kind is DocumentKind.SHEETS else 0
        return self._line(kind, cell.sheet.juror, cell.sheet.candidate, revision=revision, **told)

    def _line(self, kind: DocumentKind, juror: str = "", candidate: str = "", **told: object) -> DocumentLine:
        ways = self._record.get((kind.value, juror, candidate), {})
        outdated = self._outdated(kind, juror, candidate, ways)
        if outdated and kind in SIGNED_IN_TURN and told.get("document"):
            ways, outdated = {}, ""  # what left before it was certified is another paper
        told["outdated"] = told.get("outdated") or outdated
        if kind in self._hidden and not told.get("document"):
            told |= {"state": DocumentState.NOT_YET, "why": _("once the results are opened at the plenary")}
        return DocumentLine(
            kind,
            juror,
            candidate,
            self._juror(juror) if juror else "",
            self._candidate(candidate) if candidate else "",
            saved_at=ways[Way.SAVED].at if Way.SAVED in ways else None,
            printed_at=ways[Way.PRINTED].at if Way.PRINTED in ways else None,
            **told,  # type: ignore[arg-type]
        )

    def _outdated(self, kind: DocumentKind, juror: str, candidate: str, ways: Mapping[Way, HandedOut]) -> str:
        last = latest(ways)
        if last is None:
            return ""
        now = self._basis.of(kind, juror, candidate)
        return "" if is_still_told(last.basis, now) else _why_outdated(kind, last.basis, now)

    def _handed(self, kind: DocumentKind, juror: str, candidate: str) -> bool:
        return (kind.value, juror, candidate) in self._record

    def _juror(self, code: str) -> str:
        return f"{self._board.jurors[code].name} ({code})" if code in self._board.jurors else code

    def _candidate(self, number: str) -> str:
        return f"{number} {self._board.candidates[number].name}"


def _scored(cell: Cell) -> str:
    return _("{scored} of {count} criteria scored", scored=cell.scored, count=cell.criteria)


def _why_outdated(kind: DocumentKind, then: str, now: str) -> str:
    match kind:
        case DocumentKind.SHEETS:
            if was_signed(then) and is_same_sheet(then, now):
                return _("its chair signed it since")
            if was_signed(now):
                return _("another revision was signed since") if was_signed(then) else _("it was signed since")
            return _("it was reopened since") if was_signed(then) else _("scores or names changed since")
        case DocumentKind.ATTENDANCE:
            return _("candidates, jurors or hours changed since")
        case DocumentKind.PLEDGE:
            return _("the juror's record or conflicts of interest changed since")
        case DocumentKind.BLANK:
            return _("criteria, names or hours changed since")
        case _:
            return _(CHANGED_SINCE[change_of(then, now) or Changed.RESULTS])
