"""The page for the sealed envelope is asked for: it shows the passphrase, so the desk's PIN comes first (decision 039)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from juryapp.desk.envelope import envelope
from juryapp.event.seats import desk_key
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField
from ui.runner import Progress
from ui.secretary.board_page import ShowDocument
from ui.session import Session


class EnvelopeCard(Card):
    """What the page shows, the PIN, and the way on and back."""

    closed = Signal()
    """It was left without seeing the page."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__(20, 10)
        self._session, self._show_document = session, show_document
        self.button = Button(lambda: _("See the page for the envelope"), "main")
        self.button.clicked.connect(self._see)
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self._close)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        about = Label(lambda: _("The page shows the passphrase of the event in large letters: let nobody look on."))
        for part in (about, self.pin, row_of(self.button, self.back_button)):
            self.rows.addWidget(part)
        self.setVisible(False)

    def begin(self) -> None:
        """Asks for the PIN."""
        self.setVisible(True)
        self.pin.field.setFocus()
        bring_into_view(self)

    def _close(self) -> None:
        self.closed.emit()
        self.setVisible(False)

    def _see(self) -> None:
        event, pin = self._session.opened, self.pin.take()

        def work(progress: Progress) -> tuple[str, bytes]:
            desk_key(event, pin)
            return envelope(event)

        self._session.runner.run(work, self._done, self.pin.refuse)

    def _done(self, made: tuple[str, bytes]) -> None:
        self.pin.forget()
        self.setVisible(False)
        # from memory: no file is written unless a person saves one
        self._show_document(lambda: _("Page for the sealed envelope"), *made).secret = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
