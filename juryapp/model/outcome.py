"""Outcome: what became of a package that was to be merged."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a package, as `juryapp merge --json` says it."""

    MERGED = "merged"
    NOTHING_NEW = "nothing new"
    QUARANTINED = "quarantined"
    """Set aside, with a laptop that nobody admitted or without a seal."""
    REFUSED = "refused"
