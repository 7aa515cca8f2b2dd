"""Results that were final and were changed, as people and programs read them, and headquarters' word on one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from juryapp.board.changed_result_words import result_change_json, sentences
from juryapp.board.changed_results import result_changes
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, PASSPHRASE_FILE, REASON, ROOT_PIN_FILE, opened, root_pin
from juryapp.cli.telling import say
from juryapp.desk import result_ledger
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.board.changed_results import ResultChange
    from juryapp.store.connection import EventFile


def results_json(
    file: EventFile, found: Sequence[ResultChange] | None = None, category: str | None = None, *, with_places: bool = True
) -> dict[str, Any]:
    """`results`: each result that was final and was changed; by default all of them. Nothing where there is none."""
    told = [one for one in (result_changes(file) if found is None else found) if category in (None, one.category)]
    return {"results": [result_change_json(file, one, with_places=with_places) for one in told]} if told else {}


def say_results(
    file: EventFile, category: str | None = None, found: Sequence[ResultChange] | None = None, *, with_places: bool = True
) -> bool:
    """What became of results that were final, with the acts since; True if there is any."""
    told = [one for one in (result_changes(file) if found is None else found) if category in (None, one.category)]
    for one in told:
        first, *rest = sentences(file, one, with_places=with_places)
        say("", first, *(f"  {sentence}" for sentence in rest))
    if any(one.is_alarm for one in told):
        say("  " + _("Headquarters acknowledges it with: juryapp acknowledge EVENT.jury CATEGORY --reason TEXT"))
    return bool(told)


@command(
    "acknowledge",
    EVENT,
    click.Argument(["category"], metavar="CATEGORY"),
    REASON,
    PASSPHRASE_FILE,
    ROOT_PIN_FILE,
    DESK_PIN_FILE,
)
def acknowledge(
    event: Path,
    category: str,
    reason: str,
    passphrase_file: Path | None,
    root_pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A later change is told again."""
    with opened(event, passphrase_file) as ours:
        result_ledger.acknowledge(ours, root_pin(ours, root_pin_file, desk_pin_file), category, reason)
    say(_("The change of the result of {category} is acknowledged; the minutes go on telling of it.", category=category))
