"""Data out: events as plain tables that other programs read, or an event's points and results as a workbook with formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from juryapp.board.finality import finality
from juryapp.board.plain_tables import of_several, plain_tables
from juryapp.cli.commands import command
from juryapp.cli.common import PASSPHRASE_FILE, PATH, exists, is_free, opened
from juryapp.cli.telling import say, say_paths, tell
from juryapp.cli.words import option
from juryapp.desk.exported_notes import notes_table
from juryapp.disk import check_writable
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.printing.results_workbook import write_results
from juryapp.store.plain_file import PlainTable, write_plain_file
from juryapp.store.plain_text_files import write_csv_files, write_json
from juryapp.text import _, mark

WORKBOOK = ".xlsx"


def _into(write: Callable[[Path, Sequence[PlainTable]], None], path: Path, tables: Sequence[PlainTable]) -> list[Path]:
    write(path, tables)
    return [path]


_WRITERS: dict[str, Callable[[Path, Sequence[PlainTable]], list[Path]]] = {
    ".sqlite": partial(_into, write_plain_file),
    ".db": partial(_into, write_plain_file),
    ".json": partial(_into, write_json),
    "": write_csv_files,
}
"""By the ending of the name; a folder has none."""


@command(
    "export",
    click.Argument(["events"], metavar="EVENT.jury...", type=PATH, nargs=-1, required=True),
    option(
        "--to",
        required=True,
        type=PATH,
        metavar="OUT.sqlite|OUT.json|DIR|OUT.xlsx",
        help=mark(
            "What is written, by its ending: .sqlite, .db or .json hold plain tables, a folder has them as .csv files, .xlsx the "
            "results of one event with live formulas."
        ),
    ),
    option(
        "--notes",
        is_flag=True,
        help=mark(
            "With plain tables: what jurors noted for the panel or as feedback, too; never what they noted for themselves."
        ),
    ),
    PASSPHRASE_FILE,
)
def export(events: tuple[Path, ...], to: Path, notes: bool, passphrase_file: Path | None) -> None:
    """Reads only; what is written isn't encrypted. Several events have one passphrase, or each is asked for."""
    ending = "" if to.is_dir() else to.suffix.lower()
    if ending != WORKBOOK and ending not in _WRITERS:
        raise Refused(
            "{path} ends in none of .sqlite, .db, .json and .xlsx, and isn't a folder, which have no ending; name it so.", path=to
        )
    if ending == WORKBOOK and (notes or len(events) > 1):
        raise Refused("A workbook holds the results of one event and no notes; for more write .sqlite, .json or a folder.")
    if ending:
        is_free(to)
        check_writable(to)
    if ending == WORKBOOK:
        with opened(exists(events[0]), passphrase_file, look=True) as ours:
            write_results(ours, to)
        written = [to]
    else:
        written = _WRITERS[ending](to, _tables(events, passphrase_file, notes=notes))
    if notes:
        say(_("What was written is not encrypted: whoever has it reads scores, names and notes. It holds no signatures."))
    else:
        say(_("What was written is not encrypted: whoever has it reads scores and names. It holds no notes and no signatures."))
    say_paths(written)


def _tables(events: Sequence[Path], passphrase_file: Path | None, *, notes: bool) -> Sequence[PlainTable]:
    """All are read before anything is written. Of several events each row says of which it is."""
    found: dict[str, list[PlainTable]] = {}
    for path in dict.fromkeys(events):
        if len(events) > 1:
            tell(str(path))  # each may be asked for its passphrase
        with opened(exists(path), passphrase_file, look=True) as ours:
            if ours.id in found:
                raise Refused("{path} is a file of an event that was named before; name each event once.", path=path)
            found[ours.id] = _of(ours, notes=notes)
    return next(iter(found.values())) if len(found) == 1 else of_several(found)


def _of(event: OpenEvent, *, notes: bool) -> list[PlainTable]:
    return [*plain_tables(event.file, finality(event)), *([notes_table(event)] if notes else [])]
