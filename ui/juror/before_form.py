"""Before the form: what a juror is asked first, one page after the other: is the date right, and the pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.board.pledges import lacks_pledge
from ui.juror.clock import ClockPage
from ui.juror.sitting import Sitting
from ui.session import Session

if TYPE_CHECKING:
    from ui.juror.pledge_page import PledgePage


def question_before_form(session: Session, sitting: Sitting) -> ClockPage | PledgePage | None:
    """The next page that asks something; None once the form may be shown.

    The date, where something doesn't agree with it and nobody said so today; the pledge, where the event asks for one and none of
    this juror's is known here. Who has no key can't sign it, and is asked once enrolled.
    """
    desk = sitting.desk
    doubt = session.clocks.doubt(desk.event)
    if doubt is not None:
        return ClockPage(session, doubt)
    if desk.key is None or not lacks_pledge(desk.event.file, desk.juror):
        return None
    from ui.juror.pledge_page import PledgePage

    return PledgePage(session, sitting)
