"""The event files that were opened lately on this laptop: paths, and the award's name (decision 077); no passphrase is ever kept.

Listing them asks no disk: one may be a flash disk that doesn't answer. `fate` does, and is asked beside the window.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from juryapp.event.spare_files import Spare, best, taken_from
from juryapp.locations import Home
from ui.session import Session

MOST = 6
_SETTING = "recent events"
_NAMES = "names of recent events"


@dataclass(frozen=True)
class Fate:
    """What became of a file that was opened lately."""

    there: bool
    spares: tuple[Spare, ...] = ()
    """The spare copies of this laptop, the one that goes furthest first, where the file is gone."""

    @property
    def offered(self) -> bool:
        """True if there is anything to open."""
        return self.there or bool(self.spares)


def recent(home: Home) -> list[Path]:
    """The files, the latest first, whether or not they are there now."""
    kept = home.setting(_SETTING)
    return [Path(name) for name in (json.loads(kept) if kept else [])]


def fate(home: Home, path: Path) -> Fate:
    """Whether a file is there, or which copies there are of it. Waits for its disk."""
    there = path.exists()
    return Fate(there, () if there else tuple(best(taken_from(home, path))))


def names(home: Home) -> dict[Path, str]:
    """How the events in these files are called, as far as that is known."""
    return {Path(path): str(name) for path, name in json.loads(home.setting(_NAMES) or "{}").items()}


def remember_open(session: Session) -> None:
    """Puts the file of the open event first, with what it is called."""
    about = session.about
    remember(session.laptop.home, session.opened.path, about.title if about else "")


def remember(home: Home, path: Path, name: str = "") -> None:
    """Puts a file first, of an event that is called so."""
    others = [other for other in recent(home) if other != path.absolute()]
    _keep(home, [path.absolute(), *others][:MOST], {**names(home), path.absolute(): name})


def _keep(home: Home, paths: list[Path], called: dict[Path, str]) -> None:
    """No name stays of a file that is in the list no more."""
    home.keep_setting(_SETTING, json.dumps([str(path) for path in paths]))
    home.keep_setting(_NAMES, json.dumps({str(path): called[path] for path in paths if called.get(path)}))


def forget(home: Home, paths: Iterable[Path]) -> None:
    """Takes these files from the list."""
    gone = {path.absolute() for path in paths}
    _keep(home, [path for path in recent(home) if path not in gone], names(home))
