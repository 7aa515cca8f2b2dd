"""How the page of many events comes into the window, and an event of it is opened; the page is loaded when it is wanted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from juryapp.event.laptop import Laptop
from ui.runner import Runner

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from ui.welcome.passphrase_page import PassphrasePage


class PageWindow(Protocol):
    """The window, as far as the page needs it."""

    laptop: Laptop
    runner: Runner

    def show_page(self, page: QWidget) -> None:
        """Shows a page in place of the former one."""

    def show_made(self, event: OpenEvent) -> None:
        """The page of an event that was just made."""

    def show_start(self) -> None:
        """The first page."""

    def ask_passphrase(self, path: Path) -> PassphrasePage:
        """The page that asks for the passphrase of an event, and offers its spare copy where it can't be opened."""


def show_many_events(window: PageWindow, folder: Path) -> None:
    """Headquarters' page of a folder of events."""
    from ui.many_events.page import ManyEventsPage

    page = ManyEventsPage(window.laptop, window.runner, folder)
    page.chosen.connect(partial(_open, window))
    page.made.connect(window.show_made)
    page.back.connect(window.show_start)
    window.show_page(page)


def _open(window: PageWindow, path: Path, passphrase: str) -> None:
    page = window.ask_passphrase(path)
    page.field.setText(passphrase)
    page.open()
