"""Completeness in the window: what each laptop's end is, unused and given up with a reason and the PIN, and closing this one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.board.awaited_laptops import RosterState, awaited_laptops
from juryapp.board.completeness import Place, completeness
from juryapp.board.completeness_words import place_word, unknowable
from juryapp.board.next_steps import next_steps
from juryapp.board.step import StepKind
from juryapp.desk.laptop_closing import closed_at, was_closed_at
from juryapp.desk.not_awaited import call_unused
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.signing.fingerprint import six_words
from juryapp.text import _
from tests.builders import DESK_PIN, NOW, a_desk, a_juror, a_prepared, carry, sign
from tests.ui.desks import Desk, a_desk_window
from ui.juror.end_page import EndPage
from ui.laptop_closing import LaptopClosing
from ui.parts.labels import Label
from ui.secretary.completeness_page import CompletenessPage
from ui.secretary.prepare_page import PreparePage
from ui.secretary.step_places import show_step
from ui.secretary.today_page import TodayPage
from ui.secretary.turn_page import TurnPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def roster(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01's laptop scored and its data is here; J02's copy was prepared and nothing of it came in."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    with a_prepared(desk.event, "room", ["J01"]) as room:
        sign(a_juror(room), "K01", "85")
        carry(room, desk.event, admit=True)
    a_prepared(desk.event, "spare", ["J02"]).close()
    desk.sit("")
    yield desk
    desk.close()


def opened(desk: Desk) -> CompletenessPage:
    today = desk.secretary.go("today")
    QTest.mouseClick(today.more.completeness, LEFT)  # type: ignore[attr-defined]
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, CompletenessPage)
    shown(desk, page)
    return page


def shown(desk: Desk, page: CompletenessPage) -> None:
    desk.settle()
    desk.bot.waitUntil(page.verdict.isVisible)


def texts(page: CompletenessPage | EndPage | PreparePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if not label.isHidden())


def says(desk: Desk, page: CompletenessPage, laptop: str, act: str, reason: str = "Juri tidak datang") -> None:
    """With the keyboard alone."""
    button = page.buttons[laptop, act]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.act.reason
    QTest.keyClicks(page.act.reason, reason)
    QTest.keyClick(page.act.reason, Qt.Key.Key_Return)
    QTest.keyClicks(page.act.pin.field, DESK_PIN)
    QTest.keyClick(page.act.button, Qt.Key.Key_Space)
    shown(desk, page)


def line(desk: Desk, juror: str) -> tuple[str, RosterState]:
    [one] = [one for one in awaited_laptops(desk.event) if one.prepared and one.prepared.jurors == (juror,)]
    return one.id, one.state


def test_the_page_tells_each_laptop_each_place_and_what_nobody_knows_and_writes_nothing(roster: Desk) -> None:
    before = roster.entries()
    page = opened(roster)
    told = texts(page)
    for laptop in awaited_laptops(roster.event):
        assert laptop.name in told
    assert all(place_word(place)[1:] in told for place in (Place.CONFIRMED, Place.NEVER))
    assert all(sentence in told for sentence in unknowable())
    assert page.verdict.property("notice") == "warn" and roster.entries() == before
    assert all(button.accessibleName() for button in page.buttons.values())


def test_a_copy_is_called_unused_with_the_keyboard_alone_and_awaited_again(roster: Desk) -> None:
    page = opened(roster)
    id_, state = line(roster, "J02")
    assert state is RosterState.UNOPENED and page.act.isHidden()
    says(roster, page, id_, "call_unused")
    assert line(roster, "J02")[1] is RosterState.UNUSED and page.act.isHidden() and page.said.isVisible()
    roster.bot.waitUntil(lambda: (id_, "await_again") in page.buttons)
    says(roster, page, id_, "await_again")
    assert line(roster, "J02")[1] is RosterState.UNOPENED


def test_without_a_reason_nothing_is_said_and_back_leaves_it(roster: Desk) -> None:
    page = opened(roster)
    id_, _state = line(roster, "J01")
    before = roster.entries()
    page.buttons[id_, "give_up"].click()
    assert line(roster, "J01")[0] == id_ and page.question.text()
    page.act.button.click()
    assert page.act.wrong.isVisible() and roster.entries() == before
    page.act.back_button.click()
    assert page.act.isHidden() and roster.entries() == before


def test_a_lost_laptop_is_given_up_and_the_list_of_prepared_ones_says_so(roster: Desk) -> None:
    page = opened(roster)
    id_, _state = line(roster, "J01")
    says(roster, page, id_, "give_up", "Layarnya pecah")
    assert line(roster, "J01")[1] is RosterState.GIVEN_UP
    prepare = roster.secretary.go("prepare")
    assert isinstance(prepare, PreparePage) and "Layarnya pecah" in texts(prepare)


def test_what_comes_in_meanwhile_is_shown(roster: Desk) -> None:
    page = opened(roster)
    id_, _state = line(roster, "J02")
    [one] = [one for one in awaited_laptops(roster.event) if one.id == id_]
    changes = call_unused(a_desk(roster.event), one, "Tidak datang")
    roster.window.session.wrote(changes, object())
    roster.bot.waitUntil(lambda: (id_, "await_again") in page.buttons)


def test_this_laptop_closes_and_writing_opens_it_again(roster: Desk) -> None:
    page = opened(roster)
    closes(roster, page.closing)
    a_desk(roster.event).attendance("K02", Attendance.PRESENT)
    page.closing.look()
    assert page.closing.button.isVisible() and was_closed_at(roster.event)
    again = "This laptop was closed, and is open again: something was written here since. Close it again when the day is over."
    assert page.closing.state.text() == _(again)


def closes(desk: Desk, closing: LaptopClosing) -> None:
    assert closing.button.isVisible() and closing.not_copied.text()
    closing.button.setFocus()
    QTest.keyClick(closing.button, Qt.Key.Key_Space)
    assert closed_at(desk.event) and closing.button.isHidden() is False and not closing.button.isVisible()
    said = _("This laptop is closed. Whatever is written here opens it again.")
    assert closing.state.text() == said


def test_a_juror_closes_the_laptop_at_the_end_of_the_day_and_scoring_opens_it(desk: Desk) -> None:
    sign(desk.page.sitting.desk, "K01", "80")
    desk.page.sitting.reload()
    desk.page.end_day()
    page = desk.page.currentWidget()
    assert isinstance(page, EndPage)
    closes(desk, page.closing)
    page.put_away()
    a_juror(desk.event).record_score("K02", "REG", "70")
    desk.page.end_day()
    page = desk.page.currentWidget()
    assert isinstance(page, EndPage) and page.closing.button.isVisible() and not closed_at(desk.event)


def test_today_leads_there_in_the_evening_and_the_record_is_certified_from_there(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    for juror in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02", "U01", "U02"):
            sign(a_juror(desk.event, juror), candidate, f"{70 + 3 * int(candidate[2])}")
    with a_prepared(desk.event, "room", ["J01"]) as room:
        a_juror(room).write_note("K01", "Tanyakan.", Visibility.PANEL)
        carry(room, desk.event, admit=True)
    desk.sit("")
    today = desk.secretary.go("today")
    desk.settle()
    assert isinstance(today, TodayPage)
    show_step(desk.secretary, next(one for one in next_steps(desk.event, NOW) if one.kind is StepKind.SETTLE))
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, CompletenessPage)
    shown(desk, page)
    words = six_words(completeness(desk.event).digest)
    assert words in texts(page)
    QTest.mouseClick(page.record, LEFT)
    turn = desk.secretary.stack.currentWidget()
    assert isinstance(turn, TurnPage) and turn.turn.progress is None
    turn.certifying.pin.field.setText(DESK_PIN)
    QTest.mouseClick(turn.certifying.button, LEFT)
    desk.settle()
    assert turn.turn.progress is not None and turn.turn.pdf and turn.certifying.isHidden() and not turn.turn.waiting
    desk.close()
