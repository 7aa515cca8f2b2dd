"""The page of enrolment: what a juror's ties ask about, the way to the PIN below the signature, who was replaced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.juror import Juror
from juryapp.setup_changes.day_changes import in_place_of
from juryapp.setup_changes.update import apply, plan
from juryapp.store.setup import read_setup
from tests.builders import a_desk
from tests.ui.desks import Desk, draw, is_whole
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.prepare_page import PreparePage
from ui.secretary.replaced_line import ReplacedLine

LEFT = Qt.MouseButton.LeftButton


def enrol_page(door: Desk) -> EnrolPage:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    return page


def test_tab_from_the_affiliations_meets_the_question_that_they_raise(door: Desk) -> None:
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K02/name", {"value": "Kabupaten Gianyar"})])
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J04"], LEFT)
    before = door.entries()
    page.ties.setFocus()
    QTest.keyClicks(page.ties, "Gianyar")
    QTest.keyClick(page.ties, Qt.Key.Key_Tab)
    assert page.conflicts.ticks["K02"].hasFocus() and door.entries() == before + 1


@pytest.mark.parametrize("height", [768, 600])
def test_once_the_signature_rests_the_pin_and_the_button_below_it_are_seen(door: Desk, height: int) -> None:
    door.window.resize(1366, height)
    page = enrol_page(door)
    QTest.mouseClick(page.seats["J04"], LEFT)
    page.ensureWidgetVisible(page.canvas)
    door.settle()
    assert not is_whole(page.button), "a screen that is as low as theirs"
    page.canvas.pause.setInterval(0)
    draw(page.canvas)
    door.bot.waitUntil(lambda: is_whole(page.button), timeout=2_000)
    assert is_whole(page.canvas) and is_whole(page.desk_pin.field)


def test_who_was_replaced_is_told_where_jurors_are_enrolled_and_prepared(door: Desk) -> None:
    door.sit("")
    setup = read_setup(door.event.file)
    taken = in_place_of(setup, "J02", Juror("J06", "Prof. Pengganti"), observes=True)
    desk = door.window.session.secretary
    assert desk
    door.window.session.wrote(apply(desk, plan(desk, taken)), None)
    for place in ("enrol", "prepare"):
        page = door.secretary.go(place)
        assert isinstance(page, EnrolPage | PreparePage)
        told = page.findChild(ReplacedLine)
        assert told is not None and told.isVisible()
        assert told.text().startswith("J02") and "J06 Prof. Pengganti" in told.text()
