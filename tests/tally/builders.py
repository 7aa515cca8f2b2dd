"""Builders with defaults for the tally's tests: write only what the story is about."""

from collections.abc import Mapping
from decimal import Decimal

from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.points import Scale
from juryapp.model.score import Score
from juryapp.model.sheet import CellState, ScoreSheet
from juryapp.tally.exact import CountedSheet
from juryapp.tally.standing import Standing

RUBRIC = "0123456789abcdef"


def a_category(**rules: object) -> Category:
    return Category(code="KAB", name="Kabupaten/Kota", **rules)


def a_criterion(code: str, weight: object, scale: Scale | None = None) -> Criterion:
    return Criterion("KAB", code, code.title(), Decimal(str(weight)), scale or Scale())


def a_rubric(**weights: object) -> list[Criterion]:
    return [a_criterion(code, weight) for code, weight in weights.items()]


def points(**given: object) -> dict[str, Decimal | None]:
    return {code: None if value is None else Decimal(str(value)) for code, value in given.items()}


def a_sheet(juror: str, **given: object) -> CountedSheet:
    return CountedSheet(juror, points(**given))


def sheets(code: str, *values: object) -> tuple[CountedSheet, ...]:
    """One sheet a juror, J01 on, each with these points of one criterion."""
    return tuple(a_sheet(f"J{n:02}", **{code: value}) for n, value in enumerate(values, 1))


def a_candidate(number: str = "K01", **known: object) -> Candidate:
    return Candidate(number=number, name=f"Kota {number}", category="KAB", **known)


def a_standing(number: str, given: tuple[CountedSheet, ...] = (), **known: object) -> Standing:
    return Standing(a_candidate(number), given, **known)


def a_juror(code: str, **known: object) -> Juror:
    return Juror(code=code, name=f"Juri {code}", **known)


def a_cell(juror: str, state: CellState, given: Mapping[str, object] | None = None, rubric: str = RUBRIC) -> ScoreSheet:
    scores = {
        code: Score(juror, "K01", code, None if value is None else Decimal(str(value))) for code, value in (given or {}).items()
    }
    return ScoreSheet(juror, "K01", state, scores=scores, rubric=rubric)
