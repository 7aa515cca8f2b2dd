"""The pledge: signed with the juror's key as it was shown, or on paper; asked for where the event says so; checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.disputes import disputes
from juryapp.board.pledges import is_asked, lacking, lacks_pledge, pledge_of
from juryapp.desk.pledging import pledge_for_review, record_on_paper, say_on_paper, sign_pledge, take_back_on_paper
from juryapp.documents.pledge import read_pledge
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.document import FileKind
from juryapp.model.pledge import ASKED
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.store import attachment_table, journal
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from juryapp.verification.verdict import Judgement
from tests.builders import a_desk, a_juror, a_prepared, a_setup, an_event, carry
from tests.documents.test_score_sheet import words


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path, asking_for_pledges(a_setup(event={"simulated": False, "language": "en"}))) as event:
        yield event


def a_pledge(event: OpenEvent, juror: str = "J01") -> bytes:
    desk = a_juror(event, juror)
    return sign_pledge(desk, pledge_for_review(desk)).pdf


def test_an_event_asks_for_pledges_where_its_set_up_says_so(hq: OpenEvent, tmp_path: Path) -> None:
    assert is_asked(hq.file) and lacking(hq.file, Board.of(hq.file)) == ["J01", "J02", "J03", "J04"], "observers sign nothing"
    with an_event(tmp_path / "older") as older:
        assert not is_asked(older.file) and lacking(older.file, Board.of(older.file)) == []


def test_a_pledge_says_which_conflicts_were_declared_and_is_kept_with_its_pdf(hq: OpenEvent) -> None:
    juror = a_juror(hq)
    juror.recuse("K02", "My sister works there")
    shown = pledge_for_review(juror)
    assert "NOT SIGNED" in words(shown.pdf) and "My sister works there" in words(shown.pdf)
    signed = sign_pledge(juror, shown)
    (entry,) = journal.heads_of(hq.file, (Subject.PLEDGE, "J01"))
    assert entry.actor == "J01" and entry.signature and entry.value
    assert entry.value["conflicts"] == ["K02"]
    assert attachment_table.content(hq.file, entry.value["pdf"]) == signed.pdf
    assert "NOT SIGNED" not in words(signed.pdf) and signed.name == "CONTOH-24-pledge-J01.pdf"
    assert not lacks_pledge(hq.file, juror.juror) and "J01" not in lacking(hq.file, Board.of(hq.file))


def test_a_pledge_without_conflicts_says_none(hq: OpenEvent) -> None:
    assert "none" in words(a_pledge(hq))


def test_what_changed_since_it_was_shown_is_looked_at_again(hq: OpenEvent) -> None:
    juror = a_juror(hq)
    shown = pledge_for_review(juror)
    juror.recuse("K01", "Kinship")
    with pytest.raises(Refused):
        sign_pledge(juror, shown)
    assert pledge_of(hq.file, "J01") is None


def test_an_observer_and_who_is_not_enrolled_sign_none(hq: OpenEvent) -> None:
    with pytest.raises(Refused):
        pledge_for_review(a_juror(hq, "J05"))


def test_paper_is_recorded_by_the_desk_and_taken_back_with_a_reason(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    record_on_paper(desk, "J02")
    found = pledge_of(hq.file, "J02")
    assert found and found.on_paper and found.by_desk
    with pytest.raises(Refused):
        record_on_paper(desk, "J02")
    take_back_on_paper(desk, "J02", "Wrong row")
    assert pledge_of(hq.file, "J02") is None
    with pytest.raises(Refused):
        take_back_on_paper(desk, "J02", "Again")


def test_the_desk_takes_back_nothing_that_a_juror_signed_or_said(hq: OpenEvent) -> None:
    a_pledge(hq, "J01")
    say_on_paper(a_juror(hq, "J02"))
    for juror in ("J01", "J02"):
        with pytest.raises(Refused):
            take_back_on_paper(a_desk(hq), juror, "Not mine")
        (entry,) = journal.heads_of(hq.file, (Subject.PLEDGE, juror))
        desk = a_desk(hq)
        hq.write([desk.act(Subject.PLEDGE, juror, None)])
        assert pledge_of(hq.file, juror) is not None, "a program that tries it all the same"
        assert entry in journal.heads_of(hq.file, (Subject.PLEDGE, juror))


def test_a_pledge_travels_and_goes_before_what_the_desk_recorded_meanwhile(hq: OpenEvent) -> None:
    panel = a_prepared(hq, "panel", ["J03"])
    pdf = a_pledge(panel, "J03")
    record_on_paper(a_desk(hq), "J03")
    for _again in range(2):
        carry(panel, hq, admit=True)
        found = pledge_of(hq.file, "J03")
        assert found and not found.on_paper and attachment_table.content(hq.file, found.pdf) == pdf
    assert disputes(hq.file) == [], "nobody has to decide between the two"
    panel.close()


def test_a_signed_pledge_is_checked_as_a_document(hq: OpenEvent, tmp_path: Path) -> None:
    path, pdf = tmp_path / "pledge.pdf", a_pledge(hq)
    path.write_bytes(pdf)
    found = check(path, Authority.of_event(hq))
    assert (found.kind, found.verdict, found.faults) == (FileKind.PLEDGE, Judgement.VALID, ())
    assert [field for field, _name in found.signers] == ["Juror"]
    a_pledge(hq)
    assert check(path, Authority.of_event(hq)).verdict is Judgement.SUPERSEDED
    assert check(path, Authority(hq.trust.root)).verdict is Judgement.VALID, "headquarters' certificate alone suffices"


def test_a_pledge_that_another_event_or_nobody_knows_is_not_valid(hq: OpenEvent, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with an_event(tmp_path / "other", asking_for_pledges(a_setup())) as other:
        path = tmp_path / "pledge.pdf"
        path.write_bytes(a_pledge(other))
        assert check(path, Authority.of_event(hq)).verdict is Judgement.INVALID
    juror = a_juror(hq)
    path.write_bytes(pledge_for_review(juror).pdf)
    assert check(path, Authority.of_event(hq)).verdict is Judgement.UNSIGNED


@pytest.mark.parametrize("data", [b"", b"{}", b'{"format":"jury-pledge-2"}'])
def test_data_that_is_no_pledge_is_refused(data: bytes) -> None:
    with pytest.raises(Problem):
        read_pledge(data)


def test_what_a_set_up_says_stays(tmp_path: Path) -> None:
    assert asking_for_pledges(a_setup(event={"pledge": "not asked"})).event.pledge == "not asked"
    assert asking_for_pledges(a_setup()).event.pledge == ASKED
