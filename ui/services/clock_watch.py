"""The clock watch: whether someone should look at this laptop's clock, and who said today that it is right. Remembered while
the program runs, for one event and one date of the clock; nothing of it is written.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juryapp.board.clocks import ClockDoubt
    from juryapp.event.open_event import OpenEvent


class ClockWatch:
    """What was confirmed at this laptop since the program started."""

    def __init__(self) -> None:
        self._confirmed: set[tuple[str, date]] = set()

    def doubt(self, event: OpenEvent, *, at_office: bool = False) -> ClockDoubt | None:
        """What doesn't agree with the clock, unless someone said that today's date is right. The secretary works long before
        and after the interviews, `at_office`."""
        from juryapp.board.clocks import AT_OFFICE, AT_WORK, doubt_of, today

        if (event.id, today(event).date()) in self._confirmed:
            return None
        return doubt_of(event, AT_OFFICE if at_office else AT_WORK)

    def confirm(self, event: OpenEvent) -> None:
        """Someone says that the date which the clock says now is right."""
        from juryapp.board.clocks import today

        self._confirmed.add((event.id, today(event).date()))
