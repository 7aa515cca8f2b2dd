"""Undo: takes back what this juror typed or did last at the open event, wherever it was, and says what, beside its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from juryapp.desk.draft_moves import swap_drafts
from juryapp.desk.paper_recusals import take_back_at_once
from juryapp.event.changes import Changes
from juryapp.model.note import Visibility
from juryapp.text import _, mark
from ui.juror.card import CriterionCard
from ui.juror.dock import UNDO_MS
from ui.juror.field_texts import Field, FieldKind, FieldTexts
from ui.juror.last_acts import CardAct, LastAct, LastActs, Move, NoteAct, Recusal, named_words, score_words, shortened
from ui.juror.notes import NotesPane
from ui.juror.scoring import ScoringForm
from ui.juror.sitting import Sitting
from ui.session import Session
from ui.unsaved_writes import Write


class Undo(QObject):
    """The undoing of one seat. Each step back is an entry like any edit. It ends with the form: after a seat was handed over the
    former juror's hears of nothing any more.
    """

    def __init__(
        self,
        session: Session,
        sitting: Sitting,
        texts: FieldTexts,
        panes: tuple[ScoringForm, NotesPane],
        select: Callable[[str], None],
    ) -> None:
        super().__init__(panes[0])
        self._session, self._sitting, self._texts, self._select = session, sitting, texts, select
        self._form, self._notes = panes
        self.acts = LastActs()
        self.at_once = QTimer(self._form)
        """Runs while a conflict of interest that was declared just now is undone by one press."""
        self.at_once.setSingleShot(True)
        self.at_once.setInterval(UNDO_MS)
        session.changed.connect(self._follow)
        self._form.edits.given = self.acts.given
        self._form.undo_asked.connect(self.undo)
        self._form.redo_asked.connect(self.redo)
        self._form.dock.undo_asked.connect(self.undo)
        self._notes.written.connect(self._wrote_note)
        self._notes.away.connect(self.acts.forget_notes)

    def _follow(self, changes: Changes, initiator: object) -> None:
        """Something was written. What was said of an older act is said no more."""
        before = self.acts.last
        self.acts.follow(changes, initiator)
        self._tell_no_older(before)

    def _wrote_note(self, candidate: str, visibility: Visibility, text: str) -> None:
        before = self.acts.last
        self.acts.wrote_note(candidate, visibility, text)
        self._tell_no_older(before)

    def _tell_no_older(self, before: LastAct | None) -> None:
        if self.acts.last is not before:
            self._form.dock.fall_silent()

    def follow_card(self, card: CriterionCard) -> None:
        """What changes its score at once is told from now on, beside the button that undoes it."""
        for signal in (card.cleared, card.cannot_finished):
            signal.connect(self._tell_act)

    def moved(self, source: str, target: str, *, swapped: bool) -> None:
        """A draft was moved, or changed places with another one."""
        self.acts.moved(source, target)
        message = mark("{source} ↔ {target}: swapped") if swapped else mark("{source} → {target}: scores moved")
        self._form.dock.say(lambda: _(message, source=source, target=target))

    def recused(self, candidate: str) -> None:
        """A conflict of interest was declared: for some seconds one press takes it back; later it asks for a reason."""
        self.acts.recused(candidate)
        self.at_once.start()
        self._form.dock.say(lambda: _("{candidate}: conflict of interest declared", candidate=candidate))

    def recusal_taken_back(self, candidate: str) -> None:
        """It was taken back with its reason."""
        self.acts.recusal_taken_back(candidate)

    def undo(self) -> None:
        """What is typed for the active score, or else the last act, for whichever candidate it was: that one is opened."""
        active = self._form.active_card
        if active and active.shown and active.field.pending and active.shown.field(FieldKind.POINTS) not in self._texts.waiting:
            active.card_actions.take_back_typed()
            return
        self._notes.save()
        waiting = [field for field in self._texts.waiting if not self.acts.is_undoing(field)]
        if waiting:
            self._take_waiting_back(waiting[-1])
        elif not self.acts.undo(self._carry_out):
            self._form.dock.say(lambda: _("There is nothing to undo."))

    def _take_waiting_back(self, field: Field) -> None:
        """What was finished last isn't stored yet: it never will be. A note is too long to be thrown away for one key."""
        name = f"{field.candidate} {field.part}"
        if field.kind is FieldKind.NOTE:
            message = mark("{candidate}: the note waits to be stored, and can be undone then.")
            self._form.dock.say(lambda: _(message, candidate=field.candidate))
            return
        self._texts.take_back(field)
        if field.candidate != self._form.candidate:
            self._select(field.candidate)
        card = self._form.card_of(field.part)
        if card and card.shown:
            card.refresh(self._form.edits.with_held(card.shown))
            self._form.edits.tell_held(card)
            card.focus_points()
            name = named_words(card)
        self._form.dock.say(lambda: _("{name}: what waited to be stored is taken back", name=name))

    def redo(self) -> None:
        """Does again what was undone last, for whichever candidate it was."""
        self._notes.save()
        if not self.acts.redo(partial(self._carry_out, again=True)):
            self._form.dock.say(lambda: _("There is nothing to do again."))

    def _carry_out(self, act: LastAct, *, again: bool = False) -> LastAct | None:
        """Sets back what stood before the act; returns what sets it forth again, or None where that isn't possible.

        The act itself where it can't be done just now: it is undone the next time.
        """
        if isinstance(act, Move):
            return self._move_back(act)
        if isinstance(act, Recusal):
            return self._take_recusal_back(act)
        if act.candidate not in self._sitting.candidates:
            return None
        if act.candidate != self._form.candidate:
            self._select(act.candidate)
        if act.candidate != self._form.candidate:
            return None
        return self._set_note_back(act, again=again) if isinstance(act, NoteAct) else self._set_back(act)

    def _set_back(self, act: CardAct) -> LastAct | None:
        card = self._form.card_of(act.code)
        if card is None or card.shown is None or not card.shown.editable:
            self._form.dock.say(lambda: _("{candidate} is closed now; nothing was undone.", candidate=act.candidate))
            return None
        if not card.active:
            card.focus_points()
        before, contrary = _words(card, act.kind), replace(act, remark=card.shown.remark, score=card.shown.score)
        if act.kind is FieldKind.REMARK:
            self._form.edits.set_remark(card, act.remark)
        else:
            self._form.edits.set_score(card, act.score)
        after, name = _words(card, act.kind), named_words(card)
        if card.shown and self._form.edits.is_kept(card.shown):
            self._form.dock.say(lambda: _("{name}: its undoing waits to be stored", name=name))
        elif before != after:
            self._form.dock.say(lambda: _("{name}: {before} → {after} again", name=name, before=before, after=after))
        return contrary

    def _set_note_back(self, act: NoteAct, *, again: bool) -> LastAct | None:
        """The text that stood there, as what is typed and stored: by the one road that notes go."""
        if self._notes.visibility is not act.visibility:
            self._notes.choose(act.visibility)
        if self._notes.visibility is not act.visibility or self._notes.field.isReadOnly():
            self._form.dock.say(lambda: _("{candidate} is closed now; nothing was undone.", candidate=act.candidate))
            return None
        contrary = replace(act, text=self._notes.field.toPlainText())
        self._notes.set_text(act.text)
        message = mark("{candidate}: the note is written again") if again else mark("{candidate}: the note is as it was before")
        self._form.dock.say(lambda: _(message, candidate=act.candidate))
        return contrary

    def _move_back(self, act: Move) -> LastAct | None:
        desk = self._sitting.desk
        if not self._written(f"move/{act.target}", lambda: swap_drafts(desk, act.target, act.source)):
            return act
        self._texts.swap(act.target, act.source)
        self._select(act.source)
        self._form.dock.say(lambda: _("The scores are at {candidate} again", candidate=act.source))
        return Move(act.target, act.source)

    def _take_recusal_back(self, act: Recusal) -> LastAct | None:
        """As an act with its reason, like any other; only within seconds is the reason known without asking (decision 036)."""
        if not self.at_once.isActive():
            message = mark("{candidate}: take the conflict of interest back below, and say why.")
            self._form.dock.say(lambda: _(message, candidate=act.candidate))
            return None
        desk = self._sitting.desk
        if not self._written(f"recusal/{act.candidate}", lambda: take_back_at_once(desk, act.candidate)):
            return act
        self.at_once.stop()
        self._select(act.candidate)
        self._form.dock.say(lambda: _("{candidate}: the conflict of interest is taken back", candidate=act.candidate))
        return None

    def _written(self, name: str, write: Write) -> bool:
        """Writes it now or not at all: what would be undone some time later, over what was typed meanwhile, is no undoing."""
        problem = self._session.write(name, write, self)
        if problem is None:
            return True
        self._session.drop(name)
        self._form.dock.say(lambda: _("{problem} Nothing was undone.", problem=problem))
        return False

    def _tell_act(self, card: CriterionCard) -> None:
        act, shown = self.acts.last, card.shown
        if not isinstance(act, CardAct) or shown is None or (act.candidate, act.code) != (shown.candidate, shown.criterion.code):
            return
        name = named_words(card)
        if shown.score is None:
            self._form.dock.say(lambda: _("{name}: {points} was removed", name=name, points=score_words(act.score)))
        elif shown.score.points is None:
            words = score_words(shown.score)
            self._form.dock.say(lambda: f"{name}: {words}")


def _words(card: CriterionCard, kind: FieldKind) -> str:
    assert card.shown
    return (shortened(card.shown.remark) or _("no reason")) if kind is FieldKind.REMARK else score_words(card.shown.score)
