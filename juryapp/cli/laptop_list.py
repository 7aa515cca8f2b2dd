"""Laptops that take part: what was written at one, and the desk's acts that remove one or admit it again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.laptop_names import LaptopNames, laptop_meant, laptop_names
from juryapp.board.laptop_roster import PreparedLaptop, for_whom, prepared
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, JSON, PASSPHRASE_FILE, REASON, opened, secretary_desk
from juryapp.cli.telling import say, say_json, say_table
from juryapp.cli.words import option
from juryapp.desk import laptop_removal
from juryapp.documents.words import moment
from juryapp.errors import Refused
from juryapp.store import model_records
from juryapp.text import _, mark

if TYPE_CHECKING:
    from juryapp.desk.laptop_removal import WrittenThere

LAPTOP = click.Argument(["laptop"], metavar="LAPTOP")


@command(
    "written-at",
    EVENT,
    LAPTOP,
    PASSPHRASE_FILE,
    JSON,
)
def written_at(event: Path, laptop: str, passphrase_file: Path | None, as_json: bool) -> None:
    """What is to be looked at before a laptop is removed."""
    with opened(event, passphrase_file, look=True) as here:
        known = laptop_meant(here, laptop)
        name = laptop_names(here.file)[known.id]
        found = laptop_removal.written_at(here, known.id)
    if as_json:
        say_json({"id": known.id, "name": known.name, "removed": known.removed, "written": [asdict(one) for one in found]})
    elif not found:
        say(_("No juror's work of laptop {name} is here.", name=name))
    else:
        headings = (_("Juror"), _("Candidate"), _("Scores"), _("Other"), _("Signed"), _("Entries"), _("From"), _("To"))
        say_table(headings, [_row(one) for one in found], right=(2, 3))


def _row(one: WrittenThere) -> tuple[str, ...]:
    signed, numbers = _("signed") if one.signed else "–", f"{one.first}–{one.last}"
    return one.juror, one.candidate or "–", str(one.scores), str(one.others), signed, numbers, one.since, one.until


@command("laptops", EVENT, PASSPHRASE_FILE, JSON)
def laptops(event: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """The roster of the copies that were prepared."""
    with opened(event, passphrase_file, look=True) as here:
        roster, jurors = prepared(here.file), model_records.jurors(here.file)
        names, zone = laptop_names(here.file), model_records.event(here.file).time_zone
    if as_json:
        say_json({"laptops": [asdict(one) for one in roster]})
    elif not roster:
        say(_("No laptop was prepared yet."))
    else:
        rows = [
            (
                one.label,
                for_whom(one, jurors),
                moment(one.at, zone),
                names[one.by],
                _opened_words(one, names),
            )
            for one in roster
        ]
        say_table((_("Laptop"), _("For"), _("Prepared"), _("At"), _("Opened")), rows)


def _opened_words(one: PreparedLaptop, names: LaptopNames) -> str:
    if one.is_doubled:
        return _("at several: {laptops}", laptops=", ".join(names[id_] for id_ in one.opened_at))
    return _("yes") if one.opened_at else _("nothing came in yet")


@command(
    "remove-laptop",
    EVENT,
    LAPTOP,
    option(
        "--keep",
        required=True,
        metavar="all|none|NUMBER",
        help=mark("What of it counts: all that is here, none of it, or its entries up to this number."),
    ),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def remove_laptop(
    event: Path, laptop: str, keep: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None
) -> None:
    """The desk's act; what doesn't count any more is kept."""
    last = _until(keep)
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = laptop_meant(desk.event, laptop)
        laptop_removal.remove(desk, known.id, last, reason)
        until, name = desk.event.trust.removed[known.id].until, laptop_names(desk.event.file)[known.id]
    sentence = mark("Laptop {name} is removed. What was written there after its entry {number} does not count.")
    say(_(sentence, name=name, number=until))


def _until(keep: str) -> int | None:
    if keep in ("all", "none"):
        return None if keep == "all" else 0
    if not (keep.isascii() and keep.isdecimal() and len(keep) < 10):
        raise Refused("{keep} is neither `all` nor `none` nor the number of an entry.", keep=keep)
    return int(keep)


@command(
    "readmit-laptop",
    EVENT,
    LAPTOP,
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def readmit_laptop(event: Path, laptop: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """The desk's act that takes a removal back."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = laptop_meant(desk.event, laptop)
        laptop_removal.readmit(desk, known.id, reason)
        name = laptop_names(desk.event.file)[known.id]
    say(_("Laptop {name} takes part again.", name=name))
