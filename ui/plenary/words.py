"""Words of the plenary's tables: candidates as every line names them, totals, deviations."""

from __future__ import annotations

from fractions import Fraction

from juryapp.board.plenary import Given
from juryapp.model.candidate import Candidate
from juryapp.model.sheet import CellState
from juryapp.text import _, half_up, mark, number
from ui.plenary.table import Fact

_STATES = {
    CellState.RECUSED: mark("recused"),
    CellState.CONFLICT: mark("two versions"),
    CellState.MISNAMED: mark("names another"),
}


def named(candidate: Candidate, before: str = "") -> Fact:
    """Number, name and institution, on every line that names a candidate."""
    institution = candidate.institution if candidate.institution != candidate.name else ""
    return Fact(f"{before}{candidate.number} {candidate.name}", institution)


def signed_number(value: Fraction, places: int) -> str:
    """With its sign: what is below has a minus, what is above a plus."""
    shown = number(abs(value), places)
    if shown == number(0, places):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


def given_fact(given: Given | None, decimals: int) -> Fact:
    """A juror's total, and below how far it is from the mean of all."""
    if given is None:
        return Fact("–", tone="soft", right=True)
    if given.total is None or given.deviation is None:
        return Fact(_(_STATES.get(given.state, _NOT_SIGNED)), tone="soft", right=True)
    apart = half_up(given.total, decimals) - half_up(given.total - given.deviation, decimals)  # as the mean is shown
    return Fact(number(given.total, decimals), signed_number(Fraction(apart), decimals), right=True)


_NOT_SIGNED = mark("not signed")
