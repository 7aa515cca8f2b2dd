"""Fingerprint words: a device's id as two words, a digest as six, that can be said aloud and compared across a room.

A proquint writes 16 bits as consonant-vowel-consonant-vowel-consonant (Wilkerson 2009, arXiv:0901.4016).
"""

from __future__ import annotations

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def words(device: str) -> str:
    """The first 32 bits of a device id as two words: `lusab-babad`."""
    return "-".join(_words(device, 2))


def six_words(digest: str) -> str:
    """The first 96 bits of a SHA-256 as six words, to be compared by telephone: `lusab babad gutih tugad …`."""
    return " ".join(_words(digest, 6))


def _words(hexadecimal: str, count: int) -> list[str]:
    return [_proquint(int(hexadecimal[start : start + 4], 16)) for start in range(0, 4 * count, 4)]


def _proquint(bits: int) -> str:
    letters = ((_CONSONANTS, 12, 15), (_VOWELS, 10, 3), (_CONSONANTS, 6, 15), (_VOWELS, 4, 3), (_CONSONANTS, 0, 15))
    return "".join(alphabet[bits >> shift & mask] for alphabet, shift, mask in letters)
