"""Which attachments an entry names."""

from __future__ import annotations

from typing import Any

import pytest

from juryapp.journal.named_attachments import NAMING, named_attachments
from tests.journal.builders import an_entry

ONE, TWO = "1" * 64, "2" * 64


@pytest.mark.parametrize(
    ("subject", "key", "value", "names"),
    [
        ("note", "J01/K01/private", {"text": ONE}, (ONE,)),
        ("note", "J01/K01/private", None, ()),
        ("note", "J01/K01/private", {"text": "plain"}, ()),
        ("certificate", "J01", {"certificate": "x", "ink": ONE}, (ONE,)),
        ("certificate", "J01", {"certificate": "x", "ink": ""}, ()),
        ("event", "event/logo", {"value": ONE}, (ONE,)),
        ("event", "event/award", {"value": ONE}, ()),
        ("sheet", "J01/K01", {"state": "signed", "json": ONE, "pdf": TWO}, (ONE, TWO)),
        ("sheet", "J01/K01", {"state": "reopened", "pdf": TWO}, (TWO,)),
        ("sheet", "J01/K01", {"json": 1, "pdf": [TWO]}, ()),
        ("erasure", "J01/K01/private", {"texts": [ONE]}, ()),
        ("paper", "K01/" + "1" * 16, {"content": ONE}, (ONE,)),
        ("paper", "K01/" + "1" * 16, None, ()),
        ("score", "J01/K01/REG", {"points": ONE}, ()),
    ],
)
def test_an_entry_names(subject: str, key: str, value: Any, names: tuple[str, ...]) -> None:
    entry = an_entry(subject=subject, key=key, value=value)
    assert named_attachments(entry) == names
    assert not names or entry.subject in NAMING
