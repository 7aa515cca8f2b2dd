"""Package files: by which names packages lie in folders. What they are is known when they are read."""

from __future__ import annotations

from pathlib import Path

from juryapp.skipped_in_folders import folders_within

ENDING = ".jurypack"
"""Of packages; an event's file ends in `.jury`."""
_ENDINGS = (ENDING, ".jury")
"""Packages of before ended like events, and working files are merged as well."""


def is_packages_name(path: Path) -> bool:
    """True if a file of this name may be a package, hidden or not; letter case aside."""
    return path.suffix.lower() in _ENDINGS


def may_be_package(path: Path) -> bool:
    """True if a file of this name is looked at when a folder is received."""
    return is_packages_name(path) and not path.name.startswith(".")


def packages_in(folder: Path) -> list[Path]:
    """What lies in a folder under a package's name, ordered. Raises `OSError`."""
    return sorted(path for path in folder.iterdir() if may_be_package(path))


def folders_with_packages(folder: Path) -> list[Path]:
    """The folders within this one, however deep, that hold something under a package's name, hidden or not."""
    return folders_within(folder, is_packages_name)
