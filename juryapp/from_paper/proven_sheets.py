"""Proven sheets: what the codes of a scanned stack prove to an event, and what of it is new here. Reads only.

A code is the juror's own signed statement of all points (`signing/qr_claims.py`). The page around it proves nothing
(decision 017): what comes in is what the code says, never what a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from juryapp.board.cells import Board
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.codeless_pages import of_proven_sheets
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.journal.entry import Entry
from juryapp.journal.heads import meaning
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.names import Names, names_of, scales_of
from juryapp.model.sheet import CellState, SheetState
from juryapp.signing.paper_sheet import paper_value
from juryapp.signing.qr_claims import CodedScore, QrClaims, frame_of, read_qr, verify_qr
from juryapp.signing.trust_store import certificate_of
from juryapp.store import journal, model_records
from juryapp.store.enrolments import enrolments
from juryapp.tally.exact import sheet_total
from juryapp.text import half_up

_TO_COME = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE, CellState.UNCONFIRMED)


class Outcome(StrEnum):
    """What becomes of a code."""

    NEW = "new"
    """Proven, and not here: it can be recorded."""
    HERE = "here"
    """This very sheet is here already."""
    OLDER = "older"
    """A later revision is here, or in the stack."""
    CONTRADICTS = "contradicts"
    """Another sheet of the same revision is here or in the stack; or this one was opened again."""
    REFUSED = "refused"
    """Not proven, or not of what this event knows."""


_PROVEN = (Outcome.NEW, Outcome.HERE, Outcome.OLDER)


@dataclass(frozen=True)
class PaperSheet:
    """One code of a stack."""

    page: ScannedPage
    text: str
    outcome: Outcome
    claims: QrClaims | None = None
    """None for what can't be read as a code of ours."""
    why: Problem | None = None
    value: Mapping[str, object] | None = None
    """What would be recorded."""
    replaced: date | None = None
    """When the key with which it was signed was replaced, by the clock of the laptop that did; None for one in use."""


@dataclass(frozen=True)
class Recovery:
    """What a stack brings to an event."""

    sheets: tuple[PaperSheet, ...]
    """Each code once, in the order of the pages."""
    missing: tuple[tuple[str, str], ...]
    """Juror and candidate of the sheets that are expected, not signed here, and not in the stack."""
    unread: tuple[ScannedPage, ...]
    """Pages on which no code was read and that no proven sheet explains, or that can't be read."""
    forms: tuple[ScannedPage, ...]
    """Pages with the code of a paper form, which bears no signature: `paper_forms.py` reads them."""
    pages: int
    codeless: tuple[ScannedPage, ...] = ()
    """Pages without a code that belong to proven sheets of several pages, as far as place and number tell."""
    marked: tuple[ScannedPage, ...] = ()
    """Pages that are taken in or explained, and bear another code besides, of which nothing is taken."""
    again: tuple[tuple[ScannedPage, ScannedPage], ...] = ()
    """Pages all whose codes stand on an earlier one, each with that."""

    @property
    def is_of_paper(self) -> bool:
        """True where at least one code of ours was read; else nobody asks which sheets are missing."""
        return bool(self.sheets or self.forms)

    def of(self, *outcomes: Outcome) -> list[PaperSheet]:
        """Those with one of these outcomes."""
        return [one for one in self.sheets if one.outcome in outcomes]


def recovery(event: OpenEvent, pages: Sequence[ScannedPage]) -> Recovery:
    """What these pages bring to this event."""
    board = Board.of(event.file)
    judged = [_judged(event, board, *one) for one in _each_once(pages)]
    sheets = tuple(_among_each_other(judged))
    coming = {(one.claims.juror, one.claims.candidate) for one in sheets if one.claims and one.outcome is Outcome.NEW}
    expected = ((cell.sheet.juror, cell.sheet.candidate) for cell in board.cells() if cell.state in _TO_COME)
    proven = [(one.page, one.text, one.claims) for one in sheets if one.outcome in _PROVEN and one.claims]
    codeless = of_proven_sheets(event, board, pages, proven)
    explained = set(map(id, codeless))
    unread = tuple(page for page in pages if not page.codes and not page.form and id(page) not in explained)
    forms = tuple(page for page in pages if page.form and not page.codes)
    missing = tuple(pair for pair in expected if pair not in coming)
    marked = tuple(page for page in pages if page.others and (page.codes or page.form or id(page) in explained))
    return Recovery(sheets, missing, unread, forms, len(pages), tuple(codeless), marked, tuple(_again(pages)))


def _each_once(pages: Iterable[ScannedPage]) -> Iterator[tuple[ScannedPage, str]]:
    seen: set[str] = set()
    for page in pages:
        for text in page.codes:
            if text not in seen:
                seen.add(text)
                yield page, text


def _again(pages: Iterable[ScannedPage]) -> Iterator[tuple[ScannedPage, ScannedPage]]:
    first: dict[str, ScannedPage] = {}
    for page in pages:
        if page.codes and all(text in first for text in page.codes):
            yield page, first[page.codes[0]]
        first |= {text: page for text in page.codes if text not in first}


def _judged(event: OpenEvent, board: Board, page: ScannedPage, text: str) -> PaperSheet:
    try:
        claims = read_qr(text)
    except Problem as problem:
        return PaperSheet(page, text, Outcome.REFUSED, why=problem)
    found = PaperSheet(page, text, Outcome.REFUSED, claims)
    refused = _not_proven(event, board, claims)
    if refused:
        return replace(found, why=refused)
    found = replace(found, replaced=_replaced(event, claims))
    standing = _standing(event, claims)
    if standing:
        return replace(found, outcome=standing[0], why=standing[1])
    value = _value(event, board, text, claims)
    if value is None:
        return replace(
            found,
            why=Problem(
                "It was signed under other names, criteria or rules than this file holds for {juror} and {candidate}; bring the "
                "set-up to what it was when the sheet was signed, then read the stack again.",
                juror=claims.juror,
                candidate=claims.candidate,
            ),
        )
    return replace(found, outcome=Outcome.NEW, value=value)


def _not_proven(event: OpenEvent, board: Board, claims: QrClaims) -> Problem | None:
    """Why a code isn't one of a juror of this event."""
    label = model_records.event(event.file).code
    if claims.sheet.partition("/")[0] != label:
        return Problem("It is of another event, {sheet}.", sheet=claims.sheet)
    certificates = event.trust.jurors.get(claims.juror, ())
    if not certificates:
        return Problem(
            "No certificate of juror {juror} is known here; use a copy of the event from after the enrolment.", juror=claims.juror
        )
    if not any(verify_qr(claims, one.public) for one in certificates):
        return Problem("The QR code was not signed by juror {juror}; it was altered or invented.", juror=claims.juror)
    if claims.juror not in board.jurors or claims.candidate not in {*board.candidates, *board.doubles}:
        return Problem(
            "This file has no juror {juror}, or no candidate {candidate}.", juror=claims.juror, candidate=claims.candidate
        )
    return None


def _replaced(event: OpenEvent, claims: QrClaims) -> date | None:
    """When the juror was given a later key than the one that signed."""
    known = enrolments(event.file, claims.juror)
    signing = {one.id for one in known if (own := certificate_of(one)) and verify_qr(claims, own.public)}
    later = [one for one in known if signing & set(one.supersedes) and one.id not in signing]
    return min(datetime.fromisoformat(one.at) for one in later).date() if later else None


def _standing(event: OpenEvent, claims: QrClaims) -> tuple[Outcome, Problem] | None:
    """What stands here already in the sheet's place; None where nothing hinders it."""
    register = (Subject.SHEET, str(CellKey(claims.juror, claims.candidate)))
    heads = journal.heads_of(event.file, register)
    latest = max((_revision(head) for head in heads), default=0)
    if any(meaning(head) == claims.meaning for head in heads):
        return Outcome.HERE, Problem("This sheet is here already.")
    if latest > claims.revision:
        return Outcome.OLDER, Problem(
            "Revision {revision} is here already; this is revision {old}.", revision=latest, old=claims.revision
        )
    if len(heads) > 1:
        return Outcome.CONTRADICTS, Problem("Two versions of this sheet stand here; decide between them first.")
    if latest == claims.revision and _value_of(heads[0])["state"] == SheetState.REOPENED:
        return Outcome.CONTRADICTS, Problem("Revision {revision} was opened again here; the next one counts.", revision=latest)
    if latest == claims.revision:
        return Outcome.CONTRADICTS, Problem(
            "Another sheet of revision {revision} by {juror} for {candidate} is here; hold both papers side by side.",
            revision=latest,
            juror=claims.juror,
            candidate=claims.candidate,
        )
    return None


def _value_of(entry: Entry) -> Mapping[str, Any]:
    return entry.value or {}


def _revision(entry: Entry) -> int:
    return int(_value_of(entry).get("revision", 0))


def _value(event: OpenEvent, board: Board, text: str, claims: QrClaims) -> dict[str, object] | None:
    """What is recorded of a code; None where names, criteria, or total aren't those that were signed."""
    candidate = board.candidates.get(claims.candidate) or board.doubles[claims.candidate]
    category = board.categories.get(candidate.category)
    if category is None:
        return None
    for criteria in _rubrics(event, board, category.code):
        names = _names(board, claims, criteria)
        version = rubric_version(criteria)
        if len(criteria) == len(claims.scores) and frame_of(event.id, names.as_json(), version) == claims.frame:
            scores = dict(zip(sorted(one.code for one in criteria), claims.scores, strict=True))
            exact = sheet_total(criteria, {code: _points(score) for code, score in scores.items()}, category)
            if exact is None or format(half_up(exact.value), "f") != claims.total:
                return None
            return paper_value(text, claims, scores, exact.value, version, names)
    return None


def _names(board: Board, claims: QrClaims, criteria: Sequence[Criterion]) -> Names:
    candidate = board.candidates.get(claims.candidate) or board.doubles[claims.candidate]
    panel = board.panel(claims.candidate) if claims.candidate in board.candidates else ""
    return names_of(candidate, board.categories[candidate.category], panel, board.jurors[claims.juror], scales_of(criteria))


def _rubrics(event: OpenEvent, board: Board, category: str) -> Iterator[Sequence[Criterion]]:
    """The rubric in force, then those that were."""
    in_force = board.criteria.get(category, [])
    yield in_force
    yield from (one for one in model_records.rubrics(event.file, category).values() if one != in_force)


def _points(score: CodedScore) -> Decimal | None:
    return Decimal(score.points) if score.points is not None else None


def _among_each_other(found: Sequence[PaperSheet]) -> Iterator[PaperSheet]:
    """Of several new sheets for one cell the highest revision; two different ones of it contradict each other."""
    new: dict[tuple[str, str], list[PaperSheet]] = {}
    for one in found:
        if one.outcome is Outcome.NEW and one.claims:
            new.setdefault((one.claims.juror, one.claims.candidate), []).append(one)
    for one in found:
        yield _beside(one, new.get((one.claims.juror, one.claims.candidate), [])) if one.claims else one


def _beside(one: PaperSheet, others: Sequence[PaperSheet]) -> PaperSheet:
    if one.outcome is not Outcome.NEW or one.claims is None:
        return one
    revisions = [other.claims.revision for other in others if other.claims]
    highest = max(revisions)
    if one.claims.revision < highest:
        why = Problem(
            "Revision {revision} is in the stack too; this is revision {old}.", revision=highest, old=one.claims.revision
        )
        return replace(one, outcome=Outcome.OLDER, why=why, value=None)
    if revisions.count(highest) > 1:
        why = Problem("Two different sheets of revision {revision} are in the stack; hold both side by side.", revision=highest)
        return replace(one, outcome=Outcome.CONTRADICTS, why=why, value=None)
    return one
