"""Papers before the day: the enrolment list, and test pages for the printer. Nothing signs them."""

from __future__ import annotations

from juryapp.board.record_moment import record_moment
from juryapp.documents import enrolment_list as list_page
from juryapp.documents import test_page as page_to_test
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.store import model_records

PAPERS = ("A4", "F4")


def enrolment_list(event: OpenEvent) -> tuple[str, bytes]:
    """File name and PDF of the list of all jurors."""
    about = model_records.event(event.file)
    jurors, enrolled = model_records.jurors(event.file), model_records.enrolled(event.file)
    page = list_page.render(about, list(jurors.values()), enrolled, record_moment(event).at)
    return document_name(about.code, "enrolment"), page


def test_page(event: OpenEvent, paper: str) -> tuple[str, bytes]:
    """File name and PDF of the test page on this paper, one of `PAPERS`."""
    about = model_records.event(event.file)
    return document_name(about.code, "test", paper), page_to_test.render(about, paper, record_moment(event).at)
