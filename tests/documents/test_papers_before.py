"""Papers before the day: the test page measures what it says, and the enrolment list names each juror and no PIN."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from juryapp.documents import enrolment_list, test_page
from juryapp.documents.qr import read_photo
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.text import _, speaking

AT = datetime(2024, 2, 18, 9, 0, tzinfo=UTC)
EVENT = Event(award="Paritrana Award", code="PAR24", organiser="BPJS", stage="Wawancara", city="Denpasar")
MM = 72 / 25.4


def words(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).replace("\r\n", " ")


@pytest.mark.parametrize(("paper", "across", "down"), [("A4", 210, 297), ("F4", 215, 330)])
def test_the_test_page_is_one_page_of_the_paper_that_it_names(paper: str, across: int, down: int) -> None:
    pdf = test_page.render(EVENT, paper, AT)
    with pikepdf.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        left, bottom, right, top = map(float, page.mediabox)
    assert (round((right - left) / MM), round((top - bottom) / MM)) == (across, down) and paper in words(pdf)


def test_the_code_of_the_test_page_can_be_read() -> None:
    picture = BytesIO()
    pypdfium2.PdfDocument(test_page.render(EVENT, "A4", AT))[0].render(scale=2).to_pil().save(picture, "PNG")
    assert read_photo(picture.getvalue()) == ["JURYAPP TEST PAGE"]


def test_the_enrolment_list_has_a_row_for_each_juror() -> None:
    jurors = [Juror(f"J{n:02}", f"Juri {n}", position="Kepala", institution="Dinas") for n in range(1, 31)]
    said = words(enrolment_list.render(EVENT, jurors, {"J02"}, AT))
    assert all(one.code in said and one.name in said for one in jurors)
    with speaking("id"):
        assert f" {_('yes')} " in said
