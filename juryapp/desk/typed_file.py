"""A file of what is typed and not stored: one a seat and event in this laptop's folder, as ciphertext (decision 038)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from cryptography.exceptions import InvalidTag

from juryapp.disk import make_private_folder, write_whole
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import DeskSeat
from juryapp.signing.keys import decrypt, encrypt_to

_log = logging.getLogger(__name__)
_MOST_BYTES = 4_000_000
UNREADABLE = (OSError, ValueError, TypeError, KeyError, InvalidTag)
"""What reading a file raises that is missing, torn, or another PIN's."""


class TypedFile:
    """Replaced whole, durably, and gone once there is nothing to keep."""

    def __init__(self, event: OpenEvent, seat: str) -> None:
        self._path = event.laptop.home.folder / "events" / event.id / f"{seat}.typed"

    @property
    def is_there(self) -> bool:
        """True if something was kept."""
        return self._path.exists()

    def keep(self, sealed: Callable[[], bytes | None]) -> None:
        """Keeps this in place of what was kept before; of None nothing is left.

        Never raises: where this laptop's folder takes nothing there is no place left, and what could not be saved is told anyway.
        """
        try:
            content = sealed()
            if content is None:
                self._path.unlink(missing_ok=True)
            else:
                make_private_folder(self._path.parent)
                write_whole(self._path, content, private=True)
        except (OSError, Problem):
            _log.info("what is typed and not stored could not be kept")

    def read(self) -> bytes:
        """What was kept. Raises one of `UNREADABLE`, also where it is too long to be ours."""
        if self._path.stat().st_size > _MOST_BYTES:
            raise ValueError(self._path)
        return self._path.read_bytes()


class DeskTypedFile(TypedFile):
    """The desk's: only its PIN opens it."""

    def __init__(self, desk: DeskSeat, name: str) -> None:
        super().__init__(desk.event, name)
        self._desk = desk

    def keep_sealed(self, content: bytes | None) -> None:
        """Keeps this, sealed; of None nothing is left. Never raises."""
        holders = [desk.public for desk in self._desk.event.trust.desks]
        self.keep(lambda: None if content is None else encrypt_to(holders, content))

    def opened(self) -> bytes | None:
        """What was kept, None where it was sealed to others. Raises one of `UNREADABLE`, or `Problem` where it was altered."""
        return decrypt(self._desk.key, self.read())
