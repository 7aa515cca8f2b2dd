"""Papers of candidates in the window: the secretary adds, looks and takes away; the juror reads over the form, which stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.candidate_papers import megabytes, papers_of
from juryapp.desk.candidate_papers import add_papers
from juryapp.exchange.package import opened
from juryapp.text import _, current
from tests.builders import PASSPHRASE, a_desk, a_juror
from tests.papers import a_bomb, a_pdf, a_picture, put
from tests.saying import says
from tests.ui.desks import Desk
from ui.candidate_paper_page import CandidatePaperPage
from ui.preparation.page import PreparationPage
from ui.secretary.candidate_papers_page import CandidatePapersPage
from ui.secretary.receiving_page import ReceivingPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> CandidatePapersPage:
    door.sit("")
    preparation = door.secretary.go("preparation")
    assert isinstance(preparation, PreparationPage)
    preparation.papers.setFocus()
    QTest.keyClick(preparation.papers, Qt.Key.Key_Space)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, CandidatePapersPage) and QApplication.focusWidget() is shown.first
    return shown


def dropped(page: CandidatePapersPage, candidate: str, *paths: Path) -> None:
    """Lets go of these files over a candidate's section."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    nowhere = QPointF(QPoint(5, 5))
    event = QDropEvent(nowhere, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    page.sections[candidate].dropEvent(event)


def test_dropped_files_are_beside_the_candidate_and_space_switches_no_language(
    door: Desk, page: CandidatePapersPage, tmp_path: Path
) -> None:
    dropped(page, "K01", put(tmp_path, "perda.pdf", a_pdf(2)), put(tmp_path, "foto.png", a_picture()))
    door.settle()
    assert [known.paper.name for known in papers_of(door.event, "K01")] == ["foto", "perda"]
    assert len(page.sections["K01"].see) == 2 and QApplication.focusWidget() is page.sections["K01"].add
    assert "200" in page.room.text() and current() == "id"


def test_a_file_that_is_not_taken_is_said_on_the_page_and_changes_nothing(
    door: Desk, page: CandidatePapersPage, tmp_path: Path
) -> None:
    dropped(page, "K01", put(tmp_path, "good.pdf", a_pdf()), put(tmp_path, "bomb.png", a_bomb()))
    door.settle()
    assert page.said.isVisible() and "bomb.png" in page.said.text()
    assert says(page.said.text(), "{problem} None of the {count} files was added.", count=2)
    assert papers_of(door.event) == []


def test_a_paper_is_looked_at_and_neither_printed_nor_saved(door: Desk, page: CandidatePapersPage, tmp_path: Path) -> None:
    dropped(page, "K01", put(tmp_path, "a.pdf", a_pdf(3)), put(tmp_path, "b.jpg", a_picture("JPEG")))
    door.settle()
    QTest.mouseClick(page.sections["K01"].see[0], LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, CandidatePaperPage)
    assert sum(not label.isHidden() for label in shown.preview.pages) == 3
    assert not shown.print_button.isVisible() and not shown.copy_button.isVisible()
    assert QApplication.focusWidget() is shown.back_button
    QTest.mouseClick(shown.next, LEFT)
    door.settle()
    assert (
        shown.at == 1
        and QApplication.focusWidget() is shown.next
        and sum(not label.isHidden() for label in shown.preview.pages) == 1
    )
    QTest.keyClick(shown.first, Qt.Key.Key_Escape)
    assert door.secretary.stack.currentWidget() is page


def test_a_paper_is_taken_away_with_a_reason(door: Desk, page: CandidatePapersPage, tmp_path: Path) -> None:
    dropped(page, "K01", put(tmp_path, "a.pdf", a_pdf()))
    door.settle()
    section = page.sections["K01"]
    QTest.mouseClick(section.away[0], LEFT)
    QTest.mouseClick(section.take, LEFT)
    assert len(papers_of(door.event)) == 1 and page.said.isVisible(), "not without a reason"
    QTest.keyClicks(section.reason, "Salah kandidat")
    QTest.keyClick(section.reason, Qt.Key.Key_Return)
    door.settle()
    assert papers_of(door.event) == [] and section.see == [] and QApplication.focusWidget() is section.add


def with_papers(desk: Desk, tmp_path: Path) -> None:
    """Two papers of K01 come in while the juror sits."""
    files = [put(tmp_path, "a.pdf", a_pdf()), put(tmp_path, "b.png", a_picture())]
    desk.window.session.wrote(add_papers(a_desk(desk.event), "K01", files), None)
    desk.settle()


def test_the_juror_reads_over_the_form_and_scores_stay(desk: Desk, tmp_path: Path) -> None:
    heading = desk.page.desk.form.heading
    assert heading.papers.isHidden()
    with_papers(desk, tmp_path)
    assert heading.papers.isVisible() and heading.papers.text() == _("Papers ({count})", count=2)
    desk.type_points("REG", "85")
    QTest.mouseClick(heading.papers, LEFT)
    desk.settle()
    over = desk.page.currentWidget()
    assert isinstance(over, CandidatePaperPage) and over.shows_document
    QTest.mouseClick(over.larger, LEFT)
    assert over.preview.zoom > 100
    QTest.keyClick(over.first, Qt.Key.Key_Escape)
    assert desk.page.currentWidget() is desk.page.desk and QApplication.focusWidget() is heading.papers
    assert desk.card("REG").field.text() == "85"


def test_a_juror_with_a_conflict_of_interest_is_offered_none(desk: Desk, tmp_path: Path) -> None:
    with_papers(desk, tmp_path)
    juror = a_juror(desk.event)
    desk.window.session.wrote(juror.recuse("K01", "Pernah bekerja di sana"), None)
    desk.settle()
    assert desk.page.desk.form.heading.papers.isHidden()


def test_what_is_not_here_is_said_in_its_place(desk: Desk, tmp_path: Path) -> None:
    with_papers(desk, tmp_path)
    desk.event.file.connection.execute("DELETE FROM attachment")
    desk.page.see_papers()
    desk.settle()
    over = desk.page.currentWidget()
    assert isinstance(over, CandidatePaperPage) and over.said.isVisible() and over.preview.pages == []


def test_a_package_is_light_where_that_is_ticked(door: Desk, page: CandidatePapersPage, tmp_path: Path) -> None:
    receiving = door.secretary.go("receiving")
    assert isinstance(receiving, ReceivingPage)
    packing = receiving.packing
    assert packing.light.isHidden()
    page.add_files("K01", [put(tmp_path, "a.pdf", a_pdf())])
    door.settle()
    assert packing.light.isVisible() and not packing.light.isChecked()
    for ticked, lacking in ((False, 0), (True, 1)):
        folder = tmp_path / f"stick-{ticked}"
        packing.light.setChecked(ticked)
        packing.pack_into(folder)
        door.settle()
        (package,) = folder.iterdir()
        with opened(package, PASSPHRASE) as found:
            assert len(found.lacking) == lacking


def test_where_nothing_is_added_nothing_is_used() -> None:
    assert "0,1" not in megabytes(0) and "0.1" not in megabytes(0) and megabytes(1) != megabytes(0)
