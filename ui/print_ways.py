"""Print ways: how pages go to a printer on this system. Where there is a print service that takes PDF they go as they are, as
letters and lines; elsewhere (Windows) as pictures, page by page: there the system's printing knows no PDF, and Qt's own drawing
of PDF leaves out the ink of signatures.

Each way is asked for printers and prints beside the window; what belongs to the window's thread is made by `begin`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from juryapp.printing import print_service
from juryapp.printing.paper_names import SIZES
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from juryapp.text import _
from ui.print_work import DPI, Wanted, check_any, print_documents
from ui.work_steps import Steps

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Pdfs = Callable[[], Iterator[bytes]]
"""Draws what is to be printed, beside the window."""
Work = Callable[[Pdfs, Wanted, Steps], Printed]
"""Prints, beside the window."""


class PrintWay(Protocol):
    """One of the ways."""

    def why(self) -> str:
        """How pages go to the printer, and why so."""

    def printers(self) -> list[Printer]:
        """Those that are set up on this laptop, the usual one first. Asked beside the window."""

    def begin(self, printer: Printer, copies: int) -> tuple[Work, int]:
        """What prints, and how often it goes through all documents."""


class AsPdf:
    """Through the print service. All is put together before any of it is handed over: called off before, nothing is queued."""

    def why(self) -> str:
        return _("Pages go to the printer as letters and lines, with the ink of signatures: this system prints PDF.")

    def printers(self) -> list[Printer]:
        return print_service.printers()

    def begin(self, printer: Printer, copies: int) -> tuple[Work, int]:
        def work(pdfs: Pdfs, wanted: Wanted, steps: Steps) -> Printed:
            return print_by_service(printer, pdfs, copies, wanted, steps)

        return work, 1


def print_by_service(printer: Printer, pdfs: Pdfs, copies: int, wanted: Wanted, steps: Steps) -> Printed:
    """Prints these through the print service; several copies one set after the other. Raises `Refused` where it takes nothing."""
    from juryapp.printing.print_jobs import print_jobs  # what puts pages together is loaded once something is printed

    print_service.check_takes_jobs(printer)  # before pages are drawn for nothing
    jobs = list(print_jobs(_until_called_off(pdfs(), steps), wanted.has, lambda done: steps.tell(done, steps.of)))
    if steps.called_off():
        return Printed.NOTHING
    steps.tell(steps.of, steps.of)
    check_any(wanted, any_printed=bool(jobs))
    on = SIZES["A4"] if wanted.on_a4 else None
    sets, each = (1, copies) if len(jobs) == 1 else (copies, 1)
    sent: list[str] = []
    for job in jobs * sets:
        if steps.called_off():
            left = print_service.take_back(sent)
            return Printed.SOME if left else Printed.TAKEN_BACK
        sent.append(print_service.send(printer, job, each, on=on, title=wanted.title))
    return Printed.WAITS if print_service.is_stopped(printer) else Printed.WHOLE


def _until_called_off(pdfs: Iterator[bytes], steps: Steps) -> Iterator[bytes]:
    for pdf in pdfs:
        if steps.called_off():
            return
        yield pdf


class AsPictures:
    """Page by page, through Qt."""

    def why(self) -> str:
        return _(
            "Pages go to the printer as pictures of {dpi} dots an inch: this system's printing takes no PDF, and only pictures "
            "carry the ink of signatures.",
            dpi=DPI,
        )

    def printers(self) -> list[Printer]:
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        return [Printer(name) for name in sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))]

    def begin(self, printer: Printer, copies: int) -> tuple[Work, int]:
        """The printer is held by what prints, so that it ends in the window's thread."""
        device = make_printer(printer.name)
        repeats = 1 if device.supportsMultipleCopies() else copies
        device.setCopyCount(copies if repeats == 1 else 1)
        device.setDuplex(device.DuplexMode.DuplexNone)  # sheets of two people never share a leaf

        def pages(pdfs: Pdfs) -> Iterator[bytes]:
            for _copy in range(repeats):
                yield from pdfs()

        def work(pdfs: Pdfs, wanted: Wanted, steps: Steps) -> Printed:
            return print_documents(device, pages(pdfs), wanted, steps)

        return work, repeats


def make_printer(name: str) -> QPrinter:
    """Qt's printer of this name."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


def the_way() -> PrintWay:
    """That of this system."""
    return AsPdf() if print_service.is_there() else AsPictures()
