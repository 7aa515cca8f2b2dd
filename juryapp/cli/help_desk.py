"""For people who help and who are helped: the guide, and where this laptop's log lies."""

from __future__ import annotations

import os
from pathlib import Path

import click

from juryapp import __version__
from juryapp import about as program_about
from juryapp import guide as written_guide
from juryapp import log as program_log
from juryapp.cli.commands import command
from juryapp.cli.common import PATH, laptop
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.clock import local_clock
from juryapp.disk import write_whole
from juryapp.text import _, mark


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


@command("about")
def about() -> int:
    """Version, where the data of this laptop lie, and its log."""
    home = laptop().home
    say(f"Juryapp {__version__}", _("Data of this laptop: {path}", path=home.folder))
    say(_("The log lies here: {path}", path=program_log.place(home)))
    say(_("Licence: Apache-2.0. The packages in it are listed with their licences in the window, at Help."))
    return 0


@command("report", option("--out", type=PATH, metavar="OUT.txt", help=mark("Write it into this file as well.")))
def report(out: Path | None) -> int:
    """It is shown in any case, so that whoever sends it has read it."""
    content = program_about.report(laptop().home, local_clock())
    say(content.rstrip())
    if out:
        write_whole(out, content.encode())
        say_paths([out])
    return 0
