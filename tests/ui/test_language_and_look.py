"""Indonesian and English at once, light and dark with enough contrast, and room for large text."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from juryapp import text
from tests.ui.desks import Desk
from ui.look import colours
from ui.look.colours import DARK, LIGHT, Colours


def words(desk: Desk) -> str:
    shown = [*desk.window.findChildren(QLabel), *desk.window.findChildren(QAbstractButton)]
    return "\n".join(part.text() for part in shown if part.isVisible())


def test_the_language_changes_at_once(desk: Desk) -> None:
    assert "Tinjau dan tanda tangani" in words(desk) and "Review and sign" not in words(desk)
    QTest.mouseClick(desk.window.header.switch, Qt.MouseButton.LeftButton)
    assert text.current() == "en"
    assert "Review and sign" in words(desk) and "Tinjau dan tanda tangani" not in words(desk)
    states = [line.words for line in desk.page.desk.model.lines if line.number]
    assert states == ["Now · Not scored", "Not scored", "Not scored", "Not scored"]
    QTest.mouseClick(desk.window.header.switch, Qt.MouseButton.LeftButton)
    assert "Tinjau dan tanda tangani" in words(desk)


def test_the_language_is_remembered_on_this_laptop(desk: Desk) -> None:
    desk.window.switch_language()
    assert desk.window.laptop.home.setting("language") == "en"


def test_switching_the_language_keeps_what_is_being_typed(desk: Desk) -> None:
    card = desk.type_points("REG", "8", enter=False)
    desk.window.switch_language()
    assert card.field.text() == "8"
    assert desk.stored() == {}


def luminance(name: str) -> float:
    parts = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in QColor(name).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_stands_out_from_its_ground(theme: Colours) -> None:
    c = asdict(theme)
    pairs = [
        ("ink", "paper"),
        ("ink", "ground"),
        ("soft", "paper"),
        ("soft", "ground"),
        ("on_accent", "accent"),
        ("ink", "accent_ground"),
    ]
    pairs += [(tone, f"{tone}_ground") for tone in ("good", "warn", "bad", "accent")]
    assert [pair for pair in pairs if contrast(c[pair[0]], c[pair[1]]) < 4.5] == []
    assert contrast("#ffffff", c["solid_bad"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_can_be_pressed_has_an_outline_that_is_seen(theme: Colours) -> None:
    assert contrast(theme.edge, theme.paper) >= 3 and contrast(theme.accent, theme.paper) >= 3


@pytest.mark.parametrize(("width", "notes", "candidates"), [(1366, True, True), (1100, False, True), (820, False, False)])
def test_narrow_windows_put_panes_into_drawers(desk: Desk, width: int, notes: bool, candidates: bool) -> None:
    desk.window.resize(width, 720)
    assert desk.page.desk.notes.isVisible() is notes
    assert desk.page.desk.left.isVisible() is candidates
    if not notes:
        QTest.mouseClick(desk.page.desk.footer.notes, Qt.MouseButton.LeftButton)
        assert desk.page.desk.notes.isVisible()


def test_keys_are_large_enough_to_press(desk: Desk) -> None:
    small = [
        part.text()
        for part in desk.window.findChildren(QAbstractButton)
        if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.height() < 44
    ]
    assert small == []


def display_actions(desk: Desk) -> list[QAction]:
    """What the menu of the display offers now."""
    menu = desk.window.header.display.menu()
    menu.aboutToShow.emit()
    return menu.actions()


def choose_display(desk: Desk, words: str) -> None:
    next(action for action in display_actions(desk) if action.text() == words).trigger()


def checked_display(desk: Desk) -> set[str]:
    return {action.text() for action in display_actions(desk) if action.isChecked()}


def test_theme_and_size_are_chosen_in_the_menu(desk: Desk) -> None:
    try:
        choose_display(desk, "Gelap")
        choose_display(desk, "150%")
        assert checked_display(desk) == {"Gelap", "150%"}
        assert colours.current() == DARK
        assert desk.page.desk.form.heading.name.font().pixelSize() == 39
    finally:
        choose_display(desk, "Terang")
        choose_display(desk, "100%")
