"""Receiving and packing in the window: looked at first, then taken in; unknown laptops are admitted by words and PIN."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.step import StepKind
from juryapp.desk.juror_requests import ask_reopening
from juryapp.event import spares
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import PackageResult, merge
from juryapp.sharing.pack import pack
from juryapp.signing.fingerprint import words
from juryapp.store import journal, model_records, quarantine_table
from juryapp.text import _
from tests.builders import DESK_PIN, NOW, a_desk, a_juror, a_prepared, a_stranger, score_all, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.disk import BESIDE
from ui.document_page import DocumentPage
from ui.parts.labels import Label
from ui.secretary.board import CHIP
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.laptop_people import LaptopPeople
from ui.secretary.package_rows import PackageRow
from ui.secretary.receiving_page import ReceivingPage
from ui.services import stick

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(door: Desk) -> OpenEvent:
    """A laptop that the event doesn't know."""
    return a_stranger(door.event, "room", ["J01"])


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    return tmp_path / "DISK"


@pytest.fixture
def page(door: Desk) -> ReceivingPage:
    door.sit("")
    QTest.mouseClick(door.secretary.buttons["receiving"], LEFT)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, ReceivingPage)
    return shown


def settle(door: Desk) -> None:
    door.bot.waitUntil(lambda: not door.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()


def look(door: Desk, page: ReceivingPage, folder: Path) -> None:
    page.look_in(folder)
    door.bot.waitUntil(page.work.isHidden, timeout=20_000)
    settle(door)


def outcomes(page: ReceivingPage) -> list[tuple[str, str]]:
    return [(row.title.text(), row.chip.text()) for row in page.packages.rows]


def take(door: Desk, page: ReceivingPage) -> None:
    QTest.mouseClick(page.button, LEFT)
    door.bot.waitUntil(page.work.isHidden, timeout=20_000)
    settle(door)


def test_looking_at_a_package_of_a_known_laptop_changes_nothing(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    score_all(a_juror(room), "K01", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    pack(room, disk)
    before = door.entries()
    look(door, page, disk)
    assert outcomes(page) == [("Juri Contoh J01 (J01)", _("new"))], "people are named, not what a laptop calls itself"
    assert says(page.packages.rows[0].words.text(), "Would come in: {what}.") and page.title.text() == _("What would come in")
    assert door.entries() == before and page.unknown.isHidden() and page.pin.isHidden()
    door.window.session.saved_at = None
    take(door, page)
    assert door.window.session.saved_at is not None, "what came in is saved, and since when is told"
    assert door.entries() > before and page.title.text() == _("What came in")
    assert door.stored() == {"REG": "80", "CAK": "80"}
    assert page.button.isHidden(), "it is done"
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage) and board.model.index(0, 1).data(CHIP).words == _(
        "{scored}/{criteria} complete", scored=2, criteria=2
    )


def test_what_comes_in_is_told_in_jurors_and_sheets_and_leads_on(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    sign(a_juror(room), "K01", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    ask_reopening(a_juror(room), "K01", "Salah ketik")
    a_juror(room).record_score("K02", "REG", "70")
    a_juror(door.event).record_score("K02", "REG", "75")
    pack(room, disk)
    look(door, page, disk)
    assert "J01 (1)" in page.packages.rows[0].words.text() and page.waits.isHidden() and page.receipt.isHidden()
    assert says(page.packages.rows[0].chip.text(), "{count} sheet", count=1)
    take(door, page)
    assert says(page.said.text(), "Came in: {what}.") and "J01 (1)" in page.said.text()
    assert [card.step.kind for card in page.waits.cards if card.step] == [StepKind.DECIDE, StepKind.REQUEST]
    QTest.mouseClick(page.waits.cards[1].button, LEFT)
    board = door.secretary.stack.currentWidget()
    assert isinstance(board, BoardPage) and board.asked.requests["J01", "K01"].reason.hasFocus()
    door.secretary.go("receiving")
    QTest.mouseClick(page.waits.cards[0].button, LEFT)
    assert isinstance(door.secretary.stack.currentWidget(), DecisionPage)


def test_a_merge_that_was_called_off_says_what_it_kept(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_prepared(door.event, "other", ["J02"])
    for laptop, juror in ((room, "J01"), (other, "J02")):
        sign(a_juror(laptop, juror), "K01", "80")
        pack(laptop, disk)
        a_desk(door.event).admit({laptop.device or "": laptop.laptop.name})
    other.close()
    look(door, page, disk)
    before_each = iter((False, True))
    monkeypatch.setattr(page, "is_stopped", lambda: lambda: next(before_each))
    take(door, page)
    assert page.report and (page.report.left, len(page.report.packages)) == (1, 1)
    assert says(page.said.text(), "{count} package was not looked at; look again to go on.", count=1)
    assert "(1)" in page.said.text() and page.said.property("notice") == "warn"


def test_a_merge_that_was_stopped_before_anything_came_in_says_so_in_its_heading(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(a_juror(room), "K01", "80")
    pack(room, disk)
    a_desk(door.event).admit({room.device or "": room.laptop.name})
    look(door, page, disk)
    monkeypatch.setattr(page, "is_stopped", lambda: lambda: True)
    take(door, page)
    assert page.title.text().startswith(_("Nothing came in")) and page.said.property("notice") == "warn"


def test_sheets_that_were_signed_by_a_clock_that_is_off_are_told(door: Desk, page: ReceivingPage, disk: Path) -> None:
    old = a_prepared(door.event, "old", ["J01"], at=NOW.replace(year=2019))
    sign(a_juror(old), "K01", "80")
    a_desk(door.event).admit({old.device or "": "old"})
    pack(old, disk)
    look(door, page, disk)
    take(door, page)
    told = [label.text() for label in page.packages.findChildren(Label) if label.property("tone") == "warn"]
    assert any("19 Februari 2019" in one and "J01 K01" in one and "Juri Contoh J01" in one for one in told)


def test_an_unknown_laptop_is_admitted_by_its_words_and_the_pin(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    score_all(a_juror(room), "K01", "80")
    pack(room, disk)
    before = door.entries()
    look(door, page, disk)
    assert page.unknown.isVisible() and page.button.isHidden(), "nothing of it counts before it is admitted"
    ((device, check),) = page.unknown.checks.items()
    assert device == room.device and words(device) in check.text() and "room" in check.text()
    QTest.mouseClick(check, LEFT)
    assert page.button.text() == _("Admit and take in") and page.pin.isVisible()
    QTest.keyClicks(page.pin.field, "pin-yang-salah")
    take(door, page)
    assert page.pin.said and door.entries() == before and quarantine_table.rows(door.event.file) == []
    QTest.keyClicks(page.pin.field, DESK_PIN)
    take(door, page)
    assert door.stored() == {"REG": "80", "CAK": "80"}
    assert model_records.devices(door.event.file)[device].admitted and page.unknown.isHidden()
    (act,) = journal.heads_of(door.event.file, ("device", device))
    assert act.actor == "desk" and act.signature


def test_only_the_laptops_that_are_ticked_are_admitted(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    other = a_stranger(door.event, "other", ["J02"])
    a_juror(room).record_score("K01", "REG", "80")
    a_juror(other, "J02").record_score("K01", "REG", "70")
    pack(room, disk)
    pack(other, disk)
    look(door, page, disk)
    QTest.mouseClick(page.unknown.checks[room.device or ""], LEFT)
    QTest.keyClicks(page.pin.field, DESK_PIN)
    take(door, page)
    assert (door.stored(), door.stored(juror="J02")) == ({"REG": "80"}, {})
    assert list(page.unknown.checks) == [other.device], "the other one is still asked about"
    receiving = door.secretary.buttons["receiving"]
    assert receiving.badge.text() == "1" and receiving.badge.isVisible() and "1 laptop" in receiving.accessibleDescription()
    other.close()


def test_a_laptop_that_was_prepared_here_is_no_stranger(door: Desk, page: ReceivingPage, disk: Path) -> None:
    expected = a_prepared(door.event, "vm", ["J01"])
    score_all(a_juror(expected), "K01", "80")
    pack(expected, disk)
    look(door, page, disk)
    assert page.unknown.isHidden() and page.pin.isHidden() and page.button.isVisible()
    ((title, chip),) = outcomes(page)
    assert title == "Juri Contoh J01 (J01)" and chip == _("new")
    told = " ".join(label.text() for label in page.packages.findChildren(Label))
    assert "Laptop 1" not in told and "(J01)" in told and "vm" not in told, "by whom it is for, not by what it calls itself"
    take(door, page)
    assert door.stored() == {"REG": "80", "CAK": "80"} and quarantine_table.rows(door.event.file) == []
    assert page.receipt.hasFocus(), "a key pressed too soon throws no receipt away"
    look(door, page, disk)
    assert page.receipt.isVisible(), "it can be given still when all of it is here"
    expected.close()


def test_a_held_laptop_is_told_until_it_is_admitted(door: Desk, room: OpenEvent, disk: Path) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    merge(door.event, [pack(room, disk)])
    door.sit("")
    assert door.secretary.buttons["receiving"].badge.isVisible()
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    assert words(room.device or "") in page.waiting.text() and page.waiting.isVisible()
    look(door, page, disk)
    QTest.mouseClick(page.unknown.checks[room.device or ""], LEFT)
    QTest.keyClicks(page.pin.field, DESK_PIN)
    take(door, page)
    assert door.stored() == {"REG": "80"} and quarantine_table.rows(door.event.file) == []
    assert not door.secretary.buttons["receiving"].badge.isVisible()


def test_what_is_refused_or_nothing_new_says_so_beside_the_others(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    pack(room, disk)
    pack(door.event, disk)
    (disk / "rusak.jury").write_bytes(b"x" * 5_000)
    look(door, page, disk)
    assert [title for title, _chip in outcomes(page)] == [
        "Juri Contoh J01 (J01)",
        "rusak.jury",
        _("{name} (this laptop)", name=_("the secretary")),
    ]
    assert [chip for _title, chip in outcomes(page)][1:] == [_("refused"), _("nothing new")]
    take(door, page)
    assert door.stored() == {"REG": "80"}
    QTest.mouseClick(page.again, LEFT)
    settle(door)
    assert [chip for _title, chip in outcomes(page)] == [_("refused"), _("nothing new"), _("nothing new")]
    assert page.button.isHidden()


def test_a_removed_laptops_package_waits_for_no_admission(door: Desk) -> None:
    why = "Sekretaris mengeluarkannya."
    result = PackageResult(Path("x.jurypack"), "quarantined", present=3, held=2, why=why)
    row = PackageRow(result, LaptopPeople(door.event), taken=True)
    assert row.words.text() == why


def test_a_folder_without_packages_is_a_sentence(door: Desk, page: ReceivingPage, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    look(door, page, tmp_path / "kosong")
    assert [chip for _title, chip in outcomes(page)] == [_("refused")]
    assert "kosong" in page.packages.rows[0].words.text()


def test_the_usual_folder_of_a_flash_disk_is_found_from_its_root(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    pack(room, disk / stick.FOLDER)
    look(door, page, disk)
    assert [title for title, _chip in outcomes(page)] == [_("A laptop that is not known yet")]


def test_calling_it_off_leaves_the_rest_unread(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    pack(room, disk)
    before, gate = door.entries(), Event()
    ask = door.window.runner.disk.ask
    ask(lambda progress: gate.wait(20), lambda result: None, lambda problem: None, door.window, row=BESIDE)
    page.look_in(disk)
    assert page.work.isVisible() and not page.sources.isEnabled()
    QTest.mouseClick(page.stop, LEFT)
    assert not page.stop.isEnabled()
    gate.set()
    settle(door)
    assert page.report is not None and page.report.left == 1 and page.report.packages == ()
    assert says(page.title.text(), "{count} package was not looked at", count=1) and door.entries() == before
    assert page.work.isHidden() and page.sources.isEnabled()


def test_closing_the_program_waits_for_one_package_at_most(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    pack(room, disk)
    before, gate = door.entries(), Event()
    ask = door.window.runner.disk.ask
    ask(lambda progress: gate.wait(20), lambda result: None, lambda problem: None, door.window, row=BESIDE)
    page.look_in(disk)
    door.window.runner.closing = True
    gate.set()
    settle(door)
    assert page.report is not None and page.report.left == 1 and door.entries() == before


def test_work_goes_on_although_the_seat_was_handed_over(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    pack(room, disk)
    look(door, page, disk)
    QTest.mouseClick(page.button, LEFT)
    door.window.hand_over()
    settle(door)
    assert door.stored() == {"REG": "80"}


def test_packing_writes_a_package_that_others_can_read(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    page.packing.pack_into(disk)
    settle(door)
    (package,) = disk.glob("*.jurypack")
    assert str(package) in page.packing.said.text()
    assert merge(room, [package]).packages[0].outcome in ("merged", "nothing new")
    assert words(door.event.device or "") in page.packing.own.text()


def test_a_folder_that_cannot_be_written_is_a_sentence(door: Desk, page: ReceivingPage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    page.packing.pack_into(tmp_path / "file" / "inside")
    settle(door)
    assert str(tmp_path / "file") in page.packing.said.text() and page.packing.targets.isEnabled()


def test_headquarters_writes_its_receipt_alone(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    assert page.packing.receipt.isVisible()
    page.packing.put_receipt(disk)
    settle(door)
    (receipt,) = disk.iterdir()
    assert str(receipt) in page.packing.said.text()
    assert merge(room, [receipt]).receipts
    page.packing.put_receipt(receipt / "inside")
    settle(door)
    assert str(receipt) in page.packing.said.text() and len([*disk.iterdir()]) == 1


def test_the_words_of_this_laptop_are_in_the_menu_of_the_seat(door: Desk) -> None:
    door.sit("")
    header = door.window.header
    menu = header.seat.menu()
    menu.aboutToShow.emit()
    told = [action.text() for action in menu.actions()]
    assert _("This laptop: {words}", words=words(door.event.device or "")) in told


def test_a_flash_disk_that_was_pulled_before_it_was_taken_in_is_a_sentence(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path
) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    package = pack(room, disk)
    look(door, page, disk)
    before = door.entries()
    package.unlink()
    disk.rmdir()
    take(door, page)
    assert door.entries() == before and page.button.hasFocus()
    assert page.said.text() == _("{path} is not there any more; put it in again. Nothing was taken in.", path=disk)
    assert page.said.property("notice") == "bad"


def test_a_flash_disk_that_is_pulled_at_the_press_brings_nothing_and_is_told(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    pack(room, disk)
    look(door, page, disk)
    before = door.entries()
    monkeypatch.setattr(spares, "before", lambda *_told: disk.rename(disk.with_name("away")))
    take(door, page)
    assert door.entries() == before and page.report and not page.taken
    assert page.said.text() == _("{path} is not there any more; put it in again. Nothing was taken in.", path=disk)


@pytest.mark.parametrize("taken", [True, False])
def test_a_flash_disk_that_is_pulled_meanwhile_refuses_nothing_and_says_what_is_left(
    taken: bool, door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("K01", "K02", "U01"):
        score_all(a_juror(room), number)
        a_desk(door.event).admit({room.device or "": "room"})
        package = pack(room, disk)
        shutil.copy(package, disk.with_name(package.name))  # the next one takes its place
    for copy in disk.parent.glob("*.jurypack"):
        shutil.copy(copy, disk)
    if taken:
        look(door, page, disk)
    before_each = iter((lambda: None, lambda: disk.rename(disk.with_name("away")), lambda: None))
    monkeypatch.setattr(page, "is_stopped", lambda: lambda: bool(next(before_each)()) and False)
    take(door, page) if taken else look(door, page, disk)
    assert page.report and page.report.gone == disk and (page.report.left, len(page.report.packages)) == (2, 1)
    assert says(page.said.text(), "{path} was taken out meanwhile; put it in again.", path=disk)
    assert page.said.property("notice") == "bad" and [chip for _title, chip in outcomes(page)] != [_("refused")]


@pytest.mark.parametrize("found", [True, False])
def test_leaving_the_event_while_packages_are_looked_at_ends_nothing(
    door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path, found: bool
) -> None:
    pack(room, disk)
    if not found:
        (package,) = disk.glob("*.jurypack")
        package.write_bytes(b"x")
    page.look_at([disk])
    looked = Event()
    door.window.runner.run_quietly(lambda progress: looked.set(), lambda done: None, lambda problem: None)
    assert looked.wait(20), "its outcome is on its way home"
    door.window.leave_event()
    settle(door)
    assert not door.window.session.is_open and page.report is None


def test_leaving_the_event_while_a_package_is_written_ends_nothing(door: Desk, page: ReceivingPage, disk: Path) -> None:
    page.packing.pack_into(disk)
    packed = Event()
    door.window.runner.run_quietly(lambda progress: packed.set(), lambda done: None, lambda problem: None)
    assert packed.wait(20)
    door.window.leave_event()
    settle(door)
    assert len(list(disk.glob("*.jurypack"))) == 1


def test_a_receipt_is_shown_for_whoever_brought_it(door: Desk, page: ReceivingPage, room: OpenEvent, disk: Path) -> None:
    sign(a_juror(room), "K01", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    pack(room, disk)
    look(door, page, disk)
    take(door, page)
    QTest.mouseClick(page.receipt, LEFT)
    settle(door)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf.startswith(b"%PDF")
    QTest.mouseClick(shown.back_button, LEFT)
    assert door.secretary.stack.currentWidget() is page
