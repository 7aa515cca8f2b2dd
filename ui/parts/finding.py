"""Finding: which candidate a person means who types a number or part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable


def exact(typed: str, numbers: Iterable[str]) -> str | None:
    """The number that was typed in full: letter for letter, or its digits alone (`3` for `K03`) where only one has them."""
    wanted, known = typed.strip().casefold(), list(numbers)
    same = [number for number in known if number.casefold() == wanted]
    if same or not wanted.isdecimal():
        return same[0] if same else None
    digits = [number for number in known if _digits(number) == wanted.lstrip("0")]
    return digits[0] if len(digits) == 1 else None


def _digits(number: str) -> str | None:
    """The digits of a code that has them at its end after letters; None for others."""
    found = re.fullmatch(r"[^0-9]*([0-9]+)", number, re.ASCII)
    return found[1].lstrip("0") if found else None
