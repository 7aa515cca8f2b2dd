"""Standing: what is in for one candidate, what is lacking, and what may not count.

The guard of the divisor: observers, recused jurors and jurors of other panels never get past `standing_of`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror
from juryapp.model.sheet import CellState, ScoreSheet
from juryapp.tally.exact import CountedSheet


@dataclass(frozen=True)
class OutsideScale:
    """Points on a signed sheet that can't count, because the criterion's scale doesn't allow them any more."""

    juror: str
    criterion: str
    points: Decimal


@dataclass(frozen=True)
class Standing:
    """One candidate before the ranking. Jurors are named by code."""

    candidate: Candidate
    sheets: tuple[CountedSheet, ...] = ()
    """The sheets that count: signed, of the rubric in force, by jurors who are expected to score it."""
    stage_scores: Mapping[str, Decimal] = field(default_factory=dict)
    """By stage name; a stage without a score isn't in it."""
    missing: tuple[str, ...] = ()
    """Jurors whose sheets are expected and not signed."""
    in_conflict: tuple[str, ...] = ()
    """Jurors whose sheets exist in two versions."""
    misnamed: tuple[str, ...] = ()
    """Jurors whose signed sheets name somebody else than the record does now."""
    other_rubric: tuple[str, ...] = ()
    """Jurors whose sheets were scored under another version of the rubric, not mapped to the one in force."""
    drafts: tuple[str, ...] = ()
    """Jurors among `sheets` whose complete sheets aren't signed."""
    outside: tuple[OutsideScale, ...] = ()
    """Points of signed sheets that the scales in force don't allow."""
    without_data: tuple[str, ...] = ()
    """Jurors among `sheets` whose signed data nobody can look at here."""
    disputed: bool = False
    """True if what is known of the candidate itself (attendance, withdrawal, stage scores) is in conflict."""

    @property
    def is_unjudged(self) -> bool:
        """True if no sheet is there, and none is expected: all jurors are recused, left, or sit on other panels."""
        return not (self.sheets or self.missing or self.in_conflict or self.misnamed or self.other_rubric)


def standing_of(
    candidate: Candidate,
    jurors: Iterable[Juror],
    sheets: Iterable[ScoreSheet],
    rubrics: Collection[str],
    stage_scores: Mapping[str, Decimal] | None = None,
    *,
    drafts: bool = False,
    disputed: bool = False,
    without_data: Collection[str] = (),
) -> Standing:
    """The standing of a candidate from its cells.

    `jurors` are those of its panel, observers among them or not; `sheets` are this candidate's, one a juror, and a
    juror without one is missing; `rubrics` are the versions that count (the one in force, and those mapped to it);
    `drafts` counts complete unsigned sheets too; `without_data` are jurors whose signed data isn't here. Raises
    ValueError if a juror has two sheets, or a sheet is another candidate's.
    """
    by_juror = _by_juror(candidate, sheets)
    standing = Standing(candidate, stage_scores=stage_scores or {}, disputed=disputed)
    for juror in jurors:
        if juror.counts:
            standing = _with_cell(standing, juror.code, by_juror.get(juror.code), rubrics, drafts=drafts)
    return replace(standing, without_data=tuple(one.juror for one in standing.sheets if one.juror in without_data))


def _by_juror(candidate: Candidate, sheets: Iterable[ScoreSheet]) -> dict[str, ScoreSheet]:
    by_juror: dict[str, ScoreSheet] = {}
    for sheet in sheets:
        if sheet.candidate != candidate.number:
            raise ValueError(f"a sheet of {sheet.candidate} is not one of {candidate.number}")
        if sheet.juror in by_juror:
            raise ValueError(f"{sheet.juror} has two sheets of {candidate.number}")
        by_juror[sheet.juror] = sheet
    return by_juror


def _with_cell(standing: Standing, juror: str, sheet: ScoreSheet | None, rubrics: Collection[str], *, drafts: bool) -> Standing:
    """The standing with one more expected juror."""
    if sheet is not None and sheet.state is CellState.RECUSED:
        return standing
    if sheet is not None and sheet.state is CellState.CONFLICT:
        return replace(standing, in_conflict=(*standing.in_conflict, juror))
    if sheet is not None and sheet.state is CellState.MISNAMED:
        return replace(standing, misnamed=(*standing.misnamed, juror))
    if sheet is None or not _counts(sheet.state, drafts=drafts):
        return replace(standing, missing=(*standing.missing, juror))
    if sheet.rubric not in rubrics:
        return replace(standing, other_rubric=(*standing.other_rubric, juror))
    counted = CountedSheet(juror, {code: score.points for code, score in sheet.scores.items()})
    unsigned = () if sheet.state is CellState.SIGNED else (juror,)
    outside = [OutsideScale(juror, code, points) for code, points in sheet.outside.items()]
    return replace(
        standing,
        sheets=(*standing.sheets, counted),
        drafts=(*standing.drafts, *unsigned),
        outside=(*standing.outside, *outside),
    )


def _counts(state: CellState, *, drafts: bool) -> bool:
    return state is CellState.SIGNED or (drafts and state is CellState.COMPLETE)
