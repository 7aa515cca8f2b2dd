"""Reading beside: what a page shows is read beside the window. Only what was begun last is shown, and nothing where it was read
in the window's own thread meanwhile, or the page or its event is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from juryapp.errors import Problem
from juryapp.event.second_connection import EventPlace
from ui.session import Session

T = TypeVar("T")


class ReadingBeside(Generic[T]):
    """Of one page."""

    def __init__(self, session: Session, page: QWidget, show: Callable[[T], object], failed: Callable[[Problem], object]) -> None:
        self._session, self._page, self._show, self._failed = session, page, show, failed
        self._turn = 0

    def begin(self, read: Callable[[EventPlace], T]) -> None:
        """Reads beside the window; what stands on the page stays until all of it is read. Raises `FileProblem`."""
        self.drop()
        turn, place = self._turn, EventPlace.to_read(self._session.opened)

        def is_wanted() -> bool:
            return isValid(self._page) and self._session.is_open and turn == self._turn

        def show(found: T) -> None:
            if is_wanted():
                self._show(found)

        def failed(problem: Problem) -> None:
            if is_wanted():
                self._failed(problem)

        self._session.runner.read(lambda: read(place), show, failed)

    def drop(self) -> None:
        """What was begun isn't shown any more."""
        self._turn += 1
