"""What a page says of an act: nothing moves for it, and it goes when the next act begins or the page is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Desk
from tests.ui.test_size_everywhere import looks_of
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board_page import BoardPage
from ui.secretary.prepare_page import PreparePage

LEFT = Qt.MouseButton.LeftButton
PAGES = ("attendance", "board", "receiving", "documents", "preparation", "enrol", "prepare", "travel")


def test_no_page_moves_when_it_says_something(door: Desk) -> None:
    door.sit("")
    for name in PAGES:
        page = door.secretary.go(name)
        assert isinstance(page, ScrollPage)
        door.settle()
        said = page.said  # type: ignore[attr-defined]
        assert isinstance(said, PageMessage)
        inner, height = page.widget(), page.widget().height()
        where = [(one, one.mapTo(inner, QPoint())) for one in inner.children() if one.isWidgetType() and one.isVisible()]  # type: ignore[attr-defined]
        said.tell(lambda: "Sebuah kalimat yang panjang sekali. " * 8, "bad")
        QTest.qWait(20)
        assert said.isVisible() and said.height() > 50, "all of it is seen"
        assert inner.height() == height and all(one.mapTo(inner, QPoint()) == place for one, place in where), name


@pytest.mark.parametrize("size", ["1", "2"])
def test_a_message_covers_no_title_and_nothing_at_all_where_there_is_room_beside_it(door: Desk, size: str) -> None:
    door.sit("")
    with looks_of(door) as theme:
        theme.choose_size(size)
        for name in PAGES:
            page = door.secretary.go(name)
            assert isinstance(page, ScrollPage)
            door.settle()
            said = page.said  # type: ignore[attr-defined]
            inner = page.widget()
            shown = [one for one in inner.children() if one.isWidgetType() and one.isVisible()]  # type: ignore[attr-defined]
            for words, beside in (("Tersimpan.", size == "1"), ("Sebuah kalimat yang panjang sekali. " * 12, False)):
                said.tell(lambda words=words: words, "good")
                QApplication.processEvents()
                for one in shown if beside else shown[:1]:
                    place = QRect(one.mapTo(page, QPoint()), one.size())  # type: ignore[attr-defined]
                    if one is shown[0]:
                        place.setWidth(one.fontMetrics().horizontalAdvance(one.text()))  # type: ignore[attr-defined]
                    assert not place.intersects(said.geometry()), (name, words[:10])


def test_a_message_covers_nothing_wherever_the_page_is_scrolled(door: Desk) -> None:
    door.sit("")
    with looks_of(door) as theme:
        theme.choose_size("2")
        for name in PAGES:
            page = door.secretary.go(name)
            assert isinstance(page, ScrollPage)
            door.settle()
            said, bar = page.said, page.verticalScrollBar()  # type: ignore[attr-defined]
            said.tell(lambda: "Sebuah kalimat yang panjang sekali. " * 3, "bad")
            QTest.qWait(1)
            for place in (0.5, 1):
                for _turn in range(3):
                    bar.setValue(int(bar.maximum() * place))
                    QApplication.processEvents()
                assert said.isVisible() and not said.geometry().intersects(page.viewport().geometry()), (name, place)
            assert bar.maximum() == page.widget().height() - page.viewport().height(), "all of the page can be seen"
            said.hide()
            QApplication.processEvents()
            assert page.viewport().height() == page.height(), "the page has its foot again"


def test_what_is_pressed_stays_below_the_mouse_though_the_message_goes(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    door.window.resize(1024, 600)
    QTest.qWait(100)
    page.said.tell(lambda: "Sebuah kalimat. " * 9, "bad")
    tick = page.desk
    tick.setFocus()
    for _turn in range(2):
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        QApplication.processEvents()
    before = tick.mapToGlobal(QPoint())
    QTest.mousePress(tick, LEFT)
    QApplication.processEvents()
    assert page.said.isHidden()
    assert tick.mapToGlobal(QPoint()) == before
    QTest.mouseRelease(tick, LEFT)
    assert tick.isChecked()
    QApplication.processEvents()
    assert page.viewport().height() == page.height()


def test_a_message_goes_with_the_next_act_and_with_the_page(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("attendance")
    assert isinstance(page, AttendancePage)
    QTest.mouseClick(page.lines["K01"].button, LEFT)
    assert page.said.isVisible() and "K01" in page.said.text()
    QTest.mousePress(page.lines["K02"].seat, LEFT)
    assert page.said.isHidden(), "another act begins"
    QTest.mouseRelease(page.lines["K02"].seat, LEFT)
    QTest.mouseClick(page.lines["K02"].button, LEFT)
    assert page.said.isVisible()
    page.lines["K01"].seat.setFocus()
    QTest.keyClick(page.lines["K01"].seat, Qt.Key.Key_Space)
    assert page.said.isHidden(), "by a key too"
    QTest.mouseClick(page.lines["K01"].button, LEFT)
    door.secretary.go("today")
    door.secretary.go("attendance")
    assert page.said.isHidden(), "it was left"
    QTest.mouseClick(page.lines["K01"].button, LEFT)
    QTest.mouseClick(page.said, LEFT)
    assert page.said.isHidden(), "read"


def test_what_can_be_done_about_it_stands_beside_the_words(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("board")
    assert isinstance(page, BoardPage)
    door.settle()
    top = page.table.mapTo(page.widget(), QPoint())
    page.table.clicked.emit(page.model.index(0, 1))
    assert page.said.isVisible() and page.type_button.isVisible()
    assert page.said.rect().contains(page.type_button.geometry()) and page.table.mapTo(page.widget(), QPoint()) == top
    QTest.mouseClick(page.type_button, LEFT)
    door.settle()
    assert page.isHidden(), "the form is typed"
