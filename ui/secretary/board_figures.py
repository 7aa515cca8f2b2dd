"""The board's figures: how many sheets are in which state, in tiles that add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from juryapp.board.behind import behind
from juryapp.board.cells import Board
from juryapp.model.likeness import without_titles
from juryapp.model.sheet import CellState
from juryapp.text import _, number
from ui.secretary.board import CategoryBoard
from ui.secretary.tiles import Tiles

_MOST_NAMED = 5


def few(candidates: Sequence[str]) -> str:
    """The first of them by their numbers."""
    return ", ".join([*candidates[:_MOST_NAMED], *(["…"] if len(candidates) > _MOST_NAMED else [])])


def show_figures(tiles: Tiles, shown: CategoryBoard) -> None:
    """Shows those of one category. Tiles for what is rarely so are there only where it is so."""
    gone = shown.count(CellState.ABSENT, CellState.WITHDRAWN, CellState.RECUSED)
    signed, conflicts = shown.count(CellState.SIGNED), shown.count(CellState.CONFLICT)
    misnamed, unconfirmed = shown.count(CellState.MISNAMED), shown.count(CellState.UNCONFIRMED)
    unjudged = shown.unjudged()
    tiles.begin()
    tiles.add(_("{signed} of {expected}", signed=signed, expected=len(shown.cells) - gone), _("sheets signed"))
    tiles.add(number(shown.count(CellState.COMPLETE)), _("complete, not signed yet"))
    tiles.add(number(shown.count(CellState.MISSING, CellState.DRAFT)), _("not complete yet"))
    tiles.add(number(conflicts), _("two versions"), "bad" if conflicts else "")
    if misnamed:
        tiles.add(number(misnamed), _("signed, name another than the list"), "bad")
    if unconfirmed:
        tiles.add(number(unconfirmed), _("scored under another name"), "bad")
    if unjudged:
        tiles.add(number(len(unjudged)), _("judged by nobody: {candidates}", candidates=few(unjudged)), "bad")
    tiles.add(number(gone), _("not expected (absent, conflict of interest)"))


def behind_words(board: Board, now: datetime, category: str) -> str:
    """Who has least to show for interviews that are over; what lies on another laptop isn't known here."""
    late = behind(board, now, category)
    names = {one.juror: without_titles(board.jurors[one.juror].name) for one in late}
    told = [f"{names[one.juror]} ({one.juror}): {few(one.candidates)}" for one in late[:_MOST_NAMED]]
    more = ["…"] if len(late) > _MOST_NAMED else []
    return _("Interview over, not signed here: {jurors}", jurors=" · ".join([*told, *more])) if told else ""
