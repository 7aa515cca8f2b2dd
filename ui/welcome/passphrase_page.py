"""Asks the passphrase of one event file, once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea

from juryapp.desk.laptop import Laptop
from juryapp.errors import Problem
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.said import Button, Label, named, set_look
from ui.runner import Runner


class PassphrasePage(QScrollArea):
    """The passphrase; Enter opens."""

    opened = Signal(object)
    back = Signal()

    def __init__(self, laptop: Laptop, runner: Runner, path: Path) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWidgetResizable(True)
        self._laptop = laptop
        self._runner = runner
        self._path = path
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        named(self.field, lambda: _("Passphrase"))
        fonts.give(self.field, "text")
        self.field.returnPressed.connect(self.open)
        self.show_it = Button(lambda: _("Show"), role="text")
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._echo)
        self.wrong = Label(role="strong", tone="bad")
        self.wrong.setVisible(False)
        self.button = Button(lambda: _("Open the event"), "main")
        self.button.clicked.connect(self.open)
        self.back_button = Button(lambda: _("Another event"))
        self.back_button.clicked.connect(self.back)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(24, 12)
        card.setMaximumWidth(fonts.scaled(620))
        card.rows.addWidget(Label(lambda: self._path.stem, "name"))
        card.rows.addWidget(Label(lambda: str(self._path.parent), "small", "soft"))
        label = Label(lambda: _("Passphrase"), "strong")
        label.setBuddy(self.field)
        card.rows.addSpacing(8)
        card.rows.addWidget(label)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.show_it)
        card.rows.addLayout(line)
        card.rows.addWidget(Label(lambda: _("The secretary has it, in a sealed envelope."), "small", "soft"))
        card.rows.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        card.rows.addLayout(buttons)
        self.setWidget(centred(card, 48))

    def open(self) -> None:
        """Opens the event with what was typed."""
        passphrase = self.field.text()
        self.wrong.setVisible(False)
        set_look(self.field, "wrong", False)
        self._runner.run(lambda progress: self._laptop.open(self._path, passphrase), self.opened.emit, self._refused)

    def _refused(self, problem: Problem) -> None:
        self.wrong.say(lambda: str(problem))
        self.wrong.setVisible(True)
        set_look(self.field, "wrong", True)
        self.field.selectAll()
        self.field.setFocus()

    def _echo(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_it.say(lambda: _("Hide") if shown else _("Show"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()
