"""Criterion and rubric: what is scored, how heavily, on which scale, and with which descriptors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from juryapp.canonical_json import canonical
from juryapp.model.points import Scale
from juryapp.model.score import Score
from juryapp.text import plain


@dataclass(frozen=True)
class Band:
    """A descriptor: what points from `low` to `high` mean."""

    low: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True)
class Criterion:
    """One criterion of one category's rubric."""

    category: str
    code: str
    name: str
    weight: Decimal
    """In percent: the weights of a rubric sum to 100."""
    scale: Scale = field(default_factory=Scale)
    guidance: str = ""
    bands: tuple[Band, ...] = ()
    """Highest first."""

    def as_json(self) -> dict[str, object]:
        """The criterion as it stands in its rubric's register."""
        return {
            "code": self.code,
            "name": self.name,
            "weight": plain(self.weight),
            "scale": self.scale.as_json(),
            "guidance": self.guidance,
            "bands": [{"low": plain(b.low), "high": plain(b.high), "text": b.text} for b in self.bands],
        }

    @classmethod
    def from_json(cls, category: str, value: dict[str, object]) -> Criterion:
        """The criterion from its stored form."""
        bands = value["bands"]
        scale = value["scale"]
        assert isinstance(bands, list) and isinstance(scale, dict)
        return cls(
            category=category,
            code=str(value["code"]),
            name=str(value["name"]),
            weight=Decimal(str(value["weight"])),
            scale=Scale.from_json(scale),
            guidance=str(value["guidance"]),
            bands=tuple(Band(Decimal(b["low"]), Decimal(b["high"]), b["text"]) for b in bands),
        )


def points_outside(criteria: Iterable[Criterion], scores: Mapping[str, Score]) -> dict[str, Decimal]:
    """The points, by criterion, that the criterion's scale doesn't allow; of criteria that aren't among these none are told."""
    given = ((one, scores[one.code].points) for one in criteria if one.code in scores)
    return {one.code: points for one, points in given if points is not None and not one.scale.allows(points)}


def rubric_version(criteria: Iterable[Criterion]) -> str:
    """Which rubric a score was given under: 16 hex digits over what makes points count (codes, weights, scales).

    Wording may be mended without a new version; a changed weight, scale or set of criteria is one.
    """
    content = [[c.code, plain(c.weight), c.scale.as_json()] for c in criteria]
    return hashlib.sha256(b"jury-rubric-1\n" + canonical(content)).hexdigest()[:16]
