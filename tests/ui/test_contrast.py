"""Measured contrast of every pair of colours that meets on screen, in every theme (WCAG 2.2: text 4.5:1, outlines 3:1)."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from juryapp.locations import Home
from juryapp.text import _
from tests.messages import ROOT
from tests.ui.desks import Desk
from ui.look import colours, fonts
from ui.look.colours import CONTRAST, CONTRAST_DARK, DARK, LIGHT, Colours
from ui.look.style import style_sheet
from ui.look.theme import CHOICES, SIZES, Theme

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "contrast dark": CONTRAST_DARK}
TEXT = {
    *((text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "ground", "accent_ground")),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in ("paper", "ground", f"{tone}_ground")),
    ("on_accent", "accent"),
    ("ink", "bad_ground"),  # points that aren't allowed
    ("soft", "line"),  # a main button that rests; a number on the hatch of the strip
    ("warn", "accent_ground"),  # a line of the list that is chosen
    ("good", "accent_ground"),
    ("bad", "accent_ground"),
}
"""(text, its ground)."""
OUTLINES = {
    *((outline, ground) for outline in ("edge", "accent", "bad") for ground in ("paper", "ground")),
    ("accent", "accent_ground"),
    ("edge", "accent_ground"),
    ("on_accent", "accent"),
    ("solid_bad", "white"),
    ("bad", "bad_ground"),
}
"""(outline or mark, its ground). `line` isn't one: hairlines separate what stands apart without them."""


def luminance(name: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(name).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme: Colours, pairs: set[tuple[str, str]], least: float) -> list[str]:
    named = asdict(theme) | {"white": "#ffffff"}
    found = {pair: contrast(named[pair[0]], named[pair[1]]) for pair in pairs}
    return [f"{text} on {ground}: {ratio:.2f}" for (text, ground), ratio in sorted(found.items()) if ratio < least]


def pairs_of_rules() -> set[tuple[str, str]]:
    """(text, ground) of every rule of the style sheet that sets both."""
    names = Colours(**{name: f"<{name}>" for name in asdict(LIGHT)})
    found = set()
    for body in re.findall(r"\{([^}]*)\}", style_sheet(names)):
        text = re.search(r"(?<![-\w])color: <(\w+)>", body)
        ground = re.search(r"background: <(\w+)>", body)
        if text and ground:
            found.add((text[1], ground[1]))
        chosen = re.search(r"selection-color: <(\w+)>", body), re.search(r"selection-background-color: <(\w+)>", body)
        if chosen[0] and chosen[1]:
            found.add((chosen[0][1], chosen[1][1]))
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_stands_out_from_its_ground(theme: str) -> None:
    assert too_weak(THEMES[theme], TEXT, 4.5) == []
    assert contrast("#ffffff", THEMES[theme].solid_bad) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_all_outlines_stand_out_from_their_ground(theme: str) -> None:
    assert too_weak(THEMES[theme], OUTLINES, 3) == []


@pytest.mark.parametrize("theme", ["contrast", "contrast dark"])
def test_high_contrast_is_higher(theme: str) -> None:
    usual = TEXT - {("soft", "line")}
    assert too_weak(THEMES[theme], usual, 7) == []
    assert too_weak(THEMES[theme], OUTLINES, 4.5) == []


def test_every_pair_of_the_style_sheet_is_measured() -> None:
    assert pairs_of_rules() - TEXT == set()


def test_a_weak_pair_would_be_noticed() -> None:
    assert too_weak(LIGHT, {("line", "paper")}, 3) != []


def test_no_page_names_a_colour_of_its_own() -> None:
    named = re.compile(r"#[0-9a-fA-F]{6}\b")
    allowed = {"ui/look/colours.py", "ui/juror/canvas.py"}  # what is signed on is white paper in every theme
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {colour}"
        for path in (ROOT / "ui").rglob("*.py")
        for colour in named.findall(path.read_text())
        if path.relative_to(ROOT).as_posix() not in allowed and colour.lower() != "#ffffff"
    }
    assert found == set()


@pytest.mark.parametrize("choice", THEMES)
def test_a_theme_is_shown_at_once_and_remembered(desk: Desk, qapp: QApplication, choice: str) -> None:
    shown = Theme(qapp, desk.window.laptop.home)
    try:
        shown.choose(choice)
        assert colours.current() is THEMES[choice]
        assert desk.window.grab().toImage().pixelColor(5, 400).name() == THEMES[choice].paper
        assert Theme(qapp, desk.window.laptop.home).choice == choice
    finally:
        shown.choose("light")


@pytest.mark.parametrize("size", SIZES)
def test_a_size_is_shown_at_once_and_remembered(desk: Desk, qapp: QApplication, size: str) -> None:
    shown = Theme(qapp, desk.window.laptop.home)
    try:
        shown.choose_size(size)
        assert desk.page.desk.footer.review.font().pixelSize() == round(16 * float(size))
        assert Theme(qapp, desk.window.laptop.home).size == size
    finally:
        shown.choose_size("1")


def test_all_themes_and_sizes_are_offered_in_the_menu(desk: Desk) -> None:
    header = desk.window.header
    header.display.menu().aboutToShow.emit()
    offered = [action.text() for action in header.display.menu().actions() if action.isCheckable()]
    assert len(offered) == len(CHOICES) + len(SIZES)
    assert _("High contrast, dark") in offered and "200%" in offered


def test_what_is_typed_survives_a_new_theme_and_size(desk: Desk, qapp: QApplication) -> None:
    card = desk.type_points("REG", "8", enter=False)
    shown = Theme(qapp, desk.window.laptop.home)
    try:
        shown.choose("contrast dark")
        shown.choose_size("2")
        assert card.field.text() == "8" and desk.stored() == {}
    finally:
        shown.choose("light")
        shown.choose_size("1")
        assert fonts.scaled(100) == 100


def test_a_broken_setting_is_the_usual_look(qapp: QApplication, desk: Desk) -> None:
    home: Home = desk.window.laptop.home
    home.keep_setting("theme", "purple")
    home.keep_setting("text size", "900")
    assert (Theme(qapp, home).choice, Theme(qapp, home).size) == ("system", "1")


def test_what_is_chosen_in_lists_of_the_systems_dialogs_is_named_by_its_own_colours() -> None:
    """A colour for all widgets otherwise goes before the palette's: dark words on a dark ground."""
    sheet = style_sheet(LIGHT)
    for kind in ("QTreeView", "QListView", "QComboBox QAbstractItemView"):
        rules = [body for heads, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet) if kind in heads]
        assert any("selection-color" in body and "selection-background-color" in body for body in rules), kind
