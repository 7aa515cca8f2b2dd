"""A signature's place on a page: the canvas, what is drawn with one press instead, and what is wrong with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Refused, bare
from juryapp.signing.ink import Ink
from juryapp.text import _
from ui.juror.canvas import InkCanvas
from ui.parts.flow import row_of
from ui.parts.labels import Button, Say
from ui.parts.message import Message, bring_into_view


class SignatureArea(QWidget):
    """`undrawn` says what to do while nothing is drawn, where that isn't what is offered here."""

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
        self.wrong = Message("bad")
        self.canvas.changed.connect(self.wrong.hide)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.canvas)
        rows.addWidget(self.wrong)
        self.before.setVisible(False)
        self.specimen.setVisible(False)
        rows.addWidget(row_of(self.undo, self.again, self.before, self.specimen))

    def offer(self, before: Ink | None, specimen: Ink | None) -> None:
        """Offers the one that was drawn for an earlier sheet of this sitting, and the specimen of the enrolment."""
        for button, ink in ((self.before, before), (self.specimen, specimen)):
            button.setVisible(ink is not None)
            if ink is not None:
                button.clicked.connect(partial(self._take, ink, is_specimen=button is self.specimen))

    @property
    def first_offer(self) -> Button | None:
        """What signs without drawing, if anything does."""
        return next((button for button in (self.before, self.specimen) if not button.isHidden()), None)

    def drawn(self) -> Ink | None:
        """What was drawn here; None where it is the specimen as it was."""
        ink = self.canvas.ink()
        return None if ink == self._taken else ink

    def signature(self) -> Ink | None:
        """What is drawn; where it is no signature None, and why is said in sight."""
        ink = self.canvas.ink()
        if ink is None:
            self._tell(self._undrawn)
            return None
        try:
            ink.check_signature()
        except Refused as refused:
            problem = bare(refused)
            self._tell(lambda: str(problem))
            return None
        return ink

    def _offered_words(self) -> str:
        if not self.specimen.isHidden():
            return _("Draw your signature first, or use this morning's.")
        if not self.before.isHidden():
            return _("Draw your signature first, or use the one just drawn.")
        return _("Draw your signature first.")

    def _take(self, ink: Ink, _checked: bool = False, *, is_specimen: bool) -> None:  # noqa: FBT001, FBT002  # a slot
        self.canvas.show_ink(ink)
        self._taken = self.canvas.ink() if is_specimen else None

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)
        bring_into_view(self.canvas, self.wrong)
