"""What went wrong, in one line above the page and never over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.errors import Busy, Problem, Replaced
from juryapp.text import _
from ui.parts.labels import Button, Label, Say, set_look
from ui.session import Session

_LOOK_MS = 250


def _nothing() -> list[str]:
    """Nothing was asked about."""
    return []


class Notice(QWidget):
    """What went wrong, above the page and never over it: trouble with saving, or a known problem."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._problem: Problem | None = None
        self._kind = "bad"
        self._leave: Callable[[], object] | None = None
        self._ask: Callable[[], list[str]] = _nothing
        self._question: Say | None = None
        """What is to be looked at before one leaves, where nothing is unsaved."""
        self._unfinished: list[str] = []
        """What isn't stored because it isn't allowed, or was never finished; asked anew while it is told."""
        self._asks = QTimer(self)
        self._asks.setInterval(_LOOK_MS)
        self._asks.timeout.connect(self.look)
        self.gives_up = False
        """Somebody leaves without saving just now: what a page would save once more is given up as well."""
        self.words = Label(self._say, "strong")
        self.words.setProperty("notice", "bad")
        self.again = Button(lambda: _("Try again now"))
        self.again.clicked.connect(self._try)
        self.again.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the focus where one types
        self.drop = Button(self._drop_words)
        self.drop.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.drop)
        row.addWidget(self.again)
        session.truth.connect(self._refresh)
        session.at_hand.connect(self._at_hand)
        session.untold.connect(self.take_back)
        session.left.connect(self._tell_none)
        session.returned.connect(self._stay)
        self._refresh()

    def tell(self, problem: Problem, kind: str = "bad") -> None:
        """Shows a known problem until the next thing happens; with the kind `warn` what is to be done, where nothing is wrong.

        That another file lies in the open one's place is told as long as it is so, whoever else met it.
        """
        if not (isinstance(problem, Replaced) and self._session.is_kept_elsewhere):
            self._problem, self._kind = problem, kind
        self._refresh()

    def take_back(self, problem: Problem) -> None:
        """It was told and is true no more; what was told since stays."""
        if self._problem is problem:
            self._problem = None
            self._refresh()

    def _at_hand(self) -> None:
        """The event's file could be read or written: that another program holds it isn't true any more."""
        if isinstance(self._problem, Busy):
            self.take_back(self._problem)

    def _tell_none(self) -> None:
        """What was told and offered to whoever sat here is nothing to the next person."""
        self._problem = None
        self._stay()

    def _stay(self) -> None:
        """Whoever was leaving is back: it isn't offered any more."""
        self._leave, self._question, self._ask = None, None, _nothing
        self._refresh()

    def offer(self, leave: Callable[[], object], unfinished: Callable[[], list[str]]) -> None:
        """Offers to leave though something isn't saved, or is `unfinished`, until neither is so any more."""
        self._leave, self._ask = leave, unfinished
        self._refresh()

    def ask(self, question: Say, leave: Callable[[], object]) -> None:
        """Asks before one leaves: nothing is unsaved, and something is to be looked at."""
        self._question, self._leave = question, leave
        self._refresh()

    @property
    def asks(self) -> bool:
        """True while it was asked and nobody answered."""
        return self._question is not None

    def look(self) -> None:
        """What was unfinished may be so no more, or another page is shown: it is told and offered no longer than it is true."""
        is_answered = self._question is not None and not self._question()
        if self._leave is not None and (is_answered or self._ask() != self._unfinished):
            self._refresh()

    def _say(self) -> str:
        if self._session.is_kept_elsewhere:
            return str(self._session.trouble)
        if self._session.trouble:
            return _("{problem} What you typed is kept and tried again.", problem=self._session.trouble)
        if self._unfinished:
            return _("Not stored, because it isn't allowed or not finished: {texts}.", texts="; ".join(self._unfinished))
        if self._question:
            return self._question()
        return str(self._problem) if self._problem else ""

    def _drop_words(self) -> str:
        return _("Close all the same") if self._question else _("Leave without saving")

    def _refresh(self) -> None:
        self._unfinished = self._ask()
        trouble = self._session.trouble is not None and (self._leave is not None or not self._session.waits)
        if self._question is not None and not self._question():
            self._question = None  # what was asked about isn't so any more
        if self._session.trouble is not None or self._unfinished:
            self._question = None
        elif self._question is None:
            self._leave, self._ask = None, _nothing
        if self._leave is None:
            self._asks.stop()
        else:
            self._asks.start()
        told = self._problem is not None or bool(self._unfinished) or self.asks
        self.words.say(self._say)
        quiet = self._problem is not None and self._session.trouble is None and not self._unfinished
        set_look(self.words, "notice", "warn" if self.asks else self._kind if quiet else "bad")
        self.again.setVisible((trouble and not self._session.is_kept_elsewhere) or told)
        self.again.say(lambda: _("Try again now") if self._session.trouble else _("Close this message"))
        self.drop.setVisible((trouble or bool(self._unfinished) or self.asks) and self._leave is not None)
        self.drop.again()
        self.setVisible(trouble or told)

    def _try(self) -> None:
        self._problem, self._question, self._ask = None, None, _nothing
        if self._session.trouble:
            self._session.try_again()
        self._refresh()

    def _go(self) -> None:
        """Only what was read here is given up: what is unsaved now is asked once more."""
        if self._question and self._leave:
            go = self._leave
            self._stay()
            go()
            return
        told = self._unfinished
        self._refresh()
        leave = self._leave
        if leave is None or self._unfinished != told:
            return
        self._stay()
        self._session.forget_unsaved()
        self.gives_up = True
        try:
            leave()
        finally:
            self.gives_up = False
