"""One running program, and one window for each seat."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.errors import FileProblem, Refused
from juryapp.event.opening import open_event
from juryapp.locations import Home
from tests.builders import PASSPHRASE, pin_of
from tests.saying import says
from tests.ui.desks import Desk, dressed
from ui.services import one_program
from ui.services.one_program import OneProgram, SecondStart
from ui.services.seat_lock import SeatLock
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.window import Window

ELSEWHERE = "{name} sits in another window of this laptop; go on there, or hand over there first."
HOLD_AND_DIE = """
import os, sys
from pathlib import Path
from juryapp.locations import Home
from ui.services.one_program import OneProgram
from ui.services.seat_lock import SeatLock
home = Home(Path(sys.argv[1]))
program, seat = OneProgram(home), SeatLock(home, "event", "J01", "Juri")
print(program.is_first(), flush=True)
os._exit(1)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def first(qapp: QApplication, home: Home) -> Iterator[OneProgram]:
    program = OneProgram(home)
    assert program.is_first()
    yield program
    program.close()


def start_again(qtbot: QtBot, home: Home, first: OneProgram, path: Path | None, language: str | None = None) -> list[SecondStart]:
    """A second start, which waits in a thread of its own as it would in a process of its own."""
    heard: list[SecondStart] = []
    first.asked.connect(heard.append)
    second = OneProgram(home)
    assert not second.is_first()
    thread = Thread(target=second.ask, args=(path, language))
    thread.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
    thread.join(5)
    assert not thread.is_alive()
    return heard


def test_a_second_start_passes_its_file_to_the_first(qtbot: QtBot, home: Home, first: OneProgram, tmp_path: Path) -> None:
    assert start_again(qtbot, home, first, tmp_path / "Final.jury") == [SecondStart(tmp_path / "Final.jury")]


def test_a_second_start_passes_its_language_to_the_first(qtbot: QtBot, home: Home, first: OneProgram) -> None:
    assert start_again(qtbot, home, first, None, "en") == [SecondStart(language="en")]


def test_a_second_start_without_a_file_only_brings_the_first_to_the_front(qtbot: QtBot, home: Home, first: OneProgram) -> None:
    assert start_again(qtbot, home, first, None) == [SecondStart()]


def test_another_home_is_another_laptop(first: OneProgram, tmp_path: Path) -> None:
    other = OneProgram(Home(tmp_path / "other"))
    assert other.is_first()
    other.close()


def test_a_first_that_does_not_answer_is_told(home: Home, first: OneProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_program, "PATIENCE_S", 0.1)
    with pytest.raises(FileProblem) as told:
        OneProgram(home).ask(None)
    assert told.value.message == "Juryapp runs already but does not answer; close it, or restart this laptop, and try again."
    assert list((home.folder / "running").glob("*.request")) == []


def test_after_closing_the_next_start_is_the_first(first: OneProgram, home: Home) -> None:
    first.close()
    again = OneProgram(home)
    assert again.is_first()
    again.close()


def test_a_crash_locks_nobody_out(home: Home, qapp: QApplication) -> None:
    died = subprocess.run([sys.executable, "-c", HOLD_AND_DIE, str(home.folder)], capture_output=True, text=True, check=False)
    assert (died.returncode, died.stdout.strip()) == (1, "True"), died.stderr
    assert (home.folder / "running" / "program.lock").exists()
    again = OneProgram(home)
    assert again.is_first()
    again.close()
    SeatLock(home, "event", "J01", "Juri").leave()


def test_a_request_of_a_former_run_opens_nothing(home: Home, qapp: QApplication) -> None:
    program = OneProgram(home)
    (home.folder / "running" / "old.request").write_text('{"path": "/tmp/old.jury"}')
    heard: list[object] = []
    program.asked.connect(heard.append)
    assert program.is_first()
    program.listen()
    assert heard == []
    program.close()


def test_a_seat_is_taken_once(home: Home) -> None:
    seat = SeatLock(home, "event", "J01", "Juri Contoh")
    with pytest.raises(Refused) as told:
        SeatLock(home, "event", "J01", "Juri Contoh")
    assert told.value.message == ELSEWHERE
    SeatLock(home, "event", "J02", "Lain").leave()
    SeatLock(home, "event", None, "Sekretaris").leave()
    SeatLock(home, "other event", "J01", "Juri Contoh").leave()
    seat.leave()
    SeatLock(home, "event", "J01", "Juri Contoh").leave()


@pytest.fixture
def second_window(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Desk]:
    """The same event in another file, opened in another window of this laptop."""
    copy = desk.folder / "copy.jury"
    shutil.copyfile(desk.event.path, copy)
    window = Window(desk.window.laptop, dressed(qapp, desk.window.laptop))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.show_seats(open_event(desk.window.laptop, copy, PASSPHRASE))
    opened = Desk(qtbot, window, desk.folder)
    yield opened
    opened.close()


def test_the_same_juror_in_two_windows_is_refused(desk: Desk, second_window: Desk) -> None:
    second_window.sit("J01")
    assert isinstance(second_window.window.page, SeatPage) and second_window.window.session.juror is None
    assert says(second_window.window.notice.words.text(), ELSEWHERE)
    second_window.sit("J02")
    assert second_window.window.session.juror is not None


def test_the_seat_is_free_after_handing_over(desk: Desk, second_window: Desk) -> None:
    desk.window.hand_over()
    second_window.sit("J01", pin_of("J01"))
    assert second_window.window.session.juror is not None


def test_a_file_named_by_a_second_start_opens_where_nothing_is_open(door: Desk) -> None:
    door.window.leave_event()
    door.window.come_forward(SecondStart(door.folder / "event.jury"))
    assert isinstance(door.window.page, PassphrasePage)


def test_a_file_named_by_a_second_start_disturbs_nobody_who_sits(desk: Desk) -> None:
    page = desk.page
    desk.window.come_forward(SecondStart(desk.folder / "Lain.jury"))
    assert desk.page is page
    band = desk.window.shell.info_bar
    assert "Lain.jury" in band.told
    band.show_when_quiet()
    band.button.click()
    assert isinstance(desk.window.page, PassphrasePage)


def test_the_file_that_is_open_already_only_comes_to_the_front(desk: Desk) -> None:
    desk.window.showMinimized()
    desk.window.come_forward(SecondStart(desk.event.path.absolute()))
    assert not desk.window.isMinimized() and desk.window.shell.info_bar.told == ""


def test_the_language_of_a_second_start_is_spoken_but_not_kept(desk: Desk) -> None:
    desk.window.come_forward(SecondStart(language="en"))
    assert text.current() == "en" and desk.page.desk.footer.review.text() == "Review and sign"
    assert desk.window.laptop.home.setting("language") is None


def test_where_no_lock_can_be_written_the_program_starts_all_the_same(qapp: QApplication, home: Home) -> None:
    program = OneProgram(home)
    (home.folder / "running").rmdir()
    assert program.is_first()
    program.close()
