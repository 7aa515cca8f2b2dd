"""Private copy: an event file that isn't as this laptop left it is read from a copy, until somebody does something.

Opening an event on it, and what the first act does then, is in `event/first_act.py`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from threading import Lock
from weakref import finalize

from juryapp.errors import FileProblem, Why
from juryapp.event.spare_files import looks_of
from juryapp.store.connection import EventFile
from juryapp.store.errors import identity
from juryapp.store.snapshot import at_rest


class PrivateCopy:
    """A copy in a folder of its own, which goes when nobody reads it any more."""

    def __init__(self, original: EventFile, *, writable: bool) -> None:
        self.original = original.path
        self.writable = writable
        """False where the file itself can't be written, or is only to be looked at."""
        self._readers, self._lock = 1, Lock()
        try:
            folder = tempfile.mkdtemp(prefix="juryapp-")
        except OSError as problem:
            place = Path(tempfile.tempdir or "tmp")
            raise FileProblem("{path} can't be written: {why}.", path=place, why=Why(problem)) from problem
        self._remove = finalize(self, shutil.rmtree, folder, ignore_errors=True)
        """Also where nobody let go of it, and at the program's end."""
        self.path = Path(folder) / original.path.name
        try:
            with at_rest(original):
                self.identity = identity(original.path)
                """Which file it is a copy of."""
                self.looks = looks_of(original.path)
                """How that file looked."""
                shutil.copyfile(original.path, self.path)
        except OSError as problem:
            self.let_go()
            raise FileProblem("{path} can't be written: {why}.", path=self.path, why=Why(problem)) from problem
        except BaseException:
            self.let_go()
            raise

    def share(self) -> bool:
        """Lets one more connection read it. False if it is gone already."""
        with self._lock:
            self._readers += 1 if self._readers else 0
            return self._readers > 0

    def let_go(self) -> None:
        """One connection less reads it."""
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._remove()
