"""A juror's laptop hears the secretary's news from any flash disk, whichever was chosen for its copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_desk, a_juror, a_prepared, score_all
from tests.ui.desks import Desk
from tests.ui.test_second_copy import came_in, hq, name, panel, prepared, settle
from tests.ui.test_stick_bar import disk
from ui.services import stick
from ui.services.stick import OfferedDisk

__all__ = ["disk", "hq", "panel", "prepared"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick, "SETTLED_MS", 0)


@pytest.fixture
def news(hq: OpenEvent, tmp_path: Path) -> Iterator[Path]:
    """The secretary's flash disk: K01 came."""
    a_desk(hq).attendance("K01", Attendance.PRESENT)
    pack(hq, tmp_path / "NEWS" / stick.FOLDER)
    return tmp_path / "NEWS"


def put_in(desk: Desk, *disks: Path) -> None:
    """These are in, and no others."""
    desk.window.session.rested_ms = lambda: 60_000
    sticks = desk.window.session.sticks
    sticks.refresh = lambda: None  # the system isn't asked
    sticks.known = [OfferedDisk(disk.name, disk / stick.FOLDER, packages=stick.looks(disk / stick.FOLDER)) for disk in disks]
    sticks.changed.emit()
    take_turn(desk)


def take_turn(desk: Desk) -> None:
    """What has settled is looked at, and read beside the window."""
    QTest.qWait(1)
    settle(desk)


def told(desk: Desk) -> str:
    return desk.window.shell.info_bar.told


def test_news_come_in_from_a_disk_that_was_not_chosen_and_nothing_is_written_there(
    panel: Desk, news: Path, tmp_path: Path
) -> None:
    panel.type_points("REG", "80")
    name(panel, tmp_path / "A")
    before = [path.name for path in (news / stick.FOLDER).iterdir()]
    put_in(panel, news)
    assert told(panel) == came_in(1, _("attendance of {candidate}", candidate="K01"))
    assert [path.name for path in (news / stick.FOLDER).iterdir()] == before
    held = journal.count(panel.event.file)
    put_in(panel)
    put_in(panel, news)
    assert told(panel) == _("Flash disk {name}: nothing new; all of it is here already.", name="NEWS")
    assert journal.count(panel.event.file) == held


def test_what_waits_for_the_desk_to_admit_a_laptop_is_nothing_to_a_juror(panel: Desk, hq: OpenEvent, tmp_path: Path) -> None:
    panel.type_points("REG", "80")
    collected = tmp_path / "COLLECTED" / stick.FOLDER
    with a_prepared(hq, "second", ["J02"]) as other:
        score_all(a_juror(other, "J02"), "K01")
        shutil.copytree(pack(other, collected).parent, tmp_path / "first")
        score_all(a_juror(other, "J02"), "K02")
        pack(other, collected)
    for package in (tmp_path / "first").iterdir():
        shutil.copy2(package, collected)
    assert len(list(collected.iterdir())) == 2
    put_in(panel, collected.parent)
    assert told(panel) == _("Flash disk {name}: what other laptops packed onto it is for the secretary.", name="COLLECTED"), (
        "not a sentence for each package"
    )


def test_before_the_first_act_a_disk_writes_nothing_and_after_it_what_it_brings_comes_in(panel: Desk, news: Path) -> None:
    before = panel.event.path.read_bytes()
    put_in(panel, news)
    assert panel.event.path.read_bytes() == before and told(panel) == ""
    panel.type_points("REG", "80")
    take_turn(panel)
    assert told(panel) == came_in(1, _("attendance of {candidate}", candidate="K01"))


@pytest.mark.parametrize("who", ["", "J01"])
def test_at_the_secretarys_laptop_nothing_comes_in_without_being_looked_at(who: str, door: Desk, disk: Path) -> None:
    door.sit(who)
    if who:
        door.type_points("REG", "80")
    before = door.entries()
    put_in(door, disk)
    assert door.entries() == before and (bool(who) or door.secretary.stick_bar.news)
