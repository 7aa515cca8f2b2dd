"""Inbox: the packages that lie in a folder, each with the event into which it belongs and a verdict; and receiving them all.

A package lies under the key of its event's file, salt included (decision 065), so most are matched without a passphrase. What
receiving means for one event is `sharing/merge.py`'s; one bad package stops no other, and nothing is admitted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from juryapp.errors import FileProblem, Problem, Why, bare
from juryapp.event import spares
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.exchange.package import opened
from juryapp.many_events.folder import MOST_FILES, secret_of
from juryapp.many_events.secrets import Secrets
from juryapp.model.outcome import Outcome
from juryapp.package_files import ENDING, on_their_way
from juryapp.sharing.merge import PackageResult, merge
from juryapp.store.opening import key_of, salt_of

Stop = Callable[[], bool]


class Verdict(StrEnum):
    """What a package is, as far as this folder knows."""

    NEW = "new"
    """It brings something into its event."""
    HERE = "already here"
    HELD = "held"
    """It brings something of laptops that aren't admitted: received, it waits there for the desk."""
    UNKNOWN = "unknown event"
    """Of an event whose file, or whose passphrase, isn't here."""
    SEVERAL = "several files"
    """Several files of this folder are of its event: which one goes on is a person's to say."""
    UNFINISHED = "unfinished"
    """Its name says that it is still being copied, or set aside as another version."""
    REFUSED = "refused"
    """It is damaged, of another version, or its event's file can't be read."""


TAKEN = (Verdict.NEW, Verdict.HELD)
"""What receiving all takes."""


@dataclass(frozen=True)
class InboxRow:
    """One package."""

    path: Path
    verdict: Verdict
    event: Path | None = None
    """The file of its event, in this folder."""
    new: int = 0
    """So many entries are new there; of a held one so many wait."""
    why: str = ""
    """What is wrong with it, in a sentence."""
    received: bool = False
    """It was taken in just now."""


def packages_of(folder: Path) -> list[Path]:
    """The packages in a folder and in those directly within, ordered, unfinished ones among them. Raises `FileProblem`."""
    try:
        there = sorted(folder.iterdir())
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=folder, why=Why(problem)) from problem
    folders = [folder, *(one for one in there if one.is_dir() and not one.name.startswith("."))]
    return [path for one in folders for path in _packages(one)][:MOST_FILES]


def _packages(folder: Path) -> list[Path]:
    try:
        whole = [one for one in folder.iterdir() if one.suffix.lower() == ENDING and not one.name.startswith(".")]
    except OSError:
        return []
    return sorted([*whole, *(one for one in on_their_way(folder) if ENDING in one.name.lower())])


def look_at_inbox(
    laptop: Laptop, packages: Sequence[Path], events: Sequence[Path], secrets: Secrets, stop: Stop = lambda: False
) -> Iterator[InboxRow]:
    """A row for each package, in their order and as soon as it is looked at. Ends early once `stop` says so; changes no byte."""
    salts = _salts(events)
    for path in packages:
        if stop():
            return
        try:
            yield _row(laptop, path, salts, events, secrets)
        except Problem as problem:
            yield InboxRow(path, Verdict.REFUSED, why=str(bare(problem)))


def _salts(events: Sequence[Path]) -> dict[str, list[Path]]:
    found = defaultdict[str, list[Path]](list)
    for path in events:
        try:
            found[salt_of(path)].append(path)
        except FileProblem:
            continue
    return found


def _row(laptop: Laptop, path: Path, salts: dict[str, list[Path]], events: Sequence[Path], secrets: Secrets) -> InboxRow:
    if path.suffix.lower() != ENDING:
        return InboxRow(path, Verdict.UNFINISHED)
    files = salts.get(salt_of(path)) or _by_content(laptop, path, events, secrets)
    if not files:
        return InboxRow(path, Verdict.UNKNOWN)
    if len(files) > 1:
        return InboxRow(path, Verdict.SEVERAL, why=", ".join(one.name for one in files))
    (file,) = files
    secret = secret_of(file, secrets, lambda: False)
    with open_event(laptop, file, secret.passphrase, look=True, known=secret.key) as event:
        (found,) = merge(event, [path], dry_run=True).packages
    return _read(path, file, found)


def _by_content(laptop: Laptop, path: Path, events: Sequence[Path], secrets: Secrets) -> list[Path]:
    """The files of its event, where its key is another than theirs; none where no passphrase that is known here opens it."""
    for secret in secrets.of(path, salt_of(path)):
        if key_of(path, secret.passphrase) is not None:
            with opened(path, secret.passphrase) as found:
                id_ = found.event
            return [file for file in events if _id_of(laptop, file, secrets) == id_]
    return []


def _id_of(laptop: Laptop, file: Path, secrets: Secrets) -> str:
    try:
        secret = secret_of(file, secrets, lambda: False)
        with open_event(laptop, file, secret.passphrase, look=True, known=secret.key) as event:
            return event.id
    except Problem:
        return ""


def _read(path: Path, file: Path, found: PackageResult) -> InboxRow:
    match found.outcome:
        case Outcome.REFUSED:
            return InboxRow(path, Verdict.REFUSED, file, why=found.why or "")
        case Outcome.QUARANTINED:
            return InboxRow(path, Verdict.HELD, file, found.held or found.new, found.why or "")
        case Outcome.NOTHING_NEW:
            return InboxRow(path, Verdict.HERE, file)
    return InboxRow(path, Verdict.NEW, file, found.new, found.why or "")


def receive_all(laptop: Laptop, rows: Sequence[InboxRow], secrets: Secrets, stop: Stop = lambda: False) -> Iterator[InboxRow]:
    """Takes in what is new, event by event, and tells each package as soon as its event is whole again. Ends early once `stop`
    says so, between two events: those before it have theirs whole, those after it nothing of them.

    A spare copy of each event is made first. An event that can't be written is a sentence at its packages, and ends nothing.
    """
    by_event = defaultdict[Path, list[InboxRow]](list)
    for row in rows:
        if row.event and row.verdict in TAKEN:
            by_event[row.event].append(row)
    for file, ours in by_event.items():
        if stop():
            return
        try:
            yield from _received(laptop, file, ours, secrets)
        except Problem as problem:
            why = str(bare(problem))
            yield from (replace(row, verdict=Verdict.REFUSED, why=why) for row in ours)


def _received(laptop: Laptop, file: Path, rows: Sequence[InboxRow], secrets: Secrets) -> list[InboxRow]:
    secret = secret_of(file, secrets, lambda: False)
    with open_event(laptop, file, secret.passphrase, known=secret.key) as event:
        spares.before(event, Cause.MERGE)
        found = {one.path: one for one in merge(event, [row.path for row in rows]).packages}
    done = [_read(row.path, file, found[row.path]) for row in rows if row.path in found]
    return [replace(row, received=row.verdict is not Verdict.REFUSED) for row in done]
