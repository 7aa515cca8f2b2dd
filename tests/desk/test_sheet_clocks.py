"""Signed sheets that come in from a laptop whose clock is off are told to who receives them; they count all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from juryapp.desk.stated_day import state_day
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.text import speaking
from tests.builders import NOW, a_desk, a_juror, a_prepared, a_setup, an_event, carry, score_all, sign


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    """Headquarters of an event that isn't invented: its interviews are on 19 February 2024."""
    with speaking("en"):
        yield an_event(tmp_path, a_setup(event={"simulated": False, "language": "en"}))


def brings(event: OpenEvent, panel: OpenEvent) -> MergeReport:
    return merge(event, [pack(panel, event.path.parent / "stick")], a_desk(event))


def signed_at(event: OpenEvent, at: datetime) -> OpenEvent:
    """J01 and J02 sign K01 at a laptop whose clock says this."""
    panel = a_prepared(event, "old", ["J01", "J02"], at=at)
    for juror in ("J01", "J02"):
        sign(a_juror(panel, juror), "K01", "80")
    return panel


def told(report: MergeReport) -> str:
    return " ".join(report.clocks)


def test_a_date_far_from_the_interviews_is_told_once_with_laptop_and_sheets(event: OpenEvent) -> None:
    report = brings(event, signed_at(event, NOW.replace(year=2019)))
    assert told(report).count("Signed when") == 1
    said = "laptop Juri Contoh J01 (J01), Juri Contoh J02 (J02) said 19 February 2019, far from the interviews"
    assert said in told(report) and "J01 K01, J02 K01" in told(report)
    assert set(report.clocks) <= set(report.troubles)


def test_a_right_clock_and_what_was_known_already_are_not_told(event: OpenEvent) -> None:
    panel = signed_at(event, NOW)
    assert "Signed when" not in told(brings(event, panel))
    old = a_prepared(event, "old-2", ["J03"], at=NOW.replace(year=2019))
    sign(a_juror(old, "J03"), "K01", "80")
    assert "Signed when" in told(brings(event, old))
    score_all(a_juror(old, "J03"), "K02", "70")
    assert "Signed when" not in told(brings(event, old))


def test_a_time_later_than_now_and_one_before_the_enrolment_are_told(tmp_path: Path) -> None:
    with speaking("en"):
        event = an_event(tmp_path)  # invented: its schedule says nothing of any clock
        ahead = signed_at(event, NOW + timedelta(hours=2))
        assert "later than this laptop's clock now: J01 K01, J02 K01" in told(brings(event, ahead))
        early = a_prepared(event, "early", ["J03"], at=NOW - timedelta(days=400))
        sign(a_juror(early, "J03"), "K01", "80")
        assert "before the juror was enrolled: J03 K01" in told(brings(event, early))


def test_a_date_about_which_the_day_is_stated_is_no_doubt_any_more(event: OpenEvent) -> None:
    panel = a_prepared(event, "old", ["J01"], at=NOW.replace(year=2019))
    score_all(a_juror(panel, "J01"), "K01", "80")
    carry(panel, event, admit=True)
    state_day(a_desk(event), panel.device, date(2019, 2, 19), date(2024, 2, 19), "Baterai")
    sign(a_juror(panel, "J01"), "K01")
    assert "Signed when" not in told(brings(event, panel))
