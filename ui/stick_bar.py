"""A flash disk that was put in: one line above the secretary's pages, what it would bring and the button that receives it.

It is looked at beside the window, and changes nothing. It never takes the focus, comes when nobody types, and goes with the disk.
Not for the disk that was named for this event's copies: what lies there comes in by itself (`services/second_copy.py`).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from juryapp.board.next_step_words import stick_words
from juryapp.board.step import StickNews
from juryapp.errors import Problem
from juryapp.event.second_connection import EventPlace
from juryapp.model.outcome import Outcome
from juryapp.package_files import carried_in
from juryapp.sharing.merge import MergeReport
from juryapp.sharing.receive import folder_of_packages, look
from juryapp.text import _
from ui.disk import BESIDE, Progress
from ui.parts.bar import Bar
from ui.parts.labels import Button, Label, set_look
from ui.secretary.laptop_people import LaptopPeople
from ui.services import stick
from ui.services.info_bar import PAUSE_MS
from ui.services.stick import OfferedDisk
from ui.session import Session

Found = tuple[Path, MergeReport | None]
"""The folder with the packages, and what they would bring; None where no package lies there."""


class StickBar(Bar):
    """One disk at a time: the last that was put in."""

    receive = Signal(object)
    """What lies in this folder is to be looked at and taken in."""
    changed = Signal()
    """Another disk is in, or none: `news`."""

    def __init__(self, session: Session) -> None:
        super().__init__(Label(role="strong"), Button(lambda: _("Receive")))
        self._session = session
        self.news: tuple[StickNews, ...] = ()
        """What the disks that are in would bring; nothing where all of it is here."""
        self._in: dict[str, OfferedDisk] = {}
        self._were_in = frozenset(_by_name(session))
        """Those that were in when somebody sat down: told of only where they bring something."""
        self._before: OfferedDisk | None = None
        """The disk onto which packages came while it was in, as it was before."""
        self._shown = ""
        self._told_before = False
        """The disk is looked at again, since what it brings may have come in some other way."""
        self._folder = Path()
        self._report: MergeReport | None = None
        self.words.say(self._words)
        self.words.setProperty("notice", "good")
        self.button.clicked.connect(self._receive)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._come)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._look_at_what_came)
        self.setVisible(False)
        session.sticks.changed.connect(self.follow)
        session.changed.connect(self._came_in)
        QTimer.singleShot(0, self, self.follow)

    def follow(self) -> None:
        """Looks which disks are in: a new one is looked at, of one that is gone nothing is said any more. One onto which another
        laptop's packages came is looked at again.
        """
        former, self._in = self._in, _by_name(self._session)
        self._were_in &= self._in.keys()
        if self._shown and self._shown not in self._in:
            self._forget()
        if not self._session.is_open:
            return
        told = [one for one in self._in.values() if not self._is_named(one.folder)]
        for one in [one for one in told if one.name not in former][-1:]:
            self._ask(one.name, one.folder)
        for one in [one for one in told if one.name in former and self._has_unread(one, former[one.name])][-1:]:
            if self._before is None or self._before.name != one.name:
                self._before = former[one.name]
        if self._before:
            self._settled.start(stick.SETTLED_MS)

    def _has_unread(self, now: OfferedDisk, before: OfferedDisk) -> bool:
        """True if another laptop's packages came onto it; what this program put there is none."""
        about, device = self._session.about, self._session.opened.device
        came = self._session.sticks.unwritten(now, before)
        return about is not None and stick.has_unread(came, about.code, device or "", ())

    def _look_at_what_came(self) -> None:
        before, self._before = self._before, None
        now = self._in.get(before.name) if before else None
        if before and now and self._session.is_open and self._has_unread(now, before):
            self._ask(now.name, now.folder)

    def drop(self) -> None:
        """Says nothing more of this disk."""
        self._wait.stop()
        super().drop()

    def _forget(self) -> None:
        self._shown, self._report, self.news = "", None, ()
        self.drop()
        self.changed.emit()

    def _is_named(self, folder: Path) -> bool:
        """True for the disk of this event's copies, by its path alone."""
        return stick.is_named(self._session.laptop.home, self._session.opened.id, folder.parent)

    def _ask(self, name: str, folder: Path) -> None:
        try:
            place = EventPlace.of(self._session.opened)
        except Problem:
            return  # an event that can only be read takes nothing in
        runner = self._session.runner
        self._shown = name

        def work(progress: Progress) -> Found:
            found = folder_of_packages(folder.parent, stick.FOLDER)
            return found, look(place, [found], progress, lambda: runner.closing) if carried_in(found) else None

        runner.disk.ask(work, lambda found: self._looked(name, found), lambda problem: None, self, row=BESIDE)

    def _looked(self, name: str, found: Found) -> None:
        """Nothing is said of a disk without packages, or that is out by now."""
        self._folder, self._report = found
        if name != self._shown or name not in self._in or self._report is None or not self._session.is_open:
            return
        brings, holds = self._report.brings, self._report.holds
        receipts = self._report.receipts
        told_before, self._told_before = self._told_before, False
        if told_before and not (brings or holds or receipts):
            self._forget()
            return
        if name in self._were_in and not (brings or holds or receipts):
            return
        self.news = (StickNews(self._who(), brings.count + holds.count),) if brings or holds else ()
        self.button.setVisible(bool(self.news or receipts))
        set_look(self.words, "notice", "good" if self.news or receipts else "warn" if self._is_refused() else "good")
        self.words.again()
        self.changed.emit()
        self._come()

    def _come(self) -> None:
        """Into sight as soon as nobody types: the page moves down by a line."""
        left = PAUSE_MS - self._session.rested_ms()
        if left > 0 and self.isHidden():
            self._wait.start(left)
        elif self._report is not None:
            self.setVisible(True)

    def _came_in(self, _changes: object, initiator: object) -> None:
        """What the disk brought may be here by now: then it is told no more."""
        if self.news and self._report and self.isHidden():
            self.news = ()
            self.changed.emit()
        elif self.news and initiator is None and self._shown in self._in:
            self._told_before = True
            self._ask(self._shown, self._in[self._shown].folder)

    def _receive(self) -> None:
        folder = self._folder
        self.news = ()
        self.drop()
        self.receive.emit(folder)

    def _is_refused(self) -> bool:
        packages = self._report.packages if self._report else ()
        return bool(packages) and all(one.outcome is Outcome.REFUSED for one in packages)

    def _who(self) -> str:
        """Whose disk it is: the jurors whose work is new, else those whose laptops packed."""
        assert self._report
        people = LaptopPeople(self._session.opened)
        of_packages = dict.fromkeys(people.whose(one) for one in self._report.packages if one.device)
        jurors = [*self._report.brings.jurors, *self._report.holds.jurors]
        return people.named(list(dict.fromkeys(jurors))) or ", ".join(of_packages) or self._shown

    def _words(self) -> str:
        if self._report is None:
            return ""
        if self.news:
            return stick_words(self.news[0].who, self.news[0].sheets)
        if self._report.receipts:
            return _("Flash disk {name}: {receipt}", name=self._shown, receipt=self._report.receipts[-1])
        if self._is_refused():
            return _("Flash disk {name}: its packages can't be received; look at them at “Receiving”.", name=self._shown)
        return _("Flash disk {name}: nothing new; all of it is here already.", name=self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
            return
        super().keyPressEvent(event)


def _by_name(session: Session) -> dict[str, OfferedDisk]:
    return {one.name: one for one in session.sticks.known}
