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
from ui.secretary.tiles import Figure, Tiles

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
    expected = len(shown.cells) - gone
    unexpected = gone + len(shown.away)
    figures = [
        Figure(
            _("{signed} of {expected}", signed=signed, expected=expected),
            _("sheets signed"),
            f"{number(signed)}/{number(expected)}",
            _("signed sheets"),
        ),
        _figure(shown.count(CellState.COMPLETE), _("complete, not signed yet"), _("complete")),
        _figure(shown.count(CellState.MISSING, CellState.DRAFT), _("not complete yet"), _("not complete yet")),
        _figure(conflicts, _("two versions"), is_wrong=bool(conflicts)),
    ]
    if misnamed:
        figures.append(_figure(misnamed, _("signed, name another than the list"), _("other names"), is_wrong=True))
    if unconfirmed:
        figures.append(_figure(unconfirmed, _("scored under another name"), _("other name"), is_wrong=True))
    if unjudged:
        told = _("judged by nobody: {candidates}", candidates=few(unjudged))
        figures.append(_figure(len(unjudged), told, _("judged by nobody"), is_wrong=True))
    figures.append(_figure(unexpected, _unexpected_words(shown), _("not expected")))
    tiles.show_figures(figures)


def _unexpected_words(shown: CategoryBoard) -> str:
    """Why no sheet is expected there: those reasons that there are."""
    reasons = {
        _("candidate absent"): shown.count(CellState.ABSENT),
        _("candidate withdrawn"): shown.count(CellState.WITHDRAWN),
        _("conflict of interest"): shown.count(CellState.RECUSED),
        _("juror not there"): len(shown.away),
    }
    told = ", ".join(why for why, count in reasons.items() if count)
    return _("not expected ({why})", why=told) if told else _("not expected")


def _figure(count: int, words: str, short: str = "", *, is_wrong: bool = False) -> Figure:
    return Figure(number(count), words, short_words=short, tone="bad" if is_wrong else "")


def behind_words(board: Board, now: datetime, category: str) -> str:
    """Who has least to show by now; what lies on another laptop isn't known here."""
    late = behind(board, now, category)
    names = {one.juror: without_titles(board.jurors[one.juror].name) for one in late}
    told = [f"{names[one.juror]} ({one.juror}): {few(one.candidates)}" for one in late[:_MOST_NAMED]]
    more = ["…"] if len(late) > _MOST_NAMED else []
    return _("Should be signed by now, not signed here: {jurors}", jurors=" · ".join([*told, *more])) if told else ""
