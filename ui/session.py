"""The session: the event that is open, the seat that is taken, and the one notifier of what changed.

Every write of every page goes through `write`. What could not be saved is kept with what was typed and tried again;
"saved" is only said after a commit.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp import log
from juryapp.errors import Busy, FileProblem, Problem, Replaced, Why, bare
from juryapp.event.laptop import Laptop
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.parts.pin import PinMistakes
from ui.runner import Runner
from ui.services.clock_watch import ClockWatch
from ui.services.copy_status import CopyStatus
from ui.services.seat_lock import SeatLock
from ui.services.stick import Offered

if TYPE_CHECKING:  # the welcome page needs none of them, and they bring the store and the keys
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.secretary import SecretaryDesk
    from juryapp.event.changes import Changes
    from juryapp.event.open_event import OpenEvent
    from juryapp.model.event import Event
    from juryapp.signing.keys import PrivateKey

FIRST_RETRY_MS = 200
LAST_RETRY_MS = 15_000
PATIENT_TRIES = 3
"""So often a file that another program holds is tried again, within a second and a half, before it is called trouble."""
Write = Callable[[], "Changes"]


class Session(QObject):
    """One event at this laptop, and who sits at it."""

    changed = Signal(object, object)
    """(Changes, initiator): every page decides whether it is stale; the initiator isn't reloaded under anyone's fingers."""
    truth = Signal()
    """What is true about saving has changed: `saved_at`, `trouble`."""

    written = Signal(str)
    """(name): a write of this name was done and told: it is on the disk, or in the spare copy that stands in for the file."""
    given_up = Signal(str, object)
    """(name, Problem): what waited to be written isn't allowed any more, and waits no longer."""
    rested = Signal()
    """Nobody may be here any more: the seat is to be hidden."""
    told = Signal(object)
    """A known problem that no field of a page shows: the window does."""

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self.laptop = laptop
        self.runner = runner
        self._opened: OpenEvent | None = None
        self.about: Event | None = None
        self.juror: JurorDesk | None = None
        self.secretary: SecretaryDesk | None = None
        self.saved_at: datetime | None = None
        self.trouble: Problem | None = None
        self.copy_status = CopyStatus()
        self.mistakes = PinMistakes()
        self.clocks = ClockWatch()
        self.sticks = Offered(runner.disk, self)
        self._seat: SeatLock | None = None
        self.hidden = False
        """The seat is hidden: only the PIN shows it again."""
        self._unsaved: dict[str, tuple[Write, object]] = {}
        self._arrived = 0
        """So many entries of the file have been told to the pages."""
        self._tries = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.try_again)

    def open(self, event: OpenEvent) -> None:
        """Takes an event that was just opened in place of the former one."""
        from juryapp.board import records

        self.close()
        self._opened, self._arrived = event, event.arrived
        self.about = records.about(event)
        self.copy_status = CopyStatus()
        self.truth.emit()

    def close(self) -> None:
        """Lets go of the event."""
        self.stand_up()
        if self._opened:
            self._opened.close()
        self._opened = self.about = self.saved_at = None
        self._settle()

    def hide(self) -> None:
        """The seat is hidden: its key is in memory no more, as soon as all is saved that is signed or encrypted with it."""
        self.hidden = True
        self._forget_keys()

    def come_back(self, key: PrivateKey | None) -> None:
        """The PIN of this seat was typed again; no key for a juror who has none."""
        self.hidden = False
        if self.juror:
            self.juror.take_key(key)
        if self.secretary and key:
            self.secretary.take_key(key)

    @property
    def needs_pin(self) -> bool:
        """True if whoever sits here has a key, whether or not it is in memory now."""
        return self.secretary is not None or (self.juror is not None and self.juror.juror.code in self.opened.trust.jurors)

    def _forget_keys(self) -> None:
        for desk in (self.juror, self.secretary):
            if desk and self.hidden and not self._unsaved:
                desk.forget_key()

    def stand_up(self) -> None:
        """Leaves the seat: keys are forgotten. What could not be saved is lost only if the person said so before."""
        if self._opened:
            with suppress(Problem):
                self._opened.leave()
        self.juror = self.secretary = None
        self.hidden = False
        if self._seat:
            self._seat.leave()
            self._seat = None
        self.forget_unsaved()

    def take_seat(self) -> None:
        """Keeps this seat from other windows of this laptop. Raises `Refused` if one has it; nobody sits here then."""
        code, name = (self.juror.juror.code, self.juror.juror.name) if self.juror else (None, _("Secretary"))
        try:
            self._seat = SeatLock(self.laptop.home, self.opened.id, code, name)
        except Problem:
            self.stand_up()
            raise

    def open_anew(self) -> None:
        """Opens the same file on a fresh connection after a mistake of ours; the seat stays. Raises as `open_event`.

        Where something is not saved yet the connection stays as well: what is to be written hangs on it.
        """
        from juryapp.event.opening import open_event

        if self._unsaved:
            return
        event = open_event(self.laptop, self.opened.path, self.opened.file.passphrase)
        self._opened, former = event, self.opened
        self._arrived = event.arrived
        self.juror, self.secretary = _desks_on(event, self.juror, self.secretary)
        former.close()

    @property
    def is_open(self) -> bool:
        """True while an event is open."""
        return self._opened is not None

    @property
    def is_taken(self) -> bool:
        """True while somebody sits here."""
        return self.juror is not None or self.secretary is not None

    @property
    def opened(self) -> OpenEvent:
        """The event that is open; asking without one is a mistake of ours."""
        assert self._opened is not None, "no event is open"
        return self._opened

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of what could not be saved yet."""
        return tuple(self._unsaved)

    @property
    def waits(self) -> bool:
        """True while something isn't saved yet only because another program holds the file, and has done so just now."""
        return isinstance(self.trouble, Busy) and self._tries <= PATIENT_TRIES

    def write(self, name: str, act: Write, initiator: object) -> Problem | None:
        """Does a write. `name` tells which field it is of: a later write of the same field takes its place while unsaved.

        Returns None when it is on the disk. A refusal is returned; trouble with the disk is returned too, and tried again.
        A file that another program holds is such trouble: nobody waits for it.
        """
        from juryapp.event.write_lock import held_by_another, without_waiting

        if self.runner.works:
            return self._keep(name, (act, initiator), held_by_another(self.opened))
        try:
            with without_waiting(self.opened):
                self.opened.look_again()
                changes = act()
        except Replaced as problem:
            return self._kept_elsewhere(name, (act, initiator), problem)
        except (FileProblem, OSError) as problem:
            return self._keep(name, (act, initiator), bare(_as_problem(problem, self.opened)))
        except Problem as problem:
            log.refused(problem)
            return bare(problem)
        self._unsaved.pop(name, None)
        self._saved(changes, initiator)
        self.written.emit(name)
        return None

    @property
    def is_kept_elsewhere(self) -> bool:
        """True once another file took the open one's place: what is typed goes to a spare copy, and is never called saved."""
        return self._opened is not None and self._opened.elsewhere is not None

    def _kept_elsewhere(self, name: str, unsaved: tuple[Write, object], problem: Replaced) -> Problem:
        elsewhere = self.opened.elsewhere
        if elsewhere is None:
            return self._keep(name, unsaved, bare(problem))
        self._unsaved.pop(name, None)
        self._retry.start(0)  # what could not be saved before goes the same way
        self._settle()
        self._arrived = self.opened.arrived
        if elsewhere.changes:
            self.changed.emit(elsewhere.changes, unsaved[1])
        self.written.emit(name)
        return bare(problem)

    def _keep(self, name: str, unsaved: tuple[Write, object], problem: Problem) -> Problem:
        self._unsaved[name] = unsaved
        if self.trouble is None and not isinstance(problem, Busy):
            log.refused(problem)
        self.trouble = problem
        if not self._retry.isActive():
            self._retry.start(min(LAST_RETRY_MS, FIRST_RETRY_MS << self._tries))
        self.truth.emit()
        return problem

    def try_again(self) -> None:
        """Writes what could not be saved; waits longer each time it fails. What is refused by now is told and given up."""
        self._retry.stop()
        if self.runner.works:
            self._retry.start(FIRST_RETRY_MS)
            return
        self._tries = min(self._tries + 1, 16)
        for name, (act, initiator) in list(self._unsaved.items()):
            problem = self.write(name, act, initiator)
            if isinstance(problem, FileProblem) and name in self._unsaved:
                return
            if problem is not None and name in self._unsaved:
                del self._unsaved[name]
                self.given_up.emit(name, problem)
                self.tell(problem)
        self._settle()

    def drop(self, name: str) -> None:
        """Gives up what could not be saved of one field: the person took it back."""
        if self._unsaved.pop(name, None):
            self._settle()

    def forget_unsaved(self) -> None:
        """Gives up what could not be saved, because the person said so."""
        self._unsaved.clear()
        self._settle()

    def tell(self, problem: Problem) -> None:
        """Has a known problem shown above the page."""
        self.told.emit(problem)

    def came_in(self, changes: Changes) -> None:
        """Tells of what came in beside this window, through another connection."""
        from juryapp.board import records

        self.opened.refresh()
        if changes.touch(Subject.EVENT):
            self.about = records.about(self.opened)
        self.truth.emit()
        self._tell_others(changes)
        self.changed.emit(changes, None)

    def wrote(self, changes: Changes, initiator: object) -> None:
        """Tells of a write that the runner did."""
        self._saved(changes, initiator)

    def look_for_news(self) -> None:
        """Tells what another program or command wrote to the file meanwhile. Raises `FileProblem`."""
        if self.is_open and not self.runner.works:
            self.opened.look_again()
            self._tell_others()

    def _tell_others(self, own: Changes | None = None) -> None:
        """Tells of the entries that arrived since, but for `own`, of which the caller tells."""
        from juryapp.board import records
        from juryapp.event.changes import Changes

        entries = self.opened.arrived_after(self._arrived)
        self._arrived = self.opened.arrived
        others = [entry for entry in entries if own is None or entry.id not in own.entries]
        if others:
            changes = Changes(frozenset(entry.register for entry in others), tuple(entry.id for entry in others))
            if changes.touch(Subject.EVENT):
                self.about = records.about(self.opened)
            self.changed.emit(changes, None)

    def _saved(self, changes: Changes, initiator: object) -> None:
        self.saved_at = self.laptop.clock()
        self._settle()
        self._tell_others(changes)
        if changes:
            self.changed.emit(changes, initiator)

    def _settle(self) -> None:
        """Where everything is saved there is no trouble."""
        if not self._unsaved:
            self.trouble = None
            self._tries = 0
            self._retry.stop()
            self._forget_keys()
        if self._opened and self._opened.elsewhere:
            self.trouble = self._opened.elsewhere.problem
        self.truth.emit()


def _desks_on(
    event: OpenEvent, juror: JurorDesk | None, secretary: SecretaryDesk | None
) -> tuple[JurorDesk | None, SecretaryDesk | None]:
    """The same seats at an event that was opened anew."""
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.secretary import SecretaryDesk

    if secretary:
        secretary = SecretaryDesk(event, secretary.held)
        event.before_leaving = secretary.keep_results
    return JurorDesk(event, juror.juror, juror.key) if juror else None, secretary


def _as_problem(problem: FileProblem | OSError, event: OpenEvent) -> Problem:
    if isinstance(problem, Problem):
        return problem
    return FileProblem("{path} can't be written: {why}.", path=event.path, why=Why(problem))
