"""Whatever stands in a workbook's cells, it is a Setup or a list of sentences."""

from __future__ import annotations

import copy
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp.errors import Problems
from juryapp.model.setup import Setup
from tests.workbook.books import a_book, read, write_csv, write_ods, write_xlsx

PLACES = [
    (name, row, column) for name, rows in a_book().items() for row, cells in enumerate(rows) for column in range(len(cells))
]
VALUES = (
    st.none()
    | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
    | st.floats(-1e6, 1e20)
    | st.integers(-100, 10**18)
    | st.booleans()
    | st.dates(date(1901, 1, 1), date(9999, 1, 1))
    | st.times()
    | st.datetimes(datetime(1901, 1, 1), datetime(9999, 1, 1))
    | st.sampled_from(
        ["*", "KAB", "K01", "25%", "0,5", "1;2;3", "90-100", "#REF!", "Kode", "{at}", "{", "%", "-", "J01,J02", time(9)]
    )
)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(PLACES), VALUES, min_size=1, max_size=25), st.sampled_from([write_xlsx, write_ods, write_csv])
)
def test_any_content_is_a_setup_or_sentences(changes, write) -> None:  # type: ignore[no-untyped-def]
    book = copy.deepcopy(a_book())
    for (name, row, column), value in changes.items():
        book[name][row][column] = value
    with TemporaryDirectory() as folder:
        try:
            assert isinstance(read(Path(folder), book, write), Setup)
        except Problems as problems:
            assert all("!" in sentence.partition(": ")[0] for sentence in problems.sentences())
