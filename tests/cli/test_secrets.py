"""New secrets at the command line: weak ones are refused, PINs are looked at together, the page for the envelope."""

from __future__ import annotations

import os
import stat
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.cli.builders import DESK_PIN, PASSPHRASE, PIN, Table
from tests.documents.test_score_sheet import words

SAMPLE = Path("resources/templates/sample-event.xlsx").resolve()


def files(table: Table) -> list[Path]:
    """All but the log."""
    return sorted(path for path in table.folder.rglob("*") if path.is_file() and path.parent.name != "log")


def create(table: Table, **secrets: str) -> str:
    table.secrets(**{"passphrase": PASSPHRASE, "desk_pin": DESK_PIN, **secrets})
    before = files(table)
    said = table.run("create", "new.jury", "--from", SAMPLE, "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and files(table) == before
    return said.told[0]


def test_a_new_event_with_a_weak_secret_is_not_made(table: Table) -> None:
    assert "passphrase is too easy" in create(table, passphrase="rahasia")
    assert "secretary's desk is too easy" in create(table, desk_pin="123456")
    assert "headquarters' root is too easy" in create(table, root_pin="qwerty")


def test_a_weak_pin_enrols_nobody_and_is_not_told(table: Table) -> None:
    before = table.settled()
    table.secrets(pin="bismillah")
    said = table.run("enrol", table.event, "--juror", "J02", "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and "tried first" in said.err and "bismillah" not in said.err + said.out
    assert table.event.read_bytes() == before


def test_enrolling_nobody_is_wrong_usage(table: Table) -> None:
    said = table.run("enrol", table.event)
    assert said.code == 2 and "--juror" in said.err


def test_one_pin_is_looked_at_without_enrolling(table: Table) -> None:
    before = table.settled()
    table.does("enrol", table.event, "--juror", "J02", "--check")
    table.secrets(pin="123456")
    assert table.run("enrol", table.event, "--juror", "J02", "--check").code == 1
    assert table.event.read_bytes() == before


def test_all_pins_are_looked_at_together_and_none_is_told(table: Table) -> None:
    before = table.settled()
    table.secrets(pin=None, desk_pin=None)
    pins = ("123456", "qwerty", "kuda,hitam", "kuda,hitam", "12345")
    file = table.file(
        "pins.csv", "\n".join(f"{code},{pin}" for code, pin in zip(("J01", "J02", "J03", "J9", "J02"), pins, strict=True))
    )
    said = table.run("enrol", table.event, "--check", "--pin-file", file, "--lang", "en")
    assert said.code == 1 and [line.split(":")[0] for line in said.told[:4]] == [
        "Line 1, J01",
        "Line 2, J02",
        "Line 4, J9",
        "Line 5, J02",
    ]
    assert [line.split(" ")[0] for line in said.told[4:]] == ["J02", "J03,"]
    assert not any(pin in said.out + said.err for pin in pins)
    assert table.event.read_bytes() == before


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_pins_that_would_be_taken_are_counted(table: Table, between: str) -> None:
    file = table.file("pins.csv", f"J01{between}{PIN}\r\n\r\nJ02{between}kuda-hitam\r\n")
    said = table.does("enrol", table.event, "--check", "--pin-file", file, "--lang", "en")
    assert said.lines == ["2 PINs would be taken; nobody is enrolled yet."]


@pytest.mark.parametrize("text", ["", "kuda-hitam", "J01,", ",kuda-hitam"])
def test_a_file_that_holds_no_pins_is_told_by_its_line(table: Table, text: str) -> None:
    said = table.run("enrol", table.event, "--check", "--pin-file", table.file("pins.csv", text))
    assert said.code == 1 and len(said.told) == 1 and "pins.csv" in said.err and "kuda-hitam" not in said.err


@pytest.mark.parametrize("heading", ["kode,PIN", "Kode juri;pin", "code\tPIN"])
def test_all_lines_are_looked_at_and_told_by_their_numbers_headings_aside(table: Table, heading: str) -> None:
    file = table.file("pins.csv", f"{heading}\nJ01,123456\nkuda-hitam\nJ02,\nJ03,qwerty\n")
    said = table.run("enrol", table.event, "--check", "--pin-file", file, "--lang", "en")
    assert said.code == 1 and sorted(number for line in said.told for number in "12345" if f"ine {number}" in line) == list(
        "2345"
    )
    assert "kuda-hitam" not in said.err
    taken = table.file("pins.csv", f"{heading}\nJ01,{PIN}\n")
    assert table.does("enrol", table.event, "--check", "--pin-file", taken, "--lang", "en").lines[0].startswith("1 PIN would")


def test_the_desks_own_pin_is_nobody_elses(table: Table) -> None:
    before = table.settled()
    file = table.file("pins.csv", f"J01,{DESK_PIN}\n")
    said = table.run("enrol", table.event, "--check", "--pin-file", file, "--lang", "en")
    assert said.code == 1 and "secretary's desk" in said.err and DESK_PIN not in said.err
    table.secrets(pin=DESK_PIN)
    said = table.run("enrol", table.event, "--juror", "J02", "--lang", "en")
    assert said.code == 1 and "secretary's desk" in said.err
    assert table.event.read_bytes() == before


def test_looking_at_several_needs_their_file(table: Table) -> None:
    said = table.run("enrol", table.event, "--check")
    assert said.code == 1 and "--pin-file" in said.err


def test_the_page_for_the_envelope_is_written_for_its_user_alone(table: Table) -> None:
    before = table.settled()
    said = table.does("envelope", table.event, "--out", "envelope.pdf", "--lang", "en")
    path = Path(said.lines[-1])
    assert said.lines[-2] == "The file holds the passphrase in the clear: print it, then delete it."
    assert "AMPLOP" in words(path.read_bytes()) and PASSPHRASE not in said.out
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        assert "PAR24" in str(pdf.docinfo["/Title"])
    assert table.event.read_bytes() == before
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_there_already_is_not_replaced_by_the_page(table: Table) -> None:
    there = table.file("envelope.pdf", "yours")
    assert table.run("envelope", table.event, "--out", there).code == 1
    assert there.read_text() == "yours"


def test_without_the_passphrase_there_is_no_page(table: Table) -> None:
    table.secrets(passphrase="bukan ini sama sekali")
    assert table.run("envelope", table.event, "--out", "envelope.pdf").code == 1
    assert not Path("envelope.pdf").exists()


def test_no_log_and_no_leftover_holds_what_was_refused_or_printed(table: Table) -> None:
    table.secrets(pin="bismillah")
    table.run("enrol", table.event, "--juror", "J02")
    table.run("enrol", table.event, "--juror", "J02", "--check")
    table.does("envelope", table.event, "--out", "envelope.pdf")
    Path("envelope.pdf").unlink()
    held = [path for path in table.folder.rglob("*") if path.is_file()]
    assert any(path.parent.name == "log" for path in held)
    assert not any(word.encode() in path.read_bytes() for path in held for word in ("bismillah", PASSPHRASE))
