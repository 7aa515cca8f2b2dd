"""Bring back: what proves itself of a damaged file that was put aside, merged into the spare copy that took its place.

What was written after the copy and never packed is nowhere else. The file that was put aside is only read.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from juryapp.desk.recorded_losses import record_losses
from juryapp.errors import FileProblem, Problem, Why
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.event.spare_restore import Restored
from juryapp.log import refused
from juryapp.model.outcome import Outcome
from juryapp.sharing.merge import merge
from juryapp.sharing.rescue import saved as saved_of


def bring_back(laptop: Laptop, done: Restored, passphrase: str) -> int | None:
    """How many entries came back from the damaged file; None where nothing was put aside, or nothing of it can be taken in."""
    if done.aside is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="juryapp-") as folder:
            return _bring_back(laptop, done.aside, done.path, passphrase, Path(folder) / "rescued.jury")
    except Problem as problem:
        refused(problem)
    except OSError as problem:
        refused(FileProblem("{path} can't be written: {why}.", path=done.aside, why=Why(problem)))
    return None


def _bring_back(laptop: Laptop, aside: Path, path: Path, passphrase: str, saved: Path) -> int | None:
    found = saved_of(laptop, aside, saved, passphrase, recorded=False)
    with open_event(laptop, path, passphrase) as event:
        (one,) = merge(event, [saved]).packages
        if one.outcome == Outcome.REFUSED:
            return None
        record_losses(event, found)
        return one.new
