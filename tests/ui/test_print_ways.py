"""Printing through the print service: nothing is queued until all is put together, and the card says which way pages go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.documents.preview import count_pages
from juryapp.errors import Refused
from juryapp.model.document import DocumentKind
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from juryapp.text import _, plural
from tests.builders import a_juror, sign
from tests.printing.fake_printers import PrintService, set_up
from tests.printing.test_print_jobs import a_page
from tests.saying import says
from tests.ui.desks import Desk
from tests.ui.test_documents import documents_of
from ui.print_ways import AsPdf, AsPictures, print_by_service, the_way
from ui.print_work import Wanted
from ui.work_steps import Steps

pytestmark = pytest.mark.skipif(os.name != "posix", reason="CUPS is a service of Linux and macOS")
KANTOR = Printer("Kantor", ("A4", "Custom"))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    return set_up(tmp_path, monkeypatch)


class CalledOff(Steps):
    """Called off once this is so."""

    def __init__(self, when: Callable[[], bool]) -> None:
        super().__init__(2)
        self._when = when

    def called_off(self) -> bool:
        return self._when()


def two_papers(door: Desk) -> Callable[[], Iterator[bytes]]:
    """An upright sheet and one whose paper is another: two jobs."""
    sheet = sign(a_juror(door.event, "J01"), "K01", "80").pdf
    return lambda: iter([sheet, a_page((609.4, 935.4))])


def test_called_off_while_pages_are_put_together_nothing_is_queued(door: Desk, service: PrintService) -> None:
    drawn: list[bytes] = []

    def pdfs() -> Iterator[bytes]:
        for pdf in two_papers(door)():
            drawn.append(pdf)
            yield pdf

    assert print_by_service(KANTOR, pdfs, 1, Wanted(), CalledOff(lambda: len(drawn) == 2)) is Printed.NOTHING
    assert service.jobs == [] and service.cancelled == []


def test_called_off_later_what_was_queued_is_taken_back_or_told(door: Desk, service: PrintService) -> None:
    steps, both = CalledOff(lambda: bool(service.jobs)), two_papers(door)
    assert print_by_service(KANTOR, both, 1, Wanted(), steps) is Printed.TAKEN_BACK
    assert len(service.jobs) == 1 and service.cancelled == ["Kantor-1"]
    service.will("on-paper")
    sent = len(service.jobs)
    later = CalledOff(lambda: len(service.jobs) > sent)
    assert print_by_service(KANTOR, both, 1, Wanted(), later) is Printed.SOME


def test_a_stopped_printer_is_told_before_and_after_and_a_closed_queue_before_anything_is_drawn(
    door: Desk, service: PrintService
) -> None:
    assert [(one.name, one.stopped, one.takes_jobs) for one in AsPdf().printers()] == [
        ("Kantor", False, True),
        ("Hotel", False, True),
    ]
    service.will("stopped")
    assert AsPdf().printers()[0].stopped
    assert print_by_service(KANTOR, two_papers(door), 1, Wanted(title="PAR24"), Steps(2)) is Printed.WAITS
    assert "-t PAR24 " in service.words(1)
    service.will("closed")
    assert not AsPdf().printers()[0].takes_jobs
    with pytest.raises(Refused, match="Kantor"):
        print_by_service(KANTOR, never, 1, Wanted(), Steps(2))


def never() -> Iterator[bytes]:
    raise AssertionError("nothing is drawn for it")


def test_copies_come_out_set_by_set(door: Desk, service: PrintService) -> None:
    assert print_by_service(KANTOR, two_papers(door), 2, Wanted(), Steps(2)) is Printed.WHOLE
    papers = ["A4" if "media=A4" in service.words(number) else "F4" for number in range(1, 5)]
    assert papers == ["A4", "F4", "A4", "F4"] and all("-n 1" in service.words(number) for number in range(1, 5))


def test_from_the_window_all_goes_as_pdf_and_the_card_says_so(door: Desk, service: PrintService) -> None:
    for juror in ("J01", "J02"):
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, juror), candidate, "80")
    page = documents_of(door)
    QTest.mouseClick(page.order, LEFT)
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    card = page.print_card
    assert list(card.printers) == ["Kantor", "Hotel"] and card.how.text() == AsPdf().why()
    assert card.order.text() == _("They come out juror by juror, in each the candidates in their order, as in the list.")
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    door.settle()
    assert page.said.text() == plural("{count} document went to the printer.", "{count} documents went to the printer.", 4)
    assert [count_pages(job) for job in service.jobs] == [4]


def test_what_the_service_refuses_is_told_and_can_be_tried_again(door: Desk, service: PrintService) -> None:
    page = documents_of(door, DocumentKind.ATTENDANCE)
    service.will("refuses")
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    card = page.print_card
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert says(card.wrong.text(), "The printer {name} takes nothing: {why}. See whether it is on and connected.", name="Kantor")
    (service.folder / "refuses").unlink()
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert len(service.jobs) == 1 and card.isHidden()


def test_a_printer_that_lacks_the_paper_is_told_before_it_prints(door: Desk, service: PrintService) -> None:
    page = documents_of(door, DocumentKind.ATTENDANCE)
    card = page.print_card
    page.setVisible(True)
    card.offer(lambda: iter(()), 2, paper="F4")
    door.settle()
    assert card.own_paper.text() == _("The document's own paper: {paper}", paper=_("F4 (21.5 x 33 cm)"))
    assert card.no_paper.isHidden()
    card.printers["Hotel"].click()
    told = "{printer} names no paper {paper}: pages are made to fit the paper that lies in it."
    assert not card.no_paper.isHidden() and says(card.no_paper.text(), told, printer="Hotel", paper=_("F4 (21.5 x 33 cm)"))


def test_without_the_service_pages_go_as_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(the_way(), AsPictures) and "300" in the_way().why()
