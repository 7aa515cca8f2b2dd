"""What keeps the window alive while packages come in: what is read beside it, has a turn of its own, or isn't made anew."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from juryapp.board.monitoring import Monitoring
from juryapp.board.step import Here
from juryapp.board.today import Today
from juryapp.desk.juror import JurorDesk
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.model.sheet import CellState
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import look, receive
from juryapp.store.errors import GuardedCursor
from juryapp.text import _
from tests.builders import a_desk, a_juror, a_prepared, score_all, sign
from tests.ui.desks import Desk
from ui.garbage_collection import FullSweep
from ui.secretary import board_reading
from ui.secretary.board import CHIP
from ui.secretary.board_page import BoardPage
from ui.secretary.today_page import TodayPage
from ui.turns import Turns

MOST_READS = 120
"""Queries of the window's thread for what came in, however much that is."""


@pytest.fixture
def board(door: Desk) -> BoardPage:
    door.sit("")
    page = door.secretary.go("board")
    assert isinstance(page, BoardPage)
    settle(door)
    return page


def settle(door: Desk) -> None:
    door.bot.waitUntil(lambda: not door.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()


def words(page: BoardPage, row: int = 0) -> str:
    return str(page.model.index(row, 1).data(CHIP).words)


def a_package(door: Desk, folder: Path, *signed: str) -> list[Path]:
    """What a laptop of J01 brings: these candidates signed, others scored."""
    with a_prepared(door.event, "room", ["J01"]) as laptop:
        desk = a_juror(laptop, "J01")
        for candidate in ("K01", "K02"):
            (sign if candidate in signed else score_all)(desk, candidate, "80")
        pack(laptop, folder)
    return [folder]


def take_in(door: Desk, packages: list[Path]) -> None:
    """Beside the window, as its page does."""
    session = door.window.session
    place, key = EventPlace.of(session.opened), session.secretary.held if session.secretary else None
    found = receive(place, packages, {}, "", expected=_expected(place, packages), key=key)
    session.came_in(found.came)


def _expected(place: EventPlace, packages: list[Path]) -> dict[str, str]:
    return look(place, packages).expected


class Reads:
    """Who asked the database, and who read the board."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.boards = 0, list[bool]()
        execute, read = GuardedCursor.execute, Monitoring.of.__func__  # type: ignore[attr-defined]

        def counted(cursor: GuardedCursor, *given: object) -> object:
            self.window += threading.current_thread() is threading.main_thread()
            return execute(cursor, *given)

        def noted(cls: type[Monitoring], event: object) -> object:
            self.boards.append(threading.current_thread() is threading.main_thread())
            return read(cls, event)

        monkeypatch.setattr(GuardedCursor, "execute", counted)
        monkeypatch.setattr(Monitoring, "of", classmethod(noted))


def test_what_came_in_is_read_beside_the_window(
    door: Desk, board: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = a_package(door, tmp_path / "DISK", "K01")
    session = door.window.session
    place, key = EventPlace.of(session.opened), session.secretary.held if session.secretary else None
    found = receive(place, packages, {}, "", expected=_expected(place, packages), key=key)
    reads = Reads(monkeypatch)
    session.came_in(found.came)
    settle(door)
    assert words(board) == _("signed here") and reads.boards and not any(reads.boards)
    assert reads.window <= MOST_READS, "the window's thread asks little, however much came in"
    assert len(board.laptops.cards) == 2, "the laptops follow in a turn of their own"


def test_an_act_of_ones_own_is_shown_at_once(door: Desk, board: BoardPage) -> None:
    desk = door.window.session.secretary
    assert desk
    assert door.window.session.write("absent", lambda: desk.withdraw("K01", "Mundur"), board) is None
    assert board.model.gone(0) == _("Withdrawn: no sheets are expected")


class Gate:
    """Holds what is read beside the window."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opens, self.is_held, read = threading.Event(), False, board_reading.read_beside

        def held(place: EventPlace) -> Monitoring:
            found, self.is_held = read(place), True
            assert self.opens.wait(20)
            return found

        monkeypatch.setattr(board_reading, "read_beside", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    found = Gate(monkeypatch)
    yield found
    found.opens.set()


def test_what_was_read_earlier_is_not_shown_after_what_is_newer(door: Desk, board: BoardPage, gate: Gate, tmp_path: Path) -> None:
    take_in(door, a_package(door, tmp_path / "DISK", "K01"))
    door.bot.waitUntil(lambda: gate.is_held)
    assert words(board) == _("not here yet"), "all of the former board stands until the new one is read"
    a_desk(door.event).reopen("J01", "K01", "Salah ketik")
    door.window.session.opened.refresh()
    board.refresh()
    shown = words(board)
    assert shown != _("signed here")
    gate.opens.set()
    settle(door)
    assert words(board) == shown


@pytest.mark.parametrize("fails", [True, False])
def test_where_somebody_writes_meanwhile_it_is_read_once_more(
    door: Desk,
    monkeypatch: pytest.MonkeyPatch,
    fails: bool,  # a parameter
) -> None:
    read, times = Monitoring.of.__func__, list[int]()  # type: ignore[attr-defined]
    place = EventPlace.of(door.event)

    def written_between(cls: type[Monitoring], event: object) -> object:
        times.append(len(times))
        found = read(cls, event)
        if times == [0]:
            sign(a_juror(door.event, "J01"), "K01", "80")
            if fails:
                raise KeyError("parts of two moments")
        return found

    monkeypatch.setattr(Monitoring, "of", classmethod(written_between))
    found = board_reading.read_beside(place)
    assert len(times) == 2 and found.board.cell("J01", "K01").state is CellState.SIGNED


def test_what_is_wrong_at_one_moment_is_told(door: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(cls: type[Monitoring], event: object) -> object:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr(Monitoring, "of", classmethod(wrong))
    with pytest.raises(KeyError):
        board_reading.read_beside(EventPlace.of(door.event))


def test_the_event_may_be_left_while_its_board_is_read(door: Desk, board: BoardPage, gate: Gate, tmp_path: Path) -> None:
    take_in(door, a_package(door, tmp_path / "DISK", "K01"))
    door.bot.waitUntil(lambda: gate.is_held)
    door.window.leave_event()
    gate.opens.set()
    door.bot.waitUntil(lambda: not door.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()
    assert not door.window.session.is_open


def test_a_card_of_a_laptop_stays_and_says_what_changed(door: Desk, board: BoardPage, tmp_path: Path) -> None:
    take_in(door, a_package(door, tmp_path / "DISK", "K01"))
    settle(door)
    cards, said = list(board.laptops.cards), [card.here.text() for card in board.laptops.cards]
    a_desk(door.event).reopen("J01", "K01", "Salah ketik")
    board.refresh()
    assert [id(card) for card in board.laptops.cards] == [id(card) for card in cards]
    assert [card.here.text() for card in cards] != said


def test_each_cell_is_made_once(door: Desk) -> None:
    desk = JurorDesk(door.event, a_juror(door.event, "J01").juror, None)
    board = desk.board()
    assert board.cell("J01", "K01") is board.cell("J01", "K01")
    a_juror(door.event, "J01").record_score("K01", "REG", "60")
    assert desk.board().cell("J01", "K01").scored == 1


def test_each_thing_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    parent, gone, done = QObject(), QObject(), list[str]()
    turns = Turns(parent)

    def first() -> None:
        done.append("first")
        QTimer.singleShot(0, lambda: done.append("what is due meanwhile"))

    turns.add(parent, first)
    turns.add(gone, lambda: done.append("of one that is gone"))
    turns.add(parent, lambda: done.append("last"))
    delete(gone)
    assert turns.wait and not done
    qtbot.waitUntil(lambda: not turns.wait)
    assert done == ["first", "what is due meanwhile", "last"]
    turns.add(parent, lambda: done.append("after the end"))
    turns.close()
    assert not turns.wait


def test_the_oldest_objects_are_gone_over_while_somebody_rests(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    rested, swept, usual = [0], list[int](), gc.get_threshold()
    sweep = FullSweep(lambda: rested[0])
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, usual[2] + 1))
    monkeypatch.setattr(gc, "collect", lambda generation=2: swept.append(generation))
    sweep.look()
    assert not swept and gc.get_threshold()[2] > usual[2], "Python doesn't do it by itself"
    rested[0] = 60_000
    sweep.look()
    assert swept == [2]
    sweep.end()
    assert gc.get_threshold() == usual


def test_the_names_stay_in_view_and_the_focus_is_seen(door: Desk, board: BoardPage) -> None:
    board.table.setFocus()
    board.table.setCurrentIndex(board.model.index(0, 1))
    QTest.keyClick(board.table, Qt.Key.Key_Right)
    focused = board.table.grab().toImage()
    board.table.clearFocus()
    assert board.table.grab().toImage() != focused


def test_what_came_in_is_read_for_today_beside_the_window_too(
    door: Desk, board: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = door.secretary.go("today")
    assert isinstance(page, TodayPage)
    signed = page.state.signed.text()
    read, threads = Today.of.__func__, list[bool]()  # type: ignore[attr-defined]

    def noted(cls: type[Today], event: OpenEvent, here: Here) -> Today:
        threads.append(threading.current_thread() is threading.main_thread())
        found: Today = read(cls, event, here)
        return found

    monkeypatch.setattr(Today, "of", classmethod(noted))
    take_in(door, a_package(door, tmp_path / "DISK", "K01"))
    door.bot.waitUntil(lambda: page.state.signed.text() != signed, timeout=20_000)
    assert threads and not any(threads)
