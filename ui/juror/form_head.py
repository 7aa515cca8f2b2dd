"""The head of the scoring form: who is interviewed, what forbids or warns, and the strip of criteria."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import renamed_drafts
from juryapp.model.sheet import CellState
from juryapp.text import _
from ui.juror.countdown import Countdown
from ui.juror.desk_actions import DeskActions
from ui.juror.heading import Heading
from ui.juror.shown import ShownCriterion
from ui.juror.sitting import CLOSED, Sitting
from ui.juror.strip import Strip
from ui.juror.words import full_name, state_words
from ui.parts.action_button import ActionButton
from ui.parts.flow import row_of
from ui.parts.labels import Label, set_look


class FormHead(QWidget):
    """Heading, notices and strip of the candidate that is open."""

    def __init__(self, sitting: Sitting, actions: DeskActions) -> None:
        super().__init__()
        self._sitting = sitting
        self._candidate = ""
        self.heading = Heading(Countdown(sitting), ActionButton(actions.see_papers))
        self.other = Label(self._other_words)
        self.other.setProperty("notice", "warn")
        self.new = Label(self._new_words)
        self.new.setProperty("notice", "warn")
        """What came in from another laptop; it stays until another candidate is opened."""
        self.closed = Label(self._closed_words)
        self.closed.setProperty("notice", "warn")
        self.reopened = Label(self._reopened_words)
        self.reopened.setProperty("notice", "warn")
        """That a signed sheet is open again, and why."""
        self.renamed = Label(self._renamed_words)
        self.renamed.setProperty("notice", "bad")
        """That the scores were given under another name."""
        self.confirm = ActionButton(actions.confirm_scores)
        self.move_scores = ActionButton(actions.move_scores)
        """Beside the confirmation; otherwise it is in the menu."""
        self.see_signed = ActionButton(actions.see_signed)
        self.ask_reopening = ActionButton(actions.ask_reopening)
        self.asked = Label(self._asked_words)
        self.asked.setProperty("notice", "warn")
        self.strip = Strip()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for part in (self.heading, self.other, self.new, self.reopened, self.renamed, self.closed, self.asked):
            rows.addWidget(part)
        self._buttons = row_of(self.confirm, self.move_scores, self.see_signed, self.ask_reopening)
        rows.addWidget(self._buttons)
        rows.addWidget(self.strip)

    def load(self, candidate: str, shown: list[ShownCriterion]) -> None:
        """Shows a candidate, as it stands now."""
        self._candidate = candidate
        sitting, state = self._sitting, self._sitting.cell(candidate).state
        self.heading.load(sitting.candidates[candidate], sitting.slot(candidate))
        self.closed.again()
        self.closed.setVisible(state in CLOSED)
        set_look(
            self.closed,
            "notice",
            {CellState.SIGNED: "good", CellState.CONFLICT: "bad", CellState.MISNAMED: "bad"}.get(state, "warn"),
        )
        self.other.again()
        self.other.setVisible(bool(self.other.text()))
        self.new.again()
        self.new.setVisible(candidate in sitting.unseen)
        self.reopened.again()
        self.reopened.setVisible(bool(self.reopened.text()))
        self.renamed.again()
        self.renamed.setVisible(bool(self.renamed.text()))
        self.move_scores.give_room(room=state is CellState.UNCONFIRMED)
        buttons = (self.confirm, self.move_scores, self.see_signed, self.ask_reopening)
        for button in buttons:
            button.again()
        self._buttons.setVisible(any(not button.isHidden() for button in buttons))
        self.asked.again()
        self.asked.setVisible(bool(self.asked.text()))
        self.strip.show_all(shown)

    def _new_words(self) -> str:
        unseen = self._sitting.unseen.get(self._candidate)
        return unseen.words if unseen else ""

    def _renamed_words(self) -> str:
        if not self._candidate or self._sitting.cell(self._candidate).state is not CellState.UNCONFIRMED:
            return ""
        return renamed_drafts.words(self._sitting.board, self._sitting.code, self._candidate)

    def _reopened_words(self) -> str:
        """What the desk did to a sheet that was signed, until it is signed again."""
        record = self._sitting.reopened(self._candidate) if self._candidate else None
        if record is None:
            return ""
        return _(
            "The secretary reopened revision {revision} of this sheet: {reason} It counts again once you have signed it anew.",
            revision=record.revision,
            reason=_ended(record.reason),
        )

    def _asked_words(self) -> str:
        if not self._candidate or self._sitting.cell(self._candidate).state is not CellState.SIGNED:
            return ""
        asked = self._sitting.request(self._candidate)
        if asked is None:
            return ""
        if asked.declined:
            return _(
                "You asked to reopen it: {reason} The secretary declined: {why}", reason=_ended(asked.reason), why=asked.declined
            )
        return _("You asked the secretary to reopen it: {reason}", reason=asked.reason)

    def _closed_words(self) -> str:
        if not self._candidate:
            return ""
        cell = self._sitting.cell(self._candidate)
        if cell.state is CellState.SIGNED:
            return _("Signed, revision {revision}. To change it, ask the secretary to reopen it.", revision=cell.sheet.revision)
        return state_words(cell)

    def _other_words(self) -> str:
        """A word of warning while another candidate is the one scheduled now."""
        if not self._candidate:
            return ""
        now = self._sitting.now_scheduled()
        if now is None or now == self._candidate:
            return ""
        if any(self._sitting.cell(one).state in CLOSED for one in (now, self._candidate)):
            return ""
        return _(
            "Scheduled now: {candidate}. Another candidate is open here.", candidate=full_name(self._sitting.candidates[now])
        )


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
