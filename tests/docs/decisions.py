"""The decisions: one form, and the index that `docs/decisions/README.md` shows."""

from __future__ import annotations

import re
from pathlib import Path

from tests.messages import ROOT

FOLDER = ROOT / "docs" / "decisions"
FORM = ("Context", "Decision", "Consequences", "Alternatives")
"""The parts of a decision in their order; the last only where there were any."""


def decisions() -> list[Path]:
    """Every decision, the first one first."""
    return sorted(FOLDER.glob("[0-9]*.md"))


def title(path: Path) -> str:
    """What was decided, as its first line says it."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    return first.partition(": ")[2]


def faults(name: str, text: str) -> list[str]:
    """What of the form a decision lacks; `name` is its file's."""
    found = []
    if not re.match(rf"# {name[:3]}: \S", text):
        found.append(f"{name} begins with its number and what was decided: # {name[:3]}: ...")
    parts = re.findall(r"^## (.+)$", text, re.M)
    if tuple(parts) not in (FORM, FORM[:3]):
        found.append(f"{name} has the parts {', '.join(parts)}; they are {', '.join(FORM)}, the last where there were any")
    if any(not part.strip() for part in re.split(r"^## .+$", text, flags=re.M)[1:]):
        found.append(f"{name} has an empty part")
    return found


def index() -> str:
    """A row for each decision."""
    rows = (f"| {path.name[:3]} | [{title(path)}]({path.name}) |" for path in decisions())
    return "\n".join(["| | what was decided |", "|---|---|", *rows])
