"""The event files that were opened lately on this laptop. Paths only; no passphrase is ever kept."""

from __future__ import annotations

import json
from pathlib import Path

from juryapp.desk.spare_list import taken_from
from juryapp.locations import Home

MOST = 6
_SETTING = "recent events"


def recent(home: Home) -> list[Path]:
    """The files that still exist, or of which this laptop has a spare copy, the latest first."""
    kept = home.setting(_SETTING)
    listed = json.loads(kept) if kept else []
    return [path for path in (Path(name) for name in listed) if path.exists() or taken_from(home, path)]


def remember(home: Home, path: Path) -> None:
    """Puts a file first."""
    others = [other for other in recent(home) if other != path.absolute()]
    home.keep_setting(_SETTING, json.dumps([str(entry) for entry in [path.absolute(), *others][:MOST]]))
