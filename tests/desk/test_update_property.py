"""For any two set-ups: each difference that a workbook makes was named before it was done, and nobody's scores change hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp.board.cells import Board
from juryapp.board.field_names import shown, whole
from juryapp.desk.setup_registers import registers_of
from juryapp.errors import Problems
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Register, Value
from juryapp.journal.records import FIELDWISE
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category, Method, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror, Role
from juryapp.model.likeness import words_of
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore
from juryapp.setup_changes.update import apply, plan
from juryapp.store import journal
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from tests.builders import a_desk, a_juror, a_setup, an_event, light_passphrases, score_all, sign

NAMES = ("Desa Kutuh", "Desa Adat Kutuh", "Desa Punggul", "Desa Pungul", "Kota Denpasar", "PT Bank Contoh", "CV Bank Contoh Jaya")
PEOPLE = ("Made Ari", "Dr. Made Ari", "Ni Luh Sari", "Ketut Budi", "Ketut Budhi", "Sekretaris Daerah")
CODES = ("K01", "K02", "K03", "K04", "K05")


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """The usual two categories with everything else drawn: who, where, by which rules."""
    numbers = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    candidates = tuple(
        Candidate(
            number,
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(("KAB", "USA"))),
            draw(st.sampled_from(("", "Kabupaten Badung", "Kabupaten Bangli"))),
            draw(st.sampled_from(("", "Kepala"))),
            "",
            draw(st.sampled_from(({}, {"Cakupan": "61,5%"}, {"Cakupan": "50%", "Perda": "3"}))),
        )
        for number in numbers
    )
    jurors = tuple(
        Juror(
            code,
            draw(st.sampled_from(PEOPLE)),
            draw(st.sampled_from(("", "Sekda"))),
            draw(st.sampled_from(("", "Universitas"))),
            "",
            draw(st.sampled_from(((), ("P1",), ("P1", "P2")))),
            draw(st.sampled_from((Role.MEMBER, Role.SECRETARY, Role.OBSERVER))),
        )
        for code in draw(st.lists(st.sampled_from(("J01", "J02", "J03")), min_size=1, unique=True))
    )
    categories = tuple(
        Category(
            code,
            draw(st.sampled_from((f"Kategori {code}", f"Kategorie {code}"))),
            draw(st.integers(1, 4)),
            draw(st.sampled_from((Method.MEAN, Method.MEDIAN))),
            draw(st.sampled_from(Trim)),
            draw(st.sampled_from((Roundings(), Roundings.read("total:2")))),
            draw(st.sampled_from(((), ("REG",)))),
            panel=draw(st.sampled_from(("", "P1"))),
        )
        for code in ("KAB", "USA")
    )
    slots = tuple(
        Slot(one.number, date(2024, 2, 19), time(draw(st.integers(8, 15))), None, draw(st.sampled_from(("", "P1"))), "R1")
        for one in candidates
        if draw(st.booleans())
    )
    stages = draw(st.sampled_from(((), (Stage("Berkas", Decimal(40)), Stage("Wawancara", Decimal(60), None, own=True)))))
    scores = tuple(StageScore(one.number, "Berkas", Decimal(draw(st.integers(0, 100)))) for one in candidates if stages)
    criteria = tuple(one for code in ("KAB", "USA") for one in draw(rubrics(code)))
    return a_setup(
        event={"venue": draw(st.sampled_from(("", "Hotel")))}, categories=categories, criteria=criteria, candidates=candidates,
        jurors=jurors, slots=slots, stages=stages, stage_scores=scores,
    )  # fmt: skip


@st.composite
def rubrics(draw: st.DrawFn, category: str) -> list[Criterion]:
    weight = draw(st.sampled_from((60, 50)))
    scale = draw(st.sampled_from((Scale(), Scale(maximum=Decimal(10)))))
    guidance = draw(st.sampled_from(("", "Lihat peraturannya")))
    first = Criterion(category, "REG", draw(st.sampled_from(("Regulasi", "Peraturan"))), Decimal(weight), scale, guidance)
    rest = [Criterion(category, draw(st.sampled_from(("CAK", "INO"))), "Cakupan", Decimal(100 - weight), scale)]
    return [first, *rest] if draw(st.booleans()) else [*rest, first]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> OpenEvent:
    """Some candidates have a signed sheet, some a draft, some nothing; so have the jurors. It goes from set-up to set-up."""
    with light_passphrases():
        return begun(tmp_path_factory.mktemp("any"))


def begun(folder: Path) -> OpenEvent:
    usual = a_setup()
    named = tuple(Candidate(code, name, "KAB") for code, name in zip(CODES, NAMES[::2] + NAMES[1:2], strict=True))
    jurors = tuple(Juror(code, name) for code, name in zip(("J01", "J02", "J03"), PEOPLE[::2], strict=True))
    event = an_event(folder, replace(usual, candidates=named, jurors=jurors, slots=()), ["J01"])
    sign(a_juror(event), "K01", "80")
    score_all(a_juror(event, "J02"), "K02", "70")
    return event


def says(sentences: list[str], register: Register, value: Value) -> bool:
    """True if some sentence names what changes and what it becomes."""
    subject, key = register
    code, _slash, field = key.partition("/")
    if subject == "rubric":
        return any(code in one for one in sentences)
    if subject in FIELDWISE:
        text = shown(field, value)
        return any(text in one and (code in one or subject == "event") for one in sentences)
    if value is None:
        return any(key in one for one in sentences)
    return any(key.split("/")[0] in one and whole(subject, value) in one for one in sentences)


@settings(max_examples=60, deadline=None)
@given(setups(), st.booleans())
def test_each_difference_was_named_before_it_was_done(event: OpenEvent, setup: Setup, keep: bool) -> None:
    do_and_compare(event, setup, keep=keep)


def do_and_compare(event: OpenEvent, setup: Setup, *, keep: bool) -> bool:
    """Plans and does it, and checks that each difference was named and nobody's scores changed hands. False if it is refused."""
    with speaking("en"):
        desk = a_desk(event)
        before, count = read_setup(event.file), journal.count(event.file)
        had = {number: {score.points for _c, score in one.items()} for number, one in _points(event).items()}
        told = plan(desk, setup, keep=keep)
        try:
            apply(desk, told, [one.key for one in told.corrections])
        except Problems:
            assert told.refused and journal.count(event.file) == count and read_setup(event.file) == before
            return False
        after = read_setup(event.file)
        old, new = registers_of(before), registers_of(after)
        sentences = list(told.lines)
        for register in {*old, *new}:
            if old.get(register) != new.get(register) and not register[1].endswith("/position"):
                assert register in {one for each in told.told for one in each.registers}
                assert says(sentences, register, new.get(register)), (register, new.get(register), sentences)
        _same_order_or_told(before, after, sentences)
        # whoever had anything is still called so, or by a name that was confirmed
        confirmed = {one.code: one.name for one in told.corrections if one.subject == "candidate"}
        names = {one.number: one.name for one in after.candidates}
        for one in before.candidates:
            if one.number in had:
                assert words_of(names[one.number]) == words_of(one.name) or confirmed[one.number] == names[one.number]
        assert {number: {score.points for _c, score in one.items()} for number, one in _points(event).items()} == had
    return True


def _points(event: OpenEvent) -> dict[str, dict[tuple[str, str], object]]:
    found: dict[str, dict[tuple[str, str], object]] = {}
    for (juror, number), drafts in Board.of(event.file).drafts.items():
        found.setdefault(number, {}).update({(juror, code): draft.score for code, draft in drafts.items()})
    return found


def _same_order_or_told(before: Setup, after: Setup, sentences: list[str]) -> None:
    for old, new, what in (
        ([one.number for one in before.candidates], [one.number for one in after.candidates], "candidates"),
        ([one.code for one in before.jurors], [one.code for one in after.jurors], "jurors"),
    ):
        both = [code for code in old if code in new]
        if both != [code for code in new if code in old]:
            assert any(f"order of the {what}" in one for one in sentences)
