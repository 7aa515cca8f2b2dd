"""That a juror may be listed twice, said at the enrolment: before there are two keys of one person."""

from __future__ import annotations

from juryapp.board import records
from juryapp.board.juror_doubles import alike_words
from ui.parts.labels import Label
from ui.session import Session


class DoubledJuror(Label):
    """Hidden where nobody else has the same name or nearly."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._code = ""
        super().__init__(self._sentences)
        self.setProperty("notice", "warn")
        self.setVisible(False)

    def show_juror(self, code: str) -> None:
        """Says it of this juror."""
        self._code = code
        self.again()
        self.setVisible(bool(self.text()))

    def _sentences(self) -> str:
        if not self._code or not self._session.is_open:
            return ""
        return "\n".join(alike_words(records.jurors(self._session.opened), self._code))
