"""That one juror came in another's place stands in the minutes: since when, whose sheets drop out, and the new one's pledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.desk.pledging import record_on_paper
from juryapp.desk.presence import plan as plan_presence
from juryapp.desk.presence import record
from juryapp.documents.minutes_content import read_content
from juryapp.documents.minutes_data import read_minutes
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.model.pledge import ASKED
from juryapp.printing.unsigned_papers import minutes_as_of_now
from juryapp.setup_changes.day_changes import in_place_of
from juryapp.setup_changes.update import apply, plan
from juryapp.store.setup import read_setup
from juryapp.verification.recorded_results import of_minutes
from juryapp.verification.verdict import Judgement
from tests.builders import a_desk, a_juror, a_setup, an_event, sign


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    """In English; each juror is asked for the pledge."""
    usual = a_setup()
    setup = replace(usual, event=replace(usual.event, pledge=ASKED, language="en"))
    with an_event(tmp_path, setup) as opened:
        yield opened


def put_in_place(event: OpenEvent, former: str, *, observes: bool) -> None:
    after = in_place_of(read_setup(event.file), former, Juror("J09", "Prof. Lain", institution="Kantor"), observes=observes)
    apply(a_desk(event), plan(a_desk(event), after))


def said(event: OpenEvent, category: str) -> list[str]:
    content = read_content(minutes_as_of_now(event))
    return [line for one in content.decided if one.result.category.code == category for line in one.said]


def test_who_only_observes_since_another_came_is_told_with_the_sheets_that_drop_out(event: OpenEvent) -> None:
    sign(a_juror(event, "J02"), "K01", "80")
    sign(a_juror(event, "J03"), "K01", "70")
    assert not any("in the place of" in line for line in said(event, "KAB"))
    put_in_place(event, "J02", observes=True)
    told = said(event, "KAB")
    place = "Prof. Lain (J09) came on 19 February 2024 at 09:00 in the place of Juri Contoh J02 (J02), who only observes since."
    assert place in told
    assert "1 signed sheet of Juri Contoh J02 (J02) does not count: K01." in told
    assert "No integrity pledge of Prof. Lain (J09) is on record." in told
    assert place in said(event, "USA") and not any("does not count" in line for line in said(event, "USA"))
    records, _at = read_minutes(minutes_as_of_now(event))
    assert [(candidate, juror) for candidate, juror, *_rest in records.sheets] == [("K01", "J03")], "the result rests on no other"
    record_on_paper(a_desk(event), "J09")
    assert any("Prof. Lain (J09) signed the integrity pledge on paper" in line for line in said(event, "KAB"))


def test_who_left_and_who_came_for_the_rest_are_told_as_one(event: OpenEvent) -> None:
    sign(a_juror(event, "J02"), "K01", "80")
    put_in_place(event, "J02", observes=False)
    for juror, first, last, why in (("J02", None, "K01", "Dipanggil ke kantor"), ("J09", "K02", None, "Menggantikan")):
        record(a_desk(event), plan_presence(Board.of(event.file), juror, first, last), why)
    told = said(event, "KAB")
    assert "Prof. Lain (J09) judged in the place of Juri Contoh J02 (J02) from K02 on." in told
    assert any("left after K01" in line and "Dipanggil ke kantor" in line for line in told)


def test_another_chair_is_told(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    put_in_place(event, "J01", observes=False)
    assert any(line.startswith("Prof. Lain (J09) is chair of the jury since 19 February 2024") for line in said(event, "KAB"))


def test_minutes_that_tell_it_are_what_the_record_says(event: OpenEvent) -> None:
    put_in_place(event, "J02", observes=True)
    assert of_minutes(event, minutes_as_of_now(event))[0] is Judgement.VALID
