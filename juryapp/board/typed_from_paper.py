"""Typed from paper: what of a sheet the secretary's desk typed for its juror, and who did it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.journal.acts import is_typed
from juryapp.store import journal
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class TypedFromPaper:
    """What of a juror's sheet the secretary's desk typed."""

    criteria: tuple[str, ...]
    """Their codes, in the rubric's order."""
    typists: tuple[str, ...] = ()
    """The names of whoever typed it, and of a second person who typed it again; of all of them where they differ."""


def typed_from_paper(file: EventFile, board: Board, juror: str, candidate: str) -> TypedFromPaper | None:
    """What of this sheet was typed at the secretary's desk and still stands, and who typed it; None where nothing was."""
    criteria: list[str] = []
    typists: dict[str, None] = {}
    for code, draft in board.drafts.get((juror, candidate), {}).items():
        entries = (journal.find(file, id_) for id_ in (draft.entry, draft.remark_entry) if id_)
        typed = [entry for entry in entries if entry is not None and is_typed(entry)]
        if typed:
            criteria.append(code)
        for entry in typed:
            typists.update(dict.fromkeys(map(str, (entry.value or {}).get("typists", ()))))
    rubric = [one.code for one in board.criteria.get(board.candidates[candidate].category, ())]
    ordered = tuple(code for code in rubric if code in criteria)
    return TypedFromPaper(ordered, tuple(typists)) if ordered else None
