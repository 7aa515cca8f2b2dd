"""Conflicts of interest beside signed sheets: each is its juror's act alone; a note from paper outweighs no sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from juryapp.board.cells import Board
from juryapp.board.recusals import recusals
from juryapp.board.status import conflicts, tallies
from juryapp.board.warnings import noticed
from juryapp.desk.paper_recusals import record_paper, take_back, take_back_paper
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.sheet import CellState
from juryapp.printing.unsigned_papers import plenary_minutes
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.store.desk_choices import choice_key
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, sign
from tests.forging import projections, rebuilt

PAPER = {"reason": "surat pernyataan", "on_paper": True}


@dataclass
class Scene:
    """Headquarters and the laptop `panel` of J01, J02, which headquarters knows."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent

    def state(self, event: OpenEvent | None = None) -> CellState:
        return Board.of((event or self.hq).file).cell("J01", "K01").state

    def meet(self) -> None:
        carry(self.panel, self.hq)
        carry(self.hq, self.panel)

    def note_on_paper(self, event: OpenEvent) -> None:
        """As a desk writes it that doesn't know of a signature, or doesn't care."""
        event.write([a_desk(event).act("recusal", "J01/K01", PAPER)])


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with an_event(tmp_path) as hq, a_prepared(hq, "panel", ["J01", "J02"]) as panel:
        carry(panel, hq, admit=True)
        yield Scene(tmp_path, hq, panel)


def test_the_desk_records_what_is_on_paper_and_takes_it_back(scene: Scene) -> None:
    desk = a_desk(scene.hq)
    record_paper(desk, "J01", "K01", "ipar")
    assert scene.state() is CellState.RECUSED
    with pytest.raises(Refused):
        record_paper(desk, "J01", "K01", "ipar")
    take_back_paper(desk, "J01", "K01")
    assert scene.state() is CellState.MISSING
    with pytest.raises(Refused):
        take_back_paper(desk, "J01", "K01")
    record_paper(desk, "J01", "K01", "ipar lagi")
    assert recusals(scene.hq.file).in_force == {("J01", "K01"): "ipar lagi"}


@pytest.mark.parametrize(("juror", "candidate"), [("J99", "K01"), ("J01", "K99")])
def test_only_of_jurors_and_candidates_of_the_event(scene: Scene, juror: str, candidate: str) -> None:
    with pytest.raises(Refused):
        record_paper(a_desk(scene.hq), juror, candidate, "ipar")


@pytest.mark.parametrize("paper_first", [True, False])
def test_a_sheet_counts_beside_what_the_desk_noted_from_paper_whichever_came_first(scene: Scene, paper_first: bool) -> None:
    for wrote in (scene.note_on_paper, None) if paper_first else (None, scene.note_on_paper):
        if wrote:
            wrote(scene.hq)
        else:
            sign(a_juror(scene.panel), "K01", "85")
    scene.meet()
    for event in (scene.hq, scene.panel):
        assert scene.state(event) is CellState.SIGNED
        assert conflicts(event.file) == []
        assert any("J01" in str(problem) and "K01" in str(problem) for problem in noticed(event))
    (open_,) = [one for one in tallies(scene.hq.file, "KAB")[0].ranking if one.candidate == "K01"]
    assert open_.jurors == 1


def test_the_desk_is_refused_a_note_on_paper_where_a_sheet_was_signed_also_once_it_is_open_again(scene: Scene) -> None:
    sign(a_juror(scene.hq), "K01", "85")
    desk = a_desk(scene.hq)
    with pytest.raises(Refused, match="J01"):
        record_paper(desk, "J01", "K01", "ipar")
    desk.reopen("J01", "K01", "salah ketik")
    with pytest.raises(Refused, match="J01"):
        record_paper(desk, "J01", "K01", "ipar")
    scene.note_on_paper(scene.hq)
    assert scene.state() is CellState.COMPLETE, "the juror signed once, so only the juror can leave the divisor"


def test_a_juror_takes_back_an_own_one_and_one_from_paper(scene: Scene) -> None:
    juror = a_juror(scene.hq)
    juror.recuse("K01", "ipar")
    take_back(juror, "K01", "salah kandidat")
    assert scene.state() is CellState.MISSING
    record_paper(a_desk(scene.hq), "J01", "K01", "ipar")
    take_back(juror, "K01", "salah kandidat")
    assert scene.state() is CellState.MISSING
    with pytest.raises(Refused):
        take_back(juror, "K01", "salah kandidat")
    sign(juror, "K01", "85")
    assert scene.state() is CellState.SIGNED


def test_the_desk_takes_back_nothing_that_a_juror_declared(scene: Scene) -> None:
    a_juror(scene.hq).recuse("K01", "ipar")
    with pytest.raises(Refused):
        take_back_paper(a_desk(scene.hq), "J01", "K01")
    scene.hq.write([a_desk(scene.hq).act("recusal", "J01/K01", None)])
    assert scene.state() is CellState.RECUSED
    assert [entry.actor for entry in journal.in_doubt(scene.hq.file)] == ["desk"]


@pytest.mark.parametrize("takes", ["recusal", "sheet"])
def test_between_a_jurors_own_recusal_and_own_sheet_the_desk_decides_and_all_agree(scene: Scene, takes: str) -> None:
    a_juror(scene.hq).recuse("K01", "ipar")
    sign(a_juror(scene.panel), "K01", "85")
    scene.meet()
    assert scene.state() is CellState.CONFLICT
    (found,) = conflicts(scene.hq.file)
    taken = next(head for head in found.heads if head.subject == takes)
    a_desk(scene.hq).resolve(found.id, taken.id, "menurut juri")
    scene.meet()
    for event in (scene.hq, scene.panel):
        assert scene.state(event) is (CellState.SIGNED if takes == "sheet" else CellState.RECUSED)
        assert conflicts(event.file) == []
        assert [head.actor for head in journal.heads_of(event.file, ("recusal", "J01/K01"))] == ["J01"], "it stays the juror's"
        assert rebuilt(event) == projections(event.file)


def test_a_decision_for_a_sheet_is_for_that_sheet_alone(scene: Scene) -> None:
    a_juror(scene.hq).recuse("K01", "ipar")
    sign(a_juror(scene.panel), "K01", "85")
    scene.meet()
    (found,) = conflicts(scene.hq.file)
    desk = a_desk(scene.hq)
    desk.resolve(found.id, next(head.id for head in found.heads if head.subject == "sheet"), "menurut juri")
    desk.reopen("J01", "K01", "salah ketik")
    assert scene.state() is CellState.RECUSED, "its juror takes it back, or signs no more"
    take_back(a_juror(scene.hq), "K01", "salah kandidat")
    sign(a_juror(scene.hq), "K01", "80")
    assert scene.state() is CellState.SIGNED


def test_two_desks_that_decide_differently_leave_it_undecided(scene: Scene, tmp_path: Path) -> None:
    other = a_prepared(scene.hq, "other", [], with_desk=True)
    a_juror(scene.hq).recuse("K01", "ipar")
    sign(a_juror(scene.panel), "K01", "85")
    scene.meet()
    merge(other, [pack(scene.hq, tmp_path / "stick-other")])
    (found,) = conflicts(scene.hq.file)
    for event, head in zip((scene.hq, other), found.heads, strict=True):
        a_desk(event).resolve(found.id, head.id, "menurut saya")
    carry(other, scene.hq, admit=True)
    assert scene.state() is CellState.CONFLICT
    (again,) = [one for one in conflicts(scene.hq.file) if one.register[0] == "recusal"]
    a_desk(scene.hq).resolve(again.id, again.heads[0].id, "sepakat")
    assert scene.state() is not CellState.CONFLICT


def test_a_decision_about_something_else_decides_nothing(scene: Scene) -> None:
    """The desk can't take a recusal away by a decision that names a sheet which isn't in force beside it."""
    juror = a_juror(scene.hq)
    sign(juror, "K01", "85")
    (sheet,) = journal.heads_of(scene.hq.file, ("sheet", "J01/K01"))
    desk = a_desk(scene.hq)
    desk.reopen("J01", "K01", "salah ketik")
    juror.recuse("K01", "ipar")
    (own,) = journal.heads_of(scene.hq.file, ("recusal", "J01/K01"))
    value = {"subject": "recusal", "key": "J01/K01", "took": sheet.id, "over": [own.id], "reason": "x"}
    scene.hq.write([desk.act("resolution", choice_key(sheet.id, own.id), value)])
    assert scene.state() is CellState.RECUSED


def test_a_juror_writes_no_note_from_paper(scene: Scene) -> None:
    key = a_juror(scene.hq).key
    assert key
    scene.hq.write([Act("J01", "recusal", "J01/K01", PAPER, sign=key.sign)])
    assert scene.state() is CellState.MISSING


def test_the_minutes_say_which_conflicts_of_interest_only_the_desk_recorded(scene: Scene) -> None:
    a_juror(scene.hq, "J02").recuse("K01", "ipar")
    record_paper(a_desk(scene.hq), "J03", "K01", "surat pernyataan")
    _name, content = plenary_minutes(scene.hq)
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    pages.close()
    assert text.count("memiliki konflik kepentingan dengan") == 2
    assert text.count("sebagaimana dicatat sekretaris dari kertas") == 1
