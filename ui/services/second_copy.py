"""The automatic second copy: an encrypted package on the named flash disk after each signing, and whenever the disk is put in.

What others left there comes in at the same time. All of it beside the window, over a connection of its own: nobody waits,
and a flash disk that is pulled in the middle is tried again when it is back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp.desk.laptop import Laptop
from juryapp.errors import FileProblem, Problem, Why
from juryapp.text import mark
from ui.runner import Progress
from ui.services import stick
from ui.services.news import News, news_for_juror, news_for_secretary
from ui.services.stick import Stick
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.desk.changes import Changes
    from juryapp.desk.swapping import Swap

LOOK_MS = 3_000
"""How often the named flash disk is looked for."""
AGAIN_AFTER = 20
"""After a failure: how many looks until it is tried again, if nothing else happens."""
PULLED = mark("The flash disk was taken out while it was being written. Nothing is lost; it is copied again when it is back.")


class SecondCopy(QObject):
    """Follows the event that is open, and its flash disk."""

    arrived = Signal(object)
    """News: something came in that this seat may hear of."""
    doubted = Signal(object)
    """Sentences: what came in, and what of it is refused, held or doubtful."""
    failed = Signal(object)
    """A problem with the flash disk, to be told quietly."""
    mended = Signal()
    """A copy succeeded: what was told before no longer holds."""

    def __init__(self, session: Session, roots: Callable[[], list[Path]] = stick.mounted) -> None:
        super().__init__()
        self._session = session
        self._roots = roots
        self._event = ""
        self._stick: Stick | None = None
        self._folder: Path | None = None
        self._former: Swap | None = None
        self._due = False
        self._rest = 0
        session.changed.connect(self._changed)
        session.truth.connect(self._follow)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def folder(self) -> Path | None:
        """Where the named flash disk is now; None while it is out, or none was named."""
        return self._folder

    @property
    def stick(self) -> Stick | None:
        """The flash disk that was named for this event."""
        return self._stick

    def choose(self, folder: Path) -> None:
        """Names a folder for this event's copies and copies at once. Raises `FileProblem`."""
        self._stick = stick.name_stick(folder)
        stick.keep(self._session.laptop.home, self._session.opened.id, self._stick)
        self._begin_anew()
        self.look()

    def stop(self) -> None:
        """No more copies; what lies on the flash disk stays there."""
        stick.keep(self._session.laptop.home, self._session.opened.id, None)
        self._stick = None
        self._begin_anew()
        self._tell(named=False, present=False, copied=0, copied_at=None)

    def copy_now(self) -> None:
        """Copies without waiting for a reason."""
        self._due, self._rest = True, 0
        self.look()

    def rest(self) -> None:
        """Looks no more: the window closes."""
        self._timer.stop()

    def look(self) -> None:
        """Looks whether the flash disk is in, and copies if there is reason to. Asks the file system little."""
        self._follow()
        if self._stick is None or not self._session.is_open:
            return
        was, self._folder = self._folder, stick.find(self._stick, self._roots())
        if self._folder != was:
            self._due, self._former, self._rest = True, None, 0
            self._tell(named=True, present=self._folder is not None)
        self._rest = max(0, self._rest - 1)
        if self._session.reach.copying and not self._session.runner.works_quietly:
            # it ended by a mistake of ours, which is told elsewhere
            self._due, self._rest = True, AGAIN_AFTER
            self._tell(copying=False)
        if self._folder is None or self._session.runner.works_quietly or self._rest:
            return
        if self._due or self._unread(self._folder):
            self._copy(self._folder)

    def _begin_anew(self) -> None:
        self._folder, self._former, self._due, self._rest = None, None, True, 0

    def _unread(self, folder: Path) -> bool:
        """True if another laptop's package lies there that was not read yet."""
        about, device = self._session.about, self._session.opened.device
        if about is None or self._former is None:
            return True
        known, own = self._former.seen, f"{about.code}-{(device or '')[:8]}-"
        looks = [look for look in stick.looks(folder) if look[0].startswith(f"{about.code}-") and not look[0].startswith(own)]
        return any(look not in known for look in looks)

    def _follow(self) -> None:
        """Takes up an event that was opened, and lets go of one that was closed."""
        path = str(self._session.opened.path) if self._session.is_open else ""
        if path == self._event:
            return
        self._event = path
        self._stick = stick.kept(self._session.laptop.home, self._session.opened.id) if path else None
        self._begin_anew()
        if path:
            self._measure(named=self._stick is not None)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch("sheet"):
            self._due, self._rest = True, 0
            QTimer.singleShot(0, self.look)
        number = self._last()
        if number != self._session.reach.number:
            self._tell(number=number)

    def _copy(self, folder: Path) -> None:
        event = self._session.opened
        if not event.file.writable:
            return
        self._due = False
        self._tell(copying=True)
        laptop, path, passphrase, former = event.laptop, event.file.path, event.file.passphrase, self._former
        about = self._event
        self._session.runner.run_quietly(
            lambda progress: leave_and_take(laptop, path, passphrase, folder, former, progress),
            lambda done: self._copied(about, folder, done),
            lambda problem: self._failed(about, folder, problem),
        )

    def _copied(self, about: str, folder: Path, done: Swap) -> None:
        from juryapp.desk.changes import Changes

        if about != self._event or self._stick is None:
            return
        self._former = done
        self._tell(copying=False, copied=done.number, copied_at=done.at)
        self.mended.emit()
        if done.came:
            self._session.came_in(Changes(frozenset(e.register for e in done.came), tuple(e.id for e in done.came)))
        self._measure()
        news = self._news(done)
        if done.report.troubles:
            self.doubted.emit([*([news.words()] if news else []), *done.report.troubles])
        elif news:
            self.arrived.emit(news)

    def _news(self, done: Swap) -> News:
        if self._session.juror:
            return news_for_juror(done.came, self._session.juror.juror.code)
        return news_for_secretary(done.came) if self._session.secretary else News(())

    def _failed(self, about: str, folder: Path, problem: Problem) -> None:
        if about != self._event or self._stick is None:
            return
        self._due, self._rest = True, AGAIN_AFTER
        pulled = stick.name_in(folder) != self._stick.name
        if pulled:
            self._folder = None
        self._tell(copying=False, present=not pulled)
        self.failed.emit(FileProblem(PULLED) if pulled else problem)

    def _measure(self, **more: object) -> None:
        """Reads anew how far this laptop's entries have got."""
        from juryapp.desk.carrying import confirmed
        from juryapp.store import nouns

        event = self._session.opened
        headquarters = any(device.headquarters and device.id == event.device for device in nouns.devices(event.file).values())
        held = 0 if headquarters or not event.device else confirmed(event).get(event.device, 0)
        self._tell(number=self._last(), confirmed=held, **more)

    def _last(self) -> int:
        from juryapp.store import journal

        event = self._session.opened
        return journal.last_of(event.file, event.device)[0] if event.device else 0

    def _tell(self, **new: object) -> None:
        self._session.reach = replace(self._session.reach, **new)
        self._session.truth.emit()


def leave_and_take(laptop: Laptop, path: Path, passphrase: str, folder: Path, former: Swap | None, progress: Progress) -> Swap:
    """One swap over a connection of its own. Raises `FileProblem`, also for what the system says of a pulled flash disk."""
    from juryapp.desk.beside import once_more
    from juryapp.desk.swapping import swap

    try:
        with once_more(laptop, path, passphrase) as beside:
            return swap(beside, folder, former, progress)
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=folder, why=Why(problem)) from problem
