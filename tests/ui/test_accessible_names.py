"""The juror's pages for everyone: whatever can be pressed or filled has a name for screen readers and room for a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from juryapp.desk.juror_requests import ask_reopening
from juryapp.text import _
from tests.builders import a_juror, an_event, score_all, sign
from tests.ui.desks import Desk, a_desk_window, a_setup_with_bands
from ui.juror.canvas import InkCanvas
from ui.juror.earlier import EarlierModel

REACHED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, InkCanvas)
TARGET = 44


def _begun(folder: Path) -> None:
    with an_event(folder, a_setup_with_bands()) as event:
        juror = a_juror(event)
        juror.record_score("K01", "REG", "95")
        score_all(juror, "K02", "80")
        sign(juror, "U01", "70")
        ask_reopening(juror, "U01", "Salah ketik")


@pytest.fixture
def begun(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01: K01 is begun, K02 complete, U01 signed, U02 not scored; the reopening of U01 is asked."""
    opened = a_desk_window(qtbot, qapp, tmp_path, made=_begun)
    opened.sit("J01")
    opened.page.desk.select("K01")
    yield opened
    opened.close()


def form(desk: Desk) -> None:
    desk.card("REG").focus_points()


def form_with_all_that_opens(desk: Desk) -> None:
    card = desk.card("REG")
    card.focus_points()
    QTest.mouseClick(card.bands.buttons[3], Qt.MouseButton.LeftButton)
    card.bands.keys[0].click()
    card.ask_reason()
    card.body.history_button.click()
    desk.page.desk.form.dock.pad_button.click()
    desk.page.desk.notes.phrases.add_asked.emit()
    desk.page.desk.search.setText("K")


def ruler(desk: Desk) -> None:
    desk.card("REG").focus_points()
    if not desk.page.sitting.shows_earlier:
        desk.card("REG").card_actions.show_earlier()


def signed_form(desk: Desk) -> None:
    desk.page.desk.select("U01")


def narrow_form(desk: Desk) -> None:
    desk.window.resize(800, 800)


def missing(desk: Desk) -> None:
    desk.page.review()


def review(desk: Desk) -> None:
    desk.page.review("K02")
    desk.page.currentWidget().pin.pad_button.click()
    desk.page.currentWidget().pin.pad.more.click()


def signed_page(desk: Desk) -> None:
    desk.page.desk.select("U01")
    desk.page.see_signed()


STATES: tuple[Callable[[Desk], None], ...] = (
    form,
    form_with_all_that_opens,
    ruler,
    signed_form,
    narrow_form,
    missing,
    review,
    signed_page,
    lambda desk: desk.page.recuse(),
    lambda desk: desk.page.move_scores(),
    lambda desk: desk.page.ask_reopening(),
    lambda desk: desk.page.call(),
    lambda desk: desk.page.show_keys(),
    lambda desk: desk.page.end_day(),
    lambda desk: desk.page.see_day(),
)
NAMES = (
    "form",
    "all open",
    "ruler",
    "signed form",
    "narrow",
    "missing",
    "review",
    "signed",
    "recusal",
    "move",
    "reopening",
    "call",
    "keys",
    "end",
    "day",
)
everywhere = pytest.mark.parametrize("show", STATES, ids=NAMES)


def reached(desk: Desk) -> list[QWidget]:
    """What can be pressed or filled on the page that is shown."""
    QApplication.processEvents()
    found = [w for w in desk.page.findChildren(QWidget) if isinstance(w, REACHED) and w.isVisible()]
    assert found, "a page without anything to press"
    return found


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


@everywhere
def test_everything_that_can_be_reached_has_a_name(begun: Desk, show: Callable[[Desk], None]) -> None:
    show(begun)
    assert [repr(widget) for widget in reached(begun) if not name_of(widget).strip()] == []


@everywhere
def test_everything_that_can_be_pressed_has_room_for_a_finger(begun: Desk, show: Callable[[Desk], None]) -> None:
    show(begun)
    small = [
        (type(widget).__name__, name_of(widget), widget.width(), widget.height())
        for widget in reached(begun)
        if min(widget.width(), widget.height()) < TARGET
    ]
    assert small == []


def test_rows_of_the_list_have_room_for_a_finger_and_tell_their_state(begun: Desk) -> None:
    view, model = begun.page.desk.list, begun.page.desk.model
    for row, line in enumerate(model.lines):
        if line.number:
            assert view.visualRect(model.index(row)).height() >= TARGET
            told = model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)
            assert line.number in told and line.words in told
    told = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(model.lines))]
    assert any("U01" in one and one.endswith(_("Signed")) for one in told)


def test_a_field_tells_who_what_and_how_far(begun: Desk) -> None:
    field = begun.card("REG").field
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.text(QAccessible.Text.Name) == "K01, Kriteria REG, skor 0–100"
    assert interface.text(QAccessible.Text.Description) == _("stored")
    assert begun.card("CAK").field.accessibleDescription() == _("not scored")
    lit = [button.accessibleName() for button in begun.card("REG").bands.buttons if button.isChecked()]
    assert lit == ["Sangat baik, 90–99"]


def test_earlier_points_are_told_as_one_sentence_each(begun: Desk) -> None:
    begun.card("REG").focus_points()
    begun.card("REG").card_actions.show_earlier()
    model = begun.page.desk.notes.earlier.model
    assert isinstance(model, EarlierModel)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "K02 Kandidat Contoh K02, 80"


def test_errors_are_announced(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    begun.type_points("CAK", "101")
    assert said and said[-1].endswith(_("{problem} Not saved.", problem=""))
    assert begun.card("CAK").field.accessibleDescription() == said[-1]
