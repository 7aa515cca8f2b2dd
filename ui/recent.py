"""The event files that were opened lately on this laptop. Paths only; no passphrase is ever kept.

Listing them asks no disk: one may be a flash disk that doesn't answer. `fate` does, and is asked beside the window.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from juryapp.event.spare_files import Spare, best, taken_from
from juryapp.locations import Home

MOST = 6
_SETTING = "recent events"


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


def remember(home: Home, path: Path) -> None:
    """Puts a file first."""
    others = [other for other in recent(home) if other != path.absolute()]
    home.keep_setting(_SETTING, json.dumps([str(entry) for entry in [path.absolute(), *others][:MOST]]))


def forget(home: Home, paths: Iterable[Path]) -> None:
    """Takes these files from the list."""
    gone = {path.absolute() for path in paths}
    left = [str(path) for path in recent(home) if path not in gone]
    home.keep_setting(_SETTING, json.dumps(left))
