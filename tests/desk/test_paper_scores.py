"""What the secretary types from a juror's paper form is the desk's act: marked as such, and never over the juror's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board import status
from juryapp.board.cells import Board
from juryapp.board.typed_from_paper import TypedFromPaper, typed_from_paper
from juryapp.desk.juror import GivenScore
from juryapp.desk.paper_scores import type_scores, typed_differently, typed_for
from juryapp.errors import Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.journal.shapes import is_score
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import a_desk, a_juror, a_prepared, an_event, look_and_sign
from tests.documents.looking import look
from tests.forging import projections, rebuilt
from tests.saying import says


def words_on(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in look(pdf)).split())


PAPER = (GivenScore("K01", "REG", "80", "Baik"), GivenScore("K01", "CAK", "70"))


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def heads(event: OpenEvent, key: str = "J01/K01/REG") -> list[object]:
    return [(head.actor, (head.value or {}).get("points")) for head in journal.heads_of(event.file, ("score", key))]


def state(event: OpenEvent) -> CellState:
    return a_juror(event).board("K01").cell("J01", "K01").state


def test_it_is_the_desks_act_and_marked_until_the_juror_signs(hq: OpenEvent) -> None:
    type_scores(a_desk(hq), "J01", PAPER)
    assert heads(hq) == [("desk", "80")]
    assert state(hq) is CellState.COMPLETE
    assert typed_for(a_juror(hq), "K01") == ["REG", "CAK"]
    (signed,) = look_and_sign(a_juror(hq), ["K01"])
    assert state(hq) is CellState.SIGNED and signed.candidate == "K01"
    assert rebuilt(hq) == projections(hq.file)


def test_it_counts_for_nothing_without_the_jurors_signature(hq: OpenEvent) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02"):
            type_scores(a_desk(hq), juror, [GivenScore(candidate, "REG", "80"), GivenScore(candidate, "CAK", "70")])
    (tally,) = status.tallies(hq.file, "KAB")
    assert not tally.complete


def test_the_jurors_own_is_never_typed_over(hq: OpenEvent) -> None:
    a_juror(hq).record_score("K01", "REG", "90")
    with pytest.raises(Problems) as told:
        type_scores(a_desk(hq), "J01", PAPER)
    assert ["REG" in sentence for sentence in told.value.sentences()] == [True]
    assert heads(hq) == [("J01", "90")] and heads(hq, "J01/K01/CAK") == []


def test_the_juror_corrects_what_was_typed(hq: OpenEvent) -> None:
    type_scores(a_desk(hq), "J01", PAPER)
    a_juror(hq).record_score("K01", "REG", "81")
    assert heads(hq) == [("J01", "81")]
    assert sorted(typed_for(a_juror(hq), "K01")) == ["CAK", "REG"], "the remark is still the secretary's"
    a_juror(hq).record_remark("K01", "REG", "Baik sekali")
    assert typed_for(a_juror(hq), "K01") == ["CAK"]


def test_typing_again_corrects_what_was_typed_and_the_same_again_is_nothing(hq: OpenEvent) -> None:
    type_scores(a_desk(hq), "J01", PAPER)
    assert not type_scores(a_desk(hq), "J01", PAPER)
    type_scores(a_desk(hq), "J01", [GivenScore("K01", "REG", "82")])
    assert heads(hq) == [("desk", "82")]


@pytest.mark.parametrize(
    ("given", "juror"), [(GivenScore("K01", "REG", "101"), "J01"), (GivenScore("K09", "REG", "80"), "J01"), (PAPER[0], "J99")]
)
def test_what_a_juror_could_not_enter_is_not_typed(hq: OpenEvent, given: GivenScore, juror: str) -> None:
    before = journal.count(hq.file)
    with pytest.raises((Problems, Refused)):
        type_scores(a_desk(hq), juror, [given])
    assert journal.count(hq.file) == before


def test_typed_here_and_entered_there_are_two_versions_unless_they_agree(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "85")
    a_juror(panel).record_score("K01", "CAK", "70")
    type_scores(a_desk(hq), "J01", PAPER)
    merge(hq, [pack(panel, tmp_path / "stick")], a_desk(hq))
    (conflict,) = status.conflicts(hq.file)
    assert conflict.register == ("score", "J01/K01/REG")
    taken = next(head for head in conflict.heads if head.actor == "desk")
    a_desk(hq).resolve(conflict.id, taken.id, "Menurut kertas.")
    assert heads(hq) == [("desk", "80")] and status.conflicts(hq.file) == []


def test_a_juror_can_not_write_as_if_the_secretary_had_typed(hq: OpenEvent) -> None:
    hq.write([Act("J01", "score", "J01/K01/REG", {"points": "80", "typed": True})], seat=None)
    assert heads(hq) == []
    assert [entry.subject for entry in journal.in_doubt(hq.file)] == ["score"]


def test_who_typed_it_is_on_record_and_on_the_sheet(hq: OpenEvent) -> None:
    type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh", "Made  Contoh"])
    (head,) = journal.heads_of(hq.file, ("score", "J01/K01/REG"))
    assert head.value == {"points": "80", "typed": True, "typists": ["Ayu Contoh", "Made Contoh"]}
    typed = typed_from_paper(hq.file, Board.of(hq.file), "J01", "K01")
    assert typed == TypedFromPaper(("REG", "CAK"), ("Ayu Contoh", "Made Contoh"))
    (signed,) = look_and_sign(a_juror(hq), ["K01"])
    words = words_on(signed.pdf)
    assert says(words, "Typed by the secretariat from the juror's paper form: {criteria}.")
    assert says(words, "Typed by {first}, and again by {second}.", first="Ayu Contoh", second="Made Contoh")


def test_what_the_juror_entered_is_not_called_typed_on_the_sheet(hq: OpenEvent) -> None:
    type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh"])
    a_juror(hq).record_many([GivenScore("K01", "REG", "81", "Cukup"), GivenScore("K01", "CAK", "71")])
    (signed,) = look_and_sign(a_juror(hq), ["K01"])
    assert "Ayu" not in words_on(signed.pdf)


def test_the_second_person_is_another_one_and_is_added_to_what_stands(hq: OpenEvent) -> None:
    with pytest.raises(Refused):
        type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh", "ayu  contoh"])
    type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh"])
    assert type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh", "Made Contoh"])
    assert not type_scores(a_desk(hq), "J01", PAPER, ["Ayu Contoh", "Made Contoh"])
    assert status.conflicts(hq.file) == [] and heads(hq) == [("desk", "80")]


def test_two_who_type_one_form_are_compared_by_what_they_mean() -> None:
    again = (GivenScore("K01", "REG", "80,0", "Baik "), GivenScore("K01", "CAK", "70"))
    assert typed_differently(PAPER, again) == []
    other = (GivenScore("K01", "REG", "80", "Baik sekali"), GivenScore("K01", "INO", None, "tidak hadir"))
    assert [one.criterion for one in typed_differently(PAPER, other)] == ["REG", "CAK", "INO"]


@pytest.mark.parametrize("typists", [["Ayu"], [], ["A", "B", "C"], "Ayu", [""], [7]])
def test_names_of_typists_stand_only_beside_what_was_typed(typists: object) -> None:
    assert is_score({"points": "80", "typed": True, "typists": ["Ayu", "Made"]})
    assert not is_score({"points": "80", "typists": typists})
    assert not is_score({"points": "80", "typed": True, "typists": typists}) or typists == ["Ayu"]
