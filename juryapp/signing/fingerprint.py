"""Fingerprint words: a device's id as two words that can be said aloud and compared across a room.

A proquint writes 16 bits as consonant-vowel-consonant-vowel-consonant (Wilkerson 2009, arXiv:0901.4016).
"""

from __future__ import annotations

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def words(device: str) -> str:
    """The first 32 bits of a device id as two words: `lusab-babad`."""
    return "-".join(_proquint(int(device[start : start + 4], 16)) for start in (0, 4))


def _proquint(bits: int) -> str:
    letters = ((_CONSONANTS, 12, 15), (_VOWELS, 10, 3), (_CONSONANTS, 6, 15), (_VOWELS, 4, 3), (_CONSONANTS, 0, 15))
    return "".join(alphabet[bits >> shift & mask] for alphabet, shift, mask in letters)
