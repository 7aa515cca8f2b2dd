"""How short a PIN may be, and what trying one costs. Imports no library: a window asks before it needs any key."""

from __future__ import annotations

from dataclasses import dataclass

PIN_LENGTH = 6
"""Fewest characters of a PIN."""


@dataclass(frozen=True)
class PinCost:
    """What trying one PIN costs (Argon2id, RFC 9106)."""

    memory_kib: int = 262_144
    passes: int = 4
    lanes: int = 2

    def bearable(self) -> bool:
        """True if this laptop should pay it: a hostile blob could ask for all memory, or for a year."""
        return 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory_kib <= 1_048_576 and 1 <= self.passes <= 16


STANDARD = PinCost()
