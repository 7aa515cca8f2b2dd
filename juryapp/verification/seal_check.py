"""Seal check: what the journal knows of headquarters' seal on a genuine document, and of its archive time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.signing.fields import SEAL
from juryapp.store import document_seals
from juryapp.text import ShownMoment, mark

if TYPE_CHECKING:
    from juryapp.signing.verify import PdfFindings

_UNRECORDED = mark("Headquarters' seal is genuine, but this event has no record of it.")
_SINCE = mark("Headquarters sealed this file since; the sealed one is among the event's documents.")
_RECORDED = mark("Headquarters put on record that it had the time stamp of {moment} made.")


def told(event: OpenEvent, found: PdfFindings) -> Iterator[Problem]:
    """What people should know of it besides the verdict."""
    seals = document_seals.seals(event.file)
    recorded = [seals[file] for file in found.revisions if file in seals]
    is_sealed = any(field == SEAL for field, _name, _code in found.signers)
    if is_sealed and not recorded:
        yield Problem(_UNRECORDED)
    if not is_sealed and found.revisions[-1] in seals:
        yield Problem(_SINCE)
    known = {stamp.certificate for seal in recorded for stamp in seal.stamps}
    for stamp in found.stamps:
        if stamp.signer.fingerprint in known:
            yield Problem(_RECORDED, moment=ShownMoment(stamp.at.isoformat(), "UTC"))
