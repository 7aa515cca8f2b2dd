"""Board reading: what *Monitoring* shows is read beside the window. Only what was begun last is shown, and nothing where it was
read in the window's own thread meanwhile, or the page or its event is gone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from juryapp.board.laptops import confirmed_and_held
from juryapp.board.monitoring import Monitoring, read_beside
from juryapp.errors import Problem
from juryapp.event.second_connection import EventPlace
from ui.session import Session


class BoardReading:
    """Of one page."""

    def __init__(self, session: Session, page: QWidget, show: Callable[[Monitoring], None], refresh: Callable[[], None]) -> None:
        self._session, self._page, self._show, self._refresh = session, page, show, refresh
        self._turn = 0
        self._beyond: object = None
        """What was shown last of that which comes in without an entry."""

    def begin(self) -> None:
        """Reads beside the window; what stands on the page stays until all of it is read."""
        self.drop()
        turn, place = self._turn, EventPlace.to_read(self._session.opened)

        def is_wanted() -> bool:
            return isValid(self._page) and self._session.is_open and turn == self._turn

        def show(now: Monitoring) -> None:
            if is_wanted():
                self._show(now)

        def read_here(_problem: Problem) -> None:
            if is_wanted():
                self._refresh()  # it tells what is wrong with the file, if it still is

        self._session.runner.read(lambda: read_beside(place), show, read_here)

    def drop(self) -> None:
        """What was begun isn't shown any more."""
        self._turn += 1

    def comes_from_beyond(self) -> bool:
        """True if something came in without an entry since this was asked last: a confirmation, or what is held."""
        before, self._beyond = self._beyond, confirmed_and_held(self._session.opened)
        return before != self._beyond
