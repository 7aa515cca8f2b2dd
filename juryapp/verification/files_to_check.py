"""Files to check: which files are meant when files and folders are given to be checked, and reading one that may be hostile.

A folder is looked into, the folders within it are not: what was not looked at is counted, and told.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from juryapp import skipped_in_folders
from juryapp.errors import FileProblem, Problem, Why
from juryapp.text import _

MOST_FILES = 1_000
"""So many are checked at once in a window."""
MOST_NAMES = skipped_in_folders.MOST_NAMES
"""So many names of one folder are read."""
_JOURNAL = ".jury-journal"
_PAPERS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".jury", ".jurypack", ".heic", ".tif", ".tiff", ".webp", ".gif", ".bmp"})
"""The endings of what may be a document, a picture of one, a package or an event; pictures that can't be read are told."""


@dataclass(frozen=True)
class Gathered:
    """What is to be checked, and what of it isn't."""

    files: dict[str, Path]
    """By what the system calls the file, so that one given twice is there once; in the order in which they were given."""
    others: int = 0
    """Files in folders that are neither documents, nor pictures, packages or events."""
    folders: int = 0
    """Folders within folders, which were not looked into."""
    hidden: tuple[Path, ...] = ()
    """Hidden files in folders that may be papers, which were not looked at."""
    left: int = 0
    """Files beyond the most that are taken at once."""
    problems: tuple[Problem, ...] = ()
    """Folders that can't be read."""


def everything(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named, without what stands beside an event file while it is open.

    Raises `FileProblem` for a folder that can't be read, and `OSError` for a name that the system can't look for.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(Path(one) for one in _inside(path) if os.path.isfile(one))
        else:
            yield path


def not_looked_at(paths: Sequence[Path]) -> list[Path]:
    """What the folders that were named hold besides that may be papers: hidden, in folders within, or links to no file."""
    return [one for path in paths if path.is_dir() for one in skipped_in_folders.skipped_in(path, _may_be_paper)]


def not_looked_at_words(path: Path) -> str:
    """What wasn't looked at, in a sentence."""
    if path.is_dir():
        return _("{path} holds papers too and was not looked into; name it to check them.", path=path)
    if not path.is_file():
        return _("{path} leads to no file and was not looked at.", path=path)
    return _("{path} is hidden and was not looked at; name it to check it.", path=path)


def gather(paths: Sequence[Path], most: int = MOST_FILES, stop: Callable[[], bool] = lambda: False) -> Gathered:
    """The files named, and of the folders named those that may be papers; never more than `most`."""
    files: dict[str, Path] = {}
    others = folders = left = 0
    hidden: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if stop():
            break
        try:
            found, strange, deeper, beyond = _papers(path) if os.path.isdir(path) else ([path], 0, 0, 0)
        except FileProblem as problem:
            problems.append(problem)
            continue
        others, folders, left = others + strange, folders + deeper, left + beyond
        hidden += skipped_in_folders.hidden_in(path, _may_be_paper)
        for file in found:
            name = os.path.normcase(os.path.realpath(file))
            if name in files or len(files) < most:
                files[name] = file
            else:
                left += 1
    return Gathered(files, others, folders, tuple(hidden), left, tuple(problems))


def read_file(path: Path, most: int) -> tuple[bytes, bool]:
    """What a file holds, at most so many bytes, and whether that is all. Never waits for a pipe, never follows a device.

    Raises `FileProblem`.
    """
    try:
        if not path.is_file():
            missing = FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
            raise _no_file(path) if path.exists() else missing
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):  # the name came to mean a pipe since it was looked at
                raise _no_file(path)
            content = file.read(most + 1)
    except (OSError, ValueError) as problem:
        why = Why(problem) if isinstance(problem, OSError) else problem
        raise FileProblem("{path} can't be read: {why}.", path=path, why=why) from problem
    return content[:most], len(content) <= most


def _may_be_paper(path: Path) -> bool:
    """By its name, hidden or not."""
    return path.suffix.lower() in _PAPERS


def _no_file(path: Path) -> FileProblem:
    return FileProblem("{path} is not a file; name the .jury file itself.", path=path)


def _papers(folder: Path) -> tuple[list[Path], int, int, int]:
    """Of a folder: the files that may be papers, how many others, how many folders, and how many names were left unread."""
    found, others, folders, names = [], 0, 0, _inside(folder)
    for one in islice(names, MOST_NAMES):
        if os.path.isdir(one):
            folders += 1
        elif _may_be_paper(Path(one)) and os.path.isfile(one):
            found.append(Path(one))
        else:
            others += 1
    return sorted(found), others, folders, sum(1 for _one in names)


def _inside(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder in the open."""
    try:
        with os.scandir(folder) as entries:
            for one in entries:
                if not one.name.startswith(".") and not one.name.lower().endswith(_JOURNAL):
                    yield one
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=folder, why=Why(problem)) from problem
