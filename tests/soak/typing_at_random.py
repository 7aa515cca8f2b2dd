"""A juror who types at random for long (`tests/ui/typing_at_random.py`), and the control: the old fault, brought back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.event.opening import open_event
from tests.builders import PASSPHRASE, a_laptop, an_event
from tests.soak.window_worker import Patience
from tests.ui.desks import Desk, dressed
from tests.ui.typing_at_random import JUROR, Typist, the_old_fault
from ui.window import Window

_STEPS = 500
"""So many at one event."""


def faults(steps: int, seed: int) -> list[str]:
    """What was lost, withdrawn or drawn otherwise in so many random acts; nothing where all was as it must be."""
    found = []
    for place in range(max(1, steps // _STEPS)):
        try:
            _play(min(steps, _STEPS), seed + place)
        except AssertionError as fault:
            found.append(f"seed {seed + place}: {fault}")
    return found


def control_is_caught(seed: int) -> bool:
    """True if the old fault, brought back, is found: what waits for the disk isn't shown when one comes back to its candidate."""
    with the_old_fault():
        return bool(faults(_STEPS, seed))


def _play(steps: int, seed: int) -> None:
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder, _desk(Path(folder)) as desk:
        typist = Typist(desk, seed)
        try:
            typist.play(steps)
            typist.end()
        finally:
            typist.close()


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    text.use("id")
    app = QApplication.instance() or QApplication([])
    an_event(folder).close()
    laptop = a_laptop(folder)
    window = Window(laptop, dressed(cast(QApplication, app), laptop))
    window.show()
    window.show_seats(open_event(laptop, folder / "event.jury", PASSPHRASE))
    desk = Desk(cast(QtBot, Patience()), window, folder)
    desk.sit(JUROR)
    try:
        yield desk
    finally:
        desk.close()
        window.deleteLater()
        QApplication.processEvents()
