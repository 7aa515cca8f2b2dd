"""The secretary's acts, and what they refuse."""

from __future__ import annotations

import pytest

from juryapp.desk.juror import JurorDesk
from juryapp.desk.juror_requests import ask_reopening
from juryapp.event.opening import open_event
from tests.cli.builders import PASSPHRASE, PIN, Table, full


def state_of(table: Table, candidate: str, juror: str = "J01") -> tuple[str, int]:
    cells = table.does("status", table.event, "--json").json["cells"]
    [cell] = [cell for cell in cells if (cell["candidate"], cell["juror"]) == (candidate, juror)]
    return cell["state"], cell["revision"]


def test_an_absent_candidate_forfeits_until_it_comes(table: Table) -> None:
    table.does("attendance", table.event, "--candidate", "K01", "--state", "absent")
    assert state_of(table, "K01") == ("absent", 1)
    table.does("attendance", table.event, "--candidate", "K01", "--state", "online")
    assert state_of(table, "K01") == ("missing", 1)


def test_attendance_is_said_in_either_language(table: Table) -> None:
    words = ("attendance", table.event, "--candidate", "K01", "--state", "represented")
    assert table.does(*words, "--lang", "en").out == "K01: Represented.\n"
    assert table.does(*words, "--lang", "id").out == "K01: Diwakili.\n"


def test_a_withdrawn_candidate_is_out_of_the_running(table: Table) -> None:
    table.does("withdraw", table.event, "--candidate", "K01", "--reason", "Sakit")
    assert state_of(table, "K01") == ("withdrawn", 1)
    assert table.run("withdraw", table.event, "--candidate", "K01", "--reason", "Sakit").code == 1


def test_an_absence_beside_signed_sheets_says_what_it_does_and_tally_names_them(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    said = table.does("attendance", table.event, "--candidate", "K01", "--state", "absent", "--lang", "en").lines
    assert len(said) == 2 and "(J01)" in said[1] and "not final until you decide" in said[1]
    assert "signed and does not count: J01 K01." in table.does("tally", table.event, "--lang", "en").out
    (category, *_rest) = table.does("tally", table.event, "--json").json["categories"]
    assert category["signed_not_counted"] == [{"juror": "J01", "candidate": "K01"}]
    said = table.does("attendance", table.event, "--candidate", "K01", "--state", "present").lines
    assert len(said) == 1 and "signed_not_counted" not in table.does("tally", table.event, "--json").out


def test_a_reopened_sheet_is_a_new_revision(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    table.does("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Salah ketik")
    assert state_of(table, "K01") == ("complete", 2)
    said = table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    assert said.lines[-1].endswith("PAR24-K01-J01-r2.pdf")


def test_an_open_sheet_is_not_reopened(table: Table) -> None:
    assert table.run("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "x").code == 1


def test_a_request_that_nobody_made_is_not_declined(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    before = table.settled()
    said = table.run("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "x", "--decline", "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and "nothing to decline" in said.told[0]
    assert table.event.read_bytes() == before


def test_a_declined_request_leaves_the_sheet_signed(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        ask_reopening(JurorDesk.sit(event, "J01", PIN), "K01", "Salah ketik")
    assert "J01 asks to reopen the sheet for K01: Salah ketik." in table.does("conflicts", table.event, "--lang", "en").out
    words = ("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Skor sudah benar", "--decline")
    assert "ditolak" in table.does(*words, "--lang", "id").out
    assert "asks to reopen" not in table.does("conflicts", table.event, "--lang", "en").out
    assert state_of(table, "K01") == ("signed", 1)
    entries = table.does("history", table.event, "--subject", "request", "--json").json["entries"]
    assert [(one["actor"], one["value"].get("declined")) for one in entries] == [("J01", None), ("desk", "Skor sudah benar")]


def test_the_plenary_orders_those_still_tied(table: Table) -> None:
    table.sign_both(full("K01", "K02"))
    said = table.does("decide", table.event, "--category", "KAB", "--order", "K02, K01", "--reason", "Pleno")
    assert said.code == 0
    [category] = table.does("tally", table.event, "--json").json["categories"]
    assert [(place["candidate"], place["decided_by"]) for place in category["ranking"]] == [
        ("K02", "plenary"),
        ("K01", "plenary"),
    ]


def test_an_order_of_candidates_that_are_not_tied_is_refused(table: Table) -> None:
    table.sign_both({**full("K01"), **full("K02", reg=70)})
    said = table.run("decide", table.event, "--category", "KAB", "--order", "K02,K01", "--reason", "Pleno")
    assert said.code == 1 and len(said.told) == 1


def test_enrolling_an_unknown_juror_asks_for_nothing(table: Table) -> None:
    table.secrets(pin=None)
    said = table.run("enrol", table.event, "--juror", "J99")
    assert said.code == 1 and "J99" in said.err and "PIN" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("attendance", "--candidate", "K99", "--state", "present"),
        ("withdraw", "--candidate", "K99", "--reason", "x"),
        ("withdraw", "--candidate", "K01", "--reason", "  "),
        ("reopen", "--juror", "J99", "--candidate", "K01", "--reason", "x"),
        ("resolve", "0123456789ab", "--take", "ab", "--reason", "x"),
        ("decide", "--category", "XXX", "--order", "K01", "--reason", "x"),
        ("prepare", "--to", "copies", "--juror", "J02"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(table: Table, words: tuple[str, ...]) -> None:
    before = table.settled()
    said = table.run(words[0], table.event, *words[1:])
    assert said.code == 1 and len(said.told) == 1 and said.out == ""
    assert table.event.read_bytes() == before


def test_the_desks_acts_need_its_pin(table: Table) -> None:
    before = table.settled()
    table.secrets(desk_pin="bukan-pin-ini")
    assert table.run("attendance", table.event, "--candidate", "K01", "--state", "present").code == 1
    assert table.event.read_bytes() == before


def test_a_laptop_without_the_desks_key_is_told_so_before_a_pin_is_asked(table: Table) -> None:
    table.secrets(desk_pin=None)
    said = table.run("attendance", table.jurors_event, "--candidate", "K01", "--state", "present", on="juror")
    assert said.code == 1 and "JURYAPP_DESK_PIN" not in said.err


@pytest.mark.parametrize("order", ["", " , ;"])
def test_an_order_of_nobody_is_asked_for(table: Table, order: str) -> None:
    said = table.run("decide", table.event, "--category", "KAB", "--order", order, "--reason", "pleno", "--lang", "en")
    assert (said.code, said.told) == (1, ["Name the tied candidates, best first, with commas: --order K02,K05."])


def test_a_juror_who_leaves_is_told_first_then_recorded_and_taken_back(table: Table) -> None:
    words = ("presence", table.event, "--juror", "J01", "--until", "K01", "--reason", "Dipanggil", "--lang", "en")
    before = table.settled()
    said = table.does(*words, "--dry-run")
    assert said.out.startswith("J01 ") and "left after K01" in said.out and "No sheet of J01 is expected any more" in said.out
    assert table.event.read_bytes() == before
    table.does(*words)
    cells = {(cell["juror"], cell["candidate"]) for cell in table.does("status", table.event, "--json").json["cells"]}
    assert ("J01", "K01") in cells and ("J01", "K02") not in cells
    (entry,) = table.does("history", table.event, "--subject", "presence", "--json").json["entries"]
    assert entry["key"] == "J01" and entry["value"]["meets"] == ["K01"]
    table.does("presence", table.event, "--juror", "J01", "--take-back", "--reason", "Kembali")
    assert state_of(table, "K02") == ("missing", 1)


@pytest.mark.parametrize("words", [("--reason", "x"), ("--until", "K01"), ("--until", "K01", "--take-back", "--reason", "x")])
def test_a_presence_that_says_nothing_or_too_much_is_wrong_usage(table: Table, words: tuple[str, ...]) -> None:
    assert table.run("presence", table.event, "--juror", "J01", *words).code == 2


def test_a_presence_that_can_not_be_is_one_sentence(table: Table) -> None:
    said = table.run("presence", table.event, "--juror", "J01", "--until", "K99", "--reason", "x", "--lang", "en")
    assert said.code == 1 and said.told == ["K99 is not a candidate that J01 judges."]


def test_a_conflict_names_what_its_versions_are_about_in_words(table: Table) -> None:
    """J01 signs K02 on a laptop that doesn't know yet that the desk recorded J01 as gone after K01."""
    assert table.score(full("K02"), on="J01").code == 0
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", table.folder / "signed", on="J01")
    table.does("presence", table.event, "--juror", "J01", "--until", "K01", "--reason", "Dipanggil")
    table.does("pack", table.jurors_event, "--to", table.folder / "stick", on="J01")
    merged = table.does("merge", table.event, table.folder / "stick", "--admit", "--lang", "en")
    told = table.does("conflicts", table.event, "--lang", "en")
    for said in (merged, told):
        assert "sheet J01/K02: " in said.out and "left after K01, Dipanggil" in said.out
        assert "on laptop the secretary" in said.out


def test_whom_nobody_judges_is_told_by_status_and_tally(table: Table) -> None:
    assert "nobody_judges" not in table.does("status", table.event, "--json").json
    for juror in ("J01", "J02"):
        table.does("presence", table.event, "--juror", juror, "--until", "K03", "--reason", "Dipanggil")
    assert "Nobody judges K04:" in table.does("status", table.event, "--lang", "en").out
    assert table.does("status", table.event, "--json").json["nobody_judges"] == ["K04"]
    assert "K04: Nobody judges this candidate" in table.does("tally", table.event, "--lang", "en").out
