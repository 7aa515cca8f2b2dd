"""The record of completeness: what it says of an event, that the desk signs it, and what the journal says of it later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import awaited_laptops, state_words
from juryapp.board.completeness import completeness
from juryapp.board.journal_digest import done_since, journal_heads, lacking_here
from juryapp.desk import laptop_closing
from juryapp.documents.completeness_record import read_record, record_json
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind, FileKind
from juryapp.printing.completeness_record import completeness_data, gathered
from juryapp.printing.document_line import DocumentState
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import certified_record, issue
from juryapp.store import model_records
from juryapp.text import _, speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from juryapp.verification.recorded_completeness import held_against
from juryapp.verification.verdict import Judgement, Verdict
from tests.builders import NOW, a_desk, a_juror, a_prepared, an_event, carry, sign


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01"]) as event:
        sign(a_juror(event), "K01", "85")
        carry(event, hq, admit=True)
        yield event


def verdict(event: OpenEvent, pdf: bytes, folder: Path) -> Verdict:
    path = folder / "record.pdf"
    path.write_bytes(pdf)
    return check(path, Authority.of_event(event))


def test_it_says_where_each_laptop_ends_where_each_sheet_is_and_what_is_lacking(hq: OpenEvent, room: OpenEvent) -> None:
    a_juror(room).record_score("K02", "REG", "70")
    carry(room, hq)
    record = gathered(hq)
    places = {one.number: one.places for one in record.candidates}
    assert (places["K01"]["J01"], places["K02"]["J01"], places["K01"]["J02"]) == ("confirmed", "draft", "never")
    assert record.counts == {"confirmed": 1, "draft": 1, "never": sum(map(len, places.values())) - 2}
    assert [one.settled for one in record.laptops] == [True, False] and len(record.heads) == 2
    own, other = (one.state for one in record.laptops)
    with speaking(model_records.event(hq.file).language):
        assert own == _("all of it is here: this record was drawn up there"), "open, and nothing is awaited from it"
        assert other == state_words(next(one for one in awaited_laptops(hq) if not one.own))
    assert any("Juri Contoh J01 (J01)" in gap for gap in record.gaps)
    assert read_record(completeness_data(hq)).words == record.words and record.digest == completeness(hq).digest


def test_closing_and_signing_papers_change_nothing_of_the_digest_and_any_other_entry_does(hq: OpenEvent, room: OpenEvent) -> None:
    before = completeness(hq).digest
    laptop_closing.close(room)
    carry(room, hq)
    issue(a_desk(hq), DocumentKind.COMPLETENESS)
    laptop_closing.close(hq)
    carry(hq, room)
    assert completeness(hq).digest == completeness(room).digest == before, "two places that hold the same read the same words"
    a_juror(room).record_score("K02", "REG", "70")
    assert completeness(room).digest != before


def test_the_desk_signs_it_and_it_is_listed_until_something_comes_in(hq: OpenEvent, room: OpenEvent) -> None:
    pdf = certified_record(a_desk(hq))
    assert certified_record(a_desk(hq)) == pdf, "what says the same isn't certified anew"
    (line,) = [one for one in document_list(hq) if one.kind is DocumentKind.COMPLETENESS]
    assert line.state is DocumentState.SIGNED and not line.outdated and not line.waits_for
    laptop_closing.close(room)
    carry(room, hq)
    (line,) = [one for one in document_list(hq) if one.kind is DocumentKind.COMPLETENESS]
    assert line.outdated
    assert certified_record(a_desk(hq)) != pdf


def test_the_journal_says_whether_it_still_ends_there_and_what_came_since(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    pdf = certified_record(a_desk(hq))
    found = verdict(hq, pdf, tmp_path)
    assert (found.verdict, found.kind) == (Judgement.VALID, FileKind.COMPLETENESS), found.faults
    assert completeness(hq).digest and gathered(hq).words in str(found.faults[0])
    laptop_closing.close(room)
    carry(room, hq)
    assert verdict(hq, pdf, tmp_path).verdict is Judgement.VALID, "closing is no work"
    heads = journal_heads(hq.file)
    for points in ("70", "71"):
        a_juror(room).record_score("K02", "REG", points)
    carry(room, hq)
    assert done_since(hq.file, heads) == {room.device: 2} and lacking_here(hq.file, heads) == []
    found = verdict(hq, pdf, tmp_path)
    assert found.verdict is Judgement.SUPERSEDED and "Juri Contoh J01 (J01) (+2)" in str(found.faults[0])


def test_a_place_that_lacks_what_it_tells_of_says_so(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    a_desk(hq).reopen("J01", "K01", "keliru")
    pdf = certified_record(a_desk(hq))
    (lacking,) = lacking_here(room.file, journal_heads(hq.file))
    assert lacking.device == hq.device
    found = verdict(room, pdf, tmp_path)
    assert found.verdict is Judgement.INVALID and "sekretaris" in str(found.faults[0])


def test_a_digest_that_does_not_follow_from_the_ends_is_told(hq: OpenEvent) -> None:
    made_up = record_json(replace(gathered(hq), digest="0" * 64), hq.id, NOW, None)
    assert held_against(hq, made_up)[0] is Judgement.INVALID
