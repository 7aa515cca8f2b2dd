"""The disk: a file is written whole or not at all. Not here: what stands in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from getpass import getuser
from pathlib import Path

from juryapp.errors import FileProblem, Problem, Why
from juryapp.text import mark

_THERE = mark("{path} exists already; choose another name.")
MEDIA = (Path("/media"), Path("/run/media"), Path("/mnt"), Path("/Volumes"))
"""Where systems show what was plugged in."""
MEDIA_BY_USER = MEDIA[:2]
"""Where a user's folder lies between, but for what was mounted there by hand."""
THERE_IN_FOLDER = mark("{path} exists already; choose another folder.")


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Writes a file so that a power cut leaves the old one, the new one or none: temporary file, fsync, re-read, rename.

    A `private` one is readable by its user alone from its first byte on, where the system and the medium know that.
    Raises `FileProblem` in a sentence: disk full, read-only, missing folder, or a medium that doesn't give back what was written.
    """
    temporary = unfinished_name(path)
    try:
        with open(temporary, "xb", opener=partial(os.open, mode=0o600) if private else None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != content:
            raise FileProblem(
                "{path} was not written correctly: the medium gave back something else; use another flash disk.", path=path
            )
        put_in_place(temporary, path)
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=path, why=Why(problem)) from problem
    finally:
        discard(temporary)


def is_full(problem: Problem) -> bool:
    """True if this was told because there is no room left: whatever is written next there will not find any either."""
    cause = problem.__cause__
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def making(path: Path) -> Iterator[None]:
    """While the block lasts, the system's trouble is told about this file, which is being made or written.

    Raises `FileProblem`: something of its name is there already, or it can't be written.
    """
    try:
        yield
    except FileExistsError as problem:
        raise FileProblem(_THERE, path=path) from problem
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=path, why=Why(problem)) from problem


def check_writable(path: Path) -> None:
    """Raises `FileProblem` unless a file of this name can be written now: asked before long work whose result goes there."""
    temporary = unfinished_name(path)
    try:
        open(temporary, "xb").close()
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=path, why=Why(problem)) from problem
    finally:
        discard(temporary)


def check_is_free(path: Path, message: str = _THERE) -> None:
    """Raises `FileProblem` where something of this name is there."""
    if path.exists():
        raise FileProblem(message, path=path)


def free_name(path: Path) -> Path:
    """This path, or where something is there the first that is free: `name 2.jury`, `name 3.jury`. Raises `OSError`."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def unfinished_name(path: Path) -> Path:
    """A new name in the same folder, for what is not finished yet. Raises `FileProblem` where `path` names a folder."""
    if path.name in ("", "..") or os.path.isdir(path):
        raise FileProblem("{path} is a folder; name a file.", path=path)
    chance = os.urandom(4).hex()  # the module `secrets` would load OpenSSL before the first window
    return path.with_name(f".{path.name[:100]}.{chance}.part")


def put_in_place(temporary: Path, path: Path) -> None:
    """Gives a finished, synced file its name, durably."""
    os.replace(temporary, path)
    sync_folder(path.parent)


def put_where_none_is(temporary: Path, path: Path) -> None:
    """Gives a finished, synced file its name, durably, unless something of that name has come there meanwhile.

    Raises `FileExistsError`. A medium without hard links (FAT) can't rule out one that comes in this very moment.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.replace(temporary, path)
    discard(temporary)
    sync_folder(path.parent)


def discard(temporary: Path) -> None:
    """Removes a temporary file, if it is there, and the rollback journal that SQLite leaves beside one."""
    for left in (temporary, temporary.with_name(temporary.name + "-journal")):
        with suppress(OSError):  # what made it impossible to write there was told already
            left.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Makes what was written to a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Makes names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private_folder(folder: Path) -> Path:
    """The folder, made if need be, for its user alone where the system knows that. Raises `FileProblem` if that can't be."""
    return _make(folder, 0o700)


def make_folder(folder: Path) -> Path:
    """The folder, made if need be. Raises `FileProblem` if that can't be."""
    return _make(folder, 0o777)


def check_can_hold(folder: Path) -> None:
    """Raises `FileProblem` where it is plain already that no file can be put into this folder, which may still have to be made.
    Writes nothing."""
    try:
        _missing(folder)
        there = root_of(folder)[0]
        refused = errno.ENOTDIR if not there.is_dir() else 0 if os.access(there, os.W_OK | os.X_OK) else errno.EACCES
        if refused:
            raise OSError(refused, os.strerror(refused))
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=folder, why=Why(problem)) from problem


def _missing(folder: Path) -> list[Path]:
    """The folders to be made, the uppermost first. Raises `FileProblem` for a flash disk that isn't in."""
    above = tuple(reversed((folder, *folder.parents)))
    missing = [one for one in above if not one.exists()]
    for one in above:
        if _is_medium(one) if one in missing else _is_left_over(one):
            raise FileProblem("{path} is not there; put the flash disk in.", path=one)
    return missing


def _make(folder: Path, mode: int) -> Path:
    """Makes what is missing, each durably: a file is only as durable as the names of the folders above it."""
    try:
        for missing in _missing(folder):
            missing.mkdir(mode=mode, exist_ok=True)
            with suppress(PermissionError):  # of a folder that may be written and not read
                sync_folder(missing.parent)
        if not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    except OSError as problem:
        raise FileProblem("The folder {path} can't be made: {why}.", path=folder, why=Why(problem)) from problem
    return folder


def _is_medium(folder: Path) -> bool:
    """True for the folder of a flash disk that isn't in: made by us it would lie on this laptop's own disk."""
    if any(folder.parent == place for place in MEDIA):
        return True
    by_user = any(folder.parent.parent == place for place in MEDIA_BY_USER)
    return by_user and not os.path.ismount(folder.parent)


def _is_left_over(folder: Path) -> bool:
    """True for a folder that the system made for a flash disk of this user's which isn't in any more: it is removed a moment
    later, and what is written there lies on this laptop's own disk."""
    if not any(folder.parent.parent == place for place in MEDIA_BY_USER):
        return False
    with suppress(KeyError):  # a user without a name
        return folder.parent.name == getuser() and not os.path.ismount(os.path.realpath(folder))
    return False


Root = tuple[Path, int]
"""A folder that lies where something was chosen, and on which disk it lay."""


def root_of(path: Path) -> Root:
    """The nearest folder above a path that is there now. Raises nothing: where none can be asked it is the path's anchor."""
    for folder in (path, *path.parents):
        try:
            return folder, folder.stat().st_dev
        except OSError:
            continue
    return Path(path.anchor or "."), 0


def is_gone(root: Root) -> bool:
    """True if that folder isn't there any more, or another disk lies there by now: it was taken out."""
    try:
        return root[0].stat().st_dev != root[1]
    except OSError:
        return True
