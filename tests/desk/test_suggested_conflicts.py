"""Conflicts suggested from the juror's institution: a question, recorded by the juror's own signed act alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from juryapp.board.recusals import recusals
from juryapp.desk.suggested_conflicts import declare, suggested_conflicts
from juryapp.errors import WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from tests.builders import a_desk, an_event, light_passphrases, pin_of


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), an_event(tmp_path) as event:
        yield event


def told(
    event: OpenEvent, office: str, names: Sequence[str] = ("Kabupaten Badung", "Kabupaten Gianyar", "Kota Singaraja")
) -> list[str]:
    desk = a_desk(event)
    for number, name in enumerate(names, 1):
        event.write([desk.act("candidate", f"K0{number}/name", {"value": name})])
    event.write([desk.act("juror", "J01/institution", {"value": office})])
    return [f"{one.candidate.number} {','.join(one.shared)}" for one in suggested_conflicts(event, "J01")]


@pytest.mark.parametrize(
    ("office", "found"),
    [
        ("Pemerintah Kabupaten Badung", ["K01 badung"]),
        ("Dinas Tenaga Kerja GIANYAR", ["K02 gianyar"]),
        ("RSUD Kabupaten GIANYAR", ["K02 gianyar"]),
        ("Pemerintah Kabupaten Klungkung", []),
        ("Universitas Udayana", []),
        ("", []),
    ],
)
def test_who_shares_a_telling_word_with_the_institution_is_asked_about(hq: OpenEvent, office: str, found: list[str]) -> None:
    assert told(hq, office) == found


def test_nothing_is_recorded_by_a_suggestion_and_the_juror_declares_with_the_pin(hq: OpenEvent) -> None:
    assert told(hq, "Pemerintah Kabupaten Badung") == ["K01 badung"]
    assert not recusals(hq.file).in_force
    with pytest.raises(WrongPin):
        declare(hq, "J01", "bukan-pin-ini", ["K01"])
    declare(hq, "J01", pin_of("J01"), ["K01"])
    assert ("J01", "K01") in recusals(hq.file).in_force
    (entry,) = journal.heads_of(hq.file, (Subject.RECUSAL, "J01/K01"))
    assert entry.actor == "J01" and entry.signature
    assert suggested_conflicts(hq, "J01") == [], "what is declared is asked no more"


def test_an_observer_and_a_stranger_are_asked_nothing(hq: OpenEvent) -> None:
    told(hq, "Pemerintah Kabupaten Badung")
    desk = a_desk(hq)
    hq.write([desk.act("juror", "J01/role", {"value": "observer"})])
    assert suggested_conflicts(hq, "J01") == [] and suggested_conflicts(hq, "ZZ9") == []
