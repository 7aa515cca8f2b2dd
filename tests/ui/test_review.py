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

from juryapp.model.sheet import CellState
from tests.builders import a_juror, an_event, pin_of, score_all
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
    assert review.next_button.text() == "Tinjau juga K01 (2 dari 3)"
    QTest.mouseClick(review.next_button, LEFT)
    QTest.mouseClick(review.next_button, LEFT)
    assert review.next_button.isHidden() and review.former_button.text() == "Kembali ke K01"
    assert review.sign.text() == "Tanda tangani 3 lembar: K02, K01, U01"
    assert review.what.text().count("Jumlah") == 3 and "Instansi Contoh U01" in review.what.text()
    sign_now(three)
    assert states(three) == dict.fromkeys(("K01", "K02", "U01"), CellState.SIGNED) | {"U02": CellState.DRAFT}
    page = three.page.currentWidget()
    assert isinstance(page, SignedPage)
    seen = []
    for _ in range(3):
        seen.append(page._title.text())
        QTest.mouseClick(page.turn_button, LEFT)
    assert [title.split(": ")[1][:3] for title in seen] == ["K02", "K01", "U01"]
    assert page.on_button.text().startswith("Lanjut: U02")


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
    for _ in range(3):
        sign_now(three, "bukan-pin")
    assert not review_of(three).pin.field.isEnabled()
    three.page.show_desk()
    three.page.review()
    review = review_of(three)
    assert not review.pin.field.isEnabled() and not review.sign.isEnabled()
    assert states(three)["K02"] is CellState.COMPLETE


def test_a_stroke_is_undone(three: Desk) -> None:
    canvas = review_of(three).canvas
    draw(canvas)
    draw(canvas)
    QTest.mouseClick(review_of(three).undo, LEFT)
    ink = canvas.ink()
    assert ink is not None and len(ink.strokes) == 1
    QTest.mouseClick(review_of(three).undo, LEFT)
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
