"""A new event without a workbook, in the window alone: usual categories, last year's event, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from juryapp.board import records
from juryapp.desk.headquarters import create_event
from juryapp.desk.root_copy import RootCopies, root_state
from juryapp.event.open_event import OpenEvent
from juryapp.store import model_records
from juryapp.store.setup import read_setup
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS
from juryapp.workbook.export import write_setup
from tests.builders import PASSPHRASE, ROOT_PIN, a_laptop, a_setup, an_event
from tests.ui.desks import Desk, dressed, is_whole
from tests.ui.test_preparation import keys
from ui.preparation.page import PreparationPage
from ui.welcome.made_page import MadePage
from ui.welcome.new_event_page import NewEventPage
from ui.welcome.without_workbook import Way
from ui.window import Window

LEFT = Qt.MouseButton.LeftButton
PIN = "kambing-payung-9"
_KEY = "kunci induk pusat"


@pytest.fixture
def new(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Desk, NewEventPage]]:
    """The page of a new event, in a window where nothing is open."""
    laptop = a_laptop(tmp_path)
    window = Window(laptop, dressed(qapp, laptop))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_new_event()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page
    assert isinstance(page, NewEventPage)
    desk = Desk(qtbot, window, tmp_path)
    yield desk, page
    desk.close()


def name(page: NewEventPage) -> None:
    for key, text in (("award", "Penghargaan Contoh"), ("code", "BALI-25"), ("city", "Denpasar")):
        page.without.fields[key].setText(text)


def make(desk: Desk, page: NewEventPage) -> PreparationPage:
    """As `make_and_sit`; Preparation is what is shown then."""
    make_and_sit(desk, page)
    shown = desk.secretary.stack.currentWidget()
    assert isinstance(shown, PreparationPage)
    return shown


def make_and_sit(desk: Desk, page: NewEventPage) -> None:
    """Secrets, the file, the page of the envelope, the secretary's seat."""
    for field in (page.passphrase, page.passphrase_again):
        field.setText(PASSPHRASE)
    for field in (page.pin, page.pin_again):
        field.setText(PIN)
    page.make(desk.folder / "baru.jury")
    desk.settle()
    made = desk.window.page
    assert isinstance(made, MadePage)
    made.copy_into(desk.folder / "stick")
    desk.settle()
    assert str(desk.folder / "stick") in made.key_words.text() and root_state(desk.event).copied
    QTest.mouseClick(made.on_button, LEFT)
    desk.sit("", PIN)
    desk.window.activateWindow()
    desk.bot.waitUntil(desk.window.isActiveWindow)


def test_an_event_of_usual_categories(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    QTest.mouseClick(page.ways[Way.USUAL], LEFT)
    for code in ("KAB", "UMK"):
        QTest.mouseClick(page.without.usual[code], LEFT)
    name(page)
    make(desk, page)
    setup = read_setup(desk.event.file)
    assert [one.code for one in setup.categories] == ["KAB", "UMK"] and setup.event.city == "Denpasar"
    assert {one.category for one in setup.criteria} == {"KAB", "UMK"} and not setup.jurors


def test_creating_says_which_pin_opens_headquarters_key_and_that_pin_does(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    assert _KEY in page.key_words.text()
    QTest.mouseClick(page.ways[Way.HAND], LEFT)
    name(page)
    make(desk, page)
    copies = RootCopies.of(desk.event)
    assert copies.check(copies.write(desk.folder / "stick"), PIN)


def test_an_event_by_hand_is_typed_to_its_first_candidate(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    QTest.mouseClick(page.ways[Way.HAND], LEFT)
    name(page)
    prep = make(desk, page)
    prep.show_table(CATEGORIES)
    prep.table.begin_new()
    keys("KAB\tKabupaten\n")
    prep.show_table(CRITERIA)
    prep.table.begin_new()
    keys("KAB\tREG\tRegulasi\t60\n")
    assert prep.mistakes.isVisible() and not read_setup(desk.event.file).criteria
    keys("KAB\tCAK\tCakupan\t40\n")
    assert len(read_setup(desk.event.file).criteria) == 2 and prep.mistakes.isHidden()
    prep.late(JURORS)
    keys("Prof. Satu\n")
    prep.late(CANDIDATES)
    keys("Kabupaten Satu\t\tKAB\n")
    assert model_records.candidates(desk.event.file)["K01"].name == "Kabupaten Satu"
    assert model_records.jurors(desk.event.file)["J01"].name == "Prof. Satu"


def test_an_event_like_last_years(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    last = desk.folder / "last"
    an_event(last).close()
    QTest.mouseClick(page.ways[Way.LAST], LEFT)
    page.without.other.take(last / "event.jury")
    QTest.keyClicks(page.without.other.passphrase, "bukan frasa ini")
    QTest.mouseClick(page.without.other.look, LEFT)
    desk.settle()
    assert page.without.wrong.isVisible() and not page.without.other.jurors
    page.without.other.passphrase.setText(PASSPHRASE)
    QTest.mouseClick(page.without.other.look, LEFT)
    desk.settle()
    assert page.without.wrong.isHidden() and page.without.fields["organiser"].text() and not page.without.fields["code"].text()
    page.without.fields["code"].setText("CONTOH-25")
    QTest.mouseClick(page.without.other.jurors["J05"], LEFT)
    make(desk, page)
    setup = read_setup(desk.event.file)
    assert [one.code for one in setup.jurors] == ["J01", "J02", "J03", "J04"] and not setup.candidates
    assert setup.event.letterhead and setup.event.code == "CONTOH-25"


def test_an_event_is_rehearsed_and_every_page_shows_it(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    real = desk.folder / "real"
    real.mkdir()
    an_event(real, a_setup(event={"simulated": False})).close()
    QTest.mouseClick(page.ways[Way.REHEARSAL], LEFT)
    other = page.without.other
    assert other.choose.hasFocus() and not page.without.fields["award"].isVisible()
    QTest.mouseClick(page.button, LEFT)
    assert page.without.wrong.isVisible() and other.choose.hasFocus(), "which event?"
    other.take(real / "event.jury")
    QTest.keyClicks(other.passphrase, PASSPHRASE)
    QTest.keyClick(other.passphrase, Qt.Key.Key_Return)
    desk.settle()
    QTest.mouseClick(page.ways[Way.LAST], LEFT)
    assert other.path is None, "what was read to be rehearsed isn't last year's"
    QTest.mouseClick(page.ways[Way.REHEARSAL], LEFT)
    other.take(real / "event.jury")
    QTest.keyClicks(other.passphrase, PASSPHRASE)
    QTest.keyClick(other.passphrase, Qt.Key.Key_Return)
    desk.settle()
    assert other.found.isVisible() and page.passphrase.hasFocus() and not other.jurors
    make_and_sit(desk, page)
    setup = read_setup(desk.event.file)
    assert setup.event.simulated and len(setup.candidates) == 4 and len(setup.jurors) == 5
    header = desk.window.header
    assert header.simulated.isVisible() and _("SIMULATED DATA") in desk.window.windowTitle()


def test_what_most_people_press_comes_before_what_few_need(new: tuple[Desk, NewEventPage]) -> None:
    _desk, page = new
    assert page.button.mapTo(page, QPoint()).y() < page.root_copy.choose.mapTo(page, QPoint()).y()


def test_what_is_lacking_is_said_before_any_file_is_chosen(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    QTest.mouseClick(page.ways[Way.HAND], LEFT)
    QTest.mouseClick(page.button, LEFT)
    code, at_code = page.without.fields["code"], page.without.at_fields["code"]
    assert page.without.fields["award"].hasFocus() and page.without.at_fields["award"].isVisible()
    said = [page.without.at_fields[key].text() for key in ("award", "code")]
    assert not any(":" in one for one in said), "no cell of a table that nobody sees here"
    assert said[0] == _("Write the award's name.")
    QTest.keyClicks(page.without.fields["award"], "Penghargaan")
    assert page.without.at_fields["award"].isHidden() and at_code.isVisible(), "the code is lacking still"
    code.setText("p r/&")
    desk.window.resize(1024, 600)
    QTest.mouseClick(page.button, LEFT)
    assert code.hasFocus() and code.property("wrong") and page.without.wrong.isHidden()
    assert code.mapTo(page, QPoint(0, code.height())).y() <= at_code.mapTo(page, QPoint()).y()
    desk.bot.waitUntil(lambda: is_whole(code) and is_whole(at_code))
    code.selectAll()
    QTest.keyClicks(code, "PAR")
    assert at_code.isHidden() and not code.property("wrong"), "what is corrected is said to be wrong no more"
    QTest.keyClick(code, Qt.Key.Key_Return)
    assert page.without.fields["edition"].hasFocus()
    QTest.mouseClick(page.ways[Way.LAST], LEFT)
    QTest.mouseClick(page.button, LEFT)
    assert page.without.wrong.isVisible()


def test_enter_in_the_passphrase_goes_where_it_can_be_seen(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    desk.window.resize(1024, 600)
    QTest.mouseClick(page.ways[Way.HAND], LEFT)
    page.passphrase.setFocus()
    QTest.keyClicks(page.passphrase, "bakujo-nareru-sumipo")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert page.passphrase_again.hasFocus()
    desk.bot.waitUntil(lambda: not page.passphrase_again.visibleRegion().isEmpty())
    QTest.keyClicks(page.passphrase_again, "bakujo-nareru-sumipo")
    QTest.keyClick(page.passphrase_again, Qt.Key.Key_Return)
    assert page.pin.hasFocus()
    desk.bot.waitUntil(lambda: not page.pin.visibleRegion().isEmpty())
    QTest.keyClicks(page.pin, "123456")
    QTest.keyClick(page.pin, Qt.Key.Key_Return)
    QTest.keyClicks(page.pin_again, "123456")
    QTest.keyClick(page.pin_again, Qt.Key.Key_Return)
    assert page.pins.said and page.pin.hasFocus(), "a PIN that falls at once is refused before one goes on"


def test_an_event_whose_files_are_gone_is_made_anew_from_the_copy_of_its_root(new: tuple[Desk, NewEventPage]) -> None:
    desk, page = new
    former = an_event(desk.folder / "former")
    copy, id_, known = RootCopies.of(former).write(desk.folder / "stick"), former.id, former.trust.jurors
    write_setup(desk.folder / "setup.xlsx", records.setup(former))
    former.close()
    page.go(Way.WORKBOOK)
    page.take(desk.folder / "setup.xlsx")
    desk.settle()
    page.root_copy.take(copy)
    page.root_copy.pin.field.setText("pin-yang-salah")
    for field in (page.passphrase, page.passphrase_again):
        field.setText(PASSPHRASE)
    for field in (page.pin, page.pin_again):
        field.setText(PIN)
    page.make(desk.folder / "baru.jury")
    desk.settle()
    assert page.root_copy.pin.said and not (desk.folder / "baru.jury").exists()
    page.root_copy.pin.field.setText(ROOT_PIN)
    page.make(desk.folder / "baru.jury")
    desk.settle()
    assert desk.event.id == id_ and desk.event.trust.jurors == known and page.root_copy.path is None


def test_while_the_file_is_written_and_after_it_no_key_reaches_the_header(
    new: tuple[Desk, NewEventPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, page = new
    window, path, written = desk.window, desk.folder / "baru.jury", Event()

    def ask_name(*_asked: object) -> Path:
        """A dialog over the window, which is not active again when it answers."""
        dialog = QDialog(window)
        dialog.show()
        dialog.activateWindow()
        desk.bot.waitUntil(dialog.isActiveWindow)
        QTimer.singleShot(0, dialog.close)
        return path

    def create(*given: Any) -> OpenEvent:
        written.wait(20)
        return create_event(*given)

    monkeypatch.setattr("ui.welcome.new_event_page.ask_name", ask_name)
    monkeypatch.setattr("ui.welcome.new_event_page.create_event", create)
    QTest.mouseClick(page.ways[Way.USUAL], LEFT)
    QTest.mouseClick(page.without.usual["KAB"], LEFT)
    name(page)
    for field, secret in ((page.secret, PASSPHRASE), (page.pins, PIN)):
        field.field.setText(secret)
        field.again.setText(secret)
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(QDialog)))
    window.activateWindow()
    desk.bot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Tab):
        assert not window.header.isAncestorOf(window.focusWidget() or window)
        QTest.keyClick(window.focusWidget() or window, key)
    assert not window.header.isAncestorOf(window.focusWidget() or window)
    written.set()
    desk.settle()
    made = window.page
    assert isinstance(made, MadePage) and made.envelope_button.hasFocus()
