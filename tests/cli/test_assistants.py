"""Assistants by commands: let somebody type, type, end it; the juror signs."""

from __future__ import annotations

from tests.cli.builders import Table

PIN = "lontar-biru-77"
ROWS = "candidate,criterion,points\nK01,REG,80\nK01,CAK,70"


def let(table: Table, *words: str) -> None:
    table.secrets(assistant_pin=PIN)
    table.does("add-assistant", table.event, "--juror", "J01", "--name", "Ayu", *words)


def typed(table: Table, *words: str) -> tuple[int, str]:
    path = table.file("typed.csv", ROWS)
    said = table.run("score", table.event, "--juror", "J01", "--from", path, "--assistant", "Ayu", *words)
    return said.code, said.err


def test_an_assistant_types_and_the_juror_signs(table: Table) -> None:
    let(table)
    assert typed(table) == (0, "")
    [one] = table.does("assistants", table.event, "--json").json["assistants"]
    entries = table.does("history", table.event, "--subject", "score", "--json").json["entries"]
    assert {entry["actor"] for entry in entries} == {one["code"]} and one["name"] == "Ayu" and one["key_is_here"]
    said = table.does("sign", table.event, "--juror", "J01", "--out", "out", "--lang", "en")
    assert any("Typed by the assistant Ayu: Regulasi, Cakupan." in line for line in said.lines)


def test_the_juror_lets_somebody_type_with_the_own_pin(table: Table) -> None:
    table.secrets(desk_pin=None)
    let(table, "--by-juror")
    assert typed(table) == (0, "")


def test_a_wrong_pin_or_an_unknown_name_types_nothing(table: Table) -> None:
    let(table)
    table.secrets(assistant_pin="bukan-pin-itu")
    assert typed(table)[0] == 1
    said = table.run("score", table.event, "--juror", "J01", "--from", table.file("t.csv", ROWS), "--assistant", "Budi")
    assert said.code == 1 and len(said.told) == 1 and "Ayu" in said.err
    assert table.does("history", table.event, "--subject", "score", "--json").json["entries"] == []


def test_a_private_note_is_not_written_by_an_assistant(table: Table) -> None:
    let(table)
    note = table.file("note.txt", "Perda 4/2023 sudah terbit.")
    words = ("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", note, "--assistant", "Ayu")
    assert table.run(*words).code == 1
    table.does(*words, "--visibility", "panel")


def test_once_ended_nothing_is_typed_and_what_was_stays(table: Table) -> None:
    let(table)
    assert typed(table)[0] == 0
    table.does("remove-assistant", table.event, "--juror", "J01", "--assistant", "Ayu", "--reason", "pulang")
    code, told = typed(table)
    assert code == 1 and len(told.splitlines()) == 1
    assert table.run("remove-assistant", table.event, "--juror", "J01", "--assistant", "Ayu", "--reason", "lagi").code == 1
    table.does("sign", table.event, "--juror", "J01", "--out", "out")
    [one] = table.does("assistants", table.event, "--json").json["assistants"]
    assert one["ended"] == "pulang"
    assert "Ayu" in table.does("assistants", table.event).out


def test_two_of_one_name_for_a_juror_are_refused_and_an_observer_has_none(table: Table) -> None:
    let(table)
    assert table.run("add-assistant", table.event, "--juror", "J01", "--name", "ayu").code == 1
    assert table.run("add-assistant", table.event, "--juror", "J03", "--name", "Budi").code == 1
    assert table.run("add-assistant", table.event, "--juror", "J01", "--name", "  ").code == 1


def test_the_key_goes_along_to_the_jurors_laptop(table: Table) -> None:
    let(table)
    table.does("prepare", table.event, "--juror", "J01", "--to", table.folder / "second", "--yes")
    path = table.file("typed.csv", ROWS)
    table.does(
        "score", table.folder / "second" / "PAR24-J01.jury", "--juror", "J01", "--from", path, "--assistant", "Ayu", on="panel"
    )
