"""The parts of the pages that are made from the program: `made` puts them between their marks, `BLOCKS` says of what.

A page marks such a part with `<!-- made: NAME, by make docs -->` and `<!-- end -->`, each on a line of its own. What stands
around it is written by people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.docs import columns, commands, decisions, exported, rooms, speed
from tests.messages import ROOT

BLOCKS: dict[str, Callable[[], str]] = {
    "rooms drawn": rooms.drawing,
    "rooms": rooms.table,
    "foundation": rooms.foundation,
    "commands": commands.overview,
    "every command": commands.reference,
    "secrets": commands.secrets,
    "sheets": columns.sheets,
    "exported tables": exported.tables,
    "decisions": decisions.index,
    "speed": speed.table,
}
"""Name of the block -> what makes it."""
_MARKED = re.compile(r"(?<=^<!-- made: )(?P<name>[^,]+)(?P<by>, by make docs -->\n)(?P<text>.*?)(?=^<!-- end -->$)", re.M | re.S)


def made(page: str) -> str:
    """The page with its made parts as they are to be now. Raises `KeyError` for a block that nobody makes."""
    return _MARKED.sub(lambda found: f"{found['name']}{found['by']}\n{BLOCKS[found['name']]()}\n\n", page)


def blocks_of(page: str) -> list[str]:
    """The names of the page's made parts."""
    return [found["name"] for found in _MARKED.finditer(page)]


def write(pages: Iterable[Path]) -> list[Path]:
    """Writes the pages whose made parts have changed, and tells which."""
    changed = []
    for path in pages:
        before = path.read_text(encoding="utf-8")
        if (now := made(before)) != before:
            path.write_text(now, encoding="utf-8")
            changed.append(path.relative_to(ROOT))
    return changed
