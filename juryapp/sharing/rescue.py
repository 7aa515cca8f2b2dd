"""Rescuing a damaged event file at this laptop."""

from __future__ import annotations

import logging
from pathlib import Path

from juryapp.disk import check_is_free, discard, making, put_where_none_is, unfinished_name
from juryapp.errors import FileProblem
from juryapp.event.laptop import Laptop
from juryapp.exchange.rescue import Rescued, rescue

_log = logging.getLogger(__name__)


def rescue_file(laptop: Laptop, damaged: Path, to: Path, passphrase: str) -> Rescued:
    """Saves what proves itself of a damaged event file into a new one, which appears whole or not at all.

    Raises `FileProblem` where the new file exists or can't be made, or nothing proves itself; `WrongPassphrase`.
    """
    if not damaged.is_file():
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=damaged)
    check_is_free(to)
    part = unfinished_name(to)

    def own(event: str) -> dict[str, int]:
        devices = laptop.home.devices_of(event)
        remembered = {device: laptop.home.memory(event, device) for device in devices}
        return {device: stamp.number if stamp else 0 for device, stamp in remembered.items()}

    try:
        with making(to):
            found = rescue(damaged, part, passphrase, own, to)
            put_where_none_is(part, to)
    finally:
        discard(part)
    _log.info("rescued %d entries, %d held, %d pages lost, %d gaps", found.entries, found.held, found.pages_lost, len(found.gaps))
    return found
