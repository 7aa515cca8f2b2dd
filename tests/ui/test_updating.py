"""A changed workbook in the window: shown first, names ticked one by one, done with the desk's PIN."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.cells import Board
from juryapp.model.category import Method
from juryapp.model.setup import Setup
from juryapp.model.sheet import CellState
from juryapp.store import model_records
from juryapp.store.setup import read_setup
from juryapp.workbook.export import write_setup
from tests.builders import DESK_PIN, a_juror, score_all, sign
from tests.ui.desks import Desk
from ui.secretary.update_page import UpdatePage

LEFT = Qt.MouseButton.LeftButton


def looking(door: Desk, path: Path, setup: Setup) -> UpdatePage:
    """The secretary chooses this workbook."""
    write_setup(path, setup)
    page = door.secretary.go("update")
    assert isinstance(page, UpdatePage)
    page.look_at(path)
    door.settle()
    door.settle()
    return page


def make(door: Desk, page: UpdatePage, pin: str = DESK_PIN) -> None:
    QTest.keyClicks(page.pin.field, pin)
    QTest.mouseClick(page.button, LEFT)
    door.settle()


def names(door: Desk) -> dict[str, str]:
    return {number: one.name for number, one in model_records.candidates(door.event.file).items()}


@pytest.fixture
def usual(door: Desk) -> Setup:
    """K01 is signed by J01, K02 has a draft; the secretary sits."""
    sign(a_juror(door.event), "K01", "80")
    score_all(a_juror(door.event), "K02", "70")
    door.sit("")
    return read_setup(door.event.file)


def with_names(setup: Setup, *given: str) -> Setup:
    renamed = (replace(one, name=name) for one, name in zip(setup.candidates, given, strict=False))
    return replace(setup, candidates=(*renamed, *setup.candidates[len(given) :]))


def test_swapped_rows_are_refused_and_can_be_taken_by_name(door: Desk, usual: Setup, tmp_path: Path) -> None:
    before = names(door)
    first, second, *rest = usual.candidates
    swapped = (replace(second, number="K01"), replace(first, number="K02"), *rest)
    page = looking(door, tmp_path / "new.xlsx", replace(usual, candidates=swapped))
    assert len(page.refused.sentences) == 2 and all("Kandidat!A" in one for one in page.refused.sentences)
    assert page.doing.isHidden() and len(page.offered.sentences) == 2
    QTest.mouseClick(page.keep, LEFT)
    door.settle()
    assert page.refused.isHidden() and page.doing.isVisible() and not page.ticks
    make(door, page)
    assert names(door) == before and page.doing.isHidden()


def test_after_enter_in_the_pin_the_focus_is_on_the_page(door: Desk, usual: Setup, tmp_path: Path) -> None:
    names_of = with_names(usual, *(one.name for one in usual.candidates[:2]), "Nama lain yang baru")
    page = looking(door, tmp_path / "new.xlsx", names_of)
    for tick in page.ticks.values():
        tick.setChecked(True)
    page.pin.field.setFocus()
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.keyClick(page.pin.field, Qt.Key.Key_Return)
    door.settle()
    QApplication.processEvents()
    assert page.doing.isHidden() and page.choose.hasFocus()


def test_a_hidden_sheet_of_the_workbook_is_told_beside_what_changes(door: Desk, usual: Setup, tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    write_setup(path, with_names(usual, "Kandidat Contoh K-01"))
    book = openpyxl.load_workbook(path)
    book["Jadwal"].sheet_state = "hidden"
    book.save(path)
    page = door.secretary.go("update")
    assert isinstance(page, UpdatePage)
    page.look_at(path)
    door.settle()
    door.settle()
    assert page.notes.isVisible() and any("Jadwal" in one for one in page.notes.sentences) and page.changes.isVisible()


def test_another_spelling_is_ticked_and_the_signed_sheet_goes_on_counting(door: Desk, usual: Setup, tmp_path: Path) -> None:
    page = looking(door, tmp_path / "new.xlsx", with_names(usual, "Kandidat Contoh K-01"))
    (tick,) = page.ticks.values()
    assert "Kandidat Contoh K01" in tick.text() and "Kandidat Contoh K-01" in tick.text()
    before = door.entries()
    make(door, page)
    assert page.said.isVisible() and door.entries() == before
    QTest.mouseClick(tick, LEFT)
    page.pin.field.clear()
    make(door, page, "pin-yang-salah")
    assert page.pin.said and door.entries() == before and next(iter(page.ticks.values())).isChecked()
    QTest.keyClicks(page.reason, "ejaan dibetulkan")
    make(door, page)
    assert names(door)["K01"] == "Kandidat Contoh K-01"
    assert Board.of(door.event.file).cell("J01", "K01").state is CellState.SIGNED


def test_what_it_does_to_signed_sheets_stands_above_the_button(door: Desk, usual: Setup, tmp_path: Path) -> None:
    category = replace(usual.categories[0], method=Method.MEDIAN)
    page = looking(door, tmp_path / "new.xlsx", replace(usual, categories=(category, *usual.categories[1:])))
    assert any("J01 K01" in one for one in page.effects.sentences)
    assert page.changes.sentences and page.doing.isVisible()
    make(door, page)
    assert model_records.categories(door.event.file)["KAB"].method is Method.MEDIAN


def test_what_is_written_meanwhile_is_compared_again(door: Desk, usual: Setup, tmp_path: Path) -> None:
    """U01 was free to change; then somebody scores it."""
    changed = replace(usual, candidates=tuple(replace(c, name="PT Lain") if c.number == "U01" else c for c in usual.candidates))
    page = looking(door, tmp_path / "new.xlsx", changed)
    assert page.doing.isVisible() and not page.refused.sentences
    changes = score_all(a_juror(door.event), "U01", "80")
    door.window.session.wrote(changes, None)
    door.settle()
    assert page.refused.sentences and page.doing.isHidden()
    assert names(door)["U01"] != "PT Lain"


def test_a_workbook_with_mistakes_is_told_and_the_same_one_changes_nothing(door: Desk, usual: Setup, tmp_path: Path) -> None:
    page = looking(door, tmp_path / "same.xlsx", usual)
    assert page.said.isVisible() and page.doing.isHidden()
    (tmp_path / "wrong.xlsx").write_bytes(b"no workbook")
    page.look_at(tmp_path / "wrong.xlsx")
    door.settle()
    assert page.said.isVisible() and page.doing.isHidden() and "wrong.xlsx" in page.said.text()


def test_another_language_keeps_what_was_ticked(door: Desk, usual: Setup, tmp_path: Path) -> None:
    page = looking(door, tmp_path / "new.xlsx", with_names(usual, "Kandidat Contoh K-01"))
    QTest.mouseClick(next(iter(page.ticks.values())), LEFT)
    door.window.switch_language()
    door.bot.waitUntil(lambda: "becomes" in next(iter(page.ticks.values())).text(), timeout=20_000)
    assert next(iter(page.ticks.values())).isChecked()


def test_former_criteria_count_only_after_what_becomes_of_the_sheets_was_shown(door: Desk, usual: Setup, tmp_path: Path) -> None:
    weights = {"REG": Decimal(40), "CAK": Decimal(60)}
    criteria = tuple(replace(one, weight=weights.get(one.code, one.weight)) for one in usual.criteria)
    page = looking(door, tmp_path / "new.xlsx", replace(usual, criteria=criteria))
    assert page.former.isHidden()
    make(door, page)
    (card,) = page.former.cards
    assert page.former.isVisible() and card.category == "KAB" and card.button.isHidden()
    QTest.mouseClick(card.look, LEFT)
    door.settle()
    assert card.shown and any("REG" in line and "40%" in line for line in card.shown.lines) and card.button.isVisible()
    before = door.entries()
    QTest.keyClicks(card.pin.field, "pin-yang-salah")
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.pin.said and door.entries() == before
    QTest.keyClicks(card.reason, "bobot diputuskan pleno")
    card.pin.field.clear()
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert model_records.mapped_rubrics(door.event.file)["KAB"] and page.former.isHidden()


def test_exchanged_codes_of_criteria_are_refused_and_can_be_taken_by_name(door: Desk, usual: Setup, tmp_path: Path) -> None:
    codes = {"REG": "CAK", "CAK": "REG"}
    criteria = tuple(replace(one, code=codes.get(one.code, one.code)) for one in usual.criteria)
    page = looking(door, tmp_path / "new.xlsx", replace(usual, criteria=criteria))
    assert len(page.refused.sentences) == 2 and all("Kriteria!B" in one for one in page.refused.sentences)
    assert page.doing.isHidden() and len(page.offered.sentences) == 2
    QTest.mouseClick(page.keep, LEFT)
    door.settle()
    assert page.refused.isHidden() and page.said.isVisible() and page.doing.isHidden(), "nothing is left to change"
