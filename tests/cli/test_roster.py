"""The roster at the command line: closing, unused, given up, awaited again, and whether everything is here."""

from __future__ import annotations

import pytest

from tests.cli.builders import Table


@pytest.fixture
def away(table: Table) -> Table:
    """J01 scored at a laptop of their own, closed it and packed."""
    assert table.score({"K01": {"REG": 85, "CAK": 90}}, on="juror").code == 0
    said = table.does("close-laptop", table.jurors_event, on="juror")
    assert "ditutup pada entri" in said.lines[0]
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    return table


def states(table: Table) -> list[str]:
    return [one["state"] for one in table.does("completeness", table.event, "--json").json["laptops"]]


def test_completeness_tells_each_laptop_and_each_sheet_and_what_is_lacking(away: Table) -> None:
    said = away.does("completeness", away.event)
    assert said.lines[0].startswith("Belum lengkap:") and "belum ada yang diterima" in said.out
    away.does("merge", away.event, "stick", "--admit")
    found = away.does("completeness", away.event, "--json").json
    assert [one["state"] for one in found["laptops"]] == ["open", "closed"] and all(one["settled"] for one in found["laptops"])
    assert found["everything_written"] and not found["complete"] and found["gaps"] and found["not_knowable"]
    said = away.does("completeness", away.event)
    assert "ditutup pada entri" in said.out and "(laptop ini)" in said.out


def test_status_and_ranking_name_the_laptops_that_may_still_bring_something(away: Table) -> None:
    (told,) = away.does("status", away.event, "--json").json["lacking"]
    assert "sudah disiapkan" in told and told in away.does("status", away.event).out
    assert "awaited" not in away.does("tally", away.event, "--json").json, "no ranking is final"
    away.does("merge", away.event, "stick", "--admit")
    assert "lacking" not in away.does("status", away.event, "--json").json
    assert "belum semua yang ditulis" not in away.does("status", away.event).out


def test_a_closed_laptop_that_is_written_at_is_open_again(away: Table) -> None:
    assert away.score({"K01": {"REG": 86}}, on="juror").code == 0
    away.does("pack", away.jurors_event, "--to", "stick", on="juror")
    away.does("merge", away.event, "stick", "--admit")
    assert states(away) == ["open", "reopened"]


def test_unused_given_up_and_awaited_again(table: Table) -> None:
    assert states(table) == ["open", "unopened"]
    said = table.run("unused-laptop", table.event, "J01", "--reason", " ")
    assert said.code == 1 and states(table) == ["open", "unopened"]
    table.does("unused-laptop", table.event, "J01", "--reason", "tidak datang")
    assert states(table) == ["open", "unused"]
    table.does("await-laptop", table.event, "J01", "--reason", "datang juga")
    assert states(table) == ["open", "unopened"]
    table.does("give-up-laptop", table.event, "Laptop 1", "--reason", "rusak")
    assert states(table) == ["open", "given up"] and "dilepas, karena rusak" in table.does("completeness", table.event).out
    assert "rusak" in table.does("history", table.event).out


def test_a_laptop_that_was_given_up_and_turns_up_is_told_in_the_status(table: Table) -> None:
    table.does("give-up-laptop", table.event, "J01", "--reason", "rusak")
    assert table.score({"K01": {"REG": 85}}, on="juror").code == 0
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", table.event, "stick", "--admit")
    assert "dilepas (rusak)" in table.does("status", table.event).out
    [line] = [one for one in table.does("completeness", table.event, "--json").json["laptops"] if one["contradicted"]]
    said = table.does("give-up-laptop", table.event, line["id"][:6], "--reason", "tetap rusak")
    assert "dilepas" in said.out and "dilepas (rusak)" not in table.does("status", table.event).out


def test_a_laptop_that_nobody_knows_is_refused_with_those_there_are(table: Table) -> None:
    said = table.run("give-up-laptop", table.event, "Laptop 9", "--reason", "x")
    assert said.code == 1 and "Laptop 1" in said.told[0] and not said.out


def test_the_record_of_completeness_is_signed_written_once_and_held_against_the_journal(away: Table) -> None:
    said = away.does("completeness", away.event, "--out", "kelengkapan.pdf")
    words = away.does("completeness", away.event, "--json").json["words"]
    assert words in said.out and "kelengkapan.pdf" in said.out and len(words.split()) == 6
    assert away.run("completeness", away.event, "--out", "kelengkapan.pdf").code == 1, "nothing is replaced"
    found = away.does("verify", "kelengkapan.pdf", "--event", away.event, "--json").json["files"][0]
    assert found["verdict"] == "valid" and words in str(found)
    away.does("merge", away.event, "stick", "--admit")
    said = away.run("verify", "kelengkapan.pdf", "--event", away.event, "--json")
    found = said.json["files"][0]
    assert found["verdict"] == "superseded" and "(J01) (+" in str(found)
    listed = away.does("document-list", away.event, "--json").json["documents"]
    assert [one["state"] for one in listed if one["kind"] == "completeness"] == ["signed"]
