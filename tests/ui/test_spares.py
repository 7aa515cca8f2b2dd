"""Spare copies at the window: made beside it, and offered where a file is damaged, gone or older."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.desk.note_access import erase_note
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event import spares
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause, every_spare
from juryapp.model.note import Visibility
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, a_juror
from tests.ui.desks import Desk, a_desk_window
from ui import recent
from ui.services import spare_copies
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage


def causes(desk: Desk) -> list[Cause]:
    return [spare.cause for spare in reversed(every_spare(desk.window.laptop.home))]


def look(desk: Desk) -> None:
    """As the timer does, and waits for what is done beside the window."""
    desk.window.shell.spares.look()
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)


def test_a_copy_is_made_beside_the_window_and_not_again_before_its_time(desk: Desk) -> None:
    look(desk)
    assert causes(desk) == [Cause.TIME]
    a_juror(desk.event).record_score("K02", "REG", "71")
    look(desk)
    assert causes(desk) == [Cause.TIME]


def test_half_an_hour_is_counted_by_the_program_not_by_the_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    look(desk)
    a_juror(desk.event).record_score("K02", "REG", "71")
    later = spare_copies.monotonic() + spares.APART.total_seconds() + 1
    monkeypatch.setattr(spare_copies, "monotonic", lambda: later)
    look(desk)
    assert causes(desk) == [Cause.TIME, Cause.TIME]


def test_an_erasure_is_settled_at_once(desk: Desk) -> None:
    a_juror(desk.event).write_note("K01", "Catatan yang akan dihapus", Visibility.PANEL)
    look(desk)
    changes = erase_note(SecretaryDesk.sit(desk.event, DESK_PIN), "J01", "K01", Visibility.PANEL, "salah orang")
    desk.window.session.changed.emit(changes, None)
    desk.bot.waitUntil(lambda: causes(desk) == [Cause.ERASURE])
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)


def test_where_none_can_be_made_it_is_told_once_and_work_goes_on(desk: Desk) -> None:
    heard: list[Problem] = []
    desk.window.shell.spares.failed.connect(heard.append)
    desk.window.laptop.home.spares.write_text("in the way")
    for _turn in range(spare_copies.AGAIN_AFTER * 2 + 2):
        look(desk)
    assert len(heard) == 1
    desk.window.laptop.home.spares.unlink()
    for _turn in range(spare_copies.AGAIN_AFTER + 1):
        look(desk)
    assert causes(desk) == [Cause.TIME]


@pytest.fixture
def gate(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    """A window whose event is closed; a spare copy was made between two scores."""
    opened = a_desk_window(qtbot, qapp, tmp_path)
    event = opened.event
    shutil.copy(event.path, tmp_path / "yesterday.jury")
    a_juror(event).record_score("K01", "REG", "71")
    spares.make(event, Cause.TIME)
    opened.window.leave_event()
    return opened


def try_to_open(desk: Desk, path: Path, passphrase: str = PASSPHRASE) -> PassphrasePage:
    desk.window.ask_passphrase(path)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    page.field.setText(passphrase)
    page.open()
    desk.settle()
    return page


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:8192] = bytes(8192)
    path.write_bytes(content)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_damaged_file_offers_its_copy_and_one_press_opens_it(language: str, gate: Desk, tmp_path: Path) -> None:
    path = tmp_path / "event.jury"
    damage(path)
    text.use(language)
    page = try_to_open(gate, path)
    assert page.offer and page.offer.take_button.hasFocus() and not page.offer.go_on_button.isVisibleTo(page)
    page.offer.take_button.click()
    gate.bot.waitUntil(lambda: isinstance(gate.window.page, SeatPage))
    assert gate.event.path == path and (tmp_path / "event-aside-1.jury").exists()
    assert str(tmp_path / "event-aside-1.jury") in gate.window.shell.info_bar.told
    assert gate.window.notice.isHidden() and "juryapp " not in gate.window.shell.info_bar.told, "nothing is wrong any more"
    gate.close()


def test_where_more_was_written_after_the_copy_the_rescue_is_advised_first(gate: Desk, tmp_path: Path) -> None:
    with open_event(gate.window.laptop, tmp_path / "event.jury", PASSPHRASE) as event:
        a_juror(event).record_score("K01", "REG", "72")
    damage(tmp_path / "event.jury")
    page = try_to_open(gate, tmp_path / "event.jury")
    assert page.offer and page.offer.take_button.isVisible() and page.rescue.button.hasFocus()
    assert page.rescue.button.property("kind") == "main" and not page.offer.take_button.property("kind")
    gate.close()


def test_a_wrong_passphrase_offers_nothing(gate: Desk, tmp_path: Path) -> None:
    damage(tmp_path / "event.jury")
    page = try_to_open(gate, tmp_path / "event.jury", "salah")
    assert page.offer is None and page.wrong.isVisible()
    gate.close()


def test_a_recent_file_that_is_gone_is_still_listed_with_its_copy(gate: Desk, tmp_path: Path) -> None:
    path = tmp_path / "event.jury"
    recent.remember(gate.window.laptop.home, path)
    recent.remember(gate.window.laptop.home, tmp_path / "yesterday.jury")
    path.unlink()
    (tmp_path / "yesterday.jury").unlink()
    gate.window.show_start()
    gate.settle()
    shown = {one.path: one.isVisible() for one in gate.window.page.recent_files}  # type: ignore[attr-defined]
    assert shown == {path: True, tmp_path / "yesterday.jury": False}, "one without a copy is not listed"
    page = try_to_open(gate, path)
    assert page.offer
    page.offer.take_button.click()
    gate.bot.waitUntil(lambda: isinstance(gate.window.page, SeatPage))
    assert path.exists()
    gate.close()


def test_an_older_file_asks_and_going_on_is_remembered(gate: Desk, tmp_path: Path) -> None:
    path = tmp_path / "event.jury"
    shutil.copy(tmp_path / "yesterday.jury", path)
    page = try_to_open(gate, path)
    assert page.offer
    gate.bot.waitUntil(page.offer.go_on_button.isVisible)
    page.offer.go_on_button.click()
    gate.bot.waitUntil(lambda: isinstance(gate.window.page, SeatPage))
    assert journal.heads_of(gate.event.file, ("score", "J01/K01/REG")) == []
    gate.window.leave_event()
    try_to_open(gate, path)
    assert isinstance(gate.window.page, SeatPage)
    gate.close()


def test_leaving_the_offer_closes_the_older_file_and_changes_nothing(gate: Desk, tmp_path: Path) -> None:
    path = tmp_path / "event.jury"
    shutil.copy(tmp_path / "yesterday.jury", path)
    page = try_to_open(gate, path)
    assert page.offer
    page.back_button.click()
    assert sorted(file.name for file in tmp_path.glob("*.jury")) == ["event.jury", "yesterday.jury"]
    gate.close()
