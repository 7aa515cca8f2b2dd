"""Event writes: the event that is open in a window, and the one way in which its pages write.

What could not be saved is kept with what was typed and tried again; "saved" is only said after a commit. What other programs
write to the file is told as well.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from juryapp import log
from juryapp.errors import FileProblem, Problem, Replaced, Why, bare
from juryapp.event.laptop import Laptop
from juryapp.journal.subjects import Subject
from ui.runner import Runner
from ui.unsaved_writes import FIRST_RETRY_MS, UnsavedWrites, Write

if TYPE_CHECKING:  # the welcome page needs none of them, and they bring the store
    from juryapp.event.changes import Changes
    from juryapp.event.open_event import OpenEvent
    from juryapp.model.event import Event

_FEW = 200
"""So many entries that came in are told at once."""


class EventWrites(QObject):
    """The open event of one window."""

    changed = Signal(object, object)
    """(Changes, initiator): every page decides whether it is stale; the initiator isn't reloaded under anyone's fingers."""
    truth = Signal()
    """What is true about saving has changed: `saved_at`, `trouble`."""

    written = Signal(str)
    """(name): a write of this name was done and told: it is on the disk, or in the spare copy that stands in for the file."""
    given_up = Signal(str, object)
    """(name, Problem): what waited to be written isn't allowed any more, and waits no longer."""
    at_hand = Signal()
    """The event's file could be read or written just now."""
    returned = Signal()
    """Whoever sits here had left the seat hidden, and is back."""
    left = Signal()
    """Whoever sat here has left."""
    untold = Signal(object)
    """(Problem): what was told is true no more."""
    told = Signal(object)
    """A known problem that no field of a page shows: the window does."""

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self.laptop = laptop
        self.runner = runner
        self._opened: OpenEvent | None = None
        self.about: Event | None = None
        self.saved_at: datetime | None = None
        self._waiting = UnsavedWrites(self, self.try_again)

    def _all_saved(self) -> None:
        """Nothing waits to be written."""

    def _take(self, event: OpenEvent) -> None:
        """This is the event that is open from now on."""
        from juryapp.event.arrivals import Arrivals
        from juryapp.event.write_lock import wait_briefly

        wait_briefly(event)
        event.waits_for_reveal = True
        self._opened, self._arrivals = event, Arrivals(event)

    @property
    def is_open(self) -> bool:
        """True while an event is open."""
        return self._opened is not None

    @property
    def opened(self) -> OpenEvent:
        """The event that is open; asking without one is a mistake of ours."""
        assert self._opened is not None, "no event is open"
        return self._opened

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of what could not be saved yet."""
        return self._waiting.names

    @property
    def trouble(self) -> Problem | None:
        """Why something isn't saved; None where everything is in the event's file."""
        elsewhere = self._opened.elsewhere if self._opened else None
        return elsewhere.problem if elsewhere else self._waiting.trouble

    @property
    def waits(self) -> bool:
        """True while something isn't saved yet only because another program holds the file, and has done so just now."""
        return not self.is_kept_elsewhere and self._waiting.is_soon_saved

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
        self._waiting.drop(name)
        self._saved(changes, initiator)
        self.written.emit(name)
        self.at_hand.emit()
        return None

    @property
    def is_kept_elsewhere(self) -> bool:
        """True once another file took the open one's place: what is typed goes to a spare copy, and is never called saved."""
        return self._opened is not None and self._opened.elsewhere is not None

    def _kept_elsewhere(self, name: str, unsaved: tuple[Write, object], problem: Replaced) -> Problem:
        elsewhere = self.opened.elsewhere
        if elsewhere is None:
            return self._keep(name, unsaved, bare(problem))
        self._waiting.drop(name)
        self._waiting.try_in(0)  # what could not be saved before goes the same way
        self._settle()
        self._take(self.opened)
        if elsewhere.changes:
            self.changed.emit(elsewhere.changes, unsaved[1])
        self.written.emit(name)
        return bare(problem)

    def _keep(self, name: str, unsaved: tuple[Write, object], problem: Problem) -> Problem:
        self._waiting.keep(name, unsaved, problem)
        self.truth.emit()
        return problem

    def try_again(self) -> None:
        """Writes what could not be saved; waits longer each time it fails. What is refused by now is told and given up."""
        if self.runner.works:
            self._waiting.try_in(FIRST_RETRY_MS)
            return
        for name, (act, initiator) in self._waiting.each_once_more():
            problem = self.write(name, act, initiator)
            if isinstance(problem, FileProblem) and name in self.unsaved:
                return
            if problem is not None and self._waiting.drop(name):
                self.given_up.emit(name, problem)
                self.tell(problem)
        self._settle()

    def drop(self, name: str) -> None:
        """Gives up what could not be saved of one field: the person took it back."""
        if self._waiting.drop(name):
            self._settle()

    def forget_unsaved(self) -> None:
        """Gives up what could not be saved, because the person said so."""
        self._waiting.clear()
        self._settle()

    def tell(self, problem: Problem) -> None:
        """Has a known problem shown above the page."""
        self.told.emit(problem)

    def came_in(self, changes: Changes) -> None:
        """Tells of what came in beside this window, through another connection, and in the same breath of what else arrived;
        of much in a turn of its own.
        """
        self.opened.refresh()
        event = self.opened
        if len(changes.entries) <= _FEW:
            self._tell_what_came(changes)
        else:
            self.runner.turns.add(self, lambda: self._tell_what_came(changes) if self._opened is event else None)

    def _tell_what_came(self, changes: Changes) -> None:
        """It is on the disk: what came is saved, too."""
        from juryapp.board import records
        from juryapp.board.clocks import today

        self.saved_at = today(self.opened)
        all_news = changes.and_then(self._arrivals.news(changes))
        if all_news.touch(Subject.EVENT):
            self.about = records.about(self.opened)
        self.changed.emit(all_news, None)
        self.truth.emit()

    def wrote(self, changes: Changes, initiator: object) -> None:
        """Tells of a write that the runner did."""
        self._saved(changes, initiator)

    def look_for_news(self) -> None:
        """Tells what another program or command wrote to the file meanwhile. Raises `FileProblem`.

        Not while this program itself takes something in beside the window: that is told once, when it is done.
        """
        if self.is_open and not (self.runner.works or self.runner.disk.writes_beside):
            self.opened.look_again()
            self._tell_others()
            self.at_hand.emit()

    def _tell_others(self, own: Changes | None = None) -> None:
        """Tells of what arrived since, but for an `own` write, of which the caller tells."""
        from juryapp.board import records

        news = self._arrivals.news(own) if own else self._arrivals.news()
        if news.touch(Subject.EVENT):
            self.about = records.about(self.opened)
        if news:
            self.changed.emit(news, None)

    def _saved(self, changes: Changes, initiator: object) -> None:
        from juryapp.board.clocks import today

        self.saved_at = today(self.opened)
        self._settle()
        self._tell_others(changes)
        if changes:
            self.changed.emit(changes, initiator)

    def _settle(self) -> None:
        """Where everything is saved there is no trouble."""
        if self._waiting.settle():
            self._all_saved()
        self.truth.emit()


def _as_problem(problem: FileProblem | OSError, event: OpenEvent) -> Problem:
    if isinstance(problem, Problem):
        return problem
    return FileProblem("{path} can't be written: {why}.", path=event.path, why=Why(problem))
