"""Assistant: who types at a juror's form what the juror says (pendamping juri). The juror looks at it, and signs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assistant:
    """One assistant of one juror."""

    code: str
    """Made of the assistant's key: `p-0123abcd`."""
    name: str
    juror: str
    """The code of the juror at whose form the assistant types."""
    ended: str | None = None
    """Why the assistant doesn't type there any more; None while that isn't so."""
    by_desk: bool = False
    """The secretary let the assistant type, not the juror."""
