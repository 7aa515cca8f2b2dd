"""Ready phrases: what a juror writes again and again, kept on this laptop, put into a note with two presses.

They lie among this laptop's settings, readable by everyone who works at it; whoever adds one is told so.
"""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from juryapp.locations import Home
from juryapp.text import _, mark
from ui.actions import action, put_into
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine

_SETTING = "phrases"
_LONGEST = 200
_MOST = 30
_FIRST = (
    mark("Evidence was shown."),
    mark("Evidence is still to be shown."),
    mark("The figures are to be confirmed."),
    mark("The question was not answered."),
)


class Phrases:
    """The phrases of this laptop."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def all(self) -> list[str]:
        """The phrases; a few to begin with, in the language that is spoken."""
        try:
            kept = json.loads(self._home.setting(_SETTING) or "null")
        except ValueError:
            kept = None
        if not isinstance(kept, list):
            return [_(phrase) for phrase in _FIRST]
        return [str(phrase) for phrase in kept]

    def add(self, text: str) -> None:
        """Keeps another one, once; the oldest goes when there are too many to choose from."""
        phrase = " ".join(text.split())[:_LONGEST]
        if phrase and phrase not in self.all():
            self._keep([*self.all(), phrase][-_MOST:])

    def remove(self, phrase: str) -> None:
        """Forgets one."""
        self._keep([other for other in self.all() if other != phrase])

    def _keep(self, phrases: list[str]) -> None:
        self._home.keep_setting(_SETTING, json.dumps(phrases, ensure_ascii=False))


class PhraseButton(Button):
    """The menu of phrases."""

    chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(lambda: _("+ Ready phrase"), role="small")
        self._phrases = phrases
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Shows the phrases that there are now."""
        menu = self.menu()
        menu.clear()
        for phrase in self._phrases.all():
            menu.addAction(_plain(phrase), partial(self.chosen.emit, phrase))
        menu.addSeparator()
        put_into(menu, self.add)
        removing = menu.addMenu(_("Remove a phrase"))
        for phrase in self._phrases.all():
            removing.addAction(_plain(phrase), partial(self._phrases.remove, phrase))
        removing.setEnabled(bool(self._phrases.all()))

    @action(label=mark("Add a phrase…"))
    def add(self) -> None:
        """Asks for a new phrase."""
        self.add_asked.emit()


class NewPhrase(QWidget):
    """A line that asks for a new phrase, below the note; nothing is put in front of it."""

    done = Signal()

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases
        self.line = TextLine(lambda: _("New ready phrase …"))
        self.line.setMaxLength(_LONGEST)
        self.keep = Button(lambda: _("Add"), role="small")
        self.keep.clicked.connect(self._add)
        self.line.entered.connect(self._add)
        self.line.escaped.connect(self._close)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(row)
        rows.addWidget(Label(lambda: _("Everyone at this laptop can read it: nothing private, no names."), "small", "soft"))
        self.setVisible(False)

    def ask(self, marked: str) -> None:
        """Asks; what is marked in the note is offered, where others may read the note."""
        self.line.setText(" ".join(marked.split()))
        self.setVisible(True)
        self.line.setFocus()
        self.line.selectAll()

    def _add(self) -> None:
        self._phrases.add(self.line.text())
        self._close()

    def _close(self) -> None:
        self.line.clear()
        self.setVisible(False)
        self.done.emit()


def _plain(phrase: str) -> str:
    """In a menu an ampersand marks a key; doubled it is itself."""
    return phrase.replace("&", "&&")
