"""What happens to a mistake of ours: a report, and a page that says that everything saved is saved. The program goes on.

A known problem that nobody caught, such as a flash disk pulled while a page reads from it, is no mistake: its sentence is told.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from juryapp import log
from juryapp.clock import local_clock
from juryapp.disk import make_private_folder
from juryapp.errors import Problem
from juryapp.locations import Home
from ui.services.crash_report import chain, short_lines, write_report

_NATIVE = "ended.txt"
_MOST = 5
"""So many reports a minute of work are enough; a mistake in painting comes back with every repaint."""


class QtFatal(BaseException):
    """Qt itself gave up; the program ends with it."""


class Crash(QObject):
    """Hears of every exception that nobody caught, in any thread, and of Qt's own end."""

    happened = Signal(object)
    """The report's path, or None where not even that could be written."""
    known = Signal(object)
    """A known problem that came this far."""
    _heard = Signal(object, object, object)

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._native: IO[str] | None = None
        self._written = 0
        self._told = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """From now on."""
        sys.excepthook = self.hear
        threading.excepthook = self.hear_thread
        sys.unraisablehook = _hear_unraisable
        qInstallMessageHandler(self._hear_qt)
        with suppress(OSError, Problem):
            # a full disk: the program runs, and what Python can't tell any more stays untold
            self._native = (make_private_folder(self._home.folder / "reports") / _NATIVE).open("w", encoding="utf-8")
            faulthandler.enable(self._native)

    def stop(self) -> None:
        """The program ends as it should: nothing is left to tell at the next start."""
        faulthandler.disable()
        if self._native:
            self._native.close()
            (self._home.folder / "reports" / _NATIVE).unlink(missing_ok=True)
            self._native = None

    def go_on(self) -> None:
        """The window was rebuilt: the next mistake is told again."""
        self._told = False
        self._written = 0

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Problem):
            log.refused(error)
            self.known.emit(error)
            return
        _print(kind, error)
        self._heard.emit(kind, error.with_traceback(trace), None)

    def hear_thread(self, told: threading.ExceptHookArgs) -> None:
        """An exception that ended a thread."""
        if told.exc_value is not None:
            self.hear(told.exc_type, told.exc_value, told.exc_traceback)

    def _hear_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        print(message, file=sys.stderr)
        if kind is QtMsgType.QtFatalMsg:
            self._write(QtFatal, None)

    def _tell(self, kind: type[BaseException], error: BaseException, _none: object) -> None:
        path = self._write(kind, error)
        if not self._told:
            self._told = True
            self.happened.emit(path)

    def _write(self, kind: type[BaseException], error: BaseException | None) -> Path | None:
        if self._written >= _MOST:
            return None
        self._written += 1
        try:
            report = write_report(self._home, kind, error, local_clock())
            log.crashed(kind, report)
            return report
        except Exception as trouble:
            log.crashed(kind)
            # a full disk: the page is shown all the same, without a report to point to
            _print(type(trouble), trouble)
            return None


def _hear_unraisable(told: sys.UnraisableHookArgs) -> None:
    """Where Python can't raise, as at the end of an object."""
    _print(told.exc_type, told.exc_value)


def _print(kind: type[BaseException], error: BaseException | None) -> None:
    """On standard error, with its message only where a person looks on: in a session of the desktop the system keeps what is
    printed there, in a log that isn't encrypted, and a message may hold a note.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        traceback.print_exception(kind, error, error.__traceback__ if error else None)
    elif sys.stderr is not None:
        print("\n".join(chain(kind, error)), file=sys.stderr)


def ended_badly(home: Home) -> Path | None:
    """The report of a former run that ended in the middle, if it left one. Paths in it are shortened first; told once."""
    native = home.folder / "reports" / _NATIVE
    left = native.read_text(encoding="utf-8", errors="replace") if native.exists() else ""
    native.unlink(missing_ok=True)
    if not left.strip():
        return None
    report = native.with_name(f"juryapp-{local_clock():%Y%m%d-%H%M%S}.txt")
    report.write_text(short_lines(left), encoding="utf-8")
    log.ended_badly(report)
    return report
