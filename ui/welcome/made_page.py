"""An event was just made: its passphrase goes into the sealed envelope now, while it is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from juryapp.desk.envelope import envelope
from juryapp.desk.root_copy import RootCopies
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.text import _
from ui import recent
from ui.disk import no_answer
from ui.document_overlay import show_over
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.files import ask_folder
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.runner import Progress
from ui.session import Session


class MadePage(ScrollPage):
    """The page for the envelope, shown over this one, and the way on."""

    on = Signal()

    def __init__(self, session: Session, stack: QStackedWidget) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._session, self._stack = session, stack
        path = session.opened.path
        self._copy: Path | None = None
        self.envelope_button = Button(lambda: _("Print the page for the envelope…"), "main")
        self.envelope_button.clicked.connect(self._draw)
        self.on_button = Button(lambda: _("Go on"))
        self.on_button.clicked.connect(self.on)
        self.wrong = Message(tone="bad")
        self.key_words = Label(self._key_words)
        self.copy_button = Button(lambda: _("Choose a folder for the second copy of the key…"))
        self.copy_button.clicked.connect(self._ask_folder)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.envelope_button, self.on_button):
            row.addWidget(button)
        card = Card(24, 12)
        fonts.limit(card, most=680)
        for part in (
            Label(lambda: _("The event is made"), "name"),
            Label(lambda: str(path), "small", "soft"),
            Label(
                lambda: _(
                    "Without its passphrase nobody can open it, and nobody can look the passphrase up. Print the page for the "
                    "sealed envelope now and give it to whoever keeps it."
                )
            ),
            self.key_words,
            row_of(self.copy_button),
            self.wrong,
            buttons,
        ):
            card.rows.addWidget(part)
        self.setWidget(centred(card, 48))

    def _draw(self) -> None:
        """Drawn from memory; no file is written unless a person saves one."""
        event = self._session.opened

        def work(progress: Progress) -> tuple[str, bytes]:
            return envelope(event)

        self._session.runner.run(work, self._show, self._refused)

    def _show(self, made: tuple[str, bytes]) -> None:
        page = show_over(self._stack, self._session.runner.disk, lambda: _("Page for the sealed envelope"), *made)
        page.secret = True

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Choose a folder for the second copy of the key…"))
        if folder:
            self.copy_into(folder)

    def copy_into(self, folder: Path) -> None:
        """Writes the second copy of headquarters' key there, and reads it back; under the PIN, which isn't needed for that."""
        copies = RootCopies.of(self._session.opened)
        self._session.runner.disk.ask(
            lambda _progress: copies.write(folder),
            self._copied,
            self._refused,
            self,
            silent=lambda: self._refused(no_answer(folder)),
        )

    def _copied(self, path: Path) -> None:
        self._copy = path
        self.wrong.setVisible(False)
        self.key_words.again()
        self.on_button.setFocus()

    def _key_words(self) -> str:
        if self._copy:
            return _(
                "The second copy of headquarters' key is {path}, read back. Keep it apart from this laptop, and the PIN apart "
                "from it: with both, another laptop can be headquarters.",
                path=self._copy,
            )
        return _(
            "Headquarters' key lies on this laptop only, under the PIN that you just chose for the desk. If it is lost, nobody "
            "can be headquarters of this event again: where does its second copy go? A flash disk that is kept elsewhere is best."
        )

    def _refused(self, problem: Problem) -> None:
        self.wrong.tell_problem(problem)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.envelope_button.setFocus()


def take_made(session: Session, stack: QStackedWidget, event: OpenEvent) -> MadePage:
    """Opens the event that was just made; its page, to be shown before anyone sits."""
    session.open(event)
    recent.remember_open(session)
    return MadePage(session, stack)
