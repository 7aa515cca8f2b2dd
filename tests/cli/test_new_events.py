"""New events without a workbook, and the schedule on the day, from the command line."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from juryapp.model.slot import Slot
from juryapp.workbook.export import write_setup
from tests.cli.builders import PASSPHRASE, Table, a_setup

FIELDS = ("--field", "Nama penghargaan=Penghargaan Contoh", "--field", "Code=BALI-25", "--field", "Zona waktu=WITA")


def test_an_event_of_the_usual_categories(table: Table) -> None:
    said = table.does("create", "new.jury", "--template", "kab,UMK", *FIELDS, "--lang", "en")
    assert said.lines[-3] == "BALI-25 is created. Candidates: 0; jurors: 0; categories: 2." and said.lines[-1] == "new.jury"
    assert table.run("create", "other.jury", "--template", "KAB,XYZ", *FIELDS).code == 1 and not Path("other.jury").exists()


def test_an_event_that_is_typed_by_hand_begins_empty(table: Table) -> None:
    said = table.does("create", "new.jury", "--template", "-", *FIELDS, "--lang", "en")
    assert said.lines[-3] == "BALI-25 is created. Candidates: 0; jurors: 0; categories: 0."


def test_an_event_like_last_years(table: Table) -> None:
    secret = table.folder / "last.txt"
    secret.write_text(PASSPHRASE)
    how = ("--like", table.event, "--jurors", "J01", "--field", "Code=CONTOH-25", "--last-passphrase-file", secret)
    said = table.does("create", "new.jury", *how, "--lang", "en")
    assert said.lines[-3] == "CONTOH-25 is created. Candidates: 0; jurors: 1; categories: 1."


def test_an_event_is_rehearsed_in_a_file_that_never_merges_with_it(table: Table) -> None:
    before = table.event.read_bytes()
    said = table.does("rehearse", table.event, "--to", "gladi.jury", "--lang", "en")
    assert "-SIM is created. Candidates: 4; jurors: 3" in said.out and said.lines[-1] == "gladi.jury"
    assert table.does("status", "gladi.jury", "--json").json["code"].endswith("-SIM"), "its passphrase is the event's"
    assert table.run("rehearse", table.event, "--to", "gladi.jury").code == 1, "nothing is replaced"
    weak = table.folder / "weak.txt"
    weak.write_text("123456")
    assert table.run("rehearse", table.event, "--to", "other.jury", "--new-passphrase-file", weak).code == 1
    assert not Path("other.jury").exists()
    refused = table.run("merge", table.event, "gladi.jury", "--lang", "en")
    assert refused.code != 0 and "belongs to another event" in refused.err + refused.out
    assert table.event.read_bytes() == before


def test_an_event_is_told_in_one_way_and_its_fields_are_checked(table: Table) -> None:
    assert table.run("create", "new.jury").code == 1
    assert table.run("create", "new.jury", "--template", "KAB", "--like", table.event).code == 1
    refused = table.run("create", "new.jury", "--template", "KAB", "--field", "Kode=a b", "--lang", "en")
    assert refused.code == 1 and "Award" in refused.err and not Path("new.jury").exists()


def test_interviews_are_delayed_and_swapped(table: Table) -> None:
    slots = tuple(Slot(f"K0{n}", date(2024, 2, 19), time(8 + n), time(8 + n, 30), room="A") for n in (1, 2))
    write_setup(table.folder / "setup.xlsx", a_setup(slots=slots))
    table.does("update", table.event, "--from", table.folder / "setup.xlsx")
    said = table.does("delay", table.event, "--from", "K01", "--minutes", "20", "--lang", "en")
    assert any("K01" in line and "09:20" in line for line in said.lines) and any("K02" in line for line in said.lines)
    before = table.event.read_bytes()
    assert table.run("delay", table.event, "--from", "K04", "--minutes", "20").code == 1
    assert table.run("delay", table.event, "--from", "K01", "--minutes", "lama").code == 1
    assert table.run("delay", table.event, "--from", "K01", "--minutes", "900").code == 1
    assert table.event.read_bytes() == before
    said = table.does("swap", table.event, "K01", "k02", "--lang", "en")
    assert any("K02" in line and "09:20" in line for line in said.lines)


def test_the_workbook_goes_out_and_comes_in_again(table: Table) -> None:
    before = table.event.read_bytes()
    said = table.does("workbook", table.event, "out.xlsx")
    assert said.lines[-1] == "out.xlsx" and table.event.read_bytes() == before
    assert table.run("workbook", table.event, "out.xlsx").code == 1, "nothing is replaced"
    assert table.run("workbook", table.event, "out.csv").code == 1
    again = table.does("update", table.event, "--from", "out.xlsx", "--dry-run", "--lang", "en")
    assert again.lines[-1] == "The workbook says what the event says already; nothing changes."
