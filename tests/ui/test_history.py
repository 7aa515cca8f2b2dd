"""The history page: opened from the first page, a sheet and a laptop; filtered, and read as far as somebody scrolls."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from juryapp.board.history import AT_ONCE, Wanted
from juryapp.desk.plenary import reveal
from juryapp.model.note import Visibility
from juryapp.text import _, current
from tests.builders import a_desk, a_juror, sign
from tests.ui.desks import Desk
from ui.document_page import DocumentPage
from ui.parts.line import TextLine
from ui.secretary.board_page import BoardPage
from ui.secretary.history_page import HistoryPage
from ui.secretary.laptop_page import LaptopPage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton


def opened(door: Desk) -> HistoryPage:
    door.sit("")
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QTest.mouseClick(today.more.history, LEFT)
    return page_now(door)


def page_now(door: Desk) -> HistoryPage:
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, HistoryPage)
    looked(door, page)
    return page


def looked(door: Desk, page: HistoryPage) -> None:
    door.bot.waitUntil(lambda: not page.model.is_looking)


def told(page: HistoryPage) -> list[str]:
    return [page.model.line(row).what for row in range(page.model.rowCount())]


def pick(field: QComboBox, code: str, words: list[str]) -> None:
    """With the keyboard alone: arrows go from one to the next."""
    field.setFocus()
    place = next(place for place, text in enumerate(words) if code in text)
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _again in range(place):
        QTest.keyClick(field, Qt.Key.Key_Down)


def choices(field: QComboBox) -> list[str]:
    return [field.itemText(place) for place in range(field.count())]


def test_who_wrote_what_is_told_the_newest_first(door: Desk) -> None:
    reveal(a_desk(door.event), "KAB", reason="Geladi", early="Geladi")
    a_juror(door.event).record_score("K01", "REG", "70")
    a_juror(door.event).record_score("K01", "REG", "75")
    page = opened(door)
    assert "75" in told(page)[0] and "70" in page.model.line(0).replaced
    assert QApplication.focusWidget() is page.person.field
    spoken = page.model.data(page.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "75" in spoken and "70" in spoken and "K01" in spoken and "(J01)" in spoken


def test_filters_are_picked_with_the_keyboard_alone(door: Desk) -> None:
    reveal(a_desk(door.event), "KAB", reason="Geladi", early="Geladi")
    a_juror(door.event, "J01").record_score("K01", "REG", "70")
    a_juror(door.event, "J02").record_score("K02", "REG", "60")
    page = opened(door)
    language = current()
    pick(page.person.field, "(J02)", choices(page.person.field))
    looked(door, page)
    assert page.wanted.person == "J02"
    assert all("70" not in what for what in told(page)) and any("60" in what for what in told(page))
    pick(page.candidate.field, "K01", choices(page.candidate.field))
    looked(door, page)
    assert page.model.rowCount() == 0 and page.state.text()
    assert current() == language


def test_a_sheet_is_told_as_it_stood_after_any_of_its_acts(door: Desk) -> None:
    reveal(a_desk(door.event), "KAB", reason="Geladi", early="Geladi")
    desk = a_juror(door.event, "J01")
    for given in ("70", "75"):
        desk.record_score("K01", "REG", given)
    page = opened(door)
    assert page.then.isHidden(), "it is of no sheet yet"
    for field, code in ((page.person.field, "(J01)"), (page.candidate.field, "K01")):
        pick(field, code, choices(field))
        looked(door, page)
    assert page.then.isVisible() and "75" not in page.then.text()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert "75" in page.then.text() and "70" not in page.then.text()


def test_a_sheets_history_is_opened_from_the_sheet(door: Desk) -> None:
    sign(a_juror(door.event), "K01", "80")
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    cells = [
        board.model.index(row, column) for row in range(board.model.rowCount()) for column in range(board.model.columnCount())
    ]
    board.table.clicked.emit(next(one for one in cells if (cell := board.model.cell(one)) and cell.total is not None))
    door.settle()
    document = door.secretary.stack.currentWidget()
    assert isinstance(document, DocumentPage)
    QTest.mouseClick(document.tools[-1], LEFT)
    page = page_now(door)
    assert page.wanted == Wanted("J01", "K01") and page.model.rowCount() > 0
    QTest.mouseClick(page.back_button, LEFT)
    assert door.secretary.stack.currentWidget() is document


def test_a_laptops_history_is_opened_from_its_page(door: Desk) -> None:
    door.sit("")
    assert door.event.device
    laptop = LaptopPage(door.window.session, door.event.device)
    laptop.to_page.connect(door.secretary.show_over)
    door.secretary.show_over(laptop)
    QTest.mouseClick(laptop.history_button, LEFT)
    assert page_now(door).wanted == Wanted(laptop=door.event.device)


def test_what_is_written_meanwhile_waits_until_it_is_asked_for(door: Desk) -> None:
    page = opened(door)
    before = told(page)
    door.window.session.wrote(a_desk(door.event).withdraw("K02", "Berhalangan tetap"), None)
    looked(door, page)
    assert told(page) == before and page.news.isVisible()
    page.news.setFocus()
    QTest.keyClick(page.news, Qt.Key.Key_Space)
    looked(door, page)
    assert "Berhalangan tetap" in told(page)[0] and page.news.isHidden()
    assert QApplication.focusWidget() is page.list


def test_a_long_history_is_read_as_far_as_one_scrolls(door: Desk) -> None:
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K01/name", {"value": f"Kandidat {place}"}) for place in range(AT_ONCE + 40)])
    page = opened(door)
    assert page.model.rowCount() <= AT_ONCE and page.model.canFetchMore(QModelIndex())
    first = page.state.text()
    while page.model.has_more:
        page.list.scrollToBottom()
        page.model.fetchMore()
        looked(door, page)
    assert page.model.rowCount() > AT_ONCE and page.state.text() != first


def test_private_notes_are_not_in_the_list(door: Desk) -> None:
    a_juror(door.event).write_note("K01", "rahasia", Visibility.PRIVATE)
    a_juror(door.event).write_note("K01", "bersama", Visibility.PANEL)
    page = opened(door)
    assert told(page).count(_("Note")) == 1 and told(page)[0] == _("Note")


def test_another_language_is_spoken_at_once(door: Desk) -> None:
    a_juror(door.event).write_note("K01", "bersama", Visibility.PANEL)
    page = opened(door)
    before = told(page)[0], page.person.field.itemText(0)
    page.candidate.field.setCurrentIndex(1)
    page.show_wanted()
    door.window.switch_language()
    QApplication.processEvents()
    looked(door, page)
    assert (told(page)[0], page.person.field.itemText(0)) != before
    assert page.candidate.field.currentIndex() == 1
    door.window.switch_language()


def test_esc_leaves_the_history_wherever_one_is_in_it(door: Desk) -> None:
    page = opened(door)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert not isinstance(door.secretary.stack.currentWidget(), HistoryPage)


def test_esc_loses_no_text_on_a_page_over_another(door: Desk) -> None:
    door.sit("")
    door.secretary.decide(("sheet", "J01", "K01"))
    over = door.secretary.stack.currentWidget()
    assert over is not None
    line = next(one for one in over.findChildren(TextLine) if one.isVisible())
    line.setText("alasan")
    QTest.keyClick(over, Qt.Key.Key_Escape)
    assert door.secretary.stack.currentWidget() is over
    line.clear()
    QTest.keyClick(over, Qt.Key.Key_Escape)
    assert door.secretary.stack.currentWidget() is not over
