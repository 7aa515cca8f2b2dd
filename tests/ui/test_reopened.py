"""A reopened sheet says so on its juror's desk, with the reason that the secretary gave, until it is signed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.text import _
from tests.builders import a_desk, a_juror, an_event, sign
from tests.ui.desks import Desk, a_desk_window

WHY = "Inovasi 88 tertulis, 78 dimaksud"


def _signed(folder: Path) -> None:
    with an_event(folder) as event:
        sign(a_juror(event), "K01", "80")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01 sits before the signed sheet of K01."""
    desk = a_desk_window(qtbot, qapp, tmp_path, made=_signed)
    desk.sit("J01")
    desk.page.desk.select("K01")
    yield desk
    desk.close()


def test_a_reopened_sheet_says_why_until_it_is_signed_again(desk: Desk) -> None:
    said = desk.page.desk.form.head.reopened
    assert said.isHidden()
    desk.window.session.came_in(a_desk(desk.event).reopen("J01", "K01", WHY))
    sentence = _(
        "The secretary reopened revision {revision} of this sheet: {reason} It counts again once you have signed it anew.",
        revision=1,
        reason=f"{WHY}.",
    )
    assert said.isVisible() and said.text() == sentence
    desk.page.desk.select("K02")
    assert said.isHidden()
    desk.page.desk.select("K01")
    assert said.isVisible()
    signed = sign(a_juror(desk.event), "K01", "78")
    desk.window.session.came_in(signed.changes)
    assert said.isHidden()
