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
    option(
        "--copy",
        "copies",
        type=PATH,
        multiple=True,
        metavar="FILE",
        help=mark(
            "A package or another copy of the file, for one that lost its first bytes; what lies beside it, and this laptop's "
            "spare copies, are tried anyway."
        ),
    ),
    PASSPHRASE_FILE,
)
def rescue(damaged: Path, to: Path, copies: tuple[Path, ...], passphrase_file: Path | None) -> None:
    """Done when something was saved; what is lost is told by laptop and number."""
    for path in (damaged, *copies):
        exists(path)
    is_free(to)
    passphrase = ask(PASSPHRASE, passphrase_file)
    with progress(_("Rescuing")) as told:
        found = rescue_file(laptop(), damaged, to, passphrase, told, copies)
    say(*rescue_words(found))
    say_paths([to])
