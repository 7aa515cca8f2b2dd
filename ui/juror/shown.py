"""What a card shows of one criterion of one candidate, and how it says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.text import number
from ui.juror.points_field import FieldState


@dataclass(frozen=True)
class ShownCriterion:
    """What a card shows of one criterion of one candidate."""

    candidate: str
    position: int
    criterion: Criterion
    score: Score | None
    remark: str
    value: Fraction | None
    editable: bool
    former: Decimal | None = None
    """Points that were given before the criteria changed, where they don't count since."""

    @property
    def title(self) -> str:
        """`2 Cakupan kepesertaan`."""
        return f"{self.position} {self.criterion.name}"

    @property
    def points_typed(self) -> str:
        """The points as they are typed; nothing where there are none."""
        return number(self.score.points) if self.score is not None and self.score.points is not None else ""

    @property
    def look(self) -> FieldState:
        """Which of the three looks the field has."""
        if self.score is None:
            return FieldState.EMPTY
        return FieldState.UNASSESSED if self.score.points is None else FieldState.SCORED

    @property
    def weight_words(self) -> str:
        """`25%`."""
        return f"{number(self.criterion.weight)}%"

    @property
    def value_words(self) -> str:
        """Weight x points, with two decimals; a dash while there is none."""
        return number(self.value, 2) if self.value is not None else "–"

    @property
    def scale_words(self) -> str:
        """`0–100`, or the fixed set."""
        scale = self.criterion.scale
        return "; ".join(map(number, scale.values)) if scale.values else f"{number(scale.minimum)}–{number(scale.maximum)}"
