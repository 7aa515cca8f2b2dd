"""A signature is a signature: what is too small is drawn again, what was drawn once can be used again, Sign is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board import records
from juryapp.board.recusals import recusals
from juryapp.desk.signing import specimen
from juryapp.desk.typed_name import typed_at_enrolment
from juryapp.model.sheet import CellState
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.ink import Ink
from juryapp.store.setup import read_setup
from juryapp.text import _, current
from tests.builders import DESK_PIN, a_criterion, a_desk, a_juror, a_setup, an_event, pin_of, score_all
from tests.ui.desks import Desk, a_desk_window, an_ink, draw
from ui.juror.canvas import InkCanvas
from ui.juror.review import ReviewPage
from ui.look.theme import Theme
from ui.parts.seat import SeatButton
from ui.secretary.enrol_page import EnrolPage

LEFT = Qt.MouseButton.LeftButton


def _scored(folder: Path) -> None:
    with an_event(folder) as event:
        for number in ("K01", "K02"):
            score_all(a_juror(event), number, "80")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01 has scored K01 and K02 and sits before the review of K01."""
    desk = a_desk_window(qtbot, qapp, tmp_path, made=_scored)
    desk.sit("J01")
    review(desk, "K01")
    yield desk
    desk.close()


def review(desk: Desk, candidate: str) -> ReviewPage:
    desk.page.show_desk()
    desk.page.desk.select(candidate)
    desk.page.review()
    return review_of(desk)


def review_of(desk: Desk) -> ReviewPage:
    page = desk.page.currentWidget()
    assert isinstance(page, ReviewPage)
    return page


def sign(desk: Desk) -> None:
    page = review_of(desk)
    if not page.pin.field.text():
        QTest.keyClicks(page.pin.field, pin_of("J01"))
    QTest.mouseClick(page.sign, LEFT)
    desk.settle()


def state(desk: Desk, candidate: str) -> CellState:
    return a_juror(desk.event).board().cell("J01", candidate).state


def dot(canvas: QWidget) -> None:
    QTest.mouseClick(canvas, LEFT, pos=QPoint(200, 80))


def line(canvas: QWidget) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(20, 80))
    QTest.mouseMove(canvas, QPoint(380, 82))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(380, 82))


def tick(canvas: QWidget) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 80))
    for at in (QPoint(204, 88), QPoint(216, 72)):
        QTest.mouseMove(canvas, at)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(216, 72))


@pytest.mark.parametrize("slip", [dot, line, tick])
def test_what_is_no_signature_is_drawn_again_and_signs_nothing(desk: Desk, slip: object) -> None:
    page = review_of(desk)
    assert callable(slip)
    slip(page.canvas)
    before = desk.entries()
    sign(desk)
    assert desk.entries() == before and state(desk, "K01") is CellState.COMPLETE
    wrong = page.signature.wrong
    assert wrong.text() == _("This is too small for a signature; draw it again, larger.") and in_sight(wrong, desk.window)
    draw(page.canvas)
    assert wrong.isHidden()
    sign(desk)
    assert state(desk, "K01") is CellState.SIGNED


def test_a_dot_is_no_specimen_of_an_enrolment(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    door = a_desk_window(qtbot, qapp, tmp_path)
    door.sit("")
    door.secretary.go("enrol")
    page = door.secretary.currentWidget() if isinstance(door.secretary, EnrolPage) else door.window.findChild(EnrolPage)
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], LEFT)
    for field in (page.pin, page.again):
        QTest.keyClicks(field, "rambutan-9")
    dot(page.canvas)
    before = door.entries()
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    assert door.entries() == before and page.undrawn.text() == _("This is too small for a signature; draw it again, larger.")
    assert page.pin.text(), "only the signature is to be done again"
    door.close()


def test_a_specimen_that_an_earlier_program_took_as_a_dot_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_event(tmp_path) as event:
        a_desk(event).enrol("J01", pin_of("J01"), an_ink())
        assert specimen(a_juror(event)) == an_ink()
        with monkeypatch.context() as earlier:
            earlier.setattr(Ink, "check_signature", lambda ink: None)
            a_desk(event).enrol("J01", pin_of("J01"), Ink((((5.0, 5.0, 1.0),),)))
        assert specimen(a_juror(event)) is None


def test_the_next_sheet_offers_the_signature_that_was_drawn_for_the_one_before(desk: Desk) -> None:
    page = review_of(desk)
    assert page.signature.before.isHidden()
    draw(page.canvas)
    drawn = page.canvas.ink()
    sign(desk)
    page = review(desk, "K02")
    assert page.canvas.empty and page.signature.before.isVisible() and page.signature.before.hasFocus()
    QTest.mouseClick(page.signature.before, LEFT)
    assert drawn is not None and page.canvas.ink() is not None
    assert page.pin.field.hasFocus(), "what follows is the PIN"
    sign(desk)
    assert state(desk, "K02") is CellState.SIGNED


def test_another_juror_is_not_offered_it(desk: Desk) -> None:
    draw(review_of(desk).canvas)
    sign(desk)
    other = a_juror(desk.event, "J02")
    score_all(other, "K02", "70")
    desk.window.session.stand_up()
    desk.window.show_seats()
    desk.settle()
    desk.sit("J02")
    assert review(desk, "K02").signature.before.isHidden()


def in_sight(widget: QWidget, window: QWidget) -> bool:
    """All of it is seen, whatever scrolls around it."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect() and widget.window() is window


def _long_sheet(folder: Path) -> None:
    names = [f"C{number:02}" for number in range(12)]
    weights = ["8"] * 11 + ["12"]
    usual = a_setup()
    twelve = [
        replace(a_criterion("KAB", code, weight), name=f"Kriteria {code} " * 5)
        for code, weight in zip(names, weights, strict=True)
    ]
    setup = replace(usual, criteria=(*twelve, *(c for c in usual.criteria if c.category == "USA")))
    with an_event(folder, setup) as event:
        juror = a_juror(event)
        for number in ("K01", "K02"):
            score_all(juror, number, "80")
            for code in names:
                juror.record_remark(number, code, "Alasan yang panjang sekali, " * 30)


@pytest.mark.parametrize("size", ["1", "1.25", "2"])
@pytest.mark.parametrize("height", [768, 700])
def test_sign_is_in_sight_however_long_the_sheet_is(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: str, height: int
) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path, made=_long_sheet)
    theme = Theme(qapp, desk.window.laptop.home)
    try:
        theme.choose_size(size)
        desk.window.resize(1366, height)
        desk.sit("J01")
        page = review(desk, "K01")
        QTest.mouseClick(page.next_button, LEFT)
        desk.settle()
        assert page.reviewed == ["K01", "K02"] and in_sight(page.sign, desk.window)
        QTest.mouseClick(page.pin.pad_button, LEFT)
        desk.settle()
        assert in_sight(page.sign, desk.window) and in_sight(page.pin.field, desk.window)
        if size == "1":
            QTest.mouseClick(page.pin.pad.more, LEFT)
            desk.settle()
            assert in_sight(page.pin.pad, desk.window) and in_sight(page.pin.field, desk.window)
    finally:
        theme.choose_size("1")
        desk.close()


def test_a_pen_without_pressure_is_seen_on_the_canvas(qtbot: QtBot) -> None:
    canvas = InkCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(480, 160)
    before = blue(canvas)
    ink = an_ink()
    canvas.show_ink(replace(ink, strokes=tuple(tuple((x, y, 0.0) for x, y, _p in stroke) for stroke in ink.strokes)))
    assert blue(canvas) - before > 300


def blue(canvas: InkCanvas) -> int:
    picture = canvas.grab().toImage()
    return sum(
        picture.pixelColor(x, y).blue() - picture.pixelColor(x, y).red() > 40 for x in range(20, 460) for y in range(40, 110)
    )


def enrolment(door: Desk) -> EnrolPage:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    return page


def test_a_juror_is_enrolled_by_keyboard_alone_and_the_focus_is_on_the_next_one(door: Desk) -> None:
    page = enrolment(door)
    page.seats["J05"].setFocus()
    QTest.keyClick(page.seats["J05"], Qt.Key.Key_Space)
    for field in (page.pin, page.again):
        assert field.hasFocus()
        QTest.keyClicks(field, "rambutan-9")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.ties.hasFocus(), "where one works may be typed, and needn't"
    QTest.keyClick(page.ties, Qt.Key.Key_Return)
    assert page.signature.typing.hasFocus(), "who has no pen types the name"
    QTest.keyClick(page.signature.typing, Qt.Key.Key_Space)
    assert page.signature.typed.hasFocus() and page.canvas.isHidden()
    QTest.keyClick(page.signature.typed, Qt.Key.Key_Return)
    assert page.desk_pin.field.hasFocus()
    QTest.keyClicks(page.desk_pin.field, DESK_PIN)
    QTest.keyClick(page.desk_pin.field, Qt.Key.Key_Return)
    door.settle()
    assert typed_at_enrolment(door.event, "J05"), "the name of the list stood in the field"
    language = current()
    following = QApplication.focusWidget()
    assert isinstance(following, SeatButton)
    QTest.keyClick(following, Qt.Key.Key_Space)
    assert current() == language and page.card.isVisible(), "Space chooses the next one, and switches no language"


def test_who_was_enrolled_with_a_typed_name_signs_with_it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    door = a_desk_window(qtbot, qapp, tmp_path, made=_scored)
    a_desk(door.event).enrol("J01", pin_of("J01"), typed="S. Contoh")
    door.sit("J01")
    page = review(door, "K01")
    assert page.signature.is_typed and page.signature.typed.text() == "S. Contoh" and page.pin.field.hasFocus()
    sign(door)
    assert state(door, "K01") is CellState.SIGNED
    door.close()


def test_a_conflict_that_is_suggested_is_declared_only_where_the_juror_ticks_it(door: Desk) -> None:
    desk = a_desk(door.event)
    door.event.write([desk.act("candidate", "K01/name", {"value": "Kabupaten Badung"})])
    door.event.write([desk.act("juror", "J09/name", {"value": "Juri Baru"})])
    door.event.write([desk.act("juror", "J09/institution", {"value": "Dinas Sosial Badung"})])
    page = enrolment(door)
    for ticks in (False, True):
        QTest.mouseClick(page.seats["J09"], LEFT)
        tick = page.conflicts.ticks["K01"]
        assert tick.isVisible() and not tick.isChecked(), "only the juror knows"
        if ticks:
            tick.click()
        for field in (page.pin, page.again):
            QTest.keyClicks(field, "rambutan-9")
        page.signature.typing.click()
        QTest.keyClicks(page.desk_pin.field, DESK_PIN)
        QTest.mouseClick(page.button, LEFT)
        door.settle()
        assert (("J09", "K01") in recusals(door.event.file).in_force) == ticks


def test_nobody_is_enrolled_without_the_desks_pin(door: Desk) -> None:
    page, before = enrolment(door), door.entries()
    QTest.mouseClick(page.seats["J05"], LEFT)
    for field in (page.pin, page.again):
        QTest.keyClicks(field, "rambutan-9")
    draw(page.canvas)
    QTest.keyClicks(page.desk_pin.field, "bukan-pin-ini")
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    assert page.desk_pin.said and page.desk_pin.field.hasFocus() and door.entries() == before
    assert page.pin.text() and page.canvas.ink() is not None, "what the juror did isn't done again"


def test_what_a_new_pin_does_to_laptops_that_were_prepared_is_said_first(door: Desk, tmp_path: Path) -> None:
    prepare(a_desk(door.event), tmp_path / "one", ["J01"])
    page = enrolment(door)
    QTest.mouseClick(page.seats["J01"], LEFT)
    assert page.former.isVisible() and "(J01)" in page.former.text()
    QTest.mouseClick(page.seats["J02"], LEFT)
    assert page.former.isVisible() and "(J01)" not in page.former.text()


def test_a_juror_who_may_be_listed_twice_is_told_before_there_are_two_keys(door: Desk) -> None:
    name = records.jurors(door.event)["J01"].name
    desk, setup = a_desk(door.event), read_setup(door.event.file)
    twin = replace(setup.jurors[0], code="J09", name=f"Dr. {name}, M.Si.")
    apply(desk, plan(desk, replace(setup, jurors=(*setup.jurors, twin))), spare=False)
    page = enrolment(door)
    QTest.mouseClick(page.seats["J09"], LEFT)
    assert page.doubled.isVisible() and "(J01)" in page.doubled.text() and page.former.isHidden()
    QTest.mouseClick(page.seats["J02"], LEFT)
    assert page.doubled.isHidden()
