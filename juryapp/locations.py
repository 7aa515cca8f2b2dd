"""Locations: this laptop's own folder: what makes it this device and no other. Two homes are two laptops.

It holds the secrets under which devices' keys lie in event files, headquarters' root under its PIN, and what this
laptop remembers of each event: its last own entry and how the file looked when this laptop wrote it last.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from juryapp.disk import make_private_folder, write_whole
from juryapp.errors import FileProblem

PORTABLE = "juryapp-portable.txt"
"""A file of this name beside the program's folder says that this laptop's data lie there too, and not with the user."""
PORTABLE_DATA = "juryapp-data"
_log = logging.getLogger(__name__)
SECRET_BYTES = 32
"""How long a device's secret is."""
_STAMP = 400
"""Letters that a remembered stamp takes, at the most."""


@dataclass(frozen=True)
class Stamp:
    """What a laptop remembers of an event file that it wrote."""

    number: int
    """Its last own entry's number."""
    entry: str
    size: int
    changed_ns: int
    inode: int


@dataclass(frozen=True)
class Place:
    """Where the event file lay that a device wrote last."""

    path: Path
    seats: frozenset[str]
    """Whose keys lay in it: the jurors', and the desk's."""


@dataclass(frozen=True)
class Home:
    """This laptop's folder."""

    folder: Path

    @classmethod
    def usual(cls) -> Home:
        """`JURYAPP_HOME`, or the folder beside a portable program, or the user's data folder."""
        named = os.environ.get("JURYAPP_HOME")
        if named:
            return cls(Path(named))
        portable = portable_data()
        if portable:
            return cls(portable)
        from platformdirs import user_data_path  # slow to load, and needed only where nobody named a folder

        return cls(user_data_path("juryapp", appauthor=False))

    def devices_of(self, event: str) -> dict[str, bytes]:
        """The devices that this laptop has been in an event: id -> secret. It is a new device where a secret is damaged."""
        folder = self.folder / "events" / event
        files = sorted(folder.glob("*.device")) if folder.exists() else ()
        return {file.stem: secret for file in files if (secret := _read_secret(file))}

    def keep_device(self, event: str, device: str, secret: bytes) -> None:
        """Keeps a new device's secret, durably, before the device is used."""
        folder = make_private_folder(self.folder / "events" / event)
        _write_secret(folder / f"{device}.device", base64.b64encode(secret))

    def remember(self, event: str, device: str, stamp: Stamp) -> None:
        """Remembers the last own entry, cheaply: nothing is synced, and a torn write reads as no memory at all.

        After a power cut the file may be ahead of the memory, which is harmless. Where nothing can be written (a full disk) it
        stays behind or is lost: the work itself is in the event file by then, and must not be called unsaved for this.
        """
        path = self.folder / "events" / event / f"{device}.last"
        with suppress(OSError, FileProblem):
            try:
                _overwrite(path, json.dumps(vars(stamp)))
            except FileNotFoundError:
                make_private_folder(path.parent)  # durable, because a device's secret may come to lie there next
                _overwrite(path, json.dumps(vars(stamp)))

    def memory(self, event: str, device: str) -> Stamp | None:
        """What is remembered of this device, or None if nothing readable is."""
        try:
            return Stamp(**json.loads((self.folder / "events" / event / f"{device}.last").read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def keep_place(self, event: str, device: str, path: Path, seats: Iterable[str]) -> None:
        """Remembers where the file lies that this device wrote last, and whose `seats` it is for; as cheaply as `remember`."""
        left = {"path": str(path), "seats": sorted(seats)}
        with suppress(OSError, FileProblem):
            make_private_folder(self.folder / "events" / event)
            write_whole(self.folder / "events" / event / f"{device}.place", json.dumps(left).encode())

    def place(self, event: str, device: str) -> Place | None:
        """Where that file lay, and for whom; None if that isn't known."""
        try:
            left = json.loads((self.folder / "events" / event / f"{device}.place").read_text(encoding="utf-8"))
            return Place(Path(left["path"]), frozenset(map(str, left["seats"])))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep_root(self, event: str, locked: bytes) -> None:
        """Keeps headquarters' root, under its PIN. It never lies in an event file."""
        _write_secret(make_private_folder(self.folder / "events" / event) / "root.key", locked)

    def root_path(self, event: str) -> Path:
        """Where it lies, or would."""
        return self.folder / "events" / event / "root.key"

    def root(self, event: str) -> bytes | None:
        """Headquarters' root under its PIN, if this laptop is headquarters."""
        path = self.root_path(event)
        return path.read_bytes() if path.exists() else None

    @property
    def spares(self) -> Path:
        """The folder of the spare copies of events (`event/spare_files.py`)."""
        return self.folder / "spares"

    @property
    def leaving(self) -> Path:
        """The folder of removals that were begun (`event/removal.py`)."""
        return self.folder / "leaving"

    def forget_settings(self, event: str) -> None:
        """Forgets what is set of an event, by its id or the beginning of it."""
        kept = self._settings()
        left = {name: value for name, value in kept.items() if event[:16] not in name}
        if left != kept:
            write_whole(self.folder / "settings.json", json.dumps(left, indent=1).encode())

    def setting(self, name: str) -> str | None:
        """A setting of this laptop, such as the language."""
        return self._settings().get(name)

    def keep_setting(self, name: str, value: str) -> None:
        """Keeps a setting."""
        make_private_folder(self.folder)
        write_whole(self.folder / "settings.json", json.dumps({**self._settings(), name: value}, indent=1).encode())

    def _settings(self) -> dict[str, str]:
        """What is set here; nothing where that can't be read: the usual is used then."""
        try:
            found = json.loads((self.folder / "settings.json").read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def program_folder() -> Path | None:
    """The folder of the program that runs, if it is a built one."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def portable_data() -> Path | None:
    """Where the data of a program lie that keeps them beside itself; None where it doesn't (docs/decisions/064)."""
    program = program_folder()
    return program.parent / PORTABLE_DATA if program and (program.parent / PORTABLE).is_file() else None


def _overwrite(path: Path, text: str) -> None:
    """Writes over what is there, blanks behind it: a file that isn't cut first costs half as much."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(handle, text.ljust(_STAMP).encode())
    finally:
        os.close(handle)


def _read_secret(path: Path) -> bytes | None:
    """A device's secret, or None if the file doesn't hold one."""
    try:
        secret = base64.b64decode(path.read_bytes(), validate=True)
    except ValueError:
        secret = b""
    if len(secret) == SECRET_BYTES:
        return secret
    _log.warning("%s holds no secret of a device", path.name)
    return None


def _write_secret(path: Path, content: bytes) -> None:
    write_whole(path, content)
    path.chmod(0o600)
