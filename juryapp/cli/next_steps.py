"""What a secretary has to do next, as the first page of the desk tells it. Reads only."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from juryapp.board.clocks import ShownClock
from juryapp.board.laptop_roster import prepared
from juryapp.board.next_step_words import sentence
from juryapp.board.next_steps import next_steps
from juryapp.board.step import Here
from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE_FILE, opened
from juryapp.cli.telling import say, say_json
from juryapp.desk.root_copy import root_state
from juryapp.text import _


@command("next", EVENT, JSON, PASSPHRASE_FILE)
def next(event: Path, as_json: bool, passphrase_file: Path | None) -> None:  # the command's name
    """One step of each kind, first things first."""
    with opened(event, passphrase_file, look=True) as ours:
        clock = ShownClock.of(ours)
        ready = {juror for laptop in prepared(ours.file) for juror in laptop.served}
        root = root_state(ours)
        here = Here(prepared=ready, root_is_alone=root.is_here and not root.copied)
        found = next_steps(ours, clock.now(), here)
    if as_json:
        say_json({"steps": [asdict(step) for step in found]})
    elif found:
        say(*(f"{place}. {sentence(step, clock.zone)}" for place, step in enumerate(found, 1)))
    else:
        say(_("Nothing has to be done now."))
