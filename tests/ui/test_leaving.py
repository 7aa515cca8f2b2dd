"""In the window an event is wiped from a laptop or destroyed: what stands against it is told, then all of it is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import juryapp.desk.wiping
import ui.laptop_wiping
from juryapp.event.open_event import OpenEvent
from juryapp.store import model_records
from tests.builders import DESK_PIN, a_juror, a_prepared, carry, sign
from tests.ui.desks import Desk, a_desk_window
from ui import recent
from ui.removing import Removing
from ui.secretary.completeness_page import CompletenessPage
from ui.secretary.destroy_page import DestroyPage
from ui.welcome.start_page import StartPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """K01 is signed at J01's laptop, and here."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    with a_prepared(desk.event, "room", ["J01"]) as room:
        sign(a_juror(room), "K01", "85")
        carry(room, desk.event, admit=True)
    desk.sit("")
    Removing(desk.window.session, desk.window.show_start, desk.window.notice.tell)
    yield desk
    desk.close()


def is_gone(desk: Desk) -> bool:
    home = desk.window.laptop.home
    left = [path for folder in ("events", "spares") for path in (home.folder / folder).glob("*/*")]
    return not left and not (desk.folder / "event.jury").exists() and not list(home.leaving.iterdir())


def test_what_stands_against_wiping_is_told_and_then_it_is_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    today = desk.secretary.go("today")
    QTest.mouseClick(today.more.completeness, LEFT)  # type: ignore[attr-defined]
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, CompletenessPage)
    desk.settle()
    wiping = page.closing.wiping
    assert not wiping.isVisible(), "the laptop is open"
    QTest.mouseClick(page.closing.button, LEFT)
    desk.settle()
    QTest.mouseClick(wiping.ask, LEFT)
    desk.settle()
    assert wiping.why_not.isVisible() and "Kunci kantor pusat" in wiping.why_not.text() and not wiping.button.isVisible()

    def nothing(_event: OpenEvent) -> Sequence[str]:
        return []

    for place in (ui.laptop_wiping, juryapp.desk.wiping):
        monkeypatch.setattr(place, "wipe_obstacles", nothing)
    QTest.mouseClick(wiping.ask, LEFT)
    desk.settle()
    assert wiping.button.isVisible() and wiping.pin.field.hasFocus()
    QTest.keyClicks(wiping.pin.field, "bukan-pin-ini")
    QTest.mouseClick(wiping.button, LEFT)
    desk.settle()
    assert wiping.pin.said and desk.window.session.is_open and not desk.window.laptop.home.leaving.exists()
    wiping.pin.field.setText(DESK_PIN)
    QTest.mouseClick(wiping.button, LEFT)
    desk.settle()
    desk.bot.waitUntil(lambda: is_gone(desk))
    desk.settle()
    assert isinstance(desk.window.page, StartPage) and "CONTOH-24" in desk.window.notice.words.text()
    assert desk.folder / "event.jury" not in recent.recent(desk.window.laptop.home)


def test_an_event_is_destroyed_once_its_code_is_typed(desk: Desk) -> None:
    today, code = desk.secretary.go("today"), model_records.event(desk.event.file).code
    QTest.mouseClick(today.more.destroying, LEFT)  # type: ignore[attr-defined]
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, DestroyPage)
    QTest.keyClicks(page.code, "lain")
    QTest.mouseClick(page.act.button, LEFT)
    assert page.act.wrong.isVisible() and page.code.hasFocus()
    page.code.setText(code)
    page.act.reason.setText("Masa retensi berakhir")
    page.act.pin.field.setText(DESK_PIN)
    certificate = desk.folder / "musnah.pdf"
    page.destroy_into(certificate)
    desk.settle()
    desk.bot.waitUntil(lambda: is_gone(desk))
    desk.settle()
    assert certificate.exists() and isinstance(desk.window.page, StartPage)
    assert "musnah.pdf" in desk.window.notice.words.text()


def test_signed_sheets_that_are_only_here_stand_in_the_way(desk: Desk) -> None:
    sign(a_juror(desk.event, "J02"), "K01", "70")
    today, code = desk.secretary.go("today"), model_records.event(desk.event.file).code
    QTest.mouseClick(today.more.destroying, LEFT)  # type: ignore[attr-defined]
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, DestroyPage)
    page.code.setText(code)
    page.act.reason.setText("Masa retensi berakhir")
    page.act.pin.field.setText(DESK_PIN)
    page.destroy_into(desk.folder / "musnah.pdf")
    desk.settle()
    assert page.act.wrong.isVisible() and "juryapp" not in page.act.wrong.text()
    assert (desk.folder / "event.jury").exists() and not (desk.folder / "musnah.pdf").exists()


def test_the_window_ends_what_was_interrupted(desk: Desk) -> None:
    desk.window.leave_event()
    desk.settle()
    home, path = desk.window.laptop.home, desk.folder / "event.jury"
    home.leaving.mkdir()
    told = {"event": "0123", "name": "CONTOH-24", "files": [str(path)], "certificate": ""}
    (home.leaving / "0123.json").write_text(json.dumps(told))
    Removing(desk.window.session, desk.window.show_start, desk.window.notice.tell)
    desk.bot.waitUntil(lambda: not path.exists())
    desk.settle()
    assert "CONTOH-24" in desk.window.notice.words.text()
