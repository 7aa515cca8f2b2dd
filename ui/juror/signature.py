"""A signature's place on a page: the canvas, what is drawn with one press instead, the typed name of who can't draw, and what is
wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.desk.juror import JurorDesk
from juryapp.desk.signing import specimen
from juryapp.desk.typed_name import typed_at_enrolment, typed_name
from juryapp.errors import Refused, bare
from juryapp.model.limits import NAME
from juryapp.signing.ink import Ink
from juryapp.text import _
from ui.juror.canvas import InkCanvas
from ui.look import fonts
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.message import Message, bring_into_view


class SignatureArea(QWidget):
    """`undrawn` says what to do while nothing is drawn, where that isn't what is offered here."""

    taken = Signal()
    """One that was drawn before was taken with a press: what follows is the PIN."""

    def __init__(self, undrawn: Say | None = None) -> None:
        super().__init__()
        self._undrawn = undrawn or self._offered_words
        self._taken: Ink | None = None
        """The specimen, as long as nothing was drawn on it."""
        self.canvas = InkCanvas()
        self.undo = Button(lambda: _("Undo a stroke"), role="text")
        self.undo.clicked.connect(self.canvas.undo)
        self.again = Button(lambda: _("Draw again"), role="text")
        self.again.clicked.connect(self.canvas.clear)
        self.before = Button(lambda: _("Use the signature just drawn"), role="text")
        self.specimen = Button(lambda: _("Use this morning's signature"), role="text")
        self._typed_card = QWidget(self)
        self._typed_card.setVisible(False)
        self.typing = Button(lambda: _("Draw it instead") if self.is_typed else _("Type the name instead"), role="text")
        self.typing.clicked.connect(self._turn)
        self.typed = QLineEdit()
        self.typed.setMaxLength(NAME)
        self.typed.textChanged.connect(self._typed)
        fonts.give(self.typed, "large")
        give_spoken_name(self.typed, _typed_words)
        self.wrong = Message("bad")
        self.canvas.changed.connect(self.wrong.hide)
        self.canvas.rested.connect(self._show_what_follows)
        self.follows: Sequence[QWidget] = ()
        """What comes after the drawing, the PIN and its button: brought into view beside it, below the fold nobody looks."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        card = QVBoxLayout(self._typed_card)
        card.setContentsMargins(0, 0, 0, 0)
        card.addWidget(Label(_typed_words, tone="soft"))
        card.addWidget(self.typed)
        rows.addWidget(self.canvas)
        rows.addWidget(self._typed_card)
        rows.addWidget(self.wrong)
        self.before.setVisible(False)
        self.specimen.setVisible(False)
        rows.addWidget(row_of(self.undo, self.again, self.before, self.specimen, self.typing))

    def _show_what_follows(self) -> None:
        bring_into_view(self.canvas, *self.follows)

    def offer_to(self, desk: JurorDesk, before: Ink | None) -> None:
        """Offers what this juror drew `before`, or drew or typed at the enrolment."""
        self.offer(before, specimen(desk))
        self.begin(desk.juror.name, typed_at_enrolment(desk.event, desk.juror.code))

    def offer(self, before: Ink | None, specimen: Ink | None) -> None:
        """Offers the one that was drawn for an earlier sheet of this sitting, and the specimen of the enrolment."""
        for button, ink in ((self.before, before), (self.specimen, specimen)):
            button.setVisible(ink is not None)
            if ink is not None:
                button.clicked.connect(partial(self._take, ink, is_specimen=button is self.specimen))

    @property
    def is_typed(self) -> bool:
        """The name is typed in place of a drawing."""
        return not self._typed_card.isHidden()

    def begin(self, name: str, typed: str = "") -> None:
        """Nothing is drawn. `name` stands in the field where it is typed instead, or what was `typed` at the enrolment."""
        self.canvas.clear()
        self.typed.setText(typed or name)
        self.wrong.setVisible(False)
        if bool(typed) != self.is_typed:
            self._show_typed(is_typed=bool(typed))

    def _turn(self) -> None:
        self._show_typed(is_typed=not self.is_typed)
        self.begin_entering()
        bring_into_view(self.typed if self.is_typed else self.typing)

    def begin_entering(self) -> None:
        """The focus is where it goes on by keys: the name, whole, or the way to type it."""
        (self.typed if self.is_typed else self.typing).setFocus()
        self.typed.selectAll()

    def _show_typed(self, *, is_typed: bool) -> None:
        self._typed_card.setVisible(is_typed)
        for part in (self.canvas, self.undo, self.again):
            part.setVisible(not is_typed)
        self.wrong.setVisible(False)
        self.typing.again()

    def _typed(self) -> None:
        self.wrong.setVisible(False)

    @property
    def first_offer(self) -> Button | None:
        """What signs without drawing, if anything does."""
        return next((button for button in (self.before, self.specimen) if not button.isHidden()), None)

    def drawn(self) -> Ink | None:
        """What was drawn here; None where it is the specimen as it was."""
        ink = None if self.is_typed else self.canvas.ink()
        return None if ink == self._taken else ink

    def signature(self) -> Ink | str | None:
        """What is drawn, or the name that is typed; where it is no signature None, and why is said in sight."""
        made = self.typed.text() if self.is_typed else self.canvas.ink()
        if made is None:
            self._tell(self._undrawn)
            return None
        try:
            if isinstance(made, str):
                return typed_name(made)
            made.check_signature()
        except Refused as refused:
            problem = bare(refused)
            self._tell(lambda: str(problem))
            return None
        return made

    def _offered_words(self) -> str:
        if not self.specimen.isHidden():
            return _("Draw your signature first, or use this morning's.")
        if not self.before.isHidden():
            return _("Draw your signature first, or use the one just drawn.")
        return _("Draw your signature first.")

    def _take(self, ink: Ink, _checked: bool = False, *, is_specimen: bool) -> None:  # noqa: FBT001, FBT002  # a slot
        if self.is_typed:
            self._show_typed(is_typed=False)
        self.canvas.show_ink(ink)
        self._taken = self.canvas.ink() if is_specimen else None
        self._show_what_follows()
        self.taken.emit()

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)
        bring_into_view(self.typed if self.is_typed else self.canvas, self.wrong)


def _typed_words() -> str:
    return _("The name, printed as letters in place of a signature; that it was typed stays on record.")
