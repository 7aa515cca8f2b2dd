"""Print outcome: what became of documents that were to be printed, and how that is told."""

from __future__ import annotations

from enum import Enum

from juryapp.text import _, plural


class Printed(Enum):
    """How it ended."""

    WHOLE = "whole"
    """All of it went to the printer."""
    WAITS = "waits"
    """All of it lies in the printer's queue, and the printer is stopped."""
    NOTHING = "nothing"
    """Called off before anything went there."""
    TAKEN_BACK = "taken back"
    """Called off; what had gone there was taken out of its queue."""
    SOME = "some"
    """Called off; the printer had taken some of it, which may come out."""

    @property
    def all_went(self) -> bool:
        """True if nothing is left to be sent there."""
        return self in (Printed.WHOLE, Printed.WAITS)


def outcome_words(outcome: Printed, count: int) -> str:
    """The sentence for `count` documents that went to the printer."""
    match outcome:
        case Printed.WHOLE:
            return plural("{count} document went to the printer.", "{count} documents went to the printer.", count)
        case Printed.WAITS:
            return plural(
                "{count} document waits in the printer's queue: the printer is stopped. Start it in the system's settings.",
                "{count} documents wait in the printer's queue: the printer is stopped. Start it in the system's settings.",
                count,
            )
        case Printed.NOTHING:
            return _("Printing was called off; nothing went to the printer.")
        case Printed.TAKEN_BACK:
            return _("Printing was called off; what had gone to the printer was taken out of its queue.")
        case Printed.SOME:
            return _("Printing was called off. What the printer has taken already may come out.")
