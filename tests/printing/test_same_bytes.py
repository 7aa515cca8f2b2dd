"""The same event gives the same unsigned bytes on any laptop, in any run: whatever its clock, seed of hashing, zone, language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from juryapp.board.record_moment import record_moment
from juryapp.desk import laptop_closing, papers_before
from juryapp.desk.plenary import reveal
from juryapp.desk.stated_day import state_day
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.printing.document_signing import issue
from juryapp.printing.event_documents import documents
from juryapp.store import journal
from tests.builders import (
    NOW,
    PASSPHRASE,
    Ticking,
    a_desk,
    a_juror,
    a_juror_record,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    carry,
    light_passphrases,
    score_all,
    sign,
)
from tests.documents.test_score_sheet import words
from tests.messages import ROOT
from tests.saying import says

JURORS = ("J01", "J02")
WORDS = "The record as of {moment} by the laptop's clock; the day was {day}, stated by the secretariat"
_RUN = """
import json, sys
from tests.printing.test_same_bytes import digests_of_copy
print(json.dumps(digests_of_copy(*sys.argv[1:])))
"""
_MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "LANG": "id_ID.UTF-8", "LANGUAGE": "id"},
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[OpenEvent, OpenEvent]]:
    """Headquarters and another desk's laptop, whose files hold the same entries, though not in the same order."""
    hq = an_event(tmp_path, a_setup(jurors=(a_juror_record("J01", role=Role.CHAIR), a_juror_record("J02"))), JURORS)
    hotel = a_prepared(hq, "hotel", JURORS, with_desk=True)
    with closing(hq), closing(hotel):
        score_all(a_juror(hq, "J01"), "U01")
        for juror in JURORS:
            for candidate, points in (("K01", "80"), ("K02", "70")):
                sign(a_juror(hotel, juror), candidate, points)
        reveal(a_desk(hotel), "KAB", reason="Satu orang.", early="Satu orang.")
        laptop_closing.close(hotel)
        carry(hotel, hq, admit=True)
        laptop_closing.close(hq)
        carry(hq, hotel)
        orders = [list(journal.ids(one.file)) for one in (hq, hotel)]
        assert sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]
        yield hq, hotel


def unsigned(event: OpenEvent) -> dict[str, str]:
    """The SHA-256 of whatever can be made of an event and bears no key's signature, by file name; but for the record of
    completeness, which tells what this laptop knows (decision 061)."""
    made = [papers_before.enrolment_list(event), papers_before.test_page(event, "F4")]
    made += [one for kind in DocumentKind if kind is not DocumentKind.COMPLETENESS for one in documents(event, kind)]
    return {name: sha256(content).hexdigest() for name, content in made}


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The names of those that only one has, or both have otherwise."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def digests_of_copy(path: str, home: str, at: str) -> dict[str, str]:
    """Of an event's file on a laptop of its own whose clock says `at`."""
    laptop = a_laptop(Path(home), "other", datetime.fromisoformat(at))
    with light_passphrases(), open_event(laptop, Path(path), PASSPHRASE) as event:
        return unsigned(event)


def test_two_laptops_and_two_processes_make_the_same_bytes(two: tuple[OpenEvent, OpenEvent], tmp_path: Path) -> None:
    hq, hotel = two
    made = unsigned(hq)
    assert len(made) == 20
    assert isinstance(hotel.laptop.clock, Ticking)
    hotel.laptop.clock.now += timedelta(days=3)
    assert differing(unsigned(hotel), made) == []
    hq.close()
    for place, machine in enumerate(_MACHINES):
        home = tmp_path / f"machine-{place}"
        copy = shutil.copy(hq.path, tmp_path / f"copy-{place}.jury")
        around = {**os.environ, **machine, "HOME": str(home), "PYTHONPATH": str(ROOT)}
        at = (NOW + timedelta(days=400 * (1 - 2 * place))).isoformat()
        run = [sys.executable, "-c", _RUN, str(copy), str(home), at]
        done = subprocess.run(run, env=around, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert differing(json.loads(done.stdout), made) == []


def test_papers_for_the_pen_bear_the_day_of_the_newest_entry_as_the_desk_states_it(two: tuple[OpenEvent, OpenEvent]) -> None:
    """A clock that stands a year behind writes the last entry; the desk at the other laptop says which day it was."""
    hq, hotel = two
    assert isinstance(hq.laptop.clock, Ticking)
    before = record_moment(hotel)
    assert before.at == max(datetime.fromisoformat(one.at) for one in journal.entries(hotel.file)) and not before.stated
    wrong, day = before.at + timedelta(days=365), date(2024, 2, 20)
    hq.laptop.clock.now = wrong
    state_day(a_desk(hq), None, wrong.date(), day, "Jam laptop salah.")
    made = record_moment(hq)
    assert made.at.date() == wrong.date() and made.stated == day and made.true.date() == day
    for kind in (DocumentKind.RECAPITULATION, DocumentKind.MINUTES):
        ((_name, pdf),) = documents(hq, kind)
        assert says(words(pdf), WORDS) and "20 Februari 2024" in words(pdf)
    assert differing(unsigned(hq), unsigned(hq)) == []


def test_what_the_desk_certifies_bears_the_hour_of_certifying(two: tuple[OpenEvent, OpenEvent]) -> None:
    hq, _hotel = two
    assert isinstance(hq.laptop.clock, Ticking)
    hq.laptop.clock.now = record_moment(hq).at + timedelta(days=1)
    assert "20 Februari 2024" in words(issue(a_desk(hq), DocumentKind.RECAPITULATION).pdf)
