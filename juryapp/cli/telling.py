"""Telling: sentences, tables, paths and JSON on standard output; progress on standard error when it is a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from juryapp.errors import Problem, Problems
from juryapp.text import translate

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def say(*lines: str) -> None:
    """Lines on standard output."""
    for line in lines:
        click.echo(line)


def sentences(problem: Problem) -> Iterator[str]:
    """Every sentence of a problem, one a line, each with the command that sees to it, if one does."""
    for one in problem.problems if isinstance(problem, Problems) else (problem,):
        if isinstance(one, Problems):
            yield from sentences(one)
        else:
            yield from (*one.sentences()[:-1], f"{one.sentences()[-1]} {_command(one)}".rstrip())


def _command(problem: Problem) -> str:
    return translate("(The command: {command})", command=problem.command) if problem.command else ""


def tell(*lines: str) -> None:
    """Lines on standard error, where what hinders nothing is told."""
    for line in lines:
        click.echo(line, err=True)


def say_json(content: Mapping[str, object]) -> None:
    """One JSON object and nothing else."""
    unicode = sys.stdout is not None and (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(content, ensure_ascii=not unicode, indent=1))


def say_paths(paths: Iterable[Path]) -> None:
    """What was written: the last lines of a command."""
    say(*(str(path) for path in paths))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """A table: aligned text, on a terminal with wrapped cells. `right` are the columns of numbers."""
    if not rows:
        return
    if sys.stdout is not None and sys.stdout.isatty():
        _rich_table(headings, rows, right)
    else:
        say(*_aligned([headings, *rows], right))


def _rich_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(headings):
        # folded, never cut: an entry's name is there to be copied
        table.add_column(escape(heading), justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console(highlight=False).print(table)


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[int]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Shows long work on standard error, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
