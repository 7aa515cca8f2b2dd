"""Work beside the window comes home once, quiet work disturbs nobody, and nothing of Qt's ends in another thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.errors import Problem, Refused
from ui.runner import Runner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    found = Runner()
    yield found
    found.close()
    assert gc.isenabled()


def never(outcome: Any) -> None:
    raise AssertionError(outcome)


def test_every_result_comes_home_in_order(qtbot: QtBot, runner: Runner) -> None:
    results: list[int] = []
    for number in range(200):
        runner.run(lambda progress, number=number: number, results.append, never)
    qtbot.waitUntil(lambda: len(results) == 200)
    assert results == list(range(200)) and not runner.works


def test_a_known_problem_comes_home_as_one(qtbot: QtBot, runner: Runner) -> None:
    problems: list[Problem] = []

    def refuse(progress: object) -> None:
        raise Refused("Say why {criterion} can't be assessed.", criterion="x")

    runner.run(refuse, never, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1)


def test_quiet_work_is_not_called_busy(qtbot: QtBot, runner: Runner) -> None:
    busy: list[bool] = []
    runner.busy.connect(busy.append)
    gate, done = threading.Event(), []
    runner.run_quietly(lambda progress: gate.wait(), done.append, never)
    assert runner.works_quietly and not runner.works
    loud: list[int] = []
    runner.run(lambda progress: 1, loud.append, never)
    qtbot.waitUntil(lambda: loud == [1])
    assert busy == [True, False] and not done, "the window's work doesn't wait for the flash disk"
    gate.set()
    qtbot.waitUntil(lambda: done == [True])
    assert not runner.works_quietly and busy == [True, False]


def test_what_comes_home_after_the_end_is_told_to_no_one(qtbot: QtBot, runner: Runner) -> None:
    def refuse(progress: object) -> None:
        raise Refused("Say why {criterion} can't be assessed.", criterion="x")

    runner.run(lambda progress: 1, never, never)
    runner.run_quietly(refuse, never, never)
    runner.close()
    qtbot.waitUntil(lambda: not runner.works and not runner.works_quietly)


def test_after_the_end_nothing_is_started(qtbot: QtBot, runner: Runner) -> None:
    runner.close()
    with pytest.raises(RuntimeError, match="the program ends"):
        runner.run(never, never, never)
    runner.run_quietly(never, never, never)
    runner.read(never, never, never)
    assert gc.isenabled() and not runner.works_quietly


def test_clearing_up_rests_while_another_thread_works(qtbot: QtBot, runner: Runner) -> None:
    gate, done = threading.Event(), []
    runner.run_quietly(lambda progress: gate.wait(), done.append, never)
    assert not gc.isenabled()
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(gc.isenabled)  # once what came of it is shown


def test_what_the_work_held_ends_in_the_windows_thread(qtbot: QtBot, runner: Runner) -> None:
    ended: list[str] = []
    done: list[None] = []

    class Held(QObject):
        def __del__(self) -> None:
            ended.append(threading.current_thread().name)

    def start() -> None:
        held = Held()
        runner.run(lambda progress: held.objectName(), lambda result: done.append(None), never)

    for _ in range(50):
        start()
    qtbot.waitUntil(lambda: len(done) == 50)
    gc.collect()
    assert ended == [threading.main_thread().name] * 50


def test_circles_that_a_work_leaves_are_swept_in_the_windows_thread(qtbot: QtBot, runner: Runner) -> None:
    gate, done = threading.Event(), []
    ended: list[str] = []

    class Circle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ended.append(threading.current_thread().name)

    def make_many(progress: object) -> None:
        for _ in range(5_000):
            Circle()
        gate.wait()

    runner.run(make_many, done.append, never)
    qtbot.waitUntil(lambda: len(ended) >= 5_000, timeout=5_000)
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert set(ended) == {threading.main_thread().name}
