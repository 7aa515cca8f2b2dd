"""About: what the program says of itself: its version, where its data and log lie, what is new, licences, and a report to send.

The report holds no personal data: versions, room on the disk, settings of the look, and what log and reports of mistakes say,
which are without names, notes and scores themselves (`juryapp/log.py`). No folder is in it: its name may be a person's.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from juryapp import __version__, log, text
from juryapp.locations import Home

_LOG_LINES = 200
_REPORTS = 5
_SETTINGS = ("language", "theme", "text size")
"""Those that are one of a few words of the program."""


def shipped(name: str) -> str:
    """A page that lies with the program: `LICENSE`, `CHANGELOG.md` or `dependencies.md`; empty where it was left out."""
    beside = text.resources().parent
    found = [path for path in (beside / name, beside / "docs" / name) if path.is_file()]
    return found[0].read_text(encoding="utf-8") if found else ""


def what_is_new() -> str:
    """The newest part of the changelog, as Markdown: up to the next version's heading."""
    parts = shipped("CHANGELOG.md").split("\n## ")
    return f"## {parts[1]}" if len(parts) > 1 else ""


def licences() -> str:
    """Under which licence the program is, and which packages are in it under which, as Markdown."""
    return f"{shipped('dependencies.md')}\n\n## Juryapp\n\n```\n{shipped('LICENSE')}\n```\n"


def report(home: Home, at: datetime, **versions: str) -> str:
    """What people who help want to know of this laptop, as text; `versions` of what else runs, such as Qt."""
    return "\n".join([*_surroundings(home, at, versions), "", *_mistakes(home), *_log_lines(home), ""])


def _surroundings(home: Home, at: datetime, versions: Mapping[str, str]) -> Iterator[str]:
    yield f"Juryapp {__version__}, {at.isoformat(timespec='seconds')}"
    yield ", ".join([f"Python {platform.python_version()}", *(f"{name} {version}" for name, version in versions.items())])
    yield f"{platform.system()} {platform.release()} {platform.machine()}, frozen: {bool(getattr(sys, 'frozen', False))}"
    with suppress(OSError):
        yield f"free where the data lie: {shutil.disk_usage(home.folder).free // 1_000_000} MB"
    events = home.folder / "events"
    yield f"events known here: {sum(1 for _one in events.glob('*')) if events.is_dir() else 0}"
    for name in _SETTINGS:
        kept = home.setting(name)
        if kept is not None and len(kept) < 20:
            yield f"{name}: {kept}"


def _mistakes(home: Home) -> Iterator[str]:
    for path in sorted((home.folder / "reports").glob("juryapp-*.txt"))[-_REPORTS:]:
        yield f"--- {path.name}"
        yield from _lines(path)
        yield ""


def _log_lines(home: Home) -> Iterator[str]:
    yield f"--- {log.place(home).name}"
    yield from _lines(log.place(home))[-_LOG_LINES:]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
