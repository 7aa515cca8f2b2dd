"""The chair acknowledges score sheets in the window: many with one PIN, one declined, and a provider's certificate besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.documents.redraw import draw_again
from juryapp.model.document import DocumentKind
from juryapp.printing.document_signing import shown
from juryapp.printing.signing_progress import documents_to_sign, progress_in
from juryapp.signing.verify import PdfFindings, Trust, examine
from juryapp.text import _, plural
from tests.builders import a_juror, pin_of
from tests.builders import sign as sign_sheet
from tests.signing.provider_files import PASSWORD, a_file
from tests.tokens import LIBRARY, TOKEN_PIN, a_token, needs_token
from tests.ui.desks import Desk
from tests.ui.test_documents import documents_of, words_of
from ui.secretary.sheets_turn_page import SheetsTurnPage

WAITS = "not acknowledged by the chair yet"


def signed_sheets(door: Desk) -> None:
    """Two sheets that wait for J01, who chairs."""
    for candidate, points in (("K01", "85"), ("K02", "72")):
        sign_sheet(a_juror(door.event, "J02"), candidate, points)


def sheets_page(door: Desk) -> SheetsTurnPage:
    page = documents_of(door)
    page.turn.click()
    door.settle()
    found = door.secretary.stack.currentWidget()
    assert isinstance(found, SheetsTurnPage)
    return found


def sign(door: Desk, page: SheetsTurnPage, pin: str = "") -> None:
    if not page.signing.signature.is_typed:
        page.signing.signature.typing.click()
    page.signing.signature.typed.setText("Nama Terang")
    page.signing.pin.field.setText(pin or pin_of("J01"))
    page.signing.button.click()
    door.settle()


def files(door: Desk) -> list[PdfFindings]:
    trust = door.event.trust
    whom = Trust(trust.root, tuple(trust.desks), {code: tuple(known) for code, known in trust.jurors.items()})
    return [examine(shown(door.event, one), whom, draw_again) for one in documents_to_sign(door.event)]


def fields(found: PdfFindings) -> list[str]:
    return [field for field, _name, _code in found.signers]


def test_the_chair_signs_all_that_wait_with_one_pin_and_documents_tell_it(door: Desk) -> None:
    signed_sheets(door)
    assert any(_(WAITS) in words for words in words_of(documents_of(door)))
    page = sheets_page(door)
    assert page.view.hasFocus() and page.preview.pages and list(page.signing.people) == ["J01"]
    assert page.signing.button.text() == plural(
        "Sign {count} sheet as {juror}", "Sign {count} sheets as {juror}", 2, juror=page.signing.people["J01"].text()
    )
    sign(door, page, "bukan-pin-ini")
    assert page.signing.pin.said and not any("Chair" in fields(one) for one in files(door))
    sign(door, page)
    assert page.said.text() and page.signing.isHidden() and page.state.text() == _("No signed sheet waits for a chair.")
    assert [(one.faults, fields(one)) for one in files(door)] == [((), ["Juror", "Chair"])] * 2
    page.back_button.click()
    listed = documents_of(door)
    listed.refresh()
    door.settle()
    assert sum("J01" in words for words in words_of(listed)) >= 2 and not any(_(WAITS) in words for words in words_of(listed))


def test_only_what_is_ticked_is_signed_and_a_declined_one_is_told(door: Desk) -> None:
    signed_sheets(door)
    page = sheets_page(door)
    page.tick_all.click()
    assert not page.signing.button.isEnabled(), "nothing is ticked"
    page.view.setCurrentIndex(page.model.index(1))
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    page.signing.declining.click()
    page.signing.reason.setText("Angka belum dibahas")
    page.signing.pin.field.setText(pin_of("J01"))
    page.signing.decline_button.click()
    door.settle()
    assert "Angka belum dibahas" in words_of_rows(page)[1]
    assert [line.candidate for line in page.model.ticked] == ["K02"], "who declined isn't asked again by itself"
    sign(door, page)
    said = [progress_in(door.event, one) for one in documents_to_sign(door.event)]
    assert [(one.signed, list(one.declined)) for one in said] == [((), ["J01"]), (("J01",), [])]


def words_of_rows(page: SheetsTurnPage) -> list[str]:
    return [row.spoken() for row in page.model.rows]


def the_chairs_name(door: Desk) -> str:
    return door.event.trust.jurors["J01"][0].name


def test_a_providers_certificate_from_a_file_is_read_told_and_signed_with(door: Desk, tmp_path: Path) -> None:
    signed_sheets(door)
    path = tmp_path / "ketua.p12"
    path.write_bytes(a_file("P-384", the_chairs_name(door)))
    page = sheets_page(door)
    card = page.signing.brought
    card.take_file(path)
    sign(door, page)
    assert card.wrong.text() and not any("Chair" in fields(one) for one in files(door)), "it is read first, or put away"
    card.password.field.setText("keliru")
    card.look.click()
    door.settle()
    assert card.password.said and card.taken is None
    card.password.field.setText(PASSWORD)
    card.look.click()
    door.settle()
    assert the_chairs_name(door) in card.says.text() and "Penyelenggara Contoh" in card.says.text()
    sign(door, page)
    assert [(one.faults, fields(one)) for one in files(door)] == [((), ["Juror", "Chair", "PSrE"])] * 2
    assert card.taken is None and not card.is_begun, "nothing of it is kept"


@pytest.mark.parametrize(("content", "named"), [(b"%PDF-1.4", ""), (a_file("RSA", "Orang Lain Sama Sekali"), "Orang Lain")])
def test_what_is_no_certificate_of_the_chairs_is_refused_in_a_sentence(
    door: Desk, tmp_path: Path, content: bytes, named: str
) -> None:
    signed_sheets(door)
    path = tmp_path / "ketua.p12"
    path.write_bytes(content)
    card = sheets_page(door).signing.brought
    card.take_file(path)
    card.password.field.setText(PASSWORD)
    card.look.click()
    door.settle()
    assert card.taken is None and named in card.wrong.text() and len(card.wrong.text().splitlines()) == 1
    card.without.click()
    assert not card.is_begun


@needs_token
def test_a_token_is_chosen_by_its_drivers_library(door: Desk) -> None:
    signed_sheets(door)
    label, other = a_token("P-256", the_chairs_name(door)), a_token("RSA")
    page = sheets_page(door)
    card = page.signing.brought
    card.take_driver(LIBRARY)
    door.settle()
    for one, pin in ((other, TOKEN_PIN), (label, "000000"), (label, TOKEN_PIN)):
        card.tokens[one].click()
        card.password.field.setText(pin)
        card.look.click()
        door.settle()
        if one == other:
            assert "Ada Lestari" in card.wrong.text() and card.taken is None, "it is in another name"
        if pin == "000000":
            assert card.password.said
    assert the_chairs_name(door) in card.says.text()
    sign(door, page)
    assert [(one.faults, fields(one)) for one in files(door)] == [((), ["Juror", "Chair", "PSrE"])] * 2


def test_a_library_that_is_none_is_told(door: Desk, tmp_path: Path) -> None:
    signed_sheets(door)
    card = sheets_page(door).signing.brought
    card.take_driver(tmp_path / "tidak-ada.so")
    door.settle()
    assert "tidak-ada.so" in card.wrong.text() and not card.is_begun


def test_the_kind_of_page_follows_the_kind_of_document(door: Desk) -> None:
    page = documents_of(door)
    assert page.turn.text() == _("Sign as chair…") and page.turn.isVisible()
    page.choose(DocumentKind.MINUTES)
    assert page.turn.text() == _("Sign in turn…")
