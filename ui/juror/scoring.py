"""The scoring form of the candidate that is open. Each finished edit goes to the juror's desk at once; the form stays still.

The road back: the session tells what changed, the form reads the board anew and shows it, but for what is being typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.juror import JurorDesk
from ui.juror.card import CriterionCard
from ui.juror.card_scroll import CardScroll
from ui.juror.desk_actions import DeskActions
from ui.juror.dock import Dock
from ui.juror.earlier_on_demand import EarlierOnDemand
from ui.juror.edits import Edits
from ui.juror.field_texts import Field, FieldKind, FieldTexts
from ui.juror.form_head import FormHead
from ui.juror.shown import ShownCriterion
from ui.juror.sitting import CLOSED, Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.parts.labels import Label
from ui.parts.reading_order import read_as_laid_out
from ui.session import Session

_LEAST = 300
"""So much room the cards need below the head."""


class ScoringForm(QWidget):
    """Heading, strip and cards of one candidate."""

    undo_asked = Signal()
    """The last act is to be undone, for whichever candidate it was."""
    notes_asked = Signal()
    redo_asked = Signal()
    """What was undone last is to be done again."""
    review_asked = Signal()
    """Enter after the last score, with nothing missing."""
    card_added = Signal(object)
    active_changed = Signal(object)
    """The active criterion, or None."""

    def __init__(self, session: Session, sitting: Sitting, texts: FieldTexts, actions: DeskActions) -> None:
        super().__init__()
        self.edits = Edits(session, sitting, texts)
        self._sitting = sitting
        self.candidate, self.cards = "", list[CriterionCard]()
        self.notes_field: QWidget | None = None  # where Tab leads from the reason for a score
        self.head = FormHead(sitting, actions)
        self.heading, self.strip = self.head.heading, self.head.strip
        self.strip.pressed.connect(self._go_to)
        self.dock = Dock()
        self.dock.next_asked.connect(self.go_on)
        self.dock.pad.pressing.connect(self.focus_active)
        session.truth.connect(self._tell_held)
        texts.changed.connect(self._show_held)
        self.bar = Label(lambda: full_name(sitting.candidates[self.candidate]) if self.candidate else "", "strong")
        self.bar.setObjectName("thinbar")  # who is being scored, where the head scrolls away with the cards
        self._head_later = QTimer(self, singleShot=True, interval=0)
        self._head_later.timeout.connect(self._place_head)
        self.heading.grew.connect(self._head_later.start)
        self._lay_out()
        self.earlier = EarlierOnDemand(sitting, self.scroll_area)
        self.earlier.toggled.connect(self.active_changed)

    def _lay_out(self) -> None:
        self.scroll_area = CardScroll()
        self._cards = self.scroll_area.rows
        self._top = QVBoxLayout()
        self._top.setContentsMargins(24, 16, 24, 8)
        self._top.addWidget(self.head)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        self.bar.setVisible(False)
        rows.addLayout(self._top)
        rows.addWidget(self.scroll_area, 1)
        rows.addWidget(self.dock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, or much to say in the head, it scrolls with the cards."""
        super().resizeEvent(event)
        self._head_later.start()  # not now: the layout that the head is in gives its parts their sizes just now

    def _place_head(self) -> None:
        around = self.head.heightForWidth(self.width() - 48) + (0 if self.dock.isHidden() else self.dock.sizeHint().height())
        low = self.height() - around < fonts.scaled(_LEAST)
        if low == (self._cards.indexOf(self.head) >= 0):
            return
        somewhere = self.window().focusWidget()
        focused = somewhere if somewhere is not None and self.head.isAncestorOf(somewhere) else None
        if focused is not None:
            self.setFocus()  # else Qt would hand it on to the first score when the head is taken out
        self.bar.again()
        self.bar.setVisible(low)
        self._top.setContentsMargins(24, 0 if low else 16, 24, 0 if low else 8)
        (self._cards if low else self._top).insertWidget(0, self.head)
        read_as_laid_out(self)
        fonts.refresh(self.head)
        self.head.show()
        if focused is not None:
            focused.setFocus()

    def read(self, candidate: str) -> list[ShownCriterion]:
        """What the cards will show of a candidate. Raises `FileProblem`; nothing is shown yet."""
        sitting = self._sitting
        scores, remarks = sitting.scores(candidate), sitting.remarks(candidate)
        editable = sitting.cell(candidate).state not in CLOSED
        former = sitting.former_points(candidate) if editable else {}
        return [
            self.edits.with_held(
                ShownCriterion(
                    candidate,
                    place,
                    c,
                    scores.get(c.code),
                    remarks.get(c.code, ""),
                    sitting.value(candidate, c),
                    editable,
                    former.get(c.code),
                )
            )
            for place, c in enumerate(sitting.rubric(candidate), 1)
        ]

    def open(self, candidate: str, shown: list[ShownCriterion]) -> None:
        """Opens a candidate. What was typed for the former one has been settled, for the former one."""
        self.candidate = candidate
        rubric = self._sitting.rubric(candidate)
        while len(self.cards) < len(rubric):
            self._add_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(rubric))
            card.set_active(active=False)
            if place < len(rubric):
                card.load(shown[place])
                self.edits.tell_held(card, returned=True)
        self.head.load(self.candidate, shown)
        self.bar.again()
        self.dock.offer(scores=any(one.editable for one in shown))
        self._place_head()
        _chain(self.head, self._used(), (*self.dock.buttons, *([self.notes_field] if self.notes_field else [])))
        self.strip.light(-1)
        self.scroll_area.begin()
        self.dock.serve(None)
        self.active_changed.emit(None)

    def let_go(self) -> None:
        """Lets go of a candidate that is none any more: nothing can be stored for it."""
        self.candidate = ""
        for card in self.cards:
            card.shown = None
            card.setVisible(False)

    def refresh(self) -> None:
        """Shows what is stored now; what is being typed stays."""
        if not self.candidate:
            return
        shown = self.read(self.candidate)
        for card, one in zip(self.cards, shown, strict=False):
            card.refresh(one)
            self.edits.tell_held(card)
        if self.active_card:
            self.earlier.show(self.active_card)
        self.head.load(self.candidate, shown)
        self.dock.offer(scores=any(one.editable for one in shown))

    def settle(self) -> None:
        """Ends every edit, as if the focus had left. What isn't allowed stays held for its candidate."""
        for card in self._used():
            if not self.edits.is_untouched(card):
                self.edits.remark(card)
                self.edits.points(card)

    def focus_missing(self, code: str | None = None) -> None:
        """Puts the focus on a criterion, or on the first that lacks a score; on the first of all where none does."""
        used = [card for card in self._used() if card.shown and code in (None, card.shown.criterion.code)]
        lacking = [card for card in used if code or (card.shown and card.shown.score is None)]
        for card in (lacking or used)[:1]:
            card.focus_points()

    @property
    def active_card(self) -> CriterionCard | None:
        """The card that is open."""
        return next((card for card in self._used() if card.active), None)

    def card_of(self, code: str) -> CriterionCard | None:
        """The card of a criterion."""
        return next((card for card in self._used() if card.shown and card.shown.criterion.code == code), None)

    def go_on(self) -> None:
        """The score is given, wherever in its card one is: on to the next. With none active, to the first that is missing."""
        card = self.active_card
        if card is None:
            self._go_to_missing()
        elif self.edits.remark(card):
            self._entered(card)

    def focus_active(self) -> None:
        """Back to the score that is being given, or the first that lacks one."""
        active = self.active_card
        if active:
            active.focus_points()
        else:
            self.focus_missing()

    def _used(self) -> list[CriterionCard]:
        return [card for card in self.cards if not card.isHidden() and card.shown]

    def _add_card(self) -> None:
        card = CriterionCard()
        card.activated.connect(self._activate)
        card.typed.connect(self.edits.typing)
        card.points_finished.connect(self.edits.points)
        card.remark_finished.connect(self.edits.remark)
        card.cannot_finished.connect(self.edits.cannot)
        card.cleared.connect(self.edits.clear)
        card.entered.connect(self._entered)
        card.stepped.connect(self.edits.step)
        card.grew.connect(self.scroll_area.show_part_later)
        card.body.remark.left_forwards.connect(self.notes_asked)
        card.undo_asked.connect(self.undo_asked)
        card.redo_asked.connect(self.redo_asked)
        card.taken_back.connect(self.edits.take_back)
        card.history_asked.connect(partial(_toggle_history, self._sitting.desk))
        card.earlier_asked.connect(self.earlier.toggle)
        self.card_added.emit(card)
        self.cards.append(card)
        self._cards.insertWidget(self._cards.count() - 1, card)

    def _tell_held(self) -> None:
        _tell_held(self._used(), self.edits)

    def _show_held(self, field: Field) -> None:
        """What is held for a field changed by itself: it is on the disk at last, or refused."""
        for card in self._used():
            if card.shown and (card.shown.candidate, card.shown.criterion.code) == (field.candidate, field.part):
                card.refresh(self.edits.with_held(card.shown))
                self.edits.tell_held(card)

    def _activate(self, card: CriterionCard, pressed: bool) -> None:  # noqa: FBT001  # a slot
        """Opens a card and folds the others. After a press it stays where it was pressed."""

        self.scroll_area.open(card, partial(_fold_others, self.cards, card), pressed=pressed)
        if self.notes_field:
            QWidget.setTabOrder(card.remark, self.notes_field)  # and from there to the next score
            _follow_each_other(self.dock.buttons[-1], card.body.rarer)
        self.edits.touch(card)
        self.strip.light(self.cards.index(card))
        self.dock.serve(card.field if card.shown and card.shown.editable else None)
        self.earlier.show(card)
        self.active_changed.emit(card.shown.criterion if card.shown else None)

    def _go_to(self, place: int, pressed: bool) -> None:  # noqa: FBT001  # a slot
        """From the strip, which moves with the cards where there is little height."""
        self.cards[place].focus_points(pressed=pressed and self._cards.indexOf(self.head) >= 0)

    def _entered(self, card: CriterionCard) -> None:
        """The next score, after the last the first missing one, then the review. A minus sign alone asks why."""
        if card.field.text().strip() == "-" and card.shown and card.shown.editable:
            card.ask_reason()
            return
        # Enter in the reason has tried to store it just now
        blocked = self.edits.is_open(card, FieldKind.REMARK) and (card.remark.hasFocus() or not self.edits.remark(card))
        if blocked or not self.edits.points(card):
            return
        used = self._used()
        place = used.index(card)
        if place + 1 < len(used):
            used[place + 1].focus_points()
        else:
            self._go_to_missing()

    def _go_to_missing(self) -> None:
        self.focus_missing() if self._sitting.missing(self.candidate) else self.review_asked.emit()


def _fold_others(cards: Sequence[CriterionCard], active: CriterionCard) -> None:
    for card in cards:
        card.set_active(active=card is active)


def _toggle_history(desk: JurorDesk, card: CriterionCard) -> None:
    """Shows what was written for this score, or puts it away."""
    shown, history = card.shown, card.body.history
    if shown is None or not history.isHidden():
        history.fold()
        return
    history.show_entries(desk.event, desk.history(shown.candidate, shown.criterion.code))
    card.grew.emit(history)


def _tell_held(cards: Sequence[CriterionCard], edits: Edits) -> None:
    """What isn't on the disk yet is told where it was typed, as long as that is true."""
    for card in cards:
        if card.shown and edits.is_kept(card.shown):
            card.shown = edits.with_held(card.shown)
            edits.tell_held(card)


def _chain(head: FormHead, cards: list[CriterionCard], last: Sequence[QWidget]) -> None:
    """The order of Tab: heading, strip, then card after card."""
    after, *others = head.heading.stops
    buttons = (head.confirm, head.move_scores, head.see_signed, head.ask_reopening)
    _follow_each_other(after, parts := (*others, *buttons, *head.strip.keys))
    after = parts[-1] if parts else after
    for card in cards:
        after = card.chain(after)
    _follow_each_other(after, last)


def _follow_each_other(after: QWidget, parts: Sequence[QWidget]) -> None:
    """Puts the parts one behind the other in the order of Tab."""
    for part in parts:
        QWidget.setTabOrder(after, part)
        after = part
