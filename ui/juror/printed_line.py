"""Printed line: a line of a note on its way to the reason for the active score, by the road of what is typed there."""

from __future__ import annotations

from juryapp.errors import Problem, Refused
from juryapp.text import _
from ui.juror.field_texts import FieldKind
from ui.juror.last_acts import named_words
from ui.juror.notes import NotesPane
from ui.juror.scoring import ScoringForm
from ui.parts.announce import announce


class PrintedLine:
    """Between the notes and the form of one desk."""

    def __init__(self, notes: NotesPane, form: ScoringForm) -> None:
        self._notes, self._form = notes, form
        notes.line_asked.connect(self.take)

    def take(self) -> None:
        """The line in which the cursor is goes behind the reason that stands; what forbids it is told below the note."""
        self._notes.save()  # it was typed before the line was taken, and is undone after it
        problem = self._give(self._notes.field.line)
        self._notes.problem.tell_problem(problem)
        if problem:
            announce(self._notes.field, str(problem))

    def _give(self, line: str) -> Problem | None:
        card, edits = self._form.active_card, self._form.edits
        if card is None or card.shown is None:
            return Refused("Open the score first to which the reason belongs; then take the line once more.")
        if not card.shown.editable:
            return Refused("This score is closed; its reason can't be changed any more.")
        problem = edits.add_reason(card, line)
        if problem is None and not (edits.is_open(card, FieldKind.REMARK) or edits.is_kept(card.shown)):
            # where it waits, or is refused, the card says so
            name = named_words(card)
            self._form.dock.say(lambda: _("{name}: the line is its printed reason", name=name))
        return problem
