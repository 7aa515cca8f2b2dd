"""Every change of the table of changes (tests/workbook/test_table_of_changes.py), where the suite tries some of them."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path

from juryapp.workbook.reading import read_workbook
from tests.workbook.changes import full_book, silence, write_logo
from tests.workbook.drawn import drawn
from tests.workbook.test_table_of_changes import KINDS, TITLES, WRITERS


def silences(most: int) -> tuple[int, list[str]]:
    """How many changes were tried, at most so many of each ending, and what was passed over in silence."""
    tried, found = 0, []
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as name:
        folder = Path(name)
        write_logo(folder)
        for ending, write in WRITERS.items():
            usual = read_workbook(write(folder, drawn(full_book())))
            for change in islice((one for title in TITLES for changes in KINDS.values() for one in changes(title, ending)), most):
                tried += 1
                told = silence(read_workbook, write, folder, change, usual)
                found += [f"{ending}: {told}"] if told else []
    return tried, found
