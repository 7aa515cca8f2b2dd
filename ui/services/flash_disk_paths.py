"""Flash disks by their paths: whether a file, or the program itself, lies on one, told without asking any disk."""

from __future__ import annotations

import sys
from pathlib import Path

from juryapp.disk import MEDIA
from juryapp.locations import Home, portable_data, program_folder
from juryapp.text import _
from ui.parts.labels import breakable

_REMOVABLE = 2
"""What Windows calls a drive whose medium can be taken out."""
PLACES = tuple(f"{place}/" for place in MEDIA)
"""Where systems show what was plugged in."""


def is_on_disk_of(folder: Path, file: Path) -> bool:
    """True if a folder lies on the same disk as a file, so that it is no second place. Asks the disk, which may take long.

    What lies where systems show what was plugged in is another disk than what doesn't. False where the system can't tell.
    """
    if flash_disk_of(folder / file.name) and not flash_disk_of(file):
        return False
    try:
        return folder.stat().st_dev == file.stat().st_dev
    except OSError:
        return False


def flash_disk_of(path: Path) -> str:
    """The flash disk on which a file lies, from its path alone, so that nothing waits for it; empty for other places."""
    if sys.platform == "win32":
        import ctypes

        removable = ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOVABLE
        return path.drive if removable else ""
    parts = path.parts
    for place in map(Path, PLACES):
        depth = len(place.parts) + (place.name == "media")
        if path.is_relative_to(place) and len(parts) > len(place.parts) + 1:
            # right below /media a user's folder lies between, but for what was mounted there by hand
            return parts[depth] if len(parts) > depth + 1 else parts[depth - 1]
    return ""


def carried_words(home: Home) -> str:
    """Where what is written lies, of a program that runs from a flash disk or keeps its data beside itself; else nothing."""
    program = program_folder()
    if program is None:
        return ""
    data = breakable(str(home.folder))
    if portable_data() == home.folder:
        return _(
            "This Juryapp keeps its data beside itself: {data}. An event is written where its file lies. Leave the flash disk "
            "in.",
            data=data,
        )
    disk = flash_disk_of(program)
    if not disk:
        return ""
    return _(
        "Juryapp runs from the flash disk {disk}; leave it in. An event is written where its file lies; what this laptop "
        "remembers lies on the laptop: {data}.",
        disk=disk,
        data=data,
    )
