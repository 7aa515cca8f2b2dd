"""Rescuing a damaged event file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.cli.commands import command
from juryapp.cli.common import PASSPHRASE, PASSPHRASE_FILE, PATH, ask, exists, is_free, laptop
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.sharing.rescue import rescue_file
from juryapp.text import _, called, mark, plural

if TYPE_CHECKING:
    from juryapp.exchange.rescue import MissingEntries, Rescued


@command(
    "rescue",
    click.Argument(["damaged"], metavar="DAMAGED.jury", type=PATH),
    option("--to", "to", required=True, type=PATH, metavar="NEW.jury", help=mark("The new file.")),
    PASSPHRASE_FILE,
)
def rescue(damaged: Path, to: Path, passphrase_file: Path | None) -> None:
    """Done when something was saved; what is lost is told by laptop and number."""
    exists(damaged)
    is_free(to)
    _say_rescued(rescue_file(laptop(), damaged, to, ask(PASSPHRASE, passphrase_file)))
    say_paths([to])


def _say_rescued(found: Rescued) -> None:
    say(plural("{count} entry saved.", "{count} entries saved.", found.entries))
    say(plural("{count} attached document saved.", "{count} attached documents saved.", found.attachments))
    if found.held:
        say(
            plural(
                "{count} entry does not count yet: it waits for those before it, or for its laptop's admission.",
                "{count} entries do not count yet: they wait for those before them, or for their laptop's admission.",
                found.held,
            )
        )
    if found.pages_lost:
        say(plural("{count} page of the file is lost.", "{count} pages of the file are lost.", found.pages_lost))
    if found.gaps:
        say(_("Lost:"), *("  " + _gap(gap) for gap in found.gaps))
    if not found.entries:
        say(
            _("The new file can't be opened alone: merge it into the spare copy; what waits comes in with what is missing there.")
        )
    elif found.gaps or found.held:
        say(
            _("Next: merge the packages, the spare copy and the other laptops' files into the new file; they bring what is lost.")
        )
    else:
        say(_("Nothing is known to be lost. Go on with the new file, and put the damaged one aside."))


def _gap(gap: MissingEntries) -> str:
    name = f"{called(gap.name)} ({gap.device[:8]})" if gap.name else gap.device[:8]
    if gap.first == gap.last:
        return _("laptop {laptop}: entry {first}", laptop=name, first=gap.first)
    return _("laptop {laptop}: entries {first} to {last}", laptop=name, first=gap.first, last=gap.last)
