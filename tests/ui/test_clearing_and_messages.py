"""What is taken out of a layout is hidden at once, and what is kept lives on; a message is hidden while there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from juryapp.errors import Problem
from ui.parts.clearing import empty, take_away
from ui.parts.message import Message


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """An empty page that is shown."""
    shown = QWidget()
    shown.show()
    yield shown
    shown.close()


def a_column(page: QWidget, *parts: QWidget) -> QVBoxLayout:
    """A column with these in it and a stretch at its end."""
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    QCoreApplication.processEvents()
    return column


def let_go() -> None:
    """Ends what waits to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_emptied_layout_keeps_only_what_it_was_told_to_keep(page: QWidget) -> None:
    gone, kept = QLabel("gone"), QLabel("kept")
    column = a_column(page, gone, kept)
    empty(column, kept)
    assert column.count() == 0 and gone.isHidden() and not kept.isHidden()
    let_go()
    assert not isValid(gone) and isValid(kept)


def test_a_part_that_is_taken_away_leaves_the_others(page: QWidget) -> None:
    gone, left = QLabel("gone"), QLabel("left")
    column = a_column(page, gone, left)
    take_away(column, gone)
    assert gone.isHidden() and column.indexOf(gone) == -1 and column.indexOf(left) == 0
    let_go()
    assert not isValid(gone) and isValid(left)


def test_a_message_is_hidden_until_something_is_told(page: QWidget) -> None:
    message = Message("good")
    a_column(page, message)
    assert message.isHidden() and message.property("notice") == "good"
    message.tell(lambda: "Stored.")
    assert message.isVisible() and message.text() == "Stored." and message.property("notice") == "good"
    message.tell(lambda: "Not stored.", "bad")
    assert message.text() == "Not stored." and message.property("notice") == "bad"


def test_a_message_of_no_problem_is_hidden_again(page: QWidget) -> None:
    message = Message("bad")
    a_column(page, message)
    message.tell_problem(Problem("The PIN is wrong; type it again."))
    assert message.isVisible() and message.text()
    message.tell_problem(None)
    assert message.isHidden() and not message.text()
