"""A mistake of ours: told in words, with a report that holds nothing of the event, and the form comes back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from juryapp import log
from juryapp.errors import FileProblem
from juryapp.locations import Home
from juryapp.text import _
from tests.ui.desks import Desk
from ui.juror.page import JurorPage
from ui.services.crash import Crash, ended_badly
from ui.services.crash_page import CrashPage
from ui.services.crash_report import short
from ui.services.lock_page import LockPage
from ui.welcome.start_page import StartPage

END_IN_THE_MIDDLE = """
import faulthandler, sys
from pathlib import Path
from juryapp.errors import FileProblem
from juryapp.locations import Home
from ui.services.crash import Crash
crash = Crash(Home(Path(sys.argv[1])))
crash.listen()
faulthandler._sigabrt()
"""


@pytest.fixture
def crash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crash]:
    """What the program does with its own mistakes, instead of what the tests do."""
    found = Crash(desk.window.laptop.home)
    monkeypatch.setattr(sys, "excepthook", found.hear)
    monkeypatch.setattr("threading.excepthook", found.hear_thread)
    desk.window.shell.follow(found)
    yield found


def fail(desk: Desk) -> None:
    """A slot raises, with as much of the event in its message as a mistake could hold."""
    score, note = desk.stored(), desk.page.desk.notes.field.toPlainText()

    def slot() -> None:
        inner = f"{score} {note}"
        raise ValueError(f"Kandidat Contoh K01 Juri Contoh J01 85 {inner}")

    QTimer.singleShot(0, slot)
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)


def reports(desk: Desk) -> list[Path]:
    return sorted((desk.window.laptop.home.folder / "reports").glob("juryapp-*.txt"))


def test_a_mistake_is_told_and_what_was_saved_is_saved(desk: Desk, crash: Crash) -> None:
    desk.type_points("REG", "85")
    fail(desk)
    page = desk.window.page
    assert isinstance(page, CrashPage)
    [report] = reports(desk)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, JurorPage)
    assert desk.stored() == {"REG": "85"} and report.exists()


def test_the_form_comes_back_at_the_same_candidate_and_works(desk: Desk, crash: Crash) -> None:
    desk.page.desk.select("K02")
    desk.type_points("REG", "77")
    former = desk.page
    fail(desk)
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    assert desk.page is not former and desk.page.candidate == "K02"
    assert desk.card("REG").field.text() == "77"
    desk.type_points("CAK", "70")
    assert desk.stored("K02") == {"REG": "77", "CAK": "70"}
    assert desk.window.stack.count() == 1


def test_nothing_of_the_event_is_in_the_report(desk: Desk, crash: Crash) -> None:
    desk.type_points("REG", "85")
    desk.page.desk.notes.field.setPlainText("Perda belum ada")
    desk.page.desk.notes.save()
    fail(desk)
    [report] = reports(desk)
    told = report.read_text()
    personal = ["Contoh", "K01", "J01", "Perda", "{'REG'", "Pimpinan", str(desk.folder), str(Path.home()), "raise ", "inner"]
    assert [word for word in personal if word in told] == []
    assert "builtins.ValueError" in told and "tests/ui/test_crash.py:" in told and "in slot" in told


def test_nothing_of_the_event_is_printed_where_the_system_keeps_it(
    desk: Desk, crash: Crash, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(desk)
    printed = capsys.readouterr().err
    assert "ValueError" in printed and "in slot" in printed and "Contoh" not in printed and "K01" not in printed


def test_what_caused_it_is_told_as_well_without_its_message(desk: Desk, crash: Crash) -> None:
    def slot() -> None:
        try:
            int("Perda belum ada")
        except ValueError as problem:
            raise RuntimeError("Juri Contoh") from problem

    QTimer.singleShot(0, slot)
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)
    told = reports(desk)[0].read_text()
    assert told.index("RuntimeError") < told.index("because of") < told.index("ValueError")
    assert "Contoh" not in told and "Perda" not in told


def test_a_mistake_in_another_thread_is_told_too(desk: Desk, crash: Crash) -> None:
    thread = Thread(target=lambda: [][1])
    thread.start()
    thread.join()
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)
    assert "IndexError" in reports(desk)[0].read_text()


def test_a_mistake_of_the_runners_work_is_told_and_the_window_lives(desk: Desk, crash: Crash) -> None:
    desk.window.runner.run(lambda progress: {}["x"], lambda result: None, lambda problem: None)
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)
    assert desk.window.stack.isEnabled()
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    assert desk.page.candidate == "K01"


def test_many_mistakes_at_once_are_one_page(desk: Desk, crash: Crash) -> None:
    for _turn in range(20):
        QTimer.singleShot(0, lambda: [][1])
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)
    QTest.qWait(20)
    assert desk.window.stack.count() == 2 and len(reports(desk)) <= 5


def test_a_mistake_unlocks_nothing(desk: Desk, crash: Crash) -> None:
    desk.window.shell.activity.idle.emit()
    QTimer.singleShot(0, lambda: [][1])
    desk.bot.waitUntil(lambda: isinstance(desk.window.page, CrashPage), timeout=5_000)
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, LockPage)


def test_the_page_of_a_mistake_is_locked_behind_when_nobody_answers_it(desk: Desk, crash: Crash) -> None:
    fail(desk)
    desk.window.shell.activity.idle.emit()
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, LockPage)


def test_one_may_close_the_event_instead(desk: Desk, crash: Crash) -> None:
    fail(desk)
    QTest.mouseClick(desk.window.page.other, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, StartPage)


def test_what_is_not_saved_yet_is_kept_over_a_mistake(desk: Desk, crash: Crash) -> None:
    run = desk.event.file.connection.execute
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').fetchone()[0]}")
    typed = ""
    for points in range(100):
        desk.type_points("REG", str(points))
        typed = str(points)
        if desk.window.session.trouble:
            break
    fail(desk)
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    desk.event.file.connection.execute("PRAGMA max_page_count=1073741823")
    desk.window.session.try_again()
    assert desk.stored() == {"REG": typed}


def test_a_run_that_ended_in_the_middle_is_told_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    home = Home(tmp_path / "home of Juri Contoh")
    done = subprocess.run([sys.executable, "-c", END_IN_THE_MIDDLE, str(home.folder)], capture_output=True, check=False)
    assert done.returncode != 0
    report = ended_badly(home)
    assert report is not None and "Aborted" in report.read_text()
    assert str(Path(sys.prefix)) not in report.read_text()
    desk.window.shell.tell_bad_end(report)
    assert str(report) in desk.window.shell.info_bar.told
    assert ended_badly(home) is None, "told once"


def test_a_run_that_ended_as_it_should_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for hook in ("sys.excepthook", "threading.excepthook"):
        monkeypatch.setattr(hook, lambda *_: None)
    home = Home(tmp_path)
    found = Crash(home)
    found.listen()
    qInstallMessageHandler(None)
    found.stop()
    assert ended_badly(home) is None


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/home/budi/juryapp-1.0/juryapp/desk/juror.py", "juryapp/desk/juror.py"),
        ("C:\\Users\\Budi Santoso\\app\\ui\\window.py", "ui/window.py"),
        ("/home/budi/.venv/lib/python3.11/site-packages/reportlab/x.py", "site-packages/reportlab/x.py"),
        ("/home/budi/other.py", "other.py"),
        ("<string>", "<string>"),
    ],
)
def test_paths_are_told_without_the_folders_above(path: str, kept: str) -> None:
    assert short(path) == kept


def test_a_known_problem_that_nobody_caught_is_told_and_is_no_mistake(desk: Desk, crash: Crash) -> None:
    """As where a flash disk is pulled while a page reads from it."""

    def slot() -> None:
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path="acara.jury")

    QTimer.singleShot(0, slot)
    desk.bot.waitUntil(lambda: not desk.window.notice.isHidden(), timeout=5_000)
    assert "acara.jury" in desk.window.notice.words.text()
    assert isinstance(desk.window.page, JurorPage)
    assert reports(desk) == []


@pytest.mark.parametrize("opens", [True, False])
def test_the_menu_shows_where_the_log_lies(opens: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the system's own window, or in words where the system can't show it."""
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or opens)
    menu = QMenu()
    desk.window.shell.fill_menu(menu)
    next(action for action in menu.actions() if action.text() == _("Show the log's folder")).trigger()
    folder = str(log.place(desk.window.laptop.home).parent)
    assert shown == [folder]
    told = _("The log lies here: {path}", path=folder)
    assert opens or desk.window.shell.info_bar.words.words() == told
