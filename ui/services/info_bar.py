"""Info bar: something to know that asks nothing, in one quiet line above the page. It waits until nobody presses or types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from ui.parts.bar import Bar
from ui.parts.labels import Button, Label, Say, set_look
from ui.services.activity import Activity

PAUSE_MS = 1_500
"""How long nobody must have touched anything before the page is moved down by a line."""


class InfoBar(Bar):
    """One line with a button that closes it, and another where there is something to do."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(Label(role="strong"), Button(str))
        self._activity = activity
        self._act: Callable[[], None] | None = None
        self.button.clicked.connect(self._do)
        self.words.setProperty("notice", "good")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.show_when_quiet)
        self.setVisible(False)

    def tell(self, say: Say, kind: str = "good", offer: Say | None = None, act: Callable[[], None] | None = None) -> None:
        """Says something as soon as it disturbs nobody; `kind` is `good` or `warn`."""
        self._act = act
        self.words.say(say)
        set_look(self.words, "notice", kind)
        self.button.say(offer or str)
        self.button.setVisible(offer is not None)
        self.show_when_quiet()

    def drop(self) -> None:
        """Says nothing more."""
        self._wait.stop()
        self._act = None
        super().drop()

    @property
    def told(self) -> str:
        """What is said, or waits to be."""
        return self.words.text() if not self.isHidden() or self._wait.isActive() else ""

    def show_when_quiet(self) -> None:
        """Comes into sight as soon as nobody is typing: now, or when the typing has rested."""
        left = PAUSE_MS - self._activity.rested_ms()
        if left > 0 and self.isHidden():
            self._wait.start(left)
            return
        self.setVisible(True)

    def _do(self) -> None:
        act = self._act
        self.drop()
        if act:
            act()
