"""Laptop closing: the laptop's own word that nothing more is written there today. It needs nobody's PIN, and takes nothing away.

Whoever writes there again opens it again, by that alone (`board/awaited_laptops.py`).
"""

from __future__ import annotations

from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.exchange.receipts import before_lacking
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.store import closings, journal, keyring


def closed_at(event: OpenEvent) -> int:
    """The number of the entry at which this laptop is closed; 0 while it is open."""
    ends = closings.branches(event.file, event.device) if event.device else []
    return max((one.closed_at for one in ends), default=0) if all(one.closed_at for one in ends) else 0


def was_closed_at(event: OpenEvent) -> int:
    """The number of the last entry at which this laptop was ever closed, whatever was written since; 0 for none."""
    return closings.last_closing(event.file, event.device) if event.device else 0


def close(event: OpenEvent) -> Changes:
    """Closes this laptop; which entry says so, `closed_at` tells. One that is closed stays so.

    Raises `FileProblem`, and `Refused` at a laptop that the desk removed, or that nobody prepared and that wrote nothing.
    """
    if event.device is None and not keyring.preparation(event.file):
        raise Refused("Nothing was written at this laptop, and this file wasn't prepared for it: there is nothing to close.")
    event.before_leaving()
    if closed_at(event):
        return NOTHING
    if event.device is None:
        event.write((), seal=True)
    assert event.device
    seen = journal.numbers(event.file)
    lacking = frozenset(NamedAttachments.of(event.file).lacking(event.file, event.trust))
    held = {device: number for device, number in before_lacking(event.file, seen, lacking).items() if number < seen[device]}
    value = {"closed": True, "seen": seen, **({"held": held} if held else {})}
    return event.write([Act(Actor.LAPTOP, Subject.CLOSING, event.device, value, sign=event.sign_as_device)], seal=True)
