"""Spare copies at the command line: made by themselves, listed, offered where a file fails, and put in place."""

from __future__ import annotations

import shutil
from pathlib import Path

from juryapp.event.spare_files import every_spare
from tests.cli.builders import Table, full


def listed(table: Table, *words: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = table.does("spares", *words, "--json").json["spares"]
    return found


def damage(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[4096:12288] = bytes(8192)
    path.write_bytes(content)
    return bytes(content)


def test_a_command_that_writes_makes_a_copy_when_one_is_due(table: Table) -> None:
    table.does("status", table.event)
    assert listed(table) == [], "reading makes none"
    assert table.score(full("K01")).code == 0
    (spare,) = listed(table, table.event)
    assert (spare["number"], spare["cause"], spare["path"]) == (1, "time", str(table.event.resolve()))
    assert table.score(full("K02")).code == 0
    assert len(listed(table)) == 1, "half an hour has not passed"


def test_merging_makes_one_before_and_an_erasure_one_after(table: Table) -> None:
    table.does("pack", table.jurors_event, "--to", table.folder / "stick", on="panel")
    table.does("merge", table.event, table.folder / "stick", "--dry-run")
    assert listed(table) == []
    table.does("merge", table.event, table.folder / "stick")
    assert [spare["cause"] for spare in listed(table)] == ["time", "merge"], "the first of half an hour follows"
    table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", table.file("note.txt", "Catatan rahasia"))
    table.does("merge", table.event, table.folder / "stick")
    table.does("erase-note", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "salah orang")
    assert [spare["cause"] for spare in listed(table)] == ["erasure", "time", "merge"], "the one that held the note is gone"


def test_a_damaged_file_is_told_with_its_copy_and_restored_in_one_step(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    damaged = damage(table.event)
    said = table.run("status", table.event)
    assert said.code == 1 and len(said.told) == 2 and "juryapp restore" in said.told[1] and "--spare 1" in said.told[1]
    done = table.does("restore", table.event)
    assert done.lines[-1] == str(table.event)
    aside = table.event.with_name("event-aside-1.jury")
    assert aside.read_bytes() == damaged and any(str(aside) in line for line in done.lines)
    cells = table.does("status", table.event, "--json").json["cells"]
    assert [cell["state"] for cell in cells if (cell["juror"], cell["candidate"]) == ("J01", "K01")] == ["complete"]


def test_a_file_that_is_gone_is_told_with_its_copy(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    table.event.unlink()
    assert len(table.run("status", table.event).told) == 2
    table.does("restore", table.event)
    table.does("status", table.event)


def test_a_file_that_is_older_is_told_and_opened_all_the_same(table: Table) -> None:
    shutil.copy(table.event, table.folder / "yesterday.jury")
    assert table.score(full("K01")).code == 0
    shutil.copy(table.folder / "yesterday.jury", table.event)
    said = table.does("status", table.event)
    assert len(said.told) == 2 and "--spare 1" in said.told[1]


def test_a_file_that_was_moved_is_told_with_the_copy_of_its_former_place(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    moved = table.event.rename(table.folder / "moved.jury")
    damage(moved)
    said = table.run("status", moved)
    assert said.code == 1 and "--spare 1" in said.told[1] and str(table.event) in said.told[1]
    asked = table.run("restore", moved)
    assert asked.code == 1 and "--spare 1" in asked.err, "a copy of another place is not taken unasked"
    table.does("restore", moved, "--spare", 1)
    table.does("status", moved)


def test_a_wrong_passphrase_names_the_copy_and_not_where_it_lies(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    table.secrets(passphrase="salah")
    for words in ((), ("--spare", 1)):
        said = table.run("restore", table.event, *words)
        assert said.code == 1 and "spares" not in said.err


def test_a_whole_file_is_left_alone_unless_a_number_is_named(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    before = table.event.read_bytes()
    assert table.run("restore", table.event).code == 1 and table.event.read_bytes() == before
    table.does("restore", table.event, "--spare", 1)
    assert table.event.with_name("event-aside-1.jury").read_bytes() == before


def test_another_place_can_be_named_and_nothing_else_changes(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    before = table.event.read_bytes()
    done = table.does("restore", table.event, "--to", table.folder / "new.jury")
    assert done.lines[-1] == str(table.folder / "new.jury") and table.event.read_bytes() == before
    assert table.run("restore", table.event, "--to", table.folder / "new.jury").code == 1


def test_what_is_asked_wrongly_is_a_sentence(table: Table) -> None:
    assert table.run("restore", table.event).code == 1, "there is none yet"
    assert table.score(full("K01")).code == 0
    assert table.run("restore", table.event, "--spare", 99).code == 1
    assert table.run("restore", table.event, "--spare", 0).code == 2
    table.secrets(passphrase="salah")
    before = table.event.read_bytes()
    assert table.run("restore", table.event, "--spare", 1).code == 1 and table.event.read_bytes() == before
    said = table.run("spares", table.folder / "nowhere.jury")
    assert said.code == 0 and str(table.folder / "nowhere.jury") in said.out


def test_the_list_reads_well_in_both_languages(table: Table) -> None:
    assert table.score(full("K01")).code == 0
    (spare,) = every_spare(table.laptop("secretary").home)
    for language, made in (("id", "hari ini 09.00"), ("en", "today 09:00")):
        said = table.does("spares", table.event, "--lang", language)
        assert made in said.out and str(spare.entries) in said.out and str(table.event.resolve()) in said.out


def test_where_no_copy_can_be_made_the_command_is_done_and_says_so(table: Table) -> None:
    (table.folder / "homes" / "secretary" / "spares").write_text("in the way")
    said = table.score(full("K01"))
    assert said.code == 0 and len(said.told) == 1
