"""A window on a small event, for every test of this room. Passphrases cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.store.connection import connect
from tests.builders import PASSPHRASE, light_passphrases
from tests.ui.desks import Desk, a_desk_window, with_bands
from ui.parts import stop_button
from ui.services import flash_disk_paths, stick


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


@pytest.fixture(autouse=True)
def every_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders stand for flash disks, though all of them lie on one."""
    monkeypatch.setattr(flash_disk_paths, "is_on_disk_of", lambda folder, file: False)


@pytest.fixture(autouse=True)
def no_flash_disk_of_this_laptop_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is plugged in where tests run is none of theirs."""
    monkeypatch.setattr(stick, "PLACES", ("/nowhere/",))


@pytest.fixture(autouse=True)
def nobody_presses_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press on a button that stops work is meant, however soon it comes: tests are quicker than a person's double press."""
    monkeypatch.setattr(stop_button, "double_click_ms", lambda: 0)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01, enrolled, sits at the juror's desk; K01 is open."""
    opened = a_desk_window(qtbot, qapp, tmp_path)
    opened.sit("J01")
    yield opened
    opened.close()


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The event is open, and nobody sits yet."""
    opened = a_desk_window(qtbot, qapp, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def banded(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01 at a desk whose criterion REG has bands."""
    opened = a_desk_window(qtbot, qapp, tmp_path, made=with_bands)
    opened.sit("J01")
    yield opened
    opened.close()


@pytest.fixture
def other(desk: Desk) -> Iterator[Any]:
    """Another program's connection, which holds the file for itself."""
    file = connect(desk.event.path, PASSPHRASE)
    file.connection.execute("BEGIN IMMEDIATE")
    yield file.connection
    if file.connection.in_transaction:
        file.connection.execute("ROLLBACK")
    file.close()
