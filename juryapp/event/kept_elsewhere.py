"""Kept elsewhere: where the event's file was replaced or overwritten under the open program, what was typed goes to a spare copy.

Nothing more is written at the file's place. The spare copy is made of the newest state there is, with everything that this run
wrote; the event is read from it from then on, and what is still typed is kept there too, while each act is told as not saved.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from juryapp.disk import discard, make_private_folder, sync_file, unfinished_name
from juryapp.errors import FileProblem, Problem, Replaced, Why
from juryapp.event.bring_up_to_date import bring_up_to_date, check_is_event
from juryapp.event.open_event import OpenEvent
from juryapp.event.opened_file import KeptElsewhere
from juryapp.event.own_chain import key_and_seat_entries
from juryapp.event.spare_files import Cause, Spare, best, full_name, put, remove, spares_of, superfluous
from juryapp.event.spares import erased_so_far
from juryapp.journal.chain import hangs
from juryapp.journal.entry import Entry
from juryapp.log import refused
from juryapp.store import attachment_table, integrity, journal, keyring, quarantine_table, schema
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file
from juryapp.store.snapshot import copy_whole, what_is_kept
from juryapp.text import mark

_log = logging.getLogger(__name__)
KEPT = mark(
    "NOT SAVED in {path}: another file was put in its place while it was open here, or it was overwritten, moved or deleted. "
    "Nothing more is written there. What was typed here is kept in spare copy {number} of this laptop, where what you still "
    "type goes as well. Put the flash disk or the file back, and it goes on by itself; else leave the event and open the file "
    "again: this copy is offered there."
)
NOT_KEPT = mark(
    "NOT SAVED: another file was put in the place of {path} while it was open here, or it was overwritten, moved or deleted, and "
    "no spare copy could be made: {problem} Leave the program open, write down what you typed, and free some space here."
)
Source = Callable[[Path], None]
"""Writes a copy of some state of the event to a path. Raises `Problem`, `OSError`."""


def keep_elsewhere(event: OpenEvent, end: tuple[int, str]) -> Replaced:
    """Makes the spare copy and opens the event on it; `end` is how far the connection knew the file. Returns what to raise."""
    try:
        spare = _made(event, end)
        file = open_file(spare.file, event.file.passphrase)
    except OSError as problem:
        return _not_kept(event, FileProblem("{path} can't be written: {why}.", path=event.laptop.home.spares, why=Why(problem)))
    except Problem as problem:
        return _not_kept(event, problem)
    event.file.connection.close()
    event.file.guard = event.file.original = None
    event.file.read_from(file.path, file.connection)
    event.leave_copy()
    event.learn_anew()
    told = Replaced(KEPT, path=event.path, number=spare.number)
    event.elsewhere = KeptElsewhere(spare, told, end)
    refused(told)
    return told


def _not_kept(event: OpenEvent, problem: Problem) -> Replaced:
    refused(problem)
    return Replaced(NOT_KEPT, path=event.path, problem=problem)


def _made(event: OpenEvent, end: tuple[int, str]) -> Spare:
    """The copy of the newest state that what this run wrote hangs on; of any state where it hangs on none."""
    home = event.laptop.home
    part = unfinished_name(make_private_folder(home.spares / event.id) / "spare.jury")
    last: Problem | OSError = FileProblem("{path} is damaged.", path=event.path)
    for must_hang in (True, False):
        for source in _sources(event, end):
            try:
                source(part)
                facts = _filled(event, part, must_hang=must_hang)
                if facts:
                    sync_file(part)
                    spare = put(home, part, facts)
                    remove(superfluous(spares_of(home, event.id)))
                    _log.info("event %s was replaced; kept in spare copy %d: %d entries", event.id, spare.number, spare.entries)
                    return spare
            except (Problem, OSError) as problem:
                last = problem
            finally:
                discard(part)
    raise last


def _sources(event: OpenEvent, end: tuple[int, str]) -> Iterator[Source]:
    """The newest first: what is open, while it can be read; spare copies; the copy as it was opened; what lies there now."""
    if event.file.original or event.file.connection.is_replaced():
        yield partial(_as_open, event.file, end)
    for spare in best(spares_of(event.laptop.home, event.id)):
        yield partial(_copied, spare.file)
    if event.base:
        yield partial(_copied, event.base.path)
    yield partial(_as_it_lies, event)


def _copied(path: Path, part: Path) -> None:
    shutil.copyfile(path, part)


def _as_open(file: EventFile, end: tuple[int, str], part: Path) -> None:
    """Copies the open file, which works if it was moved or deleted. Raises `FileProblem` for one that was overwritten."""
    schema.check(file)
    copy_whole(file, part)
    with open_file(part, file.passphrase, read_only=True) as copy:
        if not integrity.goes_on_from(copy, end):
            raise FileProblem("{path} is damaged.", path=file.called)


def _as_it_lies(event: OpenEvent, part: Path) -> None:
    with open_file(event.path, event.file.passphrase, read_only=True) as file:
        copy_whole(file, part)


def _filled(event: OpenEvent, part: Path, *, must_hang: bool) -> dict[str, object] | None:
    """Writes what this run wrote into a copy, and proves it: what is to be said of it. None if something hangs on nothing."""
    with open_file(part, event.file.passphrase, called=event.path) as file:
        check_is_event(file)
        if journal.first(file).event != event.id:
            raise FileProblem("{path} belongs to another event; look for the one of this event.", path=event.path)
        hanging, waiting = _split(file, event.written.entries)
        if waiting and must_hang:
            return None
        copy = OpenEvent(event.laptop, file, event.id)
        with file.roomy(), file.unit():
            schema.take_steps(file, schema.check(file))
            write_run(event, copy, hanging, waiting)
            bring_up_to_date(copy)
        facts = {"path": full_name(event.path), "at": event.laptop.clock().isoformat(timespec="seconds")}
        kept = {"entries": journal.arrived_count(file), "erased": erased_so_far(file), "holds": what_is_kept(file)}
        return {**facts, **kept, "cause": Cause.REPLACED.value, "looks": None}


def write_run(event: OpenEvent, copy: OpenEvent, hanging: list[Entry], waiting: list[Entry]) -> None:
    """Writes into this copy what this run wrote and it lacks; what hangs on nothing there waits. Inside a unit of work."""
    copy.trust.learn([*key_and_seat_entries(copy.file), *hanging])
    journal.add(copy.file, hanging, copy.trust.proves)
    quarantine_table.hold(copy.file, waiting)
    for content in event.written.attachments:
        attachment_table.attach(copy.file, content)
    for owner, locked in event.written.keys.items():
        keyring.keep_key(copy.file, owner, locked)


def _split(file: EventFile, entries: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries that the file lacks: those that continue its chains, and those whose predecessor it lacks too."""
    lacking = list(journal.missing(file, entries))
    known: dict[str, Entry] = {}
    waiting = []
    for entry in lacking:
        parent = known.get(entry.parent or "") or (journal.find(file, entry.parent) if entry.parent else None)
        if entry.parent is None or (parent and hangs(entry, parent)):
            known[entry.id] = entry
        else:
            waiting.append(entry)
    return list(known.values()), waiting
