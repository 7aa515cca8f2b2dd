"""A conflict of interest: declared with its reason, or taken back, and a clear word about what follows."""

from __future__ import annotations

from juryapp.desk.paper_recusals import take_back
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.juror.reason_page import Asks, ReasonPage
from ui.juror.sitting import Sitting
from ui.session import Session


class RecusalPage(ReasonPage):
    """Declares a conflict of interest with one candidate."""

    subject = "recusal"

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        asks = Asks(
            title=lambda: _("Do you have a conflict of interest?"),
            follows=lambda: _("You will not score this candidate; the other jurors decide. What you gave so far does not count."),
            reason=lambda: _("Which tie do you have? It stays on record."),
            button=lambda: _("I have a conflict of interest with {number}", number=candidate),
        )
        super().__init__(session, sitting, candidate, asks)

    def act(self, reason: str) -> Changes:
        return self.desk.recuse(self.candidate, reason)


class TakeBackPage(ReasonPage):
    """Takes the conflict of interest with one candidate back."""

    subject = "recusal"

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        asks = Asks(
            title=lambda: _("Do you take the conflict of interest back?"),
            follows=lambda: _("Then you score this candidate as the other jurors do. That there was one stays on record."),
            reason=lambda: _("Why do you take it back? It stays on record."),
            button=lambda: _("I have no conflict of interest with {number}", number=candidate),
        )
        super().__init__(session, sitting, candidate, asks)

    def act(self, reason: str) -> Changes:
        return take_back(self.desk, self.candidate, reason)
