"""The line on the page of receiving that tells what is kept aside: of laptops that aren't admitted, or before what is missing."""

from __future__ import annotations

from juryapp.board.quarantine import waiting
from ui.parts.labels import Label
from ui.secretary.receiving_words import waiting_words
from ui.session import Session


class WaitingLine(Label):
    """Hidden where nothing is kept aside."""

    def __init__(self, session: Session) -> None:
        self._waits = waiting(session.opened.file)
        super().__init__(lambda: waiting_words(self._waits), "strong")
        self._session = session
        self.setProperty("notice", "warn")

    def look(self, *, is_wanted: bool) -> None:
        """Tells what is kept aside by now, where that is `is_wanted` there."""
        self._waits = waiting(self._session.opened.file)
        self.again()
        self.setVisible(bool(self.text()) and is_wanted)
