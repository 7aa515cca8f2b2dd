"""Decision: what the plenary settled about candidates that stayed tied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """The plenary's order of candidates that are still tied, best first."""

    category: str
    order: tuple[str, ...]
    reason: str
