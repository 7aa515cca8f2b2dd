"""The sample: an invented event in this laptop's own folder, opened without a passphrase to invent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.text import _
from ui.runner import Progress, Runner
from ui.sample_secrets import FOLDER, is_sample
from ui.welcome.start_page import StartPage

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent


def open_sample(laptop: Laptop, progress: Progress) -> OpenEvent:
    """The invented event, made at the first time; `progress` hears how far that is."""
    from juryapp.sample import sample

    return sample(laptop, laptop.home.folder / FOLDER, progress)


def open_beside(
    runner: Runner, laptop: Laptop, page: QWidget, done: Callable[[OpenEvent], None], failed: Callable[[Problem], None]
) -> None:
    """Opens it beside the window, which answers meanwhile; on the welcome `page` it is said what one waits for."""
    is_made = any((laptop.home.folder / FOLDER).glob("*.jury"))
    start = page if isinstance(page, StartPage) and not is_made else None
    if start:
        start.tell_making(makes=True)

    def refused(problem: Problem) -> None:
        if start:
            start.tell_making(makes=False)
        failed(problem)

    runner.run(lambda progress: open_sample(laptop, progress), done, refused)


def hint_of(event: OpenEvent) -> str:
    """The PINs of the sample; nothing for any other event."""
    if not is_sample(event):
        return ""
    from juryapp.sample import DESK_PIN, PIN

    return _(
        "This is the sample, everything in it is invented. PIN of the enrolled jurors: {juror}. PIN of the desk: {desk}. To play "
        "it to the end, sit at the secretary's desk: its first page says what is next.",
        juror=PIN,
        desk=DESK_PIN,
    )
