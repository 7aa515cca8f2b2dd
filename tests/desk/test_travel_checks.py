"""Ready to travel? Each check says what is known, and what to do; what can't be seen from here is not known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from juryapp.board.awaited_laptops import awaited_laptops
from juryapp.desk import laptop_closing, not_awaited
from juryapp.desk import travel_checks as checks
from juryapp.desk.travel_checks import Check, CheckKind, CheckState, check_spare, envelope_said, say_envelope
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import spares_of
from juryapp.sharing.prepared_copy import make_copy, prepare
from juryapp.store import integrity, journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, an_event, carry, light_passphrases, pin_of


class Usage(NamedTuple):
    free: int


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), an_event(tmp_path) as event:
        yield event


def state(event: OpenEvent, kind: CheckKind, printers: list[str] | None = None) -> CheckState:
    found = checks.travel_checks(event, printers, envelope_at=envelope_said(event))
    assert [one.kind for one in found] == list(CheckKind), "each is told, in order"
    (check,) = [one for one in found if one.kind is kind]
    assert check.sentence and (check.to_do or check.state is CheckState.OK)
    return check.state


def test_who_is_not_enrolled_is_named_and_an_observer_needs_no_key(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    for code in ("J01", "J02", "J03", "J04"):
        if code not in hq.trust.jurors:
            desk.enrol(code, pin_of(code))
    assert state(hq, CheckKind.ENROLLED) is CheckState.OK
    hq.write([desk.act("juror", "J09/name", {"value": "Juri Baru"})])
    (check,) = [one for one in checks.travel_checks(hq) if one.kind is CheckKind.ENROLLED]
    assert check.state is CheckState.WARN and "J09 Juri Baru" in check.sentence


def test_laptops_are_in_order_once_each_enrolled_juror_has_one(hq: OpenEvent, tmp_path: Path) -> None:
    assert state(hq, CheckKind.LAPTOPS) is CheckState.WARN
    prepare(a_desk(hq), tmp_path / "one", ["J01"])
    assert state(hq, CheckKind.LAPTOPS) is CheckState.WARN
    prepare(a_desk(hq), tmp_path / "two", sorted(set(hq.trust.jurors) - {"J01"}))
    assert state(hq, CheckKind.LAPTOPS) is CheckState.OK


def closed(event: OpenEvent) -> Check:
    (check,) = [one for one in checks.travel_checks(event) if one.kind is CheckKind.CLOSED]
    return check


def test_a_laptop_that_prepared_a_copy_with_the_desk_is_to_be_closed_and_the_copy_to_know_it(
    hq: OpenEvent, tmp_path: Path
) -> None:
    assert state(hq, CheckKind.CLOSED) is CheckState.OK and closed(hq).to_do
    desk = a_desk(hq)
    first = make_copy(desk, tmp_path / "one", with_desk=True, label="Laptop hotel")
    assert state(hq, CheckKind.CLOSED) is CheckState.WARN and "Laptop hotel" in closed(hq).sentence
    laptop_closing.close(hq)
    assert state(hq, CheckKind.CLOSED) is CheckState.UNKNOWN and "Laptop hotel" in closed(hq).sentence, "the copy is of before"
    (line,) = [one for one in awaited_laptops(hq) if one.id == first.id]
    not_awaited.call_unused(desk, line, "dibuat ulang")
    laptop_closing.close(hq)
    make_copy(desk, tmp_path / "two", with_desk=True)
    assert state(hq, CheckKind.CLOSED) is CheckState.OK and not closed(hq).to_do
    make_copy(desk, tmp_path / "three", ["J01"], label="Laptop J01")
    assert state(hq, CheckKind.CLOSED) is CheckState.UNKNOWN and "Laptop J01" in closed(hq).sentence, (
        "the desk's copy can't know it"
    )


def test_the_version_of_a_laptop_is_known_once_something_of_it_came_in(
    hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = prepare(a_desk(hq), tmp_path / "one", ["J01"])
    assert state(hq, CheckKind.VERSIONS) is CheckState.UNKNOWN
    with open_event(a_laptop(tmp_path, "room"), path, PASSPHRASE) as room:
        a_juror(room, "J01").record_score("K01", "REG", "80")
        carry(room, hq, admit=True)
    assert state(hq, CheckKind.VERSIONS) is CheckState.OK
    monkeypatch.setattr(checks, "__version__", "9.9")
    assert state(hq, CheckKind.VERSIONS) is CheckState.WARN


def test_a_printer_is_never_said_to_print(hq: OpenEvent) -> None:
    assert state(hq, CheckKind.PRINTER) is CheckState.UNKNOWN
    assert state(hq, CheckKind.PRINTER, []) is CheckState.WARN
    assert state(hq, CheckKind.PRINTER, ["Kantor"]) is CheckState.UNKNOWN


@pytest.mark.parametrize(("free", "wanted"), [(10**10, CheckState.OK), (10**9, CheckState.WARN), (10**7, CheckState.BAD)])
def test_room_on_the_disk(hq: OpenEvent, monkeypatch: pytest.MonkeyPatch, free: int, wanted: CheckState) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(free))
    assert state(hq, CheckKind.DISK) is wanted


def test_a_spare_copy_is_made_and_read_back_and_the_event_is_not_written(hq: OpenEvent) -> None:
    before, copies = journal.end(hq.file), len(spares_of(hq.laptop.home, hq.id))
    check = check_spare(hq)
    assert check.state is CheckState.OK and len(spares_of(hq.laptop.home, hq.id)) == copies + 1
    assert journal.end(hq.file) == before
    assert state(hq, CheckKind.SPARE) is CheckState.UNKNOWN, "later it is not known whether it can still be read"


def test_a_copy_that_does_not_read_back_is_bad(hq: OpenEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "is_sound", lambda _file: False)
    assert check_spare(hq).state is CheckState.BAD


def test_the_envelope_is_what_the_secretary_says(hq: OpenEvent) -> None:
    assert state(hq, CheckKind.ENVELOPE) is CheckState.UNKNOWN
    say_envelope(hq, sealed=True)
    assert state(hq, CheckKind.ENVELOPE) is CheckState.OK
    say_envelope(hq, sealed=False)
    assert state(hq, CheckKind.ENVELOPE) is CheckState.UNKNOWN
