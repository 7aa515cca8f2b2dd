"""For any two workbooks, as files: each difference of the resulting set-up was named before it was done."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from juryapp.errors import Problems
from juryapp.event.open_event import OpenEvent
from juryapp.model.setup import Setup
from juryapp.store.setup import read_setup
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import read_workbook
from tests.builders import light_passphrases
from tests.desk.test_update_property import begun, do_and_compare, setups

FEW = 10
"""Pairs of workbooks that are tried here; `test_update_property.py` tries more of what they say."""


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> OpenEvent:
    with light_passphrases():
        return begun(tmp_path_factory.mktemp("workbooks"))


def through_a_file(setup: Setup, changes: dict[str, str]) -> Setup | None:
    """What reading says of the set-up as a spreadsheet program stores it, with some cells typed anew; None if it is refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "setup.xlsx"
        write_setup(path, setup)
        made = load_workbook(path)
        for sheet, text in changes.items():
            made[sheet]["B2"] = text
        made.save(path)
        try:
            return read_workbook(path).setup
        except Problems:
            return None


CELLS = st.dictionaries(
    st.sampled_from(("Kategori", "Kandidat", "Juri")), st.sampled_from(("Nama Baru", "Desa Kutuh", "7,5")), max_size=2
)


@settings(max_examples=FEW, deadline=None)
@given(st.lists(st.tuples(setups(), CELLS), min_size=2, max_size=2), st.booleans())
def test_each_difference_of_two_workbooks_was_named_before_it_was_done(
    event: OpenEvent, pair: list[tuple[Setup, dict[str, str]]], keep: bool
) -> None:
    for setup, changes in pair:
        read = through_a_file(setup, changes)
        if read is not None:
            do_and_compare(event, read, keep=keep)


def test_what_the_exporter_writes_reads_back_the_same_and_changes_nothing(tmp_path: Path) -> None:
    event = begun(tmp_path)  # its own: what is updated again and again keeps the hours of lists before, which may meet
    standing = read_setup(event.file)
    read = through_a_file(standing, {})
    assert read is not None and do_and_compare(event, read, keep=False)
    assert read_setup(event.file) == standing
