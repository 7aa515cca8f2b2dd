"""Commands on a file that is older than what this laptop knows of its event: looks tell it, acts wait until it is chosen."""

from __future__ import annotations

import shutil

from juryapp.event.spare_words import LOOK_FOR_NEWER
from tests.cli.builders import Table, full
from tests.saying import says


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


def test_without_spare_copies_or_a_newer_file_an_act_is_refused_all_the_same(table: Table) -> None:
    """A sync engine wrote the older state into the file itself, before the first spare copy was made."""
    older = table.event
    yesterday = older.read_bytes()
    assert table.score(full("K01")).code == 0
    shutil.rmtree(table.laptop("secretary").home.spares, ignore_errors=True)
    older.write_bytes(yesterday)
    for acting in (lambda: table.score(full("K02")), lambda: table.run("sign", older, "--juror", "J01", "--out", older.parent)):
        refused = acting()
        assert refused.code == 1 and older.read_bytes() == yesterday
        assert any("--go-on" in one for one in refused.told) and says(refused.err, LOOK_FOR_NEWER)
    table.does("restore", older, "--go-on")
    assert table.score(full("K02")).code == 0 and table.score(full("K03")).code == 0
