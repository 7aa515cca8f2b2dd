from __future__ import annotations

import re
from datetime import date

from tests.docs.speed import COLUMNS, DATA, DRAWING, UNITS, drawing, figures, newest, table

HEAD = ",".join(COLUMNS)
OLD = "2026-11-20,two cores,a score,a bare commit,ratio,1.0,2.0,3.0,2,nearly"
NEW = "2026-12-01,two cores,a score,a bare commit,ratio,1.0,1.5,2.0,2,yes"


def test_the_drawing_is_made_of_the_data() -> None:
    assert DRAWING.read_text(encoding="utf-8") == drawing(), "docs/speed.svg is behind docs/speed.csv: run make docs"


def test_every_row_says_when_on_what_and_how_much() -> None:
    assert DATA.read_text(encoding="utf-8").split("\n", 1)[0] == HEAD
    for one in figures():
        assert date.fromisoformat(one.date) and one.machine and one.row and one.unit in UNITS
        assert all(re.fullmatch(r"\d+(\.\d+)?", said) for said in (one.median, one.min or "0", one.max or "0", one.aim or "0"))


def test_the_least_is_not_above_the_median_nor_the_median_above_the_most() -> None:
    assert [one for one in figures() if not float(one.min or 0) <= float(one.median) <= float(one.max or "inf")] == []


def test_no_row_was_measured_twice_on_one_day() -> None:
    keys = [(one.date, one.row, one.against) for one in figures()]
    assert len(keys) == len(set(keys))


def test_a_newer_measurement_takes_the_place_of_the_older_one() -> None:
    assert [one.median for one in newest(figures("\n".join([HEAD, NEW, OLD])))] == ["1.5"]
    assert drawing("\n".join([HEAD, OLD, NEW])) == drawing("\n".join([HEAD, NEW]))


def test_other_data_draw_another_picture() -> None:
    assert drawing("\n".join([HEAD, OLD])) != drawing("\n".join([HEAD, NEW]))


def test_the_table_shows_every_row() -> None:
    assert all(one.row in table() for one in figures())
