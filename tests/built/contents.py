"""What got into the built folder: no tool of the developers, no source that would have to be compiled, not more than before."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PyInstaller.archive.readers import CArchiveReader

PROGRAM = "juryapp"
TOO_MUCH_MB = 303
"""Megabytes, of files. It was 302.8 on 2026-11-28 (Linux, Python 3.11), before anything was kept out; what makes it larger than
that is found, and kept out in build.spec, or this number is raised with a reason.
"""
NEVER = ("pip",)
"""Distributions that a library of ours names among its requirements but that the program doesn't need (sqlite-utils: its own
command `install`).
"""
OURS = ("tests",)
"""What lies beside the program and is no distribution."""


def tools_in(folder: Path) -> list[str]:
    """Modules and distributions of this Python that only developers need and that lie in the built folder all the same."""
    return tools_among(top_modules(folder), [path.name for path in folder.rglob("*.dist-info")])


def tools_among(modules: set[str], infos: Iterable[str]) -> list[str]:
    """Those of these modules and folders of metadata that belong to nothing that the program needs."""
    needed = needed_to_run()
    tools = {name for name, owners in packages_distributions().items() if not needed & set(map(canonicalize_name, owners))}
    found = sorted((tools | set(OURS)) & modules)
    return found + sorted(name for name in infos if _distribution_of(name) not in needed)


def needed_to_run() -> set[str]:
    """The distributions that Juryapp requires, and those that they require, by their canonical names."""
    needed: set[str] = set()
    left = [Requirement(PROGRAM)]
    while left:
        wanted = left.pop()
        name = canonicalize_name(wanted.name)
        if name not in NEVER and name not in needed:
            needed.add(name)
        elif not wanted.extras:
            continue
        left += [one for one in _required_by(name, wanted.extras) if canonicalize_name(one.name) not in NEVER]
    return needed


def _required_by(name: str, extras: set[str]) -> Iterator[Requirement]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in lines:
        wanted = Requirement(line)
        if not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield wanted


def top_modules(folder: Path) -> set[str]:
    """The first part of every module's name: in the program's archive, in the standard library's, and as files beside them."""
    archive = CArchiveReader(str(folder / PROGRAM))
    names = [name for name in archive.toc if not name.endswith(".pyz")]
    for name in archive.toc:
        if name.endswith(".pyz"):
            names += archive.open_embedded_archive(name).toc
    with zipfile.ZipFile(folder / "_internal" / "base_library.zip") as library:
        names += library.namelist()
    names += [path.name for path in (folder / "_internal").iterdir() if not path.name.endswith(".dist-info")]
    return {re.split(r"[./]", name)[0] for name in names}


def _distribution_of(info: str) -> str:
    return canonicalize_name(info.removesuffix(".dist-info").rsplit("-", 1)[0])


def sources_in(folder: Path) -> list[str]:
    """Sources of modules and translations: a folder that can't be written to would have them compiled anew at each start."""
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.p[yo]"))]


def size_mb(folder: Path) -> float:
    """The size of all files, in megabytes (a million bytes)."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6
