"""Decision: what the plenary settled about candidates that stayed tied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """The plenary's order of candidates that are still tied, best first, or that they share the place."""

    category: str
    order: tuple[str, ...]
    """Empty where they share the place."""
    reason: str
    joint: tuple[str, ...] = ()
    """Those who share the place; empty where there is an order."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Whom it is about."""
        return self.order or self.joint
