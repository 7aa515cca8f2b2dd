"""How long nobody was here counts the time asleep, and whoever comes back after it meets the lock first."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from juryapp import clock
from juryapp.locations import Home
from ui.services.activity import LOOK_MS, Activity

MINUTE = 60.0


class Clockwork:
    """A clock that is turned by hand, also while the laptop sleeps and none of Qt's timers runs."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def passing() -> Clockwork:
    return Clockwork()


@pytest.fixture
def rung() -> list[float]:
    return []


@pytest.fixture
def activity(qtbot: QtBot, tmp_path: Path, passing: Clockwork, rung: list[float]) -> Iterator[Activity]:
    found = Activity(Home(tmp_path), passing)
    found.idle.connect(lambda: rung.append(passing.now))
    found.listen()
    yield found
    found.deleteLater()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    found = QLineEdit()
    qtbot.addWidget(found)
    found.show()
    return found


def test_it_rings_when_the_time_is_over_and_not_before(activity: Activity, passing: Clockwork, rung: list[float]) -> None:
    for minutes, rings in ((9.9, 0), (0.2, 1), (5.0, 1)):
        passing.now += minutes * MINUTE
        activity.look()
        assert len(rung) == rings


def test_after_a_sleep_it_rings_by_itself(qtbot: QtBot, activity: Activity, passing: Clockwork, rung: list[float]) -> None:
    passing.now += 8 * 60 * MINUTE
    qtbot.waitUntil(lambda: len(rung) == 1, timeout=20 * LOOK_MS)


def test_the_touch_that_wakes_the_laptop_is_no_work(
    activity: Activity, passing: Clockwork, rung: list[float], field: QLineEdit
) -> None:
    QTest.keyClick(field, Qt.Key.Key_8)
    passing.now += 11 * MINUTE
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert rung == [passing.now]


def test_a_key_that_wakes_it_writes_nothing(activity: Activity, passing: Clockwork, rung: list[float], field: QLineEdit) -> None:
    field.setText("85")
    passing.now += 11 * MINUTE
    QTest.keyClick(field, Qt.Key.Key_9)
    assert len(rung) == 1 and field.text() == "85"
    QTest.keyClick(field, Qt.Key.Key_9)
    assert len(rung) == 1 and field.text() == "859"


def test_what_is_typed_at_the_lock_afterwards_arrives(
    activity: Activity, passing: Clockwork, rung: list[float], field: QLineEdit
) -> None:
    passing.now += 11 * MINUTE
    activity.look()
    QTest.keyClicks(field, "482913")
    assert field.text() == "482913" and len(rung) == 1


def test_a_touch_begins_the_waiting_anew(activity: Activity, passing: Clockwork, rung: list[float], field: QLineEdit) -> None:
    passing.now += 9 * MINUTE
    QTest.keyClick(field, Qt.Key.Key_8)
    passing.now += 9 * MINUTE
    activity.look()
    assert rung == [] and activity.rested_ms() == 9 * 60_000


def test_whoever_could_not_hide_the_seat_is_rung_again(activity: Activity, passing: Clockwork, rung: list[float]) -> None:
    passing.now += 11 * MINUTE
    activity.look()
    activity.wait_for(2_000)
    passing.now += 2
    activity.look()
    assert len(rung) == 2


def test_another_time_holds_from_now_on(activity: Activity, passing: Clockwork, rung: list[float]) -> None:
    passing.now += 4 * MINUTE
    activity.choose("5")
    passing.now += 4 * MINUTE
    activity.look()
    assert rung == []
    passing.now += MINUTE
    activity.look()
    assert len(rung) == 1


def test_the_clock_that_is_asked_is_the_one_that_goes_on_asleep() -> None:
    if sys.platform.startswith("linux"):
        before = time.clock_gettime(time.CLOCK_BOOTTIME)
        assert before <= clock.passing() <= time.clock_gettime(time.CLOCK_BOOTTIME)
    first = clock.passing()
    assert first <= clock.passing()
