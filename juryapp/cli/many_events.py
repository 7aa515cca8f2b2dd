"""Many events: what headquarters knows of a folder of them, and the vault of their passphrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from juryapp.board.awaited_laptops import AwaitedLaptop
from juryapp.cli.commands import command
from juryapp.cli.common import JSON, PASSPHRASE, PASSPHRASE_FILE, PATH, VAULT_PASSPHRASE, ask, laptop
from juryapp.cli.telling import progress, say, say_json, say_table
from juryapp.cli.words import option
from juryapp.errors import FileProblem, Problem
from juryapp.many_events import words
from juryapp.many_events.folder import EventRow, event_files, in_order, overviews, with_same
from juryapp.many_events.overview import CategoryProgress, EventOverview, Place
from juryapp.many_events.results import CategoryOverAll, results_over_all
from juryapp.many_events.secrets import OnePassphrase, Secrets
from juryapp.many_events.vault import USUAL_NAME, Vault, open_vault
from juryapp.text import _, mark, plain_date, plural

VAULT_PASSPHRASE_FILE = VAULT_PASSPHRASE.option
VAULT = option(
    "--vault",
    type=PATH,
    metavar="FILE.juryvault",
    help=mark(
        "The vault with the events' passphrases; usually headquarters.juryvault in the folder. Without one all have one "
        "passphrase."
    ),
)


@command(
    "events",
    click.Argument(["folder"], metavar="FOLDER", type=PATH),
    VAULT,
    option("--results", is_flag=True, help=mark("Who is placed in each event, category by category, and how sure that is.")),
    JSON,
    VAULT_PASSPHRASE_FILE,
    PASSPHRASE_FILE,
)
def events(
    folder: Path,
    vault: Path | None,
    results: bool,
    as_json: bool,
    vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Reads only; what can't be read is a line of its own, and then the exit is 1."""
    files = event_files(folder)
    if not files:
        raise FileProblem("{path} holds no event file (.jury), nor do the folders directly in it; choose another.", path=folder)
    secrets = secrets_of(folder, vault, vault_passphrase_file, passphrase_file)
    found: list[EventRow] = []
    with progress(_("Reading the events")) as told:
        for row in overviews(laptop(), files, secrets):
            found.append(row)
            told(len(found), len(files))
    if isinstance(secrets, Vault):
        with suppress(Problem):  # keys only spare time: the vault may lie where nothing can be written
            secrets.keep_learnt()
    today = laptop().clock().date()
    rows = in_order(with_same(found), today)
    if as_json:
        say_json({"events": [_row_json(row, today) for row in rows]})
    elif results:
        _say_results(results_over_all(rows))
    else:
        _say_rows(rows, today)
    return int(any(row.problem for row in rows))


def secrets_of(folder: Path, vault: Path | None, vault_file: Path | None, passphrase_file: Path | None) -> Secrets:
    """The vault of a folder, or the one that is named; where there is none the passphrase of all events."""
    usual = folder / USUAL_NAME
    if vault is None and not usual.exists():
        return OnePassphrase(ask(PASSPHRASE, passphrase_file))
    return open_vault(vault or usual, ask(VAULT_PASSPHRASE, vault_file))


def _say_rows(rows: Sequence[EventRow], today: date) -> None:
    final = sum(row.overview is not None and row.overview.is_final for row in rows)
    late = sum(row.is_late(today) for row in rows)
    say(
        _("{final} of {count} files of events are final.", final=final, count=len(rows)),
        *([plural("{count} is late.", "{count} are late.", late)] if late else []),
        "",
    )
    headings = (_("Event"), _("State"), _("Signed"), _("Results"), _("Expected by"), _("Contact"), _("File"))
    say_table(headings, [_cells(row, today) for row in rows])
    for row in rows:
        if awaited := words.awaited(row):
            say("", f"{words.title(row)} ({row.path.name}):", *(f"  {sentence}" for sentence in awaited))


def _cells(row: EventRow, today: date) -> Sequence[str]:
    found = row.overview
    return (
        words.title(row),
        words.state_word(row, today),
        f"{found.signed}/{found.expected}" if found else "",
        words.opened_words(found) if found else "",
        plain_date(row.notes.deadline) if row.notes.deadline else "",
        words.contact_words(row.notes),
        row.path.name,
    )


def _say_results(found: Iterable[CategoryOverAll]) -> None:
    for over_all in found:
        say(
            _("{category}: {final} of {count} final", category=over_all.name, final=over_all.final, count=len(over_all.results)),
        )
        rows = [
            (words.title(one.row), "; ".join(words.placed_words(one.category)), words.sure_words(one.category))
            for one in over_all.results
        ]
        say_table((_("Event"), _("Placed"), _("How sure")), rows)
        say("")


def _row_json(row: EventRow, today: date) -> dict[str, object]:
    notes = row.notes
    return {
        "path": str(row.path),
        "event": row.event,
        "late": row.is_late(today),
        "deadline": notes.deadline.isoformat() if notes.deadline else None,
        "contact": notes.contact,
        "telephone": notes.telephone,
        "note": notes.note,
        "same": [str(path) for path in row.same],
        "problem": str(row.problem) if row.problem else None,
        "overview": _overview_json(row.overview) if row.overview else None,
    }


def _overview_json(found: EventOverview) -> dict[str, object]:
    about = found.about
    return {
        "code": about.code,
        "award": about.award,
        "organiser": about.organiser,
        "city": about.city,
        "days": [day.isoformat() for day in (found.first_day, found.last_day) if day],
        "signed": found.signed,
        "expected": found.expected,
        "entries": found.entries,
        "last_written": found.last_written,
        "final": found.is_final,
        "laptops": [_laptop_json(one) for one in found.laptops],
        "documents": [{"subject": one.subject, "key": one.key, "laptop": one.laptop} for one in found.documents],
        "held": [{"id": one.device, "name": one.name, "entries": one.entries} for one in found.held],
        "matters": found.matters,
        "requests": found.requests,
        "categories": [_category_json(one) for one in found.categories],
    }


def _laptop_json(one: AwaitedLaptop) -> dict[str, object]:
    return {"id": one.id, "name": one.name, "state": one.state.value, "here": one.here, "known": one.known}


def _category_json(one: CategoryProgress) -> dict[str, object]:
    return {
        "category": one.code,
        "name": one.name,
        "signed": one.signed,
        "expected": one.expected,
        "complete": one.complete,
        "final": one.final,
        "opened": one.revealed,
        "changed": one.changed,
        "frozen": one.frozen,
        "frozen_changed": one.thawed,
        "places": [_place_json(place) for place in one.places],
    }


def _place_json(one: Place) -> dict[str, object]:
    return {
        "rank": one.rank,
        "candidate": one.candidate,
        "name": one.name,
        "score": format(one.score, "f"),
        "narrow": one.narrow,
    }
