"""Overlay words: what came of laying a picture over the genuine page: the places that differ, in words.

It never says that a page is genuine. Not here: finding the places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.errors import Problem
from juryapp.text import mark, translate

if TYPE_CHECKING:
    from juryapp.documents.picture_differences import Box

_MOST_NAMED = 8
THIRDS = (mark("upper third of the page"), mark("middle of the page"), mark("lower third of the page"))


@dataclass(frozen=True)
class PagePlace:
    """Where the picture differs from the page."""

    page: int
    """From 1."""
    box: Box
    printed: str
    """The words that the genuine page has there; empty where it has none."""
    third: str
    """Which third of the page, untranslated."""

    @property
    def words(self) -> str:
        """The place in words."""
        return f"“{self.printed}”" if self.printed else translate(self.third)


class _Named:
    """Places in words, said in the language that is spoken when they are shown."""

    def __init__(self, places: Sequence[PagePlace]) -> None:
        self._places = places

    def __str__(self) -> str:
        named = list(dict.fromkeys(place.words for place in self._places))
        return ", ".join([*named[:_MOST_NAMED], *(["…"] if len(named) > _MOST_NAMED else [])])


@dataclass(frozen=True)
class Overlaid:
    """What came of laying a picture over the genuine page."""

    page: int
    """The page with the code, from 1."""
    pages: int
    places: tuple[PagePlace, ...] | None
    """Where it differs; None where it couldn't be laid over."""

    def faults(self) -> tuple[Problem, ...]:
        """In sentences; none of them says that the page is genuine."""
        return (self._found(), *self._others())

    def _found(self) -> Problem:
        if self.places is None:
            return Problem(
                "It can't be laid over the genuine page: it is too coarse, aslant or cut off, or shows another page. "
                "Look at both side by side."
            )
        if self.places:
            return Problem("It shows something else than the genuine page near: {places}.", places=_Named(self.places))
        return Problem(
            "Laid over the genuine page it shows no place where much differs. That is no proof: "
            "a change as small as a digit can escape it. Look at both side by side."
        )

    def _others(self) -> list[Problem]:
        if self.pages == 1:
            return []
        return [
            Problem(
                "Only page {page} of {pages} bears the code and was laid over; compare the others by eye.",
                page=self.page,
                pages=self.pages,
            )
        ]
