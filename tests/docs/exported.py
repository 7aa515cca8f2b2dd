"""The tables of `juryapp export`, as `docs/formats/export.md` lists them."""

from __future__ import annotations

from juryapp.board.finality import SETTLED
from juryapp.board.plain_tables import plain_tables
from juryapp.store.plain_file import PlainTable
from tests.exchange.histories import in_memory


def tables() -> str:
    """A table for each: its columns, which of them name a row, which name a row of another, and what each means."""
    event = in_memory()
    event.connection.execute("INSERT INTO event(code) VALUES ('X')")  # the smallest event has the same tables
    return "\n\n".join(map(_table, plain_tables(event, SETTLED)))


def _table(table: PlainTable) -> str:
    rows = [f"| {_name(table, name)} | {_kind(table, name)} | {meaning} |" for name, meaning in table.columns.items()]
    return "\n".join([f"### {table.name}", "", "| column | kind | |", "|---|---|---|", *rows])


def _name(table: PlainTable, column: str) -> str:
    return f"**`{column}`**" if column in table.key else f"`{column}`"


def _kind(table: PlainTable, column: str) -> str:
    if column in table.others:
        return "`" + ".".join(table.others[column]) + "`"
    return "whole number" if column in table.whole else "text"
