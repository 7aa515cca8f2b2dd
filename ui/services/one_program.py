"""One running program per user: a second start brings the first to the front, and passes on the file it was to open.

By a lock and a folder of requests in this laptop's own folder, not by a socket: nothing here needs a network, not even the
library for it. A request is answered by being taken away.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from juryapp.disk import make_private_folder, write_whole
from juryapp.errors import FileProblem
from juryapp.locations import Home
from juryapp.text import LANGUAGES

PATIENCE_S = 4.0
"""How long a second start waits for the first to answer."""
_LOOK_MS = 1_000


@dataclass(frozen=True)
class SecondStart:
    """What a second start asks of the program that runs; to come to the front in any case."""

    path: Path | None = None
    """The event file to open."""
    language: str | None = None
    """The language to speak, where one was asked for."""


class OneProgram(QObject):
    """The program of this home: the only one, or a second start."""

    asked = Signal(object)
    """A `SecondStart`."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._folder = make_private_folder(home.folder / "running")
        self._lock = QLockFile(str(self._folder / "program.lock"))
        # only a lock whose program is gone is stale, however old it is
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.listen)

    def is_first(self) -> bool:
        """True if no other program of this home runs; from now on this one hears of second starts.

        Where no lock can be written (a full disk) it is true as well: better twice than not at all.
        """
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        for left in self._requests():
            left.unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self.listen)
        self._timer.start(_LOOK_MS)
        return True

    def ask(self, path: Path | None, language: str | None = None) -> None:
        """A second start: asks the first to come to the front. Raises `FileProblem` if it doesn't answer."""
        self._let_come_forward()
        request = self._folder / f"{os.urandom(8).hex()}.request"
        write_whole(request, json.dumps({"path": str(path.absolute()) if path else "", "language": language or ""}).encode())
        until = time.monotonic() + PATIENCE_S
        while request.exists():
            if time.monotonic() > until:
                request.unlink(missing_ok=True)
                raise FileProblem("Juryapp runs already but does not answer; close it, or restart this laptop, and try again.")
            time.sleep(0.05)

    def close(self) -> None:
        """Gives the place free."""
        self._timer.stop()
        self._watcher = None
        self._lock.unlock()

    def _requests(self) -> list[Path]:
        return sorted(self._folder.glob("*.request"))

    def listen(self) -> None:
        """Hears of the second starts that have asked by now; it does so by itself as well."""
        for request in self._requests():
            wanted = _read(request)
            request.unlink(missing_ok=True)
            self.asked.emit(wanted)

    def _let_come_forward(self) -> None:
        """Windows lets a program come to the front only if the one that the user started allows it."""
        if sys.platform == "win32":
            import ctypes

            pid, _host, _name = self._lock.getLockInfo()
            ctypes.windll.user32.AllowSetForegroundWindow(int(pid))


def _read(request: Path) -> SecondStart:
    try:
        wanted = json.loads(request.read_bytes())
        path, language = str(wanted["path"]), str(wanted["language"])
    except (OSError, ValueError, KeyError, TypeError):
        # nothing we wrote: the person started the program all the same
        return SecondStart()
    return SecondStart(Path(path) if path else None, language if language in LANGUAGES else None)
