"""The schedule on the day: interviews that are delayed, two candidates who change places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board import records
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, PASSPHRASE_FILE, ask_whether, exists, secretary_desk
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.setup_changes.day_changes import delayed, minutes_of, swapped
from juryapp.setup_changes.held_interviews import held_words
from juryapp.setup_changes.update import apply, plan
from juryapp.text import _, mark

if TYPE_CHECKING:
    from juryapp.model.setup import Setup

_YES = option("--yes", is_flag=True, help=mark("Go on where signed sheets are touched; without a terminal nobody can be asked."))


@command(
    "delay",
    EVENT,
    option("--from", "candidate", required=True, metavar="K05", help=mark("The first candidate whose interview is delayed.")),
    option(
        "--minutes", required=True, metavar="N", help=mark("By so many minutes, the interviews after it too; -10 for earlier.")
    ),
    _YES,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def delay(event: Path, candidate: str, minutes: str, yes: bool, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """Moves what follows before the same panel."""
    by = minutes_of(minutes)
    _change(event, lambda setup: delayed(setup, candidate, by), passphrase_file, desk_pin_file, yes=yes)


@command(
    "swap",
    EVENT,
    click.Argument(["one"], metavar="K05"),
    click.Argument(["other"], metavar="K07"),
    _YES,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def swap(event: Path, one: str, other: str, yes: bool, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """Two candidates change places in the schedule."""
    _change(event, lambda setup: swapped(setup, one, other), passphrase_file, desk_pin_file, yes=yes)


def _change(
    event: Path,
    make: Callable[[Setup], Setup],
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    *,
    yes: bool,
) -> None:
    with secretary_desk(exists(event), passphrase_file, desk_pin_file) as desk:
        before = records.setup(desk.event)
        after = make(before)
        planned, held = plan(desk, after), held_words(desk.event, before, after)
        say(*planned.lines, *([held] if held else []))
        if planned.effects:
            ask_whether(_("This touches sheets that are signed or expected. Go on?"), yes=yes)
        elif held:
            ask_whether(_("These interviews were held already. Go on?"), yes=yes)
        apply(desk, planned)
        say(_("The event is changed."))
