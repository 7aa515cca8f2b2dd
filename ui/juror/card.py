"""One criterion as a card: name, weight, points, weighted value; bands, reason and the rarer acts while it is the active one.

Cards are reused across candidates. A card asks the pane to store and is told the outcome; it never writes by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.text import _, current, number
from ui.actions import press
from ui.juror.bands import Bands
from ui.juror.card_actions import CardActions
from ui.juror.card_body import CardBody
from ui.juror.field_texts import FieldKind, TextState, text_of
from ui.juror.points_field import PointsField
from ui.juror.shown import ShownCriterion
from ui.juror.spoken_words import spoken_name, spoken_state
from ui.look import fonts
from ui.parts.announce import announce
from ui.parts.card import Card
from ui.parts.labels import Button, Label, Say, give_spoken_description, give_spoken_name, set_look
from ui.parts.line import TextLine

_EXACT = 10_000
"""So many pixels tell any two sizes of text apart."""


class CriterionCard(Card):
    """One criterion of the candidate that is open."""

    activated = Signal(object, bool)
    """The card was gone to; True if by a press."""
    typed = Signal(object, FieldKind, str)
    """A person changed the text of one of its fields."""
    points_finished = Signal(object)
    remark_finished = Signal(object)
    cannot_finished = Signal(object)
    cleared = Signal(object)
    entered = Signal(object)
    stepped = Signal(object, int)
    undo_asked = Signal()
    redo_asked = Signal()
    taken_back = Signal(object)
    """What was typed and isn't stored is given up."""
    history_asked = Signal(object)
    earlier_asked = Signal(object)
    """One's own earlier points are to be shown, or put away."""
    grew = Signal(object)
    """Something appeared in the card that should be seen."""

    def __init__(self) -> None:
        super().__init__(margin=14, gap=8)
        self.shown: ShownCriterion | None = None
        self.active = False
        self._drawn: tuple[object, ...] = ()
        """What was shown last, in which language and at which size."""
        self.says_kept = False
        """It says below the points that something isn't on the disk yet."""
        self.name = Label(lambda: self.shown.title if self.shown else "", "strong")
        self.guidance = Label(lambda: self.shown.criterion.guidance if self.shown else "", "small", "soft")
        self.weight = Label(lambda: self.shown.weight_words if self.shown else "", tone="soft", wrap=False)
        self.scale = Label(lambda: self.shown.scale_lines if self.shown else "", "small", "soft")
        """Which points can be given, beside the field."""
        self.card_actions = CardActions(self)
        self.field = PointsField(self.card_actions)
        self.value = Label(lambda: self.shown.value_words if self.shown else "", "strong", wrap=False)
        self.message = Label(role="small strong", tone="bad")
        self.ask_clear = Button(lambda: _("Remove the score"))
        self.body = CardBody()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.value.setAlignment(right)
        self.scale.setAlignment(right)
        self.scale.setFixedWidth(fonts.scaled(96))
        head = _head_row((self.name, self.guidance), (self.weight, self.scale, self.field, self.value))
        said = QHBoxLayout()
        said.addWidget(self.message, 1)
        said.addWidget(self.ask_clear)
        for line in (head, said):
            self.rows.addLayout(line)
        self.rows.addWidget(self.body)
        for hidden in (self.body, self.message, self.ask_clear):
            hidden.setVisible(False)

    def _connect(self) -> None:
        self.field.got_focus.connect(lambda pressed: self.activated.emit(self, pressed))
        self.field.finished.connect(lambda: self.points_finished.emit(self))
        self.field.typed.connect(self._typing)
        self.remark.typed.connect(lambda: self.typed.emit(self, FieldKind.REMARK, self.remark.text()))
        self.body.reason.typed.connect(lambda: self.typed.emit(self, FieldKind.REASON, self.body.reason.text()))
        self.bands.chosen.connect(self._choose)
        self.bands.opened.connect(self.grew)
        self.remark.finished.connect(lambda: self.remark_finished.emit(self))
        self.remark.entered.connect(lambda: self.entered.emit(self))
        self.body.cannot.clicked.connect(self.ask_reason)
        self.body.history_button.clicked.connect(lambda: self.history_asked.emit(self))
        self.body.earlier_button.clicked.connect(lambda: self.earlier_asked.emit(self))
        self.body.keep_reason.clicked.connect(lambda: self.cannot_finished.emit(self))
        self.body.escaped.connect(lambda: self.focus_points())
        for button in (self.body.clear, self.ask_clear):
            button.clicked.connect(lambda: self.cleared.emit(self))
        _pass_on(self.card_actions, self)

    @property
    def bands(self) -> Bands:
        """What points mean."""
        return self.body.bands

    @property
    def remark(self) -> TextLine:
        """The reason for the score."""
        return self.body.remark

    @property
    def fields(self) -> list[QWidget]:
        """Where one types."""
        return [self.field, self.remark, self.body.reason]

    def load(self, shown: ShownCriterion) -> None:
        """Shows a criterion of another candidate: whatever was typed before has been settled by the pane."""
        self.shown = shown
        self.body.load(shown.criterion)
        self.body.history.fold()
        self._show_texts(shown)
        self.say_stored()

    def refresh(self, shown: ShownCriterion) -> None:
        """Shows what is stored now, and what is held in place of it; nothing is to be done where it shows that already."""
        if shown == self.shown and self._drawn == _drawn(shown) and not self._says_what_was and _shows_texts(self, shown):
            return
        before, self.shown = self.shown, shown
        wrong = self.field.wrong
        self._show_texts(shown)
        if shown.typed_points:
            self.field.mark_wrong(wrong=wrong)
        elif before and (before.score != shown.score or before.former != shown.former or self._says_what_was):
            self.say_stored()
        if before and before.score != shown.score:
            self.body.history.fold()

    def _show_texts(self, shown: ShownCriterion) -> None:
        self.field.show_points(shown.points_text, shown.look, text_of(shown.typed_points))
        self.remark.show_stored(shown.remark, text_of(shown.typed_remark))
        self.body.show_reason(shown.stored_text(FieldKind.REASON), text_of(shown.typed_reason))
        self._refresh()

    def forget_typed(self) -> None:
        """The points that were typed are given up: shows what is stored."""
        if self.shown:
            self.shown = replace(self.shown, typed_points=None)
            self._show_texts(self.shown)
            self.say_stored()

    def accept(self) -> None:
        """What was typed is stored: shows it as it is stored."""
        self.say_stored()
        self.body.fold_reason()

    def _refresh(self) -> None:
        """Says anew what it says of the criterion, where that, the language or the size of the text is another."""
        assert self.shown
        if self._drawn == _drawn(self.shown):
            self._tell_state()
            return
        self._drawn = _drawn(self.shown)
        for label in (self.name, self.guidance, self.weight, self.scale, self.value):
            label.again()
        self.scale.setFixedWidth(fonts.scaled(96))
        self.value.setFixedWidth(fonts.scaled(84))
        score, editable = self.shown.score, self.shown.editable
        self.guidance.setVisible(bool(self.shown.criterion.guidance))
        set_look(self, "closed", not editable)
        self.field.setReadOnly(not editable)
        self.body.show_score(score, editable=editable)
        give_spoken_name(self.field, lambda: spoken_name(self.shown))
        self._tell_state()

    def _tell_state(self) -> None:
        give_spoken_description(self.field, lambda: spoken_state(self.shown, pending=self.field.pending))

    def set_active(self, *, active: bool) -> None:
        """Opens or folds the card."""
        if active != self.active:
            self.active = active
            self.body.setVisible(active)
            if not active:
                self.body.fold()
            set_look(self, "active", active)

    def focus_points(self, *, pressed: bool = False) -> None:
        """Puts the focus into the points, and the card into sight; `pressed`: not before the time of a double click."""
        if self.field.hasFocus():
            self.activated.emit(self, pressed)
        else:
            self.field.setFocus(Qt.FocusReason.MouseFocusReason if pressed else Qt.FocusReason.OtherFocusReason)

    def ask_reason(self) -> None:
        """Asks why it can't be assessed."""
        self.activated.emit(self, True)  # noqa: FBT003  # a signal
        held = self.shown.typed_points if self.shown else None
        if held and held.state is not TextState.WAITING:
            self.taken_back.emit(self)
            self.forget_typed()
        self.grew.emit(self.body.ask_reason())

    def chain(self, after: QWidget) -> QWidget:
        """Puts this card's fields behind `after` in the order of Tab: score, reason, the rarer acts. Returns the last."""
        for part in (self.field, self.ask_clear, *self.body.chain()):
            QWidget.setTabOrder(after, part)
            after = part
        return after

    def say(self, say: Say, tone: str = "bad", *, clear: bool = False) -> None:
        """Says something below the points; with `clear` the button that removes the score stands beside it."""
        self.says_kept = False
        again = not self.message.isHidden() and self.message.text() == say()
        self.message.say(say)
        set_look(self.message, "tone", tone)
        self.message.setVisible(bool(say()))
        self.ask_clear.setVisible(clear)
        self.field.mark_wrong(wrong=tone == "bad" and bool(say()) and self.field.pending)
        if say():
            give_spoken_description(self.field, say)
            if not again:
                announce(self.field, say(), urgent=tone == "bad")
        else:
            self._tell_state()

    def say_kept(self, *, waits: bool) -> None:
        """Says that what was given is not on the disk yet; with `waits` it is too early to be alarmed."""
        if waits:
            self.say(lambda: _("Being saved: another program uses the file just now."), "soft")
        else:
            self.say(lambda: _("NOT SAVED yet; it is kept here and tried again."))
        self.says_kept = True

    def say_stored(self) -> None:
        """Says only what the field can't show: why it can't be assessed, what doesn't count any more."""
        score = self.shown.score if self.shown else None
        if score is not None and score.points is None:
            self.say(lambda: _("Can't be assessed: {reason}", reason=score.reason), "warn")
        elif self.shown and score is None and self.shown.former is not None:
            points = number(self.shown.former)
            self.say(
                lambda: _("{points} was given under former criteria and doesn't count now; give it anew.", points=points), "warn"
            )
        else:
            self.say(str)

    @property
    def _says_what_was(self) -> bool:
        """True if what is said may be true no more, once what is stored is shown anew; a reason that was refused still is."""
        return self.says_kept or (self.message.property("tone") == "bad" and not self.remark.pending)

    def _typing(self) -> None:
        self.say(str)
        self.typed.emit(self, FieldKind.POINTS, self.field.text())

    def _choose(self, words: str) -> None:
        if self.shown and self.shown.editable:
            self.field.setText(words)
            self.points_finished.emit(self)
            self.focus_points(pressed=True)  # there it is told what was given

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self.card_actions, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.focus_points(pressed=True)


def _pass_on(actions: CardActions, card: CriterionCard) -> None:
    """What the keys in a card tell, the card tells of itself."""
    actions.setParent(card)  # else Python's collector might end it in a worker's thread
    actions.entered.connect(lambda: card.entered.emit(card))
    actions.taken_back.connect(lambda: card.taken_back.emit(card))
    actions.earlier_asked.connect(lambda: card.earlier_asked.emit(card))
    actions.stepped.connect(lambda by: card.stepped.emit(card, by))
    actions.undo_asked.connect(card.undo_asked)
    actions.redo_asked.connect(card.redo_asked)


def _drawn(shown: ShownCriterion) -> tuple[object, ...]:
    """What decides how a card says it: the criterion, the language, the size of the text."""
    return shown, current(), fonts.scaled(_EXACT)


def _shows_texts(card: CriterionCard, shown: ShownCriterion) -> bool:
    """True while each field says what is stored, or what is held in place of it."""
    kinds = (FieldKind.POINTS, FieldKind.REMARK, FieldKind.REASON)
    held = (shown.typed_points, shown.typed_remark, shown.typed_reason)
    texts = (card.field.text(), card.remark.text(), card.body.reason.text())
    every = zip(kinds, held, texts, strict=True)
    return all(text == (shown.stored_text(kind) if one is None else one.text) for kind, one, text in every)


def _head_row(names: Sequence[QWidget], beside: Sequence[QWidget]) -> QHBoxLayout:
    """The names below each other, and the rest in the middle of their right side."""
    head, below = QHBoxLayout(), QVBoxLayout()
    head.setSpacing(12)
    below.setSpacing(0)
    for name in names:
        below.addWidget(name)
    head.addLayout(below, 1)
    for part in beside:
        head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return head
