"""The welcome page: recent events, and for everyone who may sit here a line that says what to press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from juryapp.locations import Home
from juryapp.text import _
from ui.disk import Disk
from ui.look import fonts
from ui.parts.announce import announce
from ui.parts.card import Card
from ui.parts.files import ask_file, ask_folder
from ui.parts.flow import lay_out_now
from ui.parts.labels import Button, Label, Say
from ui.parts.scroll_page import ScrollPage
from ui.recent import Fate, fate, names, recent
from ui.services.flash_disk_paths import carried_words
from ui.welcome.disk_files import DiskFiles
from ui.welcome.file_button import FileButton

_BUTTON = 260
"""How wide the buttons are, so that what stands beside them is aligned."""


class StartPage(ScrollPage):
    """What one may do before an event is open."""

    chosen = Signal(object)
    sample = Signal()
    new = Signal()
    many = Signal(object)
    """The events of this folder are to be looked at."""
    check = Signal()
    """Papers are to be checked; no event is needed for it."""

    def __init__(self, home: Home, disk: Disk, fate: Callable[[Home, Path], Fate] = fate) -> None:
        super().__init__()
        self._disk, self._fate = disk, fate
        self.setObjectName("ground")
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(24, 40, 24, 24)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        outer.addLayout(column, 6)
        outer.addStretch(1)
        column.addWidget(Label(lambda: _("Which event?"), "name"))
        column.addWidget(
            Label(
                lambda: _("An event is one file. It works without a network, and nobody can read it without its passphrase."),
                tone="soft",
            )
        )
        self.carried = Label(lambda: carried_words(home), "small", "soft")
        """Where what is written lies, of a program that was not installed."""
        self.carried.setVisible(bool(self.carried.text()))
        column.addWidget(self.carried)
        self.recent_files: list[FileButton] = []
        files = recent(home)
        if files:
            column.addWidget(self._recent(files, home))
        self.on_disks = DiskFiles(disk, self.chosen, known=files)
        self.on_disks.changed.connect(self._begin_on_disk)
        column.addWidget(self.on_disks)
        column.addWidget(self._doors())
        column.addStretch(1)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        there = [one for one in self.recent_files if not one.isHidden()]
        (there[0] if there else self.open_button).setFocus()
        self.on_disks.begin()

    def _begin_on_disk(self, lost: bool) -> None:  # noqa: FBT001  # a slot
        """Whoever has opened nothing here lately begins with what was just found on a flash disk."""
        if self.isVisible() and (lost or self.open_button.hasFocus()):
            first: QWidget = next(iter(self.on_disks.buttons), self.open_button)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.on_disks.rest()

    def _recent(self, files: list[Path], home: Home) -> QWidget:
        card = Card()
        card.rows.addWidget(Label(lambda: _("Opened lately"), "small strong", "soft"))
        called = names(home)
        buttons = [FileButton(path, called.get(path, ""), self.chosen) for path in files]
        for button in buttons:
            card.rows.addWidget(button)
            self._ask(home, button, card)
        self.recent_files = buttons
        return card

    def _ask(self, home: Home, button: FileButton, card: Card) -> None:
        """What became of a file: each is asked for itself, as its disk may not answer."""
        path, fate = button.path, self._fate

        def told(found: Fate) -> None:
            had = button.hasFocus()
            button.show_fate(found)
            if had and button.isHidden():
                self.open_button.setFocus()
            card.setVisible(any(not one.isHidden() for one in self.recent_files))

        self._disk.ask(lambda progress: fate(home, path), told, lambda problem: None, button, silent=button.show_silence)

    def _doors(self) -> QWidget:
        card = Card()
        self.open_button = Button(lambda: _("Open an event…"), "main")
        self.new_button = Button(lambda: _("New event…"))
        self.receive_button = Button(lambda: _("Open headquarters' event…"))
        self.many_button = Button(lambda: _("A folder of events…"))
        self.check_button = Button(lambda: _("Check authenticity"))
        self.sample_button = Button(lambda: _("Try a sample"))
        for button, act in (
            (self.open_button, self._open),
            (self.new_button, self.new.emit),
            (self.receive_button, self._open),
            (self.many_button, self._open_folder),
            (self.check_button, self.check.emit),
            (self.sample_button, self.sample.emit),
        ):
            button.clicked.connect(act)
        for button, who, what in (
            (
                self.open_button,
                lambda: _("You are a juror with a flash disk"),
                lambda: _(
                    "Put it in: its file is offered on this page, or choose the one that ends in .jury. The secretary has the "
                    "passphrase; the PIN is yours."
                ),
            ),
            (
                self.new_button,
                lambda: _("You are the secretary and begin an event"),
                lambda: _(
                    "From a workbook, or typed by hand: with the usual categories, or like last year's event; also as a "
                    "rehearsal. An event that you have is opened above."
                ),
            ),
            (
                self.receive_button,
                lambda: _("You are headquarters"),
                lambda: _("Open your own file of the event, sit down as the secretary and choose Receiving."),
            ),
            (
                self.many_button,
                lambda: _("You are headquarters of many provinces"),
                lambda: _("Choose the folder with their events: which is late, what is awaited, whom to call, who is placed."),
            ),
            (
                self.check_button,
                lambda: _("You only want to check a paper"),
                lambda: _("A signed PDF, or a picture of a printed sheet. It needs headquarters' certificate, and no event."),
            ),
            (
                self.sample_button,
                lambda: _("You want to practise"),
                lambda: _("An invented event. It asks nothing and changes nothing of yours."),
            ),
        ):
            card.rows.addWidget(_Door(button, who, what))
        self.making = Label(
            lambda: _("The sample is being made: invented candidates and jurors, and a key under a PIN for each juror."),
            tone="soft",
        )
        """What is done while one waits for it."""
        self.making.setVisible(False)
        card.rows.addWidget(self.making)
        return card

    def tell_making(self, *, makes: bool) -> None:
        """Says what is done while the sample is made, where one has just pressed for it."""
        self.making.setVisible(makes)
        if makes:
            lay_out_now(self.making)
            self.ensureWidgetVisible(self.making)
            announce(self.making, self.making.text(), urgent=False)

    def _open_folder(self) -> None:
        folder = ask_folder(self, _("Choose the folder of events"))
        if folder:
            self.many.emit(folder)

    def _open(self) -> None:
        path = ask_file(self, _("Open an event"), _("Juryapp events (*.jury *.jurypack)"))
        if path:
            self.chosen.emit(path)


class _Door(QWidget):
    """Who one is, what to do, and the button to press: beside the words, or below them where it is narrow."""

    def __init__(self, button: Button, who: Say, what: Say) -> None:
        super().__init__()
        fonts.limit(button, least=_BUTTON)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(who, "strong"))
        words.addWidget(Label(what, tone="soft"))
        self._row.addLayout(words, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < fonts.scaled(2 * _BUTTON)
        self._row.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8 if narrow else 20)
        self._row.setContentsMargins(0, 0, 0, 12 if narrow else 0)
