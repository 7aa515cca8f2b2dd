"""Strength: how many guesses a new passphrase or PIN would stand, why it is weak, and a passphrase to take (decision 027).

Asked where a secret is made, never where an event is opened or a key unlocked. Not here: how short a PIN may be
(`signing/keys.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from math import factorial, log10
from secrets import choice
from threading import Lock
from typing import Any

from juryapp.errors import Problem, Refused
from juryapp.new_secrets.common_words import COMMON, DAYS, PHRASES, PLACES, USUAL, YEARS, spellings
from juryapp.new_secrets.obvious_secrets import OF_EVENT, why_obvious
from juryapp.signing.keys import check_pin
from juryapp.signing.pin_cost import PIN_LENGTH
from juryapp.text import mark

LOOKED_AT = 72
"""Letters of a secret that are looked at: reckoning takes longer with the square of them."""
_WORD = 5.0
"""What letters that can be spoken count at most, as a power of ten: a large dictionary holds so many words."""
_LONGEST_WORD = 16
"""So many letters are one word, twice as many two."""
_CONSONANTS, _VOWELS = "bdfghjkmnprstwy", "aeiou"
"""Of suggestions: letters that are spoken as they are written and are mistaken for none on paper."""
_SYLLABLES, _GROUPS = 3, 4
_FEWEST_STEPS = 4
_AT_ONCE = 2.0
"""What falls in a hundred guesses, as a power of ten: ten digits to begin with and ten steps, days that every child learns."""

_SHORT = mark("It is short.")
_TRIED_FIRST = mark("It is among the words that are tried first.")
_EVERYONES = mark("It is made of words that everyone says.")
_NAME = mark("It is a common name.")
_ONE_WORD = mark("It is little more than one word.")
_REPEATS = mark("It repeats the same letters.")
_IN_ORDER = mark("Its letters or digits follow each other in order.")
_KEYBOARD = mark("It follows the keys of the keyboard.")
_DATE = mark("It is little more than a date or a year.")
_TOO_SHORT = mark("It has fewer than {count} characters.")

_WHY = {"repeat": _REPEATS, "sequence": _IN_ORDER, "spatial": _KEYBOARD, "date": _DATE, "regex": _DATE}
"""By the patterns that zxcvbn finds; its own sentences are English and are never shown."""
_WHY_LISTED = {"passwords": _TRIED_FIRST, "female_names": _NAME, "male_names": _NAME, "surnames": _NAME}
"""By zxcvbn's lists; what is in the others is a word."""


class Level(IntEnum):
    """How strong a secret is for what it protects, in four steps."""

    TOO_WEAK = 1
    WEAK = 2
    GOOD = 3
    STRONG = 4


@dataclass(frozen=True)
class SecretKind:
    """What is made: a passphrase, or somebody's PIN."""

    refusal: str
    """The message when it is too weak; {why} is a sentence of its own."""
    floors: tuple[float, float, float]
    """From how many guesses on, as powers of ten, it is weak but taken, good, strong."""
    growth: float = 0.0
    """What each further part is worth at least, as a power of ten, because nobody knows how many parts there are."""
    shortest: int = 1
    """Fewest characters."""
    words: int = 2
    """So many different everyday words it needs where it is made of nothing else."""


_OF_PINS = ((3.0, 6.0, 8.0), 4.0, PIN_LENGTH)
"""A guess costs half a second and 256 MiB, and the growth is zxcvbn's own: only what falls at once is too weak."""
PASSPHRASE = SecretKind(
    mark(
        "The passphrase is too easy to guess. {why} Take several words that don't belong together, or letters such as {example}."
    ),
    (6.0, 10.0, 12.0),
    words=5,
)
PIN = SecretKind(mark("The PIN is too easy to guess. {why} Choose another one."), *_OF_PINS)
DESK_PIN = SecretKind(mark("The PIN of the secretary's desk is too easy to guess. {why} Choose another one."), *_OF_PINS)
ROOT_PIN = SecretKind(mark("The PIN of headquarters' root is too easy to guess. {why} Choose another one."), *_OF_PINS)


@dataclass(frozen=True)
class Strength:
    """What was found out about a secret, and nothing of the secret itself."""

    level: Level
    why: Problem | None
    """Why it is too weak, a sentence; None where it isn't."""


def strength_of(secret: str, known: Sequence[str] = (), kind: SecretKind = PASSPHRASE) -> Strength:
    """How strong a secret is. `known` are words that anyone would try here (`known_words.py`).

    Only its first 72 letters are looked at. It takes milliseconds, and some tenths of a second for what is made to be slow.
    """
    text = unicodedata.normalize("NFC", secret)
    if len(text) < kind.shortest:
        return Strength(Level.TOO_WEAK, Problem(_TOO_SHORT, count=kind.shortest))
    guesses, why = _guesses(text[:LOOKED_AT], known, kind.growth)
    level = Level(1 + sum(guesses >= floor for floor in kind.floors))
    obvious = why_obvious(text[:LOOKED_AT], known, kind.words) if level is not Level.TOO_WEAK else None
    if obvious:
        level, why = Level.TOO_WEAK, obvious
    return Strength(level, Problem(why) if level is Level.TOO_WEAK else None)


def check_passphrase(text: str, known: Sequence[str] = ()) -> None:
    """Raises `Refused`, with the reason, for a passphrase that a new event file must not have."""
    if not text:
        raise Refused("An event file needs a passphrase; choose one of several words.")
    _check(text, known, PASSPHRASE)


def check_new_pin(text: str, known: Sequence[str] = (), kind: SecretKind = PIN) -> None:
    """Raises `Problem` for a PIN that is too short, `Refused` with the reason for one that falls at once."""
    check_pin(text)
    _check(text, known, kind)


def _check(text: str, known: Sequence[str], kind: SecretKind) -> None:
    found = strength_of(text, known, kind)
    if found.why:
        raise Refused(kind.refusal, why=found.why, example=suggest_passphrase())


def suggest_passphrase() -> str:
    """Four groups of three syllables, `bakujo-nareru-sumipo-dakute`: 12 x log2(15 x 5) = 74.7 bits of chance."""
    groups = ("".join(choice(_CONSONANTS) + choice(_VOWELS) for _syllable in range(_SYLLABLES)) for _group in range(_GROUPS))
    return "-".join(groups)


def _guesses(text: str, known: Sequence[str], growth: float) -> tuple[float, str]:
    """How many guesses, as a power of ten, and what makes them few.

    zxcvbn takes what is in none of its lists for letters by chance. Words of this country are in none: what can be spoken is
    counted as no more than one word of a large dictionary, an everyday word or phrase as its place among these, and what stands
    between words not at all. Words of the event alone, one after the other, are tried before anything else.
    """
    bare = _bare(text)
    if _goes_by_steps(bare):
        return _AT_ONCE, _IN_ORDER
    if bare in _days_of_school():
        return _AT_ONCE, _DATE
    of_event = _guesses_of_known(bare, known)
    found = _measured(text, known)
    whole = float(found["guesses_log10"])
    parts = list(_parts(text))
    by_words = whole
    if any(_is_spoken(part) or _place_among_common(part) for part in parts):
        by_words = log10(10 ** sum(_guesses_of_part(part, known) for part in parts) + 10 ** (growth * (len(parts) - 1)))
    if of_event is not None and of_event < min(whole, by_words):
        return of_event, OF_EVENT
    if by_words < whole and text.casefold() not in USUAL and all(map(_place_among_common, parts)):
        return by_words, _EVERYONES
    return min(whole, by_words), _why(text, found["sequence"], known, words=by_words < whole)


def _bare(text: str) -> str:
    """Its letters and digits alone, all small."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def _parts(text: str) -> Iterator[str]:
    """The words, numbers and signs of a secret; a phrase that everyone says is one part, whatever stands between its words."""
    parts = [part for part in _PARTS.findall(text) if not _BETWEEN.fullmatch(part)]
    at = 0
    while at < len(parts):
        longest = next(
            (end for end in range(len(parts), at + 1, -1) if "".join(parts[at:end]).casefold() in _common_places()), at + 1
        )
        yield "".join(parts[at:longest])
        at = longest


@cache
def _common_places() -> Mapping[str, int]:
    """Everyday phrase, without spaces, or word -> its place among these, counted from 1."""
    phrases = {phrase.replace(" ", ""): place for place, phrase in enumerate(PHRASES, 1)}
    return {word: place for place, word in enumerate(COMMON, 1)} | phrases


def _place_among_common(part: str) -> int:
    """0 for what isn't among them."""
    return _common_places().get(part.casefold(), 0)


@cache
def _days_of_school() -> frozenset[str]:
    return frozenset(spelling for day in DAYS for spelling in spellings(day))


def _goes_by_steps(text: str) -> bool:
    """True for digits of which each is as far from the last as the one before, `135791`: 9 is followed by 0."""
    if len(text) < _FEWEST_STEPS or not (text.isascii() and text.isdigit()):
        return False
    return len({(int(after) - int(before)) % 10 for before, after in pairwise(text)}) == 1


def _guesses_of_known(bare: str, known: Sequence[str]) -> float | None:
    """Of what is put together from words of this event, places and years alone: as a power of ten; None for anything else."""
    event = {_bare(word): place for place, word in reversed(list(enumerate(known, 1)))}
    around = {word: place for place, word in enumerate((*PLACES, *YEARS), 1)}
    worth = {word: min(places) for word in event.keys() | around.keys() if (places := _both(word, event, around))}
    best: list[dict[bool, tuple[float, int]]] = [{False: (0.0, 0)}, *({} for _letter in bare)]
    longest = max(map(len, worth), default=0)
    for start in range(len(bare)):
        for end in range(start + 1, min(len(bare), start + longest) + 1) if best[start] else ():
            word = bare[start:end]
            if word in worth:
                for has_known, (guesses, count) in best[start].items():
                    reached = (guesses + log10(worth[word]), count + 1)
                    key = has_known or word in event
                    best[end][key] = min(reached, best[end].get(key, reached))
    if not bare or True not in best[-1]:
        return None
    guesses, count = best[-1][True]
    return guesses + log10(factorial(count))


def _both(word: str, *lists: Mapping[str, int]) -> list[int]:
    return [places[word] for places in lists if word in places]


def _guesses_of_part(part: str, known: Sequence[str]) -> float:
    place = _place_among_common(part)
    guesses = float(_measured(part, known)["guesses_log10"])
    if place:
        return min(guesses, log10(place))
    return min(guesses, _WORD * -(-len(part) // _LONGEST_WORD)) if _is_spoken(part) else guesses


def _is_spoken(part: str) -> bool:
    """True for letters that could be a word: no four consonants and no four vowels on end, with ng, ny, sy, kh as one."""
    letters = re.sub("ng|ny|sy|kh", "n", part.casefold())
    return letters.isalpha() and not re.search(r"[^aeiou]{4}|[aeiou]{4}", letters)


def _why(text: str, sequence: Sequence[Mapping[str, Any]], known: Sequence[str], *, words: bool) -> str:
    """What most of the secret is."""
    letters: Counter[str] = Counter()
    for match in sequence:
        if match["pattern"] != "bruteforce":
            letters[_why_of(match, known)] += len(match["token"])
    for why, count in letters.most_common(1):
        if 2 * count > len(text):
            return why
    return _ONE_WORD if words else _SHORT


def _why_of(match: Mapping[str, Any], known: Sequence[str]) -> str:
    if match["pattern"] != "dictionary":
        return _WHY[match["pattern"]]
    if match["dictionary_name"] != "user_inputs":
        return _WHY_LISTED.get(match["dictionary_name"], _ONE_WORD)
    word = match["matched_word"]
    return OF_EVENT if word in known else _DATE if word in YEARS else _TRIED_FIRST


_PARTS = re.compile(r"[^\W\d_]+|\d+|[\W_]+")
_BETWEEN = re.compile(r"[\s\-_.,]")
_one_at_a_time = Lock()
"""zxcvbn keeps the known words of a call in a list that all calls share."""


def _measured(text: str, known: Sequence[str]) -> Mapping[str, Any]:
    from zxcvbn import zxcvbn  # 0.8 MB of word lists: nobody needs them who makes no secret

    with _one_at_a_time:
        measured: Mapping[str, Any] = zxcvbn(text, _tried(known), max_length=LOOKED_AT)
    return measured


def _tried(known: Sequence[str]) -> list[str]:
    """What is tried before all lists, each once: of a word that stands twice zxcvbn would take the later place."""
    return list(dict.fromkeys([*known, *USUAL, *YEARS]))
