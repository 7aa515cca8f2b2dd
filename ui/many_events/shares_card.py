"""Paper shares in the window: making the three pages, trying two of them, and opening a vault whose passphrase is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.new_secrets.strength import PASSPHRASE
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.new_secret import NewSecret


class TypedShares(QWidget):
    """Two lines, each for the words of one page."""

    def __init__(self, following: QWidget) -> None:
        super().__init__()
        self.lines = (
            TextLine(lambda: _("Words of one page, in their order")),
            TextLine(lambda: _("Words of another page, in their order")),
        )
        first, second = self.lines
        first.entered.connect(second.setFocus)
        second.entered.connect(following.setFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for line in self.lines:
            label = Label(line.hint, "small strong", "soft")
            label.setBuddy(line)
            rows.addWidget(label)
            rows.addWidget(line)

    def shares(self) -> list[str]:
        """What was typed."""
        return [line.text() for line in self.lines]

    def clear(self) -> None:
        """Forgets it."""
        for line in self.lines:
            line.show_stored("")
            line.clear()


class SharesCard(Card):
    """Of a vault that is open."""

    written = Signal()
    """The pages are to be written; where is asked then."""
    tried = Signal(object)
    """These two are to be tried."""

    def __init__(self) -> None:
        super().__init__()
        self._has_shares = False
        self.write_button = Button(lambda: _("Write the three pages…"))
        self.write_button.clicked.connect(self.written)
        self.try_button = Button(lambda: _("Try these two"))
        self.typed = TypedShares(self.try_button)
        self.try_button.clicked.connect(self._try)
        self.said = Message()
        self.said.until(*(line.typed for line in self.typed.lines))
        self._about = Label(self._about_words, tone="soft")
        self.rows.addWidget(Label(lambda: _("Paper shares of the vault's key"), "strong"))
        for part in (self._about, row_of(self.write_button), self.said, self.typed, row_of(self.try_button)):
            self.rows.addWidget(part)

    def _try(self) -> None:
        self.tried.emit(self.typed.shares())

    def show_state(self, *, has_shares: bool) -> None:
        """Whether some were made, which new ones would replace."""
        self._has_shares = has_shares
        self._about.again()

    def _about_words(self) -> str:
        told = _("Three people keep a page each; any two open the vault should its passphrase be forgotten.")
        if self._has_shares:
            return f"{told} {_('Pages were made before: new ones make them worthless.')}"
        return f"{told} {_('No pages were made yet.')}"

    def tell_written(self) -> None:
        """The file is there."""
        self.show_state(has_shares=True)
        self.said.tell(
            lambda: _(
                "Print the file, type the words of two pages below to try them, then delete the file: all three are in it."
            ),
            "good",
        )

    def tell_good(self) -> None:
        """The two open this vault."""
        self.typed.clear()
        self.said.tell(lambda: _("These two pages open the vault."), "good")

    def refuse(self, problem: Problem) -> None:
        """Says what is wrong; what was typed stays, to be compared."""
        self.said.tell(lambda: str(problem), "bad")


class RecoverPart(QWidget):
    """Two pages and a new passphrase for the vault."""

    given = Signal(object, str)
    """Two shares, and the new passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = NewSecret(
            PASSPHRASE,
            lambda: _("The vault's new passphrase"),
            lambda: _("The vault's new passphrase once more"),
            list,
        )
        self.typed = TypedShares(self.secret.field)
        self.button = Button(lambda: _("Open the vault"), "main")
        self.secret.entered.connect(self.button.setFocus)
        self.button.clicked.connect(self._give)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in (self.typed, self.secret, row_of(self.button)):
            rows.addWidget(part)

    def _give(self) -> None:
        if self.secret.check() is None:
            self.given.emit(self.typed.shares(), self.secret.text())
