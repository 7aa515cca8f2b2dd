"""A whole invented event, played."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import PATH, writable_folder
from juryapp.cli.telling import say, say_paths
from juryapp.demo import play
from juryapp.text import _


@command(
    "demo",
    click.Argument(["folder"], metavar="DIR", type=PATH),
)
def demo(folder: Path) -> None:
    """Tells each step as it is played."""
    made = play(writable_folder(folder), say)
    say(_("Everything is in {folder}:", folder=folder))
    say_paths(made)
