"""Winners: what the decree's annex, certificates and the ceremony's list tell of a final result. No page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.model.candidate import Candidate


@dataclass(frozen=True)
class Winner:
    """Who is called onto the stage, and as what."""

    title: str
    """`Winner 1`, or that of a special mention, in the event's language."""
    candidate: Candidate
    score: str = ""
    """As documents print it; empty for a special mention."""


@dataclass(frozen=True)
class CategoryWinners:
    """One category's winners."""

    name: str
    final: bool
    """False while its ranking is provisional: then nobody is named."""
    winners: Sequence[Winner] = ()
    """The first place first."""
    mentioned: Sequence[Winner] = ()
    """Special mentions, which have no place."""
    why: str = ""
    """Of a provisional ranking in which no sheet is missing: what is awaited, in the event's language."""
