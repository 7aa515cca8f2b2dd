"""A sheet as it stood at a moment: what was written by then, in place of what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.board.sheet_then import sheet_then
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.store import journal
from juryapp.text import local
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, score_all, sign


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as made:
        yield made


def points(event: OpenEvent, when: str) -> list[str]:
    at = local(when)
    assert at
    found = sheet_then(event.file, "J01", "K01", at)
    return [str((entry.value or {}).get("points", entry.subject)) for entry in found]


def test_each_moment_has_the_points_that_stood_then(event: OpenEvent) -> None:
    desk = a_juror(event)
    for given in ("70", "75"):
        desk.record_score("K01", "REG", given)
    first, second = (entry.at for entry in written(event, "score"))
    desk.record_score("K02", "REG", "50")
    assert points(event, first) in (["70"], ["75"])  # both in one second: then the later stands
    assert points(event, second) == ["75"]
    before = local(first)
    assert before and sheet_then(event.file, "J01", "K01", before - timedelta(seconds=1)) == []


def test_a_sheet_that_was_opened_again_was_signed_before(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    signed = written(event, "sheet")[-1]
    a_desk(event).reopen("J01", "K01", "Salah ketik")
    reopened = written(event, "sheet")[-1]
    at = local(reopened.at)
    assert at
    [now] = [entry for entry in sheet_then(event.file, "J01", "K01", at) if entry.subject == "sheet"]
    assert now.id == reopened.id and reopened.supersedes == (signed.id,)


def test_what_two_laptops_wrote_apart_stands_side_by_side(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq, a_prepared(hq, "room", ["J01"]) as room:
        score_all(a_juror(hq), "K01", "60")
        score_all(a_juror(room), "K01", "90")
        carry(room, hq, admit=True)
        last = max(entry.at for entry in written(hq, "score"))
        assert {"60", "90"} <= set(points(hq, last))


def written(event: OpenEvent, subject: str) -> list[Entry]:
    return journal.about(event.file, subject)
