"""Pledge: what is on record of a juror's pledge (pakta integritas), and whether an event asks for one before the first form."""

from __future__ import annotations

from dataclasses import dataclass

ASKED, NOT_ASKED = "asked", "not asked"
"""What an event says of the pledge. One that says nothing asks for none: it is of an older program."""


@dataclass(frozen=True)
class Pledge:
    """What stands of one juror's pledge."""

    juror: str
    conflicts: tuple[str, ...] = ()
    """The candidates with whom a conflict of interest was declared then, by number; empty: none, or it isn't known from paper."""
    pdf: str = ""
    """Attachment id of the signed PDF; empty where it was signed on paper."""
    by_desk: bool = False
    """The secretary recorded that it is signed on paper."""
    at: str = ""
    """When it was recorded, by that laptop's clock."""

    @property
    def on_paper(self) -> bool:
        """True where a pen signed it."""
        return not self.pdf
