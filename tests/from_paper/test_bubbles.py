"""Circles on a scanned form are read as they were filled in, or asked back; nothing is ever guessed."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from juryapp.documents.blank_form import render
from juryapp.documents.bubbles import FormCode, bubble_rows, points_of
from juryapp.documents.qr import read_codes
from juryapp.errors import Problem
from juryapp.from_paper.bubble_reading import ReadForm, joined, read_form
from juryapp.model.criterion import Criterion
from juryapp.model.points import Scale
from tests.documents.builders import NOW, a_criterion, an_event, facts
from tests.filled_forms import FilledForm, places
from tests.scanning import as_jpeg, printed, scanned

CRITERIA = tuple(facts().criteria)


def read(page: Image.Image, text: str, rnd: random.Random, upside_down: bool | None = None) -> ReadForm:
    scan = Image.open(BytesIO(as_jpeg(scanned(page, rnd, upside_down=upside_down))))
    return read_form(scan, text, CRITERIA)


def a_form(rnd: random.Random) -> FilledForm:
    return FilledForm(render(facts(), NOW), CRITERIA, rnd)


def test_what_is_filled_in_is_read_any_way_up() -> None:
    rnd = random.Random(4)
    form = a_form(rnd)
    for upside_down in (False, True):
        points = {one.code: str(rnd.randint(0, 100)) for one in CRITERIA}
        found = read(form.fill(points), form.text, rnd, upside_down)
        assert found.typed == points and not found.to_ask and found.picture


def test_what_is_empty_twice_or_half_marked_is_asked_back() -> None:
    rnd = random.Random(5)
    form = a_form(rnd)
    twice = form.fill({one.code: "85" for one in CRITERIA})
    form.page = twice
    found = read(form.fill({CRITERIA[0].code: "74"}), form.text, rnd)
    assert found.to_ask == [CRITERIA[0].code]
    nothing = read(a_form(rnd).page, form.text, rnd)
    assert nothing.to_ask == [one.code for one in CRITERIA] and all(one.empty for one in nothing.fields)


def test_a_field_that_is_left_out_is_asked_back_and_the_others_are_read() -> None:
    rnd = random.Random(6)
    form = a_form(rnd)
    found = read(form.fill({one.code: "85" for one in CRITERIA[1:]}), form.text, rnd)
    assert found.to_ask == [CRITERIA[0].code] and len(found.typed) == len(CRITERIA) - 1


def test_a_form_of_other_criteria_is_not_read() -> None:
    rnd = random.Random(7)
    form = a_form(rnd)
    scan = Image.open(BytesIO(as_jpeg(scanned(form.page, rnd))))
    assert not read_form(scan, form.text, CRITERIA[1:]).fits
    other = (a_criterion(CRITERIA[0].code, scale=Scale(maximum=Decimal(10))), *CRITERIA[1:])
    assert not read_form(scan, form.text, other).fits


@pytest.mark.parametrize("rest", ["", "A/B/C/0/1", "A/B/C/0/x.y.z", "A/B/C/0/9.9.9.9", "A/B/0/200.1000.100"])
def test_a_code_that_is_no_forms_is_refused(rest: str) -> None:
    with pytest.raises(Problem):
        FormCode.read(f"JURYCELL2:{rest}")


@given(st.sampled_from(["1", "0.5", "0.25", "5", "10"]), st.sampled_from([5, 7, 10, 20, 100]), st.integers(0, 400))
def test_every_point_of_a_scale_has_its_circles(step: str, maximum: int, number: int) -> None:
    scale = Scale(maximum=Decimal(maximum), step=Decimal(step))
    points = min(Decimal(step) * number, scale.maximum - scale.maximum % scale.step)
    criterion = Criterion("KAB", "REG", "Regulasi", Decimal(100), scale)
    rows = bubble_rows(scale)
    filled = places(criterion, points)
    marks = [next(place for row, place in filled if row == number) for number in range(len(rows))]
    assert rows and points_of(rows, marks, half=len(filled) > len(rows)) == points


def test_a_scale_with_too_many_points_has_no_circles() -> None:
    assert bubble_rows(Scale(maximum=Decimal(1000))) == () and bubble_rows(Scale(minimum=Decimal(-50))) == ()


NINE = tuple(a_criterion(f"C{n}", name=f"Kriteria {n}", guidance="Lihat peraturannya. " * 2) for n in range(1, 10))


def test_each_page_of_a_long_form_is_read_by_its_own_code_and_all_of_them_are_one_form() -> None:
    rnd = random.Random(8)
    pdf = render(facts(criteria=NINE, scores=dict.fromkeys((one.code for one in NINE), facts().scores["REG"])), NOW)
    pages = [FilledForm(pdf, NINE, rnd, page) for page in (1, 2)]
    points = {one.code: str(rnd.randint(0, 100)) for one in NINE}
    first, second = (read_form(Image.open(BytesIO(as_jpeg(scanned(one.fill(points), rnd)))), one.text, NINE) for one in pages)
    assert first.typed and second.typed and {**first.typed, **second.typed} == points
    assert set(first.elsewhere) == set(second.typed) and set(second.elsewhere) == set(first.typed)
    whole = joined([second, first])
    assert whole.typed == points and not whole.to_ask
    heights = [Image.open(BytesIO(one.picture)).height for one in (first, second, whole)]
    assert heights[2] == heights[0] + heights[1]
    twice = joined([first, replace(first, fields=tuple(replace(one, points="1") for one in first.fields)), second])
    assert twice.typed == second.typed and set(twice.to_ask) == set(first.typed) and not twice.elsewhere


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 9, 14])
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_every_circle_of_a_form_stands_on_a_page_whose_code_tells_it_and_no_page_is_without(count: int, paper: str) -> None:
    award = "Penghargaan “Paritrana” Provinsi Bali bagi Pemerintah Kabupaten/Kota, Desa, dan Badan Usaha dalam Pelindungan"
    criteria = tuple(a_criterion(f"C{n}", name=f"Regulasi pelindungan tenaga kerja {n}") for n in range(count))
    scores = dict.fromkeys((one.code for one in criteria), facts().scores["REG"])
    event = an_event(award=award, paper=paper, language="en")
    pages = printed(render(facts(event=event, criteria=criteria, scores=scores), NOW))
    codes = [FormCode.read(text) for page in pages for text in read_codes(page.convert("L"))]
    assert len(codes) == len(pages) and (len(pages) == 1 or count > 5)
    assert all(any(above is not None for above in code.above) for code in codes)
    assert [sum(code.above[place] is not None for code in codes) for place in range(count)] == [1] * count
