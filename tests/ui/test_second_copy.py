"""The automatic second copy: a named flash disk, what comes in from it, and what happens when it is pulled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.desk.juror_requests import ask_reopening
from juryapp.desk.setup_registers import slot_value
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.second_connection import EventPlace
from juryapp.exchange.package import opened
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.model.slot import Slot
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.text import _, plural
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, ready_made, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.disk import BESIDE
from ui.look.theme import Theme
from ui.secretary.attendance_page import AttendancePage
from ui.services import flash_disk_paths, stick
from ui.services.news import news_for_juror, news_for_secretary
from ui.services.second_copy import SecondCopy, leave_and_take
from ui.window import Window

CODE = "CONTOH-24"
REOPENED = "The secretary reopened your sheet for {candidates}; it counts again once you have signed it anew."
COPIED = "copied to the flash disk {time}"


def _prepared(folder: Path) -> Path:
    with an_event(folder / "hq") as event, a_prepared(event, "panel", ["J01"]) as room:
        return room.path.relative_to(folder)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    return tmp_path / ready_made(tmp_path, _prepared)


@pytest.fixture
def hq(prepared: Path, tmp_path: Path) -> Iterator[OpenEvent]:
    with open_event(a_laptop(tmp_path / "hq"), tmp_path / "hq" / "event.jury", PASSPHRASE) as event:
        yield event


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, tmp_path: Path, hq: OpenEvent, prepared: Path) -> Iterator[Desk]:
    """J01 sits at the laptop that headquarters prepared."""
    laptop = a_laptop(hq.path.parent, "panel")
    desk = Desk(qtbot, Window(laptop, Theme(qapp, laptop.home)), tmp_path)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.show_seats(open_event(laptop, prepared, PASSPHRASE))
    desk.sit("J01")
    yield desk
    desk.close()


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "media" / "FLASH"
    folder.mkdir(parents=True)
    return folder


AS_IT_IS = flash_disk_paths.is_on_disk_of


def second(desk: Desk) -> SecondCopy:
    return desk.window.shell.second


def settle(desk: Desk) -> None:
    """Lets what runs beside the window come to its end."""
    desk.settle()
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()


def name(desk: Desk, folder: Path) -> None:
    desk.window.shell.choose_stick(folder)
    settle(desk)


def came_in(count: int, what: str) -> str:
    one, many = "{count} update from the secretary came in: {what}.", "{count} updates from the secretary came in: {what}."
    return plural(one, many, count, what=what)


def truth(desk: Desk) -> str:
    return desk.window.header.truth.text()


def packages(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{CODE}-*.jurypack"))


def copied_entries(folder: Path) -> int:
    [path] = packages(folder)
    with opened(path, PASSPHRASE) as package:
        return len(package.entries)


def test_an_event_that_waits_for_its_first_act_is_not_written_for_a_flash_disk_that_was_named(
    panel: Desk, prepared: Path, disk: Path
) -> None:
    """It was named when an earlier file of this event lay here."""
    stick.remember(panel.window.laptop.home, panel.event.id, stick.name_stick(disk))
    before = prepared.read_bytes()
    panel.window.leave_event()
    second(panel).look()
    panel.window.show_seats(open_event(panel.window.laptop, prepared, PASSPHRASE))
    panel.sit("J01")
    second(panel).look()
    settle(panel)
    assert second(panel).folder == disk
    assert prepared.read_bytes() == before and packages(disk) == []
    panel.type_points("REG", "80")
    second(panel).look()
    settle(panel)
    assert len(packages(disk)) == 1


def test_nothing_is_said_of_a_flash_disk_that_nobody_named(panel: Desk) -> None:
    panel.type_points("REG", "85")
    assert "flashdisk" not in truth(panel) and truth(panel).startswith("✓ " + _("Saved on this laptop {time}", time="09."))


def test_naming_a_flash_disk_copies_at_once_and_says_when(panel: Desk, disk: Path) -> None:
    panel.type_points("REG", "85")
    name(panel, disk)
    assert copied_entries(disk) == panel.entries()
    assert _("copied to the flash disk {time}", time="09.") in truth(panel)


def test_what_was_written_after_the_copy_is_not_called_copied(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    panel.type_points("REG", "85")
    assert not says(truth(panel), COPIED) and _("the flash disk has it up to {time}", time="09.") in truth(panel)


def test_a_folder_on_the_laptops_own_disk_is_no_second_place(panel: Desk, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is copied to all the same, for somebody may carry it on; it isn't called safe."""
    monkeypatch.setattr(flash_disk_paths, "is_on_disk_of", AS_IT_IS)
    panel.type_points("REG", "80")
    name(panel, disk)
    assert packages(disk) and not panel.window.session.copy_status.is_copied
    assert _("copies go onto this laptop's own disk") in truth(panel) and panel.window.session.copied_up_to == 0


def test_what_lies_where_flash_disks_are_plugged_in_is_another_disk() -> None:
    """The folder needn't be there to know it: only the path is looked at."""
    assert not AS_IT_IS(Path("/media/user/STICK/Juryapp"), Path("/home/user/bali.jury"))


def test_each_signing_is_copied(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    for code in ("REG", "CAK"):
        panel.type_points(code, "85")
    juror = panel.window.session.juror
    assert juror
    panel.window.session.wrote(sign(juror, "K01").changes, None)
    panel.bot.waitUntil(lambda: says(truth(panel), COPIED), timeout=20_000)
    assert copied_entries(disk) == panel.entries()


def test_the_copy_is_encrypted_and_without_private_keys(panel: Desk, disk: Path) -> None:
    panel.type_points("REG", "85")
    name(panel, disk)
    [path] = packages(disk)
    assert b"SQLite" not in path.read_bytes() and b"Juri Contoh" not in path.read_bytes()
    with opened(path, PASSPHRASE) as package:
        assert package.file.rows("SELECT count(*) FROM keyring") == [(0,)]


def test_typing_goes_on_while_the_copy_is_made(panel: Desk, disk: Path) -> None:
    panel.type_points("REG", "85")
    panel.window.shell.choose_stick(disk)
    panel.bot.waitUntil(lambda: _("copying to the flash disk…") in truth(panel))
    assert panel.window.stack.isEnabled()
    panel.type_points("CAK", "70")
    settle(panel)
    assert panel.stored() == {"REG": "85", "CAK": "70"} and panel.window.session.trouble is None


def test_a_flash_disk_is_remembered_by_this_laptop(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    known = stick.remembered(panel.window.laptop.home, panel.event.id)
    assert known and known.path == disk and known.name == stick.name_in(disk)


def test_two_laptops_know_one_flash_disk_by_the_same_name(disk: Path) -> None:
    assert stick.name_stick(disk) == stick.name_stick(disk)


def test_another_flash_disk_at_the_same_place_gets_nothing(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    shutil.move(disk, disk.with_name("away"))
    disk.mkdir()
    stick.name_stick(disk)
    panel.type_points("REG", "85")
    second(panel).look()
    settle(panel)
    assert second(panel).folder is None and packages(disk) == []
    assert _("the flash disk is not in") in truth(panel)


def test_the_same_flash_disk_is_found_under_another_mount_point(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    known = stick.remembered(panel.window.laptop.home, panel.event.id)
    assert known
    elsewhere = disk.parent / "FLASH1"
    (elsewhere / known.below).parent.mkdir(parents=True)
    shutil.move(disk, elsewhere / known.below)
    assert stick.find(known, [disk.parent / "EMPTY", elsewhere]) == elsewhere / known.below
    assert stick.find(known, []) is None


def test_a_flash_disk_that_comes_back_gets_what_is_new(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    shutil.move(disk, disk.with_name("away"))
    panel.type_points("REG", "85")
    second(panel).look()
    settle(panel)
    assert _("the flash disk is not in") in truth(panel)
    shutil.move(disk.with_name("away"), disk)
    second(panel).look()
    settle(panel)
    assert says(truth(panel), COPIED) and copied_entries(disk) == panel.entries()


def test_pulled_in_the_middle_of_writing_leaves_nothing_broken(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    panel.type_points("REG", "85")
    before = panel.entries()

    def pull(done: int, of: int) -> None:
        shutil.rmtree(disk, ignore_errors=True)

    with pytest.raises(FileProblem):
        leave_and_take(EventPlace.of(panel.event), disk, None, pull)
    panel.event.refresh()
    assert panel.stored() == {"REG": "85"} and panel.entries() <= before + 1


def test_pulling_is_told_in_a_sentence_and_tried_again(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    panel.type_points("REG", "85")
    gate = Event()
    panel.window.runner.disk.ask(lambda progress: gate.wait(), lambda done: None, lambda problem: None, panel.window, row=BESIDE)
    second(panel).copy_now()
    panel.bot.waitUntil(lambda: _("copying to the flash disk…") in truth(panel))
    shutil.move(disk, disk.with_name("away"))
    gate.set()
    settle(panel)
    message = "The flash disk was taken out while it was being written. Nothing is lost; it is copied again when it is back."
    assert says(panel.window.shell.info_bar.told, message) and _("the flash disk is not in") in truth(panel)
    assert panel.stored() == {"REG": "85"}
    shutil.move(disk.with_name("away"), disk)
    second(panel).look()
    settle(panel)
    assert says(truth(panel), COPIED)
    assert panel.window.shell.info_bar.told == "", "what was mended is not told any more"


def test_a_mistake_while_copying_is_not_called_copying_for_ever(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    panel.window.session.copy_status = replace(panel.window.session.copy_status, copying=True)
    second(panel).look()
    settle(panel)
    assert _("copying to the flash disk…") not in truth(panel)


def test_updates_of_the_secretary_come_in_and_are_told(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    desk = a_desk(hq)
    desk.attendance("K02", Attendance.ABSENT)
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    told = panel.window.shell.info_bar.told
    assert told == came_in(1, _("attendance of {candidate}", candidate="K02"))
    assert panel.page.sitting.cell("K02").state.value == "absent"


def test_what_is_being_typed_stays_when_updates_come_in(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    card = panel.type_points("REG", "8", enter=False)
    a_desk(hq).attendance("K02", Attendance.PRESENT)
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    assert card.field.text() == "8" and card.field.hasFocus() and panel.stored() == {}


def test_scores_of_other_jurors_are_never_told(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    a_juror(hq, "J02").record_score("K01", "REG", "63")
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    assert panel.window.shell.info_bar.told == ""


def test_two_laptops_on_one_folder_come_to_rest(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    former = None
    for _again in range(3):
        former = exchange_packages(hq, disk, former)
        second(panel).look()
        settle(panel)
    before = stick.looks(disk)
    exchange_packages(hq, disk, former)
    second(panel).look()
    settle(panel)
    assert stick.looks(disk) == before and len(before) == 2


def test_headquarters_confirmation_is_said_when_its_signed_word_is_here(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    panel.type_points("REG", "85")
    name(panel, disk)
    assert _("received by the secretary") not in truth(panel)
    merge(hq, packages(disk), a_desk(hq))
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    assert truth(panel).endswith(_("received by the secretary")), "nobody else is headquarters"
    status = replace(panel.window.session.copy_status, by_secretary=False)
    assert status.words() == _("confirmed by headquarters")
    panel.type_points("REG", "86")
    assert _("received by the secretary") not in truth(panel), "the new score is not there yet"


def test_no_more_copies_after_stopping(panel: Desk, disk: Path) -> None:
    name(panel, disk)
    second(panel).stop()
    panel.type_points("REG", "85")
    second(panel).look()
    settle(panel)
    assert copied_entries(disk) < panel.entries() and "flashdisk" not in truth(panel)
    assert stick.remembered(panel.window.laptop.home, panel.event.id) is None


def test_a_folder_that_cant_be_written_is_told(panel: Desk, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    name(panel, blocked / "inside")
    assert str(blocked) in panel.window.notice.words.text() and second(panel).stick is None


def test_new_times_and_new_candidates_have_their_words(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    before = set(hq.file.rows("SELECT id FROM entry"))
    hq.write([desk.act("slot", "K01", slot_value(Slot("K01", date(2024, 2, 20), time(8), time(9))))])
    hq.write([desk.act("candidate", "K09/name", {"value": "Kabupaten Baru"})])
    hq.write([desk.act("candidate", "K09/category", {"value": "KAB"})])
    a_juror(hq, "J02").record_score("K01", "REG", "63")
    came = [entry for entry in journal.entries(hq.file) if (entry.id,) not in before]
    new_times, added = _("new time for {candidate}", candidate="K01"), _("{candidate} was added", candidate="K09")
    assert news_for_juror(came, "J01").words() == came_in(2, f"{new_times}; {added}")
    assert news_for_secretary(came).words().endswith(_("Came in from the flash disk: {what}.", what="J02 (1)"))


def test_a_juror_hears_that_a_request_was_declined_and_others_dont(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    juror = panel.window.session.juror
    assert juror
    panel.window.session.wrote(sign(juror, "K01", "80").changes, None)
    panel.window.session.wrote(ask_reopening(juror, "K01", "salah baca"), None)
    name(panel, disk)
    merge(hq, packages(disk), a_desk(hq))
    before = journal.count(hq.file)
    a_desk(hq).decline("J01", "K01", "Skor sesuai catatan")
    assert not news_for_juror(journal.entries(hq.file, before), "J02")
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    assert _("the request to reopen {candidate} was declined", candidate="K01") in panel.window.shell.info_bar.told


def test_a_sheet_that_was_reopened_can_be_scored_again(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    juror = panel.window.session.juror
    assert juror
    panel.window.session.wrote(sign(juror, "K01", "80").changes, None)
    name(panel, disk)
    assert panel.card("REG").field.isReadOnly()
    merge(hq, packages(disk), a_desk(hq))
    a_desk(hq).reopen("J01", "K01", "Salah ketik")
    a_desk(hq).attendance("K02", Attendance.PRESENT)
    pack(hq, disk)
    panel.page.open_candidate("K02")
    second(panel).look()
    settle(panel)
    bar, row = panel.window.shell.info_bar, panel.page.desk.model.row_of("K01")
    assert says(bar.told, REOPENED, candidates="K01") and says(bar.told, "{count} more update came in.", count=1)
    assert says(panel.page.desk.model.lines[row].words, "Reopened: {reason} · {state}", reason="Salah ketik")
    panel.page.end_day()
    bar.button.click()
    assert panel.page.currentWidget() is panel.page.desk and panel.page.candidate == "K01"
    assert not panel.card("REG").field.isReadOnly()
    panel.type_points("REG", "90")
    assert panel.stored()["REG"] == "90"


def test_a_candidate_that_was_joined_while_it_is_open_makes_room_for_another(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    panel.page.desk.select("K02")
    panel.type_points("REG", "8", enter=False)
    panel.page.desk.notes.choose(Visibility.PANEL)
    panel.page.desk.notes.field.setPlainText("Perda belum ada")
    a_desk(hq).join("K02", "K01", "Tercatat dua kali")
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    assert panel.page.candidate == "K01" and "K02" not in panel.page.sitting.candidates
    assert _("{candidate} was entered twice and joined", candidate="K02") in panel.window.shell.info_bar.told
    assert panel.card("REG").field.text() == "" and panel.stored() == {}
    assert panel.page.sitting.desk.note("K01", Visibility.PANEL).text == "Perda belum ada", "what was typed is not lost"


def a_broken_package(hq: OpenEvent, disk: Path) -> Path:
    """What another laptop left, with a page that a bad stick gave back wrong."""
    package = pack(hq, disk)
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    return package


@pytest.mark.parametrize("seat", ["J01", None])
def test_a_damaged_package_is_told_once_by_its_name_whoever_sits_here(
    panel: Desk, hq: OpenEvent, disk: Path, seat: str | None
) -> None:
    if seat is None:
        panel.window.hand_over()
    name(panel, disk)
    broken = a_broken_package(hq, disk)
    second(panel).look()
    settle(panel)
    band = panel.window.shell.info_bar
    assert band.told.count(broken.name) == 1
    band.close_button.click()
    for _poll in range(3):
        second(panel).copy_now()
        settle(panel)
        assert broken.name not in band.told


def test_a_damaged_package_is_still_told_when_other_news_come_before_it_is_closed(
    panel: Desk, hq: OpenEvent, disk: Path, tmp_path: Path
) -> None:
    name(panel, disk)
    broken = a_broken_package(hq, disk)
    second(panel).look()
    settle(panel)
    broken.unlink()
    a_desk(hq).attendance("K02", Attendance.ABSENT)
    pack(hq, disk)
    second(panel).look()
    settle(panel)
    told = panel.window.shell.info_bar.told
    assert broken.name in told and _("attendance of {candidate}", candidate="K02") in told


def test_what_came_in_is_told_though_nothing_could_be_written(panel: Desk, hq: OpenEvent, disk: Path) -> None:
    name(panel, disk)
    broken = a_broken_package(hq, disk)
    a_desk(hq).attendance("K02", Attendance.ABSENT)
    good = pack(hq, disk.parent / "elsewhere")
    shutil.copy(good, disk)
    own = next(path for path in packages(disk) if path.name not in (broken.name, good.name))

    def full(done: int, of: int) -> None:
        raise FileProblem("{path} can't be written: {why}.", path=own, why="penuh")

    done = leave_and_take(EventPlace.of(panel.event), disk, None, full)
    assert done.problem and done.package is None and done.came
    assert any(broken.name in trouble for trouble in done.report.troubles)


def test_what_the_secretary_records_for_jurors_is_copied_at_once(door: Desk, disk: Path) -> None:
    door.sit("")
    name(door, disk)
    page = door.secretary.go("attendance")
    assert isinstance(page, AttendancePage)
    page.record_present("K01")
    door.bot.waitUntil(lambda: len(packages(disk)) == 1 and copied_entries(disk) == door.entries(), timeout=20_000)
