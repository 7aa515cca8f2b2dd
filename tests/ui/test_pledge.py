"""The pledge before the first form: shown, with conflicts declared beside it, and signed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board import records
from juryapp.board.next_step_words import sentence
from juryapp.board.next_steps import next_steps
from juryapp.board.pledges import pledge_of
from juryapp.board.recusals import recusals
from juryapp.board.step import StepKind
from juryapp.desk.assistants import let_type
from juryapp.desk.pledging import record_on_paper
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.text import _
from tests.builders import DESK_PIN, NOW, a_desk, a_juror, a_setup, an_event, pin_of, score_all
from tests.desk.test_own_certificate import PASSWORD, a_p12
from tests.saying import says
from tests.ui.desks import Desk, a_desk_window, draw, is_whole
from tests.ui.test_size_everywhere import looks_of
from ui.juror.call_page import CallPage
from ui.juror.observer_page import ObserverPage
from ui.juror.pledge_awaited import PledgeAwaitedPage
from ui.juror.pledge_page import PledgePage
from ui.parts.labels import Label
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.step_places import show_step

LEFT = Qt.MouseButton.LeftButton


def _asking(folder: Path) -> None:
    an_event(folder, asking_for_pledges(a_setup())).close()


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Nobody sits yet."""
    opened = a_desk_window(qtbot, qapp, tmp_path, made=_asking)
    yield opened
    opened.close()


def pledge_page(desk: Desk) -> PledgePage:
    page = desk.page.currentWidget()
    assert isinstance(page, PledgePage)
    return page


def test_the_pledge_is_signed_before_the_form_and_asked_for_once(door: Desk) -> None:
    door.sit("J01")
    page = pledge_page(door)
    draw(page.signature.canvas)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.sign, LEFT)
    door.settle()
    assert door.page.currentWidget() is door.page.desk, "the form is there"
    found = pledge_of(door.event.file, "J01")
    assert found and not found.on_paper and found.conflicts == ()
    door.window.hand_over()
    door.sit("J01")
    assert door.page.currentWidget() is door.page.desk


def test_nothing_is_signed_without_ink_or_with_a_wrong_pin(door: Desk) -> None:
    door.sit("J01")
    page = pledge_page(door)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.sign, LEFT)
    assert page.signature.wrong.isVisible()
    draw(page.signature.canvas)
    page.pin.field.clear()
    QTest.keyClicks(page.pin.field, "bukan-ini")
    QTest.mouseClick(page.sign, LEFT)
    door.settle()
    assert pledge_of(door.event.file, "J01") is None and pledge_page(door) is page


def test_a_conflict_of_interest_is_declared_beside_it_and_stands_in_the_pledge(door: Desk) -> None:
    door.sit("J01")
    page = pledge_page(door)
    part = page.conflicts
    QTest.mouseClick(part.open, LEFT)
    part.whom.field.setCurrentIndex(1)
    QTest.mouseClick(part.declare, LEFT)
    assert part.wrong.isVisible(), "a reason is needed"
    QTest.keyClicks(part.reason, "Kakak saya bekerja di sana")
    QTest.mouseClick(part.declare, LEFT)
    assert ("J01", "K02") in recusals(door.event.file).in_force and not part.none.isVisible()
    QTest.mouseClick(part.taking_back["K02"], LEFT)
    assert ("J01", "K02") not in recusals(door.event.file).in_force and part.none.isVisible()
    QTest.mouseClick(part.open, LEFT)
    QTest.keyClicks(part.reason, "Saya penasihatnya")
    QTest.keyClick(part.reason, Qt.Key.Key_Return)
    QTest.keyClick(part.declare, Qt.Key.Key_Space)
    draw(page.signature.canvas)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.sign, LEFT)
    door.settle()
    found = pledge_of(door.event.file, "J01")
    assert found and len(found.conflicts) == 1


def test_nothing_is_signed_while_a_conflict_is_begun_and_not_declared(door: Desk) -> None:
    """The pledge would say that there is none."""
    door.sit("J01")
    page = pledge_page(door)
    part = page.conflicts
    QTest.mouseClick(part.open, LEFT)
    QTest.keyClicks(part.reason, "Keluarga bekerja di sana")
    draw(page.signature.canvas)
    for button in (page.sign, page.paper):
        QTest.keyClicks(page.pin.field, pin_of("J01"))
        QTest.mouseClick(button, LEFT)
        door.settle()
        assert pledge_of(door.event.file, "J01") is None and part.reason.text() == "Keluarga bekerja di sana"
        assert part.wrong.isVisible() and part.declare.hasFocus()
        page.pin.field.clear()
    QTest.keyClick(part.declare, Qt.Key.Key_Space)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.sign, LEFT)
    door.settle()
    found = pledge_of(door.event.file, "J01")
    assert found and len(found.conflicts) == 1


def test_who_signed_on_paper_says_so_with_the_pin(door: Desk) -> None:
    door.sit("J02")
    page = pledge_page(door)
    QTest.mouseClick(page.paper, LEFT)
    assert pledge_of(door.event.file, "J02") is None, "the PIN is needed"
    QTest.keyClicks(page.pin.field, pin_of("J02"))
    QTest.mouseClick(page.paper, LEFT)
    door.settle()
    found = pledge_of(door.event.file, "J02")
    assert found and found.on_paper and not found.by_desk
    assert door.page.currentWidget() is door.page.desk


def test_what_the_secretary_recorded_opens_the_form(door: Desk) -> None:
    door.sit("J03")
    page = pledge_page(door)
    door.window.session.wrote(record_on_paper(a_desk(door.event), "J03"), None)
    assert door.page.currentWidget() is not page


def test_the_secretary_is_called_from_it_and_it_asks_again(door: Desk) -> None:
    door.sit("J01")
    QTest.mouseClick(pledge_page(door).call_button, LEFT)
    sign = door.page.currentWidget()
    assert isinstance(sign, CallPage)
    sign.ended.emit()
    pledge_page(door)


def test_that_enter_signs_nothing_is_said_in_sight(door: Desk) -> None:
    door.sit("J01")
    page = pledge_page(door)
    with looks_of(door) as theme:
        theme.choose_size("1.25")
        page.pin.field.setFocus()
        QTest.qWait(20)
        QTest.keyClicks(page.pin.field, "x")
        QTest.keyClick(page.pin.field, Qt.Key.Key_Return)
        QTest.qWait(20)
        words = _("Enter signs nothing: press “{button}”.", button=page.sign.text())
        (said,) = (one for one in page.pin.findChildren(Label) if one.isVisible() and one.text() == words)
        assert is_whole(said)


def test_an_observer_is_asked_for_none(door: Desk) -> None:
    door.sit("J05")
    assert isinstance(door.page.currentWidget(), ObserverPage)


def test_the_suggested_are_named_first(door: Desk) -> None:
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K02/name", {"value": "Kabupaten Gianyar"})])
    door.event.write([desk.act("juror", "J01/affiliations", {"value": ["Apindo", "Gianyar"]})])
    door.sit("J01")
    part = pledge_page(door).conflicts
    told = "These share words with your institution or affiliations: {candidates}. Is there a tie?"
    assert says(part.hint.text(), told, candidates="K02 Kabupaten Gianyar")
    QTest.mouseClick(part.open, LEFT)
    assert part.whom.code == "K02"


def enrol_page(door: Desk) -> EnrolPage:
    door.sit("")
    door.settle()
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    return page


def test_the_secretary_records_paper_and_takes_it_back_with_a_reason(door: Desk) -> None:
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J02"], LEFT)
    assert page.pledge.isVisible() and page.pledge.paper.isVisible()
    QTest.mouseDClick(page.pledge.paper, LEFT)
    QTest.mouseClick(page.pledge.paper, LEFT)
    assert page.pledge.sure.isVisible() and page.pledge.not_yet.hasFocus() and pledge_of(door.event.file, "J02") is None
    QTest.keyClick(page.pledge.not_yet, Qt.Key.Key_Space)
    assert not page.pledge.sure.isVisible() and page.pledge.paper.hasFocus()
    QTest.mouseClick(page.pledge.paper, LEFT)
    QTest.mouseClick(page.pledge.record, LEFT)
    door.bot.waitUntil(lambda: pledge_of(door.event.file, "J02") is not None)
    assert not page.pledge.paper.isVisible()
    QTest.mouseClick(page.pledge.taking_back, LEFT)
    assert page.pledge.wrong.isVisible() and pledge_of(door.event.file, "J02"), "a reason is needed"
    QTest.keyClicks(page.pledge.reason, "Baris yang salah")
    QTest.mouseClick(page.pledge.taking_back, LEFT)
    assert pledge_of(door.event.file, "J02") is None and page.pledge.paper.isVisible()


def test_today_names_whose_work_came_without_a_pledge_and_leads_to_it(door: Desk) -> None:
    score_all(a_juror(door.event, "J03"), "K01")
    door.sit("")
    door.settle()
    step = next(one for one in next_steps(door.event, NOW) if one.kind is StepKind.PLEDGE)
    assert step.juror == "J03" and "J03" in sentence(step, "Asia/Makassar")
    show_step(door.secretary, step)
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage) and page.pledge.isVisible() and page.juror and page.juror.code == "J03"


def test_where_no_pledge_is_asked_none_is_spoken_of(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    page = enrol_page(desk)
    QTest.mouseClick(page.seats["J02"], LEFT)
    assert not page.pledge.isVisible()
    desk.window.hand_over()
    desk.sit("J01")
    assert desk.page.currentWidget() is desk.page.desk
    desk.close()


def test_affiliations_are_typed_at_the_enrolment_and_ask_about_more(door: Desk) -> None:
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K02/name", {"value": "Kabupaten Gianyar"})])
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J04"], LEFT)
    assert not page.conflicts.isVisible()
    QTest.keyClicks(page.ties, "Apindo, Gianyar")
    QTest.keyClick(page.ties, Qt.Key.Key_Return)
    assert records.jurors(door.event)["J04"].affiliations == ("Apindo", "Gianyar")
    assert page.conflicts.isVisible() and list(page.conflicts.ticks) == ["K02"]
    QTest.mouseClick(page.seats["J03"], LEFT)
    assert page.ties.text() == ""
    QTest.mouseClick(page.seats["J04"], LEFT)
    assert page.ties.text() == "Apindo, Gianyar"


def test_an_own_certificate_is_read_and_confirmed_before_it_is_taken(door: Desk, tmp_path: Path) -> None:
    path = tmp_path / "juri.p12"
    path.write_bytes(a_p12("Juri Contoh J04"))
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J04"], LEFT)
    assert page.own.choose.isVisible() and not page.own.password.isVisible()
    page.own.take_file(path)
    assert page.own.check(), "what is chosen is read first"
    QTest.keyClicks(page.own.password.field, "salah-sandi")
    QTest.mouseClick(page.own.look, LEFT)
    door.settle()
    assert not page.own.says.isVisible() and page.own.password.isVisible()
    QTest.keyClicks(page.own.password.field, PASSWORD)
    QTest.mouseClick(page.own.look, LEFT)
    door.settle()
    assert "Juri Contoh J04" in page.own.says.text() and "Penyelenggara Contoh" in page.own.says.text()
    assert page.own.taken is None and page.own.check(), "it is taken by a tick alone"
    QTest.keyClick(page.own.take, Qt.Key.Key_Space)
    own = page.own.taken
    assert own is not None
    QTest.keyClicks(page.pin, pin_of("J04"))
    QTest.keyClicks(page.again, pin_of("J04"))
    draw(page.canvas)
    QTest.keyClicks(page.desk_pin.field, DESK_PIN)
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    key = a_juror(door.event, "J04").key
    assert key is not None and key.public == own.key.public
    assert page.own.taken is None, "no key is kept"


def test_a_certificate_of_another_person_is_refused_in_a_sentence(door: Desk, tmp_path: Path) -> None:
    path = tmp_path / "juri.p12"
    path.write_bytes(a_p12("Putu Lain Sekali"))
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J04"], LEFT)
    page.own.take_file(path)
    QTest.keyClicks(page.own.password.field, PASSWORD)
    QTest.mouseClick(page.own.look, LEFT)
    door.settle()
    assert page.own.wrong.isVisible() and "Putu Lain Sekali" in page.own.wrong.text()
    QTest.mouseClick(page.own.without, LEFT)
    assert not page.own.check() and page.own.choose.isVisible()


def test_by_keys_it_goes_from_the_conflicts_over_name_and_pin_to_the_signing(door: Desk) -> None:
    door.sit("J01")
    page = pledge_page(door)
    QTest.keyClick(page.conflicts.open, Qt.Key.Key_Tab)
    QTest.keyClick(page.signature.typing, Qt.Key.Key_Space)
    stops: list[QWidget | None] = []
    while len(stops) < 9 and page.sign not in stops:
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert page.pin.field in stops and page.sign in stops and stops.index(page.pin.field) < stops.index(page.sign)
    QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.keyClick(page.sign, Qt.Key.Key_Space)
    door.settle()
    assert pledge_of(door.event.file, "J01") is not None


def sit_as_assistant(door: Desk) -> QWidget:
    """Somebody types for J01, who hasn't pledged; what is shown then."""
    let_type(a_desk(door.event), "J01", "Ayu Contoh", "lontar-biru-77")
    door.choose("J01")
    QTest.mouseClick(door.seats.assisted, LEFT)
    QTest.keyClicks(door.seats.assistant.pin.field, "lontar-biru-77")
    QTest.keyClick(door.seats.assistant.pin.field, Qt.Key.Key_Return)
    door.settle()
    return door.page.currentWidget()


def test_an_assistants_seat_waits_for_the_jurors_pledge(door: Desk) -> None:
    """Else a sheet would be signed there by who never pledged."""
    page = sit_as_assistant(door)
    assert isinstance(page, PledgeAwaitedPage) and page.seat.hasFocus()
    QTest.mouseClick(page.call_button, LEFT)
    assert isinstance(door.page.currentWidget(), CallPage)
    QTest.mouseClick(door.page.currentWidget().end, LEFT)
    page = door.page.currentWidget()
    assert isinstance(page, PledgeAwaitedPage), "a call in between opens no form"
    changes = record_on_paper(a_desk(door.event), "J01")
    door.window.session.changed.emit(changes, None)
    assert door.page.currentWidget() is door.page.desk, "it came in from paper"


def test_the_juror_takes_the_seat_where_the_pledge_is_awaited(door: Desk) -> None:
    page = sit_as_assistant(door)
    assert isinstance(page, PledgeAwaitedPage)
    QTest.mouseClick(page.seat, LEFT)
    assert door.window.session.juror is None
    door.sit("J01")
    assert isinstance(door.page.currentWidget(), PledgePage)
