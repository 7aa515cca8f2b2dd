"""Program folder: the built program is put beside a prepared file, so that a laptop without it needs no installation.

What is copied is the folder that `make build` makes. A list of its files with their digests, as `sha256sum` reads it, is written
last: where it stands and says the same, the program is there already. Not here: the file for the laptop itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from juryapp.disk import is_gone, make_folder, root_of, sync_folder, write_whole
from juryapp.errors import FileProblem, Refused, Why
from juryapp.locations import program_folder
from juryapp.sharing.progress import Progress, silent
from juryapp.text import mark, number

NAME = "juryapp"
"""How the folder is called beside the prepared file, as the program in it."""
LIST = "files.sha256"
_STARTS = ("juryapp", "juryapp.exe")
_PARTS = "_internal"
_BLOCK = 1 << 20
_SPARE_ROOM = 5_000_000
"""Bytes that are to stay free: the medium's own tables, and the page for the juror."""


class Put(StrEnum):
    """What became of it."""

    COPIED = "copied"
    THERE_ALREADY = "there already"
    STOPPED = "stopped"
    """Called off: nothing of it is left there."""


@dataclass(frozen=True)
class BuiltProgram:
    """A folder that holds a built program."""

    folder: Path

    @classmethod
    def of(cls, folder: Path | None = None) -> BuiltProgram:
        """The one in this folder, or the one that runs. Raises `Refused` where it is none."""
        found = folder or program_folder()
        if found is None:
            raise Refused(
                "This Juryapp does not run from a folder that can be carried, so there is none to copy. Name the folder of one "
                "that does."
            )
        if not any((found / name).is_file() for name in _STARTS) or not (found / _PARTS).is_dir():
            raise Refused("{path} holds no Juryapp that can be carried; choose the folder with the program in it.", path=found)
        return cls(found)

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Its files, from its folder on. Links are copied as what they lead to: flash disks know none."""
        found = (
            Path(place, name).relative_to(self.folder)
            for place, _folders, names in os.walk(self.folder, followlinks=True)
            for name in names
        )
        return tuple(sorted(one for one in found if one != Path(LIST)))

    @cached_property
    def size(self) -> int:
        """Its bytes. Raises `FileProblem`."""
        try:
            return sum((self.folder / one).stat().st_size for one in self.files)
        except OSError as problem:
            raise FileProblem("{path} can't be read: {why}.", path=self.folder, why=Why(problem)) from problem

    def check_room(self, folder: Path) -> None:
        """Raises `FileProblem` where it doesn't fit beside what lies there; nothing to do where it is there already."""
        if (folder / NAME / LIST).is_file():
            return
        root = root_of(folder)[0]
        try:
            free = shutil.disk_usage(root).free
        except OSError as problem:
            raise FileProblem("{path} can't be read: {why}.", path=root, why=Why(problem)) from problem
        if free < self.size + _SPARE_ROOM:
            raise FileProblem(
                "{path} has {free} MB of room, and the program needs {needed}; make room, or use another flash disk.",
                path=folder,
                free=number(Fraction(free, 1_000_000), 0),
                needed=number(Fraction(self.size + _SPARE_ROOM, 1_000_000), 0),
            )

    def put_beside(self, folder: Path, progress: Progress = silent, stop: Callable[[], bool] = lambda: False) -> Put:
        """Copies it into a folder of its own there, each file read back; an older one of ours gives way to it. Progress counts
        bytes. All or nothing.

        Raises `FileProblem` in a sentence: no room, read-only, taken out, or a medium that gives back something else.
        """
        root = root_of(folder)
        try:
            put = self._put(folder, progress, stop)
        except (OSError, FileProblem) as problem:
            if is_gone(root):
                raise FileProblem(_PULLED, path=folder) from problem
            if isinstance(problem, FileProblem):
                raise
            raise FileProblem("{path} can't be written: {why}.", path=folder, why=Why(problem)) from problem
        if put is not Put.STOPPED and is_gone(root):
            # another disk lies there by now: what was written isn't on the stick, and isn't left where nobody looks for it
            if put is Put.COPIED:
                shutil.rmtree(folder / NAME, ignore_errors=True)
            raise FileProblem(_PULLED, path=folder)
        return put

    def _put(self, folder: Path, progress: Progress, stop: Callable[[], bool]) -> Put:
        target = folder / NAME
        digests = {one: _digest(self.folder / one) for one in self.files}
        listed = "".join(f"{digest} *{one.as_posix()}\n" for one, digest in digests.items()).encode()
        if self._is_there(target, listed):
            return Put.THERE_ALREADY
        if target.exists() and not (target / LIST).is_file():
            raise FileProblem("{path} exists already, and is none that Juryapp put there; choose another folder.", path=target)
        self.check_room(folder)
        make_folder(folder)
        part, done = folder / f".{NAME}.{os.urandom(4).hex()}.part", 0
        try:
            for one, digest in digests.items():
                if stop():
                    return Put.STOPPED
                progress(done, self.size)
                done += _copy(self.folder / one, part / one, digest)
            write_whole(part / LIST, listed)
            _swap(part, target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        progress(self.size, self.size)
        return Put.COPIED

    def _is_there(self, target: Path, listed: bytes) -> bool:
        """The list says the same, and every file has its size."""
        with suppress(OSError):
            if (target / LIST).read_bytes() == listed:
                return all((target / one).stat().st_size == (self.folder / one).stat().st_size for one in self.files)
        return False


_PULLED = mark(
    "{path} was taken out while the program was being copied. Put it in and prepare it again: the program is not whole there."
)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    for block in _blocks(path):
        found.update(block)
    return found.hexdigest()


def _copy(source: Path, target: Path, digest: str) -> int:
    """One file, synced and read back; returns its bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        for block in _blocks(source):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    if source.stat().st_mode & stat.S_IXUSR:
        with suppress(OSError):  # flash disks know no such mark
            target.chmod(target.stat().st_mode | 0o111)
    if _digest(target) != digest:
        raise FileProblem(
            "{path} was not written correctly: the medium gave back something else; use another flash disk.", path=target
        )
    return size


def _swap(part: Path, target: Path) -> None:
    """Gives the finished folder its name; a former one is taken away only then."""
    former = part.with_name(f"{part.name}.former")
    if target.exists():
        os.replace(target, former)
    os.replace(part, target)
    sync_folder(target.parent)
    shutil.rmtree(former, ignore_errors=True)
