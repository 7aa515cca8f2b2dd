"""What the plenary does: the reveal of a result, and special mentions."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import CANDIDATE, DESK_PIN_FILE, EVENT, PASSPHRASE_FILE, PIN, PIN_FILE, REASON, ask, secretary_desk
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk import plenary
from juryapp.text import _, mark


@command(
    "reveal",
    EVENT,
    option("--category", required=True, metavar="KAB", help=mark("The category's code.")),
    option("--with", "second", metavar="J01", help=mark("The second person: a juror who scores, with a key on this laptop.")),
    option(
        "--without",
        "reason",
        metavar="REASON",
        help=mark("Why there is no second person; it stays on record."),
    ),
    option(
        "--early",
        metavar="REASON",
        help=mark("Why it isn't waited until everything expected is signed and decided; it stays on record."),
    ),
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def reveal(
    event: Path,
    category: str,
    second: str | None,
    reason: str | None,
    early: str | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Two acts, the desk's and the second person's, each signed with its own key."""
    if second and reason:
        raise click.UsageError(_("Say either --with or --without; why it isn't waited for what is missing goes with --early."))
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        pin = ask(PIN, pin_file, juror=second) if second else None
        plenary.reveal(desk, category, second or "", pin, reason=reason or "", early=early or "")
    say(_("The result of {category} is revealed; it is on record what stood then.", category=category))


@command(
    "mention",
    EVENT,
    CANDIDATE,
    option("--title", metavar="TEXT", help=mark("What it is mentioned as, such as “Most innovative”.")),
    REASON,
    option("--take-back", is_flag=True, help=mark("The candidate is not mentioned after all. Both stay on record.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def mention(
    event: Path,
    candidate: str,
    title: str | None,
    reason: str,
    take_back: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A desk's act with a reason; a later mention of the same candidate replaces it."""
    if take_back == bool(title):
        raise click.UsageError(_("Say either --title or --take-back."))
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if take_back:
            plenary.take_back_mention(desk, candidate, reason)
        else:
            plenary.mention(desk, candidate, title or "", reason)
    if take_back:
        say(_("The mention of {candidate} is taken back.", candidate=candidate))
    else:
        say(_("The mention of {candidate} is recorded; the minutes tell it.", candidate=candidate))
