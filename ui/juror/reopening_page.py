"""Asking the secretary to reopen a signed sheet: the reason, and what follows. Nothing is reopened here."""

from __future__ import annotations

from juryapp.desk.juror_requests import ask_reopening
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.juror.reason_page import Asks, ReasonPage
from ui.juror.sitting import Sitting
from ui.session import Session


class ReopeningPage(ReasonPage):
    """Asks for the reopening of one sheet."""

    subject = "request"

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        asks = Asks(
            title=lambda: _("Should the secretary reopen this sheet?"),
            follows=lambda: _(
                "It stays signed and counts until the secretary reopens it. "
                "The request reaches the secretary's desk with the next flash disk; you may also call."
            ),
            reason=lambda: _("Why should it be reopened? It stays on record."),
            button=lambda: _("Ask to reopen the sheet of {number}", number=candidate),
        )
        super().__init__(session, sitting, candidate, asks)

    def act(self, reason: str) -> Changes:
        return ask_reopening(self.desk, self.candidate, reason)
