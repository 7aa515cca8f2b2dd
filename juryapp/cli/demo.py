"""A whole invented event, played."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.common import PATH, writable_folder
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import command
from juryapp.demo import play
from juryapp.text import _, mark


@command(
    "demo",
    mark("Play a whole invented event: three laptops and headquarters. Every document and file is left in the folder."),
    click.Argument(["folder"], metavar="DIR", type=PATH),
)
def demo(folder: Path) -> None:
    """Tells each step as it is played."""
    made = play(writable_folder(folder), say)
    say(_("Everything is in {folder}:", folder=folder))
    say_paths(made)
