"""For people who help and who are helped: the guide, and where this laptop's log lies."""

from __future__ import annotations

import os

import click

from juryapp import guide as written_guide
from juryapp import log as program_log
from juryapp.cli.commands import command
from juryapp.cli.common import laptop
from juryapp.cli.telling import say, say_paths
from juryapp.text import _


@command(
    "log",
)
def log() -> int:
    """The path is the last line; this command itself has just written to it, if that can be done at all."""
    path = program_log.place(laptop().home)
    writable = path.exists() and os.access(path, os.W_OK)
    if not writable:
        say(_("No log can be written on this laptop: its disk is full, or its folder may not be written."))
    say_paths([path])
    return 0 if writable else 1


@command("guide", click.Argument(["page"], type=click.Choice(written_guide.PAGES), default=written_guide.PAGES[0]))
def guide(page: str) -> int:
    """One page of the guide that the window shows at F1, as Markdown."""
    say(written_guide.page(page).markdown.rstrip())
    return 0
