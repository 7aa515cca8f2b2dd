"""Destroying the event when its time of retention has ended: its code typed, where the certificate goes, the act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event.changes import NOTHING, Changes
from juryapp.printing.destruction import begin_destruction, certificate_name, check_confirmed
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.files import ask_name
from ui.parts.labels import Label
from ui.parts.line import TextLine
from ui.parts.scroll_page import ScrollPage
from ui.secretary.desk_act import DeskAct
from ui.session import Session


class DestroyPage(ScrollPage):
    """What will be gone, the event's code, and the desk's act."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.code = TextLine(lambda: _("The event's code"))
        self.act = DeskAct(session, lambda: _("Destroy this event…"))
        self.first: QWidget = self.act.back_button
        """Where one begins: nothing is done by a key pressed too soon."""
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Destroy this event"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        card = Card(20, 10)
        card.rows.addWidget(Label(_what_follows, "strong", "warn"))
        label = Label(self._code_words, "strong")
        label.setBuddy(self.code)
        card.rows.addWidget(label)
        card.rows.addWidget(self.code)
        rows.addWidget(card)
        rows.addWidget(self.act)
        rows.addStretch(1)
        self.code.entered.connect(self.act.reason.setFocus)
        self.act.asked.connect(self._ask)
        self.act.back.connect(self.back)

    def _code_words(self) -> str:
        about = self._session.about
        return _("Type the event's code, {code}, to show that this is the one", code=about.code if about else "")

    def _ask(self) -> None:
        event = self._session.opened
        try:
            check_confirmed(event, self.code.text())
        except Problem as refused:
            said = refused
            self.act.refuse(lambda: str(said))
            self.code.setFocus()
            return
        place = ask_name(
            self, _("Where does the certificate of destruction go?"), certificate_name(event), _("PDF files (*.pdf)")
        )
        if place:
            self.destroy_into(place)

    def destroy_into(self, place: Path) -> None:
        """Destroys the event; the certificate goes there."""
        code = self.code.text()

        def begin(desk: SecretaryDesk, reason: str) -> Changes:
            begin_destruction(desk, place, code, reason)
            return NOTHING

        self.act.do(begin, self._session.removal_begun.emit)


def _what_it_is() -> str:
    return _(
        "When the time for which the event's data is kept has ended, it is destroyed at each laptop, headquarters last. A signed "
        "certificate of destruction takes its place; it names no candidate and no score."
    )


def _what_follows() -> str:
    return _(
        "This can't be undone. The event's files, their spare copies and all keys on this laptop are removed, headquarters' key "
        "too. Signed papers that must be kept are saved elsewhere first. It is refused while a signed sheet is known to be on "
        "this laptop only."
    )
