"""A juror with the passphrase signs, by hand and with a genuine key, what no sheet can say: it doesn't count, and is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.cells import Board
from juryapp.board.status import conflicts, tallies
from juryapp.desk.rubric_mapping import map_rubric
from juryapp.desk.signing import frozen, sheet_facts
from juryapp.documents.sheet_json import sheet_json
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.sheet import CellState
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.merge import merge
from juryapp.store import attachment_table, journal
from juryapp.store.setup import read_setup
from juryapp.text import _
from juryapp.verification.journal_check import check_sheet
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, carry, score_all, sign
from tests.forging import forge, key_of

Value = dict[str, Any]


def points(**given: str | None) -> Callable[[Value], Value]:
    scores = {code: {"points": text} if text is not None else {"points": None, "reason": "x"} for code, text in given.items()}
    return lambda value: {**value, "scores": scores}


IMPOSSIBLE = {
    "beyond the scale": points(REG="999", CAK="85"),
    "below the scale": points(REG="-5", CAK="85"),
    "between two steps": points(REG="85.5", CAK="85"),
    "a criterion is missing": points(REG="85"),
    "a criterion too many": points(REG="85", CAK="85", LAIN="85"),
    "nothing can be assessed": points(REG=None, CAK=None),
    "a total that doesn't follow": lambda value: {**value, "total": "100"},
}


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def signed_by_hand(event: OpenEvent, change: Callable[[Value], Value], juror: str = "J01", candidate: str = "K01") -> None:
    """J01 signs a genuine sheet, has it reopened, and signs the next revision by hand."""
    sign(a_juror(event, juror), candidate, "85")
    (head,) = journal.heads_of(event.file, ("sheet", f"{juror}/{candidate}"))
    a_desk(event).reopen(juror, candidate, "x")
    value = change({**(head.value or {}), "revision": 2})
    event.write([Act(juror, "sheet", f"{juror}/{candidate}", value, sign=key_of(event, juror).sign)])


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_it_does_not_count_and_is_told(hq: OpenEvent, what: str) -> None:
    for juror in ("J02", "J03", "J04"):
        sign(a_juror(hq, juror), "K01", "80")
    signed_by_hand(hq, IMPOSSIBLE[what])
    assert journal.in_doubt(hq.file) == []
    assert Board.of(hq.file).cell("J01", "K01").state is CellState.CONFLICT
    assert a_juror(hq).board("K01").cell("J01", "K01").state is CellState.CONFLICT
    (category,) = tallies(hq.file, "KAB")
    assert not category.complete
    assert [(place.candidate, place.score) for place in category.ranking] == [("K01", 80)]
    (found,) = conflicts(hq.file)
    assert found.register == ("sheet", "J01/K01")


def test_it_is_reopened_and_not_taken(hq: OpenEvent) -> None:
    signed_by_hand(hq, IMPOSSIBLE["beyond the scale"])
    (found,) = conflicts(hq.file)
    with pytest.raises(Refused, match="J01"):
        a_desk(hq).resolve(found.id, found.heads[0].id, "x")
    a_desk(hq).reopen("J01", "K01", "Skor di luar rentang")
    assert conflicts(hq.file) == []
    assert sign(a_juror(hq), "K01", "70").revision == 3
    assert Board.of(hq.file).cell("J01", "K01").state is CellState.SIGNED


def test_its_pdf_is_not_valid(hq: OpenEvent) -> None:
    """Even where data, PDF and entry were all made by hand to agree."""
    juror = a_juror(hq)
    score_all(juror, "K01", "85")
    facts = sheet_facts(juror, juror.board("K01"), "K01", hq.laptop.clock())
    scores = {code: replace(score, points=Decimal(999)) for code, score in facts.scores.items()}
    json = sheet_json(replace(facts, scores=scores, total=Fraction(999)))
    value = {"state": "signed", "revision": 1, "rubric": facts.rubric, "total": "999", "entries": sorted(facts.entries)}
    value |= {"scores": {code: frozen(score) for code, score in sorted(scores.items())}}
    value |= {"json": attachment_table.digest(json), "pdf": attachment_table.digest(b"%PDF-")}
    hq.write([Act("J01", "sheet", "J01/K01", value, sign=key_of(hq, "J01").sign)], [json, b"%PDF-"])
    verdict, (why, *_notes) = check_sheet(hq, json, attachment_table.digest(b"%PDF-"))
    assert verdict == "invalid"
    assert _("the criteria") in str(why)


def test_a_sheet_signed_under_former_rules_stays_sound(hq: OpenEvent) -> None:
    """The rubric and the rounding change after signing: what was signed was possible then."""
    first = sign(a_juror(hq), "U01", ["85.5", "80"])
    assert first
    desk, setup = a_desk(hq), read_setup(hq.file)
    criteria = tuple(replace(one, weight=Decimal(50)) for one in setup.criteria)
    categories = tuple(replace(one, roundings=Roundings.read("total:0")) for one in setup.categories)
    apply(desk, plan(desk, replace(setup, criteria=criteria, categories=categories)))
    sign(a_juror(hq, "J02"), "U01", ["85.5", "80"])
    setup = read_setup(hq.file)
    apply(
        desk,
        plan(desk, replace(setup, categories=tuple(replace(one, roundings=Roundings.read("total:1")) for one in categories))),
    )
    board = Board.of(hq.file)
    assert board.cell("J01", "U01").state is board.cell("J02", "U01").state is CellState.SIGNED
    assert conflicts(hq.file) == []


def test_a_rubric_that_was_made_up_is_not_mapped(hq: OpenEvent) -> None:
    signed_by_hand(hq, lambda value: {**points(REG="999", CAK="999")(value), "rubric": "f" * 16})
    assert not tallies(hq.file, "KAB")[0].complete
    with pytest.raises(Refused):
        map_rubric(a_desk(hq), "KAB", "rumus lama")


def test_points_of_a_mapped_rubric_that_the_new_scale_forbids_make_no_score(hq: OpenEvent) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        sign(a_juror(hq, juror), "K01", "85")
    desk, setup = a_desk(hq), read_setup(hq.file)
    tens = tuple(replace(one, scale=Scale(maximum=Decimal(10))) if one.category == "KAB" else one for one in setup.criteria)
    apply(desk, plan(desk, replace(setup, criteria=tens)))
    map_rubric(desk, "KAB", "skala baru")
    (category,) = tallies(hq.file, "KAB")
    assert not category.complete
    assert category.ranking == ()


@pytest.mark.parametrize("rules", ["criterion:0", "total:0", "criterion:0,total:0", "criterion mean:1,criterion:0,final:2"])
def test_a_sheet_is_sound_under_each_rule_that_the_category_ever_had(hq: OpenEvent, rules: str) -> None:
    """What is signed follows the rules of that day; new rules come after."""
    desk, setup = a_desk(hq), read_setup(hq.file)

    def under(roundings: str) -> None:
        categories = tuple(replace(one, roundings=Roundings.read(roundings)) for one in setup.categories)
        apply(desk, plan(desk, replace(setup, categories=categories)))

    under(rules)
    assert read_setup(hq.file).categories[0].roundings == Roundings.read(rules)
    sign(a_juror(hq), "U01", ["85.5", "80"])
    signed = Board.of(hq.file).record("J01", "U01")
    assert signed and signed.total != Fraction(in_full(hq, "U01", ["85.5", "80"]))
    under("final:1")
    sign(a_juror(hq, "J02"), "U01", ["85.5", "80"])
    board = Board.of(hq.file)
    assert board.cell("J01", "U01").state is board.cell("J02", "U01").state is CellState.SIGNED
    assert conflicts(hq.file) == []


def in_full(event: OpenEvent, candidate: str, points: list[str]) -> Fraction:
    """The total that nothing rounds."""
    board = Board.of(event.file)
    criteria = board.criteria[board.candidates[candidate].category]
    return sum((Fraction(c.weight) * Fraction(p) / 100 for c, p in zip(criteria, points, strict=True)), Fraction())


def test_a_total_that_no_rule_makes_is_not_sound(hq: OpenEvent) -> None:
    setup = read_setup(hq.file)
    categories = tuple(replace(one, roundings=Roundings.read("criterion:1,total:0,final:0")) for one in setup.categories)
    apply(a_desk(hq), plan(a_desk(hq), replace(setup, categories=categories)))
    signed_by_hand(hq, lambda value: {**value, "total": "86"})
    assert Board.of(hq.file).cell("J01", "K01").state is CellState.CONFLICT


def test_a_forged_sheet_comes_in_and_does_not_count_elsewhere_either(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "85")
    key = key_of(panel, "J01")
    carry(panel, hq, admit=True)
    (head,) = journal.heads_of(hq.file, ("sheet", "J01/K01"))
    panel.sign_as_device(b"")
    panel.close()
    value = points(REG="999", CAK="999")(dict(head.value or {}))
    forge(panel.path, "J01", "sheet", "J01/K02", value, sign=key, supersedes=(), sealed_by=panel)
    assert not merge(hq, [panel.path]).refused
    assert Board.of(hq.file).cell("J01", "K02").state is CellState.CONFLICT
    with open_event(panel.laptop, panel.path, PASSPHRASE) as again:
        assert Board.of(again.file).cell("J01", "K02").state is CellState.CONFLICT
