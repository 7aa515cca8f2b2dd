"""The scoring form: what is typed is stored with the right candidate, once it is finished, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.text import _, plural
from tests.builders import NOW, Ticking, a_juror, score_all
from tests.ui.desks import Desk
from ui.juror.history import history_words
from ui.juror.keys_page import KeysPage
from ui.juror.points_field import FieldState


def test_opening_every_candidate_stores_nothing(desk: Desk) -> None:
    score_all(desk.page.sitting.desk, "K01", "70")
    before = desk.entries()
    for number in ("K02", "U01", "U02", "K01"):
        desk.page.desk.select(number)
        for card in desk.page.desk.form.cards:
            card.focus_points()
    desk.page.settle()
    assert desk.entries() == before


def test_enter_stores_the_points_and_goes_to_the_next_score(desk: Desk) -> None:
    desk.type_points("REG", "85")
    assert desk.stored() == {"REG": "85"}
    assert desk.card("CAK").field.hasFocus()


def test_typing_alone_stores_nothing(desk: Desk) -> None:
    before = desk.entries()
    desk.type_points("REG", "85", enter=False)
    assert desk.entries() == before


@pytest.mark.parametrize("text", ["101", "85,5", "abc", "-1", "1e1", "8 5"])
def test_what_is_not_allowed_is_said_and_the_stored_value_stays(desk: Desk, text: str) -> None:
    desk.type_points("REG", "85")
    card = desk.type_points("REG", text)
    assert desk.stored() == {"REG": "85"}
    assert card.field.text() == text and card.field.wrong and card.field.hasFocus()
    assert not card.message.isHidden() and card.message.text().endswith(_("{problem} Not saved.", problem=""))
    QTest.keyClicks(card.field, "79")
    assert card.field.text() == "79", "what was refused is replaced by the next key, not gone on with"


@pytest.mark.parametrize("text", ["85,5", "85.5"])
def test_a_comma_and_a_dot_say_the_same_decimal(desk: Desk, text: str) -> None:
    desk.page.desk.select("U01")
    card = desk.type_points("INO", text)
    assert desk.stored("U01") == {"INO": "85.5"}
    assert card.field.text() == "85,5"


def test_an_edit_belongs_to_the_candidate_for_which_it_was_typed(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    desk.page.desk.select("K02")
    assert (desk.stored("K01"), desk.stored("K02")) == ({"REG": "85"}, {})
    assert desk.page.desk.list.currentIndex().row() == desk.page.desk.model.row_of("K02")
    assert desk.card("REG").field.text() == ""


def test_what_is_not_allowed_waits_for_its_own_candidate(desk: Desk) -> None:
    desk.type_points("REG", "101", enter=False)
    desk.page.desk.select("K02")
    assert desk.card("REG").field.text() == ""
    desk.page.desk.select("K01")
    assert desk.card("REG").field.text() == "101"
    assert not desk.card("REG").message.isHidden()
    assert desk.stored() == {}


def test_an_empty_field_changes_nothing_and_removing_is_a_press(desk: Desk) -> None:
    desk.type_points("REG", "85")
    card = desk.card("REG")
    card.focus_points()
    card.field.clear()
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "85"}
    assert card.field.text() == "85"
    QTest.mouseClick(card.ask_clear, Qt.MouseButton.LeftButton)
    assert desk.stored() == {}
    assert card.field.look is FieldState.EMPTY


def test_a_half_typed_number_stays_pending_when_the_window_loses_the_focus(desk: Desk) -> None:
    card = desk.type_points("REG", "8", enter=False)
    QApplication.sendEvent(card.field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert desk.stored() == {} and card.field.text() == "8"
    QApplication.sendEvent(card.field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    QTest.keyClicks(card.field, "5")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "85"}


def test_leaving_the_field_within_the_window_ends_the_edit(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_Tab)
    assert desk.stored() == {"REG": "85"}


def test_what_cannot_be_assessed_has_a_reason_and_a_look_of_its_own(desk: Desk) -> None:
    card = desk.card("REG")
    card.focus_points()
    QTest.keyClicks(card.field, "-")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert card.body.reason.isVisible()
    QTest.mouseClick(card.body.keep_reason, Qt.MouseButton.LeftButton)
    assert desk.stored() == {}, "without a reason nothing is stored"
    QTest.keyClicks(card.body.reason, "Berkas tidak ada")
    QTest.mouseClick(card.body.keep_reason, Qt.MouseButton.LeftButton)
    assert desk.stored() == {"REG": "-"}
    assert card.field.look is FieldState.UNASSESSED and "Berkas tidak ada" in card.message.text()


def test_the_lowest_score_is_a_score(desk: Desk) -> None:
    card = desk.type_points("REG", "0")
    assert desk.stored() == {"REG": "0"}
    assert card.field.look is FieldState.SCORED


def test_arrows_step_only_from_what_is_stored(desk: Desk, qtbot: QtBot) -> None:
    card = desk.card("REG")
    card.focus_points()
    QTest.keyClick(card.field, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert desk.stored() == {}
    desk.type_points("REG", "99")
    card.focus_points()
    for _again in range(3):
        QTest.keyClick(card.field, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.stored() == {"REG": "100"})


def test_a_step_that_is_held_makes_one_entry_when_it_is_let_go(desk: Desk, qtbot: QtBot) -> None:
    card = desk.type_points("REG", "60")
    card.focus_points()
    before = desk.entries()
    for repeats in (False, *[True] * 9):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier, autorep=repeats)
        QApplication.sendEvent(card.field, held)
    assert card.field.text() == "50" and desk.entries() == before
    QTest.keyRelease(card.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.stored() == {"REG": "50"})
    assert desk.entries() == before + 1


def test_a_held_step_that_the_system_tells_as_many_presses_makes_one_entry(desk: Desk, qtbot: QtBot) -> None:
    """As X11 tells of it: the key comes up and goes down again, dozens of times a second."""
    card = desk.type_points("REG", "60")
    card.focus_points()
    before = desk.entries()
    for _again in range(10):
        QTest.keyPress(card.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        QTest.keyRelease(card.field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert card.field.text() == "50" and desk.entries() == before
    qtbot.waitUntil(lambda: desk.stored() == {"REG": "50"})
    assert desk.entries() == before + 1


def test_no_text_is_dropped_into_points(desk: Desk) -> None:
    assert not desk.card("REG").field.acceptDrops()


def test_the_wheel_changes_nothing(desk: Desk) -> None:
    card = desk.type_points("REG", "50")
    before = desk.entries()
    card.focus_points()
    middle = QPointF(card.field.rect().center())
    wheel = QWheelEvent(
        middle,
        card.field.mapToGlobal(middle),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(card.field, wheel)
    desk.page.settle()
    assert desk.entries() == before and card.field.text() == "50"


def test_escape_leaves_what_is_stored(desk: Desk) -> None:
    desk.type_points("REG", "80")
    card = desk.type_points("REG", "12", enter=False)
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    desk.page.settle()
    assert card.field.text() == "80" and desk.stored() == {"REG": "80"}


def test_enter_goes_to_the_first_missing_score_and_then_to_the_review(desk: Desk) -> None:
    desk.type_points("CAK", "80")
    assert desk.card("REG").field.hasFocus()
    desk.type_points("REG", "70")
    desk.type_points("CAK", "81")
    assert desk.page.desk.footer.review.hasFocus()


def test_the_reason_is_stored_when_its_edit_ends(desk: Desk) -> None:
    card = desk.type_points("REG", "85")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "Perbup berlaku")
    QTest.keyClick(card.remark, Qt.Key.Key_Tab)
    assert a_juror(desk.event).board().drafts["J01", "K01"]["REG"].score.remark == "Perbup berlaku"


def test_the_running_total_says_of_how_much(desk: Desk) -> None:
    desk.type_points("REG", "85")
    footer = desk.page.desk.footer
    assert (footer.number.text(), footer.total.text()) == ("K01 ·", "51,00")
    assert footer.of.text() == _("of {most} ({scored} of {criteria})", most=60, scored=1, criteria=2)


def test_a_band_shows_its_points_and_only_a_key_stores(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    before = banded.entries()
    QTest.mouseClick(card.bands.buttons[1], Qt.MouseButton.LeftButton)
    assert banded.entries() == before
    assert [key.text() for key in card.bands.keys] == [str(points) for points in range(90, 100)]
    QTest.mouseClick(card.bands.keys[4], Qt.MouseButton.LeftButton)
    assert banded.stored() == {"REG": "94"}
    assert [button.isChecked() for button in card.bands.buttons] == [False, True, False, False]


def test_a_wide_band_asks_tens_and_then_units(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    QTest.mouseClick(card.bands.buttons[3], Qt.MouseButton.LeftButton)
    tens = card.bands.keys
    assert [key.text() for key in tens] == ["0–9", "10–19", "20–29", "30–39", "40–49", "50–59"]
    QTest.mouseClick(tens[4], Qt.MouseButton.LeftButton)
    assert banded.stored() == {}
    QTest.mouseClick(card.bands.keys[len(tens) + 7], Qt.MouseButton.LeftButton)
    assert banded.stored() == {"REG": "47"}


def test_a_band_of_one_value_stores_it(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    QTest.mouseClick(card.bands.buttons[0], Qt.MouseButton.LeftButton)
    assert banded.stored() == {"REG": "100"}


def test_walking_the_bands_with_the_arrows_stores_nothing(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    card.bands.buttons[1].setFocus()
    QTest.keyClick(card.bands.buttons[1], Qt.Key.Key_Up)
    assert card.bands.buttons[0].hasFocus()
    assert banded.stored() == {}


def test_a_card_that_opens_stays_where_it_was_pressed(banded: Desk) -> None:
    banded.card("REG").focus_points()
    QApplication.processEvents()
    field = banded.card("CAK").field
    before = field.mapTo(banded.window, QPoint(0, 0))
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert banded.card("CAK").active
    assert field.mapTo(banded.window, QPoint(0, 0)) == before


def test_a_field_says_who_and_what_to_a_screen_reader(desk: Desk) -> None:
    field = desk.card("REG").field
    assert field.accessibleName() == "K01, Kriteria REG, skor 0–100"
    assert field.accessibleDescription() == _("not scored")


def focused(desk: Desk) -> object:
    return desk.window.focusWidget()


def test_escape_returns_to_the_score(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    for part in (card.bands.buttons[0], card.remark):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        assert focused(banded) is card.field


def test_the_form_warns_when_another_candidate_is_scheduled_now(desk: Desk) -> None:
    assert desk.page.desk.form.head.other.isHidden()
    desk.page.desk.select("K02")
    assert desk.page.desk.form.head.other.isVisible() and "K01" in desk.page.desk.form.head.other.text()


def test_ctrl_enter_opens_the_next_candidate_at_its_heading(desk: Desk) -> None:
    card = desk.type_points("REG", "85", enter=False)
    QTest.keyClick(card.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.candidate == "K02" and focused(desk) is desk.page.desk.form.heading.name
    assert desk.stored("K01") == {"REG": "85"}
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.page.desk.form.heading.name, Qt.Key.Key_Return, back)
    assert desk.page.candidate == "K01"


def test_f6_goes_round_the_panes(desk: Desk) -> None:
    desk.page.desk.form.heading.name.setFocus()
    QTest.keyClick(desk.page.desk.form.heading.name, Qt.Key.Key_F6)
    assert focused(desk) is desk.page.desk.notes.field
    QTest.keyClick(desk.page.desk.notes.field, Qt.Key.Key_F6)
    assert focused(desk) is desk.page.desk.list


def test_the_history_tells_what_was_written_when(desk: Desk) -> None:
    desk.type_points("REG", "80")
    desk.type_points("REG", "85")
    card = desk.card("REG")
    card.focus_points()
    QTest.mouseClick(card.body.clear, Qt.MouseButton.LeftButton)
    card.focus_points()
    QTest.mouseClick(card.body.history_button, Qt.MouseButton.LeftButton)
    told = [line.text() for line in card.body.history.lines]
    assert [line.rpartition(": ")[2] for line in told] == ["80", "85", _("removed")]
    assert all(line.startswith("19 Februari 2024 09.0") for line in told)
    desk.type_points("REG", "86")
    assert desk.card("REG").body.history.isHidden(), "what is shown is never out of date"


def test_the_history_says_what_came_from_another_laptop(desk: Desk) -> None:
    desk.type_points("REG", "80")
    entries = [replace(one, device="another") for one in desk.page.sitting.desk.history("K01", "REG")]
    assert history_words(desk.event, entries)[0].endswith(_("{when}: {points}, at another laptop", when="", points=80))


def test_points_can_be_typed_on_the_screen(desk: Desk) -> None:
    card = desk.card("REG")
    QTest.mouseClick(card.field, Qt.MouseButton.LeftButton)
    dock = desk.page.desk.form.dock
    QTest.mouseClick(dock.pad_button, Qt.MouseButton.LeftButton)
    keys = {key.text(): key for key in dock.pad.keys}
    for digit in "7", "8":
        QTest.mouseClick(keys[digit], Qt.MouseButton.LeftButton)
    assert desk.stored() == {} and card.field.text() == "78"
    QTest.mouseClick(dock.next, Qt.MouseButton.LeftButton)
    assert desk.stored() == {"REG": "78"}
    assert desk.card("CAK").field.hasFocus()


def test_escape_in_a_note_returns_to_the_score_that_is_being_given(desk: Desk) -> None:
    desk.card("CAK").focus_points()
    notes = desk.page.desk.notes
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "12")
    QTest.keyClick(notes.field, Qt.Key.Key_Escape)
    assert focused(desk) is desk.card("CAK").field
    assert desk.stored() == {} and notes.field.toPlainText() == "12"


def test_f1_shows_the_keys_and_nothing_is_lost(desk: Desk) -> None:
    card = desk.type_points("REG", "85", enter=False)
    QTest.keyClick(card.field, Qt.Key.Key_F1)
    page = desk.page.currentWidget()
    assert isinstance(page, KeysPage) and desk.stored() == {"REG": "85"}
    QTest.keyClick(page.back_button, Qt.Key.Key_Escape)
    assert desk.page.currentWidget() is desk.page.desk


def test_ctrl_f_finds_a_candidate_by_its_number(desk: Desk) -> None:
    QTest.keyClick(desk.page.desk.form.heading.name, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(desk.window.focusWidget(), "u02")
    assert [line.number for line in desk.page.desk.model.lines if line.number] == ["U02"]
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    assert desk.page.candidate == "U02"


def test_the_countdown_is_in_words_and_can_be_folded(desk: Desk) -> None:
    clock = desk.window.laptop.clock
    assert isinstance(clock, Ticking)
    countdown = desk.page.desk.form.heading.countdown
    clock.now = NOW + timedelta(minutes=17, seconds=30)
    countdown.tick()
    assert countdown.text() == plural("{count} minute left", "{count} minutes left", 12)
    clock.now = NOW + timedelta(minutes=32, seconds=30)
    countdown.tick()
    assert countdown.text() == plural("{count} minute over", "{count} minutes over", 2)
    clock.now = NOW + timedelta(minutes=5)
    QTest.mouseClick(countdown, Qt.MouseButton.LeftButton)
    assert countdown.text() == _("scheduled now")
    desk.page.desk.select("U01")
    assert countdown.isHidden()


def test_enter_on_the_heading_goes_to_the_first_missing_score(desk: Desk) -> None:
    desk.type_points("REG", "80")
    before = desk.entries()
    heading = desk.page.desk.form.heading.name
    heading.setFocus()
    QTest.keyClick(heading, Qt.Key.Key_Return)
    assert focused(desk) is desk.card("CAK").field and desk.entries() == before


def test_ctrl_enter_opens_the_next_candidate_wherever_the_focus_is(banded: Desk) -> None:
    banded.type_points("REG", "95")
    places = (
        lambda card: card.remark,
        lambda card: card.bands.buttons[1],
        lambda card: card.body.history_button,
        lambda card: banded.page.desk.form.strip.keys[0],
        lambda card: banded.page.desk.footer.review,
        lambda card: banded.page.desk.notes.field,
    )
    for place in places:
        banded.page.desk.select("K01")
        card = banded.card("REG")
        card.focus_points()
        place(card).setFocus()
        QTest.keyClick(place(card), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert banded.page.candidate == "K02", place(card)
        assert focused(banded) is banded.page.desk.form.heading.name
    assert banded.stored("K01") == {"REG": "95"}


def test_what_is_typed_replaces_a_former_reason_why_it_cannot_be_assessed(desk: Desk) -> None:
    a_juror(desk.event).cannot_assess("K02", "REG", "tidak hadir")
    desk.page.desk.select("K02")
    card = desk.card("REG")
    card.focus_points()
    card.ask_reason()
    QTest.keyClicks(card.body.reason, "sakit")
    assert card.body.reason.text() == "sakit"


def test_a_press_on_stored_points_selects_them(desk: Desk) -> None:
    card = desk.type_points("REG", "70")
    desk.card("CAK").focus_points()
    QTest.mouseClick(card.field, Qt.MouseButton.LeftButton, pos=QPoint(4, card.field.height() // 2))
    QTest.keyClicks(card.field, "80")
    assert card.field.text() == "80"
    QTest.mouseClick(card.field, Qt.MouseButton.LeftButton, pos=QPoint(4, card.field.height() // 2))
    assert not card.field.hasSelectedText(), "a second press puts the cursor"


def test_whoever_comes_back_to_refused_points_types_over_them(desk: Desk) -> None:
    card = desk.type_points("REG", "850")
    for come_back in (
        card.focus_points,
        lambda: QTest.mouseClick(card.field, Qt.MouseButton.LeftButton, pos=QPoint(4, card.field.height() // 2)),
    ):
        desk.card("CAK").focus_points()
        come_back()
        assert card.field.wrong and card.field.selectedText() == "850"
    desk.page.desk.select("K02")
    desk.page.desk.select("K01")
    card = desk.card("REG")
    card.focus_points()
    QTest.keyClicks(card.field, "85")
    assert card.field.text() == "85"
