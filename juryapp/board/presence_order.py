"""Presence order: the interviews' order, and where it says another than what is recorded of a juror who came late or left.

The record names its candidates (decision 029): a changed schedule, or a candidate that is added, moves nobody in or out. What
doesn't agree any more is told here; who changes it is the desk (`desk/presence.py`). Reads only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from juryapp.board.cells import Board
from juryapp.board.value_words import presence_words
from juryapp.errors import Problem
from juryapp.model.presence import Presence


def interview_order(board: Board) -> list[str]:
    """The candidates by day and hour, then those without a slot in the order of the list."""
    slotted = sorted((number for number in board.slots if number in board.candidates), key=lambda one: _when(board, one))
    return list(dict.fromkeys([*slotted, *board.candidates]))


def _when(board: Board, candidate: str) -> tuple[date, time, str]:
    slot = board.slots[candidate]
    return slot.day, slot.start, candidate


def of_panels(board: Board, juror: str) -> list[str]:
    """The candidates that a juror judges by panel, present or not, in the order of the interviews."""
    others = {code: one for code, one in board.presences.items() if code != juror}
    everywhere = replace(board, presences=others)
    return [number for number in interview_order(board) if everywhere.meets(juror, number)]


def out_of_order(board: Board, presence: Presence) -> tuple[list[str], list[str]]:
    """Candidates that are missed though by their place they would be met, and those that are met though they wouldn't be.

    Neither where the candidate that is named isn't judged by this juror any more, nor for whom the desk decided besides.
    """
    mine = of_panels(board, presence.juror)
    if any(one and one not in mine for one in (presence.first, presence.last)):
        return [], []
    begin = mine.index(presence.first) if presence.first else 0
    end = mine.index(presence.last) if presence.last else len(mine) - 1
    within = mine[begin : end + 1]
    missed = [number for number in within if not presence.meets(number)]
    met = [number for number in mine if number not in within and presence.meets(number) and number not in presence.also]
    return missed, met


def disagreements(board: Board, presence: Presence) -> list[Problem]:
    """A sentence each for candidates missed and met: what is recorded, and what the interviews' order says. The record counts."""
    if presence.juror not in board.jurors or not board.jurors[presence.juror].counts:
        return []
    return list(_sentences(board, presence))


def _sentences(board: Board, presence: Presence) -> Iterator[Problem]:
    missed, met = out_of_order(board, presence)
    gaps = {"juror": presence.juror, "presence": PresenceWords(presence)}
    if missed:
        yield Problem(
            "{juror} {presence}. It is recorded candidate by candidate and stays in force: no sheet of {juror} is expected for "
            "{candidates}, though the interviews are in another order now. If {juror} was there, record the presence anew.",
            candidates=", ".join(missed),
            **gaps,
        )
    if met:
        yield Problem(
            "{juror} {presence}. It is recorded candidate by candidate and stays in force: sheets of {juror} are expected for "
            "{candidates}, though the interviews are in another order now. If {juror} was not there, record the presence anew.",
            candidates=", ".join(met),
            **gaps,
        )


class PresenceWords:
    """A presence in the reader's language."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def __str__(self) -> str:
        return presence_words(self._presence)
