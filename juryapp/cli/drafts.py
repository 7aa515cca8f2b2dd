"""Drafts: what a juror wrote at the wrong candidate goes to the right one."""

from __future__ import annotations

from pathlib import Path

from juryapp.cli.commands import command
from juryapp.cli.common import CANDIDATE, EVENT, JUROR, PASSPHRASE_FILE, PIN_FILE, exists, juror_desk, say_clock
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk.draft_moves import move_draft, swap_drafts
from juryapp.text import _, mark


@command(
    "move",
    EVENT,
    JUROR,
    CANDIDATE,
    option("--into", "target", required=True, metavar="K02", help=mark("The candidate for whom it was meant.")),
    option("--swap", is_flag=True, help=mark("Let the two change places.")),
    PASSPHRASE_FILE,
    PIN_FILE,
)
def move(
    event: Path, juror: str, candidate: str, target: str, swap: bool, passphrase_file: Path | None, pin_file: Path | None
) -> None:
    """One unit of work, or a refusal."""
    exists(event)
    with juror_desk(event, passphrase_file, juror, pin_file) as desk:
        say_clock(desk.event)
        (swap_drafts if swap else move_draft)(desk, candidate, target)
    if swap:
        say(_("{juror}: {source} and {target} changed places, with the notes.", juror=juror, source=candidate, target=target))
    else:
        say(
            _("{juror}: everything went from {source} to {target}, with the notes.", juror=juror, source=candidate, target=target)
        )
