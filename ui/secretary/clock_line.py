"""The clock's line above the secretary's pages: what doesn't agree with this laptop's clock, and what may be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from juryapp.board.clocks import ClockDoubt, Today
from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.session import Session

_SIDE_BY_SIDE = 900


class ClockLine(QFrame):
    """Hidden while all agrees, or someone said that the date is right. Shows both days where the desk stated the right one."""

    to_state = Signal()
    """The right day is to be stated."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._doubt: ClockDoubt | None = None
        self._today = Today.of(session.opened)
        self.words = Label(self._words, "strong")
        self.words.setProperty("notice", "warn")
        self.state = Button(lambda: _("State the right day…"))
        self.right = Button(lambda: _("The date is right"), "quiet")
        self.state.clicked.connect(self.to_state)
        self.right.clicked.connect(self._confirm)
        buttons = QWidget()
        row = Flow(buttons, gap=10)
        row.addWidget(self.state)
        row.addWidget(self.right)
        grows_down(buttons)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(16, 8, 16, 8)
        self._rows.addWidget(self.words, 1)
        self._rows.addWidget(buttons)
        session.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Looks at the clock anew."""
        if self._session.is_open:
            self._doubt = self._session.clocks.doubt(self._session.opened, at_office=True)
            self._today = Today.of(self._session.opened)
        self.words.again()
        self.right.setVisible(self._doubt is not None)
        self.setVisible(self._doubt is not None or self._today.stated is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def _words(self) -> str:
        if self._doubt is None:
            return self._today.both
        return _("Today is {date}? {doubt}", date=self._today.day, doubt=self._doubt)

    def _confirm(self) -> None:
        self._session.clocks.confirm(self._session.opened)
        self.look()
