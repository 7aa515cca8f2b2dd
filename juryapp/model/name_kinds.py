"""Kinds in names: words that make a name that of another, however alike the rest is. Pure text.

*Kota Beta* is no spelling of *Kabupaten Beta*, nor *Beta Timur* of *Beta*: the kind of government or firm, a direction and a
number each tell two apart. The same kind in short (`Kab.`, `Pemkab`, `Prov.`) is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SHORT = {
    "kab": "kabupaten", "kec": "kecamatan", "kel": "kelurahan", "prov": "provinsi", "prop": "provinsi", "propinsi": "provinsi",
    "ds": "desa", "kep": "kepulauan", "kotamadya": "kota", "kodya": "kota", "univ": "universitas", "kop": "koperasi",
    "pemkab": "pemerintah kabupaten", "pemkot": "pemerintah kota", "pemprov": "pemerintah provinsi",
    "pemprop": "pemerintah provinsi", "pemdes": "pemerintah desa", "pemda": "pemerintah daerah", "pem": "pemerintah",
    **dict.fromkeys(("muh", "moh", "moch", "mhd", "muhamad", "mohamad", "mohammad", "mochamad", "mochammad"), "muhammad"),
}  # fmt: skip
"""How words of names are shortened, the letters of which may be nearer to another's."""
_ADMINISTRATIVE = frozenset({"adm", "administrasi", "administratif"})
"""Of a kabupaten or kota that has no council of its own: it is called so with and without it."""
_SIZES = {
    "dusun": 1, "desa": 2, "kelurahan": 2, "nagari": 2, "gampong": 2, "kampung": 2, "kecamatan": 3, "distrik": 3,
    "kabupaten": 4, "kota": 4, "provinsi": 5,
}  # fmt: skip
"""Kinds of government, and which lies within which."""
_FIRMS = frozenset({"pt", "cv", "ud", "firma", "koperasi", "yayasan"})
_IN_ENGLISH = {
    "regency": "kabupaten", "city": "kota", "province": "provinsi", "village": "desa", "north": "utara", "south": "selatan",
    "east": "timur", "west": "barat", "central": "tengah",
}  # fmt: skip
_DIRECTIONS = frozenset(
    "utara selatan timur barat tengah tenggara daya laut kepulauan hulu hilir ulu ilir".split()  # noqa: SIM905
)
_NUMBERS = {
    word: str(number)
    for words in (
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv",
    )
    for number, word in enumerate(words.split(), 1)
}
_INITIALS = frozenset("ivx")
"""Numbers at the end of a name, else a letter: *I Wayan*."""
_MOST_DIGITS = 3
"""Of a number that tells two apart; a longer one is a year."""
GENERIC = frozenset(_SIZES) | {"pemerintah", "daerah"}
"""Words that say of what kind somebody is, never who."""


@lru_cache(8_192)  # each name of a list is compared with every other one
def written_words(text: str) -> tuple[str, ...]:
    """A text's words in small letters, without accents and points, those that are shortened in full."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    # S.H. and M.Si are one word each; a slash or hyphen parts words
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)\.(?=\w)|['’`]", "", plain))
    return tuple(_in_full(words))


def _in_full(words: Iterable[str]) -> Iterator[str]:
    last = ""
    for short in words:
        for word in _SHORT.get(short, short).split():
            if word not in _ADMINISTRATIVE or last not in ("kabupaten", "kota"):
                yield word
            last = word


def is_another_kind(one: str, other: str) -> bool:
    """True if two names are of two kinds, directions or numbers: nobody would take one for a spelling of the other.

    A kind that only one of the two says is none that differs; what a village lies in is compared with what the other lies in.
    """
    (kind, marks, within), (its_kind, its_marks, its_within) = _kinds(one), _kinds(other)
    if (kind and its_kind and kind != its_kind) or marks != its_marks:
        return True
    return any(its_within.get(place, said) != said for place, said in within.items())


_Marks = frozenset[str]
"""Directions and numbers: `K-01` and `K01` have the same."""


@lru_cache(maxsize=4096)
def _kinds(text: str) -> tuple[str, _Marks, dict[str, _Marks]]:
    """A name's kind, its directions and numbers, and those of what it lies in, `Kec. Kuta Selatan`, by kind."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for place, segment in enumerate(re.split(r"[,;()]", re.sub(r"^\s*\d+[.)]\s", "", text))):
        words = tuple(_IN_ENGLISH.get(word, word) for word in written_words(segment))
        own = any(word in _SIZES for word in words)
        if place and not own and len(words) > 1:
            continue  # "Kabupaten Beta, Sulawesi Selatan"
        if place and own:
            parts.append(("", []))
        for at, word in enumerate(words):
            kind, marks = parts[-1]
            if _is_kind(word, at, len(words)) and not kind:
                parts[-1] = (word, marks)
            elif kind in _SIZES and word != "kota" and _SIZES.get(word, 0) > _SIZES[kind]:
                parts.append((word, []))
            elif mark := _mark(word, is_last=at == len(words) - 1):
                marks.append(mark)
    (kind, marks), *within = parts
    return kind, frozenset(marks), {place: frozenset(said) for place, said in within}


def _is_kind(word: str, at: int, count: int) -> bool:
    return word in _SIZES or (word in _FIRMS and at in (0, count - 1))


def _mark(word: str, *, is_last: bool) -> str:
    """A direction, or a number in digits; empty for any other word."""
    if word in _DIRECTIONS:
        return word
    digits = re.search(r"[0-9]*$", word)
    if digits and digits[0]:
        return str(int(digits[0])) if len(digits[0]) <= _MOST_DIGITS else ""
    return _NUMBERS.get(word, "") if is_last or word not in _INITIALS else ""
