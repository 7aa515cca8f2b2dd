"""What can be asked: completeness, ranking, history; as JSON and for people."""

from __future__ import annotations

import sys

import pytest

from juryapp.cli.telling import say_table
from juryapp.text import LANGUAGES, _, speaking
from tests.cli.builders import Table, full
from tests.saying import says


def test_status_has_the_promised_members(table: Table) -> None:
    table.score({**full("K01"), "K02": {"REG": 80}})
    found = table.does("status", table.event, "--json").json
    assert found.keys() == {"event", "code", "entries", "conflicts", "devices", "cells", "lacking"}, "laptops are open"
    assert all(device.keys() == {"id", "name", "number", "confirmed"} for device in found["devices"])
    cells = {(cell["juror"], cell["candidate"]): cell for cell in found["cells"]}
    assert len(cells) == 8 and not any(juror == "J03" for juror, _ in cells)
    complete = {"juror": "J01", "candidate": "K01", "category": "KAB", "state": "complete", "revision": 1, "total": "87.00"}
    assert cells["J01", "K01"] == complete
    assert (cells["J01", "K02"]["state"], cells["J01", "K02"]["total"]) == ("draft", None)
    assert cells["J02", "K01"]["state"] == "missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_what_is_missing(table: Table, language: str) -> None:
    table.score(full("K01"))
    said = table.does("--lang", language, "status", table.event)
    head = "{event}: {signed} of {expected} sheets signed; {entries} entries in this file."
    with speaking(language):
        assert says(said.out, head, signed=0, expected=8)
        assert all(_(word) in said.out for word in ("not scored", "complete, not signed yet", "Confirmed by headquarters"))
    assert any(line.split()[:1] == ["K01"] and line.endswith("J02") for line in said.lines)


def test_tally_has_the_promised_members(table: Table) -> None:
    table.sign_both({**full("K01", reg="85.5"), **full("K02", reg=70)})
    [category] = table.does("tally", table.event, "--json").json["categories"]
    assert category.keys() == {"category", "method", "final", "ranking", "open"}
    assert (category["category"], category["method"], category["final"]) == ("KAB", "mean", False)
    first = {"rank": 1, "candidate": "K01", "name": "Kabupaten 1", "score": "87.30", "exact": "873/10", "jurors": 2}
    assert category["ranking"][0] == {**first, "decided_by": "score"}
    assert category["ranking"][1]["exact"] == "78"
    assert [one.keys() for one in category["open"]] == [{"candidate", "why"}] * 2


def test_drafts_count_only_if_wanted_and_that_is_said(table: Table) -> None:
    table.score(full("K01"))
    assert table.does("tally", table.event, "--json").json["categories"][0]["ranking"] == []
    [category] = table.does("tally", table.event, "--drafts", "--json").json["categories"]
    assert [place["candidate"] for place in category["ranking"]] == ["K01"] and not category["final"]
    assert "aren't signed yet are counted" in table.does("tally", table.event, "--drafts", "--lang", "en").out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("KAB Kabupaten/Kota: provisional", "87.00", "joint place", "K03, K04: ")),
        ("id", ("KAB Kabupaten/Kota: sementara", "87,00", "peringkat bersama", "K03, K04: ")),
    ],
)
def test_people_read_a_ranking_and_what_is_open(table: Table, language: str, words: tuple[str, ...]) -> None:
    table.sign_both(full("K01", "K02"))
    out = table.does("tally", table.event, "--category", "KAB", "--lang", language).out
    assert all(word in out for word in words)


@pytest.mark.parametrize(("language", "words"), [("en", ("mean 90.00", "mean 80.00")), ("id", ("rerata 90,00", "rerata 80,00"))])
def test_people_read_what_decided_a_tie_with_its_values(table: Table, language: str, words: tuple[str, ...]) -> None:
    table.sign_both({**full("K01", reg=80, cak=90), **full("K02", reg=90, cak=75)})
    out = " ".join(table.does("tally", table.event, "--category", "KAB", "--lang", language).out.split())
    assert out.index(words[0]) < out.index(words[1])


def test_a_margin_below_one_step_of_one_juror_is_told(table: Table) -> None:
    table.does("enrol", table.event, "--juror", "J02")
    for juror, given in (("J01", (85, 90)), ("J02", (85.5, 89))):
        table.score({**full("K01"), **full("K02", reg=given[0], cak=given[1])}, juror)
        table.does("sign", table.event, "--juror", juror, "--out", "signed")
    message = "Narrow margin: {first} and {second} are {margin} apart."
    assert "Narrow margin: K01 and K02 are 0.05 apart." in table.does("tally", table.event, "--lang", "en").lines
    with speaking("id"):
        indonesian = _(message, first="K01", second="K02", margin="0,05")
    assert indonesian in table.does("tally", table.event, "--lang", "id").lines


def test_an_unknown_category_is_a_sentence(table: Table) -> None:
    said = table.run("tally", table.event, "--category", "XXX")
    assert said.code == 1 and "XXX" in said.err and said.out == ""


def test_history_tells_who_wrote_what_replacing_what(table: Table) -> None:
    table.score(full("K01"))
    table.score(full("K01", reg=86))
    found = table.does("history", table.event, "--subject", "score", "--key", "J01/K01/REG", "--json").json
    first, second = found["entries"]
    members = {"id", "device", "number", "at", "actor", "subject", "key", "value", "supersedes"}
    assert first.keys() == members and found.keys() == {"entries"}
    assert (first["value"], second["value"]) == ({"points": "85"}, {"points": "86"})
    assert first["supersedes"] == [] and second["supersedes"] == [first["id"]]
    assert (first["actor"], first["subject"], first["key"]) == ("J01", "score", "J01/K01/REG")


def test_history_of_nothing_is_said(table: Table) -> None:
    assert table.does("history", table.event, "--subject", "score", "--lang", "en").out == "Nothing was written about this.\n"
    assert table.does("history", table.event, "--subject", "score", "--json").json == {"entries": []}


def test_people_read_the_history_in_columns(table: Table) -> None:
    table.score(full("K01"))
    lines = table.does("history", table.event, "--subject", "score").lines
    assert lines[0].split()[:3] == [_("When"), _("Who"), _("What")] and len({line.find("score ") for line in lines[1:]}) == 1


def test_a_table_on_a_narrow_terminal_cuts_nothing_off(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a terminal shows: folded, since names of entries are there to be copied."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    say_table(("Entry", "Says"), [("0123456789ab", "z" * 120), ("ba9876543210", "[bold]x[/bold]")])
    shown = table.capture.readouterr().out
    assert "…" not in shown and "[bold]x[/bold]" in shown and shown.count("z") == 120
    assert "0123456789ab" in shown and "ba9876543210" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_tells_what_is_to_be_done_first_things_first(table: Table, language: str) -> None:
    steps = table.does("next", table.event, "--json").json["steps"]
    assert [step["kind"] for step in steps] == ["copy root", "enrol"], "the key lies only here, and J01's laptop was prepared"
    assert steps[1]["juror"] == "J02"
    said = table.does("--lang", language, "next", table.event)
    with speaking(language):
        assert len(said.lines) == 2 and said.lines[0].startswith("1. ")
        assert said.lines[1].startswith("2. ") and steps[1]["name"] in said.lines[1]


def test_history_is_filtered_and_tells_a_sheet_as_it_stood(table: Table) -> None:
    table.score({"K01": {"REG": 70}})
    table.score({"K01": {"REG": 75}, "K02": {"REG": 50}})
    entries = table.does("history", table.event, "--person", "J01", "--candidate", "K01", "--json").json["entries"]
    assert [one["value"]["points"] for one in entries] == ["70", "75"]
    laptop = entries[0]["device"]
    assert table.does("history", table.event, "--laptop", laptop[:10], "--subject", "score", "--json").json["entries"]
    of = ("history", table.event, "--person", "J01", "--candidate", "K01", "--json", "--at")
    then = table.does(*of, entries[-1]["at"]).json["entries"]
    assert [one["value"]["points"] for one in then] == ["75"]
    assert table.does(*of, "2001-01-01 10.15").json["entries"] == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--at", "2024-02-19 10:15"], 2),
        (["--person", "J01", "--candidate", "K01", "--at", "kemarin"], 1),
        (["--person", "J99", "--candidate", "K01", "--at", "2024-02-19 10:15"], 1),
        (["--laptop", "nowhere"], 1),
    ],
)
def test_what_history_cannot_find_is_one_sentence(table: Table, options: list[str], code: int) -> None:
    said = table.run("history", table.event, *options)
    assert said.code == code and said.out == "" and len(said.told) == (4 if code == 2 else 1)
