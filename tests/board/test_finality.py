"""A result is final only once every laptop is accounted for; whatever tells a result says why it isn't."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import RosterState, awaited_laptops, state_word
from juryapp.board.cells import Board
from juryapp.board.finality import SETTLED, finality
from juryapp.board.finality_words import awaited_sentences, awaited_words, paper_words
from juryapp.board.plenary import PlenaryView, plenary_view
from juryapp.board.status import tallies
from juryapp.desk import laptop_closing, not_awaited
from juryapp.desk.plenary import reveal
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from juryapp.printing.document_basis import Basis, Changed, change_of, is_still_told
from juryapp.printing.document_line import DocumentState
from juryapp.printing.document_list import document_list
from juryapp.printing.event_documents import documents, recapitulation_data
from juryapp.printing.unsigned_papers import minutes_told
from juryapp.printing.winners import winners_of
from juryapp.store import attachment_table
from juryapp.text import _
from juryapp.verification.recorded_results import day_of_recapitulation, of_recapitulation
from juryapp.verification.verdict import Judgement
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, pin_of, sign

KAB = ("K01", "K02")


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    """Every sheet of KAB is signed, those of J01 at the laptop `room`."""
    with an_event(tmp_path) as event:
        for juror in ("J02", "J03", "J04"):
            for candidate in KAB:
                sign(a_juror(event, juror), candidate, "8" + candidate[2])
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01"]) as event:
        for candidate in KAB:
            sign(a_juror(event), candidate, "7" + candidate[2])
        carry(event, hq, admit=True)
        yield event


def is_final(event: OpenEvent) -> bool:
    (tally,) = tallies(event.file, "KAB")
    assert tally.complete
    return finality(event).is_final(tally)


def close(room: OpenEvent, hq: OpenEvent) -> None:
    laptop_closing.close(room)
    carry(room, hq)


def pending(event: OpenEvent) -> tuple[bool, list[str]]:
    category = json.loads(recapitulation_data(event, ["KAB"]))["categories"][0]
    return category["final"], category["pending"]


def test_one_laptop_alone_is_final_without_closing(hq: OpenEvent) -> None:
    for candidate in KAB:
        sign(a_juror(hq), candidate, "70")
    assert is_final(hq) and pending(hq) == (True, []) and awaited_words(finality(hq)) == ""


def test_a_complete_ranking_is_provisional_until_each_laptop_is_closed_and_again_after(hq: OpenEvent, room: OpenEvent) -> None:
    assert not is_final(hq)
    close(room, hq)
    assert is_final(hq) and finality(hq) == SETTLED
    a_desk(hq).reopen("J01", "K01", "keliru")
    carry(hq, room)
    sign(a_juror(room), "K01", "95")
    carry(room, hq)
    assert not is_final(hq), "everything is signed, and the laptop is open again"
    close(room, hq)
    assert is_final(hq)


def test_what_lies_beyond_the_closing_or_is_a_document_that_lacks_keeps_it_provisional(hq: OpenEvent, room: OpenEvent) -> None:
    close(room, hq)
    record = Board.of(hq.file).record("J01", "K01")
    assert record
    hq.file.connection.execute("DELETE FROM attachment WHERE id = ?", (record.pdf,))
    hq.file.set_up.clear()
    assert attachment_table.content(hq.file, record.pdf or "") is None
    assert not is_final(hq) and not finality(hq).laptops
    (sentence,) = awaited_sentences(finality(hq), "Asia/Makassar")
    assert "J01/K01" in sentence and "J01/K01" in paper_words(finality(hq))


def test_headquarters_closes_before_it_prepares_and_everything_is_final_in_the_hotel_without_it(tmp_path: Path) -> None:
    with an_event(tmp_path, enrolled=("J01", "J02", "J03")) as hq:
        laptop_closing.close(hq)
        at = laptop_closing.closed_at(hq)
        with (
            a_prepared(hq, "one", ["J01", "J02"]) as one,
            a_prepared(hq, "two", ["J03"]) as two,
            a_prepared(hq, "hotel", [], with_desk=True) as hotel,
        ):
            assert laptop_closing.closed_at(hq) == at, "preparing opens nothing"
            a_desk(hotel).enrol("J04", pin_of("J04"))
            for place, juror in ((one, "J01"), (one, "J02"), (two, "J03"), (hotel, "J04")):
                for candidate in KAB:
                    sign(a_juror(place, juror), candidate, "8" + candidate[2])
            for place in (one, two):
                laptop_closing.close(place)
                carry(place, hotel, admit=True)
            assert finality(hotel) == SETTLED and is_final(hotel)
            assert pending(hotel) == (True, []) and documents(hotel, DocumentKind.CERTIFICATES)
            lines = {line.device: line.state for line in awaited_laptops(hotel)}
            assert lines[hq.device] is RosterState.CLOSED


def test_what_is_done_behind_the_closing_beside_preparing_opens_it_in_the_copy_too(tmp_path: Path) -> None:
    with an_event(tmp_path, enrolled=("J01", "J02", "J03")) as hq:
        laptop_closing.close(hq)
        a_prepared(hq, "one", ["J01"]).close()
        a_desk(hq).enrol("J04", pin_of("J04"))
        with a_prepared(hq, "hotel", [], with_desk=True) as hotel:
            lines = {line.device: line.state for line in awaited_laptops(hotel)}
            assert lines[hq.device] is RosterState.REOPENED
        laptop_closing.close(hq)
        with a_prepared(hq, "again", [], with_desk=True) as hotel:
            lines = {line.device: line.state for line in awaited_laptops(hotel)}
            assert lines[hq.device] is RosterState.CLOSED


def test_admitting_another_laptop_behind_the_closing_opens_it(hq: OpenEvent) -> None:
    with a_prepared(hq, "other", ["J01"]) as other:
        laptop_closing.close(hq)
        sign(a_juror(other), "K01", "70")
        carry(other, hq)
        assert laptop_closing.closed_at(hq)
        carry(other, hq, admit=True)
        assert not laptop_closing.closed_at(hq)


def test_a_laptop_that_was_given_up_is_awaited_no_more(hq: OpenEvent, room: OpenEvent) -> None:
    line = next(one for one in awaited_laptops(hq) if one.device == room.device)
    not_awaited.give_up(a_desk(hq), line, "hilang")
    assert is_final(hq)
    a_juror(room).write_note("K01", "Tanyakan anggarannya.", Visibility.PANEL)
    carry(room, hq)
    assert not is_final(hq), "something came in all the same"


def test_whoever_looks_from_elsewhere_asks_for_the_desk_s_closing_too(hq: OpenEvent, room: OpenEvent) -> None:
    close(room, hq)
    carry(hq, room)
    assert not is_final(room)
    laptop_closing.close(hq)
    carry(hq, room)
    assert is_final(room)


def test_every_paper_says_from_which_laptop_something_is_awaited_and_no_winner(hq: OpenEvent, room: OpenEvent) -> None:
    said = _("Awaited from laptops: {laptops}.", laptops=f"Juri Contoh J01 (J01) ({state_word(RosterState.OPEN)})")
    assert pending(hq) == (False, [said])
    minutes = next(one for one in minutes_told(hq).decided if one.result.category.code == "KAB")
    assert said in minutes.said and not minutes.result.final
    kab = winners_of(hq, Board.of(hq.file))[0]
    assert (kab.final, kab.why, kab.winners) == (False, said, ())
    for kind in (DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.DECREE, DocumentKind.CEREMONY):
        assert documents(hq, kind), "printed, and not refused"
    with pytest.raises(Refused, match="J01"):
        documents(hq, DocumentKind.CERTIFICATES)
    lines = {line.kind: line for line in document_list(hq)}
    assert lines[DocumentKind.CERTIFICATES].state is DocumentState.NOT_YET and said in lines[DocumentKind.CERTIFICATES].why
    close(room, hq)
    assert pending(hq) == (True, []) and winners_of(hq, Board.of(hq.file))[0].winners and documents(hq, DocumentKind.CERTIFICATES)


def test_the_plenary_reveals_all_the_same_and_is_told(hq: OpenEvent, room: OpenEvent) -> None:
    reveal(a_desk(hq), "KAB", reason="Ketua berhalangan.", early="Ketua berhalangan.")
    view = plenary_view(hq, "KAB")
    assert isinstance(view, PlenaryView) and not view.final and "Juri Contoh J01 (J01)" in view.awaited
    assert not any(row.is_winner for row in view.rows)
    close(room, hq)
    view = plenary_view(hq, "KAB")
    assert isinstance(view, PlenaryView) and view.final and view.awaited == "" and view.rows[0].is_winner


def test_what_was_printed_as_provisional_is_out_of_date_once_final_and_what_was_final_stays_so(
    hq: OpenEvent, room: OpenEvent
) -> None:
    def basis() -> str:
        return Basis(hq, Board.of(hq.file)).of(DocumentKind.MINUTES)

    provisional = basis()
    close(room, hq)
    final = basis()
    assert change_of(provisional, final) is Changed.FINALITY and not is_still_told(provisional, final)
    a_juror(room).write_note("K01", "Tanyakan anggarannya.", Visibility.PANEL)
    carry(room, hq)
    assert change_of(final, basis()) is None and is_still_told(final, basis()) and basis() == provisional


def test_a_final_paper_stays_valid_while_a_laptop_is_awaited_again_and_that_is_told(hq: OpenEvent, room: OpenEvent) -> None:
    provisional = recapitulation_data(hq)
    assert of_recapitulation(hq, provisional) == (Judgement.VALID, None)
    close(room, hq)
    final = recapitulation_data(hq)
    assert of_recapitulation(hq, final) == (Judgement.VALID, None) and not list(day_of_recapitulation(hq, final))
    assert of_recapitulation(hq, provisional)[0] is Judgement.SUPERSEDED, "it is final by now"
    a_juror(room).write_note("K01", "Tanyakan anggarannya.", Visibility.PANEL)
    carry(room, hq)
    assert of_recapitulation(hq, final) == (Judgement.VALID, None)
    (told,) = day_of_recapitulation(hq, final)
    assert "Juri Contoh J01 (J01)" in str(told)
