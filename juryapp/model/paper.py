"""Candidate's own paper: a file that a candidate handed in, shown to jurors beside the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """What a paper is. Others aren't taken: what can't be shown inside the window, or can act when it is opened."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


MOST_PAPER = 10_000_000
"""Bytes of one paper."""
MOST_PAPERS = 200_000_000
"""Bytes of all papers of an event together, with those that were taken away: a desk adds no more."""
MOST_PAGES = 300
"""Of one paper."""


@dataclass(frozen=True)
class Paper:
    """A candidate's own paper, as the desk put it on record."""

    candidate: str
    id: str
    """The beginning of its content's hash: 16 digits to the base 16. The same file is the same paper."""
    name: str
    """As people call it."""
    file: str
    """What its file was called."""
    kind: PaperKind
    size: int
    """In bytes."""
    content: str
    """The attachment that holds it: its SHA-256."""
