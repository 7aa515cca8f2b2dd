"""The same verbs without a window: `main` runs one command and returns its exit code.

0 done; 1 a known problem, a sentence each on standard error; 2 wrong usage. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

import click

from juryapp import log, memory_dumps, text
from juryapp.cli.commands import every_command
from juryapp.cli.telling import sentences
from juryapp.cli.words import speak_through_click
from juryapp.errors import Problem, Why
from juryapp.locations import Home
from juryapp.starting_language import asked_language, starting_language

if TYPE_CHECKING:
    from juryapp.event.laptop import Laptop

DONE, PROBLEM, INTERRUPTED = 0, 1, 130


def main(argv: list[str] | None = None, laptop: Laptop | None = None) -> int:
    """Runs one command with these words (default: those the program was called with) and returns the exit code.

    `laptop` is the device on which it runs; by default the one of `JURYAPP_HOME`. A bug is left to crash loudly.
    """
    memory_dumps.forbid()
    words = list(sys.argv[1:] if argv is None else argv)
    _lose_no_letter()
    try:
        home = laptop.home if laptop else Home.usual()
        text.use(starting_language(asked_language(words)[0], home))
        log.begin(home)
        if home.leaving.is_dir():
            import_module("juryapp.cli.leaving").go_on(home)
        code = _run(words, laptop)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # whoever read our output has read enough
        _forget_output()
        return PROBLEM
    except KeyboardInterrupt:
        return _stopped()
    except OSError as trouble:
        return _refused_by_the_system(trouble)
    finally:
        log.end()


def _lose_no_letter() -> None:
    """A letter that the terminal's encoding lacks is written as an escape: output never fails for a candidate's name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """What is still to be written goes nowhere, so that the interpreter's end doesn't fail as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.close(nowhere)


def _stopped() -> int:
    click.echo(text.translate("Stopped. What was saved before stays saved."), err=True)
    return INTERRUPTED


def _refused_by_the_system(trouble: OSError) -> int:
    """A path that can't be looked at, or an output that can't be written: the machine's trouble, no bug."""
    if trouble.filename is None:
        _forget_output()
        sentence = text.translate("What is to be shown can't be written: {why}.", why=Why(trouble))
    else:
        sentence = text.translate("{path} can't be used: {why}.", path=os.fspath(trouble.filename), why=Why(trouble))
    click.echo(sentence, err=True)
    return PROBLEM


def _run(words: list[str], laptop: Laptop | None) -> int:
    speak_through_click()
    commands = every_command()
    try:
        with _logged(next((word for word in words if word in commands.list_commands()), "")):
            code = commands.main(words, prog_name="juryapp", standalone_mode=False, windows_expand_args=False, obj=laptop)
        return code if isinstance(code, int) else DONE
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except Problem as problem:
        log.refused(problem)
        for sentence in sentences(problem):
            click.echo(sentence, err=True)
        return PROBLEM
    except click.Abort:
        return _stopped()
    except SystemExit as end:
        # click's own end when a pipe is closed
        raise BrokenPipeError from end


@contextmanager
def _logged(command: str) -> Iterator[None]:
    """The command by its name, how long it took, and a mistake of ours by its class; help and wrong words leave no line."""
    if not command:
        yield
        return
    log.started(command)
    began = monotonic()
    try:
        yield
        log.ended(command, monotonic() - began)
    except Exception as error:
        if not isinstance(error, Problem | OSError | click.ClickException | click.Abort):
            log.crashed(type(error))
        raise
