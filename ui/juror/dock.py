"""The dock below the cards: the number pad at one place for every score, with Undo and Next beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from juryapp.text import _
from ui.parts.announce import announce
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.pad import NumberPad

UNDO_MS = 8_000
"""So long it says what was done, beside the button that undoes it."""


class Dock(QFrame):
    """It stays where it is from criterion to criterion and from candidate to candidate; the pad stays open."""

    next_asked = Signal()
    """As Enter in a score: it is given, and the next one follows."""
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dock")
        self.pad = NumberPad()
        self.pad.setVisible(False)
        self.pad_button = Button(lambda: _("Number pad"), role="text")
        self.pad_button.setCheckable(True)
        self.pad_button.toggled.connect(self._offer)
        self.undo = Button(lambda: _("Undo"), role="text")
        self.undo.clicked.connect(self.undo_asked)
        self.next = Button(lambda: _("Next"))
        self.next.clicked.connect(self.next_asked)
        self.said = Label(role="small strong", wrap=False)
        """What was done or undone last."""
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(UNDO_MS)
        self._over.timeout.connect(self.fall_silent)
        self._scores = True
        """Anything can be scored."""
        self.said.hide()
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the focus in the score
        row = row_of(self.pad_button, self.undo, self.said, self.next)
        flow = row.layout()
        assert isinstance(flow, Flow)
        flow.push_right(self.next)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 6, 24, 6)
        rows.setSpacing(6)
        rows.addWidget(self.pad)
        rows.addWidget(row)
        grows_down(self)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Those that are always there, in the order of Tab."""
        return self.pad_button, self.undo, self.next

    def offer(self, *, scores: bool) -> None:
        """It is there while anything can be scored, and on a closed sheet while it says what was done, with its Undo."""
        self._scores = scores
        self._offer()

    def _offer(self) -> None:
        self.pad.setVisible(self._scores and self.pad_button.isChecked())
        for button in (self.pad_button, self.next):
            button.setVisible(self._scores)
        self.setVisible(self._scores or self._over.isActive())

    def fall_silent(self) -> None:
        """What was said is said no more."""
        self._over.stop()
        self.said.say(str)
        self.said.hide()
        self._offer()

    def say(self, say: Say) -> None:
        """Says for some seconds what was done or undone."""
        self.said.say(say)
        self.said.show()
        self._over.start()
        self._offer()
        announce(self.said, say())

    def serve(self, field: QLineEdit | None) -> None:
        """The pad's keys type into this score from now on; None while no criterion is active."""
        self.pad.serve(field)
