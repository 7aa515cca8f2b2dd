"""What can be asked of an event: completeness, ranking, two versions, history. Reads only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.clocks import AT_OFFICE, clock_words
from juryapp.board.completeness import completeness as completeness_of
from juryapp.board.completeness_words import gaps
from juryapp.board.confirmations import confirmed
from juryapp.board.finality import finality
from juryapp.board.finality_words import awaited_sentences, awaited_words
from juryapp.board.history import Wanted, is_wanted
from juryapp.board.laptop_names import laptop_names
from juryapp.board.rescue_losses import loss_sentences
from juryapp.board.sheet_then import sheet_then
from juryapp.board.status import conflicts as all_conflicts
from juryapp.board.status import status as overview
from juryapp.board.status import tallies
from juryapp.board.uncounted_sheets import uncounted_sheets
from juryapp.board.warnings import noticed
from juryapp.cli import completeness, results
from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE_FILE, opened
from juryapp.cli.conflict_list import conflicts_json, say_conflicts, say_noticed, shown
from juryapp.cli.freezing import frozen_told, say_frozen
from juryapp.cli.result_list import results_json, say_results
from juryapp.cli.telling import say, say_json, say_table, sentences
from juryapp.cli.words import option
from juryapp.errors import Refused
from juryapp.event.seats import is_office
from juryapp.store import journal, model_records
from juryapp.text import _, mark, zone_of

if TYPE_CHECKING:
    from juryapp.journal.entry import Entry
    from juryapp.store.connection import EventFile


@command("status", EVENT, JSON, PASSPHRASE_FILE)
def status(event: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Completeness, as far as this file knows."""
    with opened(event, passphrase_file, look=True) as ours:
        found = overview(ours.file, ours.id, confirmed(ours))
        told = [line for one in noticed(ours) for line in sentences(one)]
        lacking = gaps(replace(completeness_of(ours), cells=()), model_records.event(ours.file).time_zone)
        rescues = loss_sentences(ours)
        if as_json:
            also = {name: said for name, said in (("noticed", told), ("lacking", lacking), ("rescues", rescues)) if said}
            members = {**completeness.status_json(found), **also, **results_json(ours.file, with_places=is_office(ours))}
            say_json({**members, **frozen_told(ours.file, with_places=is_office(ours))})
        else:
            completeness.say_status(found, ours.file)
            say(*clock_words(ours, AT_OFFICE), *told)
            if lacking:
                say(
                    "", _("Not everything that was written is here, as far as this file knows:"), *(f"- {one}" for one in lacking)
                )
            say(*(["", *rescues] if rescues else []))
            say_results(ours.file, with_places=is_office(ours))
            say_frozen(ours.file, with_places=is_office(ours))


@command(
    "tally",
    EVENT,
    option("--category", metavar="KAB", help=mark("Only this category.")),
    option("--drafts", is_flag=True, help=mark("Count complete sheets that aren't signed, too.")),
    JSON,
    PASSPHRASE_FILE,
)
def tally(event: Path, category: str | None, drafts: bool, as_json: bool, passphrase_file: Path | None) -> None:
    """Exact totals, ranks, and which rung decided."""
    with opened(event, passphrase_file, look=True) as ours:
        if category is not None and category not in model_records.categories(ours.file):
            raise Refused("{category} is not a category of this event.", category=category)
        found, waits = tallies(ours.file, category, drafts=drafts), finality(ours)
        zone = model_records.event(ours.file).time_zone
        if as_json:
            awaited = awaited_sentences(waits, zone) if any(one.complete for one in found) else []
            changed = {**({"awaited": awaited} if awaited else {}), **results_json(ours.file, category=category)}
            say_json(
                {**results.tally_json(found, model_records.candidates(ours.file), uncounted_sheets(ours.file), waits), **changed}
            )
        else:
            results.say_tally(found, ours.file, waits, drafts=drafts)
            said = awaited_words(waits) if any(one.complete for one in found) else ""
            say(*(["", said] if said else []))
            say_results(ours.file, category)
            say_frozen(ours.file, category)


@command("conflicts", EVENT, JSON, PASSPHRASE_FILE)
def conflicts(event: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Each with its versions, who wrote them and where."""
    with opened(event, passphrase_file, look=True) as ours:
        found = all_conflicts(ours.file)
        if as_json:
            say_json({**conflicts_json(found), **results_json(ours.file, with_places=is_office(ours))})
            return
        say_conflicts(found, laptop_names(ours.file))
        noticed, changed = say_noticed(ours), say_results(ours.file, with_places=is_office(ours))
        if not found and not noticed and not changed:
            say(_("Nothing has two versions."))


@command(
    "history",
    EVENT,
    option("--subject", metavar="score", help=mark("Only this subject, such as score, note, sheet, attendance.")),
    option("--key", metavar="J01/K01/REG", help=mark("Only this key, such as juror, candidate and criterion of a score.")),
    option("--person", metavar="J01", help=mark("Only what this juror, desk or hq wrote, or what is about this juror.")),
    option("--candidate", metavar="K01", help=mark("Only what is about this candidate.")),
    option("--laptop", metavar="LAPTOP", help=mark("Only what this laptop wrote: its name, or the beginning of its id.")),
    option(
        "--at",
        "moment",
        metavar="TIME",
        help=mark("With a juror and a candidate: their sheet as it stood then, as 2024-02-19 10:15 in the event's time."),
    ),
    JSON,
    PASSPHRASE_FILE,
)
def history(
    event: Path,
    subject: str | None,
    key: str | None,
    person: str | None,
    candidate: str | None,
    laptop: str | None,
    moment: str | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """The journal in the order in which it arrived here."""
    if moment is not None and (not (person and candidate) or subject or key or laptop):
        raise click.UsageError(_("Say --at with --person and --candidate alone: whose sheet is to be told."))
    with opened(event, passphrase_file, look=True) as ours:
        if moment is not None and person and candidate:
            found = _sheet_then(ours.file, person, candidate, moment)
        else:
            wanted = Wanted(person or "", candidate or "", _laptop(ours.file, laptop) if laptop else "")
            found = [entry for entry in _entries(ours.file, subject, key) if is_wanted(entry, wanted)]
    if as_json:
        say_json({"entries": [_entry_json(entry) for entry in found]})
    elif found:
        headings = (_("When"), _("Who"), _("What"), _("Says"), _("Laptop"), _("Entry"), _("Replaces"))
        say_table(headings, [_entry_row(entry) for entry in found])
    else:
        say(_("Nothing was written about this."))


def _entries(file: EventFile, subject: str | None, key: str | None) -> list[Entry]:
    entries = journal.about(file, subject) if subject is not None else journal.entries(file)
    return [entry for entry in entries if key in (None, entry.key)]


def _moment(typed: str, zone: str) -> datetime:
    try:
        at = datetime.fromisoformat(typed.strip().replace(".", ":"))
    except ValueError as problem:
        raise Refused("“{time}” is no time; write it as 2024-02-19 10:15.", time=typed) from problem
    return at if at.tzinfo else at.replace(tzinfo=zone_of(zone))


def _sheet_then(file: EventFile, juror: str, candidate: str, typed: str) -> list[Entry]:
    if juror not in model_records.jurors(file) or candidate not in model_records.candidates(file):
        raise Refused("This file has no juror {juror}, or no candidate {candidate}.", juror=juror, candidate=candidate)
    return sheet_then(file, juror, candidate, _moment(typed, model_records.event(file).time_zone))


def _laptop(file: EventFile, typed: str) -> str:
    """The id of the one laptop that is called so, or whose id begins so. Raises `Refused`."""
    names = laptop_names(file)
    found = [id_ for id_, name in names.items() if name == typed or id_.startswith(typed)]
    if len(found) != 1:
        raise Refused("{count} laptops are called “{name}” or have an id that begins so; name one.", count=len(found), name=typed)
    return found[0]


def _entry_json(entry: Entry) -> dict[str, object]:
    named = ("id", "device", "number", "at", "actor", "subject", "key", "value")
    return {**{name: getattr(entry, name) for name in named}, "supersedes": list(entry.supersedes)}


def _entry_row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.at.replace("T", " "),
        entry.actor,
        f"{entry.subject} {entry.key}",
        shown(entry.value),
        f"{entry.device[:8]} #{entry.number}",
        entry.id[:12],
        ", ".join(old[:12] for old in entry.supersedes),
    )
