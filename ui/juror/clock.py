"""Today's date, large, where it may be wrong: before the first form a page asks, before signing a card does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.clocks import ClockDoubt, Today
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.scroll_page import ScrollPage
from ui.session import Session

_EVERY_MS = 5_000
"""So often the clock is looked at: the hour that is shown is the one of the countdown and of what is saved meanwhile."""


def look_often(page: QWidget, look: Callable[[], object]) -> QTimer:
    """Has a page look at the clock while it is there."""
    timer = QTimer(page)
    timer.setInterval(_EVERY_MS)
    timer.timeout.connect(look)
    timer.start()
    return timer


class ClockPage(ScrollPage):
    """Asks whether the date is right. It goes on in either case that someone says: nothing is refused for a clock."""

    confirmed = Signal()
    """The date is right, or agrees by now."""
    call = Signal()
    """The secretary is to come."""

    def __init__(self, session: Session, doubt: ClockDoubt) -> None:
        super().__init__()
        self._session = session
        self._doubt = doubt
        self._today = Today.of(session.opened)
        self.date = Label(lambda: self._today.day, "date")
        self.time = Label(lambda: self._today.time, "name")
        self.told = Label(lambda: str(self._doubt), "strong")
        self.told.setProperty("notice", "warn")
        self.right = Button(lambda: _("The date is right, go on"), "main")
        self.wrong = Button(lambda: _("The date is wrong"))
        self.help = Label(
            lambda: _(
                "Set date, time and time zone in the settings of this laptop, then look again. If you can't, call the secretary. "
                "Nothing that was written is lost."
            )
        )
        self.look_again = Button(lambda: _("I have set it: look again"))
        self.call_button = Button(lambda: _("Call the secretary"))
        self.right.clicked.connect(self._confirm)
        self.wrong.clicked.connect(self._help)
        self.look_again.clicked.connect(self._look_again)
        self.call_button.clicked.connect(self.call)
        card = Card(28, 14)
        fonts.limit(card, most=820)
        buttons, others = row_of(self.right, self.wrong), row_of(self.look_again, self.call_button)
        self._further = (self.help, others)
        heading = Label(lambda: _("Is this the right date?"), "large")
        for part in (heading, self.date, self.time, self.told, buttons, *self._further):
            card.rows.addWidget(part)
        self.setWidget(centred(card))
        self._show_help(shown=False)
        self.ticking = look_often(self, self.tick)
        self.first: QWidget = self.wrong
        """Where one begins: a key pressed too soon confirms nothing."""

    def tick(self) -> None:
        """Shows what the clock says now; what is doubted stays until somebody looks again."""
        self._today = self._today.later(self._session.laptop.clock)
        for label in (self.date, self.time):
            label.again()

    def _show_help(self, *, shown: bool) -> None:
        for part in self._further:
            part.setVisible(shown)

    def _help(self) -> None:
        self._show_help(shown=True)
        self.look_again.setFocus()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.call_button))

    def _confirm(self) -> None:
        self._session.clocks.confirm(self._session.opened)
        self.confirmed.emit()

    def _look_again(self) -> None:
        doubt = self._session.clocks.doubt(self._session.opened)
        if doubt is None:
            self.confirmed.emit()
            return
        self._doubt, self._today = doubt, Today.of(self._session.opened)
        for label in (self.date, self.time, self.told):
            label.again()


class ClockCard(QWidget):
    """The date with which a sheet will be signed. Where it may be wrong someone says that it is right, or it isn't signed."""

    confirmed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._doubt: ClockDoubt | None = None
        self._today = Today.of(session.opened)
        self.date = Label(lambda: _("Today: {date}, {time}", date=self._today.day, time=self._today.time), "strong")
        self.told = Label(lambda: self._today.both or str(self._doubt or ""), "strong")
        self.told.setProperty("notice", "warn")
        self.right = Button(lambda: _("The date is right"))
        self.right.clicked.connect(self._confirm)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (self.date, self.told, row_of(self.right)):
            rows.addWidget(part)
        self.look()
        self.ticking = look_often(self, self.tick)

    def tick(self) -> None:
        """Shows what the clock says now."""
        self._today = self._today.later(self._session.laptop.clock)
        self.date.again()

    @property
    def asks(self) -> bool:
        """True while nobody has said that the date is right, and it may be wrong."""
        return self._doubt is not None

    def look(self) -> bool:
        """Looks at the clock anew; True if someone is asked."""
        self._doubt, self._today = self._session.clocks.doubt(self._session.opened), Today.of(self._session.opened)
        for label in (self.date, self.told):
            label.again()
        self.told.setVisible(bool(self.told.text()))
        self.right.setVisible(self.asks)
        return self.asks

    def _confirm(self) -> None:
        self._session.clocks.confirm(self._session.opened)
        self.look()
        self.confirmed.emit()
