"""What a screen reader is told: on every page by rules (tests/ui/spoken.py), and of the states that are true now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.text import _
from tests.ui.desks import Desk
from tests.ui.spoken import Node, Role, faults, painted, spoken
from tests.ui.test_accessible_names import NAMES, STATES, begun  # noqa: F401
from tests.ui.test_language_everywhere import check, crash, lock, new_event, passphrase, seats, welcome
from ui.juror.recusal import RecusalPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def a_screen_reader_runs(qapp: QApplication) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def told(widget: QWidget) -> Node:
    """What is told of one widget now."""
    QApplication.processEvents()
    return spoken(widget)


def told_at_focus(desk: Desk) -> Node:
    """What is told of what has the focus: it is seen, and in the tree of the window."""
    QApplication.processEvents()
    at = desk.window.focusWidget()
    assert at is not None and at.isVisible() and at.isEnabled(), "the focus is on nothing"
    return next(node for node in spoken(desk.window).walk() if node.widget is at)


def all_faults(desk: Desk, shows: dict[str, Callable[[Desk], object]]) -> list[str]:
    """Of pages that are shown one after the other."""
    found = []
    for name, show in shows.items():
        show(desk)
        for _turn in range(2):  # the head of a form that became low moves with the next turn
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found += [f"{name}: {fault}" for fault in faults(desk.window)]
    return found


# Every page, by rules


def test_every_page_of_a_juror(begun: Desk) -> None:  # noqa: F811
    assert all_faults(begun, dict(zip(NAMES, STATES, strict=True))) == []


def test_every_page_without_a_desk(desk: Desk) -> None:
    pages = {"lock": lock, "crash": crash, "seats": seats, "welcome": welcome, "passphrase": passphrase}
    assert all_faults(desk, {**pages, "new event": new_event, "check": check}) == []


def test_every_place_of_the_secretary(door: Desk) -> None:
    door.sit("")
    places = list(door.secretary.buttons)
    assert all_faults(door, {name: lambda desk, name=name: desk.secretary.go(name) for name in places}) == []


# The juror's form


def test_the_form_is_read_from_the_heading_through_the_criteria_to_the_notes(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    desk = banded.page.desk
    read = [node.widget for node in told(banded.window).walk()]
    second = banded.card("CAK").field
    wanted = [desk.search, desk.list, desk.form.heading.name, desk.form.strip.keys[0], card.name, card.field]
    wanted += [*card.bands.buttons, card.remark, second, desk.notes.field, desk.footer.review]
    assert [widget for widget in read if widget in wanted] == wanted


def test_the_form_is_read_so_though_its_head_scrolls_with_the_cards(banded: Desk) -> None:
    banded.window.resize(1000, 460)
    banded.bot.waitUntil(lambda: not banded.page.desk.form.bar.isHidden())
    read = [node.widget for node in told(banded.page.desk.form).walk()]
    assert read.index(banded.page.desk.form.heading.name) < read.index(banded.card("REG").field)


def test_a_band_is_a_choice_where_it_is_painted(banded: Desk) -> None:
    card = banded.type_points("REG", "95")
    card.focus_points()
    bands = [told(button) for button in card.bands.buttons]
    assert [band.name for band in bands] == ["Sempurna, 100", "Sangat baik, 90–99", "Baik, 60–89", "Kurang, 0–59"]
    assert {band.role for band in bands} == {Role.RadioButton}
    assert ["checked" in band.states for band in bands] == [False, True, False, False]
    assert [band.rect for band in bands] == [painted(button) for button in card.bands.buttons]
    assert all(band.rect.size() == QRect(button.rect()).size() for band, button in zip(bands, card.bands.buttons, strict=True))


def test_a_band_that_a_screen_reader_turns_is_pressed(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    press(card.bands.buttons[2])
    assert card.bands.keys[0].text() == "60–69"
    assert not card.bands.buttons[2].isChecked(), "no points were given yet"
    press(card.bands.buttons[0])
    assert banded.stored() == {"REG": "100"} and card.bands.buttons[0].isChecked()


def press(button: QWidget) -> None:
    """As a screen reader does it."""
    acts = QAccessible.queryAccessibleInterface(button).actionInterface()
    acts.doAction(next(name for name in ("Press", "Toggle") if name in acts.actionNames()))
    QTest.qWait(0)
    QApplication.processEvents()


def test_names_and_kinds_of_notes_that_a_screen_reader_turns_are_chosen(desk: Desk) -> None:
    notes = desk.page.desk.notes
    other = next(tab for tab in notes.tabs.buttons.values() if not tab.isChecked())
    press(other)
    assert notes.tabs.buttons[notes.visibility] is other and other.words() in told(notes.field).name
    desk.window.hand_over()
    press(next(seat for seat in desk.seats.seats if seat.property("juror") == "J01"))
    desk.bot.waitUntil(lambda: desk.seats.pin.isVisible())  # Qt presses it a moment later
    assert told_at_focus(desk).name == _("Your PIN")


def test_points_tell_what_is_true_of_them_now(desk: Desk, other: Any) -> None:
    field = desk.card("REG").field
    assert told(field).description == _("not scored")
    QTest.keyClicks(desk.card("REG").field, "85")
    assert (told(field).value, told(field).description) == ("85", _("Typed, not stored yet."))
    desk.type_points("REG", "85")
    assert told(field).description == _("Being saved: another program uses the file just now.")
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert told(field).description == _("stored")
    desk.type_points("REG", "101")
    assert told(field).value == "101" and told(field).description.endswith(_("{problem} Not saved.", problem="").strip())
    desk.card("REG").ask_reason()
    QTest.keyClicks(desk.card("REG").body.reason, "tidak hadir")
    QTest.mouseClick(desk.card("REG").body.keep_reason, LEFT)
    assert _("Can't be assessed: {reason}", reason="tidak hadir") in told(field).description


def test_what_is_closed_is_told_as_read_only(begun: Desk) -> None:  # noqa: F811
    begun.page.desk.select("U01")
    card = next(card for card in begun.page.desk.form.cards if card.shown and not card.isHidden())
    assert "readOnly" in told(card.field).states
    assert all("disabled" in told(button).states for button in card.bands.buttons)


def test_the_open_candidate_is_the_row_that_is_selected(desk: Desk) -> None:
    desk.page.desk.select("K02")
    rows = [row for row in told(desk.page.desk.list).children if "selected" in row.states]
    assert [row.name.split(" ")[0] for row in rows] == ["K02"]
    desk.page.desk.search.setText("tidak ada yang bernama begini")
    assert told(desk.page.desk.list).description == _("No candidate is called so.")


def test_the_criterion_that_is_open_is_told_on_the_strip(desk: Desk) -> None:
    desk.card("CAK").focus_points()
    assert [told(key).description.strip() for key in desk.page.desk.form.strip.keys][:2] == ["", _("open")]


def test_what_is_going_to_be_signed_is_told(begun: Desk) -> None:  # noqa: F811
    begun.page.review("K02")
    page = told(begun.page.currentWidget().preview.pages[0])  # type: ignore[union-attr]
    assert "Kandidat Contoh K02" in page.name and "80" in page.name


# The focus


def test_a_pin_keeps_the_focus_while_it_is_proved_and_while_it_waits(door: Desk) -> None:
    door.choose("J01")
    for again in range(3):
        QTest.keyClicks(door.seats.pin.field, "salah-sekali")
        QTest.keyClick(door.seats.pin.field, Qt.Key.Key_Return)
        assert door.window.focusWidget() is door.window, "while it is proved the focus is on the window"
        door.settle()
        node = told_at_focus(door)
        assert node.widget is door.seats.pin.field and _("The PIN is wrong; type it again.") in node.description
        assert ("readOnly" in node.states) == (again == 2)
    QTest.keyClicks(door.seats.pin.field, "x")
    assert door.seats.pin.field.text() == "", "nothing can be typed while it waits"
    door.choose("")
    assert told_at_focus(door).name == _("The desk's PIN")


def test_the_focus_is_where_one_expects_it_after_each_act(banded: Desk) -> None:
    desk, form = banded.page.desk, banded.page.desk.form
    banded.type_points("REG", "95")
    assert told_at_focus(banded).name.startswith("K01, Kriteria CAK")
    card = banded.card("REG")
    card.focus_points()
    QTest.keyClick(card.field, Qt.Key.Key_Down)
    assert told_at_focus(banded).role is Role.RadioButton
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Return)
    assert told_at_focus(banded).name == "60–69", "the band's points are keys, and the first has the focus"
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Return)
    unit = card.bands.keys[-1]
    unit.setFocus()
    QTest.keyClick(unit, Qt.Key.Key_Return)
    assert told_at_focus(banded).name.startswith("K01, Kriteria REG")
    for act in (card.body.clear, form.dock.undo):
        act.setFocus()
        QTest.keyClick(act, Qt.Key.Key_Return)
        told_at_focus(banded)
    card.focus_points()
    card.ask_reason()
    QTest.keyClicks(card.body.reason, "tidak hadir")
    QTest.keyClick(card.body.reason, Qt.Key.Key_Return)
    assert told_at_focus(banded).name.startswith("K01, Kriteria REG")
    desk.search.setFocus()
    QTest.keyClicks(desk.search, "K02")
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert told_at_focus(banded).role is Role.Heading and told_at_focus(banded).name.startswith("K02")
    desk.search.setFocus()
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    banded.window.switch_language()
    told_at_focus(banded)
    banded.window.switch_language()


def test_the_focus_comes_back_from_pages_over_the_desk(banded: Desk) -> None:
    page = banded.page
    page.recuse()
    declaring = page.currentWidget()
    assert isinstance(declaring, RecusalPage) and told_at_focus(banded).widget is declaring.reason
    QTest.keyClicks(declaring.reason, "saudara kandung")
    QTest.mouseClick(declaring.button, LEFT)
    assert told_at_focus(banded).role is Role.Heading
    page.desk.walk(1)
    assert told_at_focus(banded).name.startswith("K02")
    banded.type_points("REG", "95")
    for show in (page.review, page.move_scores, page.show_keys, page.call):
        show()
        told_at_focus(banded)
        page.show_desk()
        assert told_at_focus(banded).role is Role.Heading


def test_after_the_lock_the_focus_is_where_it_was(desk: Desk) -> None:
    desk.card("CAK").focus_points()
    desk.window.shell.hide_seat(lambda: "")
    assert told_at_focus(desk).name == _("Your PIN")
    page: Any = desk.window.page
    QTest.keyClicks(page.pin.field, "salah-sekali")
    QTest.keyClick(page.pin.field, Qt.Key.Key_Return)
    desk.settle()
    assert told_at_focus(desk).name == _("Your PIN")


def test_names_are_given_in_one_place() -> None:
    """Else another language leaves them behind, or an empty one repeats what is said already."""
    root = Path(__file__).parents[2] / "ui"
    direct = [path.name for path in root.rglob("*.py") if "setAccessible" in path.read_text("utf-8")]
    assert direct == ["labels.py"]
