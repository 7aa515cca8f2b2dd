"""Codeless pages: which pages of a stack bear no code because they are the first ones of sheets whose last page was read.

A sheet of several pages bears its code on the last. How many it has is counted on its PDF where that is here, else on one that
is drawn of what the code says: without remarks, so never more than it had. Decides nothing; only spares a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from juryapp.board.cells import Board
from juryapp.documents.preview import page_sizes
from juryapp.documents.sheet_json import SheetFacts, sheet_json
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.model.score import Score
from juryapp.signing.qr_claims import QrClaims
from juryapp.store import attachment_table, model_records
from juryapp.tally.exact import sheet_total


def of_proven_sheets(
    event: OpenEvent, board: Board, pages: Sequence[ScannedPage], proven: Iterable[tuple[ScannedPage, str, QrClaims]]
) -> list[ScannedPage]:
    """The pages without a code that lie straight before or behind the last page of a sheet that has so many more pages.

    `proven`: the last pages of proven sheets, each with its code's text and what that says.
    """
    blank = [not (page.codes or page.form or page.problem or page.kind) for page in pages]
    if not any(blank):
        return []
    counts, found = _Counts(event, board), set[int]()
    places = {id(page): place for place, page in enumerate(pages)}
    for page, text, claims in proven:
        place, room = places[id(page)], counts.of(text, claims) - 1
        for beside in (range(place - 1, -1, -1), range(place + 1, len(pages))):
            taken = list(_next_to(beside, blank, found, room))
            found.update(taken)
            room -= len(taken)
    return [pages[place] for place in sorted(found)]


def _next_to(places: Iterable[int], blank: Sequence[bool], taken: set[int], most: int) -> Iterator[int]:
    for place in places:
        if most <= 0 or not blank[place] or place in taken:
            return
        most -= 1
        yield place


class _Counts:
    """How many pages sheets have; of those that have to be drawn one for each category."""

    def __init__(self, event: OpenEvent, board: Board) -> None:
        self._event, self._board = event, board
        self._drawn: dict[str, int] = {}

    def of(self, text: str, claims: QrClaims) -> int:
        """Of the sheet with this code, at least."""
        record = self._board.records.get((claims.juror, claims.candidate))
        pdf = attachment_table.content(self._event.file, record.pdf) if record and record.pdf and record.signed else None
        if pdf is not None and record and record.revision == claims.revision:
            return len(page_sizes(pdf))
        candidate = self._board.candidates.get(claims.candidate)
        if candidate is None:
            return 1
        if candidate.category not in self._drawn:
            self._drawn[candidate.category] = self._count(text, claims)
        return self._drawn[candidate.category]

    def _count(self, text: str, claims: QrClaims) -> int:
        from juryapp.documents.score_sheet import render

        facts = _facts(self._event, self._board, claims)
        try:
            return len(page_sizes(render(sheet_json(facts), text).pdf)) if facts else 1
        except Problem:
            return 1


def _facts(event: OpenEvent, board: Board, claims: QrClaims) -> SheetFacts | None:
    """The sheet as far as its code tells it; None where the rubric in force isn't the one of its code."""
    candidate, juror = board.candidates[claims.candidate], board.jurors[claims.juror]
    category, criteria = board.categories.get(candidate.category), board.criteria.get(candidate.category, [])
    if category is None or len(criteria) != len(claims.scores):
        return None
    scores: Mapping[str, Score] = {
        code: Score(juror.code, candidate.number, code, Decimal(said.points) if said.points else None, said.reason or "")
        for code, said in zip(sorted(one.code for one in criteria), claims.scores, strict=True)
    }
    exact = sheet_total(criteria, {code: score.points for code, score in scores.items()}, category)
    if exact is None:
        return None
    return SheetFacts(
        event=model_records.event(event.file),
        event_id=event.id,
        category=category,
        criteria=tuple(criteria),
        candidate=candidate,
        juror=juror,
        scores=scores,
        total=exact.value,
        weight_used=Decimal(exact.weight.numerator) / Decimal(exact.weight.denominator),
        signed_at=event.laptop.clock(),
        slot=board.slots.get(candidate.number),
        panel=board.panel(candidate.number),
        revision=claims.revision,
    )
