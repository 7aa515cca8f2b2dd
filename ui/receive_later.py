"""A package that was to be opened waits here until its event is open and the secretary sits at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from juryapp.errors import Problem

if TYPE_CHECKING:
    from ui.notice import Notice
    from ui.secretary.page import SecretaryPage


class ReceiveLater:
    """At most one package; the last that was asked for."""

    def __init__(self, show_start: Callable[[], None], notice: Notice) -> None:
        self._show_start, self._notice = show_start, notice
        self._package: Path | None = None
        self._told = Problem("")

    def ask(self, package: Path) -> None:
        """Asks for the event of this package."""
        self._package = package
        self._show_start()
        self._told = Problem("Open the event and sit down as the secretary; {name} is received then.", name=package.name)
        self._notice.tell(self._told, "warn")

    def take_up(self, page: SecretaryPage) -> None:
        """The secretary sits down: the package is looked at, at the page of receiving."""
        package, self._package = self._package, None
        self._notice.take_back(self._told)
        if package is not None:
            page.receive([package])
