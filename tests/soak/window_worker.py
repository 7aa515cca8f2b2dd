"""A juror at a window who is killed: types points and a note that grows, and says on a pipe what the window has kept.

Needs no screen. Started by `kills.py` in a forked process, with Qt loaded and nothing of it begun.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import cast

from PySide6.QtCore import QEventLoop, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_laptop
from tests.soak.worker import Tell
from tests.ui.desks import Desk
from ui.application import dress
from ui.window import Window

_CANDIDATES = ("K01", "K02")


class Patience:
    """What a window's builders ask of pytest-qt."""

    def waitUntil(self, condition: Callable[[], bool], timeout: int = 20_000) -> None:
        until = monotonic() + timeout / 1_000
        while not condition():
            assert monotonic() < until, "the window doesn't get done"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def work_at_the_window(folder: Path, seed: int, tell: Tell) -> None:
    """Opens `folder/event.jury` in a window as J01 and works for ever."""

    def crashed(kind: type[BaseException], crash: BaseException, trace: TracebackType | None) -> None:
        tell("crash", f"{kind.__name__} {crash}".replace("\n", " "))

    def said_by_qt(_kind: object, _where: object, said: str) -> None:
        if not said.startswith("This plugin does not support"):  # what the offscreen platform says about itself
            tell("crash", said.replace("\n", " "))

    sys.excepthook = crashed  # what a slot raises
    qInstallMessageHandler(said_by_qt)
    text.use("id")
    app, laptop = QApplication([]), a_laptop(folder)
    window = Window(laptop, dress(app, laptop))
    window.show()
    window.show_seats(open_event(laptop, folder / "event.jury", PASSPHRASE))
    desk = Desk(cast(QtBot, Patience()), window, folder)
    desk.sit("J01")
    tell("ready", "-")
    juror = _Juror(desk, random.Random(seed), tell)
    while True:
        juror.chance.choice((juror.score, juror.note, juror.note, juror.rest, juror.rest, juror.move))()


class _Juror:
    def __init__(self, desk: Desk, chance: random.Random, tell: Tell) -> None:
        self.desk, self.chance, self.tell = desk, chance, tell
        self.told = desk.entries()
        self.numbers = count(1)

    def score(self) -> None:
        self.desk.type_points(self.chance.choice(("REG", "CAK")), str(self.chance.randint(0, 100)))
        self._tell_kept()

    def note(self) -> None:
        field = self.desk.page.desk.notes.field
        field.setFocus()
        field.moveCursor(field.textCursor().MoveOperation.End)
        QTest.keyClicks(field, f" kata{next(self.numbers)}")
        self._tell_kept()

    def move(self) -> None:
        """To the other candidate: what is being written becomes an entry."""
        self.desk.page.desk.select(next(one for one in _CANDIDATES if one != self.desk.page.candidate))
        self._tell_kept()

    def rest(self) -> None:
        """Lets the window's own timers come: what is being written is kept each second."""
        QTest.qWait(100)
        self._tell_kept()

    def _tell_kept(self) -> None:
        """The entries that came, and the words that lie on the disk."""
        QApplication.processEvents()
        ids = list(journal.ids(self.desk.event.file))
        for id_ in ids[self.told :]:
            self.tell("entry", id_)
        self.told = len(ids)
        juror, candidate = self.desk.page.sitting.desk, self.desk.page.candidate
        draft = juror.note_draft(candidate, Visibility.PRIVATE)
        kept = juror.note(candidate, Visibility.PRIVATE).text if draft is None else draft
        if kept:
            self.tell("words", f"J01/{candidate}/private {kept}")
