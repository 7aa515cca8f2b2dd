"""A juror's laptop and the flash disks that weren't chosen for its copies: what others left there comes in all the same.

A juror who copies into one folder is handed the secretary's news on another disk. Nothing is written onto it. Not here: the disk
that was chosen (`second_copy.py`), nor the laptop of the secretary's desk, where the secretary looks first at what would come in
(`ui/stick_bar.py`), whoever sits there meanwhile.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp.errors import FileProblem, Problem, Why
from juryapp.text import _
from ui.disk import BESIDE, Progress
from ui.services import stick
from ui.services.second_copy import is_begun, news_of
from ui.services.stick import Looks, OfferedDisk
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.event.changes import Changes
    from juryapp.event.second_connection import EventPlace
    from juryapp.sharing.exchange_folder import Taken


class OtherSticks(QObject):
    """Follows the flash disks that are in while a juror sits here."""

    arrived = Signal(object)
    """News: something came in that this juror may hear of."""
    doubted = Signal(object)
    """Sentences: what came in, and what of it is refused, held or doubtful."""
    unchanged = Signal(object)
    """Words: a disk has other laptops' packages, and nothing of them is new here."""
    failed = Signal(object)
    """A problem with such a disk, to be told quietly."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._event = ""
        self._read: dict[str, Looks] = {}
        """Disk -> the packages on it that were read since it was put in."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self.look)
        session.sticks.changed.connect(self._come_and_go)
        session.truth.connect(self._follow)
        session.changed.connect(self._follow)

    def rest(self) -> None:
        """Looks no more: the window closes."""
        self._settled.stop()

    def _come_and_go(self) -> None:
        """What lies on a disk is read once it has settled."""
        self._settled.stop()
        self._follow()

    def _follow(self, _changes: Changes | None = None, _initiator: object = None) -> None:
        """Of a disk that is gone nothing is known any more; one that waited for the first act here waits no longer."""
        here = str(self._session.opened.path) if self._session.juror else ""
        if here != self._event:
            self._event, self._read = here, {}
        self._read = {disk.name: self._read.get(disk.name, ()) for disk in self._session.sticks.known}
        if self._unread() and not self._settled.isActive():
            self._settled.start(stick.SETTLED_MS)

    def look(self) -> None:
        """Takes in what lies on the disks and wasn't read yet."""
        home = self._session.laptop.home
        for disk in self._unread():
            self._read[disk.name] = disk.packages
            if not stick.is_named(home, self._session.opened.id, disk.folder.parent):
                self._take(disk)

    def _unread(self) -> list[OfferedDisk]:
        """Nothing before this laptop's first act: opening an event writes nothing, nor does a flash disk. Nothing either while
        another program holds the event's file: it is asked again with the next thing that happens."""
        session, about, read = self._session, self._session.about, self._read
        new = [one for one in session.sticks.known if one.packages != read.get(one.name, ())]
        if not new or not session.juror or about is None or not session.opened.file.writable:
            return []
        from juryapp.event.seats import is_office

        if is_office(session.opened):
            return []
        try:
            device = (session.opened.device or "") if is_begun(session.opened) else None
        except Problem:
            return []
        return [] if device is None else [one for one in new if self._is_unread(one, about.code, device)]

    def _is_unread(self, disk: OfferedDisk, code: str, device: str) -> bool:
        return stick.has_unread(disk.packages, code, device, self._read.get(disk.name, ()))

    def _take(self, disk: OfferedDisk) -> None:
        from juryapp.event.second_connection import EventPlace

        place, about = EventPlace.of(self._session.opened), self._event
        self._session.runner.disk.ask(
            lambda progress: _take(place, disk.folder, progress),
            lambda taken: self._taken(about, disk.name, taken),
            lambda problem: self._failed(about, disk.name, problem),
            self,
            row=BESIDE,
        )

    def _taken(self, about: str, name: str, taken: Taken) -> None:
        from juryapp.event.changes import Changes

        if about != self._event or not self._session.juror:
            return
        if taken.came:
            self._session.came_in(Changes(frozenset(e.register for e in taken.came), tuple(e.id for e in taken.came)))
        news = news_of(self._session, taken.came)
        troubles = taken.report.told_to_jurors
        if troubles:
            self.doubted.emit([*([news.words()] if news else []), *troubles])
        elif news:
            self.arrived.emit(news)
        elif taken.report.troubles:
            self.unchanged.emit(
                lambda: _("Flash disk {name}: what other laptops packed onto it is for the secretary.", name=name)
            )
        elif not taken.came:
            self.unchanged.emit(lambda: _("Flash disk {name}: nothing new; all of it is here already.", name=name))

    def _failed(self, about: str, name: str, problem: Problem) -> None:
        """One that was pulled meanwhile is read when it is back."""
        if about == self._event and any(disk.name == name for disk in self._session.sticks.known):
            self.failed.emit(problem)


def _take(place: EventPlace, folder: Path, progress: Progress) -> Taken:
    """Over a connection of its own. Raises `FileProblem`, also for what the system says of a pulled flash disk."""
    from juryapp.sharing.exchange_folder import take_packages
    from juryapp.sharing.receive import folder_of_packages

    try:
        found = folder_of_packages(folder.parent, stick.FOLDER)
        with place.once_more() as beside:
            return take_packages(beside, found)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=folder, why=Why(problem)) from problem
