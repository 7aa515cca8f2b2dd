"""The sample played to its end as a newcomer would: the first page leads to the juror to enrol, and on to the plenary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board.next_steps import next_steps
from juryapp.board.step import StepKind
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.sample import DESK_PIN, PASSPHRASE, PIN, VILLAGES
from juryapp.store.reveals import reveals
from juryapp.store.setup import read_setup
from juryapp.text import _
from tests.builders import NOW, look_and_sign
from tests.ui.desks import Desk, a_desk_window
from ui.plenary.page import PlenaryPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton
OWN_PIN = "pelangi-sore-58"


def shown(page: QWidget, secret: str) -> bool:
    """A label below a field says it."""
    return any(label.text() == _("In this sample it is: {secret}", secret=secret) for label in page.findChildren(QLabel))


def press(door: Desk, kind: StepKind) -> object:
    """The first page's button of this step; what it leads to."""
    door.secretary.go("today")
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, TodayPage)
    page.look_again()
    (card,) = [one for one in page.cards if not one.isHidden() and one.step is not None and one.step.kind is kind]
    QTest.mouseClick(card.button, LEFT)
    return door.secretary.stack.currentWidget()


def test_the_first_page_leads_from_the_sample_to_a_revealed_result(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    door = a_desk_window(qtbot, qapp, tmp_path)
    door.window.leave_event()
    door.window.open_sample()
    door.settle()
    for seat, pin in (("J01", PIN), ("", DESK_PIN)):
        door.choose(seat)
        assert shown(door.seats, pin), "what everyone knows is told where it is asked for"
    path = door.event.path
    door.sit("", DESK_PIN)
    enrol = press(door, StepKind.ENROL)
    assert isinstance(enrol, EnrolPage) and enrol.juror is not None and enrol.juror.code == "J06"
    for field in (enrol.pin, enrol.again):
        QTest.keyClicks(field, OWN_PIN)
    QTest.mouseClick(enrol.signature.typing, LEFT)
    QTest.keyClicks(enrol.signature.typed, enrol.juror.name)
    QTest.keyClicks(enrol.desk_pin.field, DESK_PIN)
    QTest.mouseClick(enrol.button, LEFT)
    door.settle()
    setup = read_setup(door.event.file)
    villages = [one.number for one in setup.candidates if one.category == VILLAGES]
    criteria = [one.code for one in setup.criteria if one.category == VILLAGES]
    sari = JurorDesk.sit(door.event, "J06", OWN_PIN)
    sari.record_many([GivenScore(candidate, code, "77") for candidate in villages for code in criteria])
    for juror in (JurorDesk.sit(door.event, "J01", PIN), JurorDesk.sit(door.event, "J02", PIN), sari):
        assert StepKind.REVEAL not in [one.kind for one in next_steps(door.event, NOW)]
        look_and_sign(juror, villages)
    plenary = press(door, StepKind.REVEAL)
    assert isinstance(plenary, PlenaryPage) and (plenary.category, plenary.segment) == (VILLAGES, "reveal")
    plenary.reveal.people["J01"].click()
    QTest.keyClicks(plenary.reveal.second_pin.field, PIN)
    QTest.keyClicks(plenary.reveal.pin.field, DESK_PIN)
    QTest.mouseClick(plenary.reveal.button, LEFT)
    door.settle()
    assert VILLAGES in reveals(door.event.file) and plenary.segment == "ranking"
    assert shown(enrol, DESK_PIN) and not shown(plenary.reveal, OWN_PIN)
    door.window.leave_event()
    door.window.ask_passphrase(path)
    assert shown(door.window.page, PASSPHRASE)
    door.close()
