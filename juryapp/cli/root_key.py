"""Headquarters' root: a copy of its key, and being headquarters again, from a copy too."""

from __future__ import annotations

from pathlib import Path

from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    PASSPHRASE_FILE,
    PATH,
    ROOT_PIN,
    ROOT_PIN_FILE,
    ask,
    given,
    opened,
    root_pin,
    secretary_desk,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.headquarters import take_place
from juryapp.desk.root_copy import RootCopies
from juryapp.errors import Refused
from juryapp.text import _, mark


@command(
    "headquarters",
    EVENT,
    option(
        "--root-copy",
        "copy",
        type=PATH,
        metavar="FILE",
        help=mark("A copy of the root's key, for a laptop that doesn't hold it: it is kept here from then on."),
    ),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def headquarters(
    event: Path, copy: Path | None, passphrase_file: Path | None, desk_pin_file: Path | None, root_pin_file: Path | None
) -> None:
    """Only where the root lies, or a copy of it is at hand, with its PIN."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if copy:
            pin = _pin(root_pin_file, desk_pin_file)
            RootCopies.of(desk.event).keep(copy, pin)
        else:
            pin = root_pin(desk.event, root_pin_file, desk_pin_file)
        take_place(desk, pin)
    say(_("This laptop is headquarters of the event again; its next package confirms what has arrived."))


@command(
    "root-copy",
    EVENT,
    option("--to", "folder", type=PATH, metavar="DIR", help=mark("Make a copy in this folder.")),
    option("--check", "copy", type=PATH, metavar="FILE", help=mark("Read a copy and try its PIN.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def root_copy(
    event: Path,
    folder: Path | None,
    copy: Path | None,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> None:
    """The copy is under the root's PIN, as the key is."""
    if (folder is None) == (copy is None):
        raise Refused("Say either --to, to make a copy, or --check, to read one.")
    with opened(event, passphrase_file, look=True) as ours:
        if copy:
            RootCopies.of(ours).check(copy, _pin(root_pin_file, desk_pin_file))
            say(_("It is this event's root, and the PIN opens it."))
            return
        assert folder
        made = RootCopies.of(ours).write(folder)
    say(_("Keep it apart from this laptop. Whoever has it still needs the PIN."))
    say_paths([made])


def _pin(root_pin_file: Path | None, desk_pin_file: Path | None) -> str:
    return given(ROOT_PIN, root_pin_file) or given(DESK_PIN, desk_pin_file) or ask(ROOT_PIN, root_pin_file)
