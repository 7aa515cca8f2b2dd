"""The page of documents: a check list whose ticks say what is saved and printed, beside the window; and a preview that zooms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.desk.plenary import reveal
from juryapp.documents.preview import pages
from juryapp.errors import Refused
from juryapp.journal.entry import Act
from juryapp.model.document import DocumentKind
from juryapp.printing.event_documents import OF_RESULTS, documents
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from juryapp.store import journal
from juryapp.text import _, current, plural
from tests.builders import a_desk, a_juror, score_all, sign
from tests.forging import key_of
from tests.saying import says
from tests.ui.desks import Desk
from ui.document_page import DocumentPage
from ui.preview import FITS, STEPS, Preview
from ui.print_ways import AsPictures
from ui.print_work import Wanted, print_documents
from ui.secretary.documents_page import DocumentsPage
from ui.work_steps import Steps

LEFT = Qt.MouseButton.LeftButton
NOT_REVEALED = (
    "This document waits for results that aren't opened yet ({categories}): open them at the plenary first, by two people or "
    "with a reason."
)
NOTHING = "Printing was called off; nothing went to the printer."
SOME = "Printing was called off. What the printer has taken already may come out."
CONTROL = Qt.KeyboardModifier.ControlModifier


def documents_of(door: Desk, kind: DocumentKind = DocumentKind.SHEETS) -> DocumentsPage:
    """The page with its list read, as the secretary sees it."""
    if not door.window.session.is_taken:
        door.sit("")
    page = door.secretary.go("documents")
    assert isinstance(page, DocumentsPage)
    QApplication.processEvents()
    door.settle()
    page.choose(kind)
    return page


def words_of(page: DocumentsPage) -> list[str]:
    """What each row says."""
    return [page.model.index(place).data() for place in range(page.model.rowCount())]


def go_to(page: DocumentsPage, juror: str, candidate: str) -> None:
    """Stands on the row of one sheet."""
    place = page.model.place_of((page.kind.value, juror, candidate))
    assert place is not None
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(place))


def again(door: Desk, page: DocumentsPage) -> None:
    """The list is read anew."""
    page.refresh()
    door.settle()


class TwoPrinters(AsPictures):
    def printers(self) -> list[Printer]:
        return [Printer("Printer kantor"), Printer("Printer hotel")]


@pytest.fixture
def printer_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer is set up that prints into a file."""
    path = tmp_path / "printed.pdf"

    def printer(_name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        return made

    monkeypatch.setattr("ui.print_card.the_way", TwoPrinters)
    monkeypatch.setattr("ui.print_ways.make_printer", printer)
    return path


def test_the_list_says_in_words_how_far_each_sheet_is(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    score_all(a_juror(door.event, "J02"), "K01", "70")
    page = documents_of(door)
    (signed,) = [words for words in words_of(page) if "K01" in words and "(J01)" in words]
    (complete,) = [words for words in words_of(page) if "K01" in words and "(J02)" in words]
    assert says(signed, "signed by {names}") and says(complete, "complete; waits for {names} to sign")
    assert says(page.kinds.buttons[DocumentKind.SHEETS].text(), "{signed} of {count} signed", signed=1)


def test_space_ticks_a_row_and_a_heading_ticks_its_rows_and_what_cannot_be_made_never_is(door: Desk) -> None:
    for juror in ("J01", "J02"):
        sign(a_juror(door.event, juror), "K01", "80")
    page = documents_of(door)
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0))
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert [(line.juror, line.candidate) for line in page.model.ticked] == [("J01", "K01"), ("J02", "K01")]
    go_to(page, "J01", "K01")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert [line.juror for line in page.model.ticked] == ["J02"]
    assert page.model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    assert page.save.text() != page.print.text() and "1" in page.print.text()
    go_to(page, "J03", "K01")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert [line.juror for line in page.model.ticked] == ["J02"]


def test_a_click_on_the_box_ticks_and_one_on_the_words_does_not(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door)
    go_to(page, "J01", "K01")
    box = page.view.visualRect(page.view.currentIndex())
    QTest.mouseClick(page.view.viewport(), LEFT, pos=QPoint(box.x() + 150, box.center().y()))
    assert page.model.ticked == []
    QTest.mouseClick(page.view.viewport(), LEFT, pos=QPoint(box.x() + 22, box.center().y()))
    assert [line.key for line in page.model.ticked] == [("sheets", "J01", "K01")]


def test_the_same_sheets_are_grouped_by_candidate_or_by_juror_and_keep_their_ticks(door: Desk) -> None:
    for candidate in ("K01", "K02"):
        sign(a_juror(door.event, "J01"), candidate, "80")
    page = documents_of(door)
    assert page.model.rows[0].words.startswith("K01")
    QTest.mouseClick(page.tick_all, LEFT)
    QTest.mouseClick(page.order, LEFT)
    assert page.model.rows[0].words.endswith("(J01)")
    assert len(page.model.ticked) == 2
    QTest.mouseClick(page.tick_all, LEFT)
    assert page.model.ticked == []


@pytest.mark.parametrize("kind", [DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.ATTENDANCE])
def test_a_document_is_seen(door: Desk, kind: DocumentKind) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    reveal(a_desk(door.event), "KAB", reason="Uji coba.", early="Uji coba.")
    page = documents_of(door, kind)
    QTest.mouseClick(page.see, LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf.startswith(b"%PDF")


def test_what_can_be_done_is_in_sight_in_a_low_window(door: Desk) -> None:
    door.window.resize(1366, 700)
    for kind in (DocumentKind.COMPLETENESS, DocumentKind.SHEETS):
        page = documents_of(door, kind)
        for button in (page.print, page.save, page.see, page.turn):
            corner = button.mapTo(door.window, button.rect().bottomLeft())
            assert button.isVisible() and corner.y() < 600, (kind, button.text())


@pytest.mark.parametrize("kind", [kind for kind in OF_RESULTS if kind is not DocumentKind.CERTIFICATES])
def test_no_document_tells_a_result_before_it_is_revealed(door: Desk, kind: DocumentKind) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door, kind)
    (row,) = words_of(page)
    assert says(row, "once the results are opened at the plenary") and says(page.kinds.buttons[kind].text(), "not yet")
    for button in (page.see, page.save, page.print, page.workbook):
        page.said.setVisible(False)
        if button.isVisible():
            QTest.mouseClick(button, LEFT)
            door.settle()
            assert says(page.said.text(), NOT_REVEALED) and page.print_card.isHidden()
            assert door.secretary.stack.currentWidget() is page


def test_enter_shows_the_sheet_of_the_row_and_back_goes_back(door: Desk) -> None:
    signed = sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door)
    go_to(page, "J01", "K01")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf == signed.pdf
    QTest.mouseClick(shown.back_button, LEFT)
    assert door.secretary.stack.currentWidget() is page


def test_a_row_without_a_document_says_that_there_is_nothing_to_see(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door)
    go_to(page, "J02", "K01")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.said.text() == _("There is nothing to see here yet.")


def test_the_ticked_ones_are_saved_and_the_list_remembers_it(door: Desk, tmp_path: Path) -> None:
    for juror in ("J01", "J02"):
        sign(a_juror(door.event, juror), "K01", "80")
    page = documents_of(door)
    go_to(page, "J02", "K01")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    (tmp_path / "out").mkdir()
    page.save_into(tmp_path / "out")
    door.settle()
    door.settle()
    assert [path.read_bytes()[:4] for path in (tmp_path / "out").iterdir()] == [b"%PDF"]
    assert page.said.property("notice") == "good" and page.steps.isHidden() and page.view.hasFocus()
    (words,) = [words for words in words_of(page) if "K01" in words and "(J02)" in words]
    assert says(words, "saved {at}")


def test_the_space_bar_after_saving_never_switches_the_language(door: Desk, tmp_path: Path) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page, spoken = documents_of(door), current()
    page.save.setFocus()
    page.save_into(tmp_path)
    door.settle()
    QTest.keyClick(door.window.focusWidget() or door.window, Qt.Key.Key_Space)
    assert current() == spoken


def test_nothing_ticked_means_all_that_can_be_made(door: Desk, tmp_path: Path) -> None:
    page = documents_of(door, DocumentKind.PLEDGE)
    count = len(page.chosen)
    assert count > 1 and str(count) in page.print.text()
    (tmp_path / "out").mkdir()
    page.save_into(tmp_path / "out")
    door.settle()
    assert len(list((tmp_path / "out").iterdir())) == count


def test_saving_can_be_called_off_and_leaves_whole_files(door: Desk, tmp_path: Path) -> None:
    page = documents_of(door, DocumentKind.PLEDGE)
    (tmp_path / "out").mkdir()
    page.save_into(tmp_path / "out")
    assert page.steps.isVisible() and page.steps.cancel.hasFocus() and door.window.stack.isEnabled()
    QTest.mouseClick(page.steps.cancel, LEFT)
    door.settle()
    assert page.steps.isHidden()
    assert all(path.read_bytes().startswith(b"%PDF") for path in (tmp_path / "out").iterdir())
    assert len(list((tmp_path / "out").iterdir())) < len(page.model.makeable)


def test_a_sheet_reopened_elsewhere_in_the_window_is_out_of_date_on_the_list(door: Desk, tmp_path: Path) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door)
    page.save_into(tmp_path)
    door.settle()
    desk = door.window.session.secretary
    assert desk
    assert door.window.session.write("reopen", lambda: desk.reopen("J01", "K01", "Salah"), page) is None
    again(door, page)
    (words,) = [words for words in words_of(page) if "K01" in words and "(J01)" in words]
    assert says(words, "out of date: {why}", why=_("it was reopened since"))


def test_a_signed_sheet_that_is_not_here_is_told_and_is_not_among_those_that_are_printed(door: Desk) -> None:
    for juror in ("J01", "J02"):
        sign(a_juror(door.event, juror), "K01", "80")
    value = journal.heads_of(door.event.file, ("sheet", "J01/K01"))[0].value or {}
    a_desk(door.event).reopen("J01", "K01", "x")
    unknown = {**value, "revision": 2, "pdf": "1" * 64}
    door.event.write([Act("J01", "sheet", "J01/K01", unknown, sign=key_of(door.event, "J01").sign)])
    page = documents_of(door)
    assert [line.juror for line in page.chosen] == ["J02"]
    (words,) = [words for words in words_of(page) if "K01" in words and "(J01)" in words]
    assert says(words, "signed on another laptop; its package brings the page")


def test_all_are_printed_beside_the_window_and_that_is_remembered(door: Desk, printer_file: Path) -> None:
    for juror in ("J01", "J02"):
        sign(a_juror(door.event, juror), "K01", "80")
    page = documents_of(door)
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    assert page.print_card.isVisible() and list(page.print_card.printers) == ["Printer kantor", "Printer hotel"]
    QTest.mouseClick(page.print_card.button, LEFT)
    assert page.print_card.works and door.window.stack.isEnabled() and page.view.isVisible()
    door.settle()
    door.settle()
    assert len(pages(printer_file.read_bytes(), 36)) == sum(len(pages(pdf, 36)) for _name, pdf in sheets(door))
    sent = plural("{count} document went to the printer.", "{count} documents went to the printer.", 2)
    assert page.said.text() == sent and page.print_card.isHidden()
    assert all(
        says(words, "to the printer {at}") for words in words_of(page) if "K01 " in words and "(J0" in words and "sign" in words
    )


def sheets(door: Desk) -> list[tuple[str, bytes]]:
    """The score sheets as they would be saved."""
    return documents(door.event, DocumentKind.SHEETS)


def test_printing_can_be_called_off_before_and_while_it_runs(door: Desk, printer_file: Path) -> None:
    page = documents_of(door, DocumentKind.PLEDGE)
    QTest.mouseClick(page.print, LEFT)
    QTest.keyClick(page.print_card.copies, Qt.Key.Key_Escape)
    assert page.print_card.isHidden() and page.view.hasFocus() and not printer_file.exists()
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    QTest.mouseClick(page.print_card.button, LEFT)
    QTest.mouseClick(page.print_card.steps.cancel, LEFT)
    door.settle()
    assert page.said.text() in (_(NOTHING), _(SOME)) and not printer_file.exists()
    again(door, page)
    assert not any(line.printed_at for line in page.lines)


def test_the_card_says_what_copies_and_pages_can_be(door: Desk, printer_file: Path) -> None:
    page = documents_of(door, DocumentKind.ATTENDANCE)
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    card = page.print_card
    for copies in ("0", "100", "dua", "-1"):
        card.copies.setText(copies)
        QTest.mouseClick(card.button, LEFT)
        assert says(card.wrong.text(), "Copies are a number from 1 to {most}.") and card.copies.hasFocus()
    card.copies.setText("1")
    for span in ("3-2", "a", "1-2-3", "0", "-"):
        card.pages.setText(span)
        QTest.mouseClick(card.button, LEFT)
        assert card.wrong.text() == _("Pages are a number, or two with a hyphen: 2-3.") and not card.works
    assert not printer_file.exists()


def test_without_a_printer_the_card_says_what_can_be_done(door: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TwoPrinters, "printers", lambda way: [])
    monkeypatch.setattr("ui.print_card.the_way", TwoPrinters)
    page = documents_of(door, DocumentKind.ATTENDANCE)
    QTest.mouseClick(page.print, LEFT)
    door.settle()
    assert page.print_card.none.isVisible() and not page.print_card.button.isEnabled() and page.print_card.back.hasFocus()
    QTest.mouseClick(page.print_card.back, LEFT)
    assert page.view.isVisible() and page.view.hasFocus()


def test_a_document_that_is_seen_is_printed_from_its_page_and_the_list_remembers(door: Desk, printer_file: Path) -> None:
    page = documents_of(door, DocumentKind.ATTENDANCE)
    QTest.mouseClick(page.see, LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage)
    QTest.mouseClick(shown.print_button, LEFT)
    door.settle()
    assert shown.print_card.isVisible() and not shown.preview.isVisible()
    QTest.mouseClick(shown.print_card.button, LEFT)
    door.settle()
    door.settle()
    assert printer_file.read_bytes().startswith(b"%PDF") and shown.preview.isVisible() and shown.print_button.hasFocus()
    QTest.mouseClick(shown.back_button, LEFT)
    QApplication.processEvents()
    door.settle()
    assert any(line.printed_at for line in page.lines if line.kind is DocumentKind.ATTENDANCE)


def test_the_recapitulation_is_written_as_a_workbook_that_is_told_to_be_open(
    door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = documents_of(door)
    assert page.workbook.isHidden(), "only the recapitulation is one"
    page.choose(DocumentKind.RECAPITULATION)
    monkeypatch.setattr("ui.secretary.documents_page.ask_name", lambda *_asked: tmp_path / "rekap.xlsx")
    QTest.mouseClick(page.workbook, LEFT)
    door.settle()
    assert (tmp_path / "rekap.xlsx").read_bytes().startswith(b"PK")
    assert says(page.said.text(), "The workbook is in {path}. It isn't encrypted: whoever has it reads scores and names.")


@pytest.fixture
def preview(qtbot: QtBot, door: Desk) -> Iterator[Preview]:
    """A signed sheet in a small window."""
    shown = Preview()
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    shown.show_pdf(sign(a_juror(door.event, "J01"), "K01", "80").pdf)
    yield shown


def test_pages_become_larger_and_smaller_within_bounds_and_fit_again(preview: Preview) -> None:
    preview.larger()
    preview.fit()
    width = preview.pages[0].width()
    preview.larger()
    assert preview.pages[0].width() > width and preview.pages[0].pixmap().width() >= preview.pages[0].width() - 2
    for _again in STEPS:
        preview.larger()
    assert preview.zoom == STEPS[-1] and not preview.can_be_larger
    for _again in STEPS:
        preview.smaller()
    assert preview.zoom == STEPS[0] and not preview.can_be_smaller
    preview.fit()
    assert preview.zoom == FITS and preview.pages[0].width() == width


@pytest.mark.parametrize("beside", [False, True])
def test_keys_scroll_and_zoom_a_document_also_from_the_buttons_beside_it(
    qtbot: QtBot, door: Desk, preview: Preview, *, beside: bool
) -> None:
    shown, pressed = preview, preview
    if beside:
        sheet = sign(a_juror(door.event, "J01"), "K02", "80").pdf
        page = DocumentPage(door.window.runner.disk, lambda: "Lembar", "lembar.pdf", sheet, lambda: "Kembali")
        qtbot.addWidget(page)
        page.resize(900, 500)
        page.show()
        shown, pressed = page.preview, page.back_button
    QApplication.processEvents()
    bar, places = shown.verticalScrollBar(), []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(pressed, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1] == bar.maximum() and places[2] < places[1] and places[3] == 0
    sizes = []
    for sign_ in "++-0":
        QTest.keyClicks(pressed, sign_)
        sizes.append(shown.zoom)
    assert sizes == [110, 125, 110, FITS]


def test_large_pages_scroll_sideways_and_those_out_of_sight_are_let_go_of(preview: Preview) -> None:
    preview.zoom_to(300)
    QApplication.processEvents()
    assert preview.horizontalScrollBar().maximum() > 0 and preview.verticalScrollBar().maximum() > 0


def test_the_wheel_with_control_zooms_and_alone_scrolls(preview: Preview) -> None:
    def turn(up: int, held: Qt.KeyboardModifier) -> None:
        at = QPointF(100, 100)
        none = Qt.MouseButton.NoButton
        wheel = QWheelEvent(at, at, QPoint(0, 0), QPoint(0, up), none, held, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(preview.viewport(), wheel)

    turn(120, CONTROL)
    assert preview.zoom > FITS
    turn(-120, CONTROL)
    assert preview.zoom == FITS
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert preview.zoom == FITS


def test_keys_zoom_the_page_that_is_seen(door: Desk) -> None:
    page = documents_of(door, DocumentKind.ATTENDANCE)
    QTest.mouseClick(page.see, LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage)
    QTest.keyClick(shown, Qt.Key.Key_Plus, CONTROL)
    assert shown.preview.zoom > FITS and str(shown.preview.zoom) in shown.zoom.text()
    QTest.keyClick(shown, Qt.Key.Key_0, CONTROL)
    assert shown.preview.zoom == FITS
    QTest.keyClick(shown, Qt.Key.Key_Minus, CONTROL)
    assert shown.preview.zoom < FITS


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_keeps_the_size_of_the_paper_and_prints_the_pages_that_are_wanted(door: Desk, tmp_path: Path) -> None:
    pdf = sign(a_juror(door.event, "J01"), "K01", "80").pdf
    assert print_documents(a_printer(tmp_path / "all.pdf"), [pdf, pdf], Wanted(), Steps(2)) is Printed.WHOLE
    own, printed = pages(pdf, 72), pages((tmp_path / "all.pdf").read_bytes(), 72)
    assert len(printed) == 2 * len(own)
    assert abs(printed[0].width - own[0].width) <= 2 and abs(printed[0].height - own[0].height) <= 2
    with pytest.raises(Refused):
        print_documents(a_printer(tmp_path / "none.pdf"), [pdf], Wanted(pages=(7, 9)), Steps(1))
    assert not (tmp_path / "none.pdf").exists()


def test_a_long_page_is_made_smaller_on_a4_and_stays_in_proportion(door: Desk, tmp_path: Path) -> None:
    pdf = sign(a_juror(door.event, "J01"), "K01", "80").pdf
    print_documents(a_printer(tmp_path / "a4.pdf"), [pdf], Wanted(on_a4=True), Steps(1))
    (first, *_rest) = pages((tmp_path / "a4.pdf").read_bytes(), 72)
    assert abs(first.width - 595) <= 2 and abs(first.height - 842) <= 2
    own = pages(pdf, 72)[0]
    boxes = [page.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox() for page in (own, first)]
    shapes = [(box[2] - box[0]) / (box[3] - box[1]) for box in boxes if box]
    assert len(shapes) == 2 and abs(shapes[0] - shapes[1]) < 0.02


def test_the_row_of_a_document_is_spoken_whole(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    page = documents_of(door)
    place = page.model.place_of(("sheets", "J01", "K01"))
    assert place is not None
    index = page.model.index(place)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "K01" in spoken and "(J01)" in spoken and says(spoken, "signed by {names}")
