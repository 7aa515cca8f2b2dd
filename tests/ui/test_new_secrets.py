"""Where a secret is invented: its strength, Show, a suggestion; all of it is looked at before a file dialog opens."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.new_secrets.strength import DESK_PIN, PASSPHRASE, PIN, Level
from juryapp.text import _, resources
from tests.builders import DESK_PIN as RIGHT_PIN
from tests.builders import PASSPHRASE as RIGHT
from tests.documents.test_score_sheet import words
from tests.saying import says
from tests.ui.desks import Desk, a_desk_window, draw
from tests.ui.test_forgetting import lock
from ui.disk import PATIENCE_MS
from ui.document_page import DocumentPage
from ui.parts.message import Message
from ui.parts.new_secret import NewSecret
from ui.parts.pin import PinField
from ui.secretary import prepare_page
from ui.secretary.documents_page import DocumentsPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.prepare_page import PreparePage
from ui.welcome import new_event_page
from ui.welcome.made_page import MadePage
from ui.welcome.new_event_page import NewEventPage
from ui.welcome.seat_page import SeatPage

LEFT = Qt.MouseButton.LeftButton
OWN_WORDS = "It is made of names, codes or words of this event."
EASY_PASSPHRASE = (
    "The passphrase is too easy to guess. {why} Take several words that don't belong together, or letters such as {example}."
)
SHORT_PIN = "A PIN needs at least {count} characters; choose a longer one."
HIDDEN, SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


@pytest.fixture
def pair(qtbot: QtBot) -> NewSecret:
    secret = NewSecret(PASSPHRASE, lambda: "Frasa sandi", lambda: "Sekali lagi", lambda: ["denpasar"])
    qtbot.addWidget(secret)
    secret.show()
    secret.activateWindow()
    qtbot.waitUntil(secret.isActiveWindow)
    return secret


@pytest.fixture
def new_event(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Desk, NewEventPage]]:
    """The page that makes an event, with a workbook read."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.leave_event()
    desk.window.show_new_event()
    page = desk.window.page
    assert isinstance(page, NewEventPage)
    page.take(resources() / "samples" / "paritrana-bali-2024.xlsx")
    desk.settle()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    yield desk, page
    desk.close()


def fill(page: NewEventPage, **secrets: str) -> None:
    for name in ("passphrase", "passphrase_again", "pin", "pin_again"):
        usual = RIGHT if name.startswith("passphrase") else RIGHT_PIN
        getattr(page, name).setText(secrets.get(name, usual))


def is_seen_below(field: QLineEdit, secret: NewSecret, page: QScrollArea) -> bool:
    """True if what is wrong stands directly below its field, both in view."""
    QApplication.processEvents()
    (message,) = [one for one in secret.findChildren(Message) if one.isVisible()]
    seen = [one.visibleRegion().boundingRect().height() == one.height() for one in (field, message)]
    gap = message.mapTo(page, QPoint()).y() - field.mapTo(page, QPoint(0, field.height())).y()
    return all(seen) and 0 <= gap < field.height()


def enrolling(door: Desk) -> EnrolPage:
    door.sit("")
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    QTest.mouseClick(page.seats["J05"], LEFT)
    return page


@pytest.mark.parametrize(
    ("typed", "level"),
    [("rahasia", Level.TOO_WEAK), ("kopi payung", Level.WEAK), ("pertemuan kambing payung", Level.STRONG), ("", None)],
)
def test_the_strength_follows_typing_in_words_and_steps(pair: NewSecret, qtbot: QtBot, typed: str, level: Level | None) -> None:
    QTest.keyClicks(pair.field, "x" + typed)
    QTest.keyClick(pair.field, Qt.Key.Key_Home)
    QTest.keyClick(pair.field, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pair.line.steps.level is level)
    said = {
        None: "How strong it is shows here.",
        Level.TOO_WEAK: "Too weak.",
        Level.WEAK: "Weak; it is taken all the same.",
        Level.STRONG: "Strong.",
    }[level]
    assert pair.line.words.text().startswith(_(said))
    assert pair.line.words.text() == pair.field.accessibleDescription()


def test_why_it_is_weak_is_said_and_never_what_was_typed(pair: NewSecret) -> None:
    pair.field.setText("Denpasar")
    pair.line.look()
    assert says(pair.line.words.text(), OWN_WORDS) and "enpasar" not in pair.line.words.text()


def test_no_key_waits_for_the_reckoning(pair: NewSecret, monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[str] = []
    monkeypatch.setattr("ui.parts.strength.strength_of", lambda text, known, kind: reckoned.append(text))
    QTest.keyClicks(pair.field, "kopi payung")
    assert reckoned == []


def test_the_strength_is_announced_politely(pair: NewSecret, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    pair.field.setFocus()
    QTest.keyClicks(pair.field, "kopi payung")
    pair.line.look()
    assert said == [_("Weak; it is taken all the same.")]


def test_show_shows_both_fields_and_an_empty_pair_hides_what_comes_next(pair: NewSecret) -> None:
    assert {pair.field.echoMode(), pair.again.echoMode()} == {HIDDEN}
    QTest.keyClicks(pair.field, "kopi")
    pair.show_it.setFocus()
    QTest.keyClick(pair.show_it, Qt.Key.Key_Space)
    assert {pair.field.echoMode(), pair.again.echoMode()} == {SHOWN} and pair.show_it.text() == _("Hide")
    pair.clear()
    assert {pair.field.echoMode(), pair.again.echoMode()} == {HIDDEN} and pair.show_it.text() == _("Show")


def test_what_was_cleared_while_it_was_shown_is_not_brought_back(pair: NewSecret) -> None:
    pair.show_it.click()
    QTest.keyClicks(pair.field, "kopi payung")
    pair.clear()
    assert not pair.field.isUndoAvailable()


def test_a_suggestion_fills_both_fields_and_is_shown(pair: NewSecret) -> None:
    pair.suggest.setFocus()
    QTest.keyClick(pair.suggest, Qt.Key.Key_Return)
    first = pair.text()
    assert first == pair.again.text() and pair.field.echoMode() is SHOWN and pair.check() is None
    assert pair.line.steps.level is Level.STRONG
    QTest.keyClick(pair.suggest, Qt.Key.Key_Return)
    assert pair.text() != first


def test_what_is_told_keeps_nothing_of_what_was_typed(pair: NewSecret) -> None:
    pair.field.setText("rahasia")
    problem = pair.check()
    assert problem and problem.__traceback__ is None and "rahasia" not in repr(problem.gaps)


@pytest.mark.parametrize("kind", [PIN, DESK_PIN])
def test_a_pin_is_the_persons_own_and_is_not_suggested(qtbot: QtBot, kind: object) -> None:
    secret = NewSecret(kind, lambda: "PIN", lambda: "PIN", list)  # type: ignore[arg-type]
    qtbot.addWidget(secret)
    assert secret.suggest.isHidden()


def test_enter_goes_to_the_second_field_and_then_on(pair: NewSecret, qtbot: QtBot) -> None:
    pair.field.setFocus()
    QTest.keyClick(pair.field, Qt.Key.Key_Return)
    assert pair.again.hasFocus()
    for field in (pair.field, pair.again):
        field.setText("bakujo-nareru-sumipo-dakute")
    with qtbot.waitSignal(pair.entered):
        QTest.keyClick(pair.again, Qt.Key.Key_Return)


def test_tab_reaches_everything_in_the_order_of_the_eye(pair: NewSecret) -> None:
    pair.field.setFocus()
    order = []
    for _step in range(5):
        order.append(QApplication.focusWidget())
        QTest.keyClick(order[-1], Qt.Key.Key_Tab)
    assert order == [pair.field, pair.show_it, pair.suggest, pair.pad_button, pair.again]


@pytest.mark.parametrize(
    ("secrets", "wrong", "said"),
    [
        ({"passphrase": "rahasia", "passphrase_again": "rahasia"}, "passphrase", EASY_PASSPHRASE),
        ({"passphrase": "PAR24-BALI", "passphrase_again": "PAR24-BALI"}, "passphrase", OWN_WORDS),
        ({"passphrase": ""}, "passphrase", "An event file needs a passphrase; choose one of several words."),
        ({"passphrase_again": "lain sama sekali"}, "passphrase", "The two passphrases differ; type both again."),
        ({"pin": "12345", "pin_again": "12345"}, "pin", SHORT_PIN),
        (
            {"pin": "123456", "pin_again": "123456"},
            "pin",
            "The PIN of the secretary's desk is too easy to guess. {why} Choose another one.",
        ),
        ({"pin_again": "lain-sekali"}, "pin", "The two PINs differ; type both again."),
    ],
)
def test_all_secrets_of_a_new_event_are_looked_at_before_a_place_is_asked(
    new_event: tuple[Desk, NewEventPage], monkeypatch: pytest.MonkeyPatch, secrets: dict[str, str], wrong: str, said: str
) -> None:
    _desk, page = new_event
    monkeypatch.setattr(new_event_page, "ask_name", lambda *words: pytest.fail("a place was asked"))
    fill(page, **secrets)
    QTest.mouseClick(page.button, LEFT)
    at = page.pins if wrong.startswith("pin") else page.secret
    assert says(at.said, said) and page.wrong.isHidden()
    assert is_seen_below(getattr(page, wrong), at, page)
    assert getattr(page, wrong).hasFocus() and getattr(page, wrong).property("wrong")
    QTest.keyClicks(getattr(page, wrong), "x")
    assert not getattr(page, wrong).property("wrong") and at.said == ""


def test_what_is_wrong_is_said_in_the_language_that_is_chosen_then(new_event: tuple[Desk, NewEventPage]) -> None:
    desk, page = new_event
    fill(page, pin="12345", pin_again="12345")
    QTest.mouseClick(page.button, LEFT)
    desk.window.switch_language()
    assert page.pins.said.startswith("A PIN needs at least 6 characters")


def test_an_event_that_is_made_slowly_is_waited_for_and_made_once(
    new_event: tuple[Desk, NewEventPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, page = new_event
    gate, made, create = Event(), [], new_event_page.create_event

    def slowly(*told: Any) -> OpenEvent:
        made.append(told[1])
        gate.wait()
        return create(*told)

    monkeypatch.setattr(new_event_page, "create_event", slowly)
    monkeypatch.setattr(new_event_page, "ask_name", lambda *words: tmp_path / "BALI.jury")
    fill(page)
    QTest.mouseClick(page.button, LEFT)
    desk.bot.waitUntil(lambda: bool(made))
    desk.window.runner.disk.look(monotonic() + PATIENCE_MS / 1000 + 1)
    said = "{path} is being made; this laptop or the disk takes its time. Wait: the event opens by itself. “Back” leaves it."
    assert says(page.wrong.text(), said) and page.wrong.property("notice") == "warn"
    QTest.mouseClick(page.button, LEFT)
    QTest.keyClick(page.pin_again, Qt.Key.Key_Return)
    assert not page.button.isEnabled() and page.back_button.isEnabled() and made == [tmp_path / "BALI.jury"]
    gate.set()
    desk.bot.waitUntil(lambda: desk.window.page is not page)
    assert made == [tmp_path / "BALI.jury"]


@pytest.fixture
def no_workbook(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Desk, NewEventPage]]:
    """The page that makes an event, with its secrets but without a workbook; its button was pressed."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.show_new_event()
    page = desk.window.page
    assert isinstance(page, NewEventPage)
    fill(page)
    QTest.mouseClick(page.button, LEFT)
    yield desk, page
    desk.close()


def test_what_is_wrong_with_the_workbook_is_said_where_it_is_chosen(
    no_workbook: tuple[Desk, NewEventPage], tmp_path: Path
) -> None:
    desk, page = no_workbook
    assert page.at_workbook.isVisible() and page.wrong.isHidden()
    (tmp_path / "kosong.xlsx").write_bytes(b"")
    page.take(tmp_path / "kosong.xlsx")
    desk.settle()
    assert "kosong.xlsx" in page.at_workbook.text() and desk.window.focusWidget() is page.choose
    QTest.mouseClick(page.button, LEFT)
    assert "kosong.xlsx" in page.at_workbook.text(), "the mistakes of the workbook stay"


def test_without_a_workbook_the_focus_is_where_one_is_chosen(no_workbook: tuple[Desk, NewEventPage]) -> None:
    desk, page = no_workbook
    assert desk.window.focusWidget() is page.choose


def test_what_the_workbook_says_counts_as_known_once_it_is_read(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.show_new_event()
    page = desk.window.page
    assert isinstance(page, NewEventPage)
    page.pin.setText("PAR24-BALI")
    page.pins.line.look()
    assert page.pins.line.steps.level is not Level.TOO_WEAK
    page.take(resources() / "samples" / "paritrana-bali-2024.xlsx")
    desk.settle()
    assert page.pins.line.steps.level is Level.TOO_WEAK
    desk.close()


def test_the_page_for_the_envelope_is_printed_from_memory_when_an_event_is_made(
    new_event: tuple[Desk, NewEventPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, page = new_event
    fill(page)
    page.make(tmp_path / "bali.jury")
    desk.settle()
    made = desk.window.page
    assert isinstance(made, MadePage) and made.envelope_button.hasFocus()
    before = {path for path in tmp_path.rglob("*") if path.parent.name != "log"}
    QTest.keyClick(made.envelope_button, Qt.Key.Key_Return)
    desk.settle()
    shown = desk.window.page
    assert isinstance(shown, DocumentPage)
    assert "AMPLOP" in words(shown.to_print[0])
    assert {path for path in tmp_path.rglob("*") if path.parent.name != "log"} == before
    QTest.mouseClick(shown.back_button, LEFT)
    assert made.envelope_button.hasFocus()
    QTest.mouseClick(made.on_button, LEFT)
    assert isinstance(desk.window.page, SeatPage)


def ask_for_envelope(door: Desk, page: DocumentsPage, pin: str) -> None:
    QTest.mouseClick(page.kinds.see_envelope, LEFT)
    QTest.keyClicks(page.envelope_card.pin.field, pin)
    QTest.keyClick(page.envelope_card.pin.field, Qt.Key.Key_Return)
    QTest.keyClick(page.envelope_card.button, Qt.Key.Key_Space)
    door.settle()


def test_the_page_for_the_envelope_is_seen_with_the_desks_pin_only(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("documents")
    assert isinstance(page, DocumentsPage) and page.envelope_card.isHidden()
    ask_for_envelope(door, page, "pin-yang-salah")
    assert page.envelope_card.pin.said and not door.window.findChildren(DocumentPage)
    QTest.mouseClick(page.envelope_card.back_button, LEFT)
    assert page.envelope_card.isHidden() and page.kinds.see_envelope.hasFocus()
    ask_for_envelope(door, page, RIGHT_PIN)
    assert door.window.findChildren(DocumentPage) and page.envelope_card.isHidden()


def test_a_saved_page_for_the_envelope_is_its_users_alone_and_is_warned_of(door: Desk, tmp_path: Path) -> None:
    door.sit("")
    page = door.secretary.go("documents")
    assert isinstance(page, DocumentsPage)
    ask_for_envelope(door, page, RIGHT_PIN)
    (shown,) = door.window.findChildren(DocumentPage)
    shown.save_copy(tmp_path / "amplop.pdf")
    door.settle()
    assert shown.said.property("notice") == "warn" and "hapus" in shown.said.text()
    assert "AMPLOP" in words((tmp_path / "amplop.pdf").read_bytes())
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "amplop.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pin", "again", "wrong", "said"),
    [
        ("123456", "123456", "pin", "The PIN is too easy to guess. {why} Choose another one."),
        ("lumbung-J05", "lumbung-J06", "pin", "The two PINs differ; type both again."),
        ("123", "123", "pin", SHORT_PIN),
    ],
)
def test_a_pin_that_enrolment_refuses_is_told_at_once_where_it_is_wrong(
    door: Desk, pin: str, again: str, wrong: str, said: str
) -> None:
    page = enrolling(door)
    page.pin.setText(pin)
    page.again.setText(again)
    draw(page.canvas)
    before = door.entries()
    QTest.mouseClick(page.button, LEFT)
    assert not door.window.runner.works, "told before anything is tried"
    assert says(page.secret.said, said) and pin not in page.secret.said and page.said.isHidden()
    assert is_seen_below(getattr(page, wrong), page.secret, page)
    assert getattr(page, wrong).hasFocus() and getattr(page, wrong).property("wrong")
    assert pin == again or not (page.pin.text() or page.again.text()), "both are typed anew"
    assert door.entries() == before and page.canvas.ink() is not None


def test_what_is_known_later_never_leaves_a_pin_good_and_too_easy_at_once(qtbot: QtBot) -> None:
    known: list[str] = []
    secret = NewSecret(PIN, lambda: "PIN", lambda: "Sekali lagi", lambda: known)
    qtbot.addWidget(secret)
    for field in (secret.field, secret.again):
        field.setText("zubrilo-2025")
    secret.line.look()
    assert secret.line.strength and secret.line.strength.level is Level.GOOD
    known.append("zubrilo")
    assert secret.check() is not None
    assert secret.line.strength.level is Level.TOO_WEAK and secret.line.steps.level is Level.TOO_WEAK


def test_after_an_enrolment_the_next_who_waits_has_the_focus(door: Desk) -> None:
    page = enrolling(door)
    page.secret.show_it.click()
    for field in (page.pin, page.again):
        QTest.keyClicks(field, "pin-J05")
    draw(page.canvas)
    QTest.keyClicks(page.desk_pin.field, RIGHT_PIN)
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    enrolled = door.event.trust.jurors
    waiting = [code for code in page.seats if code not in enrolled] or list(page.seats)
    assert "J05" in enrolled and page.seats[waiting[0]].hasFocus()
    assert page.pin.text() == page.again.text() == "" and page.pin.echoMode() is HIDDEN


def test_a_secret_that_is_shown_is_gone_when_the_seat_is_hidden(door: Desk) -> None:
    page = enrolling(door)
    page.secret.show_it.click()
    QTest.keyClicks(page.pin, "pin-J05")
    lock(door)
    assert page.pin.text() == "" and not page.pin.isUndoAvailable() and page.pin.echoMode() is HIDDEN


def test_a_wrong_pin_is_told_before_a_folder_is_asked(door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door.sit("")
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    asked: list[str] = []
    monkeypatch.setattr(prepare_page, "ask_folder", lambda parent, title: asked.append(title) or tmp_path / "out")
    QTest.keyClicks(page.pin.field, "pin-yang-salah")
    QTest.mouseClick(page.folder, LEFT)
    door.settle()
    assert asked == [] and page.pin.said and page.pin.field.hasFocus()
    QTest.keyClicks(page.pin.field, RIGHT_PIN)
    QTest.mouseClick(page.folder, LEFT)
    door.settle()
    assert len(asked) == 1 and len(list((tmp_path / "out").glob("*.jury"))) == 1


def test_a_seat_that_was_hidden_while_a_folder_was_asked_prepares_nothing(
    door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.sit("")
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)

    def hide_meanwhile(parent: object, title: str) -> Path:
        door.window.session.hide()
        return tmp_path / "out"

    monkeypatch.setattr(prepare_page, "ask_folder", hide_meanwhile)
    QTest.keyClicks(page.pin.field, RIGHT_PIN)
    QTest.mouseClick(page.folder, LEFT)
    door.settle()
    assert not (tmp_path / "out").exists()


def test_what_is_typed_once_more_takes_the_place_of_what_nobody_can_read(qtbot: QtBot) -> None:
    shown, pin, secret, other = QWidget(), PinField(lambda: "PIN"), NewSecret(PIN, str, str, list), QLineEdit()
    qtbot.addWidget(shown)
    rows = QVBoxLayout(shown)
    for part in (pin, secret, other):
        rows.addWidget(part)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    pin.field.setFocus()
    QTest.keyClicks(pin.field, "tikar-8-lumbung")
    pin.take()
    pin.refuse(Refused("Say why; the reason stays on record."))
    QTest.keyClicks(pin.field, "a")
    assert pin.field.text() == "a"
    for come_back in (pin.field.setFocus, lambda: QTest.mouseClick(pin.field, LEFT)):
        other.setFocus()
        come_back()
        QTest.keyClicks(pin.field, "bc")
        assert pin.field.text() == "bc"
    for field in (secret.field, secret.again):
        field.setFocus()
        QTest.keyClicks(field, "123456")
    assert secret.check() and secret.field.hasFocus() and secret.said and not secret.again.text()
    QTest.keyClicks(secret.field, "tikar-8-lumbung")
    assert secret.field.text() == "tikar-8-lumbung"
