"""Reveal, joint places and special mentions at the command line."""

from __future__ import annotations

from tests.cli.builders import Table, full


def test_a_result_is_revealed_with_a_second_person(table: Table) -> None:
    table.sign_both(full("K01", "K02", "K03", "K04"))
    table.does("reveal", table.event, "--category", "KAB", "--with", "J01")
    acts = table.does("history", table.event, "--subject", "reveal", "--json").json["entries"]
    assert [(act["actor"], act["key"]) for act in acts] == [("desk", "desk/KAB"), ("J01", "J01/KAB")]
    assert table.run("reveal", table.event, "--category", "KAB", "--with", "J01").code == 1


def test_a_result_is_revealed_with_a_reason_and_not_without(table: Table) -> None:
    table.score(full("K01"))
    said = table.run("reveal", table.event, "--category", "KAB", "--with", "J01", "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and "say why" in said.err
    table.does("reveal", table.event, "--category", "KAB", "--without", "Waktu habis", "--early", "Hujan lebat")
    assert table.run("reveal", table.event, "--category", "KAB", "--with", "J01", "--without", "x").code == 2


def test_the_tied_share_a_place(table: Table) -> None:
    table.sign_both(full("K01", "K02", "K03", "K04"))
    tied = "K01,K02,K03,K04"
    table.does("decide", table.event, "--category", "KAB", "--order", tied, "--joint", "--reason", "Semua layak")
    out = table.does("tally", table.event, "--lang", "en").out
    assert "decision of the plenary" in out
    (category,) = table.does("tally", table.event, "--json").json["categories"]
    assert {(one["rank"], one["decided_by"]) for one in category["ranking"]} == {(1, "joint")}


def test_a_mention_is_recorded_and_taken_back(table: Table) -> None:
    table.does("mention", table.event, "--candidate", "K02", "--title", "Inovasi terbaik", "--reason", "Pleno")
    table.does("mention", table.event, "--candidate", "K02", "--take-back", "--reason", "Keliru")
    assert table.run("mention", table.event, "--candidate", "K02", "--take-back", "--reason", "Keliru").code == 1
    assert table.run("mention", table.event, "--candidate", "K02", "--reason", "Keliru").code == 2
