"""Every command by its name, in the order in which an event needs them, and the module that holds it.

A module is loaded when its command is called or explained: counting must not wait for the libraries that sign documents.
"""

from __future__ import annotations

from importlib import import_module

import click

from juryapp import __version__
from juryapp.cli.words import LANGUAGE, Command, Group, option
from juryapp.text import mark

MODULES = {
    "setup": ("template", "create", "update", "headquarters"),
    "enrolling": ("enrol",),
    "secretary": (*("prepare", "attendance", "withdraw", "presence", "reopen", "resolve", "decide", "join", "map-rubric"),),
    "jurors": ("score", "note", "recuse", "sign"),
    "typing_in": ("type-scores",),
    "notes": ("recover-note", "erase-note"),
    "carrying": ("pack", "merge", "take-tail"),
    "laptop_list": ("written-at", "remove-laptop", "readmit-laptop"),
    "stated_day": ("state-day",),
    "reports": ("status", "tally", "conflicts", "history"),
    "result_list": ("acknowledge",),
    "papers": ("documents", "envelope", "root", "verify"),
    "export": ("export",),
    "rescue": ("rescue",),
    "spares": ("spares", "restore"),
    "demo": ("demo",),
    "help_desk": ("log",),
}
"""The commands of each module of `juryapp.cli`, where each is named as here but for its hyphens."""


class EveryCommand(Group):
    """The commands together; each is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context | None = None) -> list[str]:
        """The commands' names in the order in which an event needs them."""
        return [name for names in MODULES.values() for name in names]

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> Command | None:
        """The command of this name, loaded now if it was not; None if there is none."""
        for module, names in MODULES.items():
            if cmd_name in names:
                command: Command = getattr(import_module(f"juryapp.cli.{module}"), cmd_name.replace("-", "_"))
                return command
        return None


def every_command() -> EveryCommand:
    """The program's command line."""
    version = option(
        "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help=mark("Show the version.")
    )
    return EveryCommand("juryapp", help=_EXPLANATION, params=[version, LANGUAGE])


_EXPLANATION = mark(
    "A jury that interviews on site, without a network. Alone or with one .jury file it opens the window; with a command it "
    "does the same work without one. Secrets come from files or from the environment, else you are asked."
)


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"juryapp {__version__}")
        ctx.exit()
