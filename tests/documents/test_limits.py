"""Data that was made to take hours to draw is refused unread; what a jury can write is drawn."""

import json
from typing import Any

import pytest

from juryapp.canonical_json import canonical
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import FileProblem
from tests.documents.builders import a_sheet


def changed(**changes: Any) -> bytes:
    return canonical({**json.loads(a_sheet()), **changes})


def criteria(count: int, **changes: Any) -> list[dict[str, Any]]:
    first = json.loads(a_sheet())["criteria"][0]
    return [{**first, "code": f"C{number}", **changes} for number in range(count)]


def test_the_longest_that_a_jury_can_write_is_read() -> None:
    assert read_sheet(changed(criteria=criteria(50, name="n" * 200, guidance="g" * 1000, remark="r" * 2000)))


@pytest.mark.parametrize(
    "changes",
    [
        {"criteria": criteria(1, name="k " * 5_001)},
        {"criteria": criteria(60, remark="k " * 2_000)},
        {"criteria": criteria(201)},
        {"criteria": criteria(1, remark="k\n" * 2_001)},
        {"panel": "W" * 10_001},
        {"event": {**json.loads(a_sheet())["event"], "letterhead": ["k"] * 41}},
        {"event": {**json.loads(a_sheet())["event"], "logo": "QUJD" * 500_000}},
    ],
)
def test_what_no_jury_can_have_written_is_refused(changes: Any) -> None:
    with pytest.raises(FileProblem):
        read_sheet(changed(**changes))
