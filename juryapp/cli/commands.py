"""Every command by its name: what it does, and the module that holds it.

A module is loaded when its command is called or explained: counting must not wait for the libraries that sign documents,
nor a list of the commands for any.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import click

from juryapp import __version__
from juryapp.cli.command_table import COMMANDS
from juryapp.cli.words import LANGUAGE, Callback, Command, Group, first_sentence, option
from juryapp.text import mark, translate


class EveryCommand(Group):
    """The commands together; a command is loaded when it is called or explained, not when it is listed."""

    def list_commands(self, ctx: click.Context | None = None) -> list[str]:
        """The commands' names in the order in which an event needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: Command = getattr(import_module(f"juryapp.cli.{COMMANDS[cmd_name][0]}"), cmd_name.replace("-", "_"))
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help: a command's name and the first sentence of its own help."""
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, first_sentence(translate(message))) for name, (_module, message) in COMMANDS.items()])


def command(name: str, *parameters: click.Parameter) -> Callable[[Callback], Command]:
    """Makes a function the command of this name, with these parameters; its help stands in `COMMANDS`."""

    def make(callback: Callback) -> Command:
        return Command(name, callback=callback, help=COMMANDS[name][1], params=[*parameters, LANGUAGE])

    return make


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
