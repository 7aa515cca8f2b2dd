"""Freezing of results at headquarters, as people and programs read it, and its two acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from juryapp.board.frozen_results import frozen_json, frozen_results, frozen_sentences
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, PASSPHRASE_FILE, REASON, ROOT_PIN_FILE, opened, root_pin
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk import freezing
from juryapp.store.connection import EventFile
from juryapp.text import _, mark

_BY = option("--by", default="", metavar="NAME", help=mark("Who decided it; it stays on record."))
_CATEGORY = click.Argument(["category"], metavar="CATEGORY")


def frozen_told(file: EventFile, *, with_places: bool = True) -> dict[str, Any]:
    """`frozen`: each result that headquarters froze. Nothing where there is none."""
    found = [frozen_json(file, one, with_places=with_places) for one in frozen_results(file)]
    return {"frozen": found} if found else {}


def say_frozen(file: EventFile, category: str | None = None, *, with_places: bool = True) -> None:
    """Each frozen result, and whether it is still what it was."""
    for one in frozen_results(file):
        if category in (None, one.category):
            first, *rest = frozen_sentences(file, one, with_places=with_places)
            say("", first, *(f"  {sentence}" for sentence in rest))


@command("freeze", EVENT, _CATEGORY, REASON, _BY, PASSPHRASE_FILE, ROOT_PIN_FILE, DESK_PIN_FILE)
def freeze(
    event: Path,
    category: str,
    reason: str,
    by: str,
    passphrase_file: Path | None,
    root_pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Of a final result; what comes in later is told."""
    with opened(event, passphrase_file) as ours:
        freezing.freeze(ours, root_pin(ours, root_pin_file, desk_pin_file), category, reason, by)
        digest = next(one.frozen.digest for one in frozen_results(ours.file) if one.category == category)
    say(_("The result of {category} is frozen; its digest is {digest}.", category=category, digest=digest))


@command("unfreeze", EVENT, _CATEGORY, REASON, _BY, PASSPHRASE_FILE, ROOT_PIN_FILE, DESK_PIN_FILE)
def unfreeze(
    event: Path,
    category: str,
    reason: str,
    by: str,
    passphrase_file: Path | None,
    root_pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Both acts stay on record."""
    with opened(event, passphrase_file) as ours:
        freezing.unfreeze(ours, root_pin(ours, root_pin_file, desk_pin_file), category, reason, by)
    say(_("The result of {category} is frozen no more; both acts stay on record.", category=category))
