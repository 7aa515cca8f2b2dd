"""Held interviews: those that a delay or a swap would give another hour though a sheet of them is signed already."""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.event.open_event import OpenEvent
from juryapp.model.setup import Setup
from juryapp.setup_changes.day_changes import moved_to
from juryapp.text import _, mark

HELD = mark(
    "Already interviewed and signed: {candidates}. Their signed sheets keep the former hours, and the schedule would say others."
)


def held_words(event: OpenEvent, before: Setup, after: Setup) -> str:
    """Which interviews were held, and from which one on nobody was heard yet; nothing where none of them moves.

    Signed sheets print the hour that was set when they were signed, and keep it.
    """
    moved = sorted((was for was, _now in moved_to(before, after)), key=lambda one: (one.day, one.start))
    records = Board.of(event.file).records if moved else {}
    signed = {candidate for (_juror, candidate), record in records.items() if record.signed}
    held = [one.candidate for one in moved if one.candidate in signed]
    if not held:
        return ""
    words = _(HELD, candidates=", ".join(held))
    left = [one.candidate for one in moved if one.candidate not in signed]
    return f"{words} {_('The first without a signed sheet is {candidate}.', candidate=left[0])}" if left else words
