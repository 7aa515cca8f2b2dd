"""Same file: that what lies at an event's place is still the file that this connection knows, asked before each act.

A sync engine or a person may write another file over it, without the device and inode changing. What SQLite has in memory of the
former one is never trusted then: a file that looks otherwise than this connection left it is read through a fresh connection, and
must hold what this one knew (decision 034). Looks are only compared for being equal, so no clock matters.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from juryapp.errors import Busy, Problem, Replaced
from juryapp.event.first_act import continues, go_over, open_copy, read_from
from juryapp.event.kept_elsewhere import keep_elsewhere
from juryapp.event.open_event import OpenEvent
from juryapp.store import busy_timeout, integrity, journal, schema
from juryapp.store.connection import EventFile
from juryapp.store.errors import REPLACED, is_held
from juryapp.store.opening import open_file

_Look = tuple[int, int, int, int, int]
_MOST = 50
_left: OrderedDict[Path, _Look] = OrderedDict()
"""How this program left the files that it wrote last, over whichever connection: another thread's memory of it comes later."""


def watch(event: OpenEvent, *, keeps: bool = True) -> None:
    """From now on each act asks first. A second connection `keeps` nothing elsewhere: that the window does."""
    event.file.guard = SameFile(event, keeps=keeps)


class SameFile:
    """What one connection knows of its file (`store.connection.Guard`)."""

    def __init__(self, event: OpenEvent, *, keeps: bool) -> None:
        self._event = event
        self._keeps = keeps
        self.start()

    def start(self) -> None:
        """Whatever this connection reads now is what it knows. The look first: what comes in between is looked at once more."""
        file = self._event.file
        self._look: _Look | None = _look_of(file.path)
        self._end = journal.end(file)
        self._version = integrity.data_version(file)
        file.connection.is_other = self._looks_otherwise

    def _looks_otherwise(self) -> bool:
        return _look_of(self._event.file.path) != self._look

    def check(self) -> None:
        """As the protocol says; one look at the folder where nothing happened."""
        event = self._event
        now = _look_of(event.file.path)
        if now == self._look:
            return
        if event.file.connection.is_replaced():
            raise self._replaced()
        file = self._fresh()
        try:
            if not continues(event, file, self._end):
                raise self._replaced()
            self._go_on_with(file, now)
        except BaseException:
            if file is not event.file and file.connection is not event.file.connection:
                file.close()
            raise

    def _go_on_with(self, file: EventFile, now: _Look | None) -> None:
        """Reads on over the fresh connection, or a private copy made ready where it isn't as this laptop left it."""
        event, known = self._event, self._end[0]
        event.written.add_of_others(file, known)
        if now == _left.get(file.path) or OpenEvent(event.laptop, file, event.id).is_as_left():
            go_over(event, file)
        else:
            with file:
                other = open_copy(event.laptop, file, look=False)
            assert other.copy
            go_over(event, other.file)
            read_from(event, other.copy)
        self.start()
        # what was looked at before is what is known: what came since is looked at the next time
        self._look = now if not event.file.original else self._look

    def is_as_seen(self) -> bool:
        """As the protocol says. Where two writes fell into one tick of the disk's clock, SQLite still counts them."""
        file = self._event.file
        if integrity.data_version(file) != self._version:
            self._look = None
        return _look_of(file.path) == self._look

    def before_commit(self) -> None:
        """As the protocol says."""
        self._end = journal.end(self._event.file)

    def committed(self) -> None:
        """As the protocol says."""
        path = self._event.file.path
        self._look = _look_of(path)
        if self._look:
            _left[path] = self._look
            _left.move_to_end(path)
            if len(_left) > _MOST:
                _left.popitem(last=False)

    def rolled_back(self) -> None:
        """As the protocol says: SQLite counts that as if another had written."""
        self._version = integrity.data_version(self._event.file)

    def _fresh(self) -> EventFile:
        """Raises `Busy` where somebody writes just now, `Replaced` where what lies there can't be read."""
        file = self._event.file
        busy_ms = busy_timeout.of(file)
        try:
            fresh = open_file(file.path, file.passphrase, called=file.called, busy_ms=busy_ms, known=file.connection.raw_key)
        except Busy:
            raise
        except Problem as problem:
            if is_held(problem):
                raise
            raise self._replaced() from problem
        if not fresh.writable or schema.check(fresh) != schema.VERSION:
            fresh.close()
            raise self._replaced()
        return fresh

    def _replaced(self) -> Replaced:
        event = self._event
        return keep_elsewhere(event, self._end) if self._keeps else Replaced(REPLACED, path=event.path)


def _look_of(path: Path) -> _Look | None:
    """How the file looks from outside; None if it is gone. The time of the last change can't be set back by a copy."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
