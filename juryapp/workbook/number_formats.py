"""Number formats of .xlsx files (ECMA-376 part 1, 18.8.31): what a cell shows of the number or text that it holds.

Decimals come with a point, without separators for thousands. Not judged: formats of dates, fractions and exponents.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from juryapp.text import plain

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|Standard)|(?P<end>;)|(?P<digit>[0#?.,%])|(?P<at>@)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_IS = {"<": operator.lt, ">": operator.gt, "=": operator.eq, "<=": operator.le, ">=": operator.ge, "<>": operator.ne}
_PLACES = "0#?"
_NOT_JUDGED = re.compile(r"[ymdhsbge/]", re.IGNORECASE)
"""What dates, fractions and exponents are made of."""
_LONGEST = 10**20


@dataclass(frozen=True)
class _Section:
    """One part of a format: `literal` texts, `digit` signs, `general`, `at` (the text itself), `other` letters."""

    parts: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, kind: str) -> bool:
        """True if there is such a part."""
        return any(one == kind for one, _text in self.parts)

    @property
    def signs(self) -> str:
        """Its digit signs alone."""
        return "".join(text for kind, text in self.parts if kind == "digit")

    @property
    def judged(self) -> bool:
        """False for dates, fractions and exponents."""
        return not any(kind == "other" and _NOT_JUDGED.match(text) for kind, text in self.parts)

    def applies(self, number: Decimal) -> bool:
        """True if its condition holds; one without a condition is for the rest."""
        return self.condition is None or bool(_IS[self.condition[0]](number, self.condition[1]))


def shown_number(number_format: str, stored: str) -> str | None:
    """What is seen of a number; None where it can't be judged."""
    try:
        number = Decimal(format(float(stored), ".15g"))
    except (ValueError, InvalidOperation, OverflowError):
        return None
    numbers, texts = _sections(number_format)
    if not numbers:
        return "".join(plain(number) if kind == "at" else text for kind, text in texts.parts) if texts else None
    section, signed = _chosen(numbers, number)
    if section is None or not section.judged:
        return None
    if section.has("general") or section.has("at"):
        return "".join(plain(number) if kind in ("general", "at") else text for kind, text in section.parts)
    sign = "-" if number < 0 and not signed and section.signs.strip(".,%") else ""
    return sign + _filled(section, number)


def adds_digits(number_format: str) -> str:
    """What a format of dates or times shows with digits of its own, such as `hh:00`; nothing for others."""
    numbers, _text = _sections(number_format)
    for section in numbers:
        if not section.judged and any(kind == "literal" and re.search(r"\d", text) for kind, text in section.parts):
            return "".join(text for _kind, text in section.parts)
    return ""


def shown_text(number_format: str, text: str) -> str:
    """What is seen of a text."""
    _numbers, section = _sections(number_format)
    return text if section is None else "".join(text if kind == "at" else one for kind, one in section.parts)


def _chosen(sections: Sequence[_Section], number: Decimal) -> tuple[_Section | None, bool]:
    """The section for this number, and whether its own literals say that it is below zero."""
    if any(section.condition for section in sections):
        return next((section for section in sections if section.applies(number)), None), False
    if number < 0 and len(sections) > 1:
        return sections[1], True
    return sections[2 if number == 0 and len(sections) > 2 else 0], False


@lru_cache(512)
def _sections(number_format: str) -> tuple[tuple[_Section, ...], _Section | None]:
    """The sections for numbers, and the one for texts if there is one."""
    found, parts, condition = list[_Section](), list[tuple[str, str]](), None
    for token in _TOKEN.finditer(number_format):
        kind, text = token.lastgroup or "other", token[token.lastgroup or 0] or ""
        if kind == "end":
            found.append(_Section(tuple(parts), condition))
            parts, condition = [], None
        elif kind == "bracket":
            condition = _condition(text) or condition
            if condition is None and re.fullmatch("h+|m+|s+", text, re.IGNORECASE):
                parts.append(("other", text))  # hours beyond a day
        elif kind == "gap":
            parts.append(("literal", " "))
        elif kind in ("digit", "general", "at", "other"):
            parts.append((kind, text))
        elif kind != "fill":
            parts.append(("literal", text))
    found.append(_Section(tuple(parts), condition))
    if len(found) > 3 or found[-1].has("at"):
        last = min(3, len(found) - 1)
        return tuple(found[:last]), found[last]
    return tuple(found), None


def _condition(text: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(text.strip())
    try:
        return (found[1], Decimal(found[2])) if found else None
    except InvalidOperation:
        return None


def _filled(section: _Section, number: Decimal) -> str:
    """The section's literals with the number's digits in the places for them."""
    whole_signs, _point, rest_signs = section.signs.partition(".")
    decimals = sum(sign in _PLACES for sign in rest_signs)
    if not any(sign in _PLACES for sign in whole_signs + rest_signs):
        return "".join(text for kind, text in section.parts if kind != "digit" or text == "%")
    exact = abs(number).scaleb(2 * section.signs.count("%") - 3 * _thousands(section.signs))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if exact < _LONGEST else exact
    whole, _point, rest = format(rounded, "f").partition(".")
    cut = next((at for at, part in enumerate(section.parts) if part == ("digit", ".")), len(section.parts))
    before, after = section.parts[:cut], section.parts[cut + 1 :]
    if not decimals and any(one == ("digit", ".") for one in section.parts):
        after = (("literal", "."), *after)
    shown = _after(after, rest)
    return _before(before, whole.lstrip("0")) + ("." + shown if decimals and shown[:1].isdigit() else shown)


def _thousands(signs: str) -> int:
    """How many thousands are left out: the commas behind the last place."""
    return len((re.search(r"[0#?](,+)[^0#?,]*$", signs.replace(".", "")) or re.match("()", "")).group(1))  # type: ignore[union-attr]


def _before(parts: Sequence[tuple[str, str]], digits: str) -> str:
    """The part before the decimal point, filled from the right; the leftmost place takes all digits that are left."""
    places = [at for at, (kind, text) in enumerate(parts) if kind == "digit" and text in _PLACES]
    shown: list[str] = []
    for at in range(len(parts) - 1, -1, -1):
        kind, text = parts[at]
        if kind != "digit":
            shown.append(text)
        elif at in places:
            taken = digits if at == places[0] else digits[-1:]
            digits = digits[: len(digits) - len(taken)]
            shown.append(taken or ("0" if text == "0" else ""))
        elif text == "%":
            shown.append(text)
    return "".join(reversed(shown))


def _after(parts: Sequence[tuple[str, str]], digits: str) -> str:
    """The part behind the decimal point; places for nothing (`#`) are left out at the end."""
    needed = len(digits.rstrip("0"))
    shown, at = "", 0
    for kind, text in parts:
        if kind == "digit" and text in _PLACES:
            shown += digits[at] if at < needed or text == "0" else ""
            at += 1
        elif kind != "digit" or text == "%":
            shown += text
    return shown
