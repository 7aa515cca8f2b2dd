"""Pictures of rarer questions: a newer file, another file in its place, former criteria, another name, a wrong workbook.

questions(studio, folder, make_event, sit)     any page; afterwards the welcome page. `folder` is temporary

Each begins with an event of its own, made by `make_event(laptop, path)`, and shows the page in both languages, in dark and at
200 %.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp import text
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.model.points import Scale
from juryapp.model.setup import Setup
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.pack import pack
from juryapp.store.setup import read_setup
from tests.screens_services import quiet
from tests.typed import certain
from ui.secretary.page import SecretaryPage
from ui.secretary.update_page import UpdatePage

MakeEvent = Callable[[Laptop, Path], OpenEvent]
Sit = Callable[[Any, str], None]
PIN, DESK_PIN, PASSPHRASE = "tikar-8-lumbung", "meja-9-lumbung", "rotan kelapa jingga 61"
SAMPLE = text.resources() / "templates" / "sample-event.xlsx"
MOVED_NAME = "Kabupaten Kepulauan Candra Loka Utara"
MANY_LINES = "Perda belum ada.\n" * 80


def questions(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """All of them."""
    studio.window.leave_event()
    newer_files(studio, _inside(folder, "newer"), make_event)
    a_package(studio, _inside(folder, "package"), make_event, sit)
    former_criteria(studio, _inside(folder, "criteria"), make_event, sit)
    another_name(studio, _inside(folder, "names"), make_event, sit)
    another_scale(studio, _inside(folder, "scales"), make_event, sit)
    refused_remark(studio, _inside(folder, "remark"), make_event, sit)
    replaced(studio, _inside(folder, "replaced"), make_event, sit)
    workbooks(studio, _inside(folder, "workbooks"))
    studio.window.show_start()


def four_looks(studio: Any, name: str, see: Callable[[], None] = lambda: None) -> None:
    """Indonesian, English, dark and 200 % in both languages; `see` brings into view what is to be seen."""

    def take(kind: str) -> None:
        studio.settle()
        see()
        studio.take(name + kind)

    take("")
    studio.window.switch_language()
    take("-english")
    studio.theme.choose_size("2")
    take("-200-percent-english")
    studio.window.switch_language()
    take("-200-percent")
    studio.theme.choose_size("1")
    studio.theme.choose("dark")
    take("-dark")
    studio.theme.choose("light")


def newer_files(studio: Any, folder: Path, make_event: MakeEvent) -> None:
    """An older file is opened while the newer one lies beside it, and after that one is gone and no copy is known."""
    path, older = folder / "Penghargaan Contoh.jury", folder / "FLASHDISK" / "CONTOH-25-J01.jury"
    event = make_event(studio.laptop, path)
    shutil.copy2(path, older)
    JurorDesk.sit(event, "J01", PIN).record_score("K04", "REG", "81")
    event.close()
    _open(studio, older)
    four_looks(studio, "a0-newer-file", lambda: _to_the_end(studio))
    _leave(studio)
    path.unlink()
    shutil.rmtree(studio.laptop.home.spares / event.id, ignore_errors=True)
    _open(studio, older)
    four_looks(studio, "a1-newer-file-gone", lambda: _to_the_end(studio))
    _leave(studio)


def a_package(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """A package is opened like an event; then its event, and it is received there."""
    path = folder / "Penghargaan Contoh.jury"
    with make_event(studio.laptop, path) as event:
        package = pack(event, folder / "FLASHDISK")
    _open(studio, package)
    four_looks(studio, "a2-package-opened", lambda: _to_the_end(studio))
    studio.window.page.receive_button.click()
    four_looks(studio, "a3-package-waits")
    _open(studio, path)
    sit(studio, "")
    quiet(studio)
    studio.take("a4-package-received")
    _leave(studio)


def former_criteria(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """The secretary changed the weights after sheets were signed, and is shown what becomes of them."""
    with make_event(studio.laptop, path := folder / "Penghargaan Contoh.jury") as event:
        weights = {"REG": Decimal(40), "CAK": Decimal(10)}
        _change(
            event,
            lambda setup: replace(
                setup,
                criteria=tuple(
                    replace(one, weight=weights.get(one.code, one.weight)) if one.category == "KAB" else one
                    for one in setup.criteria
                ),
            ),
        )
    page = _secretary(studio, path, sit)
    update = certain(UpdatePage, page.go("update"))
    studio.settle()
    four_looks(studio, "a5-former-criteria", lambda: update.ensureWidgetVisible(update.former.cards[0]))

    def look() -> None:
        card = update.former.cards[0]
        if card.shown is None:
            card.look.click()
            studio.settle()
        update.verticalScrollBar().setValue(update.verticalScrollBar().maximum())

    four_looks(studio, "a6-former-criteria-shown", look)
    card = update.former.cards[0]
    update.ensureWidgetVisible(card.look)
    studio.take("a6-former-criteria-top")
    card.pin.field.setText(DESK_PIN)
    card.button.click()
    studio.settle()
    studio.take("a7-former-criteria-without-reason")
    _leave(studio)


def another_name(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """A juror scored a candidate; then the list names another there."""
    with make_event(studio.laptop, path := folder / "Penghargaan Contoh.jury") as event:
        JurorDesk.sit(event, "J06", PIN).record_many([GivenScore("K03", "REG", "85"), GivenScore("K03", "CAK", "78")])
        desk = SecretaryDesk.sit(event, DESK_PIN)
        event.write([desk.act("candidate", "K03/name", {"value": MOVED_NAME})])
    _open(studio, path)
    sit(studio, "J06")
    studio.window.page.desk.select("K03")
    four_looks(studio, "a8-another-name")
    studio.window.page.desk.form.head.confirm.setFocus()
    studio.take("a8-another-name-focus")
    QTest.keyClick(studio.window.page.desk.form.head.confirm, Qt.Key.Key_Return)
    studio.take("a8-another-name-confirmed")
    _leave(studio)


def another_scale(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """Points that were given on a scale to 100 lie outside the one to 10."""
    with make_event(studio.laptop, path := folder / "Penghargaan Contoh.jury") as event:
        JurorDesk.sit(event, "J06", PIN).record_many([GivenScore("K03", "REG", "85"), GivenScore("K03", "CAK", "78")])
        _change(
            event,
            lambda setup: replace(
                setup,
                criteria=tuple(
                    replace(one, scale=Scale(Decimal(0), Decimal(10)), bands=()) if one.code == "REG" else one
                    for one in setup.criteria
                ),
            ),
        )
    _open(studio, path)
    sit(studio, "J06")
    studio.window.page.desk.select("K03")
    studio.window.page.desk.form.cards[0].focus_points()
    four_looks(studio, "a9-another-scale")
    _leave(studio)


def refused_remark(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """What was pasted as the reason for a score has more lines than a page."""
    make_event(studio.laptop, path := folder / "Penghargaan Contoh.jury").close()
    _open(studio, path)
    sit(studio, "J06")
    studio.window.page.desk.select("K03")
    card = studio.window.page.desk.form.cards[1]
    card.focus_points()
    QTest.keyClicks(card.field, "78")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    card.focus_points()
    card.remark.setFocus()
    card.remark.setText(MANY_LINES)
    QTest.keyClick(card.remark, Qt.Key.Key_Return)
    four_looks(studio, "b0-remark-refused")
    _leave(studio)


def replaced(studio: Any, folder: Path, make_event: MakeEvent, sit: Sit) -> None:
    """Another file is put in the place of the one that is open, and the juror goes on typing."""
    make_event(studio.laptop, path := folder / "Penghargaan Contoh.jury").close()
    former = path.read_bytes()
    _open(studio, path)
    sit(studio, "J06")
    studio.window.page.desk.select("K03")
    _type(studio, 0, "81")
    path.unlink()
    path.write_bytes(former)
    _type(studio, 1, "83")
    four_looks(studio, "b1-replaced")
    studio.size(1100, 720)
    studio.take("b1-replaced-1100")
    studio.size(1366, 768)
    _leave(studio)
    studio.take("b2-replaced-left")


def workbooks(studio: Any, folder: Path) -> None:
    """What was read of a workbook; one with three mistakes, one with thirty, and one with much to look at."""
    window = studio.window
    for name, count in (("b3-workbook-read", 0), ("b4-workbook-mistakes", 3), ("b5-workbook-many-mistakes", 30)):
        window.show_new_event()
        path = folder / f"Penghargaan Contoh {count}.xlsx"
        _spoiled(path, count)
        window.page.take(path)
        studio.settle()
        four_looks(studio, name)


def _inside(folder: Path, name: str) -> Path:
    inside = folder / "questions" / name
    (inside / "FLASHDISK").mkdir(parents=True)
    return inside


def _open(studio: Any, path: Path) -> None:
    """Types the passphrase, as a person does."""
    studio.window.ask_passphrase(path)
    page = studio.window.page
    page.field.setText(PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    studio.settle()


def _to_the_end(studio: Any) -> None:
    """How far a page scrolls of itself while its parts find their places depends on how fast they do."""
    bar = studio.window.page.verticalScrollBar()
    bar.setValue(bar.maximum())


def _leave(studio: Any) -> None:
    quiet(studio)
    back = getattr(studio.window.page, "back_button", None)
    if back is not None and not studio.window.session.is_open:
        back.click()
    else:
        studio.window.leave_event()
    studio.settle()


def _secretary(studio: Any, path: Path, sit: Sit) -> SecretaryPage:
    _open(studio, path)
    sit(studio, "")
    return certain(SecretaryPage, studio.window.page)


def _change(event: OpenEvent, changed: Callable[[Setup], Setup]) -> None:
    """The secretary takes in a workbook that says this."""
    desk = SecretaryDesk.sit(event, DESK_PIN)
    found = plan(desk, changed(read_setup(event.file)))
    assert not found.refused, found.refused
    apply(desk, found, [one.key for one in found.corrections], "diputuskan pleno")


def _type(studio: Any, place: int, points: str) -> None:
    card = studio.window.page.desk.form.cards[place]
    card.focus_points()
    QTest.keyClicks(card.field, points)
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    studio.settle()


def _spoiled(path: Path, count: int) -> None:
    """The sample's workbook with so many wrong cells."""
    book = openpyxl.load_workbook(SAMPLE)
    criteria, candidates, schedule = book["Kriteria"], book["Kandidat"], book["Jadwal"]
    wrong = [
        (criteria, "D2", "dua puluh lima"),
        (candidates, "D3", "KOTA"),
        (schedule, "B4", "25.61"),
        *((candidates, f"D{row}", f"KAT-{row}") for row in range(4, 12)),
        *((criteria, f"F{row}", "seratus") for row in range(3, 12)),
        *((schedule, f"A{row}", f"{row + 20}/13/2025") for row in range(2, 12)),
    ]
    for sheet, cell, words in wrong[:count]:
        sheet[cell] = words
    book.save(path)
