"""Signed sheets come back from scanned paper in the window: chosen, read, told, and recorded with the desk's PIN."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.board.cells import Board
from juryapp.printing.unsigned_papers import blank_forms
from juryapp.text import _, plural
from tests.builders import DESK_PIN, a_juror, a_prepared, sign
from tests.filled_forms import FilledForm
from tests.saying import says
from tests.scanning import as_one_pdf, scanned, stack_of
from tests.ui.desks import Desk
from ui.secretary.from_paper_page import FromPaperPage
from ui.secretary.today_page import TodayPage
from ui.secretary.typing_page import TypingPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def scan(door: Desk, tmp_path: Path) -> Path:
    """Two sheets that were signed on a laptop which is lost."""
    lost = a_prepared(door.event, "hilang", ["J01"])
    pdfs = [sign(a_juror(lost, "J01"), candidate, "80").pdf for candidate in ("K01", "K02")]
    lost.close()
    return stack_of(pdfs, tmp_path / "pindaian.pdf", stamp_every=2)


@pytest.fixture
def page(door: Desk) -> FromPaperPage:
    door.sit("")
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QTest.mouseClick(today.more.from_paper, LEFT)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, FromPaperPage)
    return shown


def read(door: Desk, page: FromPaperPage, scan: Path) -> None:
    page.read([scan])
    door.settle()


def record(door: Desk, page: FromPaperPage, pin: str = DESK_PIN) -> None:
    QTest.keyClicks(page.record.pin.field, pin)
    QTest.keyClick(page.record.button, Qt.Key.Key_Space)
    door.settle()


def test_a_stack_is_read_and_recorded(door: Desk, page: FromPaperPage, scan: Path) -> None:
    read(door, page, scan)
    assert says(page.found.counted.text(), "Proven and new: {count}", count=2) and page.record.isVisible()
    assert says(page.found.missing.text(), "Still missing: {sheets}") and "80" not in page.found.new.text()
    record(door, page)
    assert page.said.text().splitlines()[0] == plural(
        "{count} sheet is recorded from paper.", "{count} sheets are recorded from paper.", 2
    )
    board = Board.of(door.event.file)
    assert board.cell("J01", "K01").from_paper and board.cell("J01", "K02").from_paper
    assert says(page.found.counted.text(), "Here already: {count}", count=2) and not page.record.isVisible()


def test_a_wrong_pin_records_nothing(door: Desk, page: FromPaperPage, scan: Path) -> None:
    read(door, page, scan)
    record(door, page, "pin-yang-salah")
    assert page.record.pin.said and ("J01", "K01") not in Board.of(door.event.file).records


def test_a_file_that_is_gone_is_told_by_its_name(door: Desk, page: FromPaperPage, tmp_path: Path) -> None:
    read(door, page, tmp_path / "tidak-ada.pdf")
    assert "tidak-ada.pdf" in page.said.text() and not page.record.isVisible() and not page.found.isVisible()


def test_a_paper_form_is_confirmed_beside_its_picture(door: Desk, page: FromPaperPage, tmp_path: Path) -> None:
    rnd, criteria = random.Random(2), Board.of(door.event.file).criteria["KAB"]
    [(_name, pdf), *_others] = blank_forms(door.event, lambda done, of: None)
    filled = FilledForm(pdf, criteria, rnd)
    points = {"REG": "85", "CAK": "72"}
    read(door, page, as_one_pdf([scanned(filled.fill(points), rnd)], tmp_path / "formulir.pdf"))
    QTest.mouseClick(page.forms.buttons[0], LEFT)
    typing = door.secretary.stack.currentWidget()
    assert isinstance(typing, TypingPage) and typing.picture.isVisible()
    assert {row.criterion.code: row.points.text() for row in typing.rows} == points
    QTest.keyClicks(typing.typist, "Ayu Contoh")
    QTest.mouseClick(typing.store_button, LEFT)
    door.settle()
    assert door.secretary.stack.currentWidget() is page and page.said.isVisible()
    drafts = Board.of(door.event.file).drafts[filled.form.juror, filled.form.candidate]
    assert {code: str(draft.score.points) for code, draft in drafts.items()} == points


def test_an_empty_folder_is_told(door: Desk, page: FromPaperPage, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    read(door, page, tmp_path / "kosong")
    assert page.said.isVisible() and page.files.isEnabled()
    assert page.said.text() != _("Reading paper…")
