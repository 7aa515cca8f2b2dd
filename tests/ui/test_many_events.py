"""Headquarters' page of many events: which is late, why, whom to call, who is first and how sure; in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from juryapp.many_events.vault import USUAL_NAME, open_vault
from juryapp.text import use
from tests.builders import PASSPHRASE, a_laptop, ready_made
from tests.many_events.builders import OWN, a_folder, a_province
from tests.many_events.test_shares import printed
from tests.ui.desks import dressed
from ui.many_events.event_card import EventCard
from ui.many_events.page import ManyEventsPage
from ui.many_events.shown import show_many_events
from ui.welcome.start_page import StartPage
from ui.window import Window

LEFT = Qt.MouseButton.LeftButton


class Headquarters:
    """A window on the folder, and what a person does with it."""

    def __init__(self, bot: QtBot, window: Window, folder: Path) -> None:
        self.bot, self.window, self.folder = bot, window, folder

    @property
    def page(self) -> ManyEventsPage:
        assert isinstance(self.window.page, ManyEventsPage)
        return self.window.page

    def settle(self) -> None:
        runner = self.window.runner
        self.bot.waitUntil(lambda: not (runner.works or runner.disk.asks), timeout=20_000)
        QApplication.processEvents()

    def look(self, passphrase: str = OWN) -> list[EventCard]:
        """Opens the folder with this passphrase; the cards as they stand then."""
        show_many_events(self.window, self.folder)
        self.settle()
        assert self.page.key
        QTest.keyClicks(self.page.key.field, passphrase)
        QTest.keyClick(self.page.key.field, Qt.Key.Key_Return)
        self.settle()
        return self.page.cards


def _made(folder: Path) -> None:
    a_folder(folder / "wilayah", folder / "made", a_laptop(folder))


@pytest.fixture
def headquarters(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Headquarters]:
    ready_made(tmp_path, _made)
    laptop = a_laptop(tmp_path)
    window = Window(laptop, dressed(qapp, laptop))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Headquarters(qtbot, window, tmp_path / "wilayah")
    window.close()


def said(card: EventCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_the_late_one_comes_first_with_why_and_whom_to_call(headquarters: Headquarters) -> None:
    use("en")
    before = {path: path.read_bytes() for path in headquarters.folder.glob("*.jury")}
    late, broken, whole = headquarters.look()
    assert "Pemerintah Provinsi Riau" in said(late) and "late" in late.state.text()
    assert "14 sheets aren't signed here yet" in said(late) and "J03" in said(late)
    assert "Ibu Ayu Lestari, 0361 22 33 44" in said(late)
    assert broken.open_button.isHidden() and "rusak.jury" in said(broken)
    assert "16 of 16 sheets signed" in said(whole)
    assert {path: path.read_bytes() for path in headquarters.folder.glob("*.jury")} == before
    assert not headquarters.page.key or headquarters.page.key.isHidden()


def test_who_is_first_and_how_sure_is_told_over_all_events(headquarters: Headquarters) -> None:
    use("en")
    headquarters.look()
    QTest.mouseClick(headquarters.page.results_button, LEFT)
    assert headquarters.page.results.pick.field.hasFocus()
    riau, bali = headquarters.page.results.lines
    assert riau.placed.text() == "not opened yet" and riau.sure.text().startswith("not final: 2 of 8")
    assert bali.name.text() == "Pemerintah Provinsi Bali"
    assert bali.placed.text().startswith("1. Kandidat Contoh K02 (K02) 90.00")
    assert bali.sure.text().startswith(("final", "not final: complete"))


def test_a_wrong_passphrase_is_said_and_the_right_one_goes_on(headquarters: Headquarters) -> None:
    assert headquarters.look("salah") == []
    assert headquarters.page.key and headquarters.page.key.said.isVisible() and headquarters.page.key.field.hasFocus()
    QTest.keyClicks(headquarters.page.key.field, OWN)
    QTest.mouseClick(headquarters.page.key.button, LEFT)
    headquarters.settle()
    assert len(headquarters.page.cards) == 3


def test_contact_and_deadline_are_kept_in_the_vault(headquarters: Headquarters) -> None:
    card = headquarters.look()[0]
    QTest.mouseClick(card.notes_button, LEFT)
    part = card.notes_part
    assert part and part.contact.hasFocus()
    part.deadline.setText("besok")
    QTest.mouseClick(part.button, LEFT)
    assert part.said.isVisible() and part.deadline.hasFocus()
    part.deadline.setText("1/12/2030")
    part.contact.setText("Bapak Zul")
    QTest.mouseClick(part.button, LEFT)
    headquarters.settle()
    assert "Bapak Zul" in said(card) and part.isHidden()
    notes = open_vault(headquarters.folder / USUAL_NAME, OWN).notes(card.row.event)
    assert (notes.contact, str(notes.deadline)) == ("Bapak Zul", "2030-12-01")


def test_a_press_opens_the_event_with_its_own_passphrase(headquarters: Headquarters) -> None:
    card = headquarters.look()[0]
    id_ = card.row.event
    QTest.mouseClick(card.open_button, LEFT)
    headquarters.settle()
    headquarters.bot.waitUntil(lambda: headquarters.window.session.is_open)
    assert headquarters.window.session.opened.id == id_


def test_an_event_that_the_vault_does_not_know_goes_in_with_its_passphrase(headquarters: Headquarters) -> None:
    a_province(headquarters.folder / "baru", "Pemerintah Provinsi Aceh", "Banda Aceh").rename(headquarters.folder / "aceh.jury")
    vault = open_vault(headquarters.folder / USUAL_NAME, OWN)
    for event in list(vault.deposits):
        vault.remove(event)
    cards = headquarters.look()
    assert [card.open_button.isHidden() for card in cards] == [True] * 4
    aceh = next(card for card in cards if card.row.path.name == "aceh.jury")
    QTest.mouseClick(aceh.passphrase_button, LEFT)
    part = aceh.passphrase_part
    assert part and part.field.hasFocus()
    QTest.keyClicks(part.field, "salah")
    QTest.mouseClick(part.button, LEFT)
    headquarters.settle()
    assert part.said.isVisible()
    part.field.setText(PASSPHRASE)
    QTest.mouseClick(part.button, LEFT)
    headquarters.settle()
    assert sum(card.row.overview is not None for card in headquarters.page.cards) == 3, "the same passphrase opens the others"
    assert len(open_vault(headquarters.folder / USUAL_NAME, OWN).deposits) == 3


def test_without_a_vault_one_passphrase_opens_all_and_a_vault_can_be_made(headquarters: Headquarters) -> None:
    (headquarters.folder / USUAL_NAME).unlink()
    cards = headquarters.look(PASSPHRASE)
    assert sum(card.row.overview is not None for card in cards) == 2
    assert all(card.notes_button.isHidden() for card in cards)
    show_many_events(headquarters.window, headquarters.folder)
    headquarters.settle()
    key = headquarters.page.key
    assert key
    QTest.mouseClick(key.vault_button, LEFT)
    for field in (key.secret.field, key.secret.again):
        field.setText(OWN)
    QTest.mouseClick(key.make_button, LEFT)
    headquarters.settle()
    assert open_vault(headquarters.folder / USUAL_NAME, OWN).deposits == {} and len(headquarters.page.cards) == 3


def test_a_folder_without_events_is_a_sentence_and_back_is_there(headquarters: Headquarters, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    headquarters.folder = tmp_path / "empty"
    show_many_events(headquarters.window, headquarters.folder)
    headquarters.settle()
    assert headquarters.page.said.isVisible() and headquarters.page.key is None
    QTest.mouseClick(headquarters.page.back_button, LEFT)
    assert isinstance(headquarters.window.page, StartPage)


def test_the_first_page_leads_there(headquarters: Headquarters, monkeypatch: pytest.MonkeyPatch) -> None:
    start = headquarters.window.page
    assert isinstance(start, StartPage)
    monkeypatch.setattr("ui.welcome.start_page.ask_folder", lambda *_: headquarters.folder)
    QTest.mouseClick(start.many_button, LEFT)
    headquarters.settle()
    assert headquarters.page.key and headquarters.page.key.has_vault and headquarters.page.key.field.hasFocus()


def test_all_is_said_in_the_other_language_at_once(headquarters: Headquarters) -> None:
    use("en")
    card = headquarters.look()[0]
    headquarters.window.speak("id")
    assert "lembar belum ditandatangani" in said(card) and "terlambat" in card.state.text()
    assert "belum dibuka" in headquarters.page.results.lines[0].placed.text()


def test_two_paper_shares_open_a_vault_whose_passphrase_is_forgotten(
    headquarters: Headquarters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    headquarters.look()
    card = headquarters.page.shares
    monkeypatch.setattr("ui.many_events.page.ask_name", lambda *_: tmp_path / "shares.pdf")
    QTest.mouseClick(card.write_button, LEFT)
    headquarters.settle()
    first, second, third = printed(tmp_path / "shares.pdf")
    for line, words in zip(card.typed.lines, (first, third), strict=True):
        line.setText(words)
    QTest.mouseClick(card.try_button, LEFT)
    headquarters.settle()
    assert card.said.property("notice") == "good" and not card.typed.lines[0].text()
    show_many_events(headquarters.window, headquarters.folder)
    headquarters.settle()
    key = headquarters.page.key
    assert key
    QTest.mouseClick(key.recover_button, LEFT)
    assert key.recover.typed.lines[0].hasFocus()
    for line, words in zip(key.recover.typed.lines, (second, f"{first} zoo"), strict=True):
        line.setText(words)
    for field in (key.recover.secret.field, key.recover.secret.again):
        field.setText("payung-kelima-di-atap")
    QTest.mouseClick(key.recover.button, LEFT)
    headquarters.settle()
    assert key.said.isVisible() and key.recover.typed.lines[0].text() == second
    key.recover.typed.lines[1].setText(first)
    QTest.mouseClick(key.recover.button, LEFT)
    headquarters.settle()
    assert len(headquarters.page.cards) == 3 and key.isHidden() and not key.recover.secret.text()
    assert open_vault(headquarters.folder / USUAL_NAME, "payung-kelima-di-atap").has_shares
