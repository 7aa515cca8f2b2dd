"""Package files: by which names packages lie in folders. What they are is known when they are read."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from juryapp.skipped_in_folders import folders_within

ENDING = ".jurypack"
"""Of packages; an event's file ends in `.jury`."""
RECEIPT_ENDING = ".juryreceipt"
"""Of headquarters' receipts that are carried alone (`exchange/receipt_file.py`)."""
_ENDINGS = (ENDING, ".jury")
"""Packages of before ended like events, and working files are merged as well."""

_GOES_ON = re.compile(r"\.jurypack[^a-z0-9]|\.jury\.", re.IGNORECASE)
_BEGINNING = re.compile(r"(part|partial|tmp|crdownload|download|journal)$", re.IGNORECASE)
"""How names end of what isn't finished, our own and others'."""
_NUMBERS = re.compile(r"-\d{6,}-\d{6,}-[0-9a-f]{8}")
_ID_LETTERS = 8
"""So much of a laptop's id is in the names of its packages."""
_AFTER_HEAD = r"-\d{6,}-\d{6,}-[0-9a-f]{8}(-light)?\.(jurypack|jury)"
"""What `pack` writes behind a laptop's own beginning."""


def is_packages_name(path: Path) -> bool:
    """True if a file of this name may be a package, hidden or not; letter case aside."""
    return path.suffix.lower() in _ENDINGS


def may_be_package(path: Path) -> bool:
    """True if a file of this name is looked at when a folder is received."""
    return is_packages_name(path) and not path.name.startswith(".")


def packages_in(folder: Path) -> list[Path]:
    """What lies in a folder under a package's name, ordered. Raises `OSError`."""
    return sorted(path for path in folder.iterdir() if may_be_package(path))


def is_receipts_name(path: Path) -> bool:
    """True if a file of this name may be a receipt of headquarters; letter case aside."""
    return path.suffix.lower() == RECEIPT_ENDING


def is_carried(path: Path) -> bool:
    """True if a file of this name is taken in when a folder is received: a package or a receipt, not hidden."""
    return (is_packages_name(path) or is_receipts_name(path)) and not path.name.startswith(".")


def carried_in(folder: Path) -> list[Path]:
    """The packages in a folder, then the receipts: a package may say who headquarters is. Raises `OSError`."""
    return sorted(filter(is_carried, folder.iterdir()), key=lambda path: (is_receipts_name(path), path))


def folders_with_packages(folder: Path) -> list[Path]:
    """The folders within this one, however deep, that hold something under a package's name, hidden or not."""
    return folders_within(folder, is_packages_name)


def is_on_its_way(path: Path) -> bool:
    """True if a file's name goes on behind a package's ending: a download or a copy that isn't finished, or another version that
    a program for synchronising folders set aside."""
    return not is_packages_name(path) and _GOES_ON.search(path.name) is not None


def on_their_way(folder: Path) -> list[Path]:
    """Such files in a folder, ordered, hidden ones as well; nothing where it can't be read.

    Without beginnings of packages that were finished or overtaken since: programs for synchronising leave some for a day.
    """
    try:
        there = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
    whole = [path.name for path in there if may_be_package(path)]
    return [path for path in there if is_on_its_way(path) and not _is_overtaken(path.name, whole)]


def _is_overtaken(name: str, whole: list[str]) -> bool:
    """True for the beginning of a package that is here, or of one before it of the same laptop."""
    return _BEGINNING.search(name) is not None and any(_is_before(name, one) for one in whole)


def _is_before(name: str, whole: str) -> bool:
    """Numbers in names are filled with zeros: a later package of a laptop is the greater name."""
    numbered = _NUMBERS.search(whole)
    place = name.find(whole[: numbered.start() + 1] if numbered else whole)
    return place >= 0 and name[place:][: len(whole)] <= whole


def is_packed_by(path: Path, own: str) -> bool:
    """True if a package has the name that the laptop whose packages begin with `own` gives one. A copy of such a package that a
    program for folders gave another name isn't its own: another laptop with the same key may have written it."""
    return path.name.startswith(own) and re.fullmatch(_AFTER_HEAD, path.name[len(own) :]) is not None


def is_written_by(path: Path, own: str) -> bool:
    """The same, or a receipt with the name that this laptop gives one."""
    return is_packed_by(path, own) or (is_receipts_name(path) and path.name.startswith(f"{own}-"))


def has_package_beside(path: Path, laptops: Collection[str]) -> bool:
    """True of a laptop's own file where a package of one of these laptops (by id) lies in the same folder."""
    with suppress(OSError):
        beside = [one.name for one in packages_in(path.parent) if one.suffix.lower() == ENDING]
        return any(f"-{laptop[:_ID_LETTERS]}-" in name for laptop in laptops for name in beside)
    return False
