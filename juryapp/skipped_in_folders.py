"""Skipped in folders: what lies in a folder and isn't looked at with it, so that it can be named.

These are files that are hidden, folders within and links that lead to no file. Only reads names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

MOST_NAMES = 50_000
"""So many names of one folder and of what lies in it are read: a whole disk may have been chosen."""

SYSTEM_FOLDERS = (".Trash", "$RECYCLE.BIN", "System Volume Information", ".Spotlight-")
"""Beginnings of the names of the folders of systems: what was thrown away isn't missed."""

Wanted = Callable[[Path], bool]
"""Whether a file of this name would have been looked at, were it not where it is."""


def skipped_in(folder: Path, wanted: Wanted) -> list[Path]:
    """What of this folder isn't looked at, though by its name it would be; ordered, the folder's own files first.

    A folder within counts where it holds anything of that kind itself. What can't be read isn't told here.
    """
    return [*_bare(folder, wanted), *folders_within(folder, wanted)]


def folders_within(folder: Path, wanted: Wanted) -> list[Path]:
    """The folders within this one, however deep, that hold a file of such a name; links to folders aren't followed further."""
    found: set[Path] = set()
    for place, names in _walked(folder):
        if place != folder and any(wanted(place / name) and not _is_twin(place / name) for name in names):
            found.add(place)
    return sorted(found)


def hidden_in(folder: Path, wanted: Wanted) -> list[Path]:
    """Hidden files of such names in the folder itself."""
    return [one for one in _bare(folder, wanted) if one.name.startswith(".") and one.is_file()]


def _bare(folder: Path, wanted: Wanted) -> list[Path]:
    """Hidden files of such names, and links and devices that are no files."""
    return sorted(one for one in _listed(folder) if not one.is_dir() and _is_skipped(one, wanted))


def _is_skipped(path: Path, wanted: Wanted) -> bool:
    if path.is_symlink() and not path.exists():
        return True
    return wanted(path) and not _is_twin(path) and (path.name.startswith(".") or not path.is_file())


def _is_twin(path: Path) -> bool:
    """True for what macOS writes beside each file on a flash disk: `._name`, with the file's icon and the like."""
    return path.name.startswith("._") and path.with_name(path.name[2:]).exists()


def _walked(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder within with the names of its files, as far as the names go."""
    left = MOST_NAMES
    for place, inside, names in os.walk(folder):
        if left <= 0:
            return
        inside[:] = [name for name in inside if not name.startswith(SYSTEM_FOLDERS)]
        yield Path(place), names[:left]
        left -= len(names) + len(inside)
        if Path(place) != folder:
            continue
        for link in (folder / name for name in inside):
            if link.is_symlink():
                yield link, [one.name for one in _listed(link) if not one.is_dir()]


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            return [Path(one.path) for one in islice(entries, MOST_NAMES)]
    except OSError:
        return []
