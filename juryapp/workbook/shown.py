"""Whether what is seen of a number is the number: rounded, padded, hidden, with a unit beside it, or made something else.

A number is read as it is stored. Where that isn't what is seen, it is told; where the format makes something else of it (`K1`
of 1, `10` of 1, `lulus` of 60), it is refused. Both file formats are judged by the text that is seen: an .ods file holds it,
for an .xlsx file `number_formats` makes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"(?:(?<![^\W\d_])[.,])?\d(?:[\d.,\s]*\d)?(?:E[+-]?\d+)?", re.IGNORECASE)
_FRACTION = re.compile(r"-?(?:(\d+)\s+)?(\d+)/([1-9]\d*)")
_MINUS = re.compile("[-‐‑−–—]")
_CURRENCY = re.compile(r"(?:rp|idr|usd|us|eur)\.?", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[^\W\d_]{2,}[.:]? +)+|[^\W\d_]{2,}: *")
_BEHIND = re.compile(r" *[^\W\d_]{2,}\.?(?: [^\W\d_]+\.?)*")
_MAGNITUDES = frozenset(
    """ribu rb juta jt miliar milyar triliun trilyun thousand million billion trillion lusin dozen persen percent permil ratus
    ratusan puluh puluhan hundred hundreds tens""".split()  # noqa: SIM905
)
"""Words that make another number of the one beside them."""
_DIGIT = Decimal("0.000001")
"""Numbers are read to six decimals (`rows.decimal_of`)."""


@dataclass(frozen=True)
class NumberLook:
    """How what is seen of a number differs from the number."""

    another: bool = False
    """Another number is seen, rounded or padded, or none."""
    unit: bool = False
    """There is a unit beside it, such as `Rp` or `orang`."""
    disguised: bool = False
    """Something else is seen, that people would type as such."""


DISGUISED = NumberLook(disguised=True)


def look_of(text: str, number: Decimal, *, percent: bool) -> NumberLook:
    """How this number looks where this text is seen of it. `percent`: it is stored as a hundredth of what is seen."""
    text = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    runs = list(_NUMBER.finditer(text))
    if fraction := _FRACTION.fullmatch(text):
        return NumberLook(another=True) if _is_near(fraction, number) else DISGUISED
    if not runs:
        return NumberLook(another=True) if not text or (number == 0 and is_dash(text)) else DISGUISED
    if len(runs) > 1:
        return DISGUISED
    before, behind = text[: runs[0].start()], text[runs[0].end() :]
    behind = "" if behind in (".", ",") else behind
    before, behind, below_zero = _without_sign(before, behind)
    percents = behind.count("%")
    if (below_zero and number > 0) or (percents and not percent):
        return DISGUISED
    seen, hidden_sign = re.sub(r"\s", "", runs[0][0]), number < 0 and not below_zero
    scaled = abs(number).scaleb(2 * percents if percent else 0)
    unit = _unit(before, behind.replace("%", "", percents))
    if unit is None or not _may_be(seen, scaled):
        return DISGUISED
    exact = any(abs(one - scaled) < _DIGIT for one in _readings(seen)) and not re.match(r"0\d", seen)
    return NumberLook(another=hidden_sign or not exact, unit=unit)


def _is_near(fraction: re.Match[str], number: Decimal) -> bool:
    """True if this fraction is as near to the number as fractions with its denominator are."""
    below = int(fraction[3])
    return abs(int(fraction[1] or 0) + Decimal(int(fraction[2])) / below - abs(number)) * below <= 1


def is_dash(text: str) -> bool:
    """True for the dash that formats of accounts show for zero, with or without the currency."""
    rest = [one for one in _CURRENCY.sub("", text) if not one.isspace() and unicodedata.category(one) != "Sc"]
    return len(rest) == 1 and _MINUS.fullmatch(rest[0]) is not None


def _without_sign(before: str, behind: str) -> tuple[str, str, bool]:
    """What stands before and behind the number, without the sign; whether it is below zero."""
    if before.count("(") == behind.count(")") == 1:
        return before.replace("(", ""), behind.replace(")", ""), True
    if _MINUS.fullmatch(before.strip()[:1]) or _MINUS.fullmatch(before.strip()[-1:]):
        return _MINUS.sub("", before), behind, True
    if _MINUS.fullmatch(behind.strip()):
        return before, "", True
    return before, behind, False


def _unit(before: str, behind: str) -> bool | None:
    """Whether there is a unit; None where what stands there is none, so that something else may be meant."""
    money = all(unicodedata.category(one) == "Sc" for one in _CURRENCY.sub("", before).replace(" ", ""))
    words = {word.strip(".:").casefold() for word in f"{before} {behind}".split()}
    if words & _MAGNITUDES or not (money or _BEFORE.fullmatch(before)):
        return None
    if behind.strip() and not _BEHIND.fullmatch(behind.rstrip()) and not _CURRENCY.fullmatch(behind.strip()):
        return None
    return bool(words)


def _may_be(seen: str, number: Decimal) -> bool:
    """True if rounding, padding or leaving out thousands makes these digits of the number."""
    for one in _readings(seen):
        exponent = one.as_tuple().exponent
        half = Decimal(5).scaleb(int(exponent) - 1) + _DIGIT
        if any(abs(one - number.scaleb(-3 * times)) <= half for times in range(5)):
            return True
    return False


def _readings(text: str) -> list[Decimal]:
    """The numbers that a text may mean, its dots and commas being decimal or for thousands."""
    found = []
    for point, group in ((".", ","), (",", ".")):
        try:
            found.append(Decimal(text.replace(group, "").replace(point, ".")))
        except InvalidOperation:
            continue
    return found
