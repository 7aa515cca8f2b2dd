"""What keys, buttons and menus ask of a juror's page and of its panes. `DeskActions` is made before them and given to them."""

from __future__ import annotations

from typing import Protocol


class FocusesScores(Protocol):
    """The scoring form, as far as keys go to a score."""

    def focus_missing(self) -> None:
        """To the first score that is missing."""

    def focus_active(self) -> None:
        """Back to the score that is being given."""


class UndoesActs(Protocol):
    """What undoes and does again."""

    def undo(self) -> None:
        """Takes the last act back."""

    def redo(self) -> None:
        """Does again what was undone last."""


class GoesAround(Protocol):
    """List, form and notes side by side, as far as keys go from one to the other."""

    @property
    def form(self) -> FocusesScores:
        """The scoring form."""

    @property
    def undo(self) -> UndoesActs:
        """What undoes."""

    def is_choosing(self) -> bool:
        """True while the focus is on the list or the heading."""

    def walk(self, by: int) -> None:
        """Opens a candidate that stands so many places further in the list."""

    def find(self) -> None:
        """To the field above the list."""

    def back_to_score(self) -> None:
        """To the score that is being given, with no list before it."""

    def next_pane(self) -> None:
        """To the next of list, form and notes."""


class ActsOnSheet(Protocol):
    """A page that does what can be done with the sheet of the candidate that is open, or opens the page that does."""

    def review(self) -> None:
        """Shows the sheet as it will be printed."""

    def recuse(self) -> None:
        """Declares a conflict of interest, or takes it back."""

    def move_scores(self) -> None:
        """Moves the scores to another candidate."""

    def confirm_scores(self) -> None:
        """Says that scores of another name are for whom the list names now."""

    def see_papers(self) -> None:
        """Shows what the candidate handed in."""

    def see_signed(self) -> None:
        """Shows the signed sheet."""

    def ask_reopening(self) -> None:
        """Asks the secretary to reopen it."""


class ActsForJuror(ActsOnSheet, Protocol):
    """The page of a juror: the sheet that is open, the pane on which it lies, and what concerns no sheet."""

    @property
    def desk(self) -> GoesAround:
        """List, form and notes."""

    def call(self) -> None:
        """Turns the screen into a sign for the secretary."""

    def end_day(self) -> None:
        """Shows what is signed and what is missing."""

    def see_day(self) -> None:
        """Shows an observer where the day stands."""

    def show_keys(self) -> None:
        """Shows which key does what."""
