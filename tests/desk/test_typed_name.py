"""A typed name in place of ink: on record as typed, shown in the signature, refused where it can't be a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.desk.signing import specimen
from juryapp.desk.typed_name import typed_at_enrolment
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table, journal
from tests.builders import a_desk, a_juror, an_event, light_passphrases, look_and_sign, pin_of, score_all


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), an_event(tmp_path) as event:
        yield event


def test_the_enrolment_says_that_the_name_was_typed(hq: OpenEvent) -> None:
    a_desk(hq).enrol("J01", pin_of("J01"), typed="  S.   Contoh ")
    (entry,) = journal.heads_of(hq.file, (Subject.CERTIFICATE, "J01"))
    assert entry.value is not None and (entry.value["typed"], entry.value["ink"]) == ("S. Contoh", "")
    assert typed_at_enrolment(hq, "J01") == "S. Contoh" and specimen(a_juror(hq)) is None
    assert typed_at_enrolment(hq, "J02") == "", "an enrolment of before says nothing"


@pytest.mark.parametrize("name", ["  ", "...", "x" * 500, "山田"])
def test_what_is_no_name_enrols_nobody(hq: OpenEvent, name: str) -> None:
    before = journal.count(hq.file)
    with pytest.raises(Refused):
        a_desk(hq).enrol("J01", pin_of("J01"), typed=name)
    assert journal.count(hq.file) == before


def test_a_sheet_is_signed_with_a_typed_name(hq: OpenEvent) -> None:
    a_desk(hq).enrol("J01", pin_of("J01"), typed="S. Contoh")
    juror = a_juror(hq)
    score_all(juror, "K01")
    (signed,) = look_and_sign(juror, ["K01"])
    assert signed.pdf == attachment_table.content(hq.file, attachment_table.digest(signed.pdf))
