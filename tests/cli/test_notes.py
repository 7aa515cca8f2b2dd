"""Recovering and erasing notes by command."""

from __future__ import annotations

import pytest

from tests.cli.builders import Table

TEXT = "ragu-ragu soal anggarannya"


@pytest.fixture
def written(table: Table) -> Table:
    table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", table.file("note.txt", TEXT))
    return table


def test_headquarters_reads_a_private_note_and_that_is_told(written: Table) -> None:
    who = ("--juror", "J01", "--candidate", "K01")
    said = written.does("--lang", "en", "recover-note", written.event, *who, "--reason", "Juri sakit")
    assert TEXT in said.lines
    assert "on record" in said.lines[-1]
    status = written.does("--lang", "en", "status", written.event)
    assert "Headquarters read a private note of J01 on K01: Juri sakit" in " ".join(status.lines)
    history = written.does("history", written.event, "--subject", "recovery")
    assert "Juri sakit" in history.out
    assert TEXT not in history.out + status.out


def test_the_roots_pin_may_be_another_than_the_desks(written: Table) -> None:
    words = ("recover-note", written.event, "--juror", "J01", "--candidate", "K01", "--reason", "x")
    written.secrets(root_pin="bukan-pinnya")
    assert written.run(*words).code == 1
    written.secrets(root_pin=None)
    assert written.run(*words).code == 0


def test_another_laptop_is_not_headquarters(written: Table) -> None:
    words = ("--juror", "J01", "--candidate", "K01", "--reason", "x")
    said = written.run("--lang", "en", "recover-note", written.jurors_event, *words, on="juror")
    assert (said.code, said.out) == (1, "")
    assert said.told == ["This laptop is not headquarters of this event; do it there."]


@pytest.mark.parametrize("by", [(), ("--desk",)])
def test_a_note_is_erased_by_its_author_or_by_the_desk(written: Table, by: tuple[str, ...]) -> None:
    words = (written.event, "--juror", "J01", "--candidate", "K01", "--reason", "Salah kandidat")
    said = written.does("--lang", "en", "erase-note", *words, *by)
    assert "is erased here" in said.lines[0]
    again = written.run("--lang", "en", "erase-note", *words, *by)
    assert (again.code, again.told) == (1, ["J01 has no such note on K01; nothing was erased."])
    acts = written.does("history", written.event, "--subject", "erasure", "--json").json["entries"]
    assert [act["actor"] for act in acts] == ["desk" if by else "J01"]
    gone = written.run("recover-note", *words)
    assert gone.code == 1
