"""Connection: the one way into an event file, with its guards. Nothing else in the program opens one.

Not here: tables and what is in them, and plain files for other programs (`plain_file.py`).
"""

from __future__ import annotations

import hashlib
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import sqlcipher3

from juryapp.errors import Busy, FileProblem, Why, WrongPassphrase
from juryapp.store.errors import DAMAGED, IN_USE, WRONG, GuardedConnection, database_problems, identity, result_code
from juryapp.text import mark

APPLICATION_ID = 0x4A555259
"""`JURY`, in the header of every event file."""
PAGE = 4096
_USUAL_KIB, _ROOMY_KIB = 2_000, 96_000
"""How much of a file may lie in memory: SQLite's own measure, and that of a merge."""
BUSY_MS = 3_000
"""How long to wait for another program that is writing just now."""

_HALF = mark("{path} is being written just now, or a power cut left it so; open and close it at its laptop, then take it again.")
"""A rollback journal lies beside it that can't be played back here; a copy without that journal would be damaged."""
_TRIES = 20
"""So often a unit of work begins anew because others wrote just before it."""
_OPERATIONS, _BASE, _PER_PAGE = 10_000, 20_000_000, 40_000
"""SQLite asks for patience every so many operations; so many may a file of no size need, and so many more for each page."""


class Original(Protocol):
    """The file itself, where it is read from a private copy until something is written (`event/first_act.py`)."""

    def open_itself(self, busy_ms: int) -> EventFile | None:
        """The file itself, to be written; None where it is read itself by now.

        Raises `FileProblem` if it can't be written, or is another file by now; `Busy` if it was written by another program.
        """

    def bring_up_to_date(self) -> None:
        """Readies it for the first act, inside that act's unit of work."""

    def taken(self) -> None:
        """The file itself was written, so the private copy isn't needed any more."""

    def failed(self) -> None:
        """After a failed first act: reads what of it reached the disk nevertheless."""

    def follow(self) -> None:
        """Reads what was written to it meanwhile. Raises `FileProblem`."""


class Guard(Protocol):
    """Watches that the file is still the one that this connection knows (`event/same_file.py`)."""

    def start(self) -> None:
        """Notes that this connection knows the file as it reads it now."""

    def check(self) -> None:
        """Before a unit of work: goes on with a fresh connection where another one wrote to the file.

        Raises `Replaced` if it is another file by now, or lacks what this connection knows.
        """

    def is_as_seen(self) -> bool:
        """True if nobody wrote to the file since `check`. Asked while nobody else may write."""

    def before_commit(self) -> None:
        """Notes what will be on the disk."""

    def committed(self) -> None:
        """Notes how the file looks as this connection left it."""

    def rolled_back(self) -> None:
        """Notes that a unit of work was taken back."""


class EventFile:
    """An open event file. Writes only inside `unit()`; trouble of the storage is told in a sentence wherever it is met."""

    def __init__(self, path: Path, called: Path, passphrase: str, connection: Any, *, writable: bool) -> None:
        self.path = path
        self.called = called
        """How people know the file, where `path` is a private copy of it."""
        self.passphrase = passphrase
        self.writable = writable
        self.connection = connection
        self.set_up: dict[tuple[object, ...], Any] = {}
        """What `once` has read, until something else than a draft is written."""
        self.only_drafts = False
        """Said within a unit of work that leaves as it is whatever `once` reads."""
        self.original: Original | None = None
        """The file itself, where this is a private copy of it so far."""
        self.guard: Guard | None = None
        """Watches the file while it is open and may be written."""

    @contextmanager
    def unit(self) -> Iterator[None]:
        """One unit of work: all of it on the disk, or none of it. When the block ends without an error, it is durable.

        Where this is a private copy so far, the file itself takes its place, brought up to date in this same unit; where the
        block ends with an error, the copy is back and the file itself as it was (decision 032).
        """
        itself = self._begin()
        original = self.original
        if original is None or itself is None:
            with self._begun():
                yield
            return
        copy = (self.path, self.connection)
        self.read_from(itself.path, itself.connection)
        try:
            with self.roomy():
                self.connection.execute("BEGIN IMMEDIATE")
                with self._begun():
                    original.bring_up_to_date()
                    yield
        except BaseException:
            self.read_from(*copy)
            itself.close()
            original.failed()
            raise
        self.original = None
        copy[1].close()
        original.taken()
        if self.guard:
            self.guard.start()

    def read_from(self, path: Path, connection: Any) -> None:
        """Goes on with another connection, to the same event."""
        self.path, self.connection, self.set_up = path, connection, {}

    def _begin(self) -> EventFile | None:
        """Begins a unit of work in the file as it is by now; or opens the file itself, where this is a private copy so far."""
        assert not self.connection.in_transaction, "a unit of work was left open"
        for _ in range(_TRIES):
            if self.guard and not self.original:
                self.guard.check()
            if self.original and (itself := self.original.open_itself(self.rows("PRAGMA busy_timeout")[0][0])):
                return itself
            self.connection.execute("BEGIN IMMEDIATE")
            if self.guard is None or self.guard.is_as_seen():
                return None
            # somebody wrote while this was waiting for its turn
            self.connection.execute("ROLLBACK")
        raise Busy(IN_USE, path=self.called)

    @contextmanager
    def _begun(self) -> Iterator[None]:
        self.only_drafts = False
        guard, done = None if self.original else self.guard, False
        try:
            yield
            if guard:
                guard.before_commit()
            self.connection.execute("COMMIT")
            done = True
            if guard:
                guard.committed()
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if guard and not done:
                guard.rolled_back()  # SQLite takes some back by itself, as on a full disk
            if not self.only_drafts:
                self.set_up = {}

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Around a unit of work that writes much: pages wait in memory instead of being written again and again."""
        self.connection.execute(f"PRAGMA cache_size={-_ROOMY_KIB}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size={-_USUAL_KIB}")

    def forgo_durability(self) -> None:
        """Writes a private copy without syncing: nobody reads what a power cut leaves of it."""
        self.connection.execute("PRAGMA synchronous=OFF")
        self.connection.execute("PRAGMA journal_mode=MEMORY")

    @contextmanager
    def attached(self, path: Path, raw_key: str | None, called: Path | None = None) -> Iterator[None]:
        """Around writing to another file as the schema `beside`: all of it, durable, or none. Problems name `called`, or it."""
        run = self.connection.execute
        key = f"x'{raw_key}'" if raw_key else self.passphrase
        with self._naming(called or path):
            # an existing file: made anew, one that went away meanwhile would be told as one without tables
            run("ATTACH ? AS beside KEY ?", (f"{path.absolute().as_uri()}?mode=rw", key))
            try:
                run("PRAGMA beside.journal_mode=TRUNCATE")
                run("PRAGMA beside.synchronous=FULL")
                run("BEGIN")
                yield
                run("COMMIT")
            finally:
                if self.connection.in_transaction:
                    run("ROLLBACK")
                run("DETACH beside")

    @contextmanager
    def _naming(self, path: Path) -> Iterator[None]:
        """While the block lasts, trouble is told as this file's."""
        self.connection.called = path
        try:
            yield
        finally:
            self.connection.called = self.called

    def rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        found: list[tuple[Any, ...]] = self.connection.execute(sql, parameters).fetchall()
        return found

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()

    def __enter__(self) -> EventFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def is_passphrase(text: str) -> bool:
    """True if SQLCipher can take it: anything that isn't empty and can be written down."""
    return bool(text) and not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)


def connect(
    path: Path,
    passphrase: str,
    *,
    new: bool = False,
    read_only: bool = False,
    called: Path | None = None,
    busy_ms: int = BUSY_MS,
    patient: bool = True,
    raw_key: str | None = None,
) -> EventFile:
    """Opens an event file, or an empty new one, under its passphrase. Problems name it as `called`, if that is given.

    `raw_key` is what was derived from the passphrase already (`opening.open_file`). `busy_ms` is how long this and later work
    waits for another program that is writing. Without being `patient`, reading
    stops after more work than a whole file of this size could need: a foreign one may go round in circles.

    Raises `FileProblem` (missing, empty, not a file, plain SQLite, held by another program) or `WrongPassphrase`.
    """
    if new:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    else:
        check_is_file(path, called or path)
        if not is_passphrase(passphrase):
            raise WrongPassphrase(WRONG, path=called or path)
    writable = not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not writable and has_journal(path):
        raise FileProblem(_HALF, path=called or path)
    with database_problems(called or path):
        uri = f"{path.absolute().as_uri()}?mode=" + ("rw" if writable else "ro&immutable=1")
        connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, factory=GuardedConnection)
        if not patient:
            connection.set_progress_handler(_impatience(path.stat().st_size // PAGE), _OPERATIONS)
        try:
            quoted = passphrase.replace("'", "''")
            _set_up(
                connection, called or path, f"\"x'{raw_key}'\"" if raw_key else f"'{quoted}'", busy_ms, writable=writable, new=new
            )
        except UnicodeDecodeError as problem:
            # SQLite quotes a name that is no text
            connection.close()
            raise FileProblem(DAMAGED, path=called or path) from problem
        except BaseException:
            connection.close()
            raise
    connection.called, connection.raw_key = called or path, raw_key
    connection.opened = (path, identity(path)) if writable else None
    return EventFile(path, called or path, passphrase, connection, writable=writable)


def check_is_file(path: Path, called: Path) -> None:
    """Raises `FileProblem` unless this can be an event file, as far as that shows without its passphrase."""
    try:
        found = path.stat()
    except FileNotFoundError as problem:
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=called) from problem
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=called, why=Why(problem)) from problem
    if not stat.S_ISREG(found.st_mode):
        raise FileProblem("{path} is not a file; name the .jury file itself.", path=called)
    if found.st_size == 0:
        raise FileProblem("{path} is empty; it was not copied completely, take it again from its source.", path=called)
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=called, why=Why(problem)) from problem
    if head.startswith(b"SQLite format 3"):
        raise FileProblem("{path} is a database without a passphrase, not a Juryapp file.", path=called)
    # a power cut while the file grew tears its last page; the rollback journal beside it mends that
    if found.st_size % PAGE and not has_journal(path):
        raise FileProblem(
            "{path} is not a Juryapp file, or it was cut off while it was copied; take it again from its source.", path=called
        )


def derived(passphrase: str, salt: bytes) -> bytes:
    """The key that SQLCipher makes of a passphrase for the file with this salt."""
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, passphrase_rounds(), 32)


def passphrase_rounds() -> int:
    """How often SQLCipher turns a passphrase over to make a key of it (PBKDF2-HMAC-SHA512): what trying one costs."""
    memory = sqlcipher3.connect(":memory:")
    ((rounds,),) = memory.execute("PRAGMA cipher_default_kdf_iter").fetchall()
    memory.close()
    return int(rounds)


def _impatience(pages: int) -> Callable[[], bool]:
    """Says stop once there were more operations than a file of so many pages needs."""
    asked = itertools.count(1)
    most = (_BASE + _PER_PAGE * pages) // _OPERATIONS
    return lambda: next(asked) > most


def has_journal(path: Path) -> bool:
    """True if the file was left in the middle of a unit of work, or is being written just now."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def _read_schema(run: Callable[[str], Any], called: Path) -> None:
    """SQLite reads what tables there are. Nothing is wrong with the query: its plain error means a file of an unknown format."""
    try:
        run("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlcipher3.dbapi2.OperationalError as problem:
        if result_code(problem) == sqlcipher3.SQLITE_ERROR:
            raise FileProblem(DAMAGED, path=called) from problem
        raise


def _set_up(connection: Any, called: Path, key: str, busy_ms: int, *, writable: bool, new: bool) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level=NONE")
    run(f"PRAGMA key={key}")
    run(f"PRAGMA busy_timeout={busy_ms}")
    if not new:
        _read_schema(run, called)
    run("PRAGMA foreign_keys=ON")
    run("PRAGMA recursive_triggers=ON")
    run("PRAGMA trusted_schema=OFF")
    run("PRAGMA cell_size_check=ON")
    run("PRAGMA temp_store=MEMORY")
    if writable:
        run("PRAGMA journal_mode=TRUNCATE")
        run("PRAGMA synchronous=FULL")
        run("PRAGMA secure_delete=ON")
    else:
        run("PRAGMA query_only=ON")
    if new:
        run(f"PRAGMA application_id={APPLICATION_ID}")
