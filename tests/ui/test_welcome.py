"""The first page: a line for everyone who may sit here, and nothing cut however large the text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.locations import Home
from juryapp.text import _
from ui import recent
from ui.disk import Disk
from ui.look import fonts
from ui.services import stick
from ui.welcome.start_page import StartPage


def a_page(bot: QtBot, folder: Path, width: int = 1366, recents: int = 0) -> StartPage:
    home = Home(folder / "home")
    for number in range(recents):
        path = folder / f"Kegiatan {number}.jury"
        path.write_bytes(b"x")
        recent.remember(home, path, f"Penghargaan {number}" if number else "")
    disk = Disk(QApplication.instance())
    page = StartPage(home, disk)
    bot.addWidget(page)
    page.resize(width, 768)
    page.show()
    bot.waitUntil(lambda: not disk.asks)
    QApplication.processEvents()
    return page


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_everyone_who_may_sit_here_has_a_line_and_a_button(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    text.use(language)
    page = a_page(qtbot, tmp_path)
    said = {label.text() for label in page.findChildren(QLabel)}
    for who in (
        "You are a juror with a flash disk",
        "You are the secretary and begin an event",
        "You are headquarters",
        "You only want to check a paper",
    ):
        assert text.translate(who) in said
    buttons = [page.open_button, page.new_button, page.receive_button, page.check_button, page.sample_button]
    assert [button.isVisible() for button in buttons] == [True] * 5 and page.open_button.hasFocus()


def test_the_file_on_a_flash_disk_is_offered_while_it_is_in(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "KINGSTON"
    monkeypatch.setattr(stick, "roots", lambda: [root] if root.exists() else [])
    page = a_page(qtbot, tmp_path)
    assert page.on_disks.isHidden() and page.open_button.hasFocus()
    brought = root / stick.FOLDER / "PAR24-J06.jury"
    brought.parent.mkdir(parents=True)
    for path in (brought, brought.with_name("._PAR24-J06.jury"), brought.with_suffix(".jurypack")):
        path.write_bytes(b"x")
    page.on_disks.look()
    qtbot.waitUntil(page.on_disks.isVisible)
    (button,) = page.on_disks.buttons
    assert button.hasFocus(), "one begins with it, where nothing was opened here lately"
    assert next(label.text() for label in button.findChildren(QLabel)) == _("For {people}", people="J06")
    with qtbot.waitSignal(page.chosen) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [brought]
    page.check_button.setFocus()
    (brought.parent / "PAR24-J01-J02-desk.jury").write_bytes(b"x")
    page.on_disks.look()
    qtbot.waitUntil(lambda: len(page.on_disks.buttons) == 2)
    assert page.check_button.hasFocus(), "it takes the focus from nothing else"
    page.on_disks.buttons[0].setFocus()
    shutil.rmtree(root)
    page.on_disks.look()
    qtbot.waitUntil(page.on_disks.isHidden)
    assert page.open_button.hasFocus(), "and isn't lost with the disk"


def test_recent_events_are_called_by_their_award_with_the_file_beside(qtbot: QtBot, tmp_path: Path) -> None:
    page = a_page(qtbot, tmp_path, recents=2)
    by_file = {button.path.stem: [label.text() for label in button.findChildren(QLabel)] for button in page.recent_files}
    assert by_file["Kegiatan 1"] == ["Penghargaan 1", f"Kegiatan 1.jury · {tmp_path}"]
    assert by_file["Kegiatan 0"] == ["Kegiatan 0", str(tmp_path)], "one of whose name nothing is known"
    home = Home(tmp_path / "home")
    recent.forget(home, [tmp_path / "Kegiatan 1.jury"])
    assert recent.names(home) == {}, "its name goes with it"


def test_each_door_opens_what_it_says(qtbot: QtBot, tmp_path: Path) -> None:
    page = a_page(qtbot, tmp_path)
    for button, signal in ((page.new_button, page.new), (page.check_button, page.check), (page.sample_button, page.sample)):
        with qtbot.waitSignal(signal, timeout=1_000):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        button.setFocus()
        with qtbot.waitSignal(signal, timeout=1_000):
            QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [1366, 700])
@pytest.mark.parametrize("size", [1.0, 2.0])
def test_words_stand_beside_their_button_or_above_it_and_nothing_overlaps(
    qtbot: QtBot, tmp_path: Path, width: int, size: float
) -> None:
    fonts.use_scale(size)
    try:
        page = a_page(qtbot, tmp_path, width, recents=2)
        for recent_file in (b for b in page.findChildren(QPushButton) if b.layout()):
            name, folder = recent_file.findChildren(QLabel)
            assert name.geometry().bottom() < folder.geometry().top()
            assert folder.height() >= folder.fontMetrics().height()
        for button in (page.open_button, page.check_button):
            words = button.parentWidget().findChildren(QLabel)
            assert all(not button.geometry().intersects(label.geometry()) for label in words)
            assert all(label.width() >= min(label.sizeHint().width(), fonts.scaled(240)) for label in words)
    finally:
        fonts.use_scale(1.0)
