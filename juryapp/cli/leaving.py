"""An event leaves a laptop: wiped from one of several, or destroyed with a certificate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from juryapp.board.wiping import wipe_obstacles
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    PASSPHRASE_FILE,
    PATH,
    PIN,
    PIN_FILE,
    REASON,
    ask,
    ask_whether,
    is_free,
    laptop,
    opened,
    secretary_desk,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.wiping import begin_wipe, not_wiped, pin_holders
from juryapp.event import removal
from juryapp.locations import Home
from juryapp.printing.destruction import begin_destruction, root_beside
from juryapp.store import model_records
from juryapp.text import _, mark


@command(
    "wipe",
    EVENT,
    option("--juror", metavar="J01", help=mark("Wiped by this juror's PIN, at a laptop without the desk's key.")),
    option("--dry-run", is_flag=True, help=mark("Only tell what stands against it.")),
    option("--yes", is_flag=True, help=mark("Remove it without asking once more.")),
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def wipe(
    event: Path,
    juror: str | None,
    dry_run: bool,
    yes: bool,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Nothing is removed until headquarters and one more place are known to hold everything."""
    with opened(event, passphrase_file, look=True) as ours:
        told, holders, code = wipe_obstacles(ours), pin_holders(ours), model_records.event(ours.file).code
    if told:
        raise not_wiped(told)
    say(_("Headquarters and one more place are known to hold everything of {event} that is here.", event=code))
    if dry_run:
        return
    ask_whether(_("Remove {event} from this laptop for good?", event=code), yes=yes)
    holder = juror or (holders[0] if holders[:1] == ["desk"] or len(holders) == 1 else "")
    pin = ""
    if holders and holder:
        pin = ask(DESK_PIN, desk_pin_file) if holder == "desk" else ask(PIN, pin_file, juror=holder)
    with opened(event, passphrase_file) as ours:
        plan = begin_wipe(ours, holder, pin)
    removal.go_on(laptop().home, plan)
    say(_("{event} is removed from this laptop. Flash disks that were used here may still hold packages of it.", event=code))


@command(
    "destroy",
    EVENT,
    option("--to", "to", required=True, type=PATH, metavar="CERTIFICATE.pdf", help=mark("The new file for the certificate.")),
    option("--confirm", "confirmed", metavar="CODE", help=mark("The event's code: whoever destroys one names it.")),
    option(
        "--last-copy",
        is_flag=True,
        help=mark("Also where signed sheets are known to be nowhere else: their time of retention has ended."),
    ),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def destroy(
    event: Path,
    to: Path,
    confirmed: str | None,
    last_copy: bool,
    reason: str,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """The certificate, signed by the desk, is put at its place once all is gone; the root's certificate lies beside it."""
    is_free(to)
    is_free(root_beside(to))
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        code = model_records.event(desk.event.file).code
        if confirmed is None and sys.stdin is not None and sys.stdin.isatty():
            confirmed = click.prompt(_("To destroy {event} for good, type its code", event=code), err=True)
        plan = begin_destruction(desk, to, confirmed or "", reason, last_copy=last_copy)
    removal.go_on(laptop().home, plan)
    say(_("{event} is destroyed at this laptop. The certificate is checked with: juryapp verify --root.", event=code))
    say_paths([root_beside(to), to])


def go_on(home: Home) -> None:
    """What was interrupted goes on, and is told on standard error; what stands in its way is told, and hinders no command."""
    for one, problem in removal.go_on_with_all(home):
        if problem is None:
            said = _("The removal of {event} from this laptop was interrupted; it is done now.", event=one.name)
        else:
            said = _("The removal of {event} from this laptop isn't done yet: {problem}", event=one.name, problem=problem)
        click.echo(said, err=True)
