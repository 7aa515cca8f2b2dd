"""Setup: everything that a set-up workbook says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore


@dataclass(frozen=True)
class Setup:
    """A whole event before its first score. Its parts stand in workbook order."""

    event: Event
    categories: tuple[Category, ...]
    criteria: tuple[Criterion, ...]
    """Each of one category; a workbook row for `*` stands here once for each category."""
    candidates: tuple[Candidate, ...]
    jurors: tuple[Juror, ...]
    slots: tuple[Slot, ...] = ()
    stages: tuple[Stage, ...] = ()
    stage_scores: tuple[StageScore, ...] = ()
    unsaid: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)
    """(`event` or `juror`, field) of which a workbook has no place: it takes nothing away there."""
    places: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)
    """Where a workbook says it; empty for no workbook.

    (`candidate`, `juror`, `category` or `criterion`, code) -> `Kandidat!A5`; a criterion's code is `KAB/REG`.
    """
