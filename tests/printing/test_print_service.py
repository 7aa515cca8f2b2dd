"""The print service: which printers there are, in which words a job is sent, and how it is taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from juryapp.errors import Refused
from juryapp.printing import print_service
from juryapp.printing.paper_names import SIZES
from juryapp.printing.print_jobs import PrintJob
from juryapp.printing.print_service import Printer
from tests.printing.fake_printers import PrintService, set_up

pytestmark = pytest.mark.skipif(os.name != "posix", reason="CUPS is a service of Linux and macOS")
A4, F4 = SIZES["A4"], SIZES["F4"]


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    return set_up(tmp_path, monkeypatch)


def test_the_usual_printer_comes_first_and_each_tells_its_papers(service: PrintService) -> None:
    assert print_service.is_there()
    kantor, hotel = print_service.printers()
    assert (kantor.name, hotel.name) == ("Kantor", "Hotel")
    assert kantor.paper_for(F4) == "FanFoldGermanLegal" and hotel.paper_for(F4) == "" and hotel.paper_for(A4) == "A4"


def test_a_paper_that_no_driver_names_is_asked_for_in_millimetres() -> None:
    assert Printer("X", ("A4", "Custom")).paper_for(F4) == "Custom.215x330mm"
    assert Printer("X").paper_for(F4) == "Custom.215x330mm", "nothing is known of it"
    assert Printer("X", ("F4", "Folio")).paper_for(F4) == "F4"


def test_a_job_says_paper_copies_and_that_no_leaf_is_shared(service: PrintService) -> None:
    kantor = print_service.printers()[0]
    id_ = print_service.send(kantor, PrintJob(b"%PDF-x", F4, 1), 3)
    words = service.words(1)
    assert id_ == "Kantor-1" and service.jobs == [b"%PDF-x"]
    for said in ("-d Kantor", "-n 3", "sides=one-sided", "Collate=True", "media=FanFoldGermanLegal", "print-scaling=none"):
        assert said in words


def test_on_a4_and_on_a_paper_that_the_printer_lacks_pages_are_made_to_fit(service: PrintService) -> None:
    kantor, hotel = print_service.printers()
    print_service.send(kantor, PrintJob(b"%PDF-x", F4, 1), 1, on=A4)
    print_service.send(hotel, PrintJob(b"%PDF-x", F4, 1), 1)
    assert "media=A4" in service.words(1) and "print-scaling=fit" in service.words(1)
    assert "media=" not in service.words(2) and "print-scaling=fit" in service.words(2)


def test_what_it_refuses_is_told_with_its_reason(service: PrintService) -> None:
    service.will("refuses")
    with pytest.raises(Refused) as refused:
        print_service.send(Printer("Kantor"), PrintJob(b"%PDF-x", A4, 1), 1)
    assert refused.value.gaps == {"name": "Kantor", "why": "The printer or class does not exist"}


def test_jobs_are_taken_back_and_those_on_paper_are_named(service: PrintService) -> None:
    assert print_service.take_back(["Kantor-1", "Kantor-2"]) == [] and service.cancelled == ["Kantor-1", "Kantor-2"]
    service.will("on-paper")
    assert print_service.take_back(["Kantor-3"]) == ["Kantor-3"]


def test_without_a_running_service_there_is_no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not print_service.is_there() and print_service.printers() == []
    with pytest.raises(Refused):
        print_service.send(Printer("Kantor"), PrintJob(b"%PDF-x", A4, 1), 1)
