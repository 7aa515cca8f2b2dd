"""What a spreadsheet program shows of a number, where that is another number than the one it stores: rounded, padded, not at all.

The stored number is read, and it is told. Number formats: ECMA-376 part 1, 18.8.31 (.xlsx); an .ods file holds the shown text.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from juryapp.text import plain

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_TRUE_TO_IT = re.compile(r"[ymdhsbge@/]", re.IGNORECASE)
"""Formats of dates, `General`, text, exponents, fractions: they show the whole number, or it comes as a date."""
_DIGIT = Decimal("0.000001")
"""Numbers are read to six decimals (`rows.decimal_of`)."""


def shown_by(number_format: str, stored: str) -> str | None:
    """The number that the format shows, where it isn't the stored one; None where it is, or where the format can't be judged."""
    try:
        number = Decimal(format(float(stored), ".15g"))
    except (ValueError, InvalidOperation, OverflowError):
        return None
    sections = _LITERAL.sub("", number_format).split(";")
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    if _TRUE_TO_IT.search(sections[at]) or re.search(r"\[[<>=]", number_format):
        return None
    return _shown(sections[at], number)


def _shown(section: str, number: Decimal) -> str | None:
    whole, _dot, rest = section.partition(".")
    digits = re.sub("[^0#?]", "", whole + rest)
    if not digits:
        return ""
    percents = section.count("%")
    places = len(re.sub("[^0#?]", "", rest))
    thousands = len((re.search(r"[0#?](,+)[^0#?,]*$", section) or re.match("()", "")).group(1))  # type: ignore[union-attr]
    exact = abs(number).scaleb(2 * percents - 3 * thousands)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if exact < 10**20 else exact
    least = whole.count("0")
    text = plain(rounded)
    padding = "0" * (least - len(text.partition(".")[0]))
    if not padding and not thousands and abs(rounded - exact) < _DIGIT:
        return None
    return ("-" if number < 0 else "") + padding + text + "%" * percents


def says_another(text: str, number: Decimal, *, percent: bool) -> bool:
    """True if a shown text can't mean this number, whether its dots and commas are decimal or for thousands."""
    number = number.scaleb(2) if percent else number
    found = re.search(r"[-−(]?[\d.,\s]*\d(?:E[+-]?\d+)?", text)
    if found is None:
        return True
    bare = re.sub(r"[\s(−-]", "", found[0])
    if re.match(r"0\d", bare):
        return True
    return all(abs(one - abs(number)) >= _DIGIT for one in _readings(bare))


def _readings(text: str) -> list[Decimal]:
    found = []
    for point, group in ((".", ","), (",", ".")):
        try:
            found.append(Decimal(text.replace(group, "").replace(point, ".")))
        except InvalidOperation:
            continue
    return found
