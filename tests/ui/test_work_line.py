"""The line that tells of work that goes on, and its button that stops it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts import stop_button
from ui.parts.double_click import double_click_ms, switch_off, switch_on
from ui.parts.labels import Button
from ui.secretary.work_line import WorkLine

LEFT = Qt.MouseButton.LeftButton
DOWN, AGAIN, UP = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Space)


def mouse(button: Button, *kinds: QEvent.Type) -> None:
    """As Qt gives them to whatever is below the mouse then; all of them at one moment."""
    centre = QPointF(button.rect().center())
    for kind in kinds:
        QApplication.sendEvent(
            button, QMouseEvent(kind, centre, button.mapToGlobal(centre), LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
        )


def test_the_second_press_of_a_double_one_is_none_of_a_button_that_came_to_stand_there(qtbot: QtBot) -> None:
    line, start, stopped = WorkLine(), Button(lambda: "Start"), []
    for shown in (line, start):
        qtbot.addWidget(shown)
        shown.show()
    line.stop.clicked.connect(lambda: stopped.append(True))
    start.clicked.connect(lambda: line.begin(lambda: "Working"))
    mouse(start, DOWN, UP)
    mouse(line.stop, AGAIN, UP)
    assert stopped == []
    mouse(line.stop, DOWN, UP)
    assert stopped == [True], "a single press is one"
    mouse(line.stop, AGAIN, UP)
    assert stopped == [True, True], "and so is the second of a double one that began there"


@pytest.mark.parametrize("touched", [False, True])
def test_the_second_of_two_quick_presses_stops_nothing_also_of_a_finger_or_a_mouse_that_moved(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, touched: bool
) -> None:
    line, stopped = WorkLine(), []
    qtbot.addWidget(line)
    line.stop.clicked.connect(lambda: stopped.append(True))
    line.show()
    monkeypatch.setattr(stop_button, "double_click_ms", double_click_ms)
    if touched:
        switch_off()
    try:
        line.begin(lambda: "Working")
        mouse(line.stop, DOWN, UP)
        assert not stopped, "to Qt it is a press like any other"
        monkeypatch.setattr(stop_button, "double_click_ms", lambda: 0)
        mouse(line.stop, DOWN, UP)
        assert stopped == [True]
    finally:
        switch_on()


def test_a_second_enter_or_space_does_not_stop_what_the_first_began(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    line, stopped = WorkLine(), []
    qtbot.addWidget(line)
    line.stop.clicked.connect(lambda: stopped.append(True))
    line.show()
    line.begin(lambda: "Working")
    for key in KEYS:
        QTest.keyClick(line.stop, key)
    assert not stopped
    monkeypatch.setattr(stop_button, "KEYS_REST_MS", 0)
    for key in KEYS:
        QTest.keyClick(line.stop, key)
    assert stopped == [True, True]
