"""Printing many sheets stops nothing: no step of it keeps Python's lock for long, and pages never lie in memory together."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL.Image import Image
from PySide6.QtPrintSupport import QPrinter

from juryapp.printing.print_outcome import Printed
from tests.builders import a_juror, sign
from tests.ui.desks import Desk
from ui import print_work
from ui.print_work import Wanted, print_documents
from ui.work_steps import Steps


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_document_is_drawn_only_once_the_one_before_it_is_printed(door: Desk, tmp_path: Path) -> None:
    pdf = sign(a_juror(door.event, "J01"), "K01", "80").pdf
    held: list[int] = []

    def drawn() -> Iterator[bytes]:
        for _sheet in range(4):
            gc.collect()
            held.append(sum(isinstance(thing, Image) and max(thing.size) > 2_000 for thing in gc.get_objects()))
            yield pdf

    assert print_documents(a_printer(tmp_path / "many.pdf"), drawn(), Wanted(), Steps(4)) is Printed.WHOLE
    assert max(held) - held[0] <= 1, "one page at a time"


def test_a_page_goes_over_in_stripes(door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = sign(a_juror(door.event, "J01"), "K01", "80").pdf
    heights: list[int] = []
    former = print_work.as_image

    def seen(picture: Image) -> object:
        heights.append(picture.height)
        return former(picture)

    monkeypatch.setattr("ui.print_work.as_image", seen)
    assert print_documents(a_printer(tmp_path / "one.pdf"), [pdf], Wanted(), Steps(1)) is Printed.WHOLE
    assert max(heights) <= 128 and 500 < sum(heights) < 3_300, "what is blank stays here"
