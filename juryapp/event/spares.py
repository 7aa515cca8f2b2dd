"""Spare copies of an open event on this laptop, made without being asked. They are encrypted as the event file is, keys included.

One is due half an hour after the last half-hour copy, if anything changed, or after a hundred entries in less; one is made before
each risky act (merge, update, migration), if what is kept changed since the last; and one after an erasure, whose text must not
survive in older ones. What is too many is removed (`spare_files.superfluous`). No clock decides: half an hour is counted by the
running program, or is what the clock differs by in *either* direction. Making one never makes an act fail, but for a migration,
which is not done without.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from juryapp.disk import discard, make_private_folder, unfinished_name
from juryapp.errors import FileProblem, Problem, Why
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import (
    Cause,
    Spare,
    describe,
    facts_of,
    full_name,
    looks_of,
    put,
    remove,
    spares_of,
    superfluous,
)
from juryapp.log import LogWord, refused
from juryapp.store import attachment_table, erasing, journal
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file
from juryapp.store.snapshot import copy_whole, holds_any, what_is_kept

_log = logging.getLogger(__name__)
APART = timedelta(minutes=30)
"""So long is waited between two copies."""
MANY_ENTRIES = 100
"""So many new entries are worth a copy whatever time it is: what a juror writes about four candidates."""
ROOM = 5
"""A copy is left out where the disk has less room than so many times the event file: work itself needs it first."""
_LEFT_OVER_S = 3_600
"""A beginning of a copy that is older, or from the future, was left by a power cut."""


def make_if_due(event: OpenEvent, waited: float = 0) -> Spare | None:
    """Makes a copy if one is due, and takes erased texts out of older ones. Cheap where nothing is to be done.

    `waited` are the seconds since this program saw the last one made. Raises `FileProblem` where it can't be made.
    """
    if not event.file.writable or event.elsewhere:
        return None
    forget_erased(event)
    cause = due(event, waited)
    return make(event, cause) if cause else None


def due(event: OpenEvent, waited: float = 0) -> Cause | None:
    """Why a copy is due: the file has changed since its last one, and enough time or work lies between; None if none is."""
    own = _own(event)
    if own and not _changed(event, own[0]):
        return None
    # a copy that was made before a merge must not put off the one that half an hour asks for
    timed = next((spare for spare in own if spare.cause is Cause.TIME), None)
    if timed is None or waited >= APART.total_seconds() or _differ(timed.at, event.laptop.clock()) >= APART:
        return Cause.TIME
    return Cause.MANY if journal.arrived_count(event.file) - own[0].entries >= MANY_ENTRIES else None


def _own(event: OpenEvent) -> list[Spare]:
    """The copies of this very file, the newest first."""
    name = full_name(event.path)
    return [spare for spare in spares_of(event.laptop.home, event.id) if spare.path == name]


def before(event: OpenEvent, cause: Cause) -> Problem | None:
    """A copy before a risky act, unless the last one holds everything. Returns why there is none: the act goes on without."""
    if not event.file.writable or event.elsewhere:
        return None
    try:
        if _is_held(event):
            return None
        make(event, cause)
    except Problem as problem:
        refused(problem)
        return problem
    return None


def before_migration(laptop: Laptop, file: EventFile, event: str) -> None:
    """The backup without which no file is migrated. Raises `FileProblem`: nothing is changed then."""
    try:
        _make(laptop, file, event, Cause.MIGRATION, "")
    except FileProblem as problem:
        refused(problem)
        raise FileProblem(
            "{path} was written by an older Juryapp and must be brought up to date, but no spare copy could be made first: "
            "{problem} Nothing was changed.",
            path=file.called,
            problem=problem,
        ) from problem


def make(event: OpenEvent, cause: Cause) -> Spare:
    """Makes a copy now, and removes those that are too many. Raises `FileProblem`: those that were there stay.

    A file that took the place of the open one is no state of it: `Replaced` is raised.
    """
    event.refresh()
    return _make(event.laptop, event.file, event.id, cause, erased_so_far(event.file))


def _make(laptop: Laptop, file: EventFile, event: str, cause: Cause, erased: str) -> Spare:
    home, began = laptop.home, time.monotonic()
    folder = make_private_folder(home.spares / event)
    part = unfinished_name(folder / "spare.jury")
    looks = looks_of(file.called)
    try:
        _clear(folder)
        _check_room(folder, file.path)
        # read before the copy: what comes in between makes one copy too many, never one too few
        holds = what_is_kept(file)
        entries = copy_whole(file, part)
        facts = {"path": full_name(file.called), "at": laptop.clock().isoformat(timespec="seconds"), "cause": cause.value}
        spare = put(home, part, {**facts, "entries": entries, "looks": looks, "erased": erased, "holds": holds})
        many = superfluous(spares_of(home, event))
        remove(many)
    except OSError as problem:
        raise FileProblem("No spare copy can be made in {path}: {why}.", path=folder, why=Why(problem)) from problem
    finally:
        discard(part)
    took = time.monotonic() - began
    counts = (entries, spare.size, len(many))
    _log.info("spare copy of event %s (%s): %d entries, %d bytes, %d removed, %.2f s", event, LogWord(cause.value), *counts, took)
    return spare


def forget_erased(event: OpenEvent) -> int:
    """Removes the copies that still hold a text that was erased since, after making a fresh one: how many were removed.

    Where the fresh one can't be made they are removed all the same: erased is erased.
    """
    mark = erased_so_far(event.file)
    home = event.laptop.home
    older = [spare for spare in spares_of(home, event.id) if spare.erased != mark]
    if not older:
        return 0
    texts, notes = attachment_table.erased(event.file), erasing.erased_notes(event.file)
    holding = [spare for spare in older if _holds(spare, event.file.passphrase, texts, notes)]
    try:
        if holding and not _make_if_possible(event):
            remove(holding)
            # there may be room now
            _make_if_possible(event)
        remove(holding)
        for spare in older:
            # one that was too many went when the fresh one was made
            if spare not in holding and spare.file.exists():
                describe(spare.file, facts_of(spare, erased=mark))
    except OSError as problem:
        raise FileProblem("A spare copy in {path} can't be removed: {why}.", path=home.spares, why=Why(problem)) from problem
    _log.info("erased texts of event %s: %d spare copies removed", event.id, len(holding))
    return len(holding)


def _make_if_possible(event: OpenEvent) -> bool:
    try:
        make(event, Cause.ERASURE)
    except FileProblem as problem:
        refused(problem)
        return False
    return True


def erased_so_far(file: EventFile) -> str:
    """A digest of what was erased in this file; nothing where nothing was."""
    erased = sorted(attachment_table.erased(file))
    return hashlib.sha256("\n".join(erased).encode()).hexdigest()[:16] if erased else ""


def _holds(spare: Spare, passphrase: str, texts: set[str], notes: set[str]) -> bool:
    """True if this copy may hold one of the erased texts: unless reading it shows that it holds none."""
    try:
        with open_file(spare.file, passphrase, read_only=True) as file:
            return holds_any(file, texts, notes)
    except Problem:
        return True


def _changed(event: OpenEvent, last: Spare) -> bool:
    return last.looks is None or last.looks != looks_of(event.path)


def _is_held(event: OpenEvent) -> bool:
    """True if the last copy holds all that the file does, whatever it looks like: a merge that brings nothing writes too."""
    last = next(iter(_own(event)), None)
    if last is None:
        return False
    return not _changed(event, last) or (last.holds != "" and last.holds == what_is_kept(event.file))


def _differ(at: str, now: datetime) -> timedelta:
    """How far two clock times lie apart, whichever is later; far where one can't be read."""
    try:
        return abs(now - datetime.fromisoformat(at))
    except (ValueError, TypeError):
        return timedelta.max


def _check_room(folder: Path, path: Path) -> None:
    if shutil.disk_usage(folder).free < ROOM * path.stat().st_size:
        raise FileProblem("No spare copy was made: the disk with {path} is nearly full; free some space.", path=folder)


def _clear(folder: Path) -> None:
    """Takes away what a power cut left of a copy that was being made, and descriptions without their copy."""
    for left in folder.glob(".*.part*"):
        with suppress(OSError):
            if abs(time.time() - left.stat().st_mtime) > _LEFT_OVER_S:
                left.unlink()
    for description in folder.glob("*.json"):
        with suppress(OSError):
            old = abs(time.time() - description.stat().st_mtime) > _LEFT_OVER_S
            if old and not os.path.exists(description.with_suffix(".jury")):
                description.unlink()
