"""Attendance at the door, in the secretary's window: recorded in two presses, signed by the desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from juryapp.board.attendance_words import signed_early_words
from juryapp.board.recusals import recusals
from juryapp.documents.words import attendance
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance, Candidate
from juryapp.store import journal, model_records
from juryapp.text import _
from tests.builders import DESK_PIN, a_desk, a_juror, sign
from tests.saying import says
from tests.ui.desks import Desk, is_whole
from ui.secretary.attendance_page import CAME_AFTER_ALL, AttendancePage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> AttendancePage:
    door.sit("")
    QTest.mouseClick(door.secretary.buttons["attendance"], LEFT)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, AttendancePage)
    return shown


def candidate(door: Desk, number: str = "K01") -> Candidate:
    return model_records.candidates(door.event.file)[number]


def record(page: AttendancePage, number: str, state: Attendance) -> None:
    QTest.mouseClick(page.rows[number], LEFT)
    QTest.mouseClick(page.card.states[state], LEFT)
    QTest.mouseClick(page.card.button, LEFT)


def withdraw(door: Desk, page: AttendancePage, pin: str = DESK_PIN) -> None:
    """The reason is typed; with the desk's PIN it is done."""
    QTest.keyClicks(page.card.pin.field, pin)
    QTest.mouseClick(page.card.do_withdraw, LEFT)
    door.settle()


@pytest.mark.parametrize("state", [state for state in Attendance if state is not Attendance.EXPECTED])
def test_each_answer_is_recorded_as_the_desks_act(door: Desk, page: AttendancePage, state: Attendance) -> None:
    record(page, "K01", state)
    assert candidate(door).attendance is state
    (head,) = journal.heads_of(door.event.file, ("attendance", "K01"))
    assert head.actor == "desk" and head.signature
    assert page.said.isVisible() and "K01" in page.said.text() and page.card.isHidden()
    assert page.rows["K01"].accessibleName().split(", ")[1].startswith(page.said.text().split(": ")[1])


def test_choosing_records_nothing(door: Desk, page: AttendancePage) -> None:
    before = door.entries()
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.card.states[Attendance.ABSENT], LEFT)
    assert door.entries() == before and page.card.button.text() == _("Record: {state}", state=_("Absent"))


def test_who_represents_is_kept_with_it(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.card.states[Attendance.REPRESENTED], LEFT)
    page.card.presenter.clear()
    QTest.keyClicks(page.card.presenter, "Sekda Contoh")
    QTest.mouseClick(page.card.button, LEFT)
    assert (candidate(door).attendance, candidate(door).presenter) == (Attendance.REPRESENTED, "Sekda Contoh")


def test_an_absent_one_needs_no_presenter_and_may_come_after_all(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.card.states[Attendance.ABSENT], LEFT)
    assert page.card.presenter.isHidden()
    QTest.mouseClick(page.card.button, LEFT)
    assert not candidate(door).runs
    record(page, "K01", Attendance.PRESENT)
    assert candidate(door).runs


def test_one_press_on_who_forfeited_says_what_it_took_back_and_is_undone(door: Desk, page: AttendancePage) -> None:
    record(page, "K01", Attendance.ABSENT)
    assert page.undo.isHidden()
    QTest.mouseClick(page.lines["K01"].button, LEFT)
    assert candidate(door).runs and says(page.said.text(), CAME_AFTER_ALL, candidate="K01 Kandidat Contoh K01")
    assert page.said.isVisible() and is_whole(page.undo)
    QTest.mouseClick(page.undo, LEFT)
    assert candidate(door).attendance is Attendance.ABSENT and page.undo.isHidden() and page.said.isVisible()
    QTest.mouseClick(page.lines["K02"].button, LEFT)
    assert page.said.isVisible() and page.undo.isHidden(), "nothing is taken back there"


def test_withdrawing_takes_a_reason_and_can_be_left(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K02"], LEFT)
    before = door.entries()
    QTest.mouseClick(page.card.withdraw, LEFT)
    assert page.card.button.isHidden()
    door.settle()
    stands = page.card.height(), page.card.do_withdraw.mapTo(page.card, QPoint())
    QTest.mouseClick(page.card.do_withdraw, LEFT)
    door.settle()
    assert page.card.wrong.isVisible() and door.entries() == before, "without a reason nothing is done"
    assert (page.card.height(), page.card.do_withdraw.mapTo(page.card, QPoint())) == stands, "nothing moves for it"
    focused = door.window.focusWidget()
    assert focused is page.card.reason and is_whole(focused)
    covered = page.card.wrong.geometry().translated(page.card.wrong.parentWidget().mapTo(page, QPoint()))
    assert not covered.intersects(QRect(focused.mapTo(page, QPoint()), focused.size())), "and it covers nothing that is typed"
    QTest.mouseClick(page.card.keep, LEFT)
    assert page.card.button.isVisible() and page.card.reason.isHidden()
    QTest.mouseClick(page.card.withdraw, LEFT)
    QTest.keyClicks(page.card.reason, "Pimpinan berhalangan")
    withdraw(door, page)
    assert candidate(door, "K02").withdrawn == "Pimpinan berhalangan"
    QTest.mouseClick(page.rows["K02"], LEFT)
    assert page.card.out.isVisible() and "Pimpinan berhalangan" in page.card.out.text() and not page.card.button.isEnabled()


def test_candidates_stand_in_the_order_of_their_hours_and_are_found(door: Desk, page: AttendancePage) -> None:
    assert list(page.rows) == ["K01", "K02", "U01", "U02"]
    QTest.keyClicks(page.search, "u0")
    assert list(page.rows) == ["U01", "U02"]


def test_what_was_recorded_elsewhere_is_shown_and_what_is_being_typed_stays(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.card.states[Attendance.REPRESENTED], LEFT)
    page.card.presenter.clear()
    QTest.keyClicks(page.card.presenter, "Sekda")
    door.window.session.wrote(a_desk(door.event).attendance("K01", Attendance.ONLINE), None)
    assert _("Present online") in page.rows["K01"].accessibleName()
    assert page.card.presenter.text() == "Sekda" and page.card.button.text() == _("Record: {state}", state=_("Represented"))


def test_a_withdrawal_is_taken_back_with_a_reason(door: Desk) -> None:
    a_desk(door.event).withdraw("K01", "Sakit")
    door.sit("")
    page = door.secretary.go("attendance")
    page.choose("K01")
    card = page.card
    assert not card.button.isEnabled() and card.withdraw.isEnabled()
    QTest.mouseClick(card.withdraw, Qt.MouseButton.LeftButton)
    QTest.keyClicks(card.reason, "Salah kandidat")
    withdraw(door, page)
    assert model_records.candidates(door.event.file)["K01"].withdrawn is None
    page.choose("K01")
    assert card.button.isEnabled() and card.out.isHidden()


def test_signed_sheets_are_told_where_a_candidate_is_marked_absent(door: Desk) -> None:
    sign(a_juror(door.event), "K01", "80")
    door.sit("")
    page = door.secretary.go("attendance")
    page.choose("K01")
    assert not page.card.signed.isHidden() and "J01" in page.card.signed.text()
    page.choose("K02")
    assert page.card.signed.isHidden()


def test_a_conflict_of_interest_on_paper_is_recorded_for_one_juror_and_taken_back(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    paper = page.recusals
    QTest.mouseClick(paper.open, LEFT)
    assert set(paper.jurors) == {"J01", "J02", "J03", "J04"}, "observers judge nobody"
    QTest.mouseClick(paper.jurors["J02"], LEFT)
    QTest.mouseClick(paper.button, LEFT)
    assert paper.wrong.isVisible(), "a reason is asked for"
    QTest.keyClicks(paper.reason, "ipar kandidat")
    QTest.mouseClick(paper.button, LEFT)
    assert recusals(door.event.file).on_paper == {("J02", "K01")}
    assert page.said.isVisible() and "J02" in page.said.text()
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(paper.open, LEFT)
    QTest.mouseClick(paper.taking_back["J02"], LEFT)
    assert recusals(door.event.file).in_force == {}


def test_what_a_juror_declared_is_not_the_desks_to_take_back(door: Desk, page: AttendancePage) -> None:
    a_juror(door.event, "J02").recuse("K01", "ipar")
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.recusals.open, LEFT)
    assert "J02" not in page.recusals.taking_back
    assert "J02" not in page.recusals.jurors


def test_one_press_on_the_row_says_that_it_is_there_and_nothing_moves(door: Desk, page: AttendancePage) -> None:
    line = page.lines["K02"]
    place = line.button.mapTo(door.window, line.button.rect().topLeft())
    QTest.mouseClick(line.button, LEFT)
    assert candidate(door, "K02").attendance is Attendance.PRESENT
    assert page.lines["K02"] is line and line.button.mapTo(door.window, line.button.rect().topLeft()) == place
    assert line.button.isChecked() and line.button.hasFocus() and "K02" in page.said.text()
    assert _("Present") in line.seat.accessibleName() and line.shape[0] == "check"
    before = door.entries()
    QTest.keyClick(line.button, Qt.Key.Key_Space)
    assert door.entries() == before and line.button.isChecked(), "pressed twice it is there all the same"


def test_each_state_has_a_shape_of_its_own(door: Desk, page: AttendancePage) -> None:
    shapes = set()
    for state in Attendance:
        a_desk(door.event).attendance("K01", state)
        page.choose("K01")
        door.window.session.look_for_news()
        shapes.add(page.lines["K01"].shape)
    assert len(shapes) == len(Attendance)


def test_going_elsewhere_drops_neither_a_choice_nor_a_name(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    QTest.mouseClick(page.card.states[Attendance.REPRESENTED], LEFT)
    page.card.presenter.clear()
    QTest.keyClicks(page.card.presenter, "Sekda Contoh")
    QTest.mouseClick(page.rows["K02"], LEFT)
    assert page.card.presenter.text() != "Sekda Contoh" and _("Represented") in page.rows["K01"].accessibleName()
    QTest.mouseClick(page.juror_button, LEFT)
    door.secretary.go("board")
    door.secretary.go("attendance")
    QTest.mouseClick(page.rows["K01"], LEFT)
    assert page.card.presenter.text() == "Sekda Contoh" and page.card.states[Attendance.REPRESENTED].isChecked()
    QTest.mouseClick(page.card.button, LEFT)
    assert candidate(door).presenter == "Sekda Contoh"
    QTest.mouseClick(page.rows["K02"], LEFT)
    assert page.lines["K01"].words().count(_("Represented")) == 1, "what is recorded waits no more"


def test_the_button_that_records_never_moves(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K01"], LEFT)
    places = set()
    for state in Attendance:
        QTest.mouseClick(page.card.states[state], LEFT)
        door.settle()
        places.add(page.card.button.mapTo(door.window, page.card.button.rect().topLeft()).y())
    assert len(places) == 1


def test_withdrawing_asks_the_desks_pin(door: Desk, page: AttendancePage) -> None:
    QTest.mouseClick(page.rows["K02"], LEFT)
    QTest.mouseClick(page.card.withdraw, LEFT)
    QTest.keyClicks(page.card.reason, "Pimpinan berhalangan")
    withdraw(door, page, "salah")
    assert candidate(door, "K02").withdrawn is None and page.card.pin.said
    withdraw(door, page)
    assert candidate(door, "K02").withdrawn == "Pimpinan berhalangan" and page.rows["K02"].hasFocus()


def test_a_search_keeps_the_rows_that_it_finds_in_their_order(door: Desk, page: AttendancePage) -> None:
    page.point_to("U02")
    assert page.lines["U02"].button.hasFocus()
    QTest.keyClicks(page.search, "k01")
    page.point_to("U01")
    assert page.lines["U01"].button.hasFocus(), "whoever is meant is shown, whatever was searched for"


def test_who_was_interviewed_is_awaited_nowhere(door: Desk, page: AttendancePage) -> None:
    """One state at the door and on the first page, once most of the panel has signed."""
    line = page.lines["K02"]
    awaited = (line.words(), line.shape)
    sign(a_juror(door.event), "K02", "80")
    door.window.session.changed.emit(Changes(frozenset({(Subject.SHEET, "J01/K02")})), None)
    assert signed_early_words(["J01"]) in line.words() and line.shape == awaited[1], "one alone may be a slip"
    for code in ("J02", "J03"):
        sign(a_juror(door.event, code), "K02", "80")
    door.window.session.changed.emit(Changes(frozenset({(Subject.SHEET, "J01/K02")})), None)
    said = _("Interviewed, as a signed sheet shows; its attendance is still to be recorded")
    assert said in line.words() and line.shape != awaited[1] and page.first is not line.button
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    (first,) = [one for one in today.state.candidates.lines if "K02" in one.name]
    assert said in first.more and attendance("expected") not in first.more
    assert (first.mark, first.state) == ("bang", _("to be recorded")), "not done: the list lacks it"
    a_desk(door.event).attendance("K02", Attendance.PRESENT)
    door.window.session.changed.emit(Changes(frozenset({(Subject.ATTENDANCE, "K02")})), None)
    assert said not in line.words() and line.button.isChecked(), "it can still be recorded how it came"


def test_the_shape_of_a_state_stands_alone_also_in_the_row_that_is_chosen(
    page: AttendancePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(page, "K01", Attendance.ABSENT)
    painted: list[str] = []
    for module in ("ui.parts.seat", "ui.secretary.attendance_rows"):
        monkeypatch.setattr(f"{module}.paint_mark", lambda _painter, _box, shape, _colour: painted.append(shape))
    for is_chosen in (False, True):
        page.rows["K01"].setChecked(is_chosen)
        painted.clear()
        page.rows["K01"].grab()
        assert painted == ["cross"], is_chosen
