"""Formulas' terms: each part of a formula with what it comes to, so that a workbook carries values beside its formulas.

A preview on a telephone and a program that reads tables work nothing out: they show what is stored. Reckoned in fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from juryapp.text import half_up

GUARD = 10
"""Decimals that are kept, and at which scores are compared."""
TermValue = Fraction | str
"""A number, or what a cell shows instead of one."""


@dataclass(frozen=True)
class Term:
    """A part of a formula, or the cell that it names."""

    text: str
    value: TermValue = ""

    @property
    def is_number(self) -> bool:
        """True if a spreadsheet reckons with it."""
        return isinstance(self.value, Fraction)


@dataclass(frozen=True)
class Span:
    """Cells beside or below each other, as a formula names them."""

    text: str
    values: tuple[TermValue, ...]

    @property
    def numbers(self) -> list[Fraction]:
        """Those that a spreadsheet's functions take."""
        return [value for value in self.values if isinstance(value, Fraction)]


NOTHING = Term('""')
"""An empty text."""


def worked_out(pattern: str, reckoned: Callable[..., Fraction], *terms: Term) -> Term:
    """The pattern with the terms at its gaps; what it comes to where all of them are numbers, else nothing."""
    values = [term.value for term in terms if isinstance(term.value, Fraction)]
    return Term(pattern.format(*(term.text for term in terms)), reckoned(*values) if len(values) == len(terms) else "")


def of_span(pattern: str, reckoned: Callable[[Sequence[Fraction]], Fraction], span: Span, least: int) -> Term:
    """The pattern with the span at its gaps; what its numbers come to where there are at least so many, else nothing."""
    return Term(pattern.format(span.text), reckoned(span.numbers) if len(span.numbers) >= least else "")


def added(terms: Sequence[Term]) -> Term:
    """Their sum; nothing where one is no number."""
    return worked_out("+".join(["{}"] * len(terms)), lambda *values: sum(values, Fraction()), *terms)


def if_number(asked: Term, then: Term, otherwise: Term) -> Term:
    """`then` where `asked` is a number."""
    return Term(f"IF(ISNUMBER({asked.text}),{then.text},{otherwise.text})", (then if asked.is_number else otherwise).value)


def if_enough(span: Span, least: int, then: Term) -> Term:
    """`then` where at least so many of the span are numbers, else nothing."""
    enough = len(span.numbers) >= least
    return Term(f'IF(COUNT({span.text})<{least},"",{then.text})', then.value if enough else "")


def rounded(term: Term, places: int | None) -> Term:
    """Rounds halves up to these places, or keeps as many as count.

    What a spreadsheet's binary arithmetic loses is mended first: 36.325 may come out as 36.32499999999999.
    """
    kept = _rounded(term, GUARD)
    return kept if places is None or places >= GUARD else _rounded(kept, places)


def _rounded(term: Term, places: int) -> Term:
    return worked_out(f"ROUND({{}},{places})", lambda value: Fraction(half_up(value, places)), term)
