"""Ready to travel? in the window: what is known, pages to print, a copy that is read back, and the way to where it is mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.desk.laptop_closing import closed_at
from juryapp.desk.travel_checks import CheckKind, CheckState, envelope_said
from juryapp.text import current
from tests.builders import DESK_PIN
from tests.ui.desks import Desk
from ui.document_page import DocumentPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.travel_page import TravelPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> TravelPage:
    door.sit("")
    shown = door.secretary.go("travel")
    assert isinstance(shown, TravelPage)
    return shown


def state(page: TravelPage, kind: CheckKind) -> CheckState:
    return next(one.state for one in page.checks if one.kind is kind)


def test_a_spare_copy_is_made_and_read_back_and_space_switches_no_language(door: Desk, page: TravelPage) -> None:
    assert state(page, CheckKind.SPARE) is not CheckState.OK
    language = current()
    for _again in range(2):
        page.make_spare.setFocus()
        QTest.keyClick(page.make_spare, Qt.Key.Key_Space)
        door.settle()
        assert state(page, CheckKind.SPARE) is CheckState.OK
        assert QApplication.focusWidget() is page.make_spare and current() == language


def test_the_laptop_is_closed_where_that_is_told_of(door: Desk, page: TravelPage) -> None:
    page.close_button.setFocus()
    QTest.keyClick(page.close_button, Qt.Key.Key_Space)
    assert closed_at(door.event) and page.close_button.isHidden() and page.said.isHidden()
    assert QApplication.focusWidget() not in (None, page.close_button)


def test_the_envelope_is_ticked_off_and_back(door: Desk, page: TravelPage) -> None:
    QTest.mouseClick(page.sealed, LEFT)
    assert envelope_said(door.event) and page.sealed.isChecked() and state(page, CheckKind.ENVELOPE) is CheckState.OK
    QTest.mouseClick(page.sealed, LEFT)
    assert not envelope_said(door.event) and not page.sealed.isChecked()


def test_the_page_for_the_envelope_is_printed_from_where_it_is_told_of(door: Desk, page: TravelPage) -> None:
    QTest.mouseClick(page.envelope_button, LEFT)
    assert page.envelope_card.pin.field.hasFocus()
    QTest.keyClick(page.envelope_card.pin.field, Qt.Key.Key_Escape)
    assert page.envelope_card.isHidden() and page.envelope_button.hasFocus()
    QTest.keyClick(page.envelope_button, Qt.Key.Key_Space)
    QTest.keyClicks(page.envelope_card.pin.field, DESK_PIN)
    QTest.keyClick(page.envelope_card.pin.field, Qt.Key.Key_Return)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.secret and page.envelope_card.isHidden()


def test_test_pages_and_the_enrolment_list_are_shown_to_be_printed(door: Desk, page: TravelPage) -> None:
    for button in (*page.tests, page.list_button):
        QTest.mouseClick(button, LEFT)
        shown = door.secretary.stack.currentWidget()
        assert isinstance(shown, DocumentPage) and shown.pdf.startswith(b"%PDF")
        shown.back.emit()
        assert door.secretary.stack.currentWidget() is page


def test_a_button_leads_to_where_jurors_are_enrolled(door: Desk, page: TravelPage) -> None:
    QTest.mouseClick(page.enrol_button, LEFT)
    assert isinstance(door.secretary.stack.currentWidget(), EnrolPage)


def test_what_is_done_elsewhere_is_seen_when_one_comes_back(door: Desk, page: TravelPage) -> None:
    assert "J09" not in page.checks[0].sentence
    door.secretary.go("enrol")
    desk = door.window.session.secretary
    assert desk
    door.window.session.wrote(door.event.write([desk.act("juror", "J09/name", {"value": "Juri Baru"})]), None)
    door.secretary.go("travel")
    assert "J09 Juri Baru" in page.checks[0].sentence
