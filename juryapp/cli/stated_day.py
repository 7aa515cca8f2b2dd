"""What the desk states about days: which it was when a laptop's clock said another, and when and where the plenary met."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from juryapp.board.laptop_names import laptop_meant
from juryapp.board.meeting import named_meeting
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, PASSPHRASE_FILE, opened, secretary_desk
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk import stated_day
from juryapp.desk.meeting import state_meeting, take_back_meeting
from juryapp.errors import Refused
from juryapp.text import _, mark
from juryapp.workbook.times import day_of


@command(
    "meeting",
    EVENT,
    option("--day", metavar="2026-11-29", help=mark("The day on which the plenary met.")),
    option("--place", metavar="TEXT", help=mark("Where it met; else the event's venue and city.")),
    option("--take-back", is_flag=True, help=mark("Take back what was stated: the day is assumed again.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def meeting(
    event: Path,
    day: str | None,
    place: str | None,
    take_back: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """The day on which papers are made or signed is another thing. Without an option it tells what papers say now."""
    if (place is not None and day is None) or (take_back and day is not None):
        raise click.UsageError(_("Say --day, with --place or without, or --take-back."))
    met = _day(day)
    if met is None and not take_back:
        with opened(event, passphrase_file, look=True) as ours:
            say(named_meeting(ours).words)
        return
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if met:
            state_meeting(desk, met, place or "")
        else:
            take_back_meeting(desk)
        say(named_meeting(desk.event).words)


@command(
    "state-day",
    EVENT,
    option(
        "--laptop",
        metavar="LAPTOP",
        help=mark("Which laptop, by its name or the beginning of its id (4 letters or more); else this one."),
    ),
    option(
        "--clock", metavar="2025-11-29", help=mark("The date that its clock said; else the one that it says now, or said last.")
    ),
    option("--day", metavar="2026-11-29", help=mark("The day that it was.")),
    option("--reason", metavar="TEXT", help=mark("Why; it stays on record.")),
    option("--take-back", is_flag=True, help=mark("Take back what was stated about that date of the clock.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def state_day(
    event: Path,
    laptop: str | None,
    clock: str | None,
    day: str | None,
    reason: str | None,
    take_back: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Which clock was wrong is the desk's word; the program compares none to decide anything."""
    if not take_back:
        for option_, given in (("--day", day), ("--reason", reason)):
            if given is None:
                raise click.MissingParameter(param_type="option", param_hint=option_)
    said, right = _day(clock), _day(day)
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        device = laptop_meant(desk.event, laptop).id if laptop is not None else None
        by_clock = said or stated_day.last_clock_day(desk.event, device)
        if take_back:
            stated_day.take_back_day(desk, device, by_clock)
            say(stated_day.undone_words(desk.event, device, by_clock))
        elif right:
            stated_day.state_day(desk, device, by_clock, right, reason or "")
            say(stated_day.done_words(desk.event, device, by_clock, right))


def _day(text: str | None) -> date | None:
    """A day as it is written on the command line. Raises `Refused` for what is none."""
    if text is None:
        return None
    found = day_of(text)
    if found is None:
        raise Refused("{text} is not a day; write it as 2026-11-29 or 29-11-2026.", text=text)
    return found
