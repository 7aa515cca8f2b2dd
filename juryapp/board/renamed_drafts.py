"""Renamed drafts: scores that aren't signed and were given when the candidate or the juror was called otherwise.

They count nowhere and aren't signed until their juror confirms that they are for whom the number means now, moves them to
another candidate, or takes them back (`desk/draft_confirmation.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.names_on_sheets import Words
from juryapp.errors import Refused
from juryapp.model.names import Difference
from juryapp.model.sheet import CellState
from juryapp.store import draft_names
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.sheets import Pair
from juryapp.text import _


@dataclass(frozen=True)
class RenamedDraft:
    """One juror's draft of one candidate, and what was called otherwise when it was given."""

    juror: str
    candidate: str
    differences: tuple[Difference, ...]

    @property
    def pair(self) -> Pair:
        """Juror and candidate."""
        return self.juror, self.candidate

    @property
    def problem(self) -> Refused:
        """Whose scores, what was called how, and what to do about it."""
        return Refused(
            "The scores of {juror} for {candidate} were given when the list said {given}; it says {now} now. "
            "They don't count and "
            "can't be signed until {juror} confirms that they are for that one, moves them or takes them back.",
            juror=self.juror,
            candidate=self.candidate,
            given=_Named([(one.field, one.signed) for one in self.differences]),
            now=_Named([(one.field, one.now) for one in self.differences]),
        ).seen_to_by("juryapp confirm")


def words(board: Board, juror: str, candidate: str) -> str:
    """What the juror is told beside the sheet, in the language that is spoken now; nothing for a draft that isn't one."""
    differing = board.given_otherwise(juror, candidate)
    return _(
        "These scores were given when the list said {given}; it says {now} now. They don't count until you "
        "confirm whose they are: "
        "confirm them for {candidate}, move them to another candidate, or give them anew.",
        candidate=f"{candidate} {board.candidates[candidate].name}",
        given=_Named([(one.field, one.signed) for one in differing]),
        now=_Named([(one.field, one.now) for one in differing]),
    )


class _Named:
    """Fields with what they say, in the language that is spoken when they are shown."""

    def __init__(self, said: Iterable[tuple[str, str]]) -> None:
        self._said = list(dict.fromkeys(said))

    def __str__(self) -> str:
        return ", ".join(str(Words(field, text)) for field, text in self._said)


def renamed_drafts(board: Board) -> list[RenamedDraft]:
    """All renamed drafts for which a sheet is expected, by juror and candidate."""
    found = []
    for juror, candidate in sorted(board.draft_names):
        expected = juror in board.jurors and board.jurors[juror].counts and board.meets(juror, candidate)
        if expected and board.cell(juror, candidate).state is CellState.UNCONFIRMED:
            found.append(RenamedDraft(juror, candidate, tuple(board.given_otherwise(juror, candidate))))
    return found


def known_pairs(file: EventFile) -> frozenset[Pair]:
    """The renamed drafts that are here before a merge."""
    return frozenset(one.pair for one in _all(file))


def new_renamed_drafts(file: EventFile, known: Collection[Pair]) -> list[str]:
    """A sentence for each renamed draft that isn't among the `known`."""
    return [str(one.problem) for one in _all(file) if one.pair not in known]


def _all(file: EventFile) -> list[RenamedDraft]:
    look_up(file)
    return renamed_drafts(Board.of(file)) if cached(file, draft_names.renamed) else []
