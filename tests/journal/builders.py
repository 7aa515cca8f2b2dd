"""Builders of entries, with defaults."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from juryapp.journal.entry import Act, Entry, write_entry

EVENT = "e" * 32
DEVICE = "d" * 32
AT = "2024-02-19T09:00:00+08:00"


def an_id(text: str) -> str:
    """A made-up entry's id."""
    return hashlib.sha256(text.encode()).hexdigest()


def an_entry(
    subject: str = "score", key: str = "J01/K01/REG", value: Any = "85", supersedes: Sequence[Entry | str] = (), **changes: Any
) -> Entry:
    """J01's first entry of device d...; a text as value means these points of a score."""
    if isinstance(value, str):
        value = {"points": value}
    number = changes.pop("number", 1)
    place: dict[str, Any] = {"event": EVENT, "device": DEVICE, "number": number, "at": AT}
    place["parent"] = None if number == 1 else an_id("parent")
    act = Act(
        changes.pop("actor", "J01"), subject, key, value, rubric=changes.pop("rubric", None), sign=changes.pop("sign", None)
    )
    olds = tuple(old if isinstance(old, str) else old.id for old in supersedes)
    return write_entry(act, **{**place, **changes}, supersedes=olds)


def a_signed_sheet(revision: int = 1, points: str = "85", supersedes: Sequence[Entry | str] = (), **changes: Any) -> Entry:
    """A juror's signing of the sheet J01/K01."""
    value = {
        "state": "signed",
        "revision": revision,
        "scores": {"REG": {"points": points}},
        "rubric": "r",
        "total": points,
        "entries": [an_id("score")],
        "json": an_id("json"),
        "pdf": changes.pop("pdf", an_id("pdf")),
    }
    return an_entry("sheet", "J01/K01", value, supersedes, **changes)


def a_reopening(revision: int = 1, supersedes: Sequence[Entry | str] = (), **changes: Any) -> Entry:
    """The desk's reopening of the sheet J01/K01."""
    value = {"state": "reopened", "revision": revision, "reason": "salah ketik", "pdf": an_id("pdf")}
    return an_entry("sheet", "J01/K01", value, supersedes, **{"actor": "desk", **changes})
