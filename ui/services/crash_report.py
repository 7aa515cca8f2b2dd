"""A report of a mistake of ours, without personal data: versions, platform, and where in the code it happened.

Messages of exceptions and values of variables are left out, since they may hold names, notes or points; so are folders,
since they may hold the name of a user.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

import PySide6

from juryapp import __version__
from juryapp.disk import make_private_folder
from juryapp.locations import Home

_KEPT = 20
_ROOTS = ("site-packages", "tests", "ui", "juryapp")


def write_report(home: Home, kind: type[BaseException], error: BaseException | None, at: datetime) -> Path:
    """Writes a report into this laptop's folder and returns where it lies; the oldest beyond 20 are removed."""
    folder = make_private_folder(home.folder / "reports")
    path = folder / f"juryapp-{at:%Y%m%d-%H%M%S}.txt"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join([*_surroundings(at), "", *chain(kind, error), "", ""]))
    for old in sorted(folder.glob("juryapp-*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path


def _surroundings(at: datetime) -> Iterator[str]:
    yield f"Juryapp {__version__}, {at.isoformat(timespec='seconds')}"
    yield f"Python {platform.python_version()}, Qt {PySide6.__version__}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}, frozen: {bool(getattr(sys, 'frozen', False))}"


def chain(kind: type[BaseException], error: BaseException | None) -> Iterator[str]:
    """The type and the places of an exception, and of what caused it."""
    told: set[int] = set()
    while error is not None and id(error) not in told:
        told.add(id(error))
        yield from (f"  {place}" for place in places(error.__traceback__))
        yield f"{kind.__module__}.{kind.__qualname__}"
        error = error.__cause__ or error.__context__
        if error is not None:
            kind = type(error)
            yield "because of"
    if not told:
        yield f"{kind.__module__}.{kind.__qualname__}"


def places(trace: TracebackType | None) -> Iterator[str]:
    """File, line and function of each frame, the outermost first."""
    for frame, line in traceback.walk_tb(trace):
        yield f"{short(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"


def short(filename: str) -> str:
    """A file's path without the folders that lie above our code or the library's: they may name a user."""
    parts = Path(filename.replace("\\", "/")).parts
    for root in _ROOTS:
        if root in parts[:-1]:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else filename


def short_lines(native: str) -> str:
    """What `faulthandler` wrote, its paths shortened in the same way."""
    kept = []
    for line in native.splitlines():
        before, quote, rest = line.partition('File "')
        name, end, after = rest.partition('"')
        kept.append(f"{before}{quote}{short(name)}{end}{after}" if quote else before)
    return "\n".join(kept)
