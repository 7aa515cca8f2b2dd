"""The plenary's page: nothing before the reveal, two PINs or a reason, places, matrix, side by side, projection, minutes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board.cells import Board
from juryapp.desk.plenary import mention, reveal
from juryapp.desk.presence import plan, record
from juryapp.model.candidate import Candidate
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.model.note import Visibility
from juryapp.printing.paper_record import Way, read_record
from juryapp.store.reveals import mentions, reveals
from juryapp.text import _, current
from tests.builders import DESK_PIN, ENROLLED, a_desk, a_juror, a_juror_record, a_prepared, a_setup, an_event, pin_of, sign
from tests.ui.desks import Desk, a_desk_window
from tests.ui.test_accessible_names import TARGET, name_of
from ui.document_page import DocumentPage
from ui.look import fonts
from ui.plenary.page import SEGMENTS, PlenaryPage
from ui.plenary.table import FactTable

LEFT = Qt.MouseButton.LeftButton


def signed(door: Desk, first: str = "83", second: str = "71") -> None:
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", first)
        sign(a_juror(door.event, code), "K02", second)


def page_of(door: Desk, segment: str = "reveal") -> PlenaryPage:
    QTest.mouseClick(door.secretary.buttons["plenary"], LEFT)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, PlenaryPage)
    QTest.mouseClick(page.segment_buttons[segment], LEFT)
    door.settle()
    return page


def revealed(door: Desk, segment: str = "ranking") -> PlenaryPage:
    """Everyone signed, the result is revealed, the secretary sits."""
    signed(door)
    reveal(a_desk(door.event), "KAB", "J01", pin_of("J01"))
    door.sit("")
    return page_of(door, segment)


def words(page: QWidget) -> str:
    """Everything that is shown, the cells of tables too."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    tables = [table for table in page.findChildren(FactTable) if table.isVisible()]
    cells = [fact.spoken for table in tables for row in table.facts.rows for fact in row]
    return " ".join([*labels, *cells])


def test_before_the_reveal_no_part_tells_a_score_or_an_order(door: Desk) -> None:
    signed(door)
    door.sit("")
    page = page_of(door)
    for segment in SEGMENTS:
        QTest.mouseClick(page.segment_buttons[segment], LEFT)
        told = words(page)
        assert "83" not in told and "71" not in told and not any(t.isVisible() for t in page.findChildren(QTableView))
    assert _("The result is not revealed yet: see “Reveal”.") in words(page)


def test_two_pins_reveal_the_result_and_the_focus_is_on_the_places(door: Desk) -> None:
    signed(door)
    door.sit("")
    page = page_of(door)
    part, spoken = page.reveal, current()
    assert _("{signed} of {expected} sheets are signed.", signed=8, expected=8) in words(page)
    assert part.second == "J01" and not part.reason.isVisible(), "everything is signed and the chair is here: no reason is asked"
    QTest.keyClicks(part.pin.field, DESK_PIN)
    QTest.keyClicks(part.second_pin.field, "pin-yang-salah")
    QTest.mouseClick(part.button, LEFT)
    door.settle()
    assert part.second_pin.said and not part.pin.said and reveals(door.event.file) == {}
    assert part.pin.field.text() == DESK_PIN, "only what was wrong is typed again"
    assert part.pin.field.mapTo(part, QPoint()).y() == part.second_pin.field.mapTo(part, QPoint()).y(), "side by side"
    part.pin.field.setText("pin-yang-salah")
    QTest.keyClicks(part.second_pin.field, pin_of("J01"))
    QTest.keyClick(part.second_pin.field, Qt.Key.Key_Return)
    assert part.pin.field.hasFocus()
    QTest.keyClick(part.pin.field, Qt.Key.Key_Return)
    door.settle()
    assert part.pin.said and reveals(door.event.file) == {} and part.second_pin.field.text() == pin_of("J01")
    QTest.keyClicks(part.pin.field, DESK_PIN)
    QTest.mouseClick(part.button, LEFT)
    door.settle()
    assert reveals(door.event.file)["KAB"].second == "J01"
    assert page.segment == "ranking" and page.ranking.table.isVisible() and page.ranking.table.hasFocus()
    QTest.keyClick(page.ranking.table, Qt.Key.Key_Space)
    assert current() == spoken
    assert "83" in words(page)
    QTest.mouseClick(page.segment_buttons["reveal"], LEFT)
    assert not part.card.isVisible() and part.done.isVisible() and "Juri Contoh J01" in part.done.text()


def test_the_reveal_names_the_laptops_from_which_something_may_still_come(door: Desk) -> None:
    signed(door)
    with a_prepared(door.event, "room", ["J02"]):
        pass
    door.sit("")
    page = page_of(door)
    said = page.reveal.awaited.text()
    assert page.reveal.awaited.isVisible() and "J02" in said and said in words(page)
    reveal(a_desk(door.event), "KAB", reason="Kunci ketua tidak di sini", early="Kunci ketua tidak di sini")
    page.refresh()
    assert page.reveal.awaited.isHidden()


def test_what_is_typed_for_the_reveal_stays_while_something_comes_in(door: Desk) -> None:
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", "82")
    door.sit("")
    page = page_of(door)
    part = page.reveal
    part.people["J01"].click()
    QTest.keyClicks(part.pin.field, DESK_PIN)
    QTest.keyClicks(part.second_pin.field, pin_of("J01"))
    page.refresh()
    assert (part.pin.field.text(), part.second_pin.field.text()) == (DESK_PIN, pin_of("J01"))
    part.people["J02"].click()
    assert part.second_pin.field.text() == "", "it is another juror's PIN now"


def test_what_a_reveal_takes_is_told_before_any_pin(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "83")
    door.sit("")
    part = page_of(door).reveal
    early = _("Not everything that is expected is signed and decided yet: until then it takes a reason, two people or not.")
    assert early in part.rule.text() and part.first_signs.isHidden()
    QTest.keyClicks(part.second_pin.field, pin_of("J01"))
    QTest.keyClicks(part.pin.field, DESK_PIN)
    QTest.mouseClick(part.button, LEFT)
    assert part.early.hasFocus() and part.wrong.isVisible(), "at once: no PIN is tried for it"
    assert (part.second_pin.field.text(), part.pin.field.text()) == (pin_of("J01"), DESK_PIN)


def with_scoring_secretary(folder: Path) -> None:
    jurors = (a_juror_record("J01"), a_juror_record("J02", role=Role.SECRETARY))
    an_event(folder, a_setup(jurors=jurors), enrolled=("J01", "J02")).close()


def test_that_the_scoring_secretary_signs_first_is_told_before_any_pin(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    door = a_desk_window(qtbot, qapp, tmp_path, made=with_scoring_secretary)
    sign(a_juror(door.event, "J01"), "K01", "80")
    door.sit("")
    part = page_of(door).reveal
    assert part.first_signs.isVisible() and "J02" in part.first_signs.text()
    door.close()


def test_with_nobody_beside_a_reason_is_asked_and_stays_on_record(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "83")
    door.sit("")
    page = page_of(door)
    part = page.reveal
    assert part.early.isVisible() and not part.reason.isVisible(), "not everything is signed"
    assert "Juri Contoh J02 (J02): K01, K02" in part.missing.text()
    QTest.mouseClick(part.people[""], LEFT)
    assert not part.second_pin.isVisible() and part.reason.isVisible()
    QTest.keyClicks(part.pin.field, DESK_PIN)
    QTest.mouseClick(part.button, LEFT)
    door.settle()
    assert part.wrong.isVisible() and not part.pin.said and reveals(door.event.file) == {}
    assert part.reason.hasFocus() and part.pin.field.text() == DESK_PIN, "the PIN was right"
    QTest.keyClicks(part.reason, "Ketua pulang")
    QTest.mouseClick(part.button, LEFT)
    door.settle()
    assert part.early.hasFocus() and reveals(door.event.file) == {}, "why sheets are missing is another question"
    QTest.keyClicks(part.early, "Hujan lebat")
    QTest.mouseClick(part.button, LEFT)
    door.settle()
    found = reveals(door.event.file)["KAB"]
    assert (found.reason, found.early) == ("Ketua pulang", "Hujan lebat")
    assert page.ranking.state.isVisible(), "it is provisional, and says so"


def test_places_say_winner_rung_and_margin(door: Desk) -> None:
    page = revealed(door)
    first, second = page.ranking.table.facts.rows
    assert [fact.text for fact in first[:2]] == ["1", "K01 Kabupaten Contoh 1"] or first[1].text.startswith("K01 ")
    assert first[0].small == _("winner") and first[2].text.startswith("83") and first[4].text.startswith("12")
    assert second[4].text == "–"


def test_the_matrix_has_a_juror_a_column_with_the_deviation_from_the_mean(door: Desk) -> None:
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", "90" if code == "J02" else "82")
        sign(a_juror(door.event, code), "K02", "71")
    reveal(a_desk(door.event), "KAB", "J01", pin_of("J01"))
    door.sit("")
    facts = page_of(door, "matrix").matrix.table.facts
    assert [heading.split("\n")[0] for heading in facts.headings[1:]] == list(ENROLLED)
    mean, first, second, *_rest = facts.rows[0]
    assert mean.text.startswith("84") and first.small.startswith("−2") and second.small.startswith("+6")
    assert facts.sides[0].text.startswith("1.  K01")


def test_the_matrix_says_who_was_not_there(door: Desk) -> None:
    record(a_desk(door.event), plan(Board.of(door.event.file), "J02", None, "K01"), "Dipanggil")
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", "82")
    for code in ("J01", "J03", "J04"):
        sign(a_juror(door.event, code), "K02", "71")
    reveal(a_desk(door.event), "KAB", "J01", pin_of("J01"))
    door.sit("")
    _mean, first, second, *_rest = page_of(door, "matrix").matrix.table.facts.rows[1]
    assert first.text.startswith("71") and second.text == _("wasn't there")


def test_each_part_that_the_room_sees_says_provisional_and_who_has_no_place(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "K01", "83")
    reveal(a_desk(door.event), "KAB", reason="Geladi", early="Geladi")
    door.sit("")
    page = page_of(door)
    for segment in ("ranking", "matrix", "compare"):
        QTest.mouseClick(page.segment_buttons[segment], LEFT)
        door.settle()
        told = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
        assert any(words.startswith(_("PROVISIONAL")) for words in told), segment
        assert any(words.startswith(_("In no place:")) and "K02" in words for words in told), segment


def test_two_to_four_stand_side_by_side_with_notes_for_the_panel(door: Desk) -> None:
    a_juror(door.event, "J02").write_note("K01", "Datanya kuat", Visibility.PANEL)
    a_juror(door.event, "J01").write_note("K01", "rahasia saya", Visibility.PRIVATE)
    page = revealed(door, "compare")
    part = page.compare
    assert part.chosen == ["K01", "K02"]
    told = words(part)
    assert "J02: Datanya kuat" in told and "rahasia" not in told and "J03 83" in told
    QTest.mouseClick(part.buttons["K02"], LEFT)
    assert part.chosen == ["K01"] and len(part.table.facts.headings) == 1
    QTest.mouseClick(part.buttons["K02"], LEFT)
    assert part.chosen == ["K01", "K02"]


def test_a_fifth_one_finds_no_room_beside_four(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    setup = a_setup()
    more = tuple(Candidate(f"K0{n}", f"Kabupaten {n}", "KAB") for n in range(3, 7))
    door = a_desk_window(qtbot, qapp, tmp_path, replace(setup, candidates=(*setup.candidates, *more)))
    for candidate in ("K01", "K02", "K03", "K04", "K05"):
        sign(a_juror(door.event, "J01"), candidate, "80")
    reveal(a_desk(door.event), "KAB", reason="Uji coba", early="Uji coba")
    door.sit("")
    part = page_of(door, "compare").compare
    for candidate in ("K03", "K04", "K05"):
        QTest.mouseClick(part.buttons[candidate], LEFT)
    assert part.chosen == ["K01", "K02", "K03", "K04"] and part.said.isVisible()
    assert "K05" in part.buttons and not part.buttons["K05"].isChecked() and len(part.table.facts.headings) == 4
    door.close()


def test_what_changes_after_the_reveal_stands_beside_what_stood_then(door: Desk) -> None:
    page = revealed(door)
    assert not page.ranking.changes.isVisible()
    session = door.window.session
    session.wrote(a_desk(door.event).reopen("J03", "K02", "Salah baca skala"), None)
    session.wrote(sign(a_juror(door.event, "J03"), "K02", "99").changes, None)
    door.settle()
    assert page.ranking.changes.isVisible()
    (row,) = page.ranking.changes.facts.rows
    assert row[2].text.startswith("71") and "→ 99" in row[2].text and row[3].text == "Salah baca skala"
    told = page.ranking.table.facts.rows[1][2]
    assert told.text.startswith("78") and "71" in told.small


def test_a_mention_is_recorded_and_taken_back(door: Desk) -> None:
    page = revealed(door, "decisions")
    card = page.decisions.mentions
    QTest.keyClicks(card.candidate, "kandidat contoh k02")
    assert card.who.text().startswith("K02 ")
    QTest.keyClicks(card.title, "Inovasi terbaik")
    QTest.keyClicks(card.reason, "Pleno")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert [one.title for one in mentions(door.event.file)] == ["Inovasi terbaik"] and card.candidate.hasFocus()
    QTest.keyClicks(card.reason, "Keliru")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.backs["K02"], LEFT)
    door.settle()
    assert mentions(door.event.file) == [] and card.backs == {} and card.candidate.hasFocus()


def test_a_mention_is_recorded_only_where_it_is_seen(door: Desk) -> None:
    """One of another category would stand in the minutes and in no list, where nobody could take it back."""
    card = revealed(door, "decisions").decisions.mentions
    QTest.keyClicks(card.candidate, "U01")
    QTest.keyClicks(card.title, "Inovasi terbaik")
    QTest.keyClicks(card.reason, "Pleno")
    for revealed_too in (False, True):
        if revealed_too:
            sign(a_juror(door.event, "J01"), "U01", "64")
            reveal(a_desk(door.event), "USA", reason="Uji coba.", early="Uji coba.")
        card.pin.field.setText(DESK_PIN)
        QTest.mouseClick(card.button, LEFT)
        door.settle()
        assert mentions(door.event.file) == [] and card.candidate.hasFocus() and not card.pin.said
        assert "Badan Usaha" in card.wrong.text()
    mention(a_desk(door.event), "U01", "Inovasi terbaik", "Pleno")
    assert [one.candidate for one in mentions(door.event.file, "USA")] == ["U01"]


def test_escape_ends_the_projection_from_a_field_too(door: Desk) -> None:
    page = revealed(door)
    page.choose_segment("decisions")
    QTest.mouseClick(page.project_button, LEFT)
    QApplication.processEvents()
    page.decisions.mentions.candidate.setFocus()
    QTest.keyClick(page.decisions.mentions.candidate, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not page.projection.is_on and door.window.header.isVisible()


def test_projected_the_part_is_alone_and_large_and_escape_ends_it(door: Desk) -> None:
    page = revealed(door)
    before = fonts.scale()
    QTest.mouseClick(page.project_button, LEFT)
    QApplication.processEvents()
    assert page.ranking.table.isVisible() and fonts.scale() > before
    assert page.hasFocus(), "the room sees no ring"
    assert not door.window.header.isVisible() and not door.secretary.nav.isVisible() and not page.segments.isVisible()
    assert door.window.isFullScreen()
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.segment == "matrix" and page.hasFocus()
    for _stop in range(9):
        if page.matrix.table.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.matrix.table.hasFocus(), "Tab leads into the part"
    QTest.keyClick(page.matrix.table, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert door.window.header.isVisible() and door.secretary.nav.isVisible() and page.segments.isVisible()
    assert fonts.scale() == before and not door.window.isFullScreen() and page.project_button.hasFocus()
    QTest.keyClick(page.project_button, Qt.Key.Key_F11)
    assert page.projection.is_on
    QTest.keyClick(page.matrix.table, Qt.Key.Key_F11)
    assert not page.projection.is_on


def test_the_lock_ends_the_projection(door: Desk) -> None:
    page = revealed(door)
    page.project()
    door.window.shell.lock_now()
    assert not page.projection.is_on and door.window.header.isVisible()


def test_the_minutes_are_made_and_shown_in_one_step(door: Desk) -> None:
    page = revealed(door, "minutes")
    QTest.mouseClick(page.minutes.button, LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf.startswith(b"%PDF")
    shown.left_program.emit(Way.PRINTED)
    assert Way.PRINTED in read_record(door.event)[DocumentKind.MINUTES.value, "", ""], "the check list says so as well"


def test_no_minutes_are_made_while_one_category_is_not_revealed(door: Desk) -> None:
    """They tell every category: the one that is revealed doesn't open the others."""
    sign(a_juror(door.event, "J01"), "U01", "64")
    page = revealed(door, "minutes")
    waits = (
        "This document waits for results that aren't opened yet ({categories}): open them at the plenary first, by two people "
        "or with a reason."
    )
    assert page.minutes.button.isHidden() and page.minutes.said.text() == _(waits, categories="Badan Usaha")
    assert "Badan Usaha" in page.minutes.left.text(), "they tell every category, so each that isn't final is named"
    page.minutes._make()
    door.settle()
    assert door.secretary.stack.currentWidget() is page and page.minutes.said.text() == _(waits, categories="Badan Usaha")
    assert page.minutes.first is page.minutes.recapitulation
    reveal(a_desk(door.event), "USA", reason="Uji coba.", early="Uji coba.")
    page.refresh()
    assert page.minutes.button.isVisible() and page.minutes.said.isHidden()


def test_the_recapitulation_of_what_is_revealed_is_one_press_away(door: Desk) -> None:
    sign(a_juror(door.event, "J01"), "U01", "64")
    page = revealed(door, "minutes")
    QTest.mouseClick(page.minutes.recapitulation, LEFT)
    door.settle()
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, DocumentPage) and shown.pdf.startswith(b"%PDF")


def test_another_language_is_spoken_in_every_part(door: Desk) -> None:
    page = revealed(door)
    for segment in SEGMENTS:
        QTest.mouseClick(page.segment_buttons[segment], LEFT)
        door.window.switch_language()
        QTest.qWait(1)
    QTest.mouseClick(page.segment_buttons["ranking"], LEFT)
    assert page.ranking.table.facts.headings[0] == _("Rank") and page.segment_buttons["ranking"].text() == _("Places")


@pytest.mark.parametrize("segment", SEGMENTS)
def test_tab_goes_through_what_is_shown_from_top_to_bottom(door: Desk, segment: str) -> None:
    page = revealed(door, segment) if segment != "reveal" else unrevealed(door)
    stops = stops_of(page)
    places = [stop.mapTo(page.widget(), stop.rect().topLeft()) for stop in stops]
    assert len(stops) >= 3 and [place.y() for place in places] == sorted(place.y() for place in places), [
        (type(stop).__name__, place.y()) for stop, place in zip(stops, places, strict=True)
    ]


@pytest.mark.parametrize("segment", SEGMENTS)
def test_whatever_can_be_pressed_or_filled_has_a_name_and_room(door: Desk, segment: str) -> None:
    page = revealed(door, segment) if segment != "reveal" else unrevealed(door)
    for stop in stops_of(page):
        assert name_of(stop), stop
        assert stop.height() >= TARGET and stop.width() >= TARGET, stop


def unrevealed(door: Desk) -> PlenaryPage:
    signed(door)
    door.sit("")
    return page_of(door)


def stops_of(page: PlenaryPage) -> list[QWidget]:
    """Where Tab stops on the page, in its order."""
    found: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not page:
        is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and page.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_a_mistake_in_a_mention_stands_below_its_own_field(door: Desk) -> None:
    page = revealed(door, "decisions")
    card = page.decisions.mentions
    QTest.keyClicks(card.candidate, "K99")
    QTest.keyClicks(card.title, "Terinovatif")
    QTest.keyClicks(card.reason, "Alasan")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.wrong.isVisible() and "K99" in card.wrong.text() and card.candidate.hasFocus() and not card.pin.said
    order = [child.mapTo(card, QPoint()).y() for child in (card.candidate, card.wrong, card.title)]
    assert order == sorted(order), "between this field and the next"
    QTest.keyClick(card.candidate, Qt.Key.Key_Backspace)
    assert not card.wrong.isVisible()
    card.candidate.setText("K01")
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert [one.candidate for one in mentions(door.event.file)] == ["K01"], "the PIN isn't typed twice"
