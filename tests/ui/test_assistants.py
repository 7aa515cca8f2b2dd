"""An assistant's seat in the window: letting somebody type, typing, calling the juror to sign, and ending it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.desk.assistants import end_typing, let_type, typing_for
from juryapp.model.assistant import Assistant
from juryapp.model.note import Visibility
from juryapp.store import journal
from juryapp.text import _
from tests.builders import DESK_PIN, a_desk, a_juror, pin_of
from tests.ui.desks import Desk
from ui.actions import action_of
from ui.juror.page import JurorPage
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage
from ui.secretary.assistants_page import AssistantsPage
from ui.secretary.board_page import BoardPage
from ui.secretary.enrol_page import EnrolPage
from ui.services.lock_page import LockPage

PIN = "lontar-biru-77"


def ayu_types(desk: Desk) -> Assistant:
    one, _changes = let_type(a_desk(desk.event), "J01", "Ayu Contoh", PIN)
    return one


def keys(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def enter() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def sit_as_assistant(door: Desk) -> JurorPage:
    door.choose("J01")
    QTest.mouseClick(door.seats.assisted, Qt.MouseButton.LeftButton)
    keys(PIN)
    enter()
    door.settle()
    assert isinstance(door.window.page, JurorPage)
    return door.window.page


def actors(door: Desk, candidate: str = "K01") -> set[str]:
    heads = (journal.heads_of(door.event.file, ("score", f"J01/{candidate}/{code}")) for code in ("REG", "CAK"))
    return {head.actor for found in heads for head in found}


def type_sheet(door: Desk) -> None:
    door.type_points("REG", "80")
    door.type_points("CAK", "70")
    door.settle()


def test_the_juror_lets_somebody_type_by_keyboard_alone(door: Desk) -> None:
    door.choose("J01")
    door.seats.assisted.setFocus()
    QTest.keyClick(door.seats.assisted, Qt.Key.Key_Space)
    assert door.seats.assistant.name.hasFocus(), "nobody types for J01 yet"
    for text in ("Ayu Contoh", PIN, PIN):
        keys(text)
        enter()
    keys(pin_of("J01"))
    enter()
    door.settle()
    assert isinstance(door.window.page, JurorPage)
    type_sheet(door)
    (ayu,) = typing_for(door.event, "J01")
    assert actors(door) == {ayu.code} and ayu.name == "Ayu Contoh" and not ayu.by_desk
    assert "Ayu Contoh" in door.window.header.seat.text()


def test_an_assistant_types_and_the_juror_signs_with_the_own_pin(door: Desk) -> None:
    ayu = ayu_types(door)
    page = sit_as_assistant(door)
    type_sheet(door)
    assert actors(door) == {ayu.code}
    assert page.desk.footer.review.text() == _("Call {juror} to review and sign", juror="J01")
    page.review()
    door.settle()
    review = page.currentWidget()
    assert isinstance(review, ReviewPage)
    assert "Ayu Contoh" in review.elsewhere.text()
    review.signature.typing.click()
    for pin, is_signed in ((PIN, False), (pin_of("J01"), True)):
        review.pin.field.setText(pin)
        review.sign.click()
        door.settle()
        assert bool(journal.heads_of(door.event.file, ("sheet", "J01/K01"))) is is_signed
    assert isinstance(page.currentWidget(), SignedPage)
    (head,) = journal.heads_of(door.event.file, ("sheet", "J01/K01"))
    assert head.actor == "J01"
    assert page.sitting.desk.key is None, "the juror's key was there for this alone"


def test_what_is_the_jurors_alone_is_not_offered(door: Desk) -> None:
    own = a_juror(door.event)
    own.write_note("K01", "hanya untuk saya", Visibility.PRIVATE)
    ayu_types(door)
    page = sit_as_assistant(door)
    type_sheet(door)
    actions = page.desk_actions
    for method in (actions.recuse, actions.move_scores, actions.confirm_scores, actions.ask_reopening):
        assert not action_of(method).is_offered
    assert action_of(actions.review).is_offered and action_of(actions.call).is_offered
    assert not page.desk.notes.tabs.buttons[Visibility.PRIVATE].isEnabled()
    assert page.desk.notes.visibility is Visibility.PANEL
    assert "hanya untuk saya" not in page.desk.notes.field.toPlainText()


def test_a_note_for_the_panel_is_the_assistants_on_record(door: Desk) -> None:
    ayu = ayu_types(door)
    page = sit_as_assistant(door)
    page.desk.notes.field.setFocus()
    QTest.keyClicks(page.desk.notes.field, "Perda 4/2023")
    page.settle()
    door.settle()
    (head,) = journal.heads_of(door.event.file, ("note", "J01/K01/panel"))
    assert head.actor == ayu.code


def test_a_hidden_seat_asks_the_assistants_pin(door: Desk) -> None:
    ayu_types(door)
    sit_as_assistant(door)
    door.window.shell.hide_seat(lambda: "x")
    lock = door.window.page
    assert isinstance(lock, LockPage)
    for pin, is_open in ((pin_of("J01"), False), (PIN, True)):
        lock.pin.field.setText(pin)
        lock.button.click()
        door.settle()
        assert isinstance(door.window.page, JurorPage) is is_open
    type_sheet(door)
    assert len(actors(door)) == 1


def assistants_page(door: Desk) -> AssistantsPage:
    door.sit("")
    enrol = door.secretary.go("enrol")
    assert isinstance(enrol, EnrolPage)
    QTest.mouseClick(enrol.assistants, Qt.MouseButton.LeftButton)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, AssistantsPage)
    return page


def test_the_secretary_lets_somebody_type_and_ends_it(door: Desk) -> None:
    page = assistants_page(door)
    page.juror.field.setCurrentIndex(1)
    page.name.setFocus()
    for text in ("Ayu Contoh", PIN, PIN):
        keys(text)
        enter()
    keys(DESK_PIN)
    enter()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    door.settle()
    (ayu,) = typing_for(door.event)
    assert ayu.by_desk and page.said.isVisible() and page.juror.code == "", "the next one is picked anew"
    page.end_buttons["J01", ayu.code].click()
    page.end.reason.setText("pulang")
    page.end.pin.field.setText(DESK_PIN)
    page.end.button.click()
    door.settle()
    assert typing_for(door.event) == [] and page.end_buttons == {}


@pytest.mark.parametrize("missing", ["juror", "name", "pin"])
def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_written(door: Desk, missing: str) -> None:
    page = assistants_page(door)
    page.juror.field.setCurrentIndex(0 if missing == "juror" else 1)
    page.name.setText("" if missing == "name" else "Ayu")
    for field in (page.secret.field, page.secret.again):
        field.setText(PIN)
    page.pin.field.setText("bukan-pin-itu" if missing == "pin" else DESK_PIN)
    page.button.click()
    door.settle()
    assert typing_for(door.event) == []
    assert page.wrong.isVisible() is (missing != "pin")


def test_the_board_says_who_typed_a_draft(door: Desk) -> None:
    ayu_types(door)
    sit_as_assistant(door)
    door.type_points("REG", "80")
    door.settle()
    door.window.hand_over()
    door.settle()
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    index: QModelIndex = board.model.index(0, 1)
    board.table.clicked.emit(index)
    door.settle()
    assert "Ayu Contoh" in board.said.text()


def test_once_ended_the_seat_is_offered_no_more_and_typing_is_refused_in_a_sentence(door: Desk) -> None:
    ayu = ayu_types(door)
    sit_as_assistant(door)
    end_typing(a_desk(door.event), ayu, "pulang")
    door.type_points("REG", "80")
    door.settle()
    assert actors(door) == set()
    door.window.session.stand_up()
    door.window.show_seats()
    door.choose("J01")
    QTest.mouseClick(door.seats.assisted, Qt.MouseButton.LeftButton)
    assert list(door.seats.assistant.seats) == [""]
