"""A final result that changed is told by every command that tells results, until headquarters acknowledges it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.builders import Table, full


@pytest.fixture
def turned(table: Table) -> Table:
    """K01 was first and final, then withdrew."""
    table.sign_both({**full("K01", reg=95), **full("K02", reg=85), **full("K03", reg=75), **full("K04", reg=65)})
    table.does("attendance", table.event, "--candidate", "K02", "--state", "present")
    assert "results" not in table.does("tally", table.event, "--json").json
    told = table.does("tally", table.event, "--json").json
    assert not told["categories"][0]["final"] and len(told["awaited"]) == 1, "the juror's laptop is still open"
    table.does("close-laptop", table.jurors_event, on="juror")
    table.does("pack", table.jurors_event, "--to", "closed", on="juror")
    table.does("merge", table.event, "closed", "--admit")
    told = table.does("tally", table.event, "--json").json
    assert told["categories"][0]["final"] and "awaited" not in told
    table.does("withdraw", table.event, "--candidate", "K01", "--reason", "Mundur sesudah pleno", "--despite-signed")
    return table


@pytest.mark.parametrize("command", ["status", "tally", "conflicts"])
def test_it_is_told_with_before_now_and_by_which_acts(turned: Table, command: str) -> None:
    said = turned.does(command, turned.event, "--lang", "en").out
    assert "was signed on" in said and "was changed afterwards" in said
    assert "1. K01" in said and "1. K02" in said
    (told,) = turned.does(command, turned.event, "--json").json["results"]
    assert told["alarm"] and told["final"] and told["category"] == "KAB" and told["acknowledged"] is None
    assert [one["candidate"] for one in told["before"]] == ["K01", "K02", "K03", "K04"]
    assert [one["candidate"] for one in told["now"]] == ["K02", "K03", "K04"]
    assert [one["subject"] for one in told["acts"]] == ["withdrawal"]


def test_headquarters_acknowledges_it_with_a_reason(turned: Table) -> None:
    assert turned.run("acknowledge", turned.event, "KAB").code == 2
    assert turned.run("acknowledge", turned.event, "KAB", "--reason", " ").code == 1
    assert turned.run("acknowledge", turned.event, "XYZ", "--reason", "x").code == 1
    turned.does("acknowledge", turned.event, "KAB", "--reason", "Surat bupati")
    (told,) = turned.does("status", turned.event, "--json").json["results"]
    assert not told["alarm"] and told["acknowledged"] == "Surat bupati"
    assert "Surat bupati" in turned.does("tally", turned.event, "--lang", "en").out
    assert turned.run("acknowledge", turned.event, "KAB", "--reason", "lagi").code == 1, "there is nothing left"


def test_only_headquarters_laptop_can(turned: Table) -> None:
    turned.does("prepare", turned.event, "--to", "for-hotel", "--desk")
    (hotel,) = Path("for-hotel").glob("*.jury")
    said = turned.run("acknowledge", hotel, "KAB", "--reason", "x", on="hotel")
    assert said.code == 1 and said.err and "Traceback" not in said.err


def test_whoever_merges_is_told_which_acts_changed_it(table: Table) -> None:
    table.sign_both({**full("K01", reg=95), **full("K02", "K03", "K04", reg=85)})
    table.does("prepare", table.event, "--to", "for-hotel", "--desk")
    (hotel,) = Path("for-hotel").glob("*.jury")
    table.does("withdraw", hotel, "--candidate", "K01", "--reason", "Mundur", "--despite-signed", on="hotel")
    table.does("pack", hotel, "--to", "stick", on="hotel")
    said = table.does("merge", table.event, "stick", "--admit", "--lang", "en")
    assert "was changed afterwards" in said.out and "Mundur" in said.out and "the secretary" in said.out
    again = table.does("merge", table.event, "stick", "--json").json
    assert "results" not in again, "it is told by the merge that brings it, and by status ever after"
    assert table.does("status", table.event, "--json").json["results"]


def test_a_jurors_laptop_is_told_without_places_and_totals(table: Table) -> None:
    table.sign_both({**full("K01", reg=95), **full("K02", "K03", "K04", reg=85)})
    table.does("attendance", table.event, "--candidate", "K02", "--state", "present")
    table.does("pack", table.event, "--to", "first")
    table.does("merge", table.jurors_event, "first", on="juror")
    table.does("withdraw", table.event, "--candidate", "K01", "--reason", "Mundur", "--despite-signed")
    table.does("pack", table.event, "--to", "second")
    dry = table.does("merge", table.jurors_event, "second", "--dry-run", on="juror")
    said = table.does("merge", table.jurors_event, "second", "--lang", "en", on="juror")
    assert "was changed afterwards" in said.out and "Mundur" in said.out
    told = [table.does(*words, table.jurors_event, "--lang", "en", on="juror").out for words in (("status",), ("conflicts",))]
    assert not any(
        places in text for text in (dry.out, said.out, *told) for places in ("Before:", "Now:", "Sebelum", "93.00", "93,00")
    )
    (turn,) = table.does("status", table.jurors_event, "--json", on="juror").json["results"]
    assert "before" not in turn and "now" not in turn
    assert "Before:" in table.does("status", table.event, "--lang", "en").out


@pytest.mark.parametrize("kind", ["minutes", "recapitulation"])
def test_documents_print_it_also_after_it_was_acknowledged(turned: Table, kind: str) -> None:
    for reason in (None, "Surat bupati"):
        if reason:
            turned.does("acknowledge", turned.event, "KAB", "--reason", reason)
        path = turned.does("documents", turned.event, "--kind", kind, "--out", "papers").lines[-1]
        pages = pypdfium2.PdfDocument(path)
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
        pages.close()
        assert "hasilnya berubah sesudahnya" in text and "Mundur sesudah pleno" in text
        assert ("Surat bupati" in text) is (reason is not None)


def test_a_frozen_result_is_told_until_it_is_free(table: Table) -> None:
    table.sign_both({**full("K01", reg=95), **full("K02", reg=85), **full("K03", reg=75), **full("K04", reg=65)})
    assert table.run("freeze", table.event, "KAB", "--reason", "x").code == 1, "a juror's laptop is still open"
    table.does("close-laptop", table.jurors_event, on="juror")
    table.does("pack", table.jurors_event, "--to", "closed", on="juror")
    table.does("merge", table.event, "closed", "--admit")
    assert "frozen" not in table.does("status", table.event, "--json").json
    table.does("freeze", table.event, "KAB", "--reason", "Rapat nasional", "--by", "Ibu Pusat")
    (told,) = table.does("status", table.event, "--json").json["frozen"]
    assert not told["changed"] and told["by"] == "Ibu Pusat" and told["ranking"][0]["candidate"] == "K01"
    table.does("withdraw", table.event, "--candidate", "K01", "--reason", "Mundur", "--despite-signed")
    (told,) = table.does("status", table.event, "--json").json["frozen"]
    assert told["changed"] and told["digest"] != told["digest_now"] and told["now"][0]["candidate"] == "K02"
    for command in ("status", "tally"):
        assert "isn't what stands now" in table.does(command, table.event, "--lang", "en").out
    assert table.run("unfreeze", table.event, "XYZ", "--reason", "x").code == 1
    table.does("unfreeze", table.event, "KAB", "--reason", "Surat bupati")
    assert "frozen" not in table.does("status", table.event, "--json").json
