"""A damaged file, candidates entered twice, former rubrics: the commands that mend."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from juryapp.board.cells import Board
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.setup_registers import rubric_value
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from tests.cli.builders import DESK_PIN, PASSPHRASE, Table, full
from tests.sealing import Sealed


def lose(table: Table, *pages: int) -> None:
    content = bytearray(table.event.read_bytes())
    for page in pages:
        content[(page - 1) * 4096 + 200 : page * 4096 - 200] = os.urandom(4096 - 400)
    table.event.write_bytes(content)


def test_a_whole_file_is_rescued_whole(table: Table) -> None:
    table.score(full("K01"))
    before = table.does("status", table.event, "--json").json
    damaged = table.event.read_bytes()
    said = table.does("rescue", table.event, "--to", "new.jury", "--lang", "en")
    assert said.lines[0] == f"{before['entries']} entries saved."
    assert said.lines[-2:] == ["Nothing is known to be lost. Go on with the new file, and put the damaged one aside.", "new.jury"]
    assert table.event.read_bytes() == damaged
    assert table.does("status", "new.jury", "--json").json == before
    assert table.does("sign", "new.jury", "--juror", "J01", "--out", "signed").code == 0


@pytest.mark.parametrize(("language", "lost", "laptop"), [("en", "Lost:", "entries"), ("id", "Hilang:", "entri")])
def test_what_is_lost_is_told_by_laptop_and_number(table: Table, language: str, lost: str, laptop: str) -> None:
    table.score(full("K01", "K02"))
    holding = [n for n, page in enumerate(Sealed(table.event, PASSPHRASE).pages, 1) if page[0] == 13 and b'"supersedes"' in page]
    lose(table, holding[len(holding) // 2])
    said = table.does("rescue", table.event, "--to", "new.jury", "--lang", language)
    assert lost in said.lines
    (gap,) = [line for line in said.lines if line.startswith("  laptop ")]
    assert laptop in gap
    assert said.lines[-1] == "new.jury"


def test_first_bytes_that_are_lost_come_from_a_package_and_losses_stay_told(table: Table) -> None:
    table.score(full("K01", "K02"))
    table.does("pack", table.event, "--to", "stick")
    content = table.event.read_bytes()
    table.event.write_bytes(os.urandom(16) + content[16:])
    for spare in (table.folder / "homes").rglob("spares"):
        shutil.rmtree(spare)
    for beside in table.folder.glob("*.jury"):
        if beside != table.event:
            beside.unlink()
    assert table.run("rescue", table.event, "--to", "new.jury").code == 1
    (package,) = (table.folder / "stick").glob("*.jurypack")
    said = table.does("rescue", table.event, "--to", "new.jury", "--copy", package, "--lang", "en")
    assert [line for line in said.lines if "first bytes are lost" in line]
    table.event.write_bytes(content)
    holding = [n for n, page in enumerate(Sealed(table.event, PASSPHRASE).pages, 1) if page[0] == 13 and b'"supersedes"' in page]
    lose(table, holding[len(holding) // 2])
    table.does("rescue", table.event, "--to", "lossy.jury")
    assert "was rescued at laptop" in table.does("status", "lossy.jury", "--lang", "en").out
    assert len(table.does("status", "lossy.jury", "--json").json["rescues"]) == 1
    assert len(table.does("completeness", "lossy.jury", "--json").json["rescues"]) == 1
    assert "Rescues of damaged files:" in table.does("completeness", "lossy.jury", "--lang", "en").out


def test_nothing_is_rescued_over_another_file_or_with_a_wrong_passphrase(table: Table) -> None:
    (table.folder / "new.jury").write_bytes(b"x")
    said = table.run("rescue", table.event, "--to", "new.jury")
    assert said.code == 1 and len(said.told) == 1
    assert table.run("rescue", "none.jury", "--to", "other.jury").code == 1
    table.secrets(passphrase="salah sama sekali")
    said = table.run("rescue", table.event, "--to", "other.jury")
    assert said.code == 1 and len(said.told) == 1 and not (table.folder / "other.jury").exists()


def twice(table: Table) -> OpenEvent:
    """K02 is entered a second time as K04, by a changed name."""
    event = open_event(table.laptop("secretary"), table.event, PASSPHRASE)
    desk = SecretaryDesk.sit(event, DESK_PIN)
    event.write([desk.act("candidate", "K04/name", {"value": "KABUPATEN 2."})])
    event.close()
    return event


@pytest.mark.parametrize(("language", "hint"), [("en", "K02 and K04 have the same name"), ("id", "K02 dan K04 bernama sama")])
def test_doubles_are_suggested_and_joined_and_taken_apart(table: Table, language: str, hint: str) -> None:
    twice(table)
    assert hint in table.does("conflicts", table.event, "--lang", language).out
    joined = ("join", table.event, "--candidate", "K04", "--lang", language)
    said = table.does(*joined, "--into", "K02", "--reason", "Sama")
    assert "K04" in said.out and "K02" in said.out
    assert hint not in table.does("conflicts", table.event, "--lang", language).out
    cells = table.does("status", table.event, "--json").json["cells"]
    assert "K04" not in {cell["candidate"] for cell in cells}
    assert "K04" in table.does(*joined, "--into", "K04", "--reason", "Ternyata berbeda").out
    assert hint in table.does("conflicts", table.event, "--lang", language).out


@pytest.mark.parametrize("words", [("K01", "K99"), ("K99", "K01"), ("K01", "K01")])
def test_what_can_not_be_joined_is_told(table: Table, words: tuple[str, str]) -> None:
    before = table.settled()
    said = table.run("join", table.event, "--candidate", words[0], "--into", words[1], "--reason", "x")
    assert said.code == 1 and len(said.told) == 1
    assert table.event.read_bytes() == before


@pytest.mark.parametrize(("language", "word"), [("en", "former rubrics of KAB"), ("id", "rubrik lama KAB")])
def test_former_rubrics_are_mapped_with_a_reason(table: Table, language: str, word: str) -> None:
    words = ("map-rubric", table.event, "--category", "KAB", "--reason", "Bobot diubah pleno", "--lang", language)
    said = table.run(*words)
    assert said.code == 1 and len(said.told) == 1
    table.sign_both(full("K01"))
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        changed = [replace(one, weight=Decimal(50)) for one in Board.of(event.file).criteria["KAB"]]
        event.write([desk.act("rubric", "KAB", rubric_value(changed))])
    before = table.settled()
    asked = table.run(*words)
    assert asked.code == 1 and "--yes" in asked.err and "REG" in asked.out and table.event.read_bytes() == before
    assert word in table.does(*words, "--yes").out
    assert table.run(*words, "--yes").code == 1


@pytest.mark.parametrize(("language", "word"), [("en", "wait for its admission"), ("id", "menunggu izin")])
def test_laptops_that_wait_are_told_with_the_conflicts(table: Table, language: str, word: str) -> None:
    assert table.score(full("K01"), on="juror").code == 0
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", table.event, "stick")
    assert word in table.does("conflicts", table.event, "--lang", language).out
    table.does("merge", table.event, "stick", "--admit")
    assert word not in table.does("conflicts", table.event, "--lang", language).out


def test_a_cloned_laptop_is_told_with_the_conflicts(table: Table) -> None:
    assert table.score(full("K01"), on="juror").code == 0
    clone = table.folder / "clone.jury"
    shutil.copy(table.jurors_event, clone)
    shutil.copytree(table.folder / "homes" / "juror", table.folder / "homes" / "cloned")
    table.score(full("K02"), on="juror")
    table.does(
        "score", clone, "--juror", "J01", "--from", table.file("s.csv", "candidate,criterion,points\nK03,REG,70"), on="cloned"
    )
    table.does("merge", table.event, table.jurors_event, clone, "--admit")
    assert "was cloned" in table.does("conflicts", table.event, "--lang", "en").out
