"""Board reading: what *Monitoring* shows is read beside the window; where it can't be, in the window's own thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from juryapp.board.laptops import confirmed_and_held
from juryapp.board.monitoring import Monitoring, read_beside
from ui.reading_beside import ReadingBeside
from ui.session import Session


class BoardReading:
    """Of one page."""

    def __init__(self, session: Session, page: QWidget, show: Callable[[Monitoring], None], refresh: Callable[[], None]) -> None:
        self._session = session
        self._reading = ReadingBeside(session, page, show, lambda _problem: refresh())  # it tells what is wrong, if it still is
        self._beyond: object = None
        """What was shown last of that which comes in without an entry."""

    def begin(self) -> None:
        """Reads beside the window; what stands on the page stays until all of it is read."""
        self._reading.begin(lambda place: read_beside(place))

    def drop(self) -> None:
        """What was begun isn't shown any more."""
        self._reading.drop()

    def comes_from_beyond(self) -> bool:
        """True if something came in without an entry since this was asked last: a confirmation, or what is held."""
        before, self._beyond = self._beyond, confirmed_and_held(self._session.opened)
        return before != self._beyond
