"""The welcome page: recent events, and for everyone who may sit here a line that says what to press."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from juryapp.clock import local_clock
from juryapp.event.spare_files import Spare
from juryapp.event.spare_words import when
from juryapp.locations import Home
from juryapp.text import _
from ui.disk import Disk
from ui.look import fonts
from ui.parts.announce import announce
from ui.parts.card import Card
from ui.parts.files import ask_file, ask_folder
from ui.parts.flow import lay_out_now
from ui.parts.labels import Button, Label, Say, give_spoken_description, give_spoken_name
from ui.parts.scroll_page import ScrollPage
from ui.recent import Fate, fate, names, recent
from ui.services.flash_disk_paths import carried_words

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
        self.recent_files: list[_FileButton] = []
        files = recent(home)
        if files:
            column.addWidget(self._recent(files, home))
        column.addWidget(self._doors())
        column.addStretch(1)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        there = [one for one in self.recent_files if not one.isHidden()]
        (there[0] if there else self.open_button).setFocus()

    def _recent(self, files: list[Path], home: Home) -> QWidget:
        card = Card()
        card.rows.addWidget(Label(lambda: _("Opened lately"), "small strong", "soft"))
        called = names(home)
        buttons = [_FileButton(path, called.get(path, ""), self.chosen) for path in files]
        for button in buttons:
            card.rows.addWidget(button)
            self._ask(home, button, card)
        self.recent_files = buttons
        return card

    def _ask(self, home: Home, button: _FileButton, card: Card) -> None:
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
                    "Put it in and choose the file on it that ends in .jury. The secretary has the passphrase; the PIN is yours."
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


class _FileButton(QPushButton):
    """One recent file: how its event is called large, the file and its folder below; of one that is gone, the spare copies of
    this laptop. Where the event's name isn't known the file's stands for it.
    """

    def __init__(self, path: Path, called: str, chosen: SignalInstance) -> None:
        super().__init__()
        self.path = path
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title, place = called or path.stem, f"{path.name} · {path.parent}" if called else str(path.parent)
        name, folder = QLabel(title), QLabel(place)
        for label in (name, folder):
            label.setTextFormat(Qt.TextFormat.PlainText)
        fonts.give(name, "strong")
        fonts.give(folder, "small")
        folder.setProperty("tone", "soft")
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for label in (name, folder):
            label.setMinimumWidth(1)  # neither a long name nor a long path makes the page scroll sideways
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            rows.addWidget(label)
        self._told: Label | None = None
        give_spoken_name(self, lambda: f"{title}, {place}")
        give_spoken_description(self, lambda: self.told)
        self.clicked.connect(lambda: chosen.emit(path))

    def show_fate(self, fate: Fate) -> None:
        """Of a file that is gone, its copy; where there is none, nothing."""
        if self._told:
            self._told.hide()
        if fate.spares:
            self._tell(lambda: _gone_words(fate.spares[0]))
        self.setVisible(fate.offered)

    def show_silence(self) -> None:
        """Its disk doesn't answer; it may still be chosen."""
        self._tell(lambda: _("The disk on which it lies doesn't answer now."))

    @property
    def told(self) -> str:
        """What is said of the file, or nothing."""
        return self._told.text() if self._told and not self._told.isHidden() else ""

    def _tell(self, say: Say) -> None:
        if self._told is None:
            self._told = Label(role="small strong", tone="bad")
            self._told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._rows.addWidget(self._told)
        self._told.say(say)
        self._told.show()
        give_spoken_description(self, lambda: self.told)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._rows.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._rows.totalMinimumSize()


def _gone_words(spare: Spare) -> str:
    gaps = {"when": when(spare, local_clock()), "entries": spare.entries}
    return _("Not there now. This laptop has a spare copy: {when}, up to entry {entries}.", **gaps)
