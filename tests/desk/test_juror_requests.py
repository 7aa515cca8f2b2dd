"""What a juror asks of the secretary, and a draft that was written for the wrong candidate."""

import pytest

from juryapp.board import status
from juryapp.board.cells import Board
from juryapp.board.reopening_requests import ReopeningRequest, request_of
from juryapp.desk.draft_moves import move_draft, swap_drafts
from juryapp.desk.juror_requests import ask_reopening, call_secretary, end_call
from juryapp.errors import Refused
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records, sheets
from tests.builders import a_desk, a_juror, a_prepared, an_event, look_and_sign, score_all
from tests.forging import projections, rebuilt


@pytest.fixture
def event(tmp_path):
    with an_event(tmp_path) as opened:
        yield opened


def test_a_call_stands_until_it_is_ended(event):
    desk = a_juror(event)
    call_secretary(desk, "K01")
    ((juror, candidate, _),) = model_records.calls(event.file)
    assert (juror, candidate) == ("J01", "K01")
    end_call(desk)
    assert model_records.calls(event.file) == []


def test_a_request_for_reopening_ends_with_the_reopening(event):
    desk = a_juror(event)
    score_all(desk, "K01", "80")
    with pytest.raises(Refused, match="K01"):
        ask_reopening(desk, "K01", "salah baca")
    look_and_sign(desk, ["K01"])
    ask_reopening(desk, "K01", "salah baca")
    assert model_records.requests(event.file) == {("J01", "K01"): "salah baca"}
    a_desk(event).reopen("J01", "K01", "diminta juri")
    assert model_records.requests(event.file) == {}


def test_a_request_says_why(event):
    desk = a_juror(event)
    score_all(desk, "K01", "80")
    look_and_sign(desk, ["K01"])
    before = journal.count(event.file)
    with pytest.raises(Refused):
        ask_reopening(desk, "K01", "  ")
    assert journal.count(event.file) == before


def test_a_draft_moves_whole_to_another_candidate(event):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    desk.record_remark("K01", "REG", "baik")
    desk.cannot_assess("K01", "CAK", "tidak ada data")
    move_draft(desk, "K01", "K02")
    board = desk.board()
    assert board.cell("J01", "K01").state is CellState.MISSING
    moved = board.cell("J01", "K02").sheet.scores
    assert (str(moved["REG"].points), moved["REG"].remark) == ("85", "baik")
    assert (moved["CAK"].points, moved["CAK"].reason) == (None, "tidak ada data")
    assert sheets.lone_remarks(event.file, "J01", "K01") == {}


@pytest.mark.parametrize("target", ["U01", "K01", "K99"])
def test_a_draft_moves_only_where_it_fits(event, target):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    before = journal.count(event.file)
    with pytest.raises(Refused):
        move_draft(desk, "K01", target)
    assert journal.count(event.file) == before


def test_a_draft_never_replaces_scores(event):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    desk.record_score("K02", "REG", "70")
    with pytest.raises(Refused, match="K02"):
        move_draft(desk, "K01", "K02")
    with pytest.raises(Refused):
        move_draft(a_juror(event, "J02"), "K01", "K02")


def all_notes(desk, candidate):
    return [desk.note(candidate, kind).text for kind in Visibility]


def test_the_notes_of_all_kinds_go_along_and_private_ones_stay_their_authors(event):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    for kind in Visibility:
        desk.write_note("K01", f"catatan {kind.value}", kind)
    desk.keep_note_draft("K01", "sedang ditulis", Visibility.PANEL)
    written = all_notes(desk, "K01")
    written[list(Visibility).index(Visibility.PANEL)] = "sedang ditulis"
    move_draft(desk, "K01", "K02")
    assert all_notes(desk, "K02") == written and all_notes(desk, "K01") == ["", "", ""]
    assert [desk.note_draft(number, Visibility.PANEL) for number in ("K01", "K02")] == [None, None]
    desk.forget_key()
    assert desk.note("K02", Visibility.PRIVATE).text is None, "encrypted to its author all the while"


def test_nothing_is_moved_over_what_was_written(event):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    desk.write_note("K02", "milik K02", Visibility.PANEL)
    before = journal.count(event.file)
    with pytest.raises(Refused, match="K02"):
        move_draft(desk, "K01", "K02")
    assert journal.count(event.file) == before


def test_two_drafts_change_places_and_a_second_swap_puts_everything_back(event):
    desk = a_juror(event)
    desk.record_score("K01", "REG", "85")
    desk.record_remark("K01", "REG", "baik")
    desk.write_note("K01", "milik K01", Visibility.PRIVATE)
    score_all(desk, "K02", "70")
    desk.write_note("K02", "milik K02", Visibility.PRIVATE)
    as_it_was = everything(desk)
    swap_drafts(desk, "K01", "K02")
    assert everything(desk) == {"K01": as_it_was["K02"], "K02": as_it_was["K01"]}
    swap_drafts(desk, "K02", "K01")
    assert everything(desk) == as_it_was


@pytest.mark.parametrize(("one", "other"), [("K01", "K01"), ("K01", "U01"), ("K01", "K99"), ("K02", "K01")])
def test_what_can_not_be_swapped_stays(event, one, other):
    desk = a_juror(event)
    score_all(desk, "K02", "70")
    look_and_sign(desk, ["K02"])
    desk.record_score("K01", "REG", "85")
    before = journal.count(event.file)
    with pytest.raises(Refused):
        swap_drafts(desk, one, other)
    assert journal.count(event.file) == before


def everything(desk):
    found = {}
    for number in ("K01", "K02"):
        scores = desk.board(number).cell("J01", number).sheet.scores
        found[number] = ({code: (score.points, score.remark) for code, score in scores.items()}, all_notes(desk, number))
    return found


def test_two_laptops_notes_are_both_shown_and_no_conflict(tmp_path):
    with an_event(tmp_path) as hq:
        rooms = [a_prepared(hq, name, ["J01"]) for name in ("one", "two")]
        for room, text in zip(rooms, ("dari laptop satu", "dari laptop dua"), strict=True):
            a_juror(room).write_note("K01", text, Visibility.PANEL)
        merge(hq, [pack(room, tmp_path / "stick") for room in rooms], a_desk(hq))
        assert status.conflicts(hq.file) == []
        text = a_juror(hq).note("K01", Visibility.PANEL).text
        assert "dari laptop satu" in text and "dari laptop dua" in text


def test_a_note_that_cannot_be_read_here_is_not_replaced(event):
    observer = a_juror(event, "J05")
    observer.write_note("K01", "pertama", Visibility.PRIVATE, append=True)
    observer.write_note("K01", "kedua", Visibility.PRIVATE, append=True)
    assert len(sheets.notes(event.file, "J05", "K01")) == 2


def asked(event, reason="salah baca"):
    desk = a_juror(event)
    score_all(desk, "K01", "80")
    look_and_sign(desk, ["K01"])
    ask_reopening(desk, "K01", reason)
    return desk


def test_a_request_is_declined_with_a_reason_that_the_juror_reads(event):
    asked(event)
    a_desk(event).decline("J01", "K01", "tidak ada skor yang keliru")
    assert model_records.requests(event.file) == {}
    assert request_of(event.file, "J01", "K01") == ReopeningRequest("salah baca", "tidak ada skor yang keliru")
    assert Board.of(event.file).cell("J01", "K01").state is CellState.SIGNED
    (head,) = journal.heads_of(event.file, ("request", "J01/K01"))
    assert (head.actor, bool(head.signature)) == ("desk", True)


def test_a_request_about_nothing_that_was_signed_makes_no_work(event):
    """Written past the program: a candidate that isn't there, and a sheet that nobody signed."""
    desk = a_juror(event)
    desk.write([Act("J01", "request", f"J01/{candidate}", {"reason": "salah"}) for candidate in ("K99", "K02")])
    assert len(journal.heads_of(event.file, ("request", "J01/K99"))) == 1
    assert model_records.requests(event.file) == {}


def test_a_declined_request_may_be_made_again_and_granted(event):
    desk = asked(event)
    a_desk(event).decline("J01", "K01", "jelaskan lebih rinci")
    ask_reopening(desk, "K01", "skor CAK tertukar dengan K02")
    assert model_records.requests(event.file) == {("J01", "K01"): "skor CAK tertukar dengan K02"}
    a_desk(event).reopen("J01", "K01", "skor tertukar")
    assert request_of(event.file, "J01", "K01") is None


def test_what_nobody_asked_is_not_declined(event):
    desk = asked(event)
    secretary = a_desk(event)
    for juror, candidate, reason in (("J02", "K01", "x"), ("J01", "K02", "x"), ("J01", "K01", "  "), ("J99", "K01", "x")):
        before = journal.count(event.file)
        with pytest.raises(Refused):
            secretary.decline(juror, candidate, reason)
        assert journal.count(event.file) == before
    secretary.decline("J01", "K01", "tidak")
    with pytest.raises(Refused) as told:
        secretary.decline("J01", "K01", "sekali lagi")
    assert told.value.message == "{juror} does not ask to reopen the sheet for {candidate}; there is nothing to decline."
    assert desk.board().cell("J01", "K01").state is CellState.SIGNED


def test_a_juror_cannot_answer_in_the_secretarys_place(event):
    asked(event)
    a_juror(event).write([Act("J01", "request", "J01/K01", {"reason": "salah baca", "declined": "kata sekretaris tidak"})])
    assert request_of(event.file, "J01", "K01") == ReopeningRequest("salah baca")


@pytest.mark.parametrize("first", ["decline", "request"])
def test_a_request_that_did_not_know_of_the_answer_is_still_asked(tmp_path, first):
    with an_event(tmp_path) as hq:
        asked(hq)
        room = a_prepared(hq, "room", ["J01"])
        a_desk(hq).decline("J01", "K01", "tidak")
        ask_reopening(a_juror(room), "K01", "alasan yang lebih rinci")
        here, there = (hq, room) if first == "decline" else (room, hq)
        merge(here, [pack(there, tmp_path / "stick")], a_desk(hq) if here is hq else None)
        assert model_records.requests(here.file) == {("J01", "K01"): "alasan yang lebih rinci"}
        assert [c for c in status.conflicts(here.file) if c.register[0] == "request"] == []
        assert projections(here.file) == rebuilt(here)
        room.close()


def test_a_request_that_did_not_know_of_the_reopening_is_still_asked(tmp_path):
    with an_event(tmp_path) as hq:
        asked(hq)
        room = a_prepared(hq, "room", ["J01"])
        a_desk(hq).reopen("J01", "K01", "diminta juri")
        ask_reopening(a_juror(room), "K01", "alasan yang lebih rinci")
        merge(hq, [pack(room, tmp_path / "stick")], a_desk(hq))
        assert model_records.requests(hq.file) == {("J01", "K01"): "alasan yang lebih rinci"}
        assert projections(hq.file) == rebuilt(hq)
        room.close()
