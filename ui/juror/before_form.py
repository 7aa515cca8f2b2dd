"""Before the form: what a juror is asked first, one page after the other: is the date right, and the pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.board.pledges import lacks_pledge
from ui.juror.clock import ClockPage
from ui.juror.signing import can_be_signed
from ui.juror.sitting import Sitting
from ui.session import Session

if TYPE_CHECKING:
    from ui.juror.pledge_awaited import PledgeAwaitedPage
    from ui.juror.pledge_page import PledgePage


def question_before_form(session: Session, sitting: Sitting) -> ClockPage | PledgePage | PledgeAwaitedPage | None:
    """The next page that asks something; None once the form may be shown.

    The date, where something doesn't agree with it and nobody said so today; the pledge, where the event asks for one and none of
    this juror's is known here. Who has no key can't sign it, and is asked once enrolled. An assistant's seat waits for it where
    the juror's key lies on this laptop: only there a sheet could be signed without it.
    """
    desk = sitting.desk
    doubt = session.clocks.doubt(desk.event)
    if doubt is not None:
        return ClockPage(session, doubt)
    if not can_be_signed(desk) or not lacks_pledge(desk.event.file, desk.juror):
        return None
    if desk.assistant:
        from ui.juror.pledge_awaited import PledgeAwaitedPage

        return PledgeAwaitedPage(session, sitting)
    from ui.juror.pledge_page import PledgePage

    return PledgePage(session, sitting)
