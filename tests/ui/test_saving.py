"""Saved means on disk: what could not be written is told, kept, and written later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.store.connection import connect
from juryapp.text import _
from tests.builders import PASSPHRASE
from tests.saying import says
from tests.ui.desks import Desk


@pytest.fixture
def full_disk(desk: Desk) -> Desk:
    """SQLite may not take another page: the disk is full."""
    run = desk.event.file.connection.execute
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').fetchone()[0]}")
    return desk


def fill(desk: Desk) -> str:
    """Types until the disk is full; returns what was typed last."""
    for points in range(100):
        desk.type_points("REG", str(points))
        if desk.window.session.trouble:
            return str(points)
    raise AssertionError("the disk never was full")


def test_a_full_disk_is_told_and_the_typing_kept(full_disk: Desk) -> None:
    typed = fill(full_disk)
    assert full_disk.card("REG").field.text() == typed
    assert full_disk.stored() != {"REG": typed}
    assert full_disk.window.header.truth.text() == _("NOT SAVED")
    assert full_disk.window.notice.isVisible()
    message = "NOT SAVED: the disk with {path} is full; free some space and try again."
    assert says(full_disk.window.notice.words.text(), message)


def test_typing_goes_on_while_nothing_can_be_saved(full_disk: Desk) -> None:
    fill(full_disk)
    full_disk.type_points("CAK", "77")
    assert full_disk.card("CAK").field.text() == "77"


def test_what_was_kept_is_written_when_there_is_room(full_disk: Desk) -> None:
    typed = fill(full_disk)
    full_disk.type_points("CAK", "77")
    full_disk.event.file.connection.execute("PRAGMA max_page_count=1073741823")
    QTest.mouseClick(full_disk.window.notice.again, Qt.MouseButton.LeftButton)
    assert full_disk.stored() == {"REG": typed, "CAK": "77"}
    assert full_disk.window.notice.isHidden()
    assert full_disk.window.header.truth.text().startswith("✓ " + _("Saved on this laptop {time}", time="09."))


def test_the_edit_of_another_candidate_is_not_mixed_in(full_disk: Desk) -> None:
    typed = fill(full_disk)
    full_disk.page.desk.select("K02")
    full_disk.event.file.connection.execute("PRAGMA max_page_count=1073741823")
    full_disk.window.session.try_again()
    assert (full_disk.stored("K01"), full_disk.stored("K02")) == ({"REG": typed}, {})


def test_another_program_that_writes_is_named(desk: Desk) -> None:
    desk.event.file.connection.execute("PRAGMA busy_timeout=20")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    desk.type_points("REG", "85")
    assert desk.window.session.trouble is not None
    assert says(str(desk.window.session.trouble), "Another program is using {path}; close it there and try again.")
    other.connection.execute("ROLLBACK")
    other.close()
    desk.window.session.try_again()
    assert desk.stored() == {"REG": "85"}


def test_the_window_does_not_close_over_what_is_not_saved(full_disk: Desk) -> None:
    fill(full_disk)
    assert not full_disk.window.close()
    assert full_disk.window.notice.drop.isVisible()
    full_disk.window.hand_over()
    assert full_disk.window.session.juror is not None


def test_saved_is_said_with_the_time_of_the_commit(desk: Desk) -> None:
    assert desk.window.header.truth.text() == "✓ " + _("Saved on this laptop")
    desk.type_points("REG", "85")
    assert desk.window.header.truth.text().startswith("✓ " + _("Saved on this laptop {time}", time="09.00."))
