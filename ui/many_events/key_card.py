"""With what a folder of events is opened: the passphrase of its vault, or one passphrase for all; and making a vault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit

from juryapp.errors import Problem
from juryapp.new_secrets.strength import PASSPHRASE
from juryapp.text import _
from ui.look import fonts
from ui.many_events.shares_card import RecoverPart
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.message import Message, bring_into_view
from ui.parts.new_secret import NewSecret


class KeyCard(Card):
    """The field, and what is wrong with it."""

    given = Signal(str)
    """The passphrase of the vault, or where there is none of all events."""
    recovered = Signal(object, str)
    """The vault is to be opened with these two shares, and gets this passphrase."""
    made = Signal(str)
    """A vault is to be made under this passphrase."""

    def __init__(self, folder: Path, *, has_vault: bool) -> None:
        super().__init__(24, 12)
        self.has_vault = has_vault
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        fonts.give(self.field, "text")
        give_spoken_name(self.field, self._asked)
        self.button = Button(lambda: _("Look at the events"), "main")
        self.button.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.said = Message("bad")
        self.vault_button = Button(lambda: _("Make a vault for this folder…"))
        self.vault_button.clicked.connect(lambda: self._offer_vault(shown=True))
        self.secret = NewSecret(
            PASSPHRASE,
            lambda: _("The vault's passphrase, headquarters' own"),
            lambda: _("The vault's passphrase once more"),
            list,
        )
        self.make_button = Button(lambda: _("Make the vault"), "main")
        self.make_button.clicked.connect(self._make)
        self.secret.entered.connect(self.make_button.setFocus)
        label = Label(self._asked, "strong")
        label.setBuddy(self.field)
        self.rows.addWidget(Label(lambda: _("It is only read: no byte of an event changes."), tone="soft"))
        for part in (label, self.field, self.said, row_of(self.button)):
            self.rows.addWidget(part)
        self.about = Label(self._about, tone="soft")
        self._vault_row, self._make_row = row_of(self.vault_button), row_of(self.make_button)
        for part in (self.about, self._vault_row, self.secret, self._make_row):
            self.rows.addWidget(part)
        self.recover_button = Button(lambda: _("Open it with two paper shares…"), role="text")
        self._recover_row = row_of(self.recover_button)
        self.recover = RecoverPart()
        self.recover_button.clicked.connect(self._offer_recovery)
        self.recover.given.connect(self.recovered)
        self.said.until(self.field.textEdited, *(line.typed for line in self.recover.typed.lines))
        for part in (self._recover_row, self.recover):
            self.rows.addWidget(part)
            part.setVisible(has_vault and part is self._recover_row)
        self._offer_vault(shown=False)
        self.about.setVisible(not has_vault)

    def _asked(self) -> str:
        return _("The vault's passphrase") if self.has_vault else _("One passphrase that opens all events")

    def _about(self) -> str:
        return _(
            "Each event has a passphrase of its own? A vault keeps them all under one of headquarters' own, with whom to call "
            "and by when everything is expected."
        )

    def _offer_vault(self, *, shown: bool) -> None:
        for part in (self.secret, self._make_row):
            part.setVisible(shown)
        self._vault_row.setVisible(not shown and not self.has_vault)
        if shown:
            self.secret.field.setFocus()

    def _offer_recovery(self) -> None:
        self._recover_row.setVisible(False)
        self.recover.setVisible(True)
        self.recover.typed.lines[0].setFocus()

    def refuse_shares(self, problem: Problem) -> None:
        """Says what is wrong with what was typed off the pages; it stays, to be compared."""
        self.said.tell_problem(problem)
        bring_into_view(self.said)

    def forget(self) -> None:
        """Nothing that was typed stays."""
        self.field.clear()
        self.recover.typed.clear()
        self.recover.secret.clear()

    def _give(self) -> None:
        self.said.setVisible(False)
        if self.field.text():
            self.given.emit(self.field.text())

    def _make(self) -> None:
        if self.secret.check() is None:
            passphrase = self.secret.text()
            self.secret.clear()
            self.made.emit(passphrase)

    def refuse(self, problem: Problem) -> None:
        """Says what is wrong; what was typed can be mended."""
        self.said.tell_problem(problem)
        self.field.setFocus()
        self.field.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            give_spoken_name(self.field, self._asked)
        super().changeEvent(event)
