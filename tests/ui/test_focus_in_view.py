"""Where Enter leads is the next thing in reading order, and it can be seen; so can what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from juryapp.desk.plenary import mention
from tests.builders import DESK_PIN, a_desk
from tests.ui.desks import Desk, is_whole
from tests.ui.test_plenary import revealed
from ui.secretary.enrol_page import EnrolPage

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


def is_shown_and_focused(desk: Desk, widget: QWidget) -> None:
    assert widget.hasFocus(), desk.window.focusWidget()
    desk.bot.waitUntil(lambda: is_whole(widget))


def test_enter_leads_through_an_enrolment_in_reading_order(door: Desk) -> None:
    door.window.resize(1024, 600)
    door.event.write([a_desk(door.event).act("candidate", "K01/institution", {"value": "Kabupaten Melati"})])
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J04"], LEFT)
    for field in (page.pin, page.again):
        is_shown_and_focused(door, field)
        QTest.keyClicks(field, "tikar-8-lumbung")
        QTest.keyClick(field, ENTER)
    is_shown_and_focused(door, page.ties)
    QTest.keyClicks(page.ties, "Pemda Melati")
    QTest.keyClick(page.ties, ENTER)
    ticks = list(page.conflicts.ticks.values())
    assert ticks, "this juror is asked about somebody now"
    is_shown_and_focused(door, ticks[0])
    page.signature.begin_entering()
    is_shown_and_focused(door, page.signature.typing)
    QTest.keyClick(page.signature.typing, Qt.Key.Key_Space)
    is_shown_and_focused(door, page.signature.typed)
    QTest.keyClick(page.signature.typed, ENTER)
    is_shown_and_focused(door, page.desk_pin.field)
    QTest.keyClicks(page.desk_pin.field, DESK_PIN)
    QTest.keyClick(page.desk_pin.field, ENTER)
    door.settle()
    assert "J04" in door.event.trust.jurors, "the last field presses the button"


def test_a_refusal_to_take_a_mention_back_is_seen_and_the_old_message_is_gone(door: Desk) -> None:
    door.window.resize(1024, 600)
    page = revealed(door, "decisions")
    door.window.session.wrote(mention(a_desk(door.event), "K01", "Terinovatif", "Alasan"), None)
    door.settle()
    part = page.decisions
    part.said.tell(lambda: "Tercatat.")
    back: QPushButton = part.mentions.backs["K01"]
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Space)
    door.settle()
    assert part.said.isHidden() and part.mentions.pin.said
    is_shown_and_focused(door, part.mentions.pin.field)
    door.bot.waitUntil(lambda: is_whole(part.mentions.pin.sentence))


def test_the_page_stays_while_the_focus_only_passes_by_something_far_below(door: Desk) -> None:
    """A button that is hidden hands it to the next one of the page, before the page puts it where the next thing is."""
    door.window.resize(1024, 600)
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], LEFT)
    door.settle()
    bar = page.verticalScrollBar()
    page.button.setFocus()
    door.bot.waitUntil(lambda: bar.value() > 0)
    page.pin.setFocus()
    door.bot.waitUntil(lambda: is_whole(page.pin))
    before = bar.value()
    page.button.setFocus()
    page.pin.setFocus()
    door.settle()
    assert bar.value() == before


def test_a_page_does_not_move_under_a_mouse_that_is_pressed(door: Desk) -> None:
    door.window.resize(1024, 600)
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], LEFT)
    door.settle()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    while page.ties.visibleRegion().boundingRect().height() < page.ties.height():
        bar.setValue(bar.value() - 1)
    bar.setValue(bar.value() + page.ties.height() // 2)
    stands = bar.value()
    QTest.mousePress(page.ties, LEFT, pos=QPoint(40, page.ties.height() - 4))
    QApplication.processEvents()
    assert page.ties.hasFocus() and bar.value() == stands
    QTest.mouseRelease(page.ties, LEFT, pos=QPoint(40, page.ties.height() - 4))
