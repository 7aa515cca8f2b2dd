"""Words: commands and options that speak the chosen language, and what click itself says. No command's work is here.

A command's help is an English message that is put into the reader's language when it is shown, so that one set of
commands serves both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import click.core
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from juryapp.text import LANGUAGES, mark, translate

Callback = Callable[..., int | None]


class _Spoken:
    """Something whose help is a message."""

    _message: str | None = None

    @property
    def help(self) -> str | None:
        """The help in the current language."""
        return translate(self._message) if self._message else None

    @help.setter
    def help(self, message: str | None) -> None:
        self._message = message


class Option(_Spoken, click.Option):
    """An option whose help is a message."""


_PIECES = (mark("[OPTIONS]"), mark("COMMAND [ARGS]..."))


class _WithHelp(_Spoken):
    """What `--help` explains."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """`--help`, in the current language."""
        return _HELP

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands after the command's name; click's own pieces in the current language, names of files as they are."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [translate(piece) if piece in _PIECES else piece for piece in pieces]


class Command(_WithHelp, click.Command):
    """A command whose help is a message."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, whole: it is wrapped, not cut."""
        return first_sentence(self.help or "")


def first_sentence(help: str) -> str:
    """The first sentence of a command's help, whole."""
    return help.split(". ")[0].rstrip(".") + "."


class Group(_WithHelp, click.Group):
    """Commands together."""


def option(*names: str, help: str, **settings: Any) -> Option:
    """An option; `help` is an English message."""
    return Option(names, help=help, **settings)


def _show_help(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


_HELP = option(
    "--help", is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=mark("Show this message and exit.")
)
LANGUAGE = option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, help=mark("The language to speak, before or after the command.")
)


_CLICKS_OWN = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Try '{command} {option}' for help."),
    mark("Error: {message}"),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing command."),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("Option {name!r} does not take a value."),
    mark("Choose from:\n\t{choices}"),
    mark("required"),
    mark("Repeat for confirmation"),
    mark("Error: The two entered values do not match."),
    mark("Got unexpected extra argument ({args})"),
    mark("Got unexpected extra arguments ({args})"),
    mark("{value!r} is not {choice}."),
    mark("{value!r} is not one of {choices}."),
    mark("Option {name!r} requires an argument."),
    mark("Did you mean {possibility}?"),
    mark("(Did you mean one of: {possibilities}?)"),
)
"""What click says to people. Its other sentences stay English."""


def _one_or_many(one: str, many: str, count: int) -> str:
    """As `gettext.ngettext`; click fills the gaps."""
    return translate(one if count == 1 else many)


def speak_through_click() -> None:
    """Lets click say its own sentences in the current language; it knows only the system's."""
    for module in (click.core, click.exceptions, click.formatting, click.parser, click.types, click.termui):
        for name, speak in (("_", translate), ("ngettext", _one_or_many)):
            if hasattr(module, name):
                setattr(module, name, speak)
