"""`juryapp events` and `juryapp vault`: what headquarters asks of a folder, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.many_events.vault import USUAL_NAME
from tests.cli.builders import PASSPHRASE, Table, full
from tests.cli.test_json_on_the_page import members, told_of
from tests.many_events.test_shares import printed

OWN = "gudang-tinta-biru-selat"


@pytest.fixture
def headquarters(table: Table, monkeypatch: pytest.MonkeyPatch) -> Table:
    """The event is in a vault, with whom to call, and the passphrases are the vault's alone."""
    monkeypatch.setenv("JURYAPP_VAULT_PASSPHRASE", OWN)
    table.does("vault", USUAL_NAME, "--create", "--add", table.event)
    monkeypatch.delenv("JURYAPP_PASSPHRASE")
    noted = ("--contact", "Ibu Ayu", "--telephone", "0361 1", "--deadline", "2024-02-18", "--note", "Senin")
    table.does("vault", USUAL_NAME, "--event", "event.jury", *noted)
    return table


def test_a_late_event_says_what_is_awaited_and_whom_to_call(headquarters: Table) -> None:
    said = headquarters.does("--lang", "en", "events", ".").out
    assert "2 are late." in said and "Ibu Ayu, 0361 1" in said and "8 sheets aren't signed here yet." in said
    assert "not opened yet" in headquarters.does("--lang", "en", "events", ".", "--results").out


def test_the_json_is_on_the_page(headquarters: Table) -> None:
    found = headquarters.does("events", ".", "--json").json
    assert set(members(found)) <= told_of("events")
    [event] = [one for one in found["events"] if Path(one["path"]).name == "event.jury"]
    assert event["late"] and event["deadline"] == "2024-02-18" and event["overview"]["expected"] == 8
    listed = headquarters.does("vault", USUAL_NAME, "--json").json
    assert set(members(listed)) <= told_of("vault") and listed["events"][0]["telephone"] == "0361 1"


def test_without_a_vault_all_have_one_passphrase_and_one_that_is_unreadable_is_a_line(table: Table) -> None:
    table.score(full("K01"))
    (table.folder / "broken.jury").write_bytes(b"x" * 4096)
    before = table.event.read_bytes()
    said = table.run("events", ".", "--json")
    assert said.code == 1 and table.event.read_bytes() == before
    assert [bool(one["problem"]) for one in said.json["events"]].count(True) == 1
    assert table.run("events", "stick").code == 1 and table.run("events", "nowhere").code == 1


def test_the_vault_gives_a_passphrase_out_and_is_locked_anew(headquarters: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    assert headquarters.does("vault", USUAL_NAME, "--event", "event", "--passphrase").out == f"{PASSPHRASE}\n"
    monkeypatch.setenv("JURYAPP_NEW_VAULT_PASSPHRASE", "payung-kelima-di-atap")
    headquarters.does("vault", USUAL_NAME, "--change-passphrase")
    assert headquarters.run("vault", USUAL_NAME).code == 1
    monkeypatch.setenv("JURYAPP_VAULT_PASSPHRASE", "payung-kelima-di-atap")
    headquarters.does("vault", USUAL_NAME, "--event", "event", "--remove")
    assert headquarters.does("vault", USUAL_NAME, "--json").json["events"] == []


@pytest.mark.parametrize(
    "wrong",
    [("--contact", "Ibu Ayu"), ("--event", "riau", "--note", "x"), ("--event", "event", "--deadline", "besok"), ("--create",)],
)
def test_what_can_not_be_done_is_a_sentence_and_changes_nothing(headquarters: Table, wrong: tuple[str, ...]) -> None:
    before = (headquarters.folder / USUAL_NAME).read_bytes()
    said = headquarters.run("vault", USUAL_NAME, *wrong)
    assert said.code == 1 and len(said.told) == 1 and (headquarters.folder / USUAL_NAME).read_bytes() == before


def test_a_passphrase_that_is_soon_guessed_makes_no_vault(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JURYAPP_VAULT_PASSPHRASE", "12345678")
    assert table.run("vault", "new.juryvault", "--create").code == 1 and not (table.folder / "new.juryvault").exists()


def test_two_of_three_paper_shares_open_the_vault(headquarters: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = headquarters.folder / USUAL_NAME
    assert headquarters.run("vault-shares", USUAL_NAME).code == 1
    headquarters.does("vault-shares", USUAL_NAME, "--to", "shares.pdf")
    pages = printed(headquarters.folder / "shares.pdf")
    for number, page in enumerate(pages):
        (headquarters.folder / f"share{number}.txt").write_text(page)
    two = ("--share-file", "share0.txt", "--share-file", "share2.txt")
    headquarters.does("vault-shares", USUAL_NAME, "--try", *two)
    before = vault.read_bytes()
    assert headquarters.run("vault-shares", USUAL_NAME, "--to", "later.pdf").code == 1, "former ones would be worthless"
    assert headquarters.run("vault-recover", USUAL_NAME, "--share-file", "share0.txt").code == 1
    monkeypatch.setenv("JURYAPP_NEW_VAULT_PASSPHRASE", "12345678")
    assert headquarters.run("vault-recover", USUAL_NAME, *two).code == 1
    assert vault.read_bytes() == before and not (headquarters.folder / "later.pdf").exists()
    monkeypatch.setenv("JURYAPP_NEW_VAULT_PASSPHRASE", "payung-kelima-di-atap")
    headquarters.does("vault-recover", USUAL_NAME, *two)
    monkeypatch.setenv("JURYAPP_VAULT_PASSPHRASE", "payung-kelima-di-atap")
    assert headquarters.does("vault", USUAL_NAME, "--json").json["shares"]


def test_the_inbox_tells_each_package_and_receives_what_is_new(table: Table) -> None:
    table.score(full("K01"), on="juror")
    table.does("pack", table.jurors_event, "--to", "masuk", on="juror")
    table.file("masuk/rusak.jurypack", b"x" * 9000)
    (table.folder / "for-J01" / "PAR24-J01.jury").unlink()
    before = table.event.read_bytes()
    said = table.run("inbox", ".", "--packages", "masuk", "--json")
    assert said.code == 1 and table.event.read_bytes() == before and set(members(said.json)) <= told_of("inbox")
    assert sorted(one["verdict"] for one in said.json["packages"]) == ["held", "refused"]
    (table.folder / "masuk" / "rusak.jurypack").unlink()
    assert "it waits in its event" in table.does("inbox", ".", "--packages", "masuk", "--receive", "--lang", "en").out
    assert "1 package." in table.does("inbox", ".", "--lang", "en").out
    assert table.run("inbox", "masuk").code == 1, "no event lies there"


def test_an_auditor_is_told_everything_and_the_proof(table: Table) -> None:
    table.score(full("K01"))
    before = table.event.read_bytes()
    found = table.does("audit", table.event, "--json").json
    assert set(members(found)) <= told_of("audit") and found["untouched"] and table.event.read_bytes() == before
    said = table.does("audit", table.event, "--out", "audit.txt", "--lang", "en")
    assert said.lines == ["audit.txt"] and found["before"] in (table.folder / "audit.txt").read_text()
    assert table.run("audit", table.event, "--out", "audit.txt").code == 1, "nothing is replaced"
