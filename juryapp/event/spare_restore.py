"""Taking a spare copy in place of an event file that is damaged, gone, or older (`spare_offer.py` finds which).

Nothing is decided in silence and nothing is overwritten: what lies at the event's place is put aside under a new name, and the
copy is written whole. The restored file is older than what this laptop remembers, so by the usual rule this laptop becomes a new
device in it (`open_event.py`); what was written after the copy comes back with the packages and the other laptops' files, and
with what proves itself of a damaged file (`sharing/bring_back.py`).
"""

from __future__ import annotations

import itertools
import logging
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from juryapp.disk import discard, making, put_where_none_is, sync_file, sync_folder, unfinished_name
from juryapp.errors import FileProblem, Problem, WrongPassphrase
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Spare, full_name
from juryapp.event.spare_offer import go_on_with
from juryapp.store import journal, package_table
from juryapp.store.connection import has_journal
from juryapp.store.opening import open_file
from juryapp.store.snapshot import is_whole

_OTHER_KINDS = (
    *(b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"SQLite format 3", b"-----BEGIN", b"II*\0", b"MM\0*"),
)
"""How files of other kinds begin: documents, workbooks, pictures, tables, certificates. An event file begins with chance."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Restored:
    """What taking a spare copy did."""

    path: Path
    spare: Spare
    aside: Path | None
    """Where what lay there is now; None if nothing did."""


def check_it_adds(path: Path, spare: Spare, passphrase: str, *, asked: bool) -> bool:
    """True if the file at this path is whole. Raises `FileProblem` if it is of another event, or lacks nothing of the copy.

    A copy that was `asked` for by its number may lack what the file has: what lies there is put aside in any case.
    """
    try:
        with open_file(path, passphrase, read_only=True) as file, open_file(spare.file, passphrase, read_only=True) as copy:
            event, whole = journal.first(file).event, is_whole(file)
            ids = set(journal.ids(file))
            lacks = any(id_ not in ids for id_ in journal.ids(copy))
    except Problem:
        return False
    if event != spare.event:
        raise FileProblem("{path} is another event than the spare copy; nothing was changed.", path=path)
    if whole and not lacks and not asked:
        raise FileProblem(
            "{path} is whole and holds everything that the spare copy holds; nothing was changed. To take the copy all the same, "
            "name it with --spare {number}.",
            path=path,
            number=spare.number,
        )
    return whole


def restore(laptop: Laptop, path: Path, spare: Spare, passphrase: str) -> Restored:
    """Puts a copy of the spare at the event's place, whole, and what lies there aside.

    Raises `FileProblem` (a damaged copy, another event, no room, no such folder, something there that is no event file) or
    `WrongPassphrase`; nothing is lost.
    """
    if not path.parent.is_dir():
        raise FileProblem(
            "The folder {path} is not there; put the flash disk in, or take the spare copy to another place.", path=path.parent
        )
    _check_place(path, spare, passphrase)
    _check(spare, passphrase)
    part = unfinished_name(path)
    try:
        with making(path):
            _copy(spare.file, part)
            aside = _put_aside(path)
            put_where_none_is(part, path)
    finally:
        discard(part)
    _choose(laptop, path, passphrase)
    _log.info("took spare copy %d of event %s: %d entries, put aside %s", spare.number, spare.event, spare.entries, bool(aside))
    return Restored(path, spare, aside)


def _choose(laptop: Laptop, path: Path, passphrase: str) -> None:
    """What the copy lacks was told when it was taken: it isn't asked again when the restored file is opened."""
    with suppress(Problem), open_event(laptop, path, passphrase, look=True) as restored:
        go_on_with(restored)


def _check_place(path: Path, spare: Spare, passphrase: str) -> None:
    """Raises `FileProblem` where what lies there is neither an event file nor a damaged one of that name: a package, a PDF."""
    if not path.exists():
        return
    try:
        with open_file(path, passphrase, read_only=True) as file:
            is_event = not package_table.manifests(file)
    except Problem:
        is_event = _may_be_damaged_event(path, spare)
    if not is_event:
        raise FileProblem(
            "{path} is no event file, and no spare copy takes its place; nothing was changed. Check the name, or name another "
            "place with --to.",
            path=path,
        )


def _may_be_damaged_event(path: Path, spare: Spare) -> bool:
    """True if name and first bytes may be an event file's. One that is damaged looks like one with another passphrase."""
    named = path.suffix.lower() == ".jury" or full_name(path) == spare.path
    try:
        with path.open("rb") as file:
            return named and not file.read(16).startswith(_OTHER_KINDS)
    except OSError:
        return named


def _check(spare: Spare, passphrase: str) -> None:
    """Raises unless this copy opens, is whole, and is of the event that its folder names."""
    try:
        with open_file(spare.file, passphrase, read_only=True) as file:
            if not is_whole(file) or journal.first(file).event != spare.event:
                raise FileProblem("Spare copy {number} is damaged; take another one.", number=spare.number)
    except WrongPassphrase as problem:
        raise WrongPassphrase(
            "This passphrase doesn't open spare copy {number}; type it again, or take another copy.", number=spare.number
        ) from problem
    except FileProblem as problem:
        raise FileProblem("Spare copy {number} is damaged; take another one.", number=spare.number) from problem


def _copy(source: Path, part: Path) -> None:
    """Copies the bytes, durably, and compares them."""
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    shutil.copyfile(source, part)
    sync_file(part)
    with source.open("rb") as one, part.open("rb") as other:
        while block := one.read(1 << 20):
            if other.read(len(block)) != block:
                raise FileProblem(
                    "{path} was not written correctly: the medium gave back something else; use another flash disk.", path=part
                )


def _put_aside(path: Path) -> Path | None:
    """Gives what lies there a new name, with the rollback journal beside it, which belongs to it and to nothing else."""
    journal_file = path.with_name(path.name + "-journal")
    if not path.exists() and not has_journal(path):
        return None
    for number in itertools.count(1):
        aside = path.with_name(f"{path.stem}-aside-{number}{path.suffix}")
        journal_aside = aside.with_name(aside.name + "-journal")
        if aside.exists() or journal_aside.exists():
            continue
        there = path.exists()
        _rename([(path, aside), *([(journal_file, journal_aside)] if has_journal(path) else [])])
        return aside if there else None
    raise AssertionError("numbers don't end")


def _rename(names: Sequence[tuple[Path, Path]]) -> None:
    """Gives files new names that are free. Where links can be made, all have theirs before the first loses its old one."""
    here = [(old, new) for old, new in names if old.exists()]
    try:
        for old, new in here:
            os.link(old, new)
    except OSError:
        # FAT has no links
        for _old, new in here:
            new.unlink(missing_ok=True)
        for old, new in here:
            os.replace(old, new)
    else:
        sync_folder(here[0][0].parent)
        for old, _new in reversed(here):
            old.unlink()
    sync_folder(here[0][0].parent)
