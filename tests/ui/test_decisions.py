"""Two versions in the window: seen from the board, compared side by side, settled with a reason and the desk's PIN."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from juryapp.board.cells import Board
from juryapp.board.disputes import disputes
from juryapp.board.laptop_names import laptop_names
from juryapp.board.names_on_sheets import REOPEN
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records
from juryapp.text import _
from tests.builders import DESK_PIN, a_desk, a_juror, a_prepared, score_all, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.secretary.board import CHIP
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.reopen_page import ReopenPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(door: Desk) -> OpenEvent:
    """Another laptop, with J01's and the desk's keys."""
    return a_prepared(door.event, "room", ["J01"], with_desk=True)


def meet(door: Desk, room: OpenEvent, tmp_path: Path) -> BoardPage:
    """What the other laptop wrote comes in; the secretary looks at the board."""
    merge(door.event, [pack(room, tmp_path / "stick")], a_desk(door.event))
    room.close()
    door.sit("")
    door.secretary.go("board")
    return board_of(door)


def board_of(door: Desk) -> BoardPage:
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, BoardPage)
    return page


def decision_of(door: Desk) -> DecisionPage:
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, DecisionPage)
    return page


def choose(page: DecisionPage, says: str) -> None:
    choice = next(one for card in page.matters for one in card.choices if one.version.says == says)
    QTest.mouseClick(choice, LEFT)


def settle(door: Desk, page: DecisionPage, reason: str, pin: str = DESK_PIN) -> None:
    page.reason.clear()
    QTest.keyClicks(page.reason, reason)
    QTest.keyClicks(page.pin.field, pin)
    QTest.mouseClick(page.button, LEFT)
    door.settle()


def test_a_cell_with_two_versions_is_settled_from_the_board(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    assert board.disputed.isVisible() and len(board.disputed.lines) == 1
    board.table.clicked.emit(board.model.index(0, 1))
    page = decision_of(door)
    assert page.first is page.matters[0].choices[0]
    told = [choice.accessibleName() for choice in page.matters[0].choices]
    assert any("76" in text and "di laptop pusat" in text and "09.0" in text and "J01" in text for text in told)
    there = laptop_names(door.event.file)[room.device or ""]
    assert any("71" in text and f"di laptop {there}" in text and _("Nothing stood there before.") in text for text in told)
    choose(page, "71")
    assert page.button.text() == "Ambil 71"
    settle(door, page, "menurut kertas")
    assert door.stored() == {"REG": "71"}
    (record,) = journal.about(door.event.file, "resolution")
    assert record.value and record.value["reason"] == "menurut kertas" and record.actor == "desk" and record.signature
    assert board.table.hasFocus(), "the next thing of the page, not its button at the left, nor the header"
    board = board_of(door)
    assert board.disputed.isHidden() and board.model.index(0, 1).data(CHIP).state is CellState.DRAFT
    assert board.said.isVisible() and "J01" in board.said.text()


def test_nothing_is_settled_without_a_choice_a_reason_and_the_right_pin(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    page, before = decision_of(door), door.entries()
    QTest.mouseClick(page.button, LEFT)
    assert "Kriteria REG" in page.wrong.text() and page.wrong.isVisible()
    choose(page, "76")
    QTest.mouseClick(page.button, LEFT)
    assert page.wrong.isVisible() and page.reason.hasFocus()
    settle(door, page, "menurut kertas", "pin-yang-salah")
    assert page.pin.said and door.entries() == before and decision_of(door) is page
    assert page.reason.text() == "menurut kertas" and page.matters[0].taken, "what was typed and chosen is still there"
    settle(door, page, "menurut kertas")
    assert door.stored() == {"REG": "76"}


def test_enter_in_the_reason_settles_nothing_and_in_the_pin_it_settles(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    meet(door, room, tmp_path).to_decide.emit(("J01", "K01"))
    page, before = decision_of(door), door.entries()
    choose(page, "76")
    QTest.keyClicks(page.reason, "kertas")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    door.settle()
    assert door.entries() == before and page.pin.field.hasFocus()
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.keyClick(page.pin.field, Qt.Key.Key_Return)
    door.settle()
    assert door.stored() == {"REG": "76"}


def test_the_versions_are_chosen_with_the_keyboard_alone(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    meet(door, room, tmp_path).to_decide.emit(("J01", "K01"))
    page = decision_of(door)
    first, second = page.matters[0].choices
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked() and not first.isChecked() and second.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.isChecked()


def test_all_of_a_cell_is_settled_at_once(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    score_all(a_juror(door.event), "K01", ["76", "80"])
    score_all(a_juror(room), "K01", ["71", "85"])
    meet(door, room, tmp_path).to_decide.emit(("J01", "K01"))
    page = decision_of(door)
    choose(page, "76")
    settle(door, page, "kertas")
    assert "Kriteria CAK" in page.wrong.text(), "each of them is to be chosen"
    page.pin.field.clear()
    choose(page, "85")
    settle(door, page, "kertas")
    assert door.stored() == {"REG": "76", "CAK": "85"}


def test_a_sheet_signed_twice_is_settled(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    sign(a_juror(door.event), "K01", "80")
    taken = sign(a_juror(room), "K01", "90")
    meet(door, room, tmp_path).to_decide.emit(("J01", "K01"))
    page = decision_of(door)
    assert len(page.matters) == 1, "its scores follow the sheet"
    choose(page, _("Signed, revision {revision}: {total}", revision=1, total="90,00"))
    settle(door, page, "menurut kertas")
    board = Board.of(door.event.file)
    assert board.cell("J01", "K01").state is CellState.SIGNED
    assert board.records["J01", "K01"].pdf == journal.heads_of(door.event.file, ("sheet", "J01/K01"))[0].value["pdf"]  # type: ignore[index]
    assert str(board.cell("J01", "K01").total) == "90" and taken.pdf
    assert disputes(door.event.file) == []


def test_after_a_decision_the_board_is_at_its_cell_and_says_which_version_stands(
    door: Desk, room: OpenEvent, tmp_path: Path
) -> None:
    sign(a_juror(door.event), "U01", "80")
    sign(a_juror(room), "U01", "90")
    board = meet(door, room, tmp_path)
    assert board.category == "KAB"
    board.to_decide.emit(("J01", "U01"))
    page = decision_of(door)
    version = _("Signed, revision {revision}: {total}", revision=1, total="90,00")
    choose(page, version)
    settle(door, page, "menurut kertas")
    assert board_of(door) is board and board.category == "USA"
    cell = board.model.cell(board.table.currentIndex())
    assert cell is not None and (cell.sheet.juror, cell.sheet.candidate) == ("J01", "U01")
    assert version in board.said.text() and laptop_names(door.event.file)[room.device or ""] in board.said.text()


def test_two_names_of_a_candidate_are_settled(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    for event, name in ((door.event, "Kabupaten Satu"), (room, "Kota Satu")):
        desk = a_desk(event)
        event.write([desk.act("candidate", "K01/name", {"value": name})])
    board = meet(door, room, tmp_path)
    assert _("Name") in board.disputed.lines[0].words.text()
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    page = decision_of(door)
    choose(page, "Kota Satu")
    settle(door, page, "menurut surat")
    assert model_records.candidates(door.event.file)["K01"].name == "Kota Satu"
    assert board_of(door).model.index(0, 0).data() == "K01 Kota Satu"


def test_a_candidate_that_was_scored_elsewhere_comes_back(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_desk(door.event).attendance("K01", Attendance.ABSENT)
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    page = decision_of(door)
    choose(page, _("Was there: the scores count"))
    settle(door, page, "datang terlambat")
    assert model_records.candidates(door.event.file)["K01"].attendance is Attendance.PRESENT


def test_it_can_be_decided_later(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    before = door.entries()
    QTest.mouseClick(decision_of(door).back_button, LEFT)
    assert board_of(door) is board and door.entries() == before and board.disputed.isVisible()
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    door.secretary.go("documents")
    door.secretary.go("board")
    assert board_of(door) is board, "going elsewhere leaves it too"


def test_what_was_settled_elsewhere_meanwhile_closes_the_page(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    (matter,) = disputes(door.event.file)[0].matters
    door.window.session.wrote(a_desk(door.event).resolve(matter.conflict, matter.versions[0].entry, "di meja lain"), None)
    assert board_of(door) is board


def test_a_third_version_keeps_what_was_chosen_and_typed(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    third = a_prepared(door.event, "third", ["J01"])
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    a_juror(third).record_score("K01", "REG", "60")
    meet(door, room, tmp_path).to_decide.emit(("J01", "K01"))
    page = decision_of(door)
    choose(page, "71")
    QTest.keyClicks(page.reason, "menurut kertas")
    before = journal.count(door.event.file)
    merge(door.event, [pack(third, tmp_path / "stick-3")], a_desk(door.event))
    came = list(journal.entries(door.event.file, before))
    door.window.session.came_in(changes_of(came))
    assert sorted(choice.text() for choice in page.matters[0].choices) == ["60", "71", "76"]
    assert page.matters[0].says == "71" and page.reason.text() == "menurut kertas"
    door.window.switch_language()
    assert page.matters[0].says == "71" and page.button.text() == "Take 71"
    door.window.switch_language()
    third.close()


def changes_of(came: list[journal.Entry]) -> object:
    return Changes(frozenset(entry.register for entry in came), tuple(entry.id for entry in came))


def test_more_than_three_are_shown_on_demand(door: Desk, room: OpenEvent, tmp_path: Path) -> None:
    for candidate in ("K01", "K02"):
        for event, points in ((door.event, "76"), (room, "71")):
            a_juror(event).record_score(candidate, "REG", points)
    for candidate in ("U01", "U02"):
        for event, points in ((door.event, "70"), (room, "71")):
            a_juror(event).record_score(candidate, "INO", points)
    for event, name in ((door.event, "Kabupaten Satu"), (room, "Kota Satu")):
        event.write([a_desk(event).act("candidate", "K01/name", {"value": name})])
    board = meet(door, room, tmp_path)
    assert len(board.disputed.lines) == 3 and board.disputed.more.text() == _("Show {count} more", count=2)
    QTest.mouseClick(board.disputed.more, LEFT)
    assert len(board.disputed.lines) == 5 and board.disputed.more.isHidden()


def test_doubles_that_are_both_signed_are_told_in_a_sentence(door: Desk) -> None:
    juror = a_juror(door.event)
    sign(juror, "K01", "80")
    sign(juror, "K02", "90")
    a_desk(door.event).join("K02", "K01", "dua kali dimasukkan")
    door.sit("")
    door.secretary.go("board")
    board = board_of(door)
    board.table.clicked.emit(board.model.index(0, 1))
    assert board_of(door) is board and says(
        board.said.text(), "{cell}: two sheets of joined candidates are signed; reopen one of them."
    )


def test_a_sheet_that_cannot_count_is_only_offered_for_reopening(door: Desk) -> None:
    juror = a_juror(door.event)
    sign(juror, "K01", "80")
    (genuine,) = journal.heads_of(door.event.file, ("sheet", "J01/K01"))
    assert genuine.value and juror.key
    scores = {code: {"points": "999"} for code in genuine.value["scores"]}
    by_hand = {**genuine.value, "scores": scores, "total": "999"}
    door.event.write([Act("J01", "sheet", "J01/K02", by_hand, sign=juror.key.sign)])
    door.sit("")
    door.secretary.go("board")
    board = board_of(door)
    (line,) = board.disputed.lines
    QTest.mouseClick(line.button, LEFT)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, ReopenPage)
    QTest.keyClicks(page.reason, "Tidak sah")
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    assert board_of(door).disputed.isHidden() and Board.of(door.event.file).records["J01", "K02"].state == "reopened"


@pytest.mark.parametrize(("says", "state"), [("saudara", CellState.RECUSED), ("revisi 1: 80,00", CellState.SIGNED)])
def test_a_conflict_of_interest_against_a_sheet_is_decided(
    door: Desk, room: OpenEvent, tmp_path: Path, says: str, state: CellState
) -> None:
    a_juror(door.event).recuse("K01", "saudara")
    sign(a_juror(room), "K01", "80")
    board = meet(door, room, tmp_path)
    board.table.clicked.emit(board.model.index(0, 1))
    page = decision_of(door)
    choose(page, next(choice.version.says for choice in page.matters[0].choices if says in choice.version.says))
    settle(door, page, "dipastikan dengan juri")
    assert Board.of(door.event.file).cell("J01", "K01").state is state


def renamed(door: Desk, name: str) -> BoardPage:
    """J01 signed the sheet of K01, and the record names another by now."""
    sign(a_juror(door.event), "K01", "80")
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K01/name", {"value": name})])
    door.sit("")
    door.secretary.go("board")
    return board_of(door)


def test_a_sheet_that_names_another_is_told_on_the_board_and_decided_there(door: Desk) -> None:
    board = renamed(door, "Kandidat Contoh K-01")
    assert [line.place for line in board.disputed.lines] == [("candidate", "K01")]
    QTest.mouseClick(board.disputed.lines[0].button, LEFT)
    page = decision_of(door)
    (card,) = page.matters
    assert [one.version.entry for one in card.choices][-1] == REOPEN
    QTest.mouseClick(card.choices[0], LEFT)
    settle(door, page, "ejaan dibetulkan")
    assert Board.of(door.event.file).cell("J01", "K01").state is CellState.SIGNED
    assert board_of(door).disputed.isHidden()


def test_the_cell_of_such_a_sheet_opens_the_decision_and_can_have_it_signed_again(door: Desk) -> None:
    board = renamed(door, "Kandidat Lain")
    codes = [one.code for one in board.model.board.jurors] if board.model.board else []
    index = board.model.index(0, codes.index("J01") + 1)
    assert index.data(CHIP).state is CellState.MISNAMED
    board.table.activated.emit(index)
    page = decision_of(door)
    QTest.mouseClick(page.matters[0].choices[-1], LEFT)
    settle(door, page, "nama keliru")
    assert Board.of(door.event.file).cell("J01", "K01").state is CellState.UNCONFIRMED


def test_tab_comes_to_what_is_to_be_decided_before_the_table_and_out_of_the_table(
    door: Desk, room: OpenEvent, tmp_path: Path
) -> None:
    a_juror(door.event).record_score("K01", "REG", "76")
    a_juror(room).record_score("K01", "REG", "71")
    board = meet(door, room, tmp_path)
    door.secretary.buttons["travel"].setFocus()
    reached: list[QWidget | None] = []
    while board.table not in reached[:-1] and len(reached) < 30:
        QTest.keyClick(door.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(door.window.focusWidget())
    assert board.disputed.lines[0].button in reached[: reached.index(board.table)]
    assert reached[-1] is not board.table
