"""Likeness: whether two names may be spellings of one. Pure text; whether they are is a person's decision."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from fractions import Fraction

NEAR = Fraction(3, 4)
"""From here on two names may be spellings of one; a person confirms it all the same."""
SURE = Fraction(99, 100)
"""As alike as two names can be that aren't the same words."""
_TITLES = frozenset(
    """dr drs dra ir h hj kh tn ny sdr bpk ibu prof pt cv ud tbk sh se mm msi mh ma mba ak ca spd mpd skom mkom
    ssos msc phd st mt skm mkes sip map amd sag mag""".split()  # noqa: SIM905
)
"""Titles, degrees and legal forms: who is called so is called so with and without them."""


def words_of(text: str) -> tuple[str, ...]:
    """A name's words in small letters, without accents, points, titles and degrees; all of them where nothing else is left."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    # S.H. and M.Si are one word each; a slash or hyphen parts words
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)\.(?=\w)|['’`]", "", plain))
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that tell nobody apart in a list of names: those of more than one, such as *kabupaten* or *desa*."""
    counted = Counter(word for text in texts for word in set(words_of(text)))
    return frozenset(word for word, count in counted.items() if count > 1)


def shared_words(texts: Collection[str]) -> frozenset[str]:
    """The common words of a list of which each text has others besides; none where some text would be left without a word."""
    common = common_words(texts)
    return common if all(set(words_of(text)) - common for text in texts) else frozenset()


def likeness(one: str, other: str, common: Collection[str] = ()) -> Fraction:
    """From 0 to 1 how alike two names are in the words that tell them apart; 1 for the same words.

    Each word of the shorter name is compared with the word of the longer one that is most like it, and the whole names without
    blanks with each other: the better of the two says it. A name that is one word of another's is less like it than one that
    shares all words.
    """
    first, second = words_of(one), words_of(other)
    if first == second:
        return Fraction(1)
    first, second = (tuple(word for word in words if word not in common) for words in (first, second))
    if not first or not second:
        return Fraction(0)
    short, long = sorted((first, second), key=lambda words: (len(words), words))
    by_word = sum((max(_ratio(word, each) for each in long) * len(word) for word in short), Fraction()) / sum(map(len, short))
    shared = by_word * Fraction(4 * len(long) + len(short), 5 * len(long))
    return min(SURE, max(shared, _ratio("".join(first), "".join(second))))


def _ratio(one: str, other: str) -> Fraction:
    """Twice the letters that both have in the same order, of all letters (Ratcliff and Obershelp's measure)."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in blocks), max(1, len(one) + len(other)))
