"""The receipt for a flash disk that somebody brought."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, PASSPHRASE_FILE, PATH, opened, writable_folder
from juryapp.cli.telling import progress, say, say_paths
from juryapp.cli.words import option
from juryapp.printing.document_folder import put_document
from juryapp.sharing.handover import handover_receipt
from juryapp.text import _, mark


@command(
    "receipt",
    EVENT,
    click.Argument(["paths"], metavar="PATH...", nargs=-1, required=True, type=PATH),
    option("--out", required=True, type=PATH, metavar="DIR", help=mark("The folder for the PDF file.")),
    option("--from", "brought_by", default="", metavar="NAME", help=mark("Who handed it over; else it is to be written in.")),
    PASSPHRASE_FILE,
)
def receipt(event: Path, paths: tuple[Path, ...], out: Path, brought_by: str, passphrase_file: Path | None) -> None:
    """One page in the event's language; nothing is taken in."""
    with opened(event, passphrase_file, look=True) as ours:
        writable_folder(out)
        with progress(_("Reading")) as told:
            name, pdf = handover_receipt(ours, paths, brought_by, told)
    put_document(out / name, pdf)
    say(_("The receipt is written."))
    say_paths([out / name])
