"""The rooms as `docs/architecture.md` shows them: who asks whom, read from the imports of the code."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from tests.messages import sources
from tests.test_architecture import RULES, imports_of

EVERYONES = (
    *("text", "errors", "model", "clock", "disk", "memory_dumps", "starting_language", "locations", "log"),
    *("guide", "about"),
    *("file_names", "skipped_in_folders", "package_files", "processes"),
)
"""What every room may stand on: said once on the page, and not drawn."""
ENTRANCES = ("__init__", "__main__")
"""No rooms: the package itself, and `python -m juryapp`, which only calls the command line."""

Arrows = Mapping[str, Set[str]]


@cache
def arrows() -> Arrows:
    """Room -> the rooms that it imports something of, without what everyone stands on.

    An import that the rules forbid is told by tests/test_architecture.py, and is no arrow of the page.
    """
    rooms = RULES.keys() - {*EVERYONES, *ENTRANCES}
    found: dict[str, set[str]] = {room: set() for room in RULES if room in rooms}
    for file in sources():
        if file.room in rooms:
            found[file.room] |= {one.room for one in imports_of(file) if one.room} & rooms & RULES[file.room][1]
    return found


def below(room: str, of: Arrows) -> set[str]:
    """Every room that one reaches from here, straight or by way of others."""
    found: set[str] = set()
    waiting = list(of[room])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += of[one]
    return found


def drawn(of: Arrows) -> dict[str, set[str]]:
    """The arrows that say it all: an arrow is left out where a way over other rooms leads to the same one."""
    return {room: known - {far for one in known for far in below(one, of)} for room, known in of.items()}


def layers(of: Arrows) -> list[str]:
    """The rooms from the windows down; none asks for one that stands before it."""
    settled: list[str] = []
    while len(settled) < len(of):
        settled += sorted(room for room in of if room not in settled and of[room] <= set(settled))
    return settled[::-1]


def drawing() -> str:
    """The rooms as a Mermaid flow chart, for GitHub and others that draw it."""
    of = arrows()
    lines = [f"    {room} --> {' & '.join(sorted(known))}" for room in layers(of) if (known := drawn(of)[room])]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def table() -> str:
    """Every arrow: a row for each room, in the order of the drawing, with its rule."""
    of = arrows()
    rows = [
        f"| `{room}` | {', '.join(one for one in layers(of) if one in of[room]) or '-'} | {RULES[room][0]} |"
        for room in layers(of)
    ]
    return "\n".join(["| room | asks | the rule |", "|---|---|---|", *rows])


def foundation() -> str:
    """What everyone stands on, and what each of these knows, as the architecture test says it."""
    return "\n".join(["| name | the rule |", "|---|---|", *(f"| `{name}` | {RULES[name][0]} |" for name in EVERYONES)])
