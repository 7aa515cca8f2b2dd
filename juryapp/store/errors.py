"""Storage errors: a connection whose every execution and read of a row ends in a sentence where the storage is in trouble.

A flash disk is pulled, or a damaged page met, in the middle of anything: also where rows are read that were asked for before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2

from juryapp.errors import FileProblem, Problem, Replaced, WrongPassphrase
from juryapp.text import mark

DatabaseError = sqlcipher3.dbapi2.DatabaseError
WRONG = mark("The passphrase for {path} is wrong, or the beginning of the file is damaged; type it again or take the spare copy.")
DAMAGED = mark("{path} is damaged; take the spare copy, or save what proves itself.")
REPLACED = mark(
    "NOT SAVED: another file was put in the place of {path} while it was open here, or it was overwritten or moved away. "
    "Leave the event and open it again."
)
IN_USE = mark("Another program is using {path}; close it there and try again.")
_TOLD = {
    sqlcipher3.SQLITE_NOTADB: WRONG,
    sqlcipher3.SQLITE_BUSY: IN_USE,
    sqlcipher3.SQLITE_LOCKED: IN_USE,
    sqlcipher3.SQLITE_FULL: mark("NOT SAVED: the disk with {path} is full; free some space and try again."),
    sqlcipher3.SQLITE_READONLY: mark(
        "{path} can't be written: it lies on a read-only medium or belongs to someone else; copy it to this laptop."
    ),
    sqlcipher3.SQLITE_CANTOPEN: mark("{path} can't be opened; check that its folder exists and may be written."),
    sqlcipher3.SQLITE_IOERR: mark(
        "{path} can't be read or written: the disk reports an error; take the spare copy on another disk."
    ),
    sqlcipher3.SQLITE_CORRUPT: DAMAGED,
    sqlcipher3.SQLITE_TOOBIG: DAMAGED,
    sqlcipher3.SQLITE_INTERRUPT: mark("{path} was altered: it takes longer to read than any file of its size; take it again."),
}
"""SQLite's result codes (sqlite.org/rescode.html) that a file or a disk can cause; any other is a mistake of ours."""
_EMPTIED = "no such table: entry"
"""Every file of ours has it when it is opened: whoever overwrites a file empties it first, if only for a moment."""
HELD = (sqlcipher3.SQLITE_BUSY, sqlcipher3.SQLITE_LOCKED)
"""The codes that say that another program holds the file."""
_AT_ONCE = 64
"""Rows that are read ahead where many are gone through; few, since each may be long."""


def identity(path: Path) -> tuple[int, int]:
    """Which file lies at this path, whatever stands in it; (0, 0) if none does."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def result_code(problem: BaseException | None) -> int | None:
    """SQLite's primary result code of this error; None where it isn't SQLite that complains."""
    extended: int | None = getattr(problem, "sqlite_errorcode", None)
    return None if extended is None else extended & 0xFF


def is_held(problem: Problem) -> bool:
    """True if this was told because another program holds the file just now."""
    return result_code(problem.__cause__) in HELD


def _known(problem: Exception, path: Path) -> FileProblem | None:
    """The sentence for one of the storage layer's known troubles; anything else is a bug."""
    code = result_code(problem)
    # without a code it is the module's own: a text in the file that is no text
    undecodable = code is None and isinstance(problem, sqlcipher3.dbapi2.OperationalError)
    sentence = DAMAGED if undecodable else _TOLD.get(code) if code is not None else None
    if sentence is None:
        return None
    return (WrongPassphrase if sentence is WRONG else FileProblem)(sentence, path=path)


@contextmanager
def database_problems(path: Path) -> Iterator[None]:
    """Turns the storage layer's known troubles into sentences; anything else is a bug and passes through."""
    try:
        yield
    except DatabaseError as problem:
        found = _known(problem, path)
        if found is None:
            raise
        raise found from problem


class GuardedCursor(sqlcipher3.Cursor):  # type: ignore[misc]
    """A cursor that tells the trouble of its connection's file."""

    def _tell(self, problem: Exception) -> Exception:
        """The error to raise in place of this one."""
        found = _known(problem, self.connection.called) if self.connection.called else None
        if found is None:
            # tables that it had are gone
            if str(problem) != _EMPTIED and not (result_code(problem) == sqlcipher3.SQLITE_ERROR and self.connection.is_other()):
                return problem
            found = Replaced(REPLACED, path=self.connection.called)
        if result_code(problem) == sqlcipher3.SQLITE_READONLY and self.connection.is_replaced():
            # SQLite calls it so, since what it would write nobody would find again
            found = Replaced(REPLACED, path=self.connection.called)
        if found.message in (WRONG, DAMAGED) and self.connection.is_other():
            # it could be read before
            found = Replaced(REPLACED, path=self.connection.called)
        found.__cause__ = problem
        return found

    def execute(self, *given: Any) -> Any:
        """As the base does."""
        try:
            return super().execute(*given)
        except DatabaseError as problem:
            raise self._tell(problem)  # noqa: B904 - the cause is set where it is told

    def executemany(self, *given: Any) -> Any:
        """As the base does."""
        try:
            return super().executemany(*given)
        except DatabaseError as problem:
            raise self._tell(problem)  # noqa: B904

    def fetchone(self) -> Any:
        """As the base does."""
        try:
            return super().fetchone()
        except DatabaseError as problem:
            raise self._tell(problem)  # noqa: B904

    def fetchmany(self, size: int = _AT_ONCE) -> Any:
        """As the base does."""
        try:
            return super().fetchmany(size)
        except DatabaseError as problem:
            raise self._tell(problem)  # noqa: B904

    def fetchall(self) -> Any:
        """As the base does."""
        try:
            return super().fetchall()
        except DatabaseError as problem:
            raise self._tell(problem)  # noqa: B904

    def __iter__(self) -> Iterator[Any]:
        while part := self.fetchmany(_AT_ONCE):
            yield from part


class GuardedConnection(sqlcipher3.Connection):  # type: ignore[misc]
    """A connection whose errors name the file as `called`; until that is set, they are SQLite's own errors."""

    called: Path | None = None
    opened: tuple[Path, tuple[int, int]] | None = None
    """The file that was opened for writing, and which one it was."""
    is_other: Callable[[], bool] = staticmethod(lambda: False)
    """True if the file looks otherwise than it was left, as far as that is watched (`event/same_file.py`)."""
    raw_key: str | None = None
    """The key that was derived from the passphrase, and the file's salt, in hex; None where SQLCipher derived it."""

    def is_replaced(self) -> bool:
        """True if something else, or nothing, lies now where the file that was opened for writing lay."""
        return self.opened is not None and identity(self.opened[0]) != self.opened[1]

    def cursor(self, factory: type[GuardedCursor] = GuardedCursor) -> Any:
        """A guarded cursor; `execute` and `executemany` of the connection use it too."""
        return super().cursor(factory)
