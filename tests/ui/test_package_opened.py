"""A package that somebody opens, or double-clicks, is not opened as an event: the window offers to receive it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import a_desk, a_juror, a_prepared
from tests.ui.desks import Desk, opened_by_passphrase
from ui.secretary.receiving_page import ReceivingPage
from ui.welcome.start_page import StartPage


def test_a_package_is_received_instead_of_opened(door: Desk, tmp_path: Path) -> None:
    room = a_prepared(door.event, "room", ["J01"])
    a_juror(room).record_score("K01", "REG", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    package = pack(room, tmp_path / "stick")
    event, before = door.event.path, package.read_bytes()
    door.window.leave_event()
    page = opened_by_passphrase(door, package)
    assert package.name in page.wrong.text() and page.button.isHidden()
    assert door.window.focusWidget() is page.receive_button
    QTest.keyClick(page.receive_button, Qt.Key.Key_Return)
    assert isinstance(door.window.page, StartPage) and package.name in door.window.notice.words.text()
    opened_by_passphrase(door, event)
    door.sit("")
    receiving = door.secretary.stack.currentWidget()
    assert isinstance(receiving, ReceivingPage)
    door.bot.waitUntil(lambda: receiving.report is not None, timeout=20_000)
    assert receiving.report is not None and receiving.report.packages[0].outcome == "merged"
    assert journal.heads_of(door.event.file, ("score", "J01/K01/REG")) == [], "it is only looked at until the secretary says so"
    assert package.read_bytes() == before


def test_an_event_is_opened_as_ever(door: Desk) -> None:
    event = door.event.path
    door.window.leave_event()
    page = opened_by_passphrase(door, event)
    assert page is not door.window.page and door.window.session.is_open
