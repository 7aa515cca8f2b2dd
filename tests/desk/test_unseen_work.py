"""What came in in a juror's name from another laptop is new until the juror has looked at that candidate here."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.laptop_names import laptop_names
from juryapp.board.unseen_work import look_at, unseen_of
from juryapp.event.open_event import OpenEvent
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import a_desk, a_juror, a_prepared, an_event


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def arrive(hq: OpenEvent, panel: OpenEvent, folder: Path) -> None:
    merge(hq, [pack(panel, folder / "stick")], a_desk(hq))


def test_what_was_entered_here_is_not_new(hq: OpenEvent) -> None:
    a_juror(hq).record_score("K01", "REG", "80")
    assert unseen_of(hq, "J01") == {}


def test_what_came_in_is_new_with_its_laptop_until_it_was_looked_at(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01", "J02"])
    a_juror(panel).record_score("K01", "REG", "80")
    a_juror(panel).write_note("K02", "Bagus.", Visibility.PANEL)
    a_juror(panel, "J02").record_score("K01", "REG", "70")
    arrive(hq, panel, tmp_path)
    found, name = unseen_of(hq, "J01"), laptop_names(hq.file)[panel.device or ""]
    assert {number: (one.criteria, one.notes, one.laptops) for number, one in found.items()} == {
        "K01": (("REG",), False, (name,)),
        "K02": ((), True, (name,)),
    }
    assert "REG" in found["K01"].words and name in found["K01"].words
    entries = journal.count(hq.file)
    look_at(hq, "J01", "K01")
    assert set(unseen_of(hq, "J01")) == {"K02"}
    assert set(unseen_of(hq, "J02")) == {"K01"}
    assert journal.count(hq.file) == entries


def test_what_comes_in_after_the_look_is_new_again(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "80")
    arrive(hq, panel, tmp_path)
    look_at(hq, "J01", "K01")
    a_juror(panel).record_score("K01", "REG", "90")
    arrive(hq, panel, tmp_path)
    assert unseen_of(hq, "J01")["K01"].criteria == ("REG",)


def test_what_was_seen_stays_at_this_laptop(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "80")
    arrive(hq, panel, tmp_path)
    look_at(hq, "J01", "K01")
    other = a_prepared(hq, "other", ["J01"])
    assert set(unseen_of(other, "J01")) == {"K01"}
