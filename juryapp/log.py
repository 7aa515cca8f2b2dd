"""The log: what the program did on this laptop and when, for people who help. A small file in the data folder, without content.

It is begun by a window or a command, never by a room of the library: those only say `logging.getLogger("juryapp...").info(...)`.
A line is a sentence of the code and, in its gaps, numbers, hashes (their beginnings) and `LogWord`s. Anything else is withheld,
so that a mistake of ours can't write a name, a note or a score. Exceptions are named by their class alone: their texts may hold
names. Loggers of other libraries are never heard. Whatever hinders the writing (a full disk, a read-only folder, another program
that is writing) is passed over in silence: work goes on.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from juryapp import __version__, text
from juryapp.disk import make_private_folder
from juryapp.errors import Problem, Problems
from juryapp.locations import Home

ROOT = "juryapp"
"""The logger below which all of ours are."""
MOST_BYTES, OLDER = 512_000, 2
"""A file's size, and how many older ones are kept: about a week of an event, and small enough for an e-mail."""
WITHHELD = "(withheld)"
_HASH = re.compile(r"[0-9a-f]{8,64}")
_LONGEST = 300


class LogWord(str):
    """A word of the program itself (an outcome, a command, a version): never anything that a person typed or is called."""


def place(home: Home) -> Path:
    """Where the log of this laptop lies; older ones lie beside it, `.1` and `.2`."""
    return home.folder / "log" / "juryapp.log"


def begin(home: Home) -> None:
    """From now on what our own loggers say is written into this laptop's log. Never raises."""
    end()
    ours = logging.getLogger(ROOT)
    ours.setLevel(logging.INFO)
    ours.propagate = False
    ours.addHandler(_Writer(place(home)))


def end() -> None:
    """Nothing more is written."""
    ours = logging.getLogger(ROOT)
    for handler in list(ours.handlers):
        if isinstance(handler, _Writer):
            ours.removeHandler(handler)
            handler.close()


def started(what: str, **versions: str) -> None:
    """The first line of a program: what was started (`window` or a command's name, never its words), in which surroundings."""
    python, system = platform.python_version(), f"{platform.system()} {platform.release()} {platform.machine()}"
    logging.getLogger(ROOT).info(
        "started %s: Juryapp %s, Python %s, %s, on %s, frozen %s, language %s",
        LogWord(what),
        LogWord(__version__),
        LogWord(python),
        LogWord(", ".join(f"{name} {version}" for name, version in versions.items()) or "no window"),
        LogWord(system),
        bool(getattr(sys, "frozen", False)),
        LogWord(text.current()),
    )


def ended(what: str, took: float) -> None:
    """The last line of a program that ended as it should, after so many seconds."""
    logging.getLogger(ROOT).info("ended %s after %.2f s", LogWord(what), took)


def refused(problem: Problem) -> None:
    """A known problem that was told: its class and its message without what stood in the gaps."""
    for one in problem.problems if isinstance(problem, Problems) else (problem,):
        message = one.message if text.is_message(one.message) else ""
        logging.getLogger(ROOT).info("refused (%s): %s", LogWord(type(one).__name__), LogWord(message or WITHHELD))


def crashed(kind: type[BaseException], report: Path | None = None) -> None:
    """A mistake of ours: the exception's class, and the name of the report that tells where in the code."""
    named = LogWord(report.name) if report else LogWord("none")
    logging.getLogger(ROOT).info("crashed (%s), report %s", LogWord(f"{kind.__module__}.{kind.__qualname__}"), named)


def ended_badly(report: Path) -> None:
    """A former run ended in the middle; the report that it left."""
    logging.getLogger(ROOT).info("the former run ended in the middle, report %s", LogWord(report.name))


class _Lines(logging.Formatter):
    """One line a record: local time with its zone, process, logger, sentence. Neither traceback nor stack."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        return f"{at} {record.process} {record.name}: {_sentence(record)}"


def _sentence(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return WITHHELD
    gaps = record.args
    filled = {name: _shown(gap) for name, gap in gaps.items()} if isinstance(gaps, Mapping) else tuple(map(_shown, gaps or ()))
    said = record.msg % filled if filled else record.msg
    return re.sub(r"\s+", " ", said)


def _shown(gap: object) -> object:
    """What may stand in a gap."""
    if gap is None or isinstance(gap, bool | int | float):
        return gap
    if isinstance(gap, LogWord):
        return gap[:_LONGEST]
    if isinstance(gap, str) and (not gap or _HASH.fullmatch(gap)):
        return gap[:8] or "-"
    return WITHHELD


class _Writer(logging.Handler):
    """Opens the file for each line, so that two programs share it and no folder is kept in use; tells nobody of trouble.

    Not the standard library's rotating handler: that one keeps the file open, brings the network's modules with it, and where
    another program writes at the same moment (Windows) it loses what it should write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setFormatter(_Lines())

    def emit(self, record: logging.LogRecord) -> None:
        """Adds one line, or nothing where that can't be."""
        with suppress(Exception):
            self._add(f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))

    def _add(self, line: bytes) -> None:
        make_private_folder(self._path.parent)
        with suppress(OSError):
            # where the older files can't be renamed it goes on in the same
            self._make_room(len(line))
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def _make_room(self, wanted: int) -> None:
        if not self._path.exists() or self._path.stat().st_size + wanted <= MOST_BYTES:
            return
        names = [self._path, *(self._path.with_name(f"{self._path.name}.{older}") for older in range(1, OLDER + 1))]
        for older, newer in zip(reversed(names), reversed(names[:-1]), strict=False):
            if newer.exists():
                os.replace(newer, older)
