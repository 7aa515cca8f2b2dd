"""An event is wiped from a laptop or destroyed, notes are erased by the dozen: as commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.desk.note_access import NotesToErase, notes_to_erase
from juryapp.event.opening import open_event
from juryapp.locations import Home
from tests.cli.builders import PASSPHRASE, PIN, Table, full


def test_a_laptop_is_not_wiped_before_all_of_it_is_elsewhere(table: Table) -> None:
    assert table.score(full("K01"), on="juror").code == 0
    said = table.run("wipe", table.jurors_event, "--juror", "J01", "--yes", on="juror")
    assert said.code == 1 and len(said.told) == 2 and table.jurors_event.exists()


def test_a_laptop_is_wiped_once_two_places_hold_all(table: Table) -> None:
    table.does("prepare", table.event, "--to", "meja", "--desk")
    (meja,) = Path("meja").glob("*.jury")
    assert table.score(full("K01"), on="juror").code == 0
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", "signed", on="juror")
    table.does("close-laptop", table.jurors_event, on="juror")
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", meja, "stick", "--admit", on="meja")
    table.does("close-laptop", meja, on="meja")
    table.does("pack", meja, "--to", "stick", on="meja")
    table.does("merge", table.event, "stick", "--admit")
    table.does("pack", table.event, "--to", "stick")
    table.does("merge", table.jurors_event, "stick", on="juror")
    table.does("wipe", table.jurors_event, "--dry-run", on="juror")
    asked = table.run("wipe", table.jurors_event, on="juror")
    assert asked.code == 1 and "--yes" in asked.err and table.jurors_event.exists()
    table.secrets(pin="bukan-pin-ini")
    assert table.run("wipe", table.jurors_event, "--yes", on="juror").code == 1 and table.jurors_event.exists()
    table.secrets(pin=PIN)
    table.does("wipe", table.jurors_event, "--yes", on="juror")
    assert not table.jurors_event.exists() and not list((table.laptop("juror").home.folder / "events").iterdir())


@pytest.mark.parametrize(("language", "word"), [("en", "certificate of destruction"), ("id", "berita acara pemusnahan")])
def test_an_event_is_destroyed_with_a_certificate(table: Table, language: str, word: str) -> None:
    table.sign_both(full("K01"))
    words = ("destroy", table.event, "--to", "musnah.pdf", "--reason", "Masa retensi berakhir", "--lang", language)
    for more in ((), ("--confirm", "PAR99"), ("--confirm", "PAR24")):
        refused = table.run(*words, *more)
        assert refused.code == 1 and len(refused.told) == 1 and table.event.exists() and not Path("musnah.pdf").exists()
    said = table.does(*words, "--confirm", "PAR24", "--last-copy")
    assert said.lines[-2:] == ["musnah.root.pem", "musnah.pdf"] and not table.event.exists()
    checked = table.does("verify", "musnah.pdf", "--root", "musnah.root.pem", "--lang", language)
    assert word in checked.out
    home: Home = table.laptop("secretary").home
    assert not list((home.folder / "events").iterdir()) and not list(home.spares.iterdir())


def test_an_interrupted_removal_is_told_and_ended_by_the_next_command(table: Table) -> None:
    home: Home = table.laptop("secretary").home
    home.leaving.mkdir()
    (home.leaving / "0123.json").write_text(
        '{"event": "0123", "name": "PAR24", "files": ["%s"], "certificate": ""}' % table.event  # noqa: UP031
    )
    said = table.run("template", "kosong.xlsx", "--lang", "en")
    assert said.code == 0 and "was interrupted; it is done now" in said.err and not table.event.exists()
    assert "interrupted" not in table.run("template", "lain.xlsx", "--lang", "en").err


def test_notes_are_erased_by_date_or_by_whom_they_are_about(table: Table) -> None:
    (text := table.folder / "catatan.txt").write_text("ragu")
    for candidate in ("K01", "K02"):
        table.does("note", table.event, "--juror", "J01", "--candidate", candidate, "--from", text, "--visibility", "panel")
    assert table.run("erase-notes", table.event, "--reason", "x").code == 1
    assert table.run("erase-notes", table.event, "--until", "1999-12-31", "--reason", "x").code == 1
    listed = table.does("erase-notes", table.event, "--candidate", "K02", "--dry-run", "--reason", "x", "--lang", "en")
    assert listed.lines == ["J01/K02/panel", "1 note would be erased."]
    table.does("erase-notes", table.event, "--candidate", "K02", "--reason", "Diminta")
    table.does("erase-notes", table.event, "--until", "2099-01-01", "--reason", "Retensi")
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE, look=True) as event:
        assert notes_to_erase(event.file, NotesToErase()) == []
    erased = table.does("history", table.event, "--subject", "erasure", "--json").json["entries"]
    assert [one["value"]["reason"] for one in erased] == ["Diminta", "Retensi"]
    table.does("verify", table.event)
