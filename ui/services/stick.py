"""A flash disk that was named for an event's copies: known by a marker file, wherever it is put in. Not here: copying.

The marker says nothing but a random name: another flash disk that appears at the same place is not mistaken for this one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStorageInfo, Signal

from juryapp.disk import make_folder, write_whole
from juryapp.errors import Problem, Refused
from juryapp.locations import Home
from juryapp.package_files import is_carried, is_written_by
from juryapp.text import mark
from ui.disk import Disk
from ui.services.flash_disk_paths import PLACES, flash_disk_of

MARKER = "juryapp-flashdisk.json"
FOLDER = "Juryapp"
"""Where packages go on a whole flash disk."""
Looks = tuple[tuple[str, int, int], ...]
"""Name, size, when it was changed, of each package."""
READ_ONLY = mark(
    "The flash disk {name} is read-only: what lies on it can be received, but nothing can be written onto it. Unlock it, or use "
    "another one."
)
SETTLED_MS = 3_500
"""So long what lies on a disk stays as it is before it is looked at: something may still be copied onto it."""
_MOST = 1_000


@dataclass(frozen=True)
class OfferedDisk:
    """A flash disk that is in now."""

    name: str
    folder: Path
    """Where packages go on it."""
    is_read_only: bool = False
    packages: Looks = ()
    """How the packages on it look: another look tells that something came onto it while it was in."""


Offers = list[OfferedDisk]


@dataclass(frozen=True)
class Stick:
    """A folder on a flash disk, or any other folder, that was chosen once."""

    name: str
    """What its marker says."""
    folder: str
    """Where it was when it was seen last."""
    below: str
    """The folder within its flash disk."""

    @property
    def path(self) -> Path:
        """Where it was when it was seen last."""
        return Path(self.folder)


def name_stick(folder: Path) -> Stick:
    """Marks a folder, or knows it by the marker that another laptop left there. Raises `FileProblem`."""
    make_folder(folder)
    name = name_in(folder)
    if name is None:
        name = os.urandom(8).hex()
        write_whole(folder / MARKER, json.dumps({"flashdisk": name}).encode())
    root = Path(QStorageInfo(str(folder)).rootPath() or folder.anchor)
    inside = folder.absolute().is_relative_to(root)
    return Stick(name, str(folder.absolute()), str(folder.absolute().relative_to(root)) if inside else "")


def name_in(folder: Path) -> str | None:
    """What the marker in a folder says; None without one that can be read."""
    try:
        with (folder / MARKER).open("rb") as file:
            found = json.loads(file.read(_MOST))
        return str(found["flashdisk"])
    except (OSError, ValueError, KeyError, TypeError):
        # no marker, or one that nobody can read: not ours
        return None


def find(stick: Stick, roots: Iterable[Path]) -> Path | None:
    """Where the named flash disk is now: where it was, or under another mount point; None while it is out."""
    places = [stick.path, *(root / stick.below for root in roots)]
    return next((place for place in places if name_in(place) == stick.name), None)


def mounted() -> list[Path]:
    """The roots of everything that is mounted now."""
    return [Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes() if volume.isReady()]


def offered() -> Offers:
    """The flash disks that are in now; one that can only be read where packages lie on it, since it is good for nothing else."""
    found = []
    for volume in _volumes():
        root = volume.rootPath()
        name = f"{volume.displayName()} ({root})" if volume.displayName() != root else root
        folder = Path(root) / FOLDER
        packages = looks(folder) + looks(folder.parent)
        if packages or not volume.isReadOnly():
            found.append(OfferedDisk(name, folder, volume.isReadOnly(), packages))
    return found


def roots() -> list[Path]:
    """Where the flash disks are that are in now, those too that can only be read; no second disk of the laptop itself."""
    return [root for root in (Path(volume.rootPath()) for volume in _volumes()) if flash_disk_of(root / FOLDER)]


def _volumes() -> list[QStorageInfo]:
    system = QStorageInfo.root().rootPath()
    plugged_in = (one for one in QStorageInfo.mountedVolumes() if one.isReady())
    return [
        one for one in plugged_in if one.rootPath().startswith(PLACES) or (sys.platform == "win32" and one.rootPath() != system)
    ]


class Offered(QObject):
    """The flash disks that can be chosen now, as far as is known: asking the system waits for each of them."""

    changed = Signal()

    def __init__(self, disk: Disk, parent: QObject, ask: Callable[[], Offers] = offered) -> None:
        super().__init__(parent)
        self.known: Offers = []
        self._written: set[Path] = set()
        """What this program put onto them: that is no news to whoever sits here."""
        self._disk = disk
        self._ask = ask
        self._asking = False

    def refresh(self) -> None:
        """Asks again; `changed` tells if there are others now."""
        if not self._asking:
            self._asking = True
            self._disk.ask(lambda progress: self._ask(), self._found, self._failed, self)

    def refusal(self, folder: Path) -> Problem | None:
        """Why nothing can be written into this folder of a flash disk, as far as is known without asking it."""
        found = self.disk_with(folder)
        return Refused(READ_ONLY, name=found.name) if found and found.is_read_only else None

    def disk_with(self, folder: Path) -> OfferedDisk | None:
        """The flash disk on which this folder lies, as far as is known; None while none is in that has it."""
        return next((one for one in self.known if folder.is_relative_to(one.folder.parent)), None)

    def wrote(self, path: Path) -> None:
        """This file was just put there by this program."""
        self._written.add(path)

    def unwritten(self, disk: OfferedDisk, former: OfferedDisk) -> Looks:
        """The packages of a disk that came while it was in, but for those that this program put there."""
        places = (disk.folder, disk.folder.parent)
        new = (look for look in disk.packages if look not in former.packages)
        return tuple(look for look in new if not any(place / look[0] in self._written for place in places))

    def _found(self, offers: Offers) -> None:
        self._asking = False
        if offers != self.known:
            self.known = offers
            self.changed.emit()

    def _failed(self, problem: Problem) -> None:
        self._asking = False


def remember(home: Home, event: str, stick: Stick | None) -> None:
    """Remembers the flash disk of an event, or that it has none."""
    home.keep_setting(f"flash disk {event}", json.dumps(asdict(stick)) if stick else "")


def remembered(home: Home, event: str) -> Stick | None:
    """The flash disk of an event, if one was chosen."""
    try:
        return Stick(**json.loads(home.setting(f"flash disk {event}") or ""))
    except (ValueError, TypeError):
        return None


def is_named(home: Home, event: str, disk: Path) -> bool:
    """True for the disk, by its mount point, onto which this event's copies go, as it was known last."""
    named = remembered(home, event)
    return named is not None and named.path.is_relative_to(disk)


def look(stick: Stick, roots: Iterable[Path]) -> tuple[Path | None, Looks]:
    """Where a flash disk is now, and how its packages look."""
    folder = find(stick, roots)
    return folder, looks(folder) if folder else ()


def has_unread(looks: Looks, event: str, device: str, known: Collection[tuple[str, int, int]]) -> bool:
    """True if a package or receipt of this event (by its code) lies there that another laptop left and isn't among the known."""
    own = f"{event}-{device[:8]}"
    return any(look not in known for look in looks if look[0].startswith(f"{event}-") and not is_written_by(Path(look[0]), own))


def looks(folder: Path) -> Looks:
    """How the packages in a folder look from outside: cheap to ask, and different when anything came or went."""
    try:
        with os.scandir(folder) as listing:
            files = [entry for entry in listing if is_carried(Path(entry.name))]
            return tuple(sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files))
    except OSError:
        return ()
