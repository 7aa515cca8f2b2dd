"""Words of the plenary's tables: candidates as every line names them, totals, deviations."""

from __future__ import annotations

from fractions import Fraction

from juryapp.board.plenary import Given, PlenaryView
from juryapp.model.candidate import Candidate
from juryapp.model.sheet import CellState
from juryapp.text import _, half_up, mark, number
from ui.parts.labels import Label
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


def provisional_words(view: PlenaryView | None) -> str:
    """That the result isn't final, and why; empty where it is. It stands above each part that the room sees."""
    if view is None or view.final:
        return ""
    if view.awaited:
        return _("PROVISIONAL: {why}", why=view.awaited)
    if view.readiness.missing:
        return _(
            "PROVISIONAL: {signed} of {expected} expected sheets are signed; the others may still change it.",
            signed=number(view.readiness.signed),
            expected=number(view.readiness.expected),
        )
    return _("PROVISIONAL: not everything that is expected counts yet; what is missing stands under “Reveal”.")


def unplaced_words(view: PlenaryView | None) -> str:
    """Who is in no place, and why."""
    lines = [
        f"{one.number} {one.name}: {why or (_('withdrawn') if one.withdrawn is not None else _('absent, forfeits'))}"
        for one, why in (view.out if view else ())
    ]
    return "\n".join([_("In no place:"), *lines]) if lines else ""


def tell(*labels: Label) -> None:
    """Says these anew; one without words is hidden."""
    for label in labels:
        label.again()
        label.setVisible(bool(label.text()))


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
