"""The automatic second copy: an encrypted package on the named flash disk after each signing, and whenever the disk is put in.

What others left there comes in at the same time. All of it beside the window, over a connection of its own: nobody waits, not
even for a flash disk that doesn't answer, and one that is pulled in the middle is tried again when it is back. A package that is
refused is told once, however often it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp.errors import FileProblem, Problem, Why
from juryapp.journal.subjects import Subject
from juryapp.text import mark
from ui.actions import action
from ui.disk import BESIDE, Progress, Question, no_answer
from ui.services import flash_disk_paths, stick
from ui.services.copy_status import CopyStatus
from ui.services.news import News, news_for_juror, news_for_secretary
from ui.services.stick import Looks, Stick
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.event.changes import Changes
    from juryapp.event.open_event import OpenEvent
    from juryapp.event.second_connection import EventPlace
    from juryapp.journal.entry import Entry
    from juryapp.sharing.exchange_folder import Exchange

LOOK_MS = 3_000
"""How often the named flash disk is looked for."""
AGAIN_AFTER = 20
"""After a failure: how many looks until it is tried again, if nothing else happens."""
_JURORS_LEARN = (
    *(Subject.ATTENDANCE, Subject.WITHDRAWAL, Subject.PRESENCE, Subject.SLOT, Subject.CANDIDATE),
    *(Subject.REQUEST, Subject.JUROR, Subject.RUBRIC, Subject.CATEGORY),
)
"""What the secretary does and jurors' laptops are to learn from the flash disk: the package on it is written anew."""
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
    told = Signal(object)
    """A known problem with the folder that was just chosen."""

    def __init__(self, session: Session, roots: Callable[[], list[Path]] = stick.mounted) -> None:
        super().__init__()
        self._session = session
        self._disk = session.runner.disk
        self._roots = roots
        self._looking: Question | None = None
        self._copying: Question | None = None
        self._troubles: set[str] = set()
        """What was told of packages on this flash disk."""
        self._event = ""
        self._stick: Stick | None = None
        self._folder: Path | None = None
        self._former: Exchange | None = None
        self._due, self._asked, self._rest = False, False, 0
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
        """Names a folder for this event's copies and copies at once. `told` says what is wrong with it."""
        about = self._event

        def named(chosen: Stick) -> None:
            if about == self._event and self._session.is_open:
                stick.remember(self._session.laptop.home, self._session.opened.id, chosen)
                self._stick = chosen
                self._begin_anew()
                self._asked = True
                self.look()

        self._disk.ask(
            lambda progress: stick.name_stick(folder),
            named,
            self.told.emit,
            self,
            silent=lambda: self.told.emit(no_answer(folder)),
        )

    @action(label=mark("No more copies"))
    def stop(self) -> None:
        """No more copies; what lies on the flash disk stays there."""
        stick.remember(self._session.laptop.home, self._session.opened.id, None)
        self._stick = None
        self._begin_anew()
        self._tell(replace(self._reach, named=False, present=False, own_disk=False, copied=0, copied_at=None))

    @action(label=mark("Copy now"), offered=lambda second: second.folder is not None)
    def copy_now(self) -> None:
        """Copies without waiting for a reason."""
        self._asked, self._due, self._rest = True, True, 0
        self.look()

    def rest(self) -> None:
        """Looks no more: the window closes."""
        self._timer.stop()

    def look(self) -> None:
        """Looks whether the flash disk is in, and copies if there is reason to. Asks little, and one question at a time."""
        self._follow()
        if not self._session.is_open:
            return
        self._session.sticks.refresh()
        named = self._stick
        if named is None or _lasts(self._looking):
            return
        roots, event = self._roots, self._session.opened.path
        self._looking = self._disk.ask(
            lambda progress: _looked_at(named, roots(), event),
            lambda seen: self._looked(named, *seen),
            self._unseen,
            self,
            silent=self._silent,
        )

    def _silent(self) -> None:
        """It is in, or was, and doesn't answer: nothing more is asked of it before it does."""
        self._tell(replace(self._reach, named=True, present=False))
        if self._stick:
            self.failed.emit(no_answer(self._folder or self._stick.path))

    def _unseen(self, problem: Problem) -> None:
        self._looking = None
        self.failed.emit(problem)

    def _looked(self, named: Stick, folder: Path | None, looks: Looks, own_disk: bool) -> None:  # noqa: FBT001  # an answer
        """It answered, if only late: by now another may be named, or the event closed."""
        asked, self._looking = self._looking, None
        if named != self._stick or not self._session.is_open:
            return
        if asked and asked.is_silent:
            self._tell(replace(self._reach, named=True, present=folder is not None))
            self.mended.emit()
        was, self._folder = self._folder, folder
        if own_disk != self._reach.own_disk:
            self._tell(replace(self._reach, own_disk=own_disk))
        if folder != was:
            self._due, self._former, self._rest = True, None, 0
            self._troubles.clear()
            self._tell(replace(self._reach, named=True, present=folder is not None))
        self._rest = max(0, self._rest - 1)
        if self._session.copy_status.copying and not _lasts(self._copying):
            # it ended by a mistake of ours, which is told elsewhere
            self._due, self._rest = True, AGAIN_AFTER
            self._tell(replace(self._reach, copying=False))
        if folder is None or _lasts(self._copying) or self._rest or not (self._asked or is_begun(self._session.opened)):
            return
        if self._due or self._unread(looks):
            self._copy(folder)

    def _begin_anew(self) -> None:
        self._folder, self._former, self._due, self._rest = None, None, True, 0
        self._troubles.clear()
        if self._looking:
            self._looking.give_up()
            self._looking = None
        self._copying = None  # of a disk that doesn't answer another needn't wait

    def _unread(self, looks: Looks) -> bool:
        """True if another laptop's package lies there that was not read yet."""
        about, device = self._session.about, self._session.opened.device
        known = self._former.seen if self._former else None
        return about is None or known is None or stick.has_unread(looks, about.code, device or "", known)

    def _follow(self) -> None:
        """Takes up an event that was opened, and lets go of one that was closed."""
        path = str(self._session.opened.path) if self._session.is_open else ""
        if path == self._event:
            return
        self._event, self._asked = path, False
        self._stick = stick.remembered(self._session.laptop.home, self._session.opened.id) if path else None
        self._begin_anew()
        if path:
            self._tell(replace(self._measured(), named=self._stick is not None))

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.SHEET) or (self._session.secretary and changes.touch(*_JURORS_LEARN)):
            self._due, self._rest = True, 0
            QTimer.singleShot(0, self.look)
        if (number := _last(self._session.opened)) != self._reach.number:
            self._tell(replace(self._reach, number=number))

    def _copy(self, folder: Path) -> None:
        event, named = self._session.opened, self._stick
        if not event.file.writable or named is None:
            return
        self._due = False
        self._tell(replace(self._reach, copying=True))
        place, former, about = _place(event), self._former, self._event

        def work(progress: Progress) -> Exchange:
            try:
                done = leave_and_take(place, folder, former, progress)
            except Problem as problem:
                raise _why(problem, folder, named) from problem
            return replace(done, problem=_why(done.problem, folder, named)) if done.problem else done

        self._copying = self._disk.ask(
            work,
            lambda done: self._copied(about, done),
            lambda problem: self._failed(about, problem),
            self,
            row=BESIDE,
            silent=lambda: self._silent_copy(about, folder),
        )

    def _silent_copy(self, about: str, folder: Path) -> None:
        """Whether it is written isn't known until it answers; nothing is written beside it meanwhile."""
        if about == self._event:
            self._tell(replace(self._reach, copying=False, present=False))
            self.failed.emit(no_answer(folder))

    def _copied(self, about: str, done: Exchange) -> None:
        from juryapp.event.changes import Changes

        if about != self._event or not self._session.is_open:
            return
        if done.came:
            self._session.came_in(Changes(frozenset(e.register for e in done.came), tuple(e.id for e in done.came)))
        if self._stick is None:
            return
        self._former = done
        if done.package is not None:
            self._tell(replace(self._reach, copying=False, present=True, copied=done.number, copied_at=done.at))
            self.mended.emit()
        self._tell(self._measured())
        self._tell_what_came(done)
        if done.problem:
            self._fail(done.problem)

    def _tell_what_came(self, done: Exchange) -> None:
        """A trouble is told once, however often its package is read again."""
        news = news_of(self._session, done.came)
        told = done.report.told_to_jurors if self._session.juror else done.report.troubles
        troubles = [one for one in told if one not in self._troubles]
        self._troubles.update(troubles)
        if troubles:
            self.doubted.emit([*([news.words()] if news else []), *troubles])
        elif news:
            self.arrived.emit(news)

    def _failed(self, about: str, problem: Problem) -> None:
        if about == self._event and self._session.is_open and self._stick is not None:
            self._fail(problem)

    def _fail(self, problem: Problem) -> None:
        self._due, self._rest, pulled = True, AGAIN_AFTER, problem.message == PULLED
        if pulled:
            self._folder = None
        self._tell(replace(self._reach, copying=False, present=not pulled))
        self.failed.emit(problem)

    def _measured(self) -> CopyStatus:
        """How far this laptop's entries have got, read anew."""
        return replace(self._reach, **_reached(self._session.opened))

    @property
    def _reach(self) -> CopyStatus:
        return self._session.copy_status

    def _tell(self, reach: CopyStatus) -> None:
        self._session.tell_copy_status(reach)


def is_begun(event: OpenEvent) -> bool:
    """False while the event waits for its first act at this laptop: opening it writes nothing, nor does a flash disk."""
    return event.copy is None


def _looked_at(named: Stick, roots: list[Path], event: Path) -> tuple[Path | None, Looks, bool]:
    """Where it is now, how its packages look, and whether that is the event's own disk."""
    folder, looks = stick.look(named, roots)
    return folder, looks, folder is not None and flash_disk_paths.is_on_disk_of(folder, event)


def _place(event: OpenEvent) -> EventPlace:
    from juryapp.event.second_connection import EventPlace

    return EventPlace.of(event)


def _last(event: OpenEvent) -> int:
    """The number of this laptop's last entry; 0 before its first."""
    from juryapp.board.records import last_own

    return last_own(event)


def _lasts(question: Question | None) -> bool:
    """True while the disk is being asked this."""
    return question is not None and not question.is_over


def _confirmed(event: OpenEvent) -> int:
    """Up to which of this laptop's entries headquarters has signed that it holds them."""
    from juryapp.board import records
    from juryapp.board.confirmations import confirmed

    headquarters = any(device.headquarters and device.id == event.device for device in records.devices(event).values())
    return 0 if headquarters or not event.device else confirmed(event).get(event.device, 0)


def _reached(event: OpenEvent) -> dict[str, Any]:
    """What `CopyStatus` says of an event: how much is written here, how much of it is confirmed and by whom."""
    from juryapp.board.laptop_names import has_headquarters

    return {"number": _last(event), "confirmed": _confirmed(event), "by_secretary": not has_headquarters(event.file)}


def news_of(session: Session, came: Sequence[Entry]) -> News:
    """What this seat may hear of what came in."""
    if session.juror:
        return news_for_juror(came, session.juror.juror.code)
    return news_for_secretary(came) if session.secretary else News(())


def _why(problem: Problem, folder: Path, named: Stick) -> Problem:
    """The problem, or that the flash disk isn't there any more; asked of the disk as well."""
    return FileProblem(PULLED) if stick.name_in(folder) != named.name else problem


def leave_and_take(place: EventPlace, folder: Path, former: Exchange | None, progress: Progress) -> Exchange:
    """One exchange over a connection of its own. Raises `FileProblem`, also for what the system says of a pulled flash disk."""
    from juryapp.sharing.exchange_folder import exchange_packages

    try:
        with place.once_more() as beside:
            return exchange_packages(beside, folder, former, progress)
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=folder, why=Why(problem)) from problem
