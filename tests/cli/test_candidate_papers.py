"""Candidates' own papers at the command line."""

from __future__ import annotations

from tests.cli.builders import Table
from tests.papers import a_bomb, a_pdf, a_picture, put


def test_papers_are_added_listed_and_taken_away(table: Table) -> None:
    first, second = put(table.folder, "perda.pdf", a_pdf()), put(table.folder, "foto.png", a_picture())
    table.does("add-paper", table.event, str(first), str(second), "--candidate", "K01")
    table.does("add-paper", table.event, str(first), "--candidate", "K02", "--name", "Perda 12/2025")
    listed = table.does("papers", table.event, "--json").json
    assert [(one["candidate"], one["name"], one["kind"], one["here"]) for one in listed["papers"]] == [
        ("K01", "foto", "png", True),
        ("K01", "perda", "pdf", True),
        ("K02", "Perda 12/2025", "pdf", True),
    ]
    assert listed["used"] == len(a_pdf()) + len(a_picture()) and listed["most"] == 200_000_000
    assert "Perda 12/2025" in table.does("papers", table.event).out
    gone = listed["papers"][1]["paper"]
    table.does("remove-paper", table.event, "--candidate", "K01", "--paper", gone, "--reason", "Salah kandidat")
    assert len(table.does("papers", table.event, "--json").json["papers"]) == 2
    assert table.run("remove-paper", table.event, "--candidate", "K01", "--paper", gone, "--reason", "Lagi").code == 1


def test_a_file_that_is_not_taken_is_one_sentence(table: Table) -> None:
    for name, content in (("program.pdf", b"MZ program"), ("bomb.png", a_bomb())):
        said = table.run("add-paper", table.event, str(put(table.folder, name, content)), "--candidate", "K01")
        assert said.code == 1 and len(said.told) == 1 and name in said.err, said
    assert table.does("papers", table.event, "--json").json["papers"] == []
