"""Spare copies that this laptop made by itself: which there are, and taking one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE, PASSPHRASE_FILE, PATH, ask, is_free, laptop
from juryapp.cli.telling import say, say_json, say_paths, say_table
from juryapp.cli.words import option
from juryapp.event import spare_offer, spare_restore
from juryapp.event.opening import open_event
from juryapp.event.spare_files import every_spare, taken_from
from juryapp.event.spare_words import told_after, when, why
from juryapp.sharing.bring_back import bring_back
from juryapp.text import _, mark, number, plural

if TYPE_CHECKING:
    from juryapp.event.spare_files import Spare


@command(
    "spares",
    click.Argument(["event"], metavar="[EVENT.jury]", type=PATH, required=False),
    JSON,
)
def spares(event: Path | None, as_json: bool) -> None:
    """The newest first; the numbers are what `restore` takes."""
    home = laptop().home
    found = taken_from(home, event) if event else every_spare(home)
    if as_json:
        say_json({"spares": [_as_json(spare) for spare in found]})
        return
    if not found and event:
        say(_("This laptop has no spare copy of {path}.", path=event))
    _say(found)
    if event and len(found) < len(every_spare(home)):
        say(_("Those of other files: juryapp spares"))


def _say(found: list[Spare]) -> None:
    headings = [_("Number"), _("Made"), _("Up to entry"), _("Size"), _("Why"), _("Copy of")]
    now = laptop().clock()
    rows = [
        [
            str(spare.number),
            when(spare, now),
            str(spare.entries),
            _("{size} kB", size=number(spare.size // 1000)),
            why(spare),
            spare.path,
        ]
        for spare in found
    ]
    say_table(headings, rows, right=(0, 2, 3))
    say(plural("{count} spare copy.", "{count} spare copies.", len(found)))


def _as_json(spare: Spare) -> dict[str, object]:
    facts = {"number": spare.number, "at": spare.at, "cause": spare.cause.value, "entries": spare.entries, "size": spare.size}
    return {**facts, "event": spare.event, "path": spare.path, "file": str(spare.file)}


@command(
    "restore",
    EVENT,
    option("--spare", "wanted", type=click.IntRange(1), metavar="NUMBER", help=mark("Which one; without it, the furthest.")),
    option("--go-on", "go_on", is_flag=True, help=mark("Keeps the file that lies there, though this laptop knows a newer one.")),
    option("--to", "to", type=PATH, metavar="NEW.jury", help=mark("Another place for it; EVENT.jury stays as it is.")),
    PASSPHRASE_FILE,
)
def restore(event: Path, wanted: int | None, to: Path | None, passphrase_file: Path | None, *, go_on: bool) -> None:
    """Without a number, a file that is whole and lacks nothing is left alone."""
    if go_on:
        with open_event(laptop(), event, ask(PASSPHRASE, passphrase_file), look=True) as older:
            spare_offer.go_on_with(older)
        say(_("From now on {path} is gone on with, as it is.", path=event))
        return
    spare_offer.check_some(laptop())
    spare = spare_offer.numbered(laptop(), event, wanted) if wanted else None
    place = is_free(to) if to else event
    passphrase = ask(PASSPHRASE, passphrase_file)
    spare = spare or spare_offer.furthest(laptop(), event, passphrase)
    whole = spare_restore.check_it_adds(place, spare, passphrase, asked=wanted is not None)
    done = spare_restore.restore(laptop(), place, spare, passphrase)
    back = None if whole else bring_back(laptop(), done, passphrase)
    say(_done_words(done.spare), *map(str, told_after(done, back, whole=whole)))
    say_paths([done.path])


def _done_words(spare: Spare) -> str:
    gaps = {"number": spare.number, "when": when(spare, laptop().clock()), "entries": spare.entries}
    return _("Spare copy {number} is in place: {when}, up to entry {entries}.", **gaps)
