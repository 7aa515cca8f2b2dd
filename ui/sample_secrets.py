"""Sample's secrets: its passphrase and its PINs, which everyone knows, told where they are asked for (decision 037)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from juryapp.event.laptop import Laptop
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent

FOLDER = "sample"
"""In this laptop's own folder."""


def is_sample(event: OpenEvent) -> bool:
    """True for the invented event, which nobody misses."""
    return _lies_there(event.laptop, event.path)


def pin_words(event: OpenEvent, person: str) -> str:
    """The sample's PIN of a juror (by code), of the desk (`desk`) or of headquarters' root (`root`); else nothing."""
    if not is_sample(event):
        return ""
    from juryapp.sample import DESK_PIN, ENROLLED, PIN, ROOT_PIN

    pins = {"desk": DESK_PIN, "root": ROOT_PIN, **dict.fromkeys(ENROLLED, PIN)}
    return _("In this sample it is: {secret}", secret=pins[person]) if person in pins else ""


def passphrase_words(laptop: Laptop, path: Path) -> str:
    """The sample's passphrase, of the file of a sample; else nothing."""
    if not _lies_there(laptop, path):
        return ""
    from juryapp.sample import PASSPHRASE

    return _("In this sample it is: {secret}", secret=PASSPHRASE)


def _lies_there(laptop: Laptop, path: Path) -> bool:
    return path.parent == laptop.home.folder / FOLDER
