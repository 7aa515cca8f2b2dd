"""Sheets' turn: the signed score sheets that wait for the chair of their panel, who acknowledges them, many with one PIN."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from juryapp.board.cells import Board
from juryapp.desk.juror import JurorDesk
from juryapp.errors import Problem, Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import SignedDocument
from juryapp.printing.brought_certificate import SignedByProvider
from juryapp.printing.document_line import DocumentLine, DocumentState
from juryapp.printing.document_signing import SignedFile, decline, sign
from juryapp.printing.signing_progress import document_of_sheet, progress_in
from juryapp.printing.signing_turn import Person, Progress, Signature, TurnOutcome, at_hand, person_of, unlocked, words_of
from juryapp.signing.ink import Ink
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.store import attachment_table, model_records
from juryapp.text import _


@dataclass(frozen=True)
class WaitingSheet:
    """A signed sheet that its chair hasn't acknowledged yet."""

    document: SignedDocument
    file: str
    """SHA-256 of the file that is signed on."""
    line: DocumentLine
    """As the check list tells it."""


@dataclass(frozen=True)
class SheetsTurn:
    """Who chairs, and which sheets wait for whom."""

    chairs: tuple[Person, ...] = ()
    """For whom sheets wait."""
    sheets: tuple[WaitingSheet, ...] = ()
    """All of them, in workbook order; those that were declined too."""
    chosen: tuple[str, ...] = ()
    """Ids of the documents that are to be signed in one go."""
    kind = DocumentKind.SHEETS

    @property
    def can_sign(self) -> tuple[Person, ...]:
        """The chairs whose keys lie on this laptop."""
        return tuple(one for one in self.chairs if one.is_here)

    @property
    def waiting(self) -> tuple[Person, ...]:
        """The same: for each of them a sheet waits."""
        return self.can_sign

    def of(self, code: str) -> list[WaitingSheet]:
        """The sheets of one chair."""
        return [one for one in self.sheets if one.document.chair == code]

    def waits_before(self, _code: str) -> tuple[Person, ...]:
        """For nobody: a sheet's juror has signed."""
        return ()

    def choosing(self, documents: Sequence[str]) -> SheetsTurn:
        """The same, with these sheets to be signed in one go."""
        return replace(self, chosen=tuple(documents))

    @property
    def count(self) -> int:
        """How many sheets are signed in one go."""
        return len(self.chosen)

    def pdf_of(self, event: OpenEvent, one: WaitingSheet) -> bytes | None:
        """The page as it is signed; None where it isn't here."""
        return attachment_table.content(event.file, one.file)

    def sign(self, event: OpenEvent, code: str, made: Signature, progress: Progress) -> TurnOutcome:
        """The chair signs the chosen sheets as they were shown; one that can't be signed doesn't stop the others.

        Raises `WrongPin`, and `Refused` where nothing is chosen.
        """
        desk, chosen = unlocked(event, code, made.pin), self._chosen(code)
        with at_hand(made.own) as own:
            files = {one.document.id: one for one in chosen}
            signed, problems = sign_each(
                desk,
                [one.document for one in chosen],
                lambda document: self.pdf_of(event, files[document.id]) or b"",
                made.ink,
                own=own,
                progress=progress,
            )
        return TurnOutcome(_together(one.changes for one in signed), len(signed), tuple(problems))

    def decline(self, event: OpenEvent, code: str, pin: str, reason: str) -> TurnOutcome:
        """The chair declines the chosen sheets, with a reason. Raises as `sign`."""
        desk, chosen = unlocked(event, code, pin), self._chosen(code)
        return TurnOutcome(_together(decline(desk, one.document, reason) for one in chosen), len(chosen))

    def _chosen(self, code: str) -> list[WaitingSheet]:
        chosen = [one for one in self.of(code) if one.document.id in self.chosen]
        if not chosen:
            raise Refused("Tick a sheet first.")
        return chosen


def sign_each(
    desk: JurorDesk,
    documents: Sequence[SignedDocument],
    seen: Callable[[SignedDocument], bytes],
    ink: Ink | str | None,
    *,
    close: bool = False,
    own: OwnCertificate | SignedByProvider | None = None,
    progress: Progress,
) -> tuple[list[SignedFile], list[Problem]]:
    """Signs one document after the other as each was `seen`, and what was wrong with those that weren't signed."""
    made, problems = list[SignedFile](), list[Problem]()
    for at, document in enumerate(documents):
        progress(at, len(documents))
        try:
            made.append(sign(desk, document, seen(document), ink, close=close, own=own))
        except Problem as problem:
            problems.append(problem)
    progress(len(documents), len(documents))
    return made, problems


def sheets_turn(event: OpenEvent) -> SheetsTurn:
    """The sheets that wait for chairs. One that was signed apart at two laptops isn't among them: the desk chooses first."""
    board, jurors = Board.of(event.file), model_records.jurors(event.file)
    here = attachment_table.sizes(event.file)
    found = []
    for record in board.records.values():
        document = document_of_sheet(board, record)
        progress = progress_in(event, document) if document else None
        if document is None or progress is None or progress.closed or progress.parted:
            continue
        known = progress.file.pdf in here
        juror, candidate = words_of(jurors, document.juror), board.candidates.get(document.candidate)
        line = DocumentLine(
            DocumentKind.SHEETS,
            document.juror,
            document.candidate,
            juror,
            f"{document.candidate} {candidate.name}" if candidate else document.candidate,
            record.revision,
            DocumentState.SIGNING if known else DocumentState.NOT_HERE,
            "" if known else _("signed on another laptop; its package brings the page"),
            (juror,),
            document=document.id,
            declined=tuple(f"{words_of(jurors, code)}: {why}" for code, why in progress.declined.items()),
        )
        found.append(WaitingSheet(document, progress.file.pdf, line))
    codes = dict.fromkeys(one.document.chair for one in found)
    return SheetsTurn(tuple(person_of(event, jurors, code) for code in codes), tuple(found))


def _together(changes: Iterable[Changes]) -> Changes:
    """All that several writes touched."""
    told = list(changes)
    registers = frozenset[tuple[str, str]]().union(*(one.registers for one in told))
    return Changes(registers, tuple(id_ for one in told for id_ in one.entries))
