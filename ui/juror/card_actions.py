"""What the keys do in a card of the scoring form. Those of the text fields in it are the fields' own."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from juryapp.text import mark
from ui.actions import KeyGroup, KeyLine, action
from ui.juror.bands import Bands
from ui.juror.points_field import PointsField


class KeyedCard(Protocol):
    """The card that a key is pressed in, as far as keys move in it or give up what is typed."""

    @property
    def field(self) -> PointsField:
        """Where points are typed."""

    @property
    def bands(self) -> Bands:
        """What points mean."""

    def focus_points(self) -> None:
        """Back to the points."""

    def forget_typed(self) -> None:
        """The points that were typed are given up: shows what is stored."""


def _in_points(actions: CardActions) -> bool:
    return actions.in_points


def _in_bands(actions: CardActions) -> bool:
    return actions.in_bands


class CardActions(QObject):
    """The actions of one card. What concerns more than the card is told, and the card passes it on."""

    entered = Signal()
    """The score is given."""
    stepped = Signal(int)
    undo_asked = Signal()
    redo_asked = Signal()
    taken_back = Signal()
    """What was typed and isn't stored is given up."""
    earlier_asked = Signal()
    """One's own earlier points are to be shown, or put away."""

    def __init__(self, card: KeyedCard) -> None:
        super().__init__()
        self._card = card

    @property
    def in_points(self) -> bool:
        """True while points are typed, and not something else of the card has the focus."""
        return self._card.field.window().focusWidget() is self._card.field

    @property
    def in_bands(self) -> bool:
        """True while a band has the focus."""
        return self._card.field.window().focusWidget() in self._card.bands.buttons

    @action(
        "Enter",
        told=mark("Store the score and go to the next; after the last, to the first missing one, then to the review"),
        group=KeyGroup.SCORE,
        offered=_in_points,
        repeats=False,
    )
    def enter(self) -> None:
        """The score is given."""
        self.entered.emit()

    tab = KeyLine("Tab", mark("From the score to its reason, to the notes, and on to the next score"), KeyGroup.SCORE)
    """`ScoringForm` sets its order."""

    @action(
        "Ctrl+Up",
        cap="Ctrl+↑ Ctrl+↓",
        told=mark("In a stored score: one step up or down, stored when the key is let go"),
        group=KeyGroup.SCORE,
        offered=_in_points,
    )
    def step_up(self) -> None:
        """One step up from what is stored."""
        self._step(1)

    @action("Ctrl+Down", offered=_in_points)
    def step_down(self) -> None:
        """One step down from what is stored."""
        self._step(-1)

    @action(
        "Down",
        cap="↓ ↑",
        told=mark("From the score to the bands, and walk in them; above the first one is the score"),
        group=KeyGroup.SCORE,
        offered=_in_points,
    )
    def to_bands(self) -> None:
        """To the band of the points, or the first one: the same from a fresh and from a stored score."""
        self._card.bands.take_focus()

    @action("Up", offered=_in_bands)
    def back_from_bands(self) -> None:
        """From the first band back to the points."""
        self._card.focus_points()

    arrows = KeyLine("← →", mark("In the strip of criteria and in the row below a score: walk"), KeyGroup.SCORE)
    """`Stop` walks."""

    minus = KeyLine("- Enter", mark("In an empty score: it can't be assessed, and why"), KeyGroup.SCORE)
    """`ScoringForm` reads the minus sign."""

    @action("Esc", told=mark("Back to the score; in the score: what is stored"), group=KeyGroup.SCORE)
    def back(self) -> None:
        """Back to the score; from there to what is stored."""
        if self.in_points:
            self.take_back_typed()
        else:
            self._card.focus_points()

    @action(
        "Ctrl+Z",
        told=mark("Take back what is typed; then undo what you did last, wherever that was, and what you did before it"),
        group=KeyGroup.SCORE,
    )
    def undo(self) -> None:
        """First what is typed, then what was stored."""
        self.undo_asked.emit()

    @action("Ctrl+Shift+Z", "Ctrl+Y", told=mark("Do again what was undone last"), group=KeyGroup.SCORE)
    def redo(self) -> None:
        """What was undone last is done again."""
        self.redo_asked.emit()

    @action("Ctrl+R", told=mark("My earlier points on this criterion, on its scale; put away again"), group=KeyGroup.SCORE)
    def show_earlier(self) -> None:
        """The ruler below the points; it stays until it is put away."""
        self.earlier_asked.emit()

    def _step(self, by: int) -> None:
        if self._card.field.can_step:
            self.stepped.emit(by)

    def take_back_typed(self) -> None:
        """Back to the points that are stored."""
        self.taken_back.emit()
        self._card.forget_typed()
        self._card.field.selectAll()
