"""The secretary types a juror's paper form: marked as typed, or typed again by a second person and compared."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.cells import Board
from juryapp.board.typed_from_paper import TypedFromPaper, typed_from_paper
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_juror
from tests.ui.desks import Desk
from ui.secretary.board_page import BoardPage, index_of
from ui.secretary.typing_page import TypingPage


def board_of(desk: Desk) -> BoardPage:
    page = desk.secretary.go("board")
    assert isinstance(page, BoardPage)
    return page


def press_cell(desk: Desk, candidate: int = 0, juror: int = 1) -> BoardPage:
    page = board_of(desk)
    index: QModelIndex = page.model.index(candidate, juror)
    page.table.clicked.emit(index)
    desk.settle()
    return page


def form_of(desk: Desk) -> TypingPage:
    """J01's form for K01."""
    QTest.mouseClick(press_cell(desk).type_button, Qt.MouseButton.LeftButton)
    desk.settle()
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, TypingPage)
    return page


def keys(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def enter() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def type_form(name: str, *rows: tuple[str, str]) -> None:
    """By keyboard alone, from the typist's name to the button behind the last row. Enter leads from points to points."""
    keys(name)
    enter()
    for points, reason in rows:
        keys(points)
        if reason:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            keys(reason)
        enter()


def scores(desk: Desk, candidate: str = "K01") -> dict[str, object]:
    heads = {code: journal.heads_of(desk.event.file, ("score", f"J01/{candidate}/{code}")) for code in ("REG", "CAK")}
    return {code: found[0].value for code, found in heads.items() if found}


def typed(desk: Desk) -> TypedFromPaper | None:
    return typed_from_paper(desk.event.file, Board.of(desk.event.file), "J01", "K01")


def test_an_empty_cell_offers_to_type_its_form_and_the_juror_confirms_it(door: Desk) -> None:
    door.sit("")
    form_of(door)
    type_form("Ayu Contoh", ("80", "Baik"), ("70", ""))
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, TypingPage) and page.again_button.hasFocus()
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert scores(door)["REG"] == {"points": "80", "typed": True, "typists": ["Ayu Contoh"]}
    board = door.secretary.stack.currentWidget()
    assert isinstance(board, BoardPage) and board.said.isVisible() and not board.type_button.isVisible()
    chosen = board.table.currentIndex()
    assert chosen == index_of(board.model, "J01", "K01"), "the board is open where something was done"


def test_a_form_typed_twice_alike_is_stored_with_both_names(door: Desk) -> None:
    door.sit("")
    page = form_of(door)
    type_form("Ayu Contoh", ("80", "Baik"), ("70", ""))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [row.points.text() for row in page.rows] == ["", ""], "what was typed first is hidden"
    assert page.typist.hasFocus() and page.typist_label.text() == _("Who types it again?")
    type_form("Made Contoh", ("80,0", "Baik"), ("70", ""))
    assert page.store_button.hasFocus()
    QTest.keyClick(page.store_button, Qt.Key.Key_Space)
    door.settle()
    assert typed(door) == TypedFromPaper(("REG", "CAK"), ("Ayu Contoh", "Made Contoh"))


def test_a_difference_shows_both_and_is_taken_from_the_paper(door: Desk) -> None:
    door.sit("")
    page = form_of(door)
    type_form("Ayu Contoh", ("80", "Baik"), ("70", ""))
    QTest.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    type_form("Made Contoh", ("80", "Baik"), ("72", ""))
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    assert scores(door) == {} and page.wrong.isVisible()
    assert [bool(row.taking) for row in page.rows] == [False, True]
    assert [button.text() for button in page.rows[1].taking] == [_("The paper says {typed}", typed=said) for said in ("70", "72")]
    assert page.rows[1].taking[0].hasFocus()
    for _press in page.rows[1].taking:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.store_button.hasFocus(), "Tab goes on to what stores it, not to the header"
    places = [button.mapTo(page, QPoint()) for button in (*page.rows[1].taking, page.store_button)]
    QTest.mouseClick(page.rows[1].taking[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.rows[1].taking[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [button.isChecked() for button in page.rows[1].taking] == [True, False], "the answer is seen to be chosen"
    assert page.rows[1].taking[0].text().startswith("✓") and not page.rows[1].taking[1].text().startswith("✓")
    assert places == [button.mapTo(page, QPoint()) for button in (*page.rows[1].taking, page.store_button)], "nothing jumps"
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert scores(door)["CAK"] == {"points": "70", "typed": True, "typists": ["Ayu Contoh", "Made Contoh"]}


def test_the_same_person_cannot_type_it_again(door: Desk) -> None:
    door.sit("")
    page = form_of(door)
    type_form("Ayu Contoh", ("80", ""), ("70", ""))
    QTest.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    keys("ayu contoh")
    enter()
    assert page.wrong.isVisible() and page.typist.hasFocus(), "told before the whole form is typed again"
    page.rows[0].points.setFocus()
    for text in ("80", "", "70", ""):
        keys(text)
        enter()
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    assert scores(door) == {} and page.wrong.isVisible() and page.typist.hasFocus()


def test_points_that_cannot_be_are_told_at_their_row_and_nothing_is_stored(door: Desk) -> None:
    door.sit("")
    page = form_of(door)
    type_form("Ayu Contoh", ("80", ""), ("101", ""))
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    assert scores(door) == {} and page.rows[1].wrong.isVisible() and page.rows[1].points.hasFocus()
    keys("-")
    assert page.rows[1].points.text() == "-", "what was refused is replaced by the next key"
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    assert scores(door) == {} and page.rows[1].wrong.isVisible(), "why it couldn't be assessed is missing"
    keys("Data tidak ada")
    QTest.mouseClick(page.store_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert scores(door)["CAK"] == {"points": None, "reason": "Data tidak ada", "typed": True, "typists": ["Ayu Contoh"]}


def test_what_was_typed_stays_while_the_secretary_looks_at_something_else(door: Desk) -> None:
    door.sit("")
    form_of(door)
    type_form("Ayu Contoh", ("80", "Baik"))
    door.secretary.go("attendance")
    page = form_of(door)
    assert page.typist.text() == "Ayu Contoh" and page.rows[0].points.text() == "80" and page.rows[0].remark.text() == "Baik"


def test_a_form_half_typed_is_told_before_the_seat_is_left(door: Desk) -> None:
    door.sit("")
    form_of(door)
    type_form("Ayu Contoh", ("80", "Baik"))
    door.secretary.go("attendance")
    assert door.secretary.unfinished() == [_("the paper form of {juror} for {candidate}", juror="J01", candidate="K01")]
    door.window.hand_over()
    assert door.window.notice.isVisible() and door.window.page is door.secretary


def test_what_the_juror_entered_is_closed(door: Desk) -> None:
    a_juror(door.event, "J01").record_score("K01", "REG", "90")
    door.sit("")
    page = form_of(door)
    assert [row.points.isEnabled() for row in page.rows] == [False, True]


def test_the_form_speaks_the_other_language(door: Desk) -> None:
    door.sit("")
    page = form_of(door)
    before = page.heading.text()
    door.window.switch_language()
    door.settle()
    assert page.heading.text() != before
