"""First act: an event that is read from a private copy, until the first act brings the file itself up to date.

The copy is brought up to date (`event/bring_up_to_date.py`) so that it can be read. With the first act the file is, in that act's
own unit of work, and takes the copy's place (decision 032).
"""

from __future__ import annotations

from contextlib import suppress

from juryapp.errors import Busy, FileProblem, Problem, Replaced
from juryapp.event.bring_up_to_date import back_up_before_migration, bring_up_to_date, check_is_event
from juryapp.event.kept_elsewhere import keep_elsewhere
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opened_file import READ_ONLY
from juryapp.event.private_copy import PrivateCopy
from juryapp.event.spare_files import looks_of, spares_of
from juryapp.store import integrity, journal, schema, seen_by_juror
from juryapp.store.connection import EventFile
from juryapp.store.errors import IN_USE, identity, is_held
from juryapp.store.opening import open_file


def open_copy(laptop: Laptop, original: EventFile, *, look: bool) -> OpenEvent:
    """The event, read from a copy of this file that is brought up to date; the file is written with the first act, if at all.

    It is never written where it lies on a read-only medium, or is only to be looked at. Raises `FileProblem`.
    """
    copy = PrivateCopy(original, writable=original.writable and not look)
    try:
        file = open_file(copy.path, original.passphrase, called=original.called, known=original.connection.raw_key)
        file.forgo_durability()
    except BaseException:
        copy.let_go()
        raise
    try:
        event = OpenEvent(laptop, file, journal.first(file).event)
        with file.roomy(), file.unit():
            bring_up_to_date(event)
    except BaseException:
        file.close()
        copy.let_go()
        raise
    read_from(event, copy)
    return event


def read_from(event: OpenEvent, copy: PrivateCopy) -> None:
    """The event is open on this copy."""
    event.copy, event.file.writable = copy, copy.writable
    event.file.original = FirstAct(event, copy) if copy.writable else None


class FirstAct:
    """What the first act does to the file that is read from a copy so far (`store.connection.Original`)."""

    def __init__(self, event: OpenEvent, copy: PrivateCopy) -> None:
        self._event = event
        self._copy = copy

    def open_itself(self, busy_ms: int) -> EventFile | None:
        """The file itself, after the spare copy without which none of an older version is written. None if it is read by now.

        Raises `FileProblem`, `Replaced` among them; where another program wrote meanwhile `Busy`: what it wrote is read, and may
        change what is done.
        """
        event, path = self._event, self._copy.original
        if identity(path) != self._copy.identity:
            raise self._replaced()
        before = journal.end(event.file)
        self.follow()
        now = event.file.original
        if now is not self:
            if now and journal.end(event.file) != before:
                raise Busy(IN_USE, path=path)
            return now.open_itself(busy_ms) if now else None
        file = open_file(path, event.file.passphrase, busy_ms=busy_ms)
        try:
            if not file.writable:
                raise FileProblem(READ_ONLY, path=path)
            check_is_event(file)
            back_up_before_migration(event.laptop, file)
        except BaseException:
            file.close()
            raise
        if looks_of(path) != self._copy.looks:
            # opening it took back what an interrupted write had left beside it
            file.close()
            return self.open_itself(busy_ms)
        return file

    def bring_up_to_date(self) -> None:
        """Brings the file up to date as the copy was, and writes what waited for the first act."""
        if looks_of(self._copy.original) != self._copy.looks:
            raise Busy(IN_USE, path=self._copy.original)
        bring_up_to_date(self._event)
        for juror, candidate in sorted(self._event.looked_at):
            seen_by_juror.mark_seen(self._event.file, juror, candidate)

    def taken(self) -> None:
        """The event is open on the file itself."""
        event = self._event
        if spares_of(event.laptop.home, event.id):
            event.leave_copy()
        else:
            event.keep_copy()

    def failed(self) -> None:
        """Reads the file again, since a commit may be on the disk though the disk reported an error."""
        with suppress(Problem, OSError):
            self.follow()

    def follow(self) -> None:
        """Reads what was written to the file meanwhile: the file itself, if this laptop did, or else a new copy of it."""
        event, copy = self._event, self._copy
        if looks_of(copy.original) == copy.looks:
            return
        try:
            file = open_file(copy.original, event.file.passphrase)
        except FileProblem as problem:
            if is_held(problem):
                raise
            raise self._replaced() from problem
        try:
            if not continues(event, file, journal.end(event.file)):
                raise self._replaced()
            if schema.check(file) == schema.VERSION and OpenEvent(event.laptop, file, event.id).is_as_left():
                go_over(event, file)
                return
        except BaseException:
            file.close()
            raise
        with file:
            other = open_copy(event.laptop, file, look=False)
        assert other.copy
        go_over(event, other.file)
        read_from(event, other.copy)

    def _replaced(self) -> Replaced:
        return keep_elsewhere(self._event, journal.end(self._event.file))


def continues(event: OpenEvent, file: EventFile, end: tuple[int, str]) -> bool:
    """True if this file is of the event, and holds what was known of it up to this `end` (`journal.end`), at the same place."""
    try:
        if journal.first(file).event != event.id:
            return False
        return integrity.goes_on_from(file, end)
    except Problem:
        return False


def go_over(event: OpenEvent, file: EventFile) -> None:
    """The event is read through another connection from now on, to the file itself or to a newer copy."""
    event.file.connection.close()
    event.file.original = None
    event.file.read_from(file.path, file.connection)
    event.leave_copy()
    event.learn_anew()
