"""No disk is waited for in the window's thread: it goes on, says so, and bears an answer that comes late."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from juryapp.errors import Problem
from juryapp.locations import Home
from juryapp.sharing.pack import pack
from juryapp.text import _
from tests.builders import PASSPHRASE, a_juror, a_prepared
from tests.hung import hung
from tests.saying import says
from tests.ui.desks import Desk
from ui.disk import BESIDE, PATIENCE_MS, Disk, soon
from ui.document_page import DocumentPage
from ui.recent import Fate
from ui.runner import Runner
from ui.secretary.receiving_page import ReceivingPage
from ui.services import stick
from ui.services.stick import Offered
from ui.start import is_gone
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.start_page import StartPage

LEFT = Qt.MouseButton.LeftButton
SILENT = "{path} doesn't answer. Wait, or choose another place; nothing is lost."
Gates = list[Event]


@pytest.fixture
def gates() -> Iterator[Gates]:
    """Opened at the end, whatever the test did: no thread is left waiting."""
    found: Gates = []
    yield found
    for gate in found:
        gate.set()


@pytest.fixture
def runner(qapp: QApplication, gates: Gates) -> Iterator[Runner]:
    found = Runner()
    yield found
    for gate in gates:
        gate.set()
    found.close()


def never(outcome: Any) -> None:
    raise AssertionError(outcome)


def a_gate(gates: Gates) -> Event:
    gates.append(Event())
    return gates[-1]


def later(disk: Disk) -> None:
    """The patience is over."""
    disk.look(monotonic() + PATIENCE_MS / 1000 + 1)


def beats(bot: QtBot) -> bool:
    """True if the window's thread still does what it is to do."""
    beaten: list[bool] = []
    QTimer.singleShot(0, lambda: beaten.append(True))
    bot.waitUntil(lambda: bool(beaten))
    return True


def test_an_answer_comes_home_in_the_windows_thread(qtbot: QtBot, runner: Runner) -> None:
    threads: list[threading.Thread] = []

    def home(asked: threading.Thread) -> None:
        threads.extend((asked, threading.current_thread()))

    runner.disk.ask(lambda progress: threading.current_thread(), home, never, runner)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threads[1] and threads[1] is threading.main_thread() and not runner.disk.asks


def test_what_the_system_refuses_is_a_sentence(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    problems: list[Problem] = []
    runner.disk.ask(lambda progress: os.listdir(tmp_path / "nowhere"), never, problems.append, runner)
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert "nowhere" in str(problems[0])


def test_a_disk_that_does_not_answer_holds_up_nobody(qtbot: QtBot, runner: Runner, gates: Gates) -> None:
    gate, said, answers = a_gate(gates), [], []
    runner.disk.ask(lambda progress: gate.wait(), answers.append, never, runner, silent=lambda: said.append("silent"))
    assert beats(qtbot) and runner.disk.asks and not said
    runner.disk.ask(lambda progress: "another", answers.append, never, runner)
    qtbot.waitUntil(lambda: answers == ["another"])
    later(runner.disk)
    later(runner.disk)
    assert said == ["silent"] and not runner.disk.asks and not runner.works_quietly
    gate.set()
    qtbot.waitUntil(lambda: answers == ["another", True])


def test_whoever_makes_progress_is_not_called_silent(qtbot: QtBot, runner: Runner, gates: Gates) -> None:
    gate, told, seen = a_gate(gates), Event(), []
    runner.quiet_progress.connect(lambda done, of: seen.append((done, of)))

    def slowly(progress: Any) -> None:
        told.wait()
        progress(1, 2)
        gate.wait()

    began = monotonic()
    runner.disk.ask(slowly, lambda none: None, never, runner, seen=True, silent=lambda: never("it answered"))
    QTest.qWait(20)
    told.set()
    qtbot.waitUntil(lambda: seen == [(1, 2)])
    runner.disk.look(began + PATIENCE_MS / 1000 + 0.01)


def test_those_who_wait_in_its_row_have_their_turn(qtbot: QtBot, runner: Runner, gates: Gates) -> None:
    gate, answers = a_gate(gates), []
    runner.disk.ask(lambda progress: gate.wait(), answers.append, never, runner, row=BESIDE)
    for number in (1, 2):
        runner.disk.ask(lambda progress, number=number: number, answers.append, never, runner, row=BESIDE)
    assert beats(qtbot) and answers == []
    later(runner.disk)
    qtbot.waitUntil(lambda: answers == [1, 2])
    gate.set()
    qtbot.waitUntil(lambda: answers == [1, 2, True])


def test_an_answer_after_its_page_was_left_is_put_back(qtbot: QtBot, runner: Runner, gates: Gates) -> None:
    page, gate, put_back = QObject(), a_gate(gates), []
    runner.disk.ask(lambda progress: gate.wait(), never, never, page, unwanted=put_back.append)
    page.deleteLater()
    QApplication.sendPostedEvents(page, 52)
    gate.set()
    qtbot.waitUntil(lambda: put_back == [True])


def test_the_end_of_the_program_waits_for_no_silent_disk(qtbot: QtBot, qapp: QApplication, gates: Gates) -> None:
    runner, gate = Runner(), a_gate(gates)
    runner.disk.ask(lambda progress: gate.wait(), never, never, runner)
    later(runner.disk)
    runner.close()
    assert not gate.is_set()


def test_what_is_asked_after_the_end_is_given_up(qtbot: QtBot, qapp: QApplication) -> None:
    runner = Runner()
    runner.close()
    assert runner.disk.ask(never, never, never, runner).given_up and not runner.disk.asks
    assert gc.isenabled()


def test_what_is_only_convenient_to_know_is_not_waited_for(gates: Gates) -> None:
    gate = a_gate(gates)
    assert soon(lambda: 1, 2) == 1 and soon(gate.wait, None, within_s=0.01) is None


# The pages


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media" / "FLASH"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe stands for the disk that hangs")
def test_a_juror_works_on_while_the_named_flash_disk_hangs(desk: Desk, media: Path) -> None:
    disk, second = desk.window.runner.disk, desk.window.shell.second
    desk.window.shell.choose_stick(media)
    desk.settle()
    marker = media / stick.MARKER
    content = marker.read_text()
    marker.unlink()
    os.mkfifo(marker)
    second.look()
    second.look()
    assert beats(desk.bot)
    desk.type_points("REG", "85")
    assert desk.stored() == {"REG": "85"}
    later(disk)
    assert says(desk.window.shell.info_bar.told, SILENT) and _("the flash disk is not in") in desk.window.header.truth.text()
    with marker.open("w") as pipe:
        pipe.write(content)
    desk.settle()
    marker.unlink()
    marker.write_text(content)
    second.copy_now()
    desk.settle()
    desk.settle()
    assert "tersalin" in desk.window.header.truth.text() and desk.window.shell.info_bar.told == ""


def test_a_flash_disk_is_named_beside_the_window(desk: Desk, media: Path, gates: Gates) -> None:
    folder, gate = hung(media)
    gates.append(gate)
    desk.window.shell.choose_stick(folder)
    desk.type_points("REG", "85")
    later(desk.window.runner.disk)
    assert says(desk.window.notice.words.text(), SILENT) and desk.stored() == {"REG": "85"}
    gate.set()
    desk.bot.waitUntil(lambda: desk.window.shell.second.stick is not None)


def test_the_menu_opens_though_asking_for_flash_disks_hangs(desk: Desk, gates: Gates) -> None:
    gate, runner = a_gate(gates), desk.window.runner

    def ask() -> stick.Offers:
        gate.wait()
        return [stick.OfferedDisk("FLASH", Path("/media/FLASH"))]

    offered = Offered(runner.disk, desk.window, ask)
    offered.refresh()
    assert offered.known == [] and beats(desk.bot)
    menu = QMenu()
    desk.window.shell.fill_menu(menu)
    assert menu.actions()
    with desk.bot.waitSignal(offered.changed):
        gate.set()
    assert [one.name for one in offered.known] == ["FLASH"]


@pytest.fixture
def receiving(door: Desk) -> ReceivingPage:
    door.sit("")
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    return page


def test_receiving_from_a_hung_flash_disk_can_be_called_off_and_another_tried(
    door: Desk, receiving: ReceivingPage, tmp_path: Path, gates: Gates
) -> None:
    with a_prepared(door.event, "room", ["J01"]) as room:
        a_juror(room).record_score("K01", "REG", "80")
        pack(room, tmp_path / "good")
    folder, gate = hung(tmp_path / "good")
    gates.append(gate)
    receiving.look_in(folder)
    assert beats(door.bot) and receiving.stop.isVisible()
    later(door.window.runner.disk)
    assert says(receiving.said.text(), SILENT)
    QTest.mouseClick(receiving.stop, LEFT)
    assert receiving.sources.isEnabled() and receiving.report is None
    receiving.look_in(tmp_path / "good")
    door.settle()
    first = receiving.report
    assert first and len(first.packages) == 1
    gate.set()
    QTest.qWait(50)
    door.bot.waitUntil(lambda: not any(thread.name == "juryapp-disk" for thread in threading.enumerate()))
    QApplication.processEvents()
    assert receiving.report is first, "what came late is not shown in place of what was asked for since"


def test_an_answer_after_receiving_was_left_hurts_nobody(
    door: Desk, receiving: ReceivingPage, tmp_path: Path, gates: Gates
) -> None:
    (tmp_path / "good").mkdir()
    folder, gate = hung(tmp_path / "good")
    gates.append(gate)
    receiving.look_in(folder)
    door.window.hand_over()
    QApplication.sendPostedEvents(None, 52)
    gate.set()
    door.settle()
    assert beats(door.bot) and door.seats.seats


def test_a_copy_of_a_document_is_written_beside_the_window(qtbot: QtBot, runner: Runner, tmp_path: Path, gates: Gates) -> None:
    path, gate = hung(tmp_path / "salinan.pdf")
    gates.append(gate)
    page = DocumentPage(runner.disk, lambda: "Lembar", "lembar.pdf", b"", lambda: "Kembali")
    qtbot.addWidget(page)
    page.save_copy(path)
    assert beats(qtbot)
    later(runner.disk)
    assert page.said.property("notice") == "warn"
    gate.set()
    qtbot.waitUntil(lambda: page.said.property("notice") == "good")
    assert (tmp_path / "salinan.pdf").exists()


def test_the_first_page_is_there_at_once_and_says_which_disk_is_silent(
    qtbot: QtBot, runner: Runner, tmp_path: Path, gates: Gates
) -> None:
    gate, home = a_gate(gates), Home(tmp_path)
    names = ["/media/HUNG/a.jury", str(tmp_path / "gone.jury"), str(tmp_path / "here.jury")]
    home.keep_setting("recent events", json.dumps(names))

    def fate(_home: Home, path: Path) -> Fate:
        if "HUNG" in str(path):
            gate.wait()
        return Fate("gone" not in path.name)

    page = StartPage(home, runner.disk, fate)
    qtbot.addWidget(page)
    page.show()
    shown = page.recent_files
    qtbot.waitUntil(lambda: not shown[1].isVisible())
    assert beats(qtbot) and shown[0].isVisible() and shown[2].isVisible()
    later(runner.disk)
    assert shown[0].told and not shown[2].told
    gate.set()
    qtbot.waitUntil(lambda: not shown[0].told)


def test_leaving_while_an_event_opens_closes_it_when_it_comes(door: Desk, gates: Gates) -> None:
    path, gate = hung(door.event.path)
    gates.append(gate)
    door.window.leave_event()
    door.window.ask_passphrase(path)
    page = door.window.page
    assert isinstance(page, PassphrasePage)
    page.field.setText(PASSPHRASE)
    page.open()
    later(door.window.runner.disk)
    assert beats(door.bot) and page.wrong.isVisible() and page.back_button.isEnabled()
    QTest.mouseClick(page.back_button, LEFT)
    QApplication.sendPostedEvents(None, 52)
    gate.set()
    door.bot.waitUntil(lambda: not any(thread.name == "juryapp-disk" for thread in threading.enumerate()))
    QApplication.processEvents()
    assert isinstance(door.window.page, StartPage) and not door.window.session.is_open


def test_a_start_with_a_file_on_a_silent_disk_opens_the_window(tmp_path: Path, gates: Gates) -> None:
    path, gate = hung(tmp_path / "x.jury")
    gates.append(gate)
    assert not is_gone(path, within_s=0.01) and is_gone(tmp_path / "x.jury", within_s=30)


def test_a_mistake_of_ours_is_told_and_its_question_is_over(qtbot: QtBot, runner: Runner) -> None:
    with qtbot.captureExceptions() as caught:
        asked = runner.disk.ask(lambda progress: [][1], never, never, runner)
        qtbot.waitUntil(lambda: asked.is_over)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is IndexError and not runner.disk.asks
