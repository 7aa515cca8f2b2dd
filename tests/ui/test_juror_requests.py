"""What a juror asks: the call as a sign, the reopening of a sheet, a draft that goes to its own candidate. And who hears it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.board.reopening_requests import ReopeningRequest, request_of
from juryapp.desk.juror_requests import ask_reopening
from juryapp.desk.plenary import reveal
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.printing.aging_documents import opened_result_of
from juryapp.printing.document_line import title_of
from juryapp.store import model_records
from juryapp.text import _
from tests.builders import DESK_PIN, ENROLLED, a_desk, a_juror, sign
from tests.printing.test_document_list import hand_out
from tests.saying import says
from tests.ui.desks import Desk
from ui.juror.call_page import CallPage
from ui.juror.move_page import MovePage
from ui.juror.reopening_page import ReopeningPage
from ui.secretary.board_page import BoardPage
from ui.secretary.reopen_page import ReopenPage
from ui.services.lock_page import LockPage

LEFT = Qt.MouseButton.LeftButton


def sign_of(desk: Desk) -> CallPage:
    page = desk.page.currentWidget()
    assert isinstance(page, CallPage)
    return page


def reopen(desk: Desk, page: ReopenPage) -> None:
    """The secretary does it; the page asks the desk's PIN where it has a field for it."""
    pin = getattr(page, "pin", None)
    if pin is not None:
        QTest.keyClicks(pin.field, DESK_PIN)
    QTest.mouseClick(page.button, LEFT)
    desk.settle()


def board_of(desk: Desk) -> BoardPage:
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, BoardPage)
    return page


def test_a_call_turns_the_screen_into_a_sign_and_leaves_an_entry(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    QTest.mouseClick(desk.page.desk.footer.call, LEFT)
    told = " ".join(label.text() for label in sign_of(desk).words)
    assert (
        _("Calling the secretary") in told
        and "Juri Contoh J01" in told
        and "Ruang 1" in told
        and says(told, "since {time}", time="09.00")
    )
    assert [call[:2] for call in model_records.calls(desk.event.file)] == [("J01", "K01")]
    assert desk.stored() == {"REG": "85"}, "what was being typed is settled first"
    QTest.mouseClick(sign_of(desk).end, LEFT)
    assert desk.page.currentWidget() is desk.page.desk
    assert model_records.calls(desk.event.file) == []


def test_the_sign_shows_no_score(desk: Desk) -> None:
    desk.type_points("REG", "85")
    desk.page.call()
    assert not any("85" in label.text() for label in sign_of(desk).words)
    assert not desk.page.desk.isVisible()


def test_a_call_that_nobody_ended_is_shown_when_the_seat_is_taken_again(desk: Desk) -> None:
    desk.page.call()
    desk.window.hand_over()
    desk.sit("J01")
    QTest.keyClick(sign_of(desk).end, Qt.Key.Key_Return)
    assert model_records.calls(desk.event.file) == []


def test_the_sign_stays_when_nobody_uses_the_laptop_and_then_the_pin_is_asked(desk: Desk) -> None:
    desk.page.call()
    desk.window.shell.activity.idle.emit()
    assert sign_of(desk).isVisible(), "the call goes on"
    QTest.mouseClick(sign_of(desk).end, LEFT)
    assert isinstance(desk.window.page, LockPage)
    assert model_records.calls(desk.event.file) == []


def test_a_short_call_asks_no_pin(desk: Desk) -> None:
    desk.page.call()
    QTest.mouseClick(sign_of(desk).end, LEFT)
    assert desk.page.currentWidget() is desk.page.desk


def test_the_sign_stands_although_the_disk_is_full(desk: Desk) -> None:
    run = desk.event.file.connection.execute
    run(f"PRAGMA max_page_count={run('PRAGMA page_count').fetchone()[0]}")
    for points in range(100):
        desk.type_points("REG", str(points))
        if desk.window.session.trouble:
            break
    desk.page.call()
    assert sign_of(desk).isVisible()


def test_the_secretary_sees_a_call(desk: Desk) -> None:
    desk.page.call()
    desk.window.hand_over()
    desk.sit("")
    desk.secretary.go("board")
    (line,) = board_of(desk).asked.calls
    assert "J01" in line.text() and "sejak 09.0" in line.text() and "K01 Kandidat Contoh K01" in line.text()


def test_a_signed_sheet_is_reopened_on_request(desk: Desk) -> None:
    sign(a_juror(desk.event), "K01", "80")
    desk.window.hand_over()
    desk.sit("J01")
    desk.page.desk.select("K01")
    QTest.mouseClick(desk.page.desk.form.head.ask_reopening, LEFT)
    page = desk.page.currentWidget()
    assert isinstance(page, ReopeningPage)
    QTest.mouseClick(page.button, LEFT)
    assert page.wrong.isVisible() and model_records.requests(desk.event.file) == {}, "without a reason nothing is asked"
    QTest.keyClicks(page.reason, "Salah ketik pada CAK")
    QTest.mouseClick(page.button, LEFT)
    assert model_records.requests(desk.event.file) == {("J01", "K01"): "Salah ketik pada CAK"}
    head = desk.page.desk.form.head
    assert "Salah ketik pada CAK" in head.asked.text() and head.asked.isVisible() and head.ask_reopening.isHidden()

    desk.window.hand_over()
    desk.sit("")
    desk.secretary.go("board")
    request = board_of(desk).asked.requests["J01", "K01"]
    assert "Salah ketik pada CAK" in request.words.text()
    board_of(desk).tell(lambda: "Decided: something else")
    request.reason.clear()
    QTest.keyClicks(request.reason, "Diminta juri")
    QTest.mouseClick(request.reopen, LEFT)
    reopening = desk.secretary.stack.currentWidget()
    assert isinstance(reopening, ReopenPage) and reopening.reason.text() == "Diminta juri", "what was typed stands there"
    reopen(desk, reopening)
    assert says(board_of(desk).said.text(), "Reopened: {sheet}. The juror signs a new revision.")
    assert board_of(desk).said.isVisible(), "and not what was told of the decision before"
    assert a_juror(desk.event).board().cell("J01", "K01").state is CellState.COMPLETE
    assert board_of(desk).asked.requests == {} and board_of(desk).asked.isHidden()


def test_a_declined_request_is_read_by_the_juror_who_may_ask_again(desk: Desk) -> None:
    juror = a_juror(desk.event)
    sign(juror, "K01", "80")
    ask_reopening(juror, "K01", "Salah ketik pada CAK")
    desk.window.hand_over()
    desk.sit("")
    desk.secretary.go("board")
    request = board_of(desk).asked.requests["J01", "K01"]
    QTest.mouseClick(request.may_decline, LEFT)
    assert request.reopen.isHidden() and request.why_not.text() == "", "the juror's words are no answer"
    QTest.mouseClick(request.decline, LEFT)
    assert request.wrong.isVisible() and request_of(desk.event.file, "J01", "K01") == ReopeningRequest("Salah ketik pada CAK")
    QTest.keyClicks(request.why_not, "Skor sesuai catatan")
    QTest.mouseClick(request.decline, LEFT)
    assert request_of(desk.event.file, "J01", "K01") == ReopeningRequest("Salah ketik pada CAK", "Skor sesuai catatan")
    assert board_of(desk).asked.isHidden() and board_of(desk).said.isVisible() and "K01" in board_of(desk).said.text()
    assert a_juror(desk.event).board().cell("J01", "K01").state is CellState.SIGNED

    desk.window.hand_over()
    desk.sit("J01")
    desk.page.desk.select("K01")
    head = desk.page.desk.form.head
    assert (
        says(head.asked.text(), "You asked to reopen it: {reason} The secretary declined: {why}", why="Skor sesuai catatan")
        and head.asked.isVisible()
    )
    assert head.ask_reopening.isVisible(), "the juror may ask again"


def test_declining_can_be_left_again(desk: Desk) -> None:
    juror = a_juror(desk.event)
    sign(juror, "K01", "80")
    ask_reopening(juror, "K01", "Salah ketik pada CAK")
    desk.window.hand_over()
    desk.sit("")
    desk.secretary.go("board")
    request = board_of(desk).asked.requests["J01", "K01"]
    QTest.mouseClick(request.may_decline, LEFT)
    QTest.keyClick(request.why_not, Qt.Key.Key_Escape)
    assert request.why_not.isHidden() and request.reopen.isVisible() and request.reason.text() == "Salah ketik pada CAK"


def test_a_draft_moves_to_the_candidate_it_was_meant_for(desk: Desk) -> None:
    desk.type_points("REG", "85")
    desk.type_points("CAK", "70")
    desk.page.desk_actions.move_scores()
    page = desk.page.currentWidget()
    assert isinstance(page, MovePage)
    assert [line.number for line in page.model.lines if line.number] == ["K02"], "only the same criteria"
    assert not page.move_button.isEnabled()
    page.list.setCurrentIndex(page.model.index(page.model.row_of("K02")))
    assert "K02 Kandidat Contoh K02" in page.what.text() and "K02 Kandidat Contoh K02" in page.move_button.text()
    QTest.mouseClick(page.move_button, LEFT)
    assert (desk.stored("K01"), desk.stored("K02")) == ({}, {"REG": "85", "CAK": "70"})
    assert desk.page.candidate == "K02" and desk.card("REG").field.text() == "85"


def test_two_drafts_are_swapped_with_what_is_typed_and_swapped_back(desk: Desk) -> None:
    juror = a_juror(desk.event)
    juror.record_score("K02", "REG", "60")
    juror.write_note("K02", "milik K02", Visibility.PANEL)
    desk.window.hand_over()
    desk.sit("J01")
    desk.page.desk.select("K01")
    desk.type_points("REG", "85")
    desk.type_points("CAK", "101", enter=True)
    desk.page.desk.notes.field.put_words("milik K01")
    for source, target in (("K01", "K02"), ("K02", "K01")):
        desk.page.desk_actions.move_scores()
        page = desk.page.currentWidget()
        assert isinstance(page, MovePage)
        page.list.setCurrentIndex(page.model.index(page.model.row_of(target)))
        assert page.move_button.text() == _("Swap with {candidate}", candidate=f"{target} Kandidat Contoh {target}")
        QTest.mouseClick(page.move_button, LEFT)
        assert desk.page.candidate == target and desk.card("REG").field.text() == "85"
        assert desk.stored(source) == {"REG": "60"} and desk.stored(target) == {"REG": "85"}
        assert desk.card("CAK").field.text() == "101", "what isn't allowed goes along"
        own = a_juror(desk.event)
        assert own.note(target, Visibility.PRIVATE).text == "milik K01" and own.note(source, Visibility.PRIVATE).text == ""
        assert own.note(source, Visibility.PANEL).text == "milik K02"
        assert desk.page.desk.notes.field.toPlainText() == "milik K01"


def test_where_nothing_can_be_moved_it_is_said(desk: Desk) -> None:
    sign(a_juror(desk.event), "K02", "70")
    desk.window.hand_over()
    desk.sit("J01")
    desk.page.desk.select("K01")
    desk.page.desk.footer.fill()
    able = {action.text().split("\t")[0]: action.isEnabled() for action in desk.page.desk.footer.more.menu().actions()}
    assert able[_("Move these scores to another candidate…")] is False, "there is nothing to move yet"
    desk.type_points("REG", "85")
    desk.page.desk_actions.move_scores()
    page = desk.page.currentWidget()
    assert isinstance(page, MovePage)
    assert page.what.text() == _("No other candidate of this category is open, so nothing can be moved.")
    assert not page.move_button.isEnabled()


def test_reopening_says_beforehand_that_the_result_is_opened_and_which_documents_go_out_of_date(desk: Desk) -> None:
    event = desk.event
    for juror in ENROLLED:
        for number in ("K01", "K02"):
            sign(a_juror(event, juror), number, "80")
    assert opened_result_of(event, "K01") is None
    reveal(a_desk(event), "KAB", reason="Ketua berhalangan", early="Ketua berhalangan")
    hand_out(event, DocumentKind.RECAPITULATION)
    desk.window.hand_over()
    desk.sit("")
    page = ReopenPage(desk.window.session, "J01", "K01")
    desk.secretary.show_over(page)
    title = title_of(DocumentKind.RECAPITULATION)
    assert page.opened_words.isVisible() and title in page.opened_words.text()
