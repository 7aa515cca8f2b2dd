"""What one must know is on the screen: the scale beside each field, all facts, and who is being scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from juryapp.model.points import Scale
from juryapp.text import _
from tests.builders import a_setup
from tests.ui.desks import Desk, a_desk_window
from ui.look.theme import Theme

LEFT = Qt.MouseButton.LeftButton
FACTS = {f"Fakta nomor {number}": f"Nilai yang panjang sekali untuk fakta nomor {number} dari kandidat" for number in range(30)}
SCALES = (Scale(Decimal(6), Decimal(10), Decimal("0.5")), Scale(values=tuple(map(Decimal, (1, 2, 3, 5)))))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """K01 has thirty facts; REG goes from 6 to 10 in halves, CAK is one of 1, 2, 3, 5."""
    usual = a_setup()
    scales = dict(zip(("REG", "CAK"), SCALES, strict=True))
    criteria = tuple(replace(one, scale=scales.get(one.code, one.scale)) for one in usual.criteria)
    candidates = tuple(replace(one, facts=FACTS) if one.number == "K01" else one for one in usual.candidates)
    desk = a_desk_window(qtbot, qapp, tmp_path, replace(usual, criteria=criteria, candidates=candidates))
    desk.sit("J01")
    desk.page.desk.select("K01")
    yield desk
    desk.close()


def test_the_scale_and_its_step_stand_beside_the_field(desk: Desk) -> None:
    halves, fixed = desk.card("REG"), desk.card("CAK")
    assert halves.scale.text() == "6,0–10,0\n" + _("in steps of {step}", step="0,5")
    assert fixed.scale.text() == "1; 2; 3; 5"
    assert "6,0–10,0" in halves.field.accessibleName()
    assert halves.scale.isVisible() and abs(halves.scale.geometry().center().y() - halves.field.geometry().center().y()) < 20
    desk.page.desk.select("U01")
    desk.settle()
    assert desk.card("INO").scale.text() == "0,0–100,0\n" + _("in steps of {step}", step="0,5")


@pytest.mark.parametrize("size", ["1", "2"])
def test_all_facts_can_be_reached_and_the_name_stays(desk: Desk, qapp: QApplication, size: str) -> None:
    theme = Theme(qapp, desk.window.laptop.home)
    form = desk.page.desk.form
    try:
        theme.choose_size(size)
        desk.settle()
        form.heading.more.click()
        desk.settle()
        bar = form.scroll_area.verticalScrollBar()
        assert form.scroll_area.isAncestorOf(form.head), "so many facts scroll with the cards"
        desk.bot.waitUntil(lambda: bar.maximum() > 30 * 40)
        for at in (0, bar.maximum()):
            bar.setValue(at)
            assert form.bar.isVisible() and form.bar.text() == "K01 Kandidat Contoh K01"
        form.scroll_area.ensureWidgetVisible(form.heading.more)
        desk.bot.waitUntil(lambda: any(in_sight(fact) for fact in facts_of(form.heading, "Fakta nomor 29")))
        form.focus_missing("CAK")
        desk.bot.waitUntil(lambda: in_sight(desk.card("CAK").field))
        assert form.bar.isVisible()
    finally:
        theme.choose_size("1")


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def facts_of(heading: QWidget, name: str) -> list[QWidget]:
    return [found for found in heading.findChildren(QWidget) if found.toolTip() == FACTS[name]]


def test_where_the_head_stands_still_the_name_is_said_once(desk: Desk) -> None:
    desk.page.desk.select("K02")
    desk.settle()
    assert desk.page.desk.form.bar.isHidden() and desk.page.desk.form.heading.name.isVisible()
    QTest.mouseClick(desk.page.desk.form.strip.keys[0], LEFT)
    assert desk.page.desk.form.bar.isHidden()
