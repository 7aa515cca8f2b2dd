"""Removals go on: after an event was wiped or destroyed here, and at the start where one was interrupted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from juryapp.errors import Problem
from ui import recent
from ui.session import Session

if TYPE_CHECKING:  # it brings the store, which the first page needs only where something is left to be removed
    from juryapp.event.removal import Removal


class Removing(QObject):
    """Closes the event that is to go, removes it beside the window, and tells how it ended."""

    def __init__(self, session: Session, show_start: Callable[[], None], tell: Callable[[Problem, str], None]) -> None:
        super().__init__(session)
        self._session, self._show_start, self._tell = session, show_start, tell
        session.removal_begun.connect(self._leave)
        QTimer.singleShot(0, self, self.go_on)

    def _leave(self) -> None:
        self._session.close()
        self._show_start()
        self.go_on()

    def go_on(self) -> None:
        """Goes on with whatever was begun; nothing where nothing was."""
        home = self._session.laptop.home
        if not home.leaving.is_dir():
            return
        from juryapp.event.removal import go_on_with_all

        self._session.runner.disk.ask(
            lambda _progress: list(go_on_with_all(home)), self._ended, lambda problem: self._tell(problem, "bad"), self
        )

    def _ended(self, found: list[tuple[Removal, Problem | None]]) -> None:
        for removal, _problem in found:
            recent.forget(self._session.laptop.home, map(Path, removal.files))
        if found and not self._session.is_open:
            self._show_start()
        for removal, problem in found:
            if problem is not None:
                told = Problem("The removal of {event} isn't done yet: {problem}", event=removal.name, problem=problem)
            elif removal.certificate:
                told = Problem(
                    "{event} is removed from this laptop. Its certificate of destruction is {path}.",
                    event=removal.name,
                    path=Path(removal.certificate),
                )
            else:
                told = Problem("{event} is removed from this laptop.", event=removal.name)
            self._tell(told, "bad" if problem else "warn")
