"""Rescuing a damaged event file."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import PASSPHRASE, PASSPHRASE_FILE, PATH, ask, exists, is_free, laptop
from juryapp.cli.telling import progress, say, say_paths
from juryapp.cli.words import option
from juryapp.sharing.rescue import rescue_file, rescue_words
from juryapp.text import _, mark


@command(
    "rescue",
    click.Argument(["damaged"], metavar="DAMAGED.jury", type=PATH),
    option("--to", "to", required=True, type=PATH, metavar="NEW.jury", help=mark("The new file.")),
    PASSPHRASE_FILE,
)
def rescue(damaged: Path, to: Path, passphrase_file: Path | None) -> None:
    """Done when something was saved; what is lost is told by laptop and number."""
    exists(damaged)
    is_free(to)
    passphrase = ask(PASSPHRASE, passphrase_file)
    with progress(_("Rescuing")) as told:
        found = rescue_file(laptop(), damaged, to, passphrase, told)
    say(*rescue_words(found))
    say_paths([to])
