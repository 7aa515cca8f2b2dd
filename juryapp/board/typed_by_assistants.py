"""Typed by assistants: what of a juror's sheet an assistant typed, and who that was. Reads only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from juryapp.board.cells import Board, Cell
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import is_assistant
from juryapp.store import journal
from juryapp.store.assistants import names_of_authors
from juryapp.store.connection import EventFile
from juryapp.text import _


@dataclass(frozen=True)
class TypedByAssistants:
    """What of a juror's sheet assistants typed."""

    criteria: tuple[str, ...] = ()
    """Their codes, in the rubric's order."""
    called: tuple[str, ...] = ()
    """The names of these criteria."""
    names: tuple[str, ...] = ()
    """Who typed it."""


def typed_by_assistants(file: EventFile, board: Board, juror: str, candidate: str) -> TypedByAssistants:
    """What of this sheet an assistant typed and still stands: points, and reasons for scores."""
    authors: dict[str, list[str]] = {}
    for code, draft in board.drafts.get((juror, candidate), {}).items():
        entries = (journal.find(file, id_) for id_ in (draft.entry, draft.remark_entry) if id_)
        found = [entry.actor for entry in entries if entry is not None and is_assistant(entry.actor)]
        if found:
            authors[code] = found
    rubric = [one for one in board.criteria.get(board.candidates[candidate].category, ()) if one.code in authors]
    found = [author for one in rubric for author in authors[one.code]]
    codes, called = tuple(one.code for one in rubric), tuple(one.name for one in rubric)
    return TypedByAssistants(codes, called, tuple(names_of_authors(file, found)))


def assistant_words(event: OpenEvent, board: Board, cell: Cell) -> Callable[[], list[str]]:
    """That an assistant typed something of this sheet, and who: said when it is asked, read now; nothing where none did."""
    typed = typed_by_assistants(event.file, board, cell.sheet.juror, cell.sheet.candidate)
    names = ", ".join(typed.names)
    return lambda: [_("Typed by the assistant {names}.", names=names)] if names else []
