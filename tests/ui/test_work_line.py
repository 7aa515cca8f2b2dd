"""The line that tells of work that goes on, and its button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.secretary.work_line import WorkLine

LEFT = Qt.MouseButton.LeftButton


def test_the_second_press_of_a_double_one_does_not_stop_what_the_first_began(qtbot: QtBot) -> None:
    line, pressed = WorkLine(), []
    qtbot.addWidget(line)
    line.stop.clicked.connect(lambda: pressed.append(True))
    line.show()
    line.begin(lambda: "Working")
    centre = QPointF(line.stop.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(
            line.stop, QMouseEvent(kind, centre, line.stop.mapToGlobal(centre), LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
        )
    assert pressed == []
    QTest.mouseClick(line.stop, LEFT)
    assert pressed == [True]
