"""The juror's list: rows are as high as their words, however it is filtered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import a_candidate, a_setup
from tests.ui.desks import Desk, a_desk_window
from ui.look import fonts


@pytest.fixture
def many(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Forty candidates whose names just fit into one line, where no scroll bar is."""
    names = [f"Kabupaten {'i' * length}" for length in range(20, 60)]
    candidates = tuple(a_candidate(f"K{place:02d}", name=name) for place, name in enumerate(names, 1))
    opened = a_desk_window(qtbot, qapp, tmp_path, a_setup(candidates=candidates, slots=()))
    opened.sit("J01")
    yield opened
    opened.close()


def check_rows(desk: Desk) -> None:
    """No row is lower than what is painted in it, and none lies on another."""
    view, model = desk.page.desk.list, desk.page.desk.model
    metrics, small = QFontMetrics(fonts.font("strong")), QFontMetrics(fonts.font("small"))
    below = 0
    for row, line in enumerate(model.lines):
        box: QRect = view.visualRect(model.index(row)).translated(0, view.verticalOffset())
        assert box.top() >= below
        below = box.bottom()
        if line.number:
            room = box.width() - fonts.scaled(68) - 12
            words = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, line.title).height() + small.height()
            assert box.height() >= words, line.title


def test_rows_stay_as_high_as_their_words(many: Desk) -> None:
    check_rows(many)
    search = many.page.desk.search
    search.setFocus()
    QTest.keyClicks(search, "nobody")
    QApplication.processEvents()
    search.clear()
    QApplication.processEvents()
    assert many.page.desk.list.verticalScrollBar().isVisible()
    check_rows(many)


def test_the_list_finds_by_number_and_by_name(many: Desk) -> None:
    search = many.page.desk.search
    search.setFocus()
    QTest.keyClicks(search, "k07")
    assert [line.number for line in many.page.desk.model.lines if line.number] == ["K07"]
    QTest.mouseClick(many.page.desk.clear, Qt.MouseButton.LeftButton)
    assert len([line for line in many.page.desk.model.lines if line.number]) == 40
    assert many.page.desk.clear.isHidden() and search.hasFocus()


def numbers(desk: Desk) -> list[str]:
    return [line.number for line in desk.page.desk.model.lines if line.number]


def test_the_number_that_was_typed_stands_first_and_enter_opens_it(many: Desk) -> None:
    desk = many.page.desk
    desk.search.setFocus()
    QTest.keyClicks(desk.search, "2")
    assert numbers(many)[0] == "K02" and len(numbers(many)) > 1
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.form.candidate == "K02"


def test_enter_opens_none_of_several(many: Desk) -> None:
    desk = many.page.desk
    before = desk.form.candidate
    desk.search.setFocus()
    QTest.keyClicks(desk.search, "k0")
    assert len(numbers(many)) > 1
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.form.candidate == before and desk.search.hasFocus()


def test_enter_opens_the_only_one_that_was_found(many: Desk) -> None:
    desk = many.page.desk
    desk.search.setFocus()
    QTest.keyClicks(desk.search, "k37")
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.form.candidate == "K37"


def test_esc_in_the_search_lists_all_again(desk: Desk) -> None:
    pane = desk.page.desk
    pane.find()
    QTest.keyClicks(pane.search, "zzzz")
    assert not any(line.number for line in pane.model.lines)
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.search.text() == "" and any(line.number == "K02" for line in pane.model.lines)
    assert not pane.search.hasFocus()
