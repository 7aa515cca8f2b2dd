"""Data out: an event as plain tables that other programs read, or its points and results as a workbook with formulas."""

from __future__ import annotations

from pathlib import Path

from juryapp.board.finality import finality
from juryapp.board.plain_tables import plain_tables
from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, PASSPHRASE_FILE, PATH, is_free, opened
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.errors import Refused
from juryapp.printing.results_workbook import write_results
from juryapp.store.plain_file import write_plain_file
from juryapp.text import _, mark

TABLES, WORKBOOK = (".sqlite", ".db"), ".xlsx"


@command(
    "export",
    EVENT,
    option(
        "--to",
        required=True,
        type=PATH,
        metavar="OUT.sqlite|OUT.xlsx",
        help=mark(
            "The new file. One that ends in .sqlite or .db holds plain tables, one in .xlsx the results with live formulas."
        ),
    ),
    PASSPHRASE_FILE,
)
def export(event: Path, to: Path, passphrase_file: Path | None) -> None:
    """Reads only; the new file isn't encrypted."""
    ending = to.suffix.lower()
    if ending not in (*TABLES, WORKBOOK):
        raise Refused("{path} doesn't end in .sqlite, .db or .xlsx, which is what is written; name it so.", path=to)
    is_free(to)
    with opened(event, passphrase_file, look=True) as ours:
        if ending == WORKBOOK:
            write_results(ours, to)
        else:
            write_plain_file(to, plain_tables(ours.file, finality(ours)))
    say(_("The file is not encrypted: whoever has it reads scores and names. It holds no notes and no signatures."))
    say_paths([to])
