"""Headquarters' key in the window: where it lies, its copy, and taking it over."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.root_copy import RootCopies, root_state
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import SignedDocument
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import issue, shown, sign
from juryapp.store import document_seals
from juryapp.text import _
from tests.builders import DESK_PIN, ENROLLED, ROOT_PIN, a_desk, a_juror
from tests.builders import sign as sign_sheet
from tests.signing.providers import a_provider
from tests.time_stamping import Running, a_service, authority
from tests.ui.desks import Desk
from ui.secretary.board_page import BoardPage
from ui.secretary.root_page import RootPage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton


def opened(door: Desk) -> RootPage:
    door.sit("")
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QTest.mouseClick(today.more.root, LEFT)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, RootPage)
    return page


def issue_and_sign(door: Desk) -> SignedDocument:
    """Certified minutes that everyone signed."""
    document = issue(a_desk(door.event), DocumentKind.MINUTES).document
    for juror in ("J02", "J03", "J04", "J01"):
        sign(a_juror(door.event, juror), document, shown(door.event, document), "Nama Terang")
    return document


def test_the_page_says_where_the_key_is_and_makes_a_copy_that_is_read_back(door: Desk, tmp_path: Path) -> None:
    page = opened(door)
    assert page.place.text() == _("✓ The key is on this laptop, under its PIN.") and page.copied.text().startswith("⚠")
    assert page.take_button.isHidden() and page.become_button.isHidden(), "it is headquarters already"
    page.copy_into(tmp_path / "stick")
    door.bot.waitUntil(lambda: page.said.isVisible())
    (copy,) = (one for one in (tmp_path / "stick").iterdir() if one.suffix != ".pem")  # the certificates lie beside it
    assert copy.name in page.said.text() and page.copied.text().startswith("✓")
    QTest.keyClicks(page.pin.field, "pin-yang-salah")
    page.read_copy(copy)
    door.bot.waitUntil(lambda: bool(page.pin.said))
    QTest.keyClicks(page.pin.field, ROOT_PIN)
    page.read_copy(copy)
    door.bot.waitUntil(lambda: page.said.isVisible() and not page.pin.field.text())
    assert page.said.text() == _("It is a copy of this event's key, and the PIN opens it.")


def test_headquarters_seals_with_the_pin_and_an_address(door: Desk) -> None:
    page = opened(door)
    card = page.seal_card
    QTest.keyClicks(card.pin.field, "pin-yang-salah")
    QTest.mouseClick(card.button, LEFT)
    door.bot.waitUntil(lambda: bool(card.pin.said))
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.bot.waitUntil(lambda: page.said.isVisible())
    assert page.said.text() == _("There is nothing to seal yet: no document of this kind is signed.")
    document = issue(a_desk(door.event), DocumentKind.MINUTES).document
    for juror in ("J02", "J03", "J04", "J01"):
        sign(a_juror(door.event, juror), document, shown(door.event, document), "Nama Terang")
    with a_service() as service:
        QTest.keyClicks(card.address, service.url)
        QTest.keyClicks(card.pin.field, ROOT_PIN)
        QTest.mouseClick(card.button, LEFT)
        door.bot.waitUntil(lambda: len(service.asked) == 1 and not card.steps.works, timeout=60_000)
    assert "1 " in page.said.text() and not card.pin.field.text()
    (line,) = [line for line in document_list(door.event) if line.kind is DocumentKind.MINUTES]
    assert line.seal and len(line.seal.stamps) == 1


def test_a_laptop_without_the_key_takes_it_from_a_copy(door: Desk, tmp_path: Path) -> None:
    copy = RootCopies.of(door.event).write(tmp_path / "stick")
    root_state(door.event).path.unlink()
    page = opened(door)
    assert not page.copy_button.isVisible() and page.take_button.isVisible() and page.check_button.isHidden()
    QTest.keyClicks(page.pin.field, ROOT_PIN)
    page.read_copy(copy)
    door.bot.waitUntil(lambda: root_state(door.event).is_here and page.check_button.isVisible())


def test_only_the_trusted_services_stamps_are_taken_again_and_files_are_saved(door: Desk, tmp_path: Path) -> None:
    issue_and_sign(door)
    page = opened(door)
    card, out = page.seal_card, tmp_path / "out"
    out.mkdir()
    assert card.renew.isHidden() and card.trust_button.isHidden(), "without an address nothing is stamped"
    (right := tmp_path / "right.pem").write_text(authority().pem())
    (wrong := tmp_path / "wrong.pem").write_text(a_provider().certificate.pem())

    def seals(service: Running) -> None:
        card.address.setText(service.url)
        card.pin.field.setText(ROOT_PIN)
        before = len(service.asked)
        QTest.mouseClick(card.button, LEFT)
        door.bot.waitUntil(lambda: len(service.asked) == before + 1 and not card.steps.works, timeout=60_000)

    def stamps() -> int:
        (line,) = [line for line in document_list(door.event) if line.kind is DocumentKind.MINUTES]
        return len(line.seal.stamps) if line.seal else 0

    with a_service() as service:
        for trusted, renew, expected in ((wrong, False, 0), (right, False, 1), (right, True, 2)):
            card.trust(trusted)
            door.bot.waitUntil(lambda file=trusted: file.name in card.trust_words.text())
            card.renew.setChecked(renew)
            card.save_into(out)
            seals(service)
            assert stamps() == expected
    assert len(list(out.glob("*.pdf"))) == 3 and str(out) in card.folder_words.text()


def test_a_full_disk_leaves_the_seal_on_record_and_says_so(door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issue_and_sign(door)
    page = opened(door)
    page.seal_card.save_into(tmp_path)

    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    page.seal_card.pin.field.setText(ROOT_PIN)
    QTest.mouseClick(page.seal_card.button, LEFT)
    door.bot.waitUntil(lambda: page.said.isVisible(), timeout=60_000)
    assert page.said.property("notice") == "warn" and not list(tmp_path.glob("*.pdf")) and not list(tmp_path.glob(".*.part"))
    assert document_seals.seals(door.event.file), "it is on record all the same"


def test_headquarters_freezes_a_result_and_sets_it_free(door: Desk) -> None:
    for code in ENROLLED:
        for candidate in ("K01", "K02"):
            sign_sheet(a_juror(door.event, code), candidate, "90" if candidate == "K01" else "50")
    page = opened(door)
    card = page.freeze_card
    assert card.state.text() == _("Not frozen.") and card.category.code == "KAB"
    QTest.keyClicks(card.by, "Ibu Pusat")
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert page.said.property("notice") == "bad" and not card.is_frozen, "without a reason nothing is frozen"
    QTest.keyClicks(card.reason, "Rapat nasional.")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.pin.said and not card.is_frozen, "the desk's PIN is not headquarters'"
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.is_frozen and "Ibu Pusat" in card.state.text() and card.button.text() == _("Set it free again")
    card.reason.setText("Keberatan.")
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert not card.is_frozen and card.state.text() == _("Not frozen.")
    card.reason.setText("Keberatan ditolak.")
    QTest.keyClicks(card.pin.field, ROOT_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    QTest.mouseClick(page.back_button, LEFT)
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    a_desk(door.event).withdraw("K01", "Mundur", despite=True)
    board.refresh()
    (line,) = board.changed_results.frozen.lines
    assert line.isVisible() and line.property("notice") == "bad" and "K01" not in line.text(), "before the reveal no place"
    door.window.switch_language()
    assert "isn't what stands now" in line.text()
    door.window.switch_language()
