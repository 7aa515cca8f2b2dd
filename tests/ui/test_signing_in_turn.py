"""Signing a document in turn in the window: certified, signed by one after the other, declined, and which file goes on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from juryapp.desk.plenary import reveal
from juryapp.model.document import DocumentKind
from juryapp.printing.document_list import lacking_in
from juryapp.printing.document_signing import issue, shown, sign
from juryapp.printing.signing_progress import find_document, progress_in
from juryapp.text import _
from tests.builders import DESK_PIN, a_desk, a_juror, a_prepared, carry, pin_of
from tests.builders import sign as sign_sheet
from tests.ui.desks import Desk
from tests.ui.test_documents import documents_of, words_of
from ui.parts.labels import Button
from ui.secretary.documents_page import DocumentsPage
from ui.secretary.turn_page import TurnPage

RECAPITULATION = DocumentKind.RECAPITULATION


def revealed(door: Desk) -> None:
    sign_sheet(a_juror(door.event, "J02"), "K01", "85")
    for category in ("KAB", "USA"):
        reveal(a_desk(door.event), category, reason="Geladi", early="Geladi")


def turn_page(door: Desk, kind: DocumentKind = RECAPITULATION) -> TurnPage:
    page = documents_of(door, kind)
    page.turn.click()
    found = door.secretary.stack.currentWidget()
    assert isinstance(found, TurnPage)
    return found


def type_and_sign(door: Desk, page: TurnPage, juror: str, pin: str | None = None) -> None:
    page.signing.people[juror].click()
    if not page.signing.signature.is_typed:
        page.signing.signature.typing.click()
    page.signing.signature.typed.setText("Nama Terang")
    page.signing.pin.field.setText(pin or pin_of(juror))
    page.signing.button.click()
    door.settle()


def certify(door: Desk, page: TurnPage) -> None:
    page.certifying.pin.field.setText(DESK_PIN)
    page.certifying.button.click()
    door.settle()


def test_the_desk_certifies_and_each_signs_in_turn_the_chair_last(door: Desk) -> None:
    revealed(door)
    page = turn_page(door)
    assert page.signing.isHidden()
    certify(door, page)
    assert list(page.signing.people) == ["J02", "J03", "J04", "J01"] and page.preview.pages
    for juror in ("J03", "J02", "J04", "J01"):
        type_and_sign(door, page, juror)
    assert page.turn.progress is not None and page.turn.progress.closed
    assert _("The chair has signed: the document is complete.") in page.state.text()
    assert page.signing.isHidden()
    page.back_button.click()
    listed = documents_of(door, RECAPITULATION)
    listed.refresh()
    door.settle()
    assert "J01" in words_of(listed)[0] and "J03" in words_of(listed)[0]


def test_what_is_certified_is_seen_before_and_that_it_is_provisional_stays_told(door: Desk) -> None:
    sign_sheet(a_juror(door.event, "J02"), "K01", "85")
    sign_sheet(a_juror(door.event, "J02"), "U01", "85")
    reveal(a_desk(door.event), "KAB", reason="Geladi", early="Geladi")
    page = turn_page(door)
    why = lacking_in(door.event, RECAPITULATION)
    assert "Kabupaten" in why and "Badan Usaha" not in why and "7" in why
    beside = page.certifying
    assert page.preview.isVisible() and page.preview.pages and beside.lacking.isVisible() and why in beside.lacking.text()
    assert beside.lacking.mapTo(page, QPoint()).y() < beside.pin.mapTo(page, QPoint()).y(), "before the PIN is typed"
    certify(door, page)
    listed = documents_of(door, RECAPITULATION)
    listed.refresh()
    door.settle()
    assert why in words_of(listed)[0], "it is certified, and provisional all the same"
    sign_sheet(a_juror(door.event, "J03"), "K01", "85")
    page = turn_page(door)
    certified = page.preview.grab().toImage()
    page.certifying.look.click()
    door.settle()
    assert page.preview.grab().toImage() != certified and "6" in page.certifying.lacking.text()


def test_enter_never_signs_and_one_button_is_the_main_one(door: Desk) -> None:
    revealed(door)
    page = turn_page(door)
    certify(door, page)
    page.signing.people["J03"].click()
    page.signing.signature.typing.click()
    page.signing.signature.typed.setText("Nama Terang")
    page.signing.pin.field.setFocus()
    page.signing.pin.field.setText(pin_of("J03"))
    for _press in range(3):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
        door.settle()
    assert page.turn.signed == () and not page.signing.button.hasFocus()
    page.signing.button.click()
    door.settle()
    assert [one.code for one in page.turn.signed] == ["J03"]
    main = [button for button in page.findChildren(Button) if button.isVisible() and button.property("kind") == "main"]
    assert main == [page.signing.button], "a new version is offered, and isn't what comes next"


def test_a_wrong_pin_signs_nothing_and_the_drawing_stays(door: Desk) -> None:
    revealed(door)
    page = turn_page(door)
    certify(door, page)
    type_and_sign(door, page, "J03", "bukan-pin-ini")
    assert page.signing.pin.said and page.turn.signed == ()
    assert page.signing.signature.typed.text() == "Nama Terang"


def test_who_declines_says_why(door: Desk) -> None:
    revealed(door)
    page = turn_page(door)
    certify(door, page)
    page.signing.people["J04"].click()
    page.signing.declining.click()
    page.signing.pin.field.setText(pin_of("J04"))
    page.signing.decline_button.click()
    door.settle()
    assert page.signing.wrong.text() == _("Say why; the reason stays on record.")
    page.signing.reason.setText("Belum dibahas")
    page.signing.reason.setFocus()
    QTest.keyClick(page.signing.reason, Qt.Key.Key_Return)
    field = page.signing.pin.field
    assert field.hasFocus()
    field.setText(pin_of("J04"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    shown = [label.text() for label in page.signing.pin.findChildren(QLabel) if label.isVisible()]
    meant = page.signing.decline_button.text()
    assert _("Enter signs nothing: press “{button}”.", button=meant) in shown, "who declines isn't led to signing"
    page.signing.decline_button.click()
    door.settle()
    assert "Belum dibahas" in page.state.text()
    assert not page.certifying.isHidden()


def test_of_files_that_were_signed_apart_the_desk_chooses(door: Desk) -> None:
    revealed(door)
    issue(a_desk(door.event), RECAPITULATION)
    document = find_document(door.event, "recapitulation")
    with a_prepared(door.event, "panel", ["J03"]) as panel:
        sign(a_juror(panel, "J03"), document, shown(panel, document), "Juri Tiga")
        sign(a_juror(door.event, "J02"), document, shown(door.event, document), "Juri Dua")
        carry(panel, door.event, admit=True)
    page = turn_page(door)
    assert len(page.choosing.choices) == 2 and page.signing.isHidden()
    page.choosing.act.reason.setText("Ditandatangani di kertas juga")
    page.choosing.act.pin.field.setText(DESK_PIN)
    page.choosing.act.button.click()
    door.settle()
    assert page.choosing.act.wrong.text() == _("Choose a file first.")
    next(iter(page.choosing.choices.values())).click()
    page.choosing.act.pin.field.setText(DESK_PIN)
    page.choosing.act.button.click()
    door.settle()
    assert not progress_in(door.event, document).parted and page.choosing.isHidden() and page.signing.people


def test_nothing_of_a_result_is_signed_before_it_is_revealed(door: Desk) -> None:
    sign_sheet(a_juror(door.event, "J02"), "K01", "85")
    page = documents_of(door, RECAPITULATION)
    page.turn.click()
    assert not isinstance(door.secretary.stack.currentWidget(), TurnPage) and page.said.text()


def test_the_focus_is_on_what_is_next_and_back_in_documents_on_its_row(door: Desk) -> None:
    revealed(door)
    page = turn_page(door)
    assert page.certifying.pin.field.hasFocus(), "nobody can sign yet"
    certify(door, page)
    assert page.signing.people["J02"].hasFocus()
    page.signing.declining.click()
    page.signing.reason.setText("Belum dibahas")
    page.signing.pin.field.setText(pin_of("J02"))
    page.signing.decline_button.click()
    door.settle()
    assert page.signing.people["J03"].hasFocus() and page.signing.code == "J03", "who declined isn't asked first again"
    type_and_sign(door, page, "J03")
    assert page.signing.people["J04"].hasFocus()
    page.back_button.click()
    door.settle()
    listed = door.secretary.stack.currentWidget()
    assert isinstance(listed, DocumentsPage) and listed.view.hasFocus() and listed.view.currentIndex().isValid()
    again = turn_page(door)
    assert again.signing.people["J04"].hasFocus()


def test_who_was_never_enrolled_has_no_key_at_another_laptop(door: Desk) -> None:
    new = a_desk(door.event)
    door.event.write([new.act("juror", "J09/name", {"value": "Juri Baru"})])
    revealed(door)
    with door.event.beside_the_journal():
        door.event.file.connection.execute("DELETE FROM keyring WHERE owner = 'J03'")
    page = turn_page(door)
    certify(door, page)
    said = page.state.text().splitlines()
    elsewhere = next(one for one in page.turn.people if one.code == "J03").words
    assert _("Not enrolled yet, and can't sign before: {names}", names="Juri Baru (J09)") in said
    assert _("Not at this laptop, whose keys lie elsewhere: {names}", names=elsewhere) in said


def test_the_plenarys_day_is_told_where_minutes_are_made_and_another_can_be_stated(door: Desk) -> None:
    revealed(door)
    page = documents_of(door, DocumentKind.MINUTES)
    card = page.meeting
    said = card.words.text()
    assert card.isVisible() and said
    card.change.click()
    card.day.setText("besok")
    card.button.click()
    assert card.wrong.isVisible()
    card.day.setText("16/02/2024")
    card.place.setText("Aula")
    card.button.click()
    assert "16" in card.words.text() and "Aula" in card.words.text() and card.fields.isHidden()
    page.turn.click()
    turn = door.secretary.stack.currentWidget()
    assert isinstance(turn, TurnPage) and "Aula" in turn.certifying.meeting.words.text()
    turn.certifying.meeting.change.click()
    turn.certifying.meeting.take_back.click()
    assert turn.certifying.meeting.words.text() == said
