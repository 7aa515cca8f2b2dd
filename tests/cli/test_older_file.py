"""Commands on a file that is older than what this laptop knows of its event: looks tell it, acts wait until it is chosen."""

from __future__ import annotations

from tests.cli.builders import Table, full


def test_an_act_on_an_older_file_changes_nothing_until_that_file_is_chosen(table: Table) -> None:
    older = table.event
    yesterday = older.read_bytes()
    assert table.score(full("K01")).code == 0
    older.write_bytes(yesterday)
    before = yesterday
    looked = table.does("status", older)
    assert looked.told and older.read_bytes() == before
    refused = table.score(full("K02"))
    assert refused.code == 1 and older.read_bytes() == before
    assert any("--go-on" in one for one in refused.told)
    table.does("restore", older, "--go-on")
    assert older.read_bytes() == before
    assert table.score(full("K02")).code == 0
