"""Bars above a page: where the window is low for its text they take one line, and give the focus back when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.text import _
from tests.ui.desks import Desk, is_whole
from tests.ui.test_size_everywhere import looks_of, settle
from ui.look import fonts


@pytest.mark.parametrize(("size", "width", "height"), [("2", 1366, 768), ("1.5", 1024, 600)])
def test_a_bar_leaves_the_chosen_criterion_and_its_field_in_sight(banded: Desk, size: str, width: int, height: int) -> None:
    bar, card = banded.window.shell.info_bar, banded.card("REG")
    banded.window.session.rested_ms = lambda: 60_000
    with looks_of(banded) as theme:
        banded.window.resize(width, height)
        theme.choose_size(size)
        settle()
        card.focus_points()
        bar.tell(lambda: "Flash disk SANDISK (/media/root/SANDISK): " + "some words " * 4)
        bar.setVisible(True)
        settle()
        assert bar.height() <= fonts.scaled(40), "one line"
        assert bar.close_button.accessibleName() == _("Close this message")
        assert is_whole(card.field)
        bar.close_button.setFocus()
        QTest.keyClick(bar.close_button, Qt.Key.Key_Space)
        QApplication.processEvents()
        assert bar.isHidden() and card.field.hasFocus(), "one goes on typing"
