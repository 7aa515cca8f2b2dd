"""Review and sign: what was shown is signed, with one PIN, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.desk.juror import JurorDesk
from juryapp.event.second_connection import once_more
from juryapp.model.sheet import CellState
from juryapp.store import journal
from juryapp.text import _, plural
from tests.builders import PASSPHRASE, a_desk, a_juror, an_event, pin_of, score_all
from tests.ui.desks import Desk, a_desk_window, draw
from ui.juror.canvas import InkCanvas
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage

LEFT = Qt.MouseButton.LeftButton


def _three(folder: Path) -> None:
    with an_event(folder) as event:
        juror = a_juror(event)
        for number in ("K01", "K02", "U01"):
            score_all(juror, number, "80")
        juror.record_score("U02", "INO", "70")


@pytest.fixture
def three(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """K01, K02 and U01 are complete, U02 is begun."""
    desk = a_desk_window(qtbot, qapp, tmp_path, made=_three)
    desk.sit("J01")
    desk.page.desk.select("K02")
    desk.page.review()
    yield desk
    desk.close()


def review_of(desk: Desk) -> ReviewPage:
    page = desk.page.currentWidget()
    assert isinstance(page, ReviewPage)
    return page


def sign_now(desk: Desk, pin: str = "") -> None:
    review = review_of(desk)
    if review.canvas.empty:
        draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin or pin_of("J01"))
    QTest.mouseClick(review.sign, LEFT)
    desk.settle()


def states(desk: Desk) -> dict[str, CellState]:
    board = a_juror(desk.event).board()
    return {number: board.cell("J01", number).state for number in board.candidates}


def test_one_after_the_other_is_reviewed_and_signed_with_one_pin(three: Desk) -> None:
    review = review_of(three)
    assert review.next_button.text() == _("Review {number} as well ({place} of {count})", number="K01", place=2, count=3)
    QTest.mouseClick(review.next_button, LEFT)
    QTest.mouseClick(review.next_button, LEFT)
    assert review.next_button.isHidden() and review.former_button.text() == _("Back to {number}", number="K01")
    assert review.sign.text() == plural(
        "Sign {count} sheet: {numbers}", "Sign {count} sheets: {numbers}", 3, numbers="K01, K02, U01"
    )
    assert review.what.text().count("Jumlah") == 3 and "Instansi Contoh U01" in review.what.text()
    sign_now(three)
    assert states(three) == dict.fromkeys(("K01", "K02", "U01"), CellState.SIGNED) | {"U02": CellState.DRAFT}
    page = three.page.currentWidget()
    assert isinstance(page, SignedPage)
    seen = []
    for _again in range(3):
        seen.append(page.title.text())
        QTest.mouseClick(page.turn_button, LEFT)
    assert [title.split(": ")[1][:3] for title in seen] == ["K01", "K02", "U01"]
    folder = three.folder / "salinan"
    folder.mkdir()
    assert "3" in page.copy_button.text()
    page.save_all(folder)
    three.settle()
    assert len(list(folder.glob("*.pdf"))) == 3 and page.said.isVisible()
    assert all(one.name in page.said.text() for one in folder.glob("*.pdf")), "what was saved is named"
    assert page.on_button.text().startswith(_("Next: {candidate}", candidate="U02"))


def test_a_sheet_whose_interview_is_still_to_begin_says_so_before_it_is_signed(three: Desk) -> None:
    """It is nine: K02 comes at half past, K01 now, U01 has no hour."""
    review = review_of(three)
    assert review.early.isVisible() and "K02" in review.early.text() and "09.30" in review.early.text()
    for number in ("K01", "U01"):
        QTest.mouseClick(review.next_button, LEFT)
        assert review.candidate == number and review.early.isHidden()
    sign_now(three)
    assert states(three)["K02"] is CellState.SIGNED, "told, not refused"


def test_what_was_not_shown_is_not_signed(three: Desk) -> None:
    QTest.mouseClick(review_of(three).next_button, LEFT)
    sign_now(three)
    assert states(three)["U01"] is CellState.COMPLETE
    assert states(three)["K01"] is states(three)["K02"] is CellState.SIGNED


def test_what_others_lack_is_named_and_a_press_goes_there(three: Desk) -> None:
    (button,) = review_of(three).lacking.buttons
    assert button.text() == "U02: Kriteria PIM"
    QTest.mouseClick(button, LEFT)
    assert three.page.candidate == "U02" and three.window.focusWidget() is three.card("PIM").field, three.window.focusWidget()


def test_from_an_incomplete_sheet_the_complete_ones_can_be_reviewed(three: Desk) -> None:
    three.page.show_desk()
    three.page.desk.select("U02")
    three.page.review()
    missing = review_of(three)
    assert [button.text() for button in missing.missing_buttons] == ["2 Kriteria PIM"]
    three.page.review("K01")
    assert review_of(three).reviewed == ["K01"] and not review_of(three).preview.isHidden()


def test_mistakes_are_remembered_when_the_page_is_left(three: Desk) -> None:
    for _again in range(3):
        sign_now(three, "bukan-pin")
    assert review_of(three).pin.field.isReadOnly()
    three.page.show_desk()
    three.page.review()
    review = review_of(three)
    assert review.pin.field.isReadOnly() and not review.sign.isEnabled()
    assert states(three)["K02"] is CellState.COMPLETE


def test_a_stroke_is_undone(three: Desk) -> None:
    canvas = review_of(three).canvas
    draw(canvas)
    draw(canvas)
    QTest.mouseClick(review_of(three).signature.undo, LEFT)
    ink = canvas.ink()
    assert ink is not None and len(ink.strokes) == 1
    QTest.mouseClick(review_of(three).signature.undo, LEFT)
    assert canvas.ink() is None


def test_a_pen_draws_with_its_pressure(three: Desk) -> None:
    canvas = review_of(three).canvas
    press(canvas, QEvent.Type.TabletPress, 50, 0.2)
    press(canvas, QEvent.Type.TabletMove, 90, 0.9)
    press(canvas, QEvent.Type.TabletRelease, 90, 0.0)
    ink = canvas.ink()
    assert ink is not None
    assert [round(pressure, 1) for _, _, pressure in ink.strokes[0]] == [0.2, 0.9]


def press(canvas: InkCanvas, kind: QEvent.Type, x: float, pressure: float) -> None:
    at = QPointF(x, 60)
    pen = QPointingDevice.primaryPointingDevice()
    assert isinstance(pen, QInputDevice)
    button = LEFT if kind is not QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind, pen, at, canvas.mapToGlobal(at), pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, button, button
    )
    QApplication.sendEvent(canvas, event)


def test_a_finger_draws(qtbot: QtBot) -> None:
    canvas = InkCanvas()
    qtbot.addWidget(canvas)
    canvas.show()
    finger = QTest.createTouchDevice()
    for act, at in (("press", QPoint(60, 60)), ("move", QPoint(200, 90)), ("release", QPoint(200, 90))):
        touch = QTest.touchEvent(canvas, finger, False)
        getattr(touch, act)(0, at, canvas)
        touch.commit(True)
    ink = canvas.ink()
    assert ink is not None and [point[:2] for point in ink.strokes[0]] == [(60, 60), (200, 90)]


def other_laptop(desk: Desk) -> JurorDesk:
    """J01 at another connection to the same event, as a package that comes in writes to it."""
    return JurorDesk.sit(once_more(desk.window.laptop, desk.event.path, PASSPHRASE), "J01", pin_of("J01"))


def comes_in(desk: Desk, candidate: str, points: str) -> None:
    """While the page stands open another value of the first criterion comes in, and the window hears of it."""
    other = other_laptop(desk)
    code = other.board().criteria[other.board().candidates[candidate].category][0].code
    changes = other.record_score(candidate, code, points)
    other.event.close()
    desk.window.session.came_in(changes)


def test_what_comes_in_while_the_page_stands_open_is_not_signed(three: Desk) -> None:
    review = review_of(three)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    comes_in(three, "K02", "10")
    assert review.changed.isVisible() and "80" in review.changed.said.text() and "10" in review.changed.said.text()
    assert not review.sign.isEnabled() and review.pin.field.text() == ""
    QTest.mouseClick(review.sign, LEFT)
    three.settle()
    assert states(three)["K02"] is CellState.COMPLETE


def test_what_changed_is_signed_once_it_was_shown_anew(three: Desk) -> None:
    review = review_of(three)
    comes_in(three, "K02", "10")
    QTest.mouseClick(review.changed.button, LEFT)
    assert review.changed.isHidden() and three.window.focusWidget() is review.pin.field
    assert review.sign.isEnabled()
    sign_now(three)
    assert states(three)["K02"] is CellState.SIGNED


def test_another_sheet_of_this_review_that_changed_is_left_out_until_it_is_shown(three: Desk) -> None:
    review = review_of(three)
    QTest.mouseClick(review.next_button, LEFT)
    comes_in(three, "K02", "10")
    assert review.reviewed == ["K01"] and "K02" in review.changed.said.text()
    sign_now(three)
    assert states(three)["K01"] is CellState.SIGNED and states(three)["K02"] is CellState.COMPLETE


def test_what_the_window_has_not_heard_of_is_refused_at_the_signature(three: Desk) -> None:
    """Between the last look and the signature nobody told the page: the digest of what was shown does."""
    review = review_of(three)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    other = other_laptop(three)
    other.record_remark("K02", other.board().criteria["KAB"][0].code, "Perda belum ada")
    other.event.close()
    QTest.mouseClick(review.sign, LEFT)
    three.settle()
    assert states(three)["K02"] is CellState.COMPLETE
    assert "K02" in review.pin.said and review.changed.isVisible()


def test_a_change_that_the_page_does_not_show_disturbs_nobody(three: Desk) -> None:
    review = review_of(three)
    other = other_laptop(three)
    changes = other.record_score("U02", "INO", "71")
    other.event.close()
    three.window.session.came_in(changes)
    assert review.changed.isHidden() and review.reviewed == ["K02"]
    sign_now(three)
    assert states(three)["K02"] is CellState.SIGNED


@pytest.mark.parametrize(("field", "value"), [("name", "Nama Lain"), ("office", "Ketua"), ("role", "observer")])
def test_whoever_is_another_by_now_signs_nothing(three: Desk, field: str, value: object) -> None:
    """The desk changes the seated juror's own record while the page stands open."""
    review = review_of(three)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    event = once_more(three.window.laptop, three.event.path, PASSPHRASE)
    changes = event.write([a_desk(event).act("juror", f"J01/{field}", {"value": value})])
    event.close()
    three.window.session.came_in(changes)
    assert review.changed.isVisible() and not review.sign.isEnabled()
    QTest.mouseClick(review.sign, LEFT)
    three.settle()
    assert journal.heads_of(three.event.file, ("sheet", "J01/K02")) == []


def test_a_sheet_whose_field_shows_what_is_not_stored_is_not_signed(desk: Desk) -> None:
    desk.type_points("REG", "85")
    desk.type_points("CAK", "71")
    desk.type_points("CAK", "159")
    desk.page.review()
    assert desk.page.currentWidget() is desk.page.desk and desk.card("CAK").active
    said = _("{place} shows what isn't stored: finish it, or press Esc there; then sign.", place="K01 CAK")
    assert said in desk.window.notice.words.text()
    QTest.keyClick(desk.card("CAK").field, Qt.Key.Key_Escape)
    assert desk.window.notice.isHidden(), "it isn't so any more"
    desk.page.review()
    assert desk.page.currentWidget() is not desk.page.desk


def test_what_could_not_be_signed_is_told_to_nobody_else(desk: Desk) -> None:
    desk.type_points("REG", "85")
    desk.type_points("CAK", "71")
    desk.type_points("CAK", "159")
    desk.page.review()
    assert desk.window.notice.isVisible()
    desk.window.shell.activity.idle.emit()
    assert desk.window.notice.isHidden()
