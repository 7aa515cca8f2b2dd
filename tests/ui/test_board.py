"""The secretary's board, enrolment and documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.board.cells import Board
from juryapp.board.changed_result_words import brief
from juryapp.board.changed_results import alarms, result_changes
from juryapp.board.laptop_names import laptop_names, shown_name
from juryapp.board.results import finals
from juryapp.board.status import status
from juryapp.desk.plenary import reveal
from juryapp.desk.presence import plan, record
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.second_connection import EventPlace
from juryapp.model.candidate import Attendance
from juryapp.model.limits import NAME
from juryapp.model.sheet import CellState
from juryapp.printing.unsigned_papers import minutes_as_of_now
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import look
from juryapp.text import _, plural
from tests.builders import (
    DESK_PIN,
    ENROLLED,
    PASSPHRASE,
    ROOT_PIN,
    a_candidate,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    score_all,
    sign,
)
from tests.saying import says
from tests.store.files import by_hand
from tests.ui.desks import Desk, a_desk_window, draw
from ui.document_page import DocumentPage
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.labels import Button, Label
from ui.secretary.board import CHIP
from ui.secretary.board_legend import meaning
from ui.secretary.board_page import BoardPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.laptop_people import LaptopPeople
from ui.secretary.reopen_page import ReopenPage


def board_of(desk: Desk) -> BoardPage:
    page = desk.secretary.go("board")
    assert isinstance(page, BoardPage)
    page.refresh()
    return page


def chips(page: BoardPage, row: int) -> list[str]:
    return [page.model.index(row, column).data(CHIP).words for column in range(1, page.model.columnCount())]


def complete() -> str:
    return _("{scored}/{criteria} complete", scored=2, criteria=2)


def test_each_cell_says_its_state_in_a_word(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    score_all(a_juror(door.event, "J02"), "K01", "70")
    a_juror(door.event, "J03").record_score("K01", "REG", "60")
    a_juror(door.event, "J04").recuse("K01", "saudara")
    door.sit("")
    assert chips(board_of(door), 0) == [_("signed here"), complete(), "1/2", _("recused")]


def test_the_tiles_add_up(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    page = board_of(door)
    door.settle()
    figures = [label.text() for label in page.tiles.findChildren(QLabel) if label.isVisible()]
    assert figures[:2] == [_("{signed} of {expected}", signed=1, expected=8), _("sheets signed")]
    assert page.model.board is not None and page.model.board.count(CellState.MISSING) == 7


def test_the_tiles_add_up_to_all_cells_where_a_juror_has_left(door: Desk) -> None:
    """A juror's cells for whom she didn't meet are told as such: in the cell, in the legend, and in the tiles."""
    record(a_desk(door.event), plan(Board.of(door.event.file), "J02", None, "K01"), "Dipanggil")
    a_desk(door.event).attendance("K01", Attendance.ABSENT)
    door.sit("")
    page = board_of(door)
    door.settle()
    figures = [
        int(label.text().split()[-1])
        for label in page.tiles.findChildren(QLabel)
        if label.isVisible() and label.text()[-1].isdigit()
    ]
    rows, columns = page.model.rowCount(), page.model.columnCount() - 1
    assert sum(figures) - 3 == rows * columns, "those that are missing stand among the expected ones too"
    assert figures[-1] == 5, "the absent candidate's, and the one juror's who had left"
    why = f"{_('candidate absent')}, {_('juror not there')}"
    told = [label.text() for label in page.tiles.findChildren(QLabel)]
    assert _("not expected ({why})", why=why) in told, "and no reason that there isn't"
    assert chips(page, 1)[1] == _("wasn't there") and page.model.gone(1) == "" and page.model.cell(page.model.index(1, 2)) is None
    assert any(meaning(CellState.ABSENT) == label.text() for label in page.marks.findChildren(QLabel))


def test_whom_nobody_judges_has_a_tile_and_a_sentence_in_its_row(door: Desk) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        record(a_desk(door.event), plan(Board.of(door.event.file), juror, None, "K01"), "Dipanggil")
    door.sit("")
    page = board_of(door)
    door.settle()
    tiles = [label.text() for label in page.tiles.findChildren(QLabel) if label.isVisible()]
    assert _("judged by nobody: {candidates}", candidates="K02") in tiles
    assert page.model.gone(1) and not page.model.gone(0)


def test_a_long_name_is_never_cut(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    name = "Perusahaan Perseroan Daerah Bank Pembangunan Daerah Kabupaten Kepulauan Contoh dan Sekitarnya (Perseroda) " * 2
    name = name[:NAME].strip()
    setup = a_setup(candidates=(a_candidate("K01", name=name), a_candidate("K02")))
    desk = a_desk_window(qtbot, qapp, tmp_path, setup)
    desk.sit("")
    page = board_of(desk)
    metrics = QFontMetrics(fonts.font("text"))
    room = page.table.columnWidth(0) - metrics.horizontalAdvance("K01 ") - 20
    wanted = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, name).height()
    assert page.table.rowHeight(0) >= wanted
    assert page.table.height() >= page.table.rowHeight(0) * 2
    desk.close()


def test_an_absent_candidate_is_one_sentence(door: Desk) -> None:
    a_desk(door.event).attendance("K02", Attendance.ABSENT)
    door.sit("")
    page = board_of(door)
    assert page.model.gone(1).startswith(_("Absent"))
    assert page.table.columnSpan(1, 1) == 4


def test_a_change_elsewhere_is_shown(door: Desk) -> None:
    door.sit("")
    page = board_of(door)
    assert chips(page, 0)[0] == _("not here yet")
    door.window.session.wrote(score_all(a_juror(door.event, "J01"), "K01", "80"), door)
    assert chips(page, 0)[0] == complete()


def test_a_signed_cell_shows_its_sheet(door: Desk) -> None:
    sheet = sign(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    page = board_of(door)
    page.table.clicked.emit(page.model.index(0, 1))
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf == sheet.pdf
    QTest.mouseClick(shown.back_button, Qt.MouseButton.LeftButton)
    assert door.secretary.stack.currentWidget() is page


def test_a_double_click_opens_the_sheet_once(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    page = board_of(door)
    for heard in (page.table.clicked, page.table.activated):
        heard.emit(page.model.index(0, 1))
    door.settle()
    page.table.activated.emit(page.model.index(0, 1))
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage)
    QTest.mouseClick(shown.back_button, Qt.MouseButton.LeftButton)
    assert door.secretary.stack.currentWidget() is page


def test_a_signed_sheet_is_reopened_without_a_request(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    page = board_of(door)
    page.table.clicked.emit(page.model.index(0, 1))
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage)
    QTest.mouseClick(next(b for b in shown.findChildren(Button) if b.text() == _("Reopen…")), Qt.MouseButton.LeftButton)
    reopen = door.secretary.stack.currentWidget()
    assert isinstance(reopen, ReopenPage) and reopen.first is reopen.reason
    QTest.mouseClick(reopen.button, Qt.MouseButton.LeftButton)
    assert reopen.wrong.isVisible() and a_juror(door.event).board().cell("J01", "K01").state is CellState.SIGNED
    QTest.keyClicks(reopen.reason, "Salah ketik")
    QTest.keyClick(reopen.reason, Qt.Key.Key_Return)
    for pin in ("", "bukan-pin-meja"):
        QTest.keyClicks(reopen.pin.field, pin)
        QTest.mouseClick(reopen.button, Qt.MouseButton.LeftButton)
        door.settle()
        assert reopen.pin.said and a_juror(door.event).board().cell("J01", "K01").state is CellState.SIGNED
    QTest.keyClicks(reopen.pin.field, DESK_PIN)
    QTest.mouseClick(reopen.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert a_juror(door.event).board().cell("J01", "K01").state is CellState.COMPLETE
    assert door.secretary.stack.currentWidget() is page and says(
        page.said.text(), "Reopened: {sheet}. The juror signs a new revision."
    )
    assert chips(page, 0)[0] == complete()


def test_a_complete_sheet_is_not_offered_for_reopening(door: Desk) -> None:
    score_all(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    page = board_of(door)
    page.table.clicked.emit(page.model.index(0, 1))
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage)
    assert _("Reopen…") not in [button.text() for button in shown.findChildren(Button)]


def test_a_cell_without_a_sheet_says_so(door: Desk) -> None:
    door.sit("")
    page = board_of(door)
    page.table.clicked.emit(page.model.index(0, 1))
    assert page.said.isVisible() and page.said.text().startswith("K01 · J01")


def own_title(event: OpenEvent) -> str:
    """What the card of the laptop before which one sits is called."""
    return _("Laptop of {who}", who=shown_name(laptop_names(event.file)[event.device or ""], own=True))


def test_a_laptop_has_one_name_on_every_page_and_on_paper(door: Desk, tmp_path: Path) -> None:
    room = a_prepared(door.event, "room", ["J01"])
    sign(a_juror(room), "K01", "80")
    package = pack(room, tmp_path / "stick")
    assert door.event.device and room.device
    people = LaptopPeople(door.event)
    (told,) = look(EventPlace.of(door.event), [package]).packages
    before = people.whose(told)
    merge(door.event, [package], a_desk(door.event))
    names = laptop_names(door.event.file)
    own, other = names[door.event.device], names[room.device]
    assert before == other == "Juri Contoh J01 (J01)" and own == _("the secretary"), (
        "headquarters is told of once it is elsewhere"
    )
    door.sit("")
    titles = {card.laptop: card.title.text() for card in board_of(door).laptops.cards}
    shown = {room.device: other, door.event.device: shown_name(own, own=True)}
    assert titles == {id_: _("Laptop of {who}", who=name) for id_, name in shown.items()}
    assert {one["laptop"] for one in json.loads(minutes_as_of_now(door.event))["heads"]} == {own, other}
    assert {one.name for one in status(door.event.file, door.event.id, {}).devices} == {own, other}
    today = door.secretary.go("today")
    QApplication.processEvents()
    assert any(other in label.text() for label in today.findChildren(Label))


def test_headquarters_confirmation_is_shown_when_its_receipt_comes_in(door: Desk, tmp_path: Path) -> None:
    hq = open_event(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE)
    room = a_prepared(hq, "room", ["J01"], with_desk=True)
    score_all(a_juror(room), "K01", "80")
    door.window.show_seats(room)
    door.sit("")
    page = board_of(door)
    (card,) = [card for card in page.laptops.cards if card.laptop == room.device]
    assert card.title.text() == own_title(room), "whoever worked there"
    assert card.reached.text() == _("not confirmed by headquarters yet")
    assert "J01 09.0" in page.legend.text()
    merge(hq, [pack(room, tmp_path / "stick")], a_desk(hq))
    merge(room, [pack(hq, tmp_path / "stick")])
    door.window.session.truth.emit()
    door.settle()
    (card,) = [card for card in page.laptops.cards if card.laptop == room.device]
    assert card.reached.text() == _("✓ confirmed by headquarters")
    score_all(a_juror(room), "K02", "80")
    page.refresh()
    (card,) = [card for card in page.laptops.cards if card.laptop == room.device]
    assert card.reached.text() == _("confirmed by headquarters in part")
    hq.close()


def test_a_laptop_is_called_by_the_people_who_work_there(door: Desk, tmp_path: Path) -> None:
    room = a_prepared(door.event, "room", ["J01"])
    door.sit("")
    unheard = board_of(door).laptops.unheard
    assert (
        unheard.isVisible() and says(unheard.text(), "Prepared, and nothing heard of yet: {laptops}") and "J01" in unheard.text()
    )
    sign(a_juror(room), "K01", "80")
    merge(door.event, [pack(room, tmp_path / "stick")], a_desk(door.event))
    page = board_of(door)
    page.refresh()
    assert page.laptops.unheard.isHidden()
    cards = {card.laptop: card for card in page.laptops.cards}
    own, other = cards[door.event.device or ""], cards[room.device or ""]
    assert own.title.text() == own_title(door.event) and own.reached.text() == _("written on this laptop")
    assert says(other.title.text(), "Laptop of {who}") and other.title.text().endswith("(J01)")
    assert other.here.text().startswith(plural("{count} signed sheet here", "{count} signed sheets here", 1))
    assert other.reached.text() == _("✓ arrived on this laptop"), "whether it is headquarters' nobody else has said"
    room.close()


def test_a_held_laptop_has_its_card(door: Desk, tmp_path: Path) -> None:
    room = a_prepared(door.event, "room", ["J01"])
    a_juror(room).record_score("K01", "REG", "80")
    merge(door.event, [pack(room, tmp_path / "stick")])
    device = room.device
    room.close()
    door.sit("")
    (card,) = [card for card in board_of(door).laptops.cards if card.laptop == device]
    assert card.here.text() == _("nothing of it is here") and card.reached.text() == _("something of it is held: look at it")


def enrol(door: Desk, pin: str, again: str, inked: bool = True) -> EnrolPage:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.pin, pin)
    QTest.keyClicks(page.again, again)
    if inked:
        draw(page.canvas)
    QTest.keyClicks(page.desk_pin.field, DESK_PIN)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    door.settle()
    return page


def test_enrolling_gives_a_key_under_the_pin(door: Desk) -> None:
    page = enrol(door, "pin-J05", "pin-J05")
    assert "J05" in door.event.trust.jurors
    assert a_juror(door.event, "J05").key is not None
    assert page.said.isVisible() and "J05" in page.said.text()


def test_a_juror_who_is_enrolled_already_is_told_so_first(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], Qt.MouseButton.LeftButton)
    assert page.former.isHidden()
    QTest.mouseClick(page.seats["J01"], Qt.MouseButton.LeftButton)
    assert page.former.isVisible() and says(
        page.former.text(),
        "Already enrolled: the new PIN and signature replace the former ones. What was signed and is here stays valid; what "
        "another laptop signs with the former PIN waits for your decision.",
    )


def test_a_juror_who_was_added_meanwhile_is_in_the_list(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.pin, "pin-J05")
    desk = a_desk(door.event)
    door.window.session.wrote(door.event.write([desk.act("juror", "J09/name", {"value": "Juri Baru"})]), None)
    assert "J09" in page.seats and page.seats["J05"].isChecked()
    assert page.pin.text() == "pin-J05", "what is being typed stays"


def test_two_different_pins_enrol_nobody(door: Desk) -> None:
    page = enrol(door, "pin-J05", "pin-J06")
    assert "J05" not in door.event.trust.jurors
    assert page.secret.said == _("The two PINs differ; type both again.")


def test_a_short_pin_enrols_nobody(door: Desk) -> None:
    page = enrol(door, "123", "123")
    assert "J05" not in door.event.trust.jurors and page.secret.said


def test_without_a_signature_nobody_is_enrolled(door: Desk) -> None:
    enrol(door, "pin-J05", "pin-J05", inked=False)
    assert "J05" not in door.event.trust.jurors


def test_a_board_that_cannot_be_read_does_not_end_a_switch_of_language(door: Desk, qtbot: QtBot) -> None:
    """What goes wrong is left to whoever tells known problems; Qt would fall over it within its own events."""
    door.sit("")
    page = board_of(door)
    with by_hand(door.event.path) as other, qtbot.captureExceptions() as told:
        other.execute("BEGIN EXCLUSIVE")
        door.event.file.connection.execute("PRAGMA busy_timeout=20")
        door.window.switch_language()
        QApplication.processEvents()
        other.execute("ROLLBACK")
    assert told and all(issubclass(kind, FileProblem) for kind, _problem, _trace in told)
    assert page.isVisible()
    door.window.switch_language()


def test_a_final_result_that_changed_stands_above_the_board_until_headquarters_acknowledges_it(door: Desk) -> None:
    for code, points in zip(ENROLLED, ("90", "80", "70", "60"), strict=True):
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, points if candidate == "K01" else "50")
    door.sit("")
    page = board_of(door)
    assert page.changed_results.isHidden()
    door.bot.waitUntil(lambda: "KAB" in finals(door.event.file), timeout=20_000)
    a_desk(door.event).withdraw("K01", "mundur", despite=True)
    page.refresh()
    card = page.changed_results.cards["KAB"]
    told = " ".join(label.text() for label in (card.headline, *card.lines))
    assert card.headline.isVisible() and "Kabupaten dan Kota" in told and "mundur" in told
    assert not card.reason.isVisible() and card.height() < 120, "a line, until it is opened"
    assert "final" not in told and "75,00" not in told and "1." not in told, "before the reveal, at headquarters too"
    assert "final" not in str(brief(door.event.file, card.change))
    reveal(a_desk(door.event), "KAB", reason="Uji coba.", early="Uji coba.")
    page.refresh()
    card = page.changed_results.cards["KAB"]
    told = " ".join(label.text() for label in (card.headline, *card.lines))
    assert "1. K01 75,00" in told and "1. K02 50,00" in told
    door.window.switch_language()
    assert "was changed afterwards" in card.headline.text() and "has withdrawn" in " ".join(line.text() for line in card.lines)
    door.window.switch_language()
    card.more.setFocus()
    QTest.keyClick(card.more, Qt.Key.Key_Space)
    assert card.reason.hasFocus(), "the keyboard suffices"
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert card.pin.said and alarms(door.event.file), "without a reason nothing is acknowledged"
    QTest.keyClicks(card.reason, "surat pengunduran diri")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert card.pin.said and alarms(door.event.file), "the desk's PIN is not headquarters'"
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    door.settle()
    assert alarms(door.event.file) == [] and page.changed_results.isHidden()
    (turn,) = result_changes(door.event.file)
    assert turn.reason == "surat pengunduran diri"
    assert page.said.isVisible() and "surat pengunduran diri" in page.said.text()


def test_leaving_the_desk_puts_what_is_final_on_record_and_forgets_the_key(door: Desk) -> None:
    door.sit("")
    for code in ENROLLED:
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "80")
    door.window.session.stand_up()
    assert "KAB" in finals(door.event.file)
    a_juror(door.event, "J01")
    a_desk(door.event).reopen("J01", "K01", "salah ketik")
    door.window.session.stand_up()
    before = door.entries()
    door.event.before_leaving()
    assert door.entries() == before, "nobody sits at the desk any more"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figures_stand_in_one_line_in_a_narrow_window(door: Desk, language: str) -> None:
    door.sit("")
    page = door.secretary.go("board")
    assert isinstance(page, BoardPage)
    if text.current() != language:
        door.window.switch_language()
    for width in (768, 1366):
        door.window.resize(width, 700)
        QTest.qWait(50)
        tiles = page.tiles.findChildren(Card)
        assert len(tiles) == 5 and len({tile.y() for tile in tiles}) == 1, width
        for label in page.tiles.findChildren(QLabel):
            words = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
            assert words <= label.width(), label.text()
