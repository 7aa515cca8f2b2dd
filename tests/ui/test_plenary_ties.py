"""The plenary's word on a tie, in the secretary's window: shown once it is final, recorded with a reason and the PIN."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from juryapp.board.plenary import PlenaryView, plenary_view
from juryapp.board.status import tallies
from juryapp.board.step import Step, StepKind
from juryapp.board.tied_candidates import ties
from juryapp.desk.plenary import reveal
from juryapp.store import journal
from juryapp.text import _
from tests.builders import DESK_PIN, ENROLLED, a_desk, a_juror, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.plenary.decisions_part import DecisionsPart
from ui.plenary.page import PlenaryPage
from ui.plenary.ranking_part import ranking_facts
from ui.secretary.step_places import show_step

LEFT = Qt.MouseButton.LeftButton


def tied(door: Desk) -> None:
    """Every juror gives K01 and K02 the same, and signs; the result is revealed."""
    for code in ENROLLED:
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "80")
    revealed(door)


def revealed(door: Desk) -> None:
    reveal(a_desk(door.event), "KAB", reason="Kunci ketua tidak di sini", early="Kunci ketua tidak di sini")


def page_of(door: Desk) -> DecisionsPart:
    """The part of the plenary's page where it decides."""
    QTest.mouseClick(door.secretary.buttons["plenary"], LEFT)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, PlenaryPage)
    QTest.mouseClick(page.segment_buttons["decisions"], LEFT)
    door.settle()
    return page.decisions


def words(page: DecisionsPart) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_order_is_recorded_with_a_reason_and_the_pin(door: Desk) -> None:
    tied(door)
    door.sit("")
    page = page_of(door)
    (card,) = page.cards
    assert card.order == ["K01", "K02"] and not card.ups["K01"].isEnabled()
    QTest.mouseClick(card.ups["K02"], LEFT)
    assert card.downs["K02"].hasFocus() and not card.ups["K02"].isEnabled(), "the focus stays with who moved"
    QTest.keyClick(card.downs["K02"], Qt.Key.Key_Space)
    assert card.order == ["K01", "K02"] and card.ups["K02"].hasFocus()
    QTest.keyClick(card.ups["K02"], Qt.Key.Key_Space)
    assert card.order == ["K02", "K01"]
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.pin.said and journal.about(door.event.file, "decision") == [], "without a reason nothing is recorded"
    assert card.pin.field.text() == DESK_PIN, "the PIN was right, and isn't typed twice"
    card.pin.field.clear()
    QTest.keyClicks(card.reason, "Pleno, suara terbanyak")
    QTest.keyClicks(card.pin.field, "pin-yang-salah")
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert card.pin.said and journal.about(door.event.file, "decision") == [] and card.reason.text() == "Pleno, suara terbanyak"
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    (kab,) = tallies(door.event.file, "KAB")
    assert [(place.candidate, place.decided_by) for place in kab.ranking] == [("K02", "plenary"), ("K01", "plenary")]
    assert page.said.isVisible() and "K02, K01" in page.said.text()
    (again,) = page.cards
    assert again.order == ["K02", "K01"] and again.decided.isVisible() and "suara terbanyak" in again.decided.text()
    (entry,) = journal.about(door.event.file, "decision")
    assert entry.actor == "desk" and entry.signature


def test_nothing_is_told_before_it_is_final(door: Desk) -> None:
    for code in ENROLLED[:3]:
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "80")
    revealed(door)
    door.sit("")
    page = page_of(door)
    assert page.cards == []
    message = (
        "{category}: ties are decided once everything that is expected is signed and decided; what is missing stands under "
        "“Reveal”. Receive it or type it in from paper; where a juror left or never came, record that under Attendance: "
        "then no sheet is expected."
    )
    assert says(words(page), message, category="Kabupaten dan Kota")
    for candidate in ("K01", "K02"):
        door.window.session.wrote(sign(a_juror(door.event, "J04"), candidate, "80").changes, None)
    door.settle()
    assert [card.order for card in page.cards] == [["K01", "K02"]], "and as soon as it is final"


def test_what_is_being_ordered_stays_while_the_secretary_looks_elsewhere(door: Desk) -> None:
    tied(door)
    door.sit("")
    (card,) = page_of(door).cards
    QTest.mouseClick(card.ups["K02"], LEFT)
    QTest.keyClicks(card.reason, "Pleno")
    QTest.mouseClick(door.secretary.buttons["board"], LEFT)
    (again,) = page_of(door).cards
    assert again is card and again.order == ["K02", "K01"] and again.reason.text() == "Pleno"


def test_where_nobody_is_tied_it_is_said(door: Desk) -> None:
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", "80")
        sign(a_juror(door.event, code), "K02", "70")
    revealed(door)
    door.sit("")
    assert _("{category}: no tie is left to decide.", category="Kabupaten dan Kota") in words(page_of(door))


def test_signed_sheets_that_do_not_count_are_told_beside_the_result(door: Desk) -> None:
    for code in ENROLLED:
        sign(a_juror(door.event, code), "K01", "80")
        sign(a_juror(door.event, code), "K02", "70")
    revealed(door)
    desk = a_desk(door.event)
    door.event.write([desk.act("juror", "J04/role", {"value": "observer"})])
    door.sit("")
    said = words(page_of(door))
    assert _("{category}: no tie is left to decide.", category="Kabupaten dan Kota") in said and "J04 K01, J04 K02" in said


def test_ties_are_read_with_what_was_decided(door: Desk) -> None:
    tied(door)
    a_desk(door.event).decide("KAB", ["K02", "K01"], "undian")
    kab, usa = ties(door.event.file)
    assert kab.complete and not usa.complete and usa.ties == ()
    (tie,) = kab.ties
    assert (tie.rank, tie.candidates, tie.order) == (1, ("K01", "K02"), ("K02", "K01"))
    assert tie.decided is not None and tie.decided.reason == "undian"


def test_a_shared_place_says_that_the_plenary_has_not_decided_until_it_has(door: Desk) -> None:
    tied(door)
    for decided in (False, True):
        if decided:
            a_desk(door.event).decide("KAB", ["K01", "K02"], "Keduanya layak", joint=True)
        view = plenary_view(door.event, "KAB")
        assert isinstance(view, PlenaryView)
        facts = [cell.small for row in ranking_facts(view).rows for cell in row]
        assert (_("the plenary hasn't decided") in facts) is not decided


def test_todays_button_leads_to_the_first_field_of_what_is_to_be_done(door: Desk) -> None:
    for code in ENROLLED:
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "80")
    door.sit("")
    page = door.secretary.go("plenary")
    show_step(door.secretary, Step(StepKind.REVEAL, category="KAB"))
    focused = door.window.focusWidget()
    assert isinstance(page, PlenaryPage) and focused is not None and page.reveal.isAncestorOf(focused)


def test_the_tied_are_recorded_as_sharing_the_place(door: Desk) -> None:
    tied(door)
    door.sit("")
    page = page_of(door)
    (card,) = page.cards
    QTest.mouseClick(card.joint, LEFT)
    assert card.button.text() == _("Record that they share the place") and not card.ups["K02"].isEnabled()
    QTest.keyClicks(card.reason, "Keduanya layak")
    QTest.keyClicks(card.pin.field, DESK_PIN)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    (kab,) = tallies(door.event.file, "KAB")
    assert [(place.rank, place.decided_by) for place in kab.ranking] == [(1, "joint"), (1, "joint")]
    (again,) = page.cards
    assert again.joint.isChecked() and "Keduanya layak" in again.decided.text()
    assert page.mentions.candidate.hasFocus(), "no other tie is left: the next thing is a mention"


def test_no_window_flashes_where_a_tie_is_decided_already(door: Desk) -> None:
    tied(door)
    a_desk(door.event).decide("KAB", ["K02", "K01"], "undian")
    door.sit("")
    flashed: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                flashed.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    (card,) = page_of(door).cards
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert card.decided.isVisible() and flashed == []


def test_after_a_candidate_moved_up_tab_goes_on_to_the_next_line(door: Desk) -> None:
    tied(door)
    door.sit("")
    page = page_of(door)
    (card,) = page.cards
    QTest.mouseClick(card.joint, LEFT)
    QTest.mouseClick(card.joint, LEFT)
    card.ups["K02"].setFocus()
    reached = []
    for _step in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [card.joint, card.reason, card.pin.field]
