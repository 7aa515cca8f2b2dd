"""The sample: an invented event in this laptop's own folder, opened without a passphrase to invent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.event.laptop import Laptop
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent


def open_sample(laptop: Laptop) -> OpenEvent:
    """The invented event, made at the first time."""
    from juryapp.demo import sample

    return sample(laptop, laptop.home.folder / "sample")


def is_sample(event: OpenEvent) -> bool:
    """True for the invented event, which nobody misses."""
    return event.path.parent == event.laptop.home.folder / "sample"


def hint_of(event: OpenEvent) -> str:
    """The PINs of the sample; nothing for any other event."""
    if not is_sample(event):
        return ""
    from juryapp.demo import DESK_PIN, PIN

    return _(
        "This is the sample, everything in it is invented. PIN of the enrolled jurors: {juror}. PIN of the desk: {desk}.",
        juror=PIN,
        desk=DESK_PIN,
    )
