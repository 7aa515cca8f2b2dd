"""What a card shows of one criterion of one candidate, and how it says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.text import _, number, typed
from ui.juror.field_texts import Field, FieldKind, HeldText
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
    typed_points: HeldText | None = None
    """What stands in the field in place of the points that are stored."""
    typed_remark: HeldText | None = None
    typed_reason: HeldText | None = None
    """Why it can't be assessed, as far as it was typed."""

    def field(self, kind: FieldKind) -> Field:
        """One of its fields."""
        return Field(kind, self.candidate, self.criterion.code)

    def stored_text(self, kind: FieldKind) -> str:
        """What is stored of a field, as it is typed."""
        if kind is FieldKind.POINTS:
            return self.points_text
        if kind is FieldKind.REMARK:
            return self.remark
        return self.score.reason if self.score else ""

    @property
    def scale_lines(self) -> str:
        """Which points can be given, and in which steps where these aren't whole ones."""
        return "\n".join(part for part in (self.range_words, self.step_words) if part)

    @property
    def title(self) -> str:
        """`2 Cakupan kepesertaan`."""
        return f"{self.position} {self.criterion.name}"

    @property
    def points_text(self) -> str:
        """The points that are stored, as they are typed; nothing where there are none."""
        return typed(self.score.points) if self.score is not None and self.score.points is not None else ""

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
        """`0–100`, `6,0–10,0, in steps of 0,5`, or the fixed set."""
        return ", ".join(part for part in (self.range_words, self.step_words) if part)

    @property
    def range_words(self) -> str:
        """`0–100`, with as many decimals as points can have: `6,0–10,0`; or the fixed set."""
        scale = self.criterion.scale
        ends = scale.values or (scale.minimum, scale.maximum)
        words = [number(end, scale.places) for end in ends]
        return "; ".join(words) if scale.values else "–".join(words)

    @property
    def step_words(self) -> str:
        """`in steps of 0,5`; nothing for steps of 1, and for a fixed set."""
        scale = self.criterion.scale
        return "" if scale.values or scale.step == 1 else _("in steps of {step}", step=number(scale.step))
