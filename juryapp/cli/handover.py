"""Receipts: the one on paper for a flash disk that somebody brought, and headquarters' small file for every laptop."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, PASSPHRASE_FILE, PATH, opened, writable_folder
from juryapp.cli.telling import progress, say, say_paths
from juryapp.cli.words import option
from juryapp.errors import Refused
from juryapp.printing.document_folder import put_document
from juryapp.sharing.handover import handover_receipt
from juryapp.sharing.receipt import write_receipt
from juryapp.text import _, mark


@command(
    "receipt",
    EVENT,
    click.Argument(["paths"], metavar="PATH...", nargs=-1, type=PATH),
    option("--out", required=True, type=PATH, metavar="DIR", help=mark("The folder for the file.")),
    option("--from", "brought_by", default="", metavar="NAME", help=mark("Who handed it over; else it is to be written in.")),
    PASSPHRASE_FILE,
)
def receipt(event: Path, paths: tuple[Path, ...], out: Path, brought_by: str, passphrase_file: Path | None) -> None:
    """For packages one page in the event's language; without any, headquarters' receipt. Nothing is taken in."""
    if not paths:
        _write_file(event, out, brought_by, passphrase_file)
        return
    with opened(event, passphrase_file, look=True) as ours:
        writable_folder(out)
        with progress(_("Reading")) as told:
            name, pdf = handover_receipt(ours, paths, brought_by, told)
    put_document(out / name, pdf)
    say(_("The receipt is written."))
    say_paths([out / name])


def _write_file(event: Path, out: Path, brought_by: str, passphrase_file: Path | None) -> None:
    if brought_by:
        raise Refused("Name the packages that {name} brought; without any it is the receipt for all laptops.", name=brought_by)
    with opened(event, passphrase_file, look=True) as ours:
        path = write_receipt(ours, out)
    say(_("Headquarters' receipt is written. Every laptop takes it in like a package, and then knows what has arrived."))
    say_paths([path])
