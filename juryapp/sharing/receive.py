"""Receive: packages of others, looked at first and then taken in, while the window can still be used; and packing there.

Over a connection of its own (`event/second_connection.py`); the window is told what came in and reads it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from juryapp.board.next_steps import steps_that_wait
from juryapp.board.step import Step
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import discard, is_gone, make_folder, making, root_of
from juryapp.errors import FileProblem, Problem
from juryapp.event import spares
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace, unchanging_copy
from juryapp.event.spare_files import Cause
from juryapp.package_files import carried_in
from juryapp.sharing.handover import handover_receipt
from juryapp.sharing.merge import MergeReport, admit, merge
from juryapp.sharing.pack import pack
from juryapp.sharing.progress import Progress, silent
from juryapp.signing.keys import PrivateKey
from juryapp.store import journal
from juryapp.text import mark

_GONE = mark("{path} is not there any more; put it in again. Nothing was taken in.")
PULLED = mark("{path} was taken out while the package was being written. Nothing is lost here; put it in and pack again.")


@dataclass(frozen=True)
class Received:
    """What was taken in."""

    report: MergeReport
    came: Changes
    waits: tuple[Step, ...] = ()
    """What waits for the secretary since: new matters to decide, requests and calls."""


def folder_of_packages(folder: Path, usual: str) -> Path:
    """The folder with packages or receipts: the one that was named, or the `usual` one within it where it holds none itself."""
    inside = folder / usual
    return inside if inside.is_dir() and not carried_in(folder) and carried_in(inside) else folder


def look(
    place: EventPlace, paths: Sequence[Path], progress: Progress = silent, stop: Callable[[], bool] = lambda: False
) -> MergeReport:
    """What these packages would bring. Changes nothing."""
    with place.once_more() as beside:
        return merge(beside, paths, dry_run=True, progress=progress, stop=stop)


def receive(
    place: EventPlace,
    paths: Sequence[Path],
    admitted: Mapping[str, str],
    pin: str,
    progress: Progress = silent,
    stop: Callable[[], bool] = lambda: False,
    *,
    expected: Mapping[str, str] | None = None,
    key: PrivateKey | None = None,
) -> Received:
    """Takes these packages in, once the laptops of `admitted` (id -> name) are admitted with the desk's PIN; others stay held.

    Laptops that were `expected` (`MergeReport.expected`) are admitted with the desk's `key`, where the secretary sits here.
    A spare copy of what was is made first.

    Raises as `SecretaryDesk.sit`, and `FileProblem`.
    """
    if paths and not any(path.exists() for path in paths):
        raise FileProblem(_GONE, path=paths[0])
    disks = [root_of(path) for path in paths]
    with place.once_more() as beside:
        before, waited = journal.arrived_count(beside.file), set(map(_matter, steps_that_wait(beside)))
        spares.before(beside, Cause.MERGE)
        if any(map(is_gone, disks)):
            raise FileProblem(_GONE, path=paths[0])
        if admitted:
            admit(SecretaryDesk.sit(beside, pin), admitted)
        if expected and key:
            admit(SecretaryDesk(beside, key), expected)
        report = merge(beside, paths, progress=progress, stop=stop)
        beside.seal_at_last()  # now, so that it is among what came
        came = list(journal.entries(beside.file, before))
        waits = tuple(step for step in steps_that_wait(beside) if _matter(step) not in waited)
    return Received(report, Changes(frozenset(entry.register for entry in came), tuple(entry.id for entry in came)), waits)


def _matter(step: Step) -> tuple[object, ...]:
    """What a step is about, without its words."""
    return step.kind, step.juror, step.candidate, step.place, step.at


def receipt_beside(place: EventPlace, paths: Sequence[Path], progress: Progress = silent) -> tuple[str, bytes]:
    """The receipt for these packages, made while people go on working. Raises `FileProblem`."""
    with place.once_more() as beside:
        return handover_receipt(beside, paths, progress=progress)


def keep_results_beside(place: EventPlace, key: PrivateKey) -> Changes:
    """Brings the ledger of results up to date while people go on working. Raises `FileProblem`."""
    with place.once_more() as beside:
        return SecretaryDesk(beside, key).keep_results()


def pack_beside(
    place: EventPlace,
    folder: Path,
    progress: Progress = silent,
    desk_key: PrivateKey | None = None,
    *,
    light: bool = False,
    whole: bool = False,
    chosen: bool = False,
) -> Path:
    """Writes this laptop's package into a folder while people go on working, `light` or `whole` as `pack` says.
    A folder that was `chosen` exists: where it vanished since it is never made anew. Raises `FileProblem`.

    Where the secretary sits here, with the desk's key, what is final is put on record first.
    """
    root = root_of(folder)
    if chosen and root[0] != folder:
        raise FileProblem(PULLED, path=folder)
    with place.once_more() as beside:
        if desk_key:
            SecretaryDesk(beside, desk_key).keep_results()
        try:
            package = pack_still(beside, folder, progress, light=light, whole=whole)
        except (Problem, OSError) as problem:
            if is_gone(root):
                raise FileProblem(PULLED, path=folder) from problem
            raise
        if is_gone(root):
            # another disk lies there by now, perhaps this laptop's own below an empty folder: what was written isn't on the stick
            discard(package)
            raise FileProblem(PULLED, path=folder)
        return package


def pack_still(event: OpenEvent, folder: Path, progress: Progress = silent, *, light: bool = False, whole: bool = False) -> Path:
    """Writes this laptop's package as the event stands at one moment, while others may go on writing. Raises `FileProblem`."""
    event.check_writable()
    make_folder(folder)
    with making(folder), unchanging_copy(event) as copy:
        return pack(copy, folder, progress, light=light, whole=whole)
