"""Package files: by which names packages lie in folders. What they are is known when they are read."""

from __future__ import annotations

from pathlib import Path

ENDING = ".jurypack"
"""Of packages; an event's file ends in `.jury`."""
_ENDINGS = (ENDING, ".jury")
"""Packages of before ended like events, and working files are merged as well."""


def may_be_package(path: Path) -> bool:
    """True if a file of this name is looked at when a folder is received; letter case aside."""
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(".")


def packages_in(folder: Path) -> list[Path]:
    """What lies in a folder under a package's name, ordered. Raises `OSError`."""
    return sorted(path for path in folder.iterdir() if may_be_package(path))


def folders_with_packages(folder: Path) -> list[Path]:
    """The folders within this one that hold something under a package's name. Raises `OSError`."""
    return sorted(
        inside for inside in folder.iterdir() if inside.is_dir() and not inside.name.startswith(".") and packages_in(inside)
    )
