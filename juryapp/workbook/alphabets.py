"""Alphabets: letters that look like Latin ones and are others, which tell two equal-looking names apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from juryapp.workbook.cells import fold

_LIKE = str.maketrans(
    "авсԁеһіјкӏмнорԛѕтԝхуүѵգɡοαρνικτυχωγ",
    "abcdehijklmhopqstwxyyvqgoapviktuxwy",
)
"""Small Cyrillic, Armenian and Greek letters and the Latin ones that they are taken for (after Unicode's confusables, UTS 39)."""
_ORDINALS = "ªº"


def look_of_name(text: str) -> str:
    """The text in small letters, those that look like Latin ones as these: the same for names that nobody tells apart."""
    return unicodedata.normalize("NFKC", fold(text)).translate(_LIKE)


@lru_cache(8_192)
def foreign_letters(text: str) -> str:
    """The letters of other alphabets in a text that has Latin ones, or digits, too; each as `С (U+0421)`."""
    letters = [one for one in text if unicodedata.category(one) in ("Lu", "Ll", "Lt", "Lo") and one not in _ORDINALS]
    latin = [one for one in letters if unicodedata.name(one, "").startswith("LATIN ")]
    others = [one for one in dict.fromkeys(letters) if one not in latin]
    mixed = latin or any(one.isdigit() for one in text) or look_of_name("".join(others)).isascii()
    return ", ".join(f"{one} (U+{ord(one):04X})" for one in others[:6]) if mixed else ""
