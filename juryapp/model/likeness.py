"""Likeness: whether two names may be spellings of one. Pure text; whether they are is a person's decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from fractions import Fraction

from juryapp.model.name_kinds import GENERIC, is_another_kind, written_words

NEAR = Fraction(3, 4)
"""From here on two names may be spellings of one; a person confirms it all the same."""
SURE = Fraction(99, 100)
"""As alike as two names can be that aren't the same words."""
_APART = Fraction(1, 2)
"""As alike as names of two kinds can be; below it two words of people's names have nothing to do with each other."""
_TITLES = frozenset(
    """dr drs dra ir h hj kh tn ny sdr bpk ibu prof pt cv ud tbk sh se mm msi mh ma mba ak ca spd mpd skom mkom
    ssos msc phd st mt skm mkes sip map amd sag mag""".split()  # noqa: SIM905
)
"""Titles, degrees and legal forms: who is called so is called so with and without them."""
_SMALL = frozenset("dan di ke dari untuk and of the for".split())  # noqa: SIM905
"""Words that an abbreviation passes over."""
_SHORTENED = 3
"""So many letters has a word of somebody's name that is shortened."""


def words_of(text: str) -> tuple[str, ...]:
    """A name's words in small letters and in full, without accents, points, titles and degrees; all if nothing is left."""
    words = written_words(text)
    return tuple(word for word in words if word not in _TITLES) or words


def without_titles(name: str) -> str:
    """A person's name as it was written, without titles before it and degrees behind a comma; whole if nothing is left."""
    words = name.partition(",")[0].split()
    return " ".join(word for word in words if word.casefold().strip(".") not in _TITLES) or name


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that tell nobody apart in a list of names: those of more than one, such as *kabupaten* or *desa*."""
    counted = Counter(word for text in texts for word in set(words_of(text)))
    return frozenset(word for word, count in counted.items() if count > 1)


def shared_words(texts: Collection[str]) -> frozenset[str]:
    """The common words of a list of which each text has others besides; none where some text would be left without a word."""
    common = common_words(texts)
    return common if all(set(words_of(text)) - common for text in texts) else frozenset()


def likeness(one: str, other: str, common: Collection[str] = ()) -> Fraction:
    """From 0 to 1 how alike two names are in the words that tell them apart; 1 for the same words, at most 1/2 for two kinds.

    Each word of the shorter name is compared with the word of the longer one that is most like it, and the whole names without
    blanks with each other: the better of the two says it. A name that is one word of another's is less like it than one that
    shares all words.
    """
    first, second = words_of(one), words_of(other)
    most = _APART if is_another_kind(one, other) else Fraction(1)
    if first == second:
        return most
    first, second = _telling(first, second, common)
    if not first or not second:
        return Fraction(0)
    short, long = _by_length(first, second)
    by_word = sum((max(_ratio(word, each) for each in long) * len(word) for word in short), Fraction()) / sum(map(len, short))
    shared = by_word * Fraction(4 * len(long) + len(short), 5 * len(long))
    return min(most, SURE, max(shared, _ratio("".join(first), "".join(second))))


def likeness_of_people(one: str, other: str, common: Collection[str] = ()) -> Fraction:
    """As `likeness`, but each word of the shorter name has to have its own in the longer: a family's name is that of many.

    A word that is shortened, `M.`, `Kt.`, is as good as whole.
    """
    alike = likeness(one, other, common)
    first, second = _telling(words_of(one), words_of(other), common)
    if alike == 1 or not first or not second:
        return alike
    short, long = _by_length(first, second)
    least = min(max(_of_word(word, each) for each in long) for word in short)
    if least < _APART and alike < SURE:
        return min(alike, _APART)
    return max(alike, NEAR) if least >= NEAR else alike


def may_abbreviate(one: str, other: str) -> bool:
    """True if what the two names don't share may be one word and what it stands for: *Unud*, *Universitas Udayana*."""
    first, second = words_of(one), words_of(other)
    mine, theirs = ([word for word in words if word not in shared] for words, shared in ((first, second), (second, first)))
    short, long = sorted((mine, theirs), key=len)
    if len(short) != 1 or len(long) <= 1 or is_another_kind(one, other):
        return False
    words = [word for word in long if word not in _SMALL]
    return len(words) > 1 and short[0][:1] == words[0][:1] and _stands_for(short[0], words)


def _stands_for(short: str, words: Collection[str]) -> bool:
    """True if a word is put together from letters of each of these, in their order: *Dis-na-ker*."""
    ends = {0}
    for word in words:
        ends = {until for at in ends for until in range(at + 1, len(short) + 1) if _is_within(short[at:until], word)}
    return len(short) in ends


def _is_within(letters: str, word: str) -> bool:
    """True if a word has these letters in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _telling(first: tuple[str, ...], second: tuple[str, ...], common: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of two names that tell them apart: neither common nor of a kind; common ones too where one has no others."""
    for without in (GENERIC.union(common), GENERIC):
        mine, theirs = (tuple(word for word in words if word not in without) for words in (first, second))
        if mine and theirs:
            break
    return mine, theirs


def _by_length(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    short, long = sorted((first, second), key=lambda words: (len(words), words))
    return short, long


def _of_word(one: str, other: str) -> Fraction:
    """How alike two words of people's names are; 1 for a word and how it is shortened."""
    short, long = sorted((one, other), key=len)
    if len(short) <= _SHORTENED and short[:1] == long[:1] and len(short) < len(long) and _is_within(short, long):
        return Fraction(1)
    return _ratio(one, other)


def _ratio(one: str, other: str) -> Fraction:
    """Twice the letters that both have in the same order, of all letters (Ratcliff and Obershelp's measure)."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in blocks), max(1, len(one) + len(other)))
