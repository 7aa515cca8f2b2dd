"""What is asked of the page that is shown, by window, lock and desk, where the page can do it: `isinstance` tells."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget


@runtime_checkable
class Settles(Protocol):
    """A page in which something may be half typed."""

    def settle(self) -> None:
        """Ends every edit."""


@runtime_checkable
class HasUnfinished(Protocol):
    """A page in which something may stand that is not stored, because it isn't allowed or was never finished."""

    def unfinished(self) -> list[str]:
        """What it is, each in a few words."""


@runtime_checkable
class PutsAway(Protocol):
    """A page that shows more of a person than what `ui.services.forgetting` finds by itself."""

    def put_away(self) -> None:
        """The seat is hidden."""


@runtime_checkable
class TakesOut(Protocol):
    """A page that shows again what it put away."""

    def take_out(self) -> None:
        """The person is back."""


@runtime_checkable
class RestsBehindSign(Protocol):
    """A page that may show a sign in place of the seat."""

    def rest_behind_sign(self) -> bool:
        """Nobody used this laptop for a while: True if the sign stands before everything, and may go on standing."""


@runtime_checkable
class OpensCandidates(Protocol):
    """A page of one candidate at a time."""

    @property
    def candidate(self) -> str:
        """The candidate that is open; empty: none."""

    def open_candidate(self, candidate: str) -> None:
        """Opens another."""


@runtime_checkable
class ShowsDocument(Protocol):
    """A page over a desk that shows a document: it is left when the seat is hidden, and made anew when it is asked for again."""

    shows_document: bool


@runtime_checkable
class IsSign(Protocol):
    """A page over a desk that is a sign for the secretary, and shows nothing of the seat."""

    is_sign: bool


@runtime_checkable
class HasBeginning(Protocol):
    """A page over a desk that says where one begins."""

    first: QWidget


@runtime_checkable
class HasPlaces(Protocol):
    """A desk with places, one of them shown; its menu and the bars above stand around that."""

    stack: QStackedWidget


@runtime_checkable
class BeginsTyping(Protocol):
    """A place of a desk into which one types at once."""

    def begin(self) -> None:
        """Puts the focus where one goes on typing."""


@runtime_checkable
class LiesOver(Protocol):
    """A page that lies over a place of a desk until it is left."""

    back: SignalInstance
    """Emitted when it is to be left."""
    first: QWidget
    """Where one begins."""
