"""When a seat is hidden, what is private and only in memory is dropped: notes, PINs, keys, documents, what was copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from juryapp.desk.juror import JurorDesk
from juryapp.errors import FileProblem, Problem, Problems, WrongPin, bare
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from tests.builders import DESK_PIN, pin_of
from tests.remembered import holders
from tests.ui.desks import Desk, draw
from ui.document_page import DocumentPage
from ui.juror.page import JurorPage
from ui.juror.review import ReviewPage
from ui.preview import Preview
from ui.secretary.documents_page import DocumentsPage
from ui.services.lock_page import LockPage
from ui.welcome.seat_page import SeatPage

PLANTED = "gnilap adebreb gnay atelap isgnares kidid anak"
"""A note, backwards: forwards it stands nowhere but where it is typed."""


def note_on(desk: Desk) -> None:
    desk.page.desk.notes.field.setPlainText(PLANTED[::-1])


def lock(desk: Desk) -> LockPage:
    desk.window.shell.activity.idle.emit()
    QApplication.processEvents()
    assert isinstance(desk.window.page, LockPage)
    return desk.window.page


def unlock(desk: Desk, pin: str) -> None:
    page = desk.window.page
    assert isinstance(page, LockPage)
    QTest.keyClicks(page.pin.field, pin)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    desk.settle()


def gone(backwards: str) -> bool:
    """True if Python holds it nowhere. A bare answer: what a failing test compares is held by its report."""
    return not holders(backwards)


def words(widget: QWidget) -> str:
    """Every text in a tree of widgets, shown or hidden, and what undo would bring back."""
    told = [label.text() for label in widget.findChildren(QLabel)]
    for field in widget.findChildren(QLineEdit):
        told.append(field.text())
        if field.isUndoAvailable():
            told.append("undo!")
    for note in widget.findChildren(QPlainTextEdit):
        told.append(note.toPlainText())
        if note.document().isUndoAvailable():
            told.append("undo!")
    return "\n".join(told)


def test_a_note_that_is_shown_is_found_in_memory(desk: Desk) -> None:
    """Else the next tests would prove nothing."""
    note_on(desk)
    kept = [desk.page.desk.notes.field.toPlainText()]
    assert not gone(PLANTED) and kept[0] in words(desk.window)


@pytest.mark.parametrize("visibility", list(Visibility))
def test_no_note_is_in_memory_while_the_seat_is_hidden(desk: Desk, visibility: Visibility) -> None:
    desk.page.desk.notes.choose(visibility)
    note_on(desk)
    lock(desk)
    assert gone(PLANTED) and PLANTED[::-1] not in words(desk.window)
    unlock(desk, pin_of("J01"))
    back = desk.page.desk.notes.field.toPlainText() == PLANTED[::-1]
    assert back


def test_nothing_that_undo_would_bring_back_is_behind_the_lock(desk: Desk) -> None:
    desk.page.desk.notes.field.setFocus()
    QTest.keyClicks(desk.page.desk.notes.field, "dua kata")
    desk.page.desk.notes.field.selectAll()
    QTest.keyClick(desk.page.desk.notes.field, Qt.Key.Key_Delete)
    desk.type_points("REG", "101", enter=False)
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_Backspace)
    lock(desk)
    assert "undo!" not in words(desk.window)


def test_the_cursor_is_where_it_was_and_the_note_goes_on(desk: Desk) -> None:
    field = desk.page.desk.notes.field
    field.setFocus()
    note_on(desk)
    cursor = field.textCursor()
    cursor.setPosition(4)
    field.setTextCursor(cursor)
    lock(desk)
    unlock(desk, pin_of("J01"))
    QTest.keyClicks(field, "X")
    desk.page.settle()
    stored = JurorDesk.sit(desk.event, "J01", pin_of("J01")).note("K01", Visibility.PRIVATE).text
    assert stored == PLANTED[::-1][:4] + "X" + PLANTED[::-1][4:]


def test_hiding_and_coming_back_writes_nothing(desk: Desk) -> None:
    note_on(desk)
    desk.page.settle()
    before = desk.entries()
    lock(desk)
    desk.window.speak("en")
    QApplication.processEvents()
    unlock(desk, pin_of("J01"))
    desk.page.settle()
    assert desk.entries() == before
    desk.window.speak("id")


def test_the_jurors_key_is_gone_until_the_pin_is_typed_again(desk: Desk) -> None:
    juror = desk.window.session.juror
    assert juror and juror.key
    lock(desk)
    assert juror.key is None
    unlock(desk, pin_of("J02"))
    assert juror.key is None
    unlock(desk, pin_of("J01"))
    assert juror.key is not None and desk.window.session.juror is juror


def test_the_desks_key_is_gone_until_the_pin_is_typed_again(door: Desk) -> None:
    door.sit("")
    secretary = door.window.session.secretary
    assert secretary and secretary.held
    lock(door)
    assert secretary.held is None
    with pytest.raises(WrongPin):
        secretary.admit({"f" * 64: "Laptop"})
    unlock(door, DESK_PIN)
    assert secretary.key


def test_what_is_not_saved_yet_keeps_its_key_and_its_note_until_it_is(desk: Desk) -> None:
    session, run = desk.window.session, desk.event.file.connection.execute
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').fetchone()[0]}")
    desk.page.desk.notes.field.setPlainText(PLANTED[::-1] + " kata" * 1_500)
    lock(desk)
    assert session.unsaved and session.juror and session.juror.key
    run("PRAGMA max_page_count=1073741823")
    session.try_again()
    assert not session.unsaved and session.juror.key is None
    assert PLANTED[::-1] not in words(desk.window)
    unlock(desk, pin_of("J01"))
    assert desk.page.desk.notes.field.toPlainText().startswith(PLANTED[::-1])


def test_handing_over_leaves_no_note_and_no_pin(desk: Desk) -> None:
    note_on(desk)
    desk.window.hand_over()
    QApplication.sendPostedEvents(None, 52)
    QApplication.processEvents()
    assert isinstance(desk.window.page, SeatPage)
    assert gone(PLANTED)


def test_a_pin_that_was_typed_is_nowhere_afterwards(door: Desk) -> None:
    backwards = "7413-halas-nip"
    door.choose("J01")
    QTest.keyClicks(door.seats.pin.field, backwards[::-1])
    QTest.mouseClick(door.seats.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert door.seats.pin.said, "it is told that it was wrong, and that telling holds nothing of it"
    assert gone(backwards)


def test_a_pin_half_typed_is_dropped_with_the_page_that_asks_for_it(desk: Desk) -> None:
    for code, points in (("REG", "85"), ("CAK", "70")):
        desk.type_points(code, points)
    desk.page.review()
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, "7413")
    lock(desk)
    QApplication.sendPostedEvents(None, 52)
    assert desk.window.findChildren(ReviewPage) == [] and desk.window.findChildren(Preview) == []
    unlock(desk, pin_of("J01"))
    assert isinstance(desk.window.page, JurorPage) and desk.page.currentWidget() is desk.page.desk


def test_the_pin_of_an_enrolment_is_gone_when_the_seat_is_hidden(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("enrol")
    for field in (page.pin, page.again):  # type: ignore[attr-defined]
        field.setText("rahasia-saya")
    lock(door)
    assert "rahasia-saya" not in words(door.window)


def documents_in_memory() -> list[bytes]:
    return [thing for thing in holders("FDP%") if isinstance(thing, bytes) and len(thing) > 2_000 and thing[:4] == b"%PDF"]


def test_a_document_is_not_in_memory_behind_the_lock(door: Desk) -> None:
    door.sit("")
    before = {id(pdf): pdf for pdf in documents_in_memory()}
    page = door.secretary.go("documents")
    assert isinstance(page, DocumentsPage)
    QApplication.processEvents()
    door.settle()
    page.choose(DocumentKind.ATTENDANCE)
    page.see.click()
    door.settle()
    assert door.window.findChildren(DocumentPage)
    lock(door)
    QApplication.sendPostedEvents(None, 52)
    assert door.window.findChildren(DocumentPage) == []
    assert [pdf for pdf in documents_in_memory() if id(pdf) not in before] == []


def test_what_was_copied_here_is_on_no_clipboard(desk: Desk) -> None:
    note_on(desk)
    desk.page.desk.notes.field.selectAll()
    desk.page.desk.notes.field.copy()
    copied = QGuiApplication.clipboard().text() == PLANTED[::-1]
    lock(desk)
    assert copied and not QGuiApplication.clipboard().text()


def test_what_was_copied_elsewhere_stays(desk: Desk) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("dari program lain")
    ours = clipboard.ownsClipboard()
    lock(desk)
    assert clipboard.text() == ("" if ours else "dari program lain")


def test_a_reason_that_is_being_typed_is_still_there(desk: Desk) -> None:
    desk.page.desk.footer.recuse.click()
    page = desk.page.currentWidget()
    page.reason.setText("saudara sepupu")  # type: ignore[attr-defined]
    lock(desk)
    unlock(desk, pin_of("J01"))
    assert desk.page.currentWidget() is page and page.reason.text() == "saudara sepupu"  # type: ignore[attr-defined]


def test_notes_are_away_behind_the_sign_that_calls_the_secretary(desk: Desk) -> None:
    note_on(desk)
    desk.page.call()
    desk.window.shell.activity.idle.emit()
    assert isinstance(desk.window.page, JurorPage)
    assert gone(PLANTED) and desk.window.session.juror and desk.window.session.juror.key is None


def test_a_problem_that_is_shown_holds_nothing_of_where_it_came_from() -> None:
    def refuse(pin: str) -> None:
        try:
            int(pin)
        except ValueError as cause:
            raise FileProblem("{path} is a folder; name a file.", path="x") from cause

    caught: list[Problem] = []
    try:
        refuse("7413-halas-nip"[::-1])
    except FileProblem as problem:
        caught.append(problem)
    assert not gone("7413-halas-nip")
    bare(Problems(caught))
    assert str(caught[0]) and gone("7413-halas-nip")
