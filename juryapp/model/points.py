"""Points: reading a number that a person typed, and the scale that allows it. Never a float, never a default."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from juryapp.errors import Refused
from juryapp.text import number, plain, typed

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,6})?", re.ASCII)
_THOUSANDS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})", re.ASCII)


def read_decimal(text: str) -> Decimal | None:
    """The decimal that `text` says, with a comma or a dot, or None if it says none. No exponents, signs or grouping."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Scale:
    """The points that a criterion allows."""

    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(100)
    step: Decimal = Decimal(1)
    values: tuple[Decimal, ...] = ()
    """A fixed set, such as 1, 2, 3, 5, 6, 7; empty: from minimum to maximum by step."""

    def allows(self, points: Decimal) -> bool:
        """True if a juror may give these points."""
        if self.values:
            return points in self.values
        return self.minimum <= points <= self.maximum and (points - self.minimum) % self.step == 0

    @property
    def places(self) -> int:
        """How many decimals points of this scale have at most."""
        numbers = self.values or (self.minimum, self.step)
        return max(max(0, -int(number.normalize().as_tuple().exponent)) for number in numbers)

    def read(self, text: str) -> Decimal:
        """The points that a person typed.

        Raises `Refused` with what is allowed: not a number, outside the scale, between two steps; or what may be read in two
        ways, such as `1.000`. What is read as what is a table in `docs/tally.md`.
        """
        points = read_decimal(text)
        if points is None:
            shown = " ".join(text.split())[:40]
            if any(letter.isdecimal() and not letter.isascii() for letter in shown):
                raise Refused("“{text}” is written in other digits; type it with 0 to 9.", text=shown)
            raise Refused("“{text}” is not a number; type points such as {example}.", text=shown, example=typed(self.maximum))
        self.refuse_thousands(text)
        if self.allows(points):
            self._check_thousands(text.strip(), points)
            return points
        if self.values:
            raise Refused(
                "{points} is not one of the allowed points: {allowed}.",
                points=number(points),
                allowed="; ".join(number(value) for value in self.values),
            )
        if not self.minimum <= points <= self.maximum:
            raise Refused(
                "{points} is outside {minimum} to {maximum}.",
                points=number(points),
                minimum=number(self.minimum),
                maximum=number(self.maximum),
            )
        raise Refused(
            "{points} is between two steps; points go from {minimum} in steps of {step}.",
            points=number(points),
            minimum=number(self.minimum),
            step=number(self.step),
        )

    def _check_thousands(self, text: str, points: Decimal) -> None:
        """Raises `Refused` where a dot or comma may as well group thousands, which people write both ways."""
        grouped = _THOUSANDS.fullmatch(text)
        whole = Decimal(grouped[1] + grouped[2]) if grouped else points
        if whole != points and self.allows(whole):
            raise _may_be_thousands(text, points, whole)

    def refuse_thousands(self, text: str) -> None:
        """Raises `Refused` for `1.000`: one with three decimals, or a thousand, unless the scale has thousandths."""
        grouped = _THOUSANDS.fullmatch(text.strip())
        points = read_decimal(text)
        if grouped and points is not None and self.places < len(grouped[2]):
            raise _may_be_thousands(text.strip(), points, Decimal(grouped[1] + grouped[2]))

    def as_json(self) -> dict[str, object]:
        """The scale as it is stored and hashed: numbers are strings."""
        if self.values:
            return {"values": [plain(value) for value in self.values]}
        return {"minimum": plain(self.minimum), "maximum": plain(self.maximum), "step": plain(self.step)}

    @classmethod
    def from_json(cls, value: dict[str, object]) -> Scale:
        """The scale from its stored form."""
        if "values" in value:
            listed = value["values"]
            assert isinstance(listed, list)
            values = tuple(Decimal(text) for text in listed)
            return cls(min(values), max(values), Decimal(1), values)
        minimum, maximum, step = (Decimal(str(value[name])) for name in ("minimum", "maximum", "step"))
        return cls(minimum, maximum, step)


def _may_be_thousands(text: str, points: Decimal, whole: Decimal) -> Refused:
    return Refused(
        "“{text}” may mean {points} or {whole}; type it without a dot or comma for thousands.",
        text=text,
        points=plain(points),
        whole=plain(whole),
    )
