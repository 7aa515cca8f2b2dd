"""What is written reads back the same; the template explains itself and can be filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from juryapp.errors import Problems
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.criterion import Band, Criterion
from juryapp.model.event import LETTER_MARGINS, LETTER_SIZES, Event
from juryapp.model.juror import Juror, Role
from juryapp.model.points import Scale
from juryapp.model.rounding import Rounding, Roundings, Step
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore
from juryapp.text import resources, speaking
from juryapp.workbook.cells import lines
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import read_setup
from juryapp.workbook.template import write_template
from tests.workbook.books import a_book, read

# a colon at the beginning belongs to the label before it ("Nama kegiatan | : Paritrana"), and is no part of a value
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=30).map(
    lambda text: " ".join(lines(text).split()).lstrip(": ")
)
NAMES = TEXT.map(lambda text: text or "=SUM(A1)") | st.sampled_from(
    ["#REF!", "_x0041_", "007", "1,5", "+62", "TRUE", "2024-01-01"]
)
TEXTS = TEXT | st.sampled_from(["=1+1", "#N/A", "12", "25%"])
SCALES = st.sampled_from(
    [
        Scale(),
        Scale(Decimal(1), Decimal(10), Decimal("0.5")),
        Scale(Decimal(1), Decimal(7), Decimal(1), tuple(map(Decimal, (1, 2, 3, 5, 6, 7)))),
    ]
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def rubrics(draw: st.DrawFn, category: str) -> list[Criterion]:
    parts = draw(st.lists(st.integers(100, 2000), min_size=1, max_size=4))
    weights = [Decimal(part * 100 // sum(parts) or 1) + Decimal("0.25") for part in parts[1:]]
    weights.insert(0, 100 - sum(weights, Decimal(0)))
    return [
        Criterion(category, f"C{n}", draw(NAMES), weight, scale, draw(TEXTS), draw(bands(scale)))
        for n, weight in enumerate(weights)
        for scale in [draw(SCALES)]
    ]


@st.composite
def bands(draw: st.DrawFn, scale: Scale) -> tuple[Band, ...]:
    if draw(st.booleans()) or scale.step != 1:
        return ()
    middle = draw(st.sampled_from([Decimal(2), Decimal(5)]))
    return (Band(middle + 1, scale.maximum, draw(NAMES)), Band(scale.minimum, middle, draw(NAMES)))


RULES = st.tuples(
    st.sampled_from(Method),
    st.sampled_from(Trim),
    st.dictionaries(st.sampled_from(Step), st.integers(0, 6)).map(
        lambda found: Roundings.of(Rounding(step, places) for step, places in found.items())
    ),
).filter(lambda rules: not Category("", "", 1, *rules).rounds_means_it_lacks)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    categories = [
        Category(
            code, draw(NAMES), draw(st.integers(1, 9)), *draw(RULES), ("C0",),
            draw(st.sampled_from(NotAssessable)), draw(st.sampled_from(["", "P1"])),
        )
        for code in ["KAB", "1", "D-1"][: draw(st.integers(1, 3))]
    ]  # fmt: skip
    codes = [category.code for category in categories]
    candidates = [
        Candidate(number, draw(NAMES), draw(st.sampled_from(codes)), draw(TEXTS), draw(TEXTS), draw(TEXTS),
                  draw(st.dictionaries(st.sampled_from(["Fakta", "2024", "Luas (km²)"]), NAMES, max_size=3)))
        for number in ["K01", "2", "03"][: draw(st.integers(1, 3))]
    ]  # fmt: skip
    jurors = [Juror("J01", draw(NAMES), draw(TEXTS), draw(TEXTS), "197001011995031001", ("P1", "P2"), Role.CHAIR)]
    jurors += [Juror("02", draw(NAMES), role=draw(st.sampled_from([Role.MEMBER, Role.SECRETARY, Role.OBSERVER])), panels=("P1",))]
    day, stage = draw(DAYS), draw(NAMES)
    event = Event(
        draw(NAMES), "E-1", draw(TEXTS), day, day, draw(TEXTS), stage, draw(TEXTS), draw(TEXTS), draw(
            st.sampled_from(["Asia/Makassar", "Europe/Berlin"])), draw(st.sampled_from(["id", "en"])),
        tuple(draw(st.lists(NAMES, max_size=5))), draw(st.sampled_from([b"", b"\x89PNG\r\n\x1a\nx", b"\xff\xd8\xffx"])),
        minutes_number=draw(TEXTS), recapitulation_number=draw(TEXTS), letter_margin=draw(st.sampled_from(LETTER_MARGINS)),
        letter_size=draw(st.sampled_from(LETTER_SIZES)), juror_word=draw(st.sampled_from(["juri", "penilai"])),
        paper=draw(st.sampled_from(["A4", "F4"])), simulated=draw(st.booleans()),
    )  # fmt: skip
    slots = [
        Slot(
            candidate.number,
            day,
            time(9 + n, draw(st.integers(0, 59))),
            None,
            draw(st.sampled_from(["", "P1", "P2"])),
            draw(TEXTS),
        )
        for n, candidate in enumerate(candidates)
    ]
    stages = [Stage("Tahap portofolio lama", Decimal("40.5"), Decimal(50)), Stage(stage, Decimal("59.5"), None, own=True)]
    scores = [StageScore(candidates[0].number, "Tahap portofolio lama", Decimal("45.25"))]
    return Setup(
        event, tuple(categories), tuple(criterion for code in codes for criterion in draw(rubrics(code))), tuple(candidates),
        tuple(jurors), tuple(slots), tuple(stages), tuple(scores),
    )  # fmt: skip


@pytest.mark.thorough
@settings(max_examples=30, deadline=None)
@given(setups())
def test_what_is_written_reads_back_the_same(setup: Setup) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "setup.xlsx"
        write_setup(path, setup)
        assert read_setup(path) == setup


def test_writing_leaves_no_other_file_behind(tmp_path: Path) -> None:
    setup = read(tmp_path, a_book())
    write_setup(tmp_path / "out.xlsx", setup)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "setup.xlsx"]
    assert read_setup(tmp_path / "out.xlsx") == setup


@pytest.mark.parametrize(("language", "sheet"), [("id", "Kandidat"), ("en", "Candidates")])
def test_the_empty_template_says_what_it_needs(tmp_path: Path, language: str, sheet: str) -> None:
    write_template(tmp_path / "t.xlsx", language)
    with speaking("en"), pytest.raises(Problems) as problem:
        read_setup(tmp_path / "t.xlsx")
    sentences = problem.value.sentences()
    assert len(sentences) == 6
    assert any(sentence.startswith(f"{sheet}!A2: ") for sentence in sentences)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_filled_template_is_a_setup(tmp_path: Path, language: str) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, language)
    book = load_workbook(path)
    event, categories, criteria, candidates, jurors, schedule, stages, _help = book.worksheets
    event["B2"], event["B3"], event["B8"] = "Award", 24, "Wawancara"
    categories["A2"], categories["B2"] = 10, "Kategori"
    for column, value in zip("ABCDIJKL", ["*", "REG", "Regulasi", "100%", "a", "b", "c", "d"], strict=True):
        criteria[f"{column}2"] = value
    candidates["A2"], candidates["B2"], candidates["D2"] = 1, "Kandidat", 10
    jurors["A2"], jurors["B2"] = "J1", "Juri"
    schedule["A2"], schedule["B2"], schedule["D2"] = date(2024, 2, 19), time(9), 1
    stages["B1"], stages["B2"] = "Wawancara", 100
    book.save(path)
    setup = read_setup(path)
    assert (setup.event.code, setup.categories[0].code, setup.candidates[0].category) == ("24", "10", "10")
    assert (len(setup.criteria[0].bands), setup.slots[0].start, setup.stages[0].own) == (4, time(9), True)


@pytest.mark.parametrize(("language", "offered", "written"), [
    ("id", '"rata-rata kriteria:2,kriteria:2,jumlah:2,nilai akhir:2"', "rata-rata kriteria:2, nilai akhir:1"),
    ("en", '"criterion mean:2,criterion:2,total:2,final:2"', "criterion mean:2, final:1"),
])  # fmt: skip
def test_roundings_are_offered_but_lists_may_be_typed(tmp_path: Path, language: str, offered: str, written: str) -> None:
    setup = read(tmp_path, a_book())
    category = replace(setup.categories[0], roundings=Roundings.read("criterion mean:2,final:1"))
    event = replace(setup.event, language=language)
    write_setup(tmp_path / "out.xlsx", replace(setup, event=event, categories=(category, *setup.categories[1:])))
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[1]
    assert sheet["F2"].value == written
    (found,) = (one for one in sheet.data_validations.dataValidation if one.formula1 == offered)
    assert str(found.sqref) == "F2:F500" and not found.showErrorMessage


@pytest.mark.parametrize(("language", "name", "required", "choices"), [
    ("id", "Petunjuk", "Nama", '"ketua,anggota,sekretaris,pengamat"'),
    ("en", "Help", "Name", '"chair,member,secretary,observer"'),
])  # fmt: skip
def test_the_template_helps_to_fill_it_in(tmp_path: Path, language: str, name: str, required: str, choices: str) -> None:
    write_template(tmp_path / "t.xlsx", language)
    book = load_workbook(tmp_path / "t.xlsx")
    jurors = book.worksheets[4]
    assert (jurors["B1"].value, jurors["B1"].font.bold, jurors["C1"].font.bold) == (required, True, False)
    assert choices in [validation.formula1 for validation in jurors.data_validations.dataValidation]
    assert jurors.column_dimensions["E"].number_format == "@" and jurors.freeze_panes == "A2"
    assert book.worksheets[5].column_dimensions["A"].number_format == "dd/mm/yyyy"
    explained = {(row[0].value, row[1].value): row[3].value for row in book[name].iter_rows(min_row=2)}
    for sheet in book.worksheets[1:6]:
        for cell in sheet[1]:
            assert explained.get((sheet.title, cell.value)) or cell.value[0].isdigit()


def test_the_sample_event_is_sound_and_says_that_it_is_invented() -> None:
    setup = read_setup(resources() / "templates" / "sample-event.xlsx")
    assert setup.event.simulated and setup.event.award == "Paritrana Award (contoh)"
    assert [c.number for c in setup.candidates if c.category == "KAB"] == [f"K0{n}" for n in range(1, 8)]
    assert all(candidate.facts for candidate in setup.candidates if candidate.category == "KAB")
    assert (sum(juror.counts for juror in setup.jurors), len(setup.jurors)) == (6, 7)
    assert {slot.candidate for slot in setup.slots} == {candidate.number for candidate in setup.candidates}
    assert all(criterion.bands for criterion in setup.criteria)
