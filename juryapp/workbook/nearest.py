"""Nearest: which known name of a sheet or column somebody may have meant, for the sentence about an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from juryapp.workbook.cells import fold
from juryapp.workbook.mistakes import WorkbookWord

_NEAR = 0.7
_MISSPELT = 0.84
"""One letter or two are others: where any name is allowed, nobody means what is farther."""
_ALSO = {
    "kelipatan": "langkah",
    "interval": "langkah",
    "minimal": "min",
    "minimum": "min",
    "terendah": "min",
    "maksimal": "maks",
    "maksimum": "maks",
    "maximum": "max",
    "tertinggi": "maks",
    "persentase": "bobot",
    "percentage": "weight",
    "aturan": "metode",
    "rule": "method",
    "nip/nik": "nip",
    "kepala": "pimpinan",
    "narasumber": "penyaji",
    "lokasi": "tempat",
    "jam": "mulai",
    "pemenang": "juara",
    "winners": "places",
    "increment": "step",
    "observer": "peran",
}
"""Other words that people use for a name of ours."""


def nearest(text: str, names: Iterable[WorkbookWord]) -> WorkbookWord | None:
    """The name that is most like this text in either language, or None if none is."""
    asked = fold(text)
    asked = _ALSO.get(asked, asked)
    rated = [(max(_likeness(asked, fold(spelling)) for spelling in (word.indonesian, word.english)), word) for word in names]
    best = max(rated, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= _NEAR else None


def misspelling_of(text: str, names: Iterable[WorkbookWord]) -> WorkbookWord | None:
    """The name of which this text has all letters but one or two, in either language; None for none, and for the name itself."""
    rated = [(max(_alike(fold(text), fold(spelling)) for spelling in (word.indonesian, word.english)), word) for word in names]
    best = max(rated, key=lambda one: one[0], default=None)
    return best[1] if best and _MISSPELT <= best[0] < 1 else None


def _alike(asked: str, known: str) -> float:
    return SequenceMatcher(None, asked, known).ratio()


def _likeness(asked: str, known: str) -> float:
    """From 0 to 1; a text that has the name as one of its words is as near as can be, but for the name itself."""
    if asked == known:
        return 1.0
    if set(known.split()) <= set(asked.replace("/", " ").split()):
        return 0.95
    return _alike(asked, known)
