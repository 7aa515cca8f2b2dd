"""Secrets of event files: which passphrases may open a file, most likely first. Where they are kept is in `vault.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Notes:
    """What headquarters writes about an event for itself; it goes into no event file."""

    contact: str = ""
    """Whom to call there."""
    telephone: str = ""
    deadline: date | None = None
    """The day by whose end everything of the event is expected at headquarters."""
    note: str = ""


@dataclass(frozen=True)
class Secret:
    """A passphrase, and the key that was derived from it once: deriving it takes half a second a file."""

    passphrase: str = field(repr=False)
    key: str | None = field(default=None, repr=False)
    """As `store.opening.open_file` takes it for `known`; None where it was never derived."""


NO_NOTES = Notes()


class Secrets(Protocol):
    """Whoever keeps passphrases of events."""

    def of(self, path: Path, salt: str) -> Iterator[Secret]:
        """What may open this file, whose salt is told in hex: the likeliest first."""

    def learn(self, event: str, path: Path, secret: Secret, title: str) -> None:
        """This opened that file, which is of this event, and is called so."""

    def notes(self, event: str) -> Notes:
        """What headquarters wrote about this event; empty where it wrote nothing."""

    def title(self, event: str) -> str:
        """How this event called itself when its file was read last; empty where that isn't known."""

    def event_of(self, path: Path, salt: str) -> str:
        """The id of the event of which this file was known to be; empty where it wasn't known."""


class OnePassphrase:
    """The same passphrase for every event, as where no vault was made."""

    def __init__(self, passphrase: str) -> None:
        self.passphrase = passphrase

    def of(self, _path: Path, _salt: str) -> Iterator[Secret]:
        """That passphrase."""
        yield Secret(self.passphrase)

    def learn(self, event: str, path: Path, secret: Secret, title: str) -> None:
        """Keeps nothing."""

    def notes(self, _event: str) -> Notes:
        """None are kept."""
        return NO_NOTES

    def title(self, _event: str) -> str:
        """None is kept."""
        return ""

    def event_of(self, _path: Path, _salt: str) -> str:
        """Nothing is known before a file is opened."""
        return ""
