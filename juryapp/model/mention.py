"""Special mention: what a candidate is mentioned as besides its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A special mention of a candidate, beside its place."""

    category: str
    candidate: str
    title: str
    reason: str
