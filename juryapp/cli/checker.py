"""Checker: the command that writes the page with which others check papers without this program."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import PASSPHRASE_FILE, PATH, is_free, opened
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.disk import write_whole
from juryapp.errors import Refused
from juryapp.text import _, mark


@command(
    "checker",
    click.Argument(["out"], metavar="OUT.html", type=PATH),
    click.Argument(["event"], metavar="EVENT.jury", type=PATH, required=False),
    option(
        "--root",
        type=PATH,
        metavar="ROOT.pem",
        help=mark("Headquarters' certificate that the page believes, in place of an event."),
    ),
    PASSPHRASE_FILE,
)
def checker(out: Path, event: Path | None, root: Path | None, passphrase_file: Path | None) -> None:
    """The same event gives the same bytes."""
    from juryapp.verification import checker_page
    from juryapp.verification.authority import grouped, read_published

    if event and root:
        raise Refused("Give an event or a root certificate, not both.")
    if event:
        with opened(event, passphrase_file, look=True) as ours:
            headquarters, page = ours.trust.root, checker_page.of_event(ours)
    else:
        headquarters = read_published(root).root if root else None
        page = checker_page.checker_page(headquarters)
    content = page.encode()
    if not (out.is_file() and out.read_bytes() == content):
        write_whole(is_free(out), content)
    if headquarters:
        say(
            _(
                "It believes what this headquarters certified. Fingerprint (SHA-256): {fingerprint}",
                fingerprint=grouped(headquarters.fingerprint),
            )
        )
    else:
        say(_("It believes nobody yet: who opens it chooses headquarters' certificate and types its fingerprint."))
    say(_("Give it to readers in a way that they trust."))
    say_paths([out])
