"""The disk: a file is written whole or not at all. Not here: what stands in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from juryapp.errors import FileProblem


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that a power cut leaves the old one, the new one or none: temporary file, fsync, re-read, rename.

    Raises `FileProblem` in a sentence: disk full, read-only, missing folder, or a medium that doesn't give back what was written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != content:
            raise FileProblem(
                "{path} was not written correctly: the medium gave back something else; use another flash disk.", path=path
            )
        put_in_place(temporary, path)
    except OSError as problem:
        raise FileProblem("{path} can't be written: {why}.", path=path, why=problem.strerror) from problem
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path) -> None:
    """Gives a finished, synced file its name, durably."""
    os.replace(temporary, path)
    sync_folder(path.parent)


def discard(temporary: Path) -> None:
    """Removes a temporary file, if it is there, and the rollback journal that SQLite leaves beside one."""
    for left in (temporary, temporary.with_name(temporary.name + "-journal")):
        left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> Path:
    """The folder, made if need be. Raises `FileProblem` if that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileProblem("The folder {path} can't be made: {why}.", path=folder, why=problem.strerror) from problem
    return folder
