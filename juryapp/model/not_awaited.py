"""Not awaited: why nothing more is awaited from a laptop that hasn't closed itself."""

from __future__ import annotations

from enum import StrEnum


class NotAwaited(StrEnum):
    """What the desk says of a laptop."""

    UNUSED = "unused"
    """A copy was prepared for it, and nobody ever opened that."""
    GIVEN_UP = "given up"
    """It was lost or broke; what isn't known of it is lost with it."""
