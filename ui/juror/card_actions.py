"""What the keys do in a card of the scoring form. Those of the text fields in it are the fields' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.text import mark
from ui.actions import KeyGroup, KeyLine, action

if TYPE_CHECKING:
    from ui.juror.card import CriterionCard


def _in_points(actions: CardActions) -> bool:
    return actions.in_points


def _in_bands(actions: CardActions) -> bool:
    return actions.in_bands


class CardActions:
    """The actions of one card."""

    def __init__(self, card: CriterionCard) -> None:
        self._card = card

    @property
    def in_points(self) -> bool:
        """True while points are typed, and not something else of the card has the focus."""
        return self._card.window().focusWidget() is self._card.field

    @property
    def in_bands(self) -> bool:
        """True while a band has the focus."""
        return self._card.window().focusWidget() in self._card.bands.buttons

    @action(
        "Enter",
        told=mark("Store the score and go to the next; after the last, to the first missing one, then to the review"),
        group=KeyGroup.SCORE,
        offered=_in_points,
        repeats=False,
    )
    def enter(self) -> None:
        """The score is given."""
        self._card.entered.emit(self._card)

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
        self._card.undo_asked.emit()

    @action("Ctrl+Shift+Z", "Ctrl+Y", told=mark("Do again what was undone last"), group=KeyGroup.SCORE)
    def redo(self) -> None:
        """What was undone last is done again."""
        self._card.redo_asked.emit()

    @action("Ctrl+R", told=mark("My earlier points on this criterion, on its scale; put away again"), group=KeyGroup.SCORE)
    def show_earlier(self) -> None:
        """The ruler below the points; it stays until it is put away."""
        self._card.earlier_asked.emit(self._card)

    def _step(self, by: int) -> None:
        if self._card.field.can_step:
            self._card.stepped.emit(self._card, by)

    def take_back_typed(self) -> None:
        """Back to the points that are stored."""
        card = self._card
        card.taken_back.emit(card)
        card.forget_typed()
        card.field.selectAll()
