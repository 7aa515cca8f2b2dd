"""The commands as they are: what `docs/formats/command-line.md` lists, and what prose may name."""

from __future__ import annotations

import re
from functools import cache

import click

from juryapp.cli.commands import every_command
from juryapp.cli.common import ASSISTANT_PIN, DESK_PIN, LAST_PASSPHRASE, P12_PASSWORD, PASSPHRASE, PIN, ROOT_PIN, TOKEN_PIN
from juryapp.text import speaking, translate
from ui.start import SAMPLE

WINDOW = {SAMPLE, "--lang", "--version", "--help"}
"""What `juryapp` takes without a command: `--sample` and `--lang` open the window."""

_SECRETS = (PASSPHRASE, LAST_PASSPHRASE, P12_PASSWORD, TOKEN_PIN, PIN, ASSISTANT_PIN, DESK_PIN, ROOT_PIN)
SECRETS = {one.file_option for one in _SECRETS}


@cache
def commands() -> dict[str, click.Command]:
    """Every command by its name, in the order in which an event needs them."""
    group = every_command()
    return {name: command for name in group.list_commands() if (command := group.get_command(None, name))}


def options_of(command: str) -> dict[str, click.Option]:
    """The options of a command by each of their names."""
    options = [one for one in commands()[command].params if isinstance(one, click.Option)]
    return {name: one for one in options for name in (*one.opts, *one.secondary_opts)}


def overview() -> str:
    """A row for each command: what it does in a sentence."""
    with speaking("en"):
        rows = [f"| [`{name}`](#{name}) | {one.get_short_help_str()} |" for name, one in commands().items()]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def reference() -> str:
    """A part for each command: how it is called, what it does, its options."""
    with speaking("en"):
        return "\n\n".join(_part(name, one) for name, one in commands().items())


def _part(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != translate("[OPTIONS]"))
    options = [one for one in command.params if isinstance(one, click.Option) and "--lang" not in one.opts and not one.hidden]
    rows = [f"- {_called(one)}: {_help(one)}" for one in options if one.opts[0] not in SECRETS]
    secrets = ", ".join(f"`{one.opts[0]}`" for one in options if one.opts[0] in SECRETS)
    listed = "\n".join([*rows, *([f"- secrets: {secrets}"] if secrets else [])])
    return "\n\n".join(part for part in (f"### {name}", f"`juryapp {name} {usage}`", str(command.help), listed) if part)


def _called(one: click.Option) -> str:
    """The option as one types it; in bold where it is required."""
    if one.is_flag:
        value = ""
    elif isinstance(one.type, click.Choice):
        value = " " + "|".join(map(str, one.type.choices))
    else:
        value = f" {one.metavar or one.type.name.upper()}"
    called = f"`{'`, `'.join(one.opts)}{value}`"
    return f"**{called}**" if one.required else called


def _help(one: click.Option) -> str:
    told = one.help or ""
    return f"{told} May be repeated." if one.multiple and not re.search("repeated|several", told) else told


def secrets() -> str:
    """A row for each secret: its option, its variable, what it is."""
    with speaking("en"):
        rows = [
            f"| `{one.file_option}` | `{one.variable}` | {translate(one.prompt, juror='a juror', name='of a juror')} |"
            for one in _SECRETS
        ]
    return "\n".join(["| option | variable | secret |", "|---|---|---|", *rows])
