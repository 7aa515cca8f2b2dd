"""Obvious secrets: dates, telephone numbers, and words that anyone lists with digits behind them (decision 027).

zxcvbn takes what its lists lack for letters by chance; here the secret is read as a person would: `Tabanan01` is a city and a
number. Not here: how many guesses anything else stands (`strength.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from juryapp.new_secrets.common_words import COMMON, PLACES, USUAL
from juryapp.new_secrets.known_texts import IN_A_ROW, SAID, TEXTS
from juryapp.new_secrets.names_and_places import LANDS, NAMES, NATION
from juryapp.text import mark

_FEW_DIGITS = 4
"""So many digits behind a word are a year or a house number."""
_SHORTEST, _LONGEST = 3, 24
"""Letters of a word within others that are written without spaces."""
_SUFFIXES = ("ku", "mu", "nya", "kan", "lah", "i")
_LEET = str.maketrans("013457@$!", "oieastasi")
_TELEPHONE = re.compile(r"(?:0|62)[2-9]\d{7,11}")


_OF_PINS = 2

OF_EVENT = mark("It is made of names, codes or words of this event.")
_READS_AS_DATE = mark("It reads as a date or a row that everyone knows.")
_TELEPHONE_NUMBER = mark("It reads as a telephone number.")
_LISTED = mark("It is a common word, a name or a place, or has no more than a number behind it.")
_LISTED_MORE = mark(
    "Its words are common ones, names, places or dates, of which five different ones are needed, or belong to one saying."
)


class Sort(Enum):
    """What a part of a secret is."""

    OF_EVENT = "of the event"
    IN_A_ROW = "in a row"
    NAME = "name or place"
    COMMON = "common"
    DATE = "date"
    TELEPHONE = "telephone"
    DIGITS = "digits"


@dataclass(frozen=True)
class Found:
    """What a secret is made of, each part once."""

    parts: frozenset[tuple[Sort, str]]

    def of(self, *sorts: Sort) -> int:
        """How many different parts are of these sorts."""
        return sum(sort in sorts for sort, _part in self.parts)

    @property
    def digits(self) -> int:
        """How many digits there are that nothing tells of."""
        return sum(len(part) for sort, part in self.parts if sort is Sort.DIGITS and part.isdigit())


def why_obvious(secret: str, known: Sequence[str], words: int) -> str | None:
    """The reason, a message, why a secret is obvious that needs so many everyday `words`; None where it isn't.

    What names and places are worth grows with the words that are needed; what is of the event, or in a row, is worth nothing.
    """
    found = read(secret, known)
    if found is None or found.of(Sort.COMMON) + found.of(Sort.NAME) * (1 if words > _OF_PINS else 0.5) >= words:
        return None
    if found.of(Sort.TELEPHONE):
        return _TELEPHONE_NUMBER
    if found.of(Sort.OF_EVENT):
        return OF_EVENT
    if not found.of(Sort.COMMON, Sort.NAME):
        return _READS_AS_DATE if found.of(Sort.DATE, Sort.IN_A_ROW) else None
    return _LISTED if words <= _OF_PINS else _LISTED_MORE


def read(secret: str, known: Sequence[str] = ()) -> Found | None:
    """The secret as parts that anyone would list; None where a part of it is none, or digits by chance are many."""
    text = secret.casefold()
    event = frozenset("".join(_alnum(word)) for word in known)
    if not re.search(r"[^\W\d_]", text):
        digits = "".join(re.findall(r"\d+", text))
        sort = _sort_of_digits(digits)
        if sort:
            return Found(frozenset({(sort, digits)}))
    for spelling in dict.fromkeys((text, _without_leet(text))):
        found = _read(spelling, event)
        if found and (found.digits <= _FEW_DIGITS or found.of(Sort.IN_A_ROW)):
            return found
    return None


def is_date(digits: str) -> bool:
    """True for digits that people would read as a day or a month of a year, in any usual order."""
    return any(_is_day(*read) for read in _readings(digits)) or bool(
        re.fullmatch(r"(0[1-9]|1[0-2])(19|20)\d\d|(19|20)\d\d(0[1-9]|1[0-2])", digits)
    )


def _readings(digits: str) -> Iterator[tuple[str, str, str]]:
    """(Year, month, day)."""
    if len(digits) == 6:
        yield from ((digits[4:], digits[2:4], digits[:2]), (digits[:2], digits[2:4], digits[4:]))
    if len(digits) == 8:
        yield from (
            (digits[4:], digits[2:4], digits[:2]),
            (digits[:4], digits[4:6], digits[6:]),
            (digits[4:], digits[:2], digits[2:4]),
        )
    years = [4] * (len(digits) in (6, 7)) + [2] * (len(digits) in (4, 5))
    for end in years:  # 1-5-1975, 15-8-1975, 1-12-75
        yield from ((digits[-end:], digits[at:-end], digits[:at]) for at in (1, 2) if 0 < len(digits[at:-end]) < 3)


def _is_day(year: str, month: str, day: str) -> bool:
    if len(year) == 4 and year[:2] not in ("19", "20"):
        return False
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        # 29 February of a year of the other century
        return (month.zfill(2), day) == ("02", "29") and len(year) == 2
    return True


def _sort_of_digits(digits: str) -> Sort | None:
    if is_date(digits):
        return Sort.DATE
    return Sort.TELEPHONE if _TELEPHONE.fullmatch(digits) else None


def _without_leet(text: str) -> str:
    """`d3np4s4r` as it is meant; digits at the end stay what they are."""
    end = re.search(r"[\d\W_]*$", text)
    assert end
    return text[: end.start()].translate(_LEET) + end[0]


def _alnum(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _read(text: str, event: frozenset[str]) -> Found | None:
    chunks, parts = _alnum(text), set()
    if (date_in_it := re.search(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", text)) and is_date(re.sub(r"\D", "", date_in_it[0])):
        parts.add((Sort.DATE, date_in_it[0]))
        chunks = _alnum(text.replace(date_in_it[0], " "))
    at = 0
    while at < len(chunks):
        end = _end_of_text(chunks, at)
        found = [(Sort.COMMON, " ".join(chunks[at:end]))] if end > at + 1 else _parts_of(chunks[at], event)
        if found is None:
            return None
        parts |= set(found)
        at = max(end, at + 1)
    return Found(frozenset(parts)) if parts else None


def _end_of_text(chunks: Sequence[str], at: int) -> int:
    """How far these words are a part of a text that everyone knows."""
    end = at
    while end < len(chunks) and any(f" {' '.join(chunks[at : end + 1])} " in f" {text} " for text in TEXTS):
        end += 1
    return end


def _parts_of(chunk: str, event: frozenset[str]) -> list[tuple[Sort, str]] | None:
    """The fewest words and digits of which letters without spaces are made; None if they are made of none."""
    best: list[list[tuple[Sort, str]] | None] = [[], *(None for _letter in chunk)]
    for start in range(len(chunk)):
        so_far = best[start]
        if so_far is None:
            continue
        for end in range(start + 1, min(len(chunk), start + _LONGEST) + 1):
            part = chunk[start:end]
            sort = _sort_of(part, event, whole=len(part) == len(chunk), after_word=bool(so_far) and not so_far[-1][1].isdigit())
            if _cuts_number(chunk, start, so_far) or _cuts_number(chunk, end, [(sort, part)] if sort else []):
                continue
            there = best[end]
            if sort and (there is None or len(so_far) + 1 < len(there)):
                best[end] = [*so_far, (sort, part)]
    return best[-1]


def _cuts_number(chunk: str, at: int, before: list[tuple[Sort, str]]) -> bool:
    """True if a number would be cut here, but behind a code of the event."""
    within = 0 < at < len(chunk) and chunk[at - 1].isdigit() and chunk[at].isdigit()
    return within and not (before and before[-1][0] is Sort.OF_EVENT)


def _sort_of(part: str, event: frozenset[str], *, whole: bool, after_word: bool) -> Sort | None:
    if part.isdigit():
        return _sort_of_digits(part) or (Sort.DIGITS if len(part) <= _FEW_DIGITS else None)
    if after_word and part in _SUFFIXES:
        return Sort.DIGITS
    if len(part) < _SHORTEST and not whole:
        return None
    return Sort.OF_EVENT if part in event else _listed().get(part)


@cache
def _listed() -> dict[str, Sort]:
    """Word -> what it is; of a word in several lists the sort that is worth the least."""
    together = {"".join(text.split()): Sort.COMMON for text in TEXTS}
    common = dict.fromkeys((*COMMON, *SAID, *USUAL), Sort.COMMON)
    names = dict.fromkeys((*NAMES, *LANDS, *NATION, *PLACES), Sort.NAME)
    return together | common | names | dict.fromkeys(IN_A_ROW, Sort.IN_A_ROW)
