"""A laptop of the journey: a window of its own with a home, a clock and hands. Things in it are found by what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from juryapp.event.open_event import OpenEvent
from tests.builders import Ticking, a_laptop
from tests.journeys.hands import Hands, says_of
from tests.saying import says
from tests.ui.desks import dressed
from tests.ui.stray_windows import Strays
from ui.window import Window

W = TypeVar("W", bound=QWidget)
Answers = list[Path]
"""What is chosen in the system's dialogs for files that are asked next."""


class Room:
    """One laptop, and who sits there with a keyboard or a mouse."""

    def __init__(self, bot: QtBot, folder: Path, name: str, hands: Hands, answers: Answers, at: datetime) -> None:
        self.bot, self.hands, self.answers, self.name = bot, hands, answers, name
        self.clock = Ticking(at)
        laptop = replace(a_laptop(folder, name), clock=self.clock)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.strays = app.findChild(Strays) or Strays(app)
        self.window = Window(laptop, dressed(app, laptop))
        bot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.come()

    def come(self) -> None:
        """Somebody sits down before this laptop."""
        for other in QApplication.topLevelWidgets():
            if isinstance(other, Window) and other is not self.window:
                other.hide()
        self.window.show()
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow)
        self.settle()

    @property
    def event(self) -> OpenEvent:
        """Only for looking at the end."""
        return self.window.session.opened

    def settle(self) -> None:
        """Waits until nothing is done any more, in front or beside the window.

        Qt's offscreen platform forgets which window is in front when a list or menu that floated above it closes.
        """
        runner = self.window.runner
        for _again in range(2):
            self.bot.waitUntil(lambda: not (runner.works or runner.works_quietly or runner.disk.asks), timeout=60_000)
            QApplication.processEvents()
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.bot.waitUntil(self.window.isActiveWindow)
        assert not self.strays.seen, f"{self.name}: these flashed as windows: {self.strays.seen}"

    # What is seen

    def see(self, words: str, kind: type[W]) -> W:
        """The one thing of this kind that says so, the main one of a page before a tab of the same name. What says more begins
        so: a name with its office and code.
        """
        seen = self.seen(kind)
        exact = [one for one in seen if words in says_of(one)]
        longer = [one for one in seen if any(said.startswith((f"{words}, ", f"{words}\n")) for said in says_of(one))]
        found = exact or longer
        if len(found) > 1:
            found = [one for one in found if one.property("kind") == "main"] or found
        said = sorted({said for one in seen for said in says_of(one) if said})
        assert found, f"{self.name}: nothing here says “{words}”, only {said}; {self.told()}"
        assert len(found) == 1, f"{self.name}: {len(found)} things say “{words}”"
        return found[0]

    def seen(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        """Everything of a kind that is seen and can be used, in the window or in a part of it."""
        return [one for one in (within or self.window).findChildren(kind) if one.isVisible() and one.isEnabled()]

    def sees(self, words: str) -> bool:
        """Whether a button says so."""
        return any(words in says_of(one) for one in self.seen(QAbstractButton))

    def find(self, *messages: str, **gaps: object) -> QAbstractButton | None:
        """The button that says one of these messages, whatever stands in its other gaps; None where there is none."""
        return next((one for one in self.seen(QAbstractButton) if any(_says_one(one, words, gaps) for words in messages)), None)

    def told(self) -> str:
        """Everything that stands on the page."""
        labels = (one for one in self.window.findChildren(QLabel) if one.isVisible())
        return " ".join(one.text() for one in labels)

    # What is done

    def press(self, words: str) -> None:
        """Presses what says so."""
        self.hands.press(self.see(words, QAbstractButton))
        self.settle()

    def press_one(self, *messages: str, **gaps: object) -> None:
        """Presses what says one of these messages, whatever stands in its other gaps."""
        found = self.find(*messages, **gaps)
        assert found is not None, f"{self.name}: nothing here says “{messages}”; {self.told()}"
        self.hands.press(found)
        self.settle()

    def press_main(self) -> None:
        """Presses the one main button of the page."""
        (main,) = (one for one in self.seen(QPushButton) if one.property("kind") == "main")
        self.hands.press(main)
        self.settle()

    def confirm(self, words: str) -> None:
        """Presses the button that does what was filled in."""
        self.hands.confirm(self.see(words, QAbstractButton))
        self.settle()

    def write(self, words: str, text: str) -> None:
        """Fills in the field that says so."""
        self.hands.write(self.see(words, QLineEdit), text)
        self.settle()

    def secret(self, words: str, text: str) -> None:
        """Types a PIN or a passphrase."""
        self.hands.secret(self.see(words, QLineEdit), text)
        self.settle()

    def answering(self, words: str, path: Path) -> None:
        """Presses what asks for a file or a folder, and chooses this one."""
        self.answers.append(path)
        self.press(words)
        assert not self.answers, f"{self.name}: “{words}” asked for no file; {self.told()}"

    def choose(self, button: str | QPushButton, *path: str) -> None:
        """Chooses an entry of a menu."""
        opener = button if isinstance(button, QPushButton) else self.see(button, QPushButton)
        self.hands.choose(opener, path)
        self.settle()


def _says_one(widget: QWidget, message: str, gaps: Mapping[str, object]) -> bool:
    return any(says(said, message, **gaps) for said in says_of(widget) if said)
