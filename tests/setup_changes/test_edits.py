"""What is typed into the tables of the set-up: as much of it as can be read is taken, what can't waits at its cell."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp.desk.setup_registers import registers_of
from juryapp.errors import Refused
from juryapp.model.candidate import Candidate
from juryapp.model.setup import Setup
from juryapp.setup_changes.edits import (
    Drafts,
    Settled,
    new_row,
    next_code,
    pasted,
    removed,
    settle,
    shown_rows,
    typed,
    with_code,
)
from juryapp.setup_changes.pasting import read_pasted
from juryapp.setup_changes.undoing import undone
from juryapp.text import resources, speaking
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE, SheetKind
from juryapp.workbook.reading import read_setup
from juryapp.workbook.typed import TABLES, headings_of, read_tables, texts_of
from tests.builders import a_candidate, a_juror_record, a_setup
from tests.ui.desks import a_setup_with_bands

MOST_CALLS = 50_000
"""Of a cell typed at 60 candidates: 35,000, and 79,000 where everything was read anew."""
JUROR = {"code": "J09", "name": "Prof. Contoh", "institution": "Universitas Contoh"}


def typing(setup: Setup, kind: SheetKind, row: str, **texts: str) -> Settled:
    drafts = typed(kind, setup, Drafts(), row, texts)
    return settle(setup, drafts)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "make", [a_setup, a_setup_with_bands, lambda: read_setup(resources() / "samples/paritrana-bali-2024.xlsx")]
)
def test_what_the_tables_show_reads_back_the_same(make: Callable[[], Setup], language: str) -> None:
    setup = make()
    with speaking(language):
        read = read_tables(setup, {kind.key: [*texts_of(kind, setup).values()] for kind in TABLES})
    assert not read.mistakes and registers_of(read.setup) == registers_of(setup)


def test_a_cell_of_a_large_event_reads_what_nobody_typed_once() -> None:
    """60 candidates and 12 jurors: counted in calls, which a busy machine makes no more of."""
    candidates = tuple(a_candidate(f"K{number:02d}", name=f"Kabupaten Contoh Nomor {number}") for number in range(1, 61))
    setup = replace(a_setup(), candidates=candidates, jurors=tuple(a_juror_record(f"J{n:02d}") for n in range(1, 13)), slots=())
    typing(setup, CANDIDATES, "K03", head="Bupati Contoh")
    calls = 0

    def counted(_frame: object, what: str, _arg: object) -> None:
        nonlocal calls
        calls += what in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        found = typing(setup, CANDIDATES, "K03", head="Bupati Lain")
    finally:
        sys.setprofile(before)
    assert found.setup.candidates[2].head == "Bupati Lain" and calls < MOST_CALLS


def test_a_juror_in_the_empty_row_is_added_and_the_rest_is_as_it_was() -> None:
    setup = a_setup()
    found = typing(setup, JURORS, new_row(JURORS, Drafts()), **JUROR)
    assert not found.mistakes and not found.waits.rows
    assert [one.code for one in found.setup.jurors][-1] == "J09"
    assert replace(found.setup, jurors=setup.jurors) == setup


def test_a_row_that_waits_stays_where_it_was_begun() -> None:
    """What is typed below it and stored doesn't jump over it, nor over what a restart brings back."""
    setup = a_setup()
    count = len(setup.jurors)
    begun = typed(JURORS, setup, Drafts(), "+1", {"code": "J91"})
    both = typed(JURORS, setup, begun, "+2", {"code": "J92", **{key: text for key, text in JUROR.items() if key != "code"}})
    assert [row.name for row in shown_rows(JURORS, setup, both)][count:] == ["+1", "+2"]
    found = settle(setup, both)
    assert [row.name for row in shown_rows(JURORS, found.setup, found.waits)][count:] == ["+1", "J92"]
    third = typed(JURORS, found.setup, found.waits, "+2", {"code": "J93"})
    assert [row.name for row in shown_rows(JURORS, found.setup, third)][count:] == ["+1", "J92", "+2"]
    rest = removed(JURORS, third, "+1")
    assert [row.name for row in shown_rows(JURORS, found.setup, rest)][count:] == ["J92", "+2"]


def test_a_row_that_is_begun_only_waits_without_a_mistake() -> None:
    found = typing(a_setup(), JURORS, "+1", code="J09")
    assert found.setup == a_setup() and not found.mistakes and found.lacking == {("jurors", "+1"): ("name",)}


def test_a_wrong_cell_waits_with_its_row_and_the_others_are_taken() -> None:
    setup = a_setup()
    lines = "\n".join(f"J{number}\tJuri {number}\t\tUniversitas\t{'abc' if number == 15 else ''}" for number in range(10, 22))
    found = settle(setup, pasted(JURORS, setup, Drafts(), (5, 0), lines))
    assert len(found.setup.jurors) == 16 and "J15" not in {one.code for one in found.setup.jurors}
    (mistake,) = found.mistakes
    assert (mistake.table, mistake.column, mistake.row) == ("jurors", "nip", 10)
    assert found.waits.rows == {("jurors", "+6")}


@pytest.mark.parametrize("column", [0, 1, 3])
@pytest.mark.parametrize(
    "lines",
    [
        "Kode\tNama\tInstansi\tKategori\nK09\tSatu\tKantor\tKAB",
        "No\tName\tLembaga\tCategory\nK09\tSatu\tKantor\tKAB",
        "No.\tNama\tNomor\t\tKategori:\tInstansi\n1\tSatu\tK09\tx\tKAB\tKantor",
    ],
)
def test_pasted_headings_say_which_columns_they_are_wherever_the_cursor_stands(column: int, lines: str) -> None:
    setup = a_setup()
    new = settle(setup, pasted(CANDIDATES, setup, Drafts(), (4, column), lines)).setup.candidates[-1]
    assert (new.number, new.name, new.institution, new.category) == ("K09", "Satu", "Kantor", "KAB")


def test_pasted_interviews_go_by_heading_in_any_order() -> None:
    setup = replace(a_setup(), slots=())
    drafts = pasted(SCHEDULE, setup, Drafts(), (0, 0), "Kandidat\tHari\tJam\nK01\t19/02/2024\t09.00\nK02\t19/02/2024\t10.00")
    assert [(one.candidate, one.start.hour) for one in settle(setup, drafts).setup.slots] == [("K01", 9), ("K02", 10)]


def test_pasted_headings_that_leave_a_doubt_are_refused_and_data_are_no_headings() -> None:
    setup = a_setup()
    with pytest.raises(Refused, match="Zodiak"):
        pasted(CANDIDATES, setup, Drafts(), (4, 0), "Nomor\tNama\tKategori\tZodiak\nK09\tSatu\tKAB\tLeo")
    with pytest.raises(Refused, match="Nama"):
        pasted(CANDIDATES, setup, Drafts(), (4, 0), "Nomor\tNama\tName\nK09\tSatu\tDua")
    columns = headings_of(CANDIDATES, setup)
    for text in ("no\nyes", "K09\tNama\tKantor\tKAB\nK10\tDua\tKantor\tKAB", "Nomor\tNama"):
        assert not read_pasted(CANDIDATES, columns, 0, text).by_heading, text


def test_candidates_that_are_pasted_without_codes_get_those_of_their_category() -> None:
    setup = a_setup()
    found = settle(setup, pasted(CANDIDATES, setup, Drafts(), (4, 1), "Satu\tKantor\tKAB\nDua\tKantor\tKAB"))
    assert [one.number for one in found.setup.candidates[-2:]] == ["K03", "K04"]


def test_a_heading_that_is_pasted_along_is_no_row() -> None:
    setup = a_setup()
    drafts = pasted(CANDIDATES, setup, Drafts(), (4, 0), "Nomor\tNama\tInstansi\tKategori\r\nK09\tSatu\tKantor\tKAB\r\n")
    assert [one.number for one in settle(setup, drafts).setup.candidates][-1] == "K09"


@pytest.mark.parametrize(
    ("text", "category"),
    [("kab", "KAB"), (" kabupaten  dan KOTA ", "KAB"), ("kota", "KAB"), ("Usaha", "USA"), ("dan", None), ("Desa", None)],
)
def test_a_name_means_its_code_where_it_is_one_alone(text: str, category: str | None) -> None:
    setup = a_setup()
    names = {"KAB": "Kabupaten dan Kota", "USA": "Badan Usaha dan Koperasi"}
    setup = replace(setup, categories=tuple(replace(one, name=names[one.code]) for one in setup.categories))
    found = settle(setup, pasted(CANDIDATES, setup, Drafts(), (4, 0), f"K09\tSatu\tKantor\t{text}"))
    assert [one.category for one in found.setup.candidates if one.number == "K09"] == ([category] if category else [])
    drafts = typed(CANDIDATES, setup, Drafts(), "K01", {"name": "Kota Contoh"})
    assert drafts.cells == {("candidates", "K01", "name"): "Kota Contoh"}, "only where a code belongs"
    slot = typed(SCHEDULE, setup, drafts, "+1", {"candidate": "kota contoh"})
    assert slot.cells["schedule", "+1", "candidate"] == "K01", "by what is typed and not stored as well"


def test_weights_wait_together_until_they_sum_to_the_whole() -> None:
    setup = a_setup()
    drafts = typed(CRITERIA, setup, Drafts(), "KAB/REG", {"weight": "50"})
    first = settle(setup, drafts)
    assert first.setup == setup and len(first.mistakes) == 1 and first.mistakes[0].column == "weight"
    second = settle(setup, typed(CRITERIA, setup, drafts, "KAB/CAK", {"weight": "50%"}))
    assert not second.mistakes and [one.weight for one in second.setup.criteria[:2]] == [Decimal(50), Decimal(50)]


def test_what_is_typed_elsewhere_goes_on_while_weights_wait() -> None:
    setup = a_setup()
    drafts = typed(CRITERIA, setup, Drafts(), "KAB/REG", {"weight": "50"})
    found = settle(setup, typed(JURORS, setup, drafts, "+1", JUROR))
    assert [one.code for one in found.setup.jurors][-1] == "J09" and found.waits.rows == {("criteria", "KAB/REG")}


def test_a_criterion_that_is_no_more_leaves_its_weight_to_another() -> None:
    setup = a_setup()
    drafts = removed(CRITERIA, typed(CRITERIA, setup, Drafts(), "KAB/REG", {"weight": "100"}), "KAB/CAK")
    assert [one.code for one in settle(setup, drafts).setup.criteria if one.category == "KAB"] == ["REG"]


def test_a_code_of_the_event_stays_and_nobody_of_it_is_deleted() -> None:
    with pytest.raises(Refused):
        typed(JURORS, a_setup(), Drafts(), "J01", {"code": "J77"})
    with pytest.raises(Refused):
        removed(JURORS, Drafts(), "J01")


def test_a_candidate_waits_until_its_category_has_criteria() -> None:
    setup = a_setup()
    drafts = typed(CATEGORIES, setup, Drafts(), "+1", {"code": "DES", "name": "Desa"})
    drafts = typed(CANDIDATES, setup, drafts, "+1", {"number": "D01", "name": "Desa Contoh", "category": "DES"})
    first = settle(setup, drafts)
    assert [one.code for one in first.setup.categories][-1] == "DES" and len(first.setup.candidates) == 4
    assert [one.column for one in first.mistakes] == ["category"]
    drafts = typed(CRITERIA, setup, drafts, "+1", {"category": "DES", "code": "APB", "name": "APBDes", "weight": "100"})
    assert len(settle(setup, drafts).setup.candidates) == 5


def test_an_empty_event_is_typed_from_nothing() -> None:
    empty = Setup(a_setup().event, (), (), (), ())
    drafts = typed(CANDIDATES, empty, Drafts(), "+1", {"number": "K01", "name": "Satu", "category": "KAB"})
    assert settle(empty, drafts).mistakes
    assert [one.code for one in settle(empty, typed(JURORS, empty, Drafts(), "+1", JUROR)).setup.jurors] == ["J09"]
    late = typed(SCHEDULE, empty, Drafts(), "+1", {"day": "19/02/2024", "start": "09.00", "candidate": "K01"})
    assert settle(empty, late).mistakes, "a row that nobody takes is told"


def test_the_next_code_is_free_and_follows_the_last() -> None:
    assert next_code(JURORS, a_setup(), Drafts()) == "J06"
    assert next_code(JURORS, a_setup(), typed(JURORS, a_setup(), Drafts(), "+1", {"code": "J06"})) == "J07"
    assert next_code(CANDIDATES, Setup(a_setup().event, (), (), (), ()), Drafts()) == "K01"
    assert next_code(CATEGORIES, a_setup(), Drafts()) == ""


def test_a_late_candidates_code_is_of_its_categorys_series() -> None:
    known = a_setup()
    villages = [Candidate(f"D0{place}", f"Desa {place}", category="DES") for place in (1, 2)]
    category = replace(known.categories[0], code="DES", name="Desa")
    both = replace(known, categories=(*known.categories, category), candidates=(*known.candidates, *villages))
    first = with_code(CANDIDATES, both, Drafts(), "+1", {"name": "Bangli"})
    own = next_code(CANDIDATES, known, Drafts(), "KAB")
    assert first["number"] == "D03" and next_code(CANDIDATES, both, Drafts(), "KAB") == own != "D03"
    drafts = typed(CANDIDATES, both, Drafts(), "+1", first)
    for said in ("KAB", known.categories[0].name):
        assert with_code(CANDIDATES, both, drafts, "+1", {"category": said}) == {"number": own, "category": said}
    by_hand = typed(CANDIDATES, both, drafts, "+1", {"number": "X7"})
    assert "number" not in with_code(CANDIDATES, both, by_hand, "+1", {"category": "KAB"}), "what somebody typed stays"


def test_undoing_leaves_what_others_changed_since() -> None:
    setup = a_setup()
    after = typing(setup, JURORS, "J02", name="Juri Lain", institution="Kantor Lain").setup
    theirs = replace(after, jurors=tuple(replace(j, name="Nama Mereka") if j.code == "J02" else j for j in after.jurors))
    found = undone(theirs, setup, after).setup.jurors[1]
    assert (found.name, found.institution) == ("Nama Mereka", setup.jurors[1].institution)


CELLS = st.sampled_from(["A", "B 1", "25", "50", "100", "KAB", "USA", "J07", "K07", "09.30", "19/02/2024", "", "ketua", "x\ty"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.integers(0, 6), st.integers(0, 5), st.lists(CELLS, min_size=1, max_size=4)),
        max_size=8,
    )
)
def test_any_edits_undone_one_by_one_end_in_the_set_up_they_began_with(
    edits: list[tuple[SheetKind, int, int, list[str]]],
) -> None:
    start = now = a_setup()
    done: list[tuple[Setup, Setup]] = []
    drafts = Drafts()
    for kind, row, column, cells in edits:
        try:
            drafts = pasted(kind, now, drafts, (min(row, len(shown_rows(kind, now, drafts))), column), "\t".join(cells))
        except Refused:
            continue
        found = settle(now, drafts)
        drafts = found.waits
        if registers_of(found.setup) != registers_of(now):
            done.append((now, found.setup))
            now = found.setup
    for before, after in reversed(done):
        now = undone(now, before, after).setup
    has_criteria = {one.category for one in start.criteria}
    kept = replace(now, criteria=tuple(one for one in now.criteria if one.category in has_criteria))
    assert registers_of(kept) == registers_of(start)
