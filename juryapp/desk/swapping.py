"""Swapping: one go to an exchange folder: what lies there comes in, this laptop's package goes out. The automatic second copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from juryapp.desk.carrying import MergeReport, merge, pack
from juryapp.desk.laptop import OpenEvent
from juryapp.errors import FileProblem
from juryapp.store import nouns


@dataclass(frozen=True)
class Swap:
    """What one swap did."""

    report: MergeReport
    package: Path
    """This laptop's package, read back from the medium."""
    at: datetime


def swap(event: OpenEvent, folder: Path) -> Swap:
    """Merges what others left in the folder, then leaves this laptop's package there.

    The folder must be there: a flash disk that was pulled is told, and nothing is written in its place.
    Raises `FileProblem`.
    """
    if not folder.is_dir():
        raise FileProblem("{path} is not there; put the flash disk in.", path=folder)
    report = merge(event, others_in(event, folder))
    return Swap(report, pack(event, folder), event.laptop.clock())


def others_in(event: OpenEvent, folder: Path) -> list[Path]:
    """The packages of other laptops of this event in a folder, by their names; what they are is checked when they are read."""
    code = nouns.event(event.file).code
    own = f"{code}-{(event.device or '')[:8]}-" if event.device else None
    found = sorted(file for file in folder.glob("*.jury") if not file.name.startswith("."))
    return [file for file in found if file.name.startswith(f"{code}-") and not (own and file.name.startswith(own))]
