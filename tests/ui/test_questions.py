"""Rarer questions by keyboard alone: what has the focus, what Enter, Space and Esc do, and that nothing is cut or lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp import text
from juryapp.board.cells import Board
from juryapp.model.points import Scale
from juryapp.model.sheet import CellState
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.pack import pack
from juryapp.store.setup import read_setup
from tests.builders import DESK_PIN, a_desk, a_juror, score_all
from tests.saying import says
from tests.ui.desks import Desk, dressed, opened_by_passphrase
from ui.juror.move_page import MovePage
from ui.parts.labels import Button
from ui.secretary.update_page import UpdatePage
from ui.welcome.new_event_page import NewEventPage
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.welcome.start_page import StartPage

MANY_LINES = "Perda belum ada.\n" * 80
SAMPLE = text.resources() / "templates" / "sample-event.xlsx"


def press(desk: Desk, key: Qt.Key) -> None:
    """Presses a key where the focus is."""
    QTest.keyClick(desk.window.focusWidget(), key)
    desk.settle()


def an_older_file(desk: Desk) -> tuple[Path, Path]:
    """(newer, older): the event is closed, an earlier copy of it lies beside it."""
    path = desk.event.path
    older = Path(shutil.copy2(path, path.with_name("older.jury")))
    desk.type_points("REG", "81")
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)
    desk.window.leave_event()
    return path, older


def shown_buttons(page: PassphrasePage) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.isVisible()]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["1", "2"])
def test_no_button_of_the_offer_is_cut(desk: Desk, qapp: QApplication, language: str, size: str) -> None:
    _newer, older = an_older_file(desk)
    text.use(language)
    page = opened_by_passphrase(desk, older)
    theme = dressed(qapp, desk.window.laptop)
    theme.choose_size(size)
    try:
        QApplication.processEvents()
        assert page.offer
        for button in shown_buttons(page):
            assert button.width() >= button.sizeHint().width(), button.text()
    finally:
        theme.choose_size("1")


def test_enter_opens_the_newer_file_and_tab_walks_through_what_else_there_is(desk: Desk) -> None:
    newer, older = an_older_file(desk)
    page = opened_by_passphrase(desk, older)
    assert page.offer and [one for one in shown_buttons(page) if one.property("kind") == "main"] == [page.offer.newer_button]
    walked = []
    for _press in range(3):
        walked.append(desk.window.focusWidget())
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [page.offer.newer_button, page.offer.both_button, page.offer.go_on_button]
    page.offer.newer_button.setFocus()
    press(desk, Qt.Key.Key_Return)
    assert isinstance(desk.window.page, SeatPage) and desk.event.path == newer


def test_an_enter_too_many_goes_on_with_no_older_file(desk: Desk) -> None:
    newer, older = an_older_file(desk)
    newer.unlink()
    shutil.rmtree(desk.window.laptop.home.spares, ignore_errors=True)
    page = opened_by_passphrase(desk, older)
    assert page.offer and page.offer.go_on_button.isVisible() and not page.offer.take_button.isVisible()
    assert desk.window.focusWidget() is page.back_button
    press(desk, Qt.Key.Key_Return)
    assert isinstance(desk.window.page, StartPage) and not desk.window.session.is_open
    page = opened_by_passphrase(desk, older)
    assert page.offer
    page.offer.go_on_button.setFocus()
    press(desk, Qt.Key.Key_Space)
    assert isinstance(desk.window.page, SeatPage) and desk.event.path == older


def test_esc_leaves_the_offer_and_decides_nothing(desk: Desk) -> None:
    newer, older = an_older_file(desk)
    before = newer.read_bytes(), older.read_bytes()
    opened_by_passphrase(desk, older)
    press(desk, Qt.Key.Key_Escape)
    assert isinstance(desk.window.page, StartPage) and not desk.window.session.is_open
    assert (newer.read_bytes(), older.read_bytes()) == before
    assert opened_by_passphrase(desk, older).offer, "it is asked again"


def test_what_is_to_be_done_with_a_package_is_told_as_such_until_it_is_done(door: Desk, tmp_path: Path) -> None:
    package, event = pack(door.event, tmp_path / "stick"), door.event.path
    door.window.leave_event()
    opened_by_passphrase(door, package)
    press(door, Qt.Key.Key_Return)
    notice = door.window.notice
    assert not notice.isHidden() and notice.words.property("notice") == "warn"
    opened_by_passphrase(door, event)
    door.sit("")
    door.settle()
    assert notice.isHidden()


def former_criteria(door: Desk) -> UpdatePage:
    """The weights changed after a sheet was scored; the secretary is at the page."""
    score_all(a_juror(door.event), "K01", "80")
    setup, desk = read_setup(door.event.file), a_desk(door.event)
    weights = {"REG": Decimal(40), "CAK": Decimal(60)}
    criteria = tuple(replace(one, weight=weights.get(one.code, one.weight)) for one in setup.criteria)
    apply(desk, plan(desk, replace(setup, criteria=criteria)), [])
    door.sit("")
    page = door.secretary.go("update")
    assert isinstance(page, UpdatePage)
    door.settle()
    return page


def test_what_is_typed_at_former_criteria_survives_another_theme_and_language(door: Desk, qapp: QApplication) -> None:
    (card,) = former_criteria(door).former.cards
    card.look.setFocus()
    press(door, Qt.Key.Key_Return)
    assert card.shown
    lines = card.shown.lines
    QTest.keyClicks(card.reason, "bobot diputuskan pleno")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    theme = dressed(qapp, door.window.laptop)
    theme.choose("dark")
    theme.choose("light")
    door.window.switch_language()
    door.bot.waitUntil(lambda: card.shown is not None and card.shown.lines != lines, timeout=20_000)
    door.settle()
    assert card.reason.text() == "bobot diputuskan pleno" and card.pin.field.text() == DESK_PIN
    card.button.setFocus()
    press(door, Qt.Key.Key_Return)
    assert Board.of(door.event.file).cell("J01", "K01").state is CellState.COMPLETE


def test_news_at_former_criteria_is_told_and_a_lacking_reason_has_the_focus(door: Desk) -> None:
    (card,) = former_criteria(door).former.cards
    card.look.setFocus()
    press(door, Qt.Key.Key_Return)
    QTest.keyClicks(card.pin.field, DESK_PIN)
    card.button.setFocus()
    press(door, Qt.Key.Key_Return)
    assert card.said.isVisible() and door.window.focusWidget() is card.reason
    before = card.shown
    door.window.session.wrote(score_all(a_juror(door.event, "J02"), "K01", "70"), None)
    door.settle()
    assert card.shown is not None and before is not None
    news = says(card.said.text(), "The event changed meanwhile; look at what would become of the sheets now.")
    assert news == (card.shown != before)


def test_scores_of_another_name_are_moved_or_confirmed_by_keyboard(desk: Desk) -> None:
    score_all(a_juror(desk.event), "K01", "80")
    changed = desk.event.write([a_desk(desk.event).act("candidate", "K01/name", {"value": "Kabupaten Lain"})])
    desk.window.session.wrote(changed, None)
    desk.settle()
    head = desk.page.desk.form.head
    head.confirm.setFocus()
    QTest.keyClick(head.confirm, Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is head.move_scores
    press(desk, Qt.Key.Key_Return)
    assert isinstance(desk.page.currentWidget(), MovePage)
    desk.page.show_desk()
    head.confirm.setFocus()
    press(desk, Qt.Key.Key_Escape)
    assert Board.of(desk.event.file).cell("J01", "K01").state is CellState.UNCONFIRMED
    head.confirm.setFocus()
    press(desk, Qt.Key.Key_Space)
    assert Board.of(desk.event.file).cell("J01", "K01").state is CellState.COMPLETE
    assert not head.move_scores.isVisible()


def test_a_refused_reason_keeps_the_focus_and_is_there_again_after_another_candidate(desk: Desk) -> None:
    card = desk.type_points("REG", "81")
    card.focus_points()
    card.remark.setFocus()
    card.remark.setText(MANY_LINES)
    press(desk, Qt.Key.Key_Return)
    assert desk.window.focusWidget() is card.remark and card.message.isVisible()
    desk.window.switch_language()
    assert card.message.isVisible(), "it is refused in the other language too"
    desk.page.desk.select("K02")
    desk.page.desk.select("K01")
    assert desk.card("REG").remark.text() == MANY_LINES and desk.card("REG").message.text()
    desk.card("REG").focus_points()
    desk.card("REG").remark.setFocus()
    desk.card("REG").remark.setText("Perda belum ada.")
    press(desk, Qt.Key.Key_Return)
    assert not desk.card("REG").message.text() and desk.window.focusWidget() is desk.card("CAK").field


@pytest.mark.parametrize("leave", ["leave_event", "hand_over"])
@pytest.mark.parametrize("field", ["remark", "points"])
def test_what_was_refused_is_left_with_one_press(desk: Desk, leave: str, field: str) -> None:
    card = desk.card("REG")
    card.focus_points()
    if field == "remark":
        card.remark.setFocus()
        card.remark.setText(MANY_LINES)
    else:
        QTest.keyClicks(card.field, "101")
    getattr(desk.window, leave)()
    QTest.mouseClick(desk.window.notice.drop, Qt.MouseButton.LeftButton)
    desk.settle()
    assert isinstance(desk.window.page, StartPage if leave == "leave_event" else SeatPage)


def test_points_of_a_former_scale_are_told_where_they_were_given(desk: Desk) -> None:
    desk.type_points("REG", "85")
    setup, secretary = read_setup(desk.event.file), a_desk(desk.event)
    ten = Scale(Decimal(0), Decimal(10))
    criteria = tuple(replace(one, scale=ten) if one.code == "REG" else one for one in setup.criteria)
    changes = apply(secretary, plan(secretary, replace(setup, criteria=criteria)), [])
    desk.window.session.wrote(changes, None)
    desk.settle()
    card = desk.card("REG")
    told = "{points} was given under former criteria and doesn't count now; give it anew."
    assert says(card.message.text(), told, points="85") and card.field.text() == ""
    desk.type_points("REG", "8")
    assert not card.message.text() and desk.stored()["REG"] == "8"


def test_a_spoiled_workbook_is_counted_and_chosen_anew_without_a_mouse(door: Desk, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLE)
    for row in range(2, 12):
        book["Kriteria"][f"F{row}"], book["Jadwal"][f"A{row}"] = "seratus", "31/13/2025"
        book["Kandidat"][f"D{row}"] = "TIADA"
    book.save(tmp_path / "wrong.xlsx")
    door.window.leave_event()
    door.window.show_new_event()
    page = door.window.page
    assert isinstance(page, NewEventPage) and door.window.focusWidget() is page.choose
    page.take(tmp_path / "wrong.xlsx")
    door.settle()
    door.bot.waitUntil(lambda: not page.choose.visibleRegion().isEmpty())
    assert len(page.at_workbook.text().splitlines()) == 31 and door.window.focusWidget() is page.choose
    assert page.choose.visibleRegion().boundingRect().height() == page.choose.height()
