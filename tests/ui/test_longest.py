"""With the longest texts and at every size nothing is cut and nothing stands outside the window: 1366 x 768."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import a_juror
from tests.screens_longest import a_longest_setup, begin
from tests.ui.desks import Desk, a_desk_window
from ui.look.theme import SIZES, Theme
from ui.parts.labels import Button


@pytest.fixture
def longest(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk_window(qtbot, qapp, tmp_path, a_longest_setup())
    begin(a_juror(opened.event))
    opened.sit("J01")
    theme = Theme(qapp, opened.window.laptop.home)
    opened.theme = theme
    yield opened
    theme.choose_size("1")
    opened.close()


def cut(window: QWidget) -> list[tuple[str, str]]:
    """What isn't wholly seen across, or has less height than its words need."""
    found = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QPushButton) or not part.text():
            continue
        outside = part.mapTo(window, part.rect().topRight()).x() > window.width()
        if outside or _lacks_room(part):
            found.append((type(part).__name__, part.text()[:40]))
    return found


def _lacks_room(part: QLabel | QPushButton) -> bool:
    if isinstance(part, QLabel):
        if part.wordWrap():
            return part.height() < part.heightForWidth(part.width()) - 1
        return part.width() < part.fontMetrics().horizontalAdvance(part.text())
    if isinstance(part, Button) and part.wraps():
        return part.height() < part.height_of_words(part.width())
    return part.width() < part.minimumSizeHint().width()


def shown(desk: Desk) -> list[tuple[str, str]]:
    for _turn in range(4):
        QApplication.processEvents()
    return cut(desk.window)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(longest: Desk, size: str) -> None:
    longest.theme.choose_size(size)
    page = longest.page
    page.desk.select("KAB-PROV-001")
    page.desk.form.cards[1].focus_points()
    assert shown(longest) == []
    page.review("KAB-PROV-001")
    assert shown(longest) == []
    page.review("KAB-PROV-002")
    assert shown(longest) == [] and page.currentWidget().sign.isVisible()
    for show in (page.recuse, page.move_scores, page.show_keys, page.call):
        show()
        assert shown(longest) == []
    page.currentWidget().end.click()
    longest.window.shell.activity.idle.emit()
    assert shown(longest) == []
    longest.window.hand_over()
    assert shown(longest) == []
