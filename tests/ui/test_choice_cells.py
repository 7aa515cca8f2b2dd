"""Cells of Preparation that take one of a few words: with their list open they are typed into like every other cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.model.juror import Role
from juryapp.store import model_records
from juryapp.workbook.columns import JURORS
from tests.ui.desks import Desk
from ui.preparation.page import PreparationPage

KEY = Qt.Key


@pytest.fixture
def prep(door: Desk) -> PreparationPage:
    """The secretary sits at the table of jurors."""
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    page.show_table(JURORS)
    return page


def keyboard() -> QWidget:
    """What gets the next key: an open list before what has the focus."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def type_at(page: PreparationPage, row: str, text: str) -> None:
    """Types into the cell of a role, which opens its list."""
    page.table.go_to(row, "role")
    page.table.setFocus()
    for letter in text:
        QTest.keyClicks(keyboard(), letter)
    assert QApplication.activePopupWidget(), "the list is open"


@pytest.mark.parametrize("typed", ["pengamat", "PENGAM"])
def test_enter_in_the_list_takes_the_choice_and_leads_to_the_row_below(door: Desk, prep: PreparationPage, typed: str) -> None:
    type_at(prep, "J04", typed)
    QTest.keyClick(keyboard(), KEY.Key_Return)
    assert not QApplication.activePopupWidget() and not prep.table.is_editing
    assert model_records.jurors(door.event.file)["J04"].role is Role.OBSERVER
    assert prep.table.hasFocus() and prep.table.current == ("J05", "role")


def test_tab_in_the_list_takes_the_choice_and_stays_in_the_table(door: Desk, prep: PreparationPage) -> None:
    type_at(prep, "J04", "p")
    QTest.keyClick(keyboard(), KEY.Key_Tab)
    assert model_records.jurors(door.event.file)["J04"].role is Role.OBSERVER
    assert prep.table.hasFocus() and prep.table.current == ("J04", "affiliation")
    for letter in "Badan Contoh":
        QTest.keyClicks(keyboard(), letter)
    QTest.keyClick(keyboard(), KEY.Key_Return)
    assert [row.texts["affiliation"] for row in prep.table.table.rows if row.name == "J04"] == ["Badan Contoh"]


def test_the_word_to_which_the_arrow_leads_is_the_choice(door: Desk, prep: PreparationPage) -> None:
    type_at(prep, "J04", "s")
    QTest.keyClick(keyboard(), KEY.Key_Down)
    chosen = prep.table.being_typed
    QTest.keyClick(keyboard(), KEY.Key_Return)
    assert chosen and chosen[2] in prep.table.table.choices(prep.table.table.index(0, prep.table.table.columns.index("role")))
    assert [row.texts["role"] for row in prep.edits.rows(JURORS) if row.name == "J04"] == [chosen[2]]


def test_a_word_that_the_list_has_not_is_told_as_it_was_typed(prep: PreparationPage) -> None:
    type_at(prep, "J04", "x")
    QTest.keyClick(keyboard(), KEY.Key_Return)
    assert [row.texts["role"] for row in prep.edits.rows(JURORS) if row.name == "J04"] == ["x"] and prep.mistakes.isVisible()
