"""Bring up to date: what an event file needs before anyone reads it here: proven, cleared of what isn't ours, tables made anew.

It is done in a private copy where a file is opened that this laptop didn't leave so, and in the file itself with the first act.
"""

from __future__ import annotations

from juryapp.errors import FileProblem, IsPackage
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.own_chain import key_and_seat_entries, set_aside_what_is_not_ours
from juryapp.event.spares import before_migration
from juryapp.store import integrity, journal, package_table, schema
from juryapp.store.connection import EventFile


def bring_up_to_date(event: OpenEvent) -> None:
    """Brings an event's file up to date, unless it is as this laptop left it. Inside a unit of work.

    Raises `FileProblem` for one that is damaged or was altered.
    """
    version = schema.check(event.file)
    if version == schema.VERSION and event.is_as_left():
        event.trust.learn(key_and_seat_entries(event.file))
        return
    if version < schema.VERSION:
        schema.take_steps(event.file, version)
    if not integrity.is_found_again(event.file):
        raise FileProblem("{path} is damaged; take the spare copy, or save what proves itself.", path=event.path)
    event.trust.learn(journal.proven(event.file))
    event.aside = set_aside_what_is_not_ours(event) or event.aside
    journal.rebuild(event.file, event.trust.proves)


def back_up_before_migration(laptop: Laptop, file: EventFile) -> None:
    """The spare copy without which no file of an older version is written. Raises `FileProblem`."""
    if schema.check(file) < schema.VERSION:
        before_migration(laptop, file, journal.first(file).event)


def check_is_event(file: EventFile) -> None:
    """Raises `IsPackage` for a package, which its packing list tells: a write would make it worthless for good."""
    if package_table.manifests(file):
        raise IsPackage(
            "{path} is a package, which is carried and received, not opened: open the event and receive it there. "
            "It was left as it is.",
            path=file.called,
        ).seen_to_by(f"juryapp merge EVENT.jury {file.called.name}")
