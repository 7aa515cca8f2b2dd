"""Notes, conflicts of interest, signing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.text import _
from tests.cli.builders import DESK_PIN, PASSPHRASE, PIN, Table, full


def note_of(table: Table, visibility: Visibility) -> str | None:
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        return JurorDesk.sit(event, "J01", PIN).note("K01", visibility).text


def test_a_note_is_added_to_what_stands(table: Table) -> None:
    for text in ("Ramah.\n", "Siap.\n"):
        table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", table.file("note.txt", text))
    assert note_of(table, Visibility.PRIVATE) == "Ramah.\n\nSiap."


@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_note_has_the_visibility_that_is_named(table: Table, visibility: Visibility) -> None:
    path = table.file("note.txt", "\ufeffRamah.")
    table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", path, "--visibility", visibility)
    assert {each: note_of(table, each) for each in Visibility} == {
        each: "Ramah." if each is visibility else "" for each in Visibility
    }


def test_an_empty_note_is_refused(table: Table) -> None:
    said = table.run("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", table.file("note.txt", " \n"))
    assert said.code == 1 and "note.txt" in said.err


def test_recusing_needs_an_enrolled_juror(table: Table) -> None:
    said = table.run("recuse", table.event, "--juror", "J02", "--candidate", "K01", "--reason", "Keluarga")
    assert said.code == 1 and "J02" in said.err


def test_a_juror_takes_a_conflict_of_interest_back_and_the_desk_records_one_on_paper(table: Table) -> None:
    about = (table.event, "--juror", "J01", "--candidate", "K01", "--lang", "en")
    table.does("recuse", *about, "--reason", "Keluarga")
    assert table.run("recuse", *about, "--take-back", "--on-paper").code == 1, "what the juror declared is not the desk's"
    assert table.run("recuse", *about, "--take-back").code == 2, "a reason is needed"
    assert "taken back" in table.does("recuse", *about, "--take-back", "--reason", "Salah kandidat").lines[0]
    assert table.run("recuse", *about, "--take-back", "--reason", "Salah kandidat").code == 1
    told = table.does("history", table.event, "--subject", "recusal", "--key", "J01/K01", "--lang", "en").out
    assert "Keluarga" in told and "Salah kandidat" in told, "both acts stay in the history"
    assert table.run("recuse", *about).code == 2, "a reason is needed"
    table.does("recuse", *about, "--on-paper", "--reason", "surat")
    table.does("recuse", *about, "--on-paper", "--take-back")
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    said = table.run("recuse", *about, "--on-paper", "--reason", "surat")
    assert said.code == 1 and "J01" in said.err


def test_complete_drafts_are_signed_and_their_paths_told_last(table: Table) -> None:
    table.score({**full("K01", "K02"), "K03": {"REG": 70}})
    said = table.does("sign", table.event, "--juror", "J01", "--out", "signed", "--lang", "en")
    paths = [str(Path("signed", f"PAR24-{candidate}-J01-r1.pdf")) for candidate in ("K01", "K02")]
    assert said.lines[:2] == [
        "K01 · Kabupaten 1: REG 85, CAK 90; total 87.00",
        "K02 · Kabupaten 2: REG 85, CAK 90; total 87.00",
    ]
    assert said.lines[2:] == ["2 sheets are signed.", *paths]
    assert all(Path(path).read_bytes().startswith(b"%PDF-") for path in paths)


def test_every_sheet_or_those_named_are_signed_but_not_both_are_said(table: Table) -> None:
    table.score(full("K01"))
    said = table.run("sign", table.event, "--juror", "J01", "--candidate", "K01", "--all", "--out", "signed")
    assert said.code == 2 and "--all" in said.err and not Path("signed").exists()


def test_one_candidate_may_be_signed_alone(table: Table) -> None:
    table.score(full("K01", "K02"))
    table.does("sign", table.event, "--juror", "J01", "--candidate", "K02", "--out", "signed")
    assert os.listdir("signed") == ["PAR24-K02-J01-r1.pdf"]


def test_with_nothing_to_sign_the_exit_is_1(table: Table) -> None:
    said = table.run("sign", table.event, "--juror", "J01", "--out", "signed")
    assert said.code == 1 and len(said.told) == 1 and said.out == ""


def test_an_incomplete_sheet_is_refused_with_what_it_lacks(table: Table) -> None:
    table.score({"K01": {"REG": 80}})
    said = table.run("sign", table.event, "--juror", "J01", "--candidate", "K01", "--out", "signed")
    assert said.code == 1 and "CAK" in said.err


def test_one_sheet_that_cannot_be_signed_does_not_stop_the_others(table: Table) -> None:
    nothing = "".join(f"K01,{criterion},-,Tidak hadir dokumen\n" for criterion in ("REG", "CAK"))
    table.score(f"candidate,criterion,points,remark\n{nothing}K02,REG,80,\nK02,CAK,80,")
    said = table.run("sign", table.event, "--juror", "J01", "--out", "signed")
    assert said.code == 1 and "K01" in said.err and len(said.told) == 1
    assert os.listdir("signed") == ["PAR24-K02-J01-r1.pdf"]


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_signed(table: Table) -> None:
    table.score(full("K01"))
    table.file("signed", "a file")
    said = table.run("sign", table.event, "--juror", "J01", "--out", "signed")
    assert said.code == 1 and "signed" in said.err
    states = {cell["state"] for cell in table.does("status", table.event, "--json").json["cells"]}
    assert "signed" not in states and "complete" in states


def test_signing_needs_the_right_pin(table: Table) -> None:
    table.score(full("K01"))
    event = table.settled()
    table.secrets(pin="bukan-pin-ini")
    assert table.run("sign", table.event, "--juror", "J01", "--out", "signed").code == 1
    assert table.event.read_bytes() == event


def test_an_enrolled_juror_signs_with_the_drawn_ink(table: Table) -> None:
    ink = table.file("ink.json", json.dumps([[[0, 0, 0.5], [40, 60, 0.8], [80, 0, 0.4]]]))
    said = table.does("enrol", table.event, "--juror", "J02", "--ink", ink, "--lang", "en")
    assert said.lines == ["J02 Bapak Dua is enrolled, with the drawn signature."]
    table.score(full("K01"), "J02")
    table.does("sign", table.event, "--juror", "J02", "--out", "signed")


def test_ink_that_is_none_enrols_nobody(table: Table) -> None:
    event = table.settled()
    said = table.run("enrol", table.event, "--juror", "J02", "--ink", table.file("ink.json", "[]"))
    assert said.code == 1 and table.event.read_bytes() == event


def test_a_draft_is_moved_with_its_notes_and_two_are_swapped(table: Table) -> None:
    about = (table.event, "--juror", "J01", "--candidate", "K01", "--into", "K02")
    table.score(full("K01"))
    table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", table.file("note.txt", "Ramah."))
    table.does("move", *about)
    assert note_of(table, Visibility.PRIVATE) == ""
    settled = table.settled()
    assert table.run("move", *about).code == 1 and table.event.read_bytes() == settled, "nothing is there any more"
    table.does("move", *about, "--swap")
    assert note_of(table, Visibility.PRIVATE) == "Ramah."


def test_once_the_plenary_decided_a_conflict_of_interest_stays(table: Table) -> None:
    about = (table.event, "--juror", "J01", "--candidate", "K01")
    table.does("recuse", *about, "--reason", "Keluarga")
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        event.write([desk.act("decision", "KAB", {"category": "KAB", "order": ["K02", "K01"], "reason": "rapat"})])
    event_bytes = table.settled()
    said = table.run("recuse", *about, "--take-back", "--reason", "Salah kandidat")
    assert said.code == 1 and "K01" in said.err and table.event.read_bytes() == event_bytes


def test_a_dot_enrols_nobody(table: Table) -> None:
    event = table.settled()
    said = table.run("enrol", table.event, "--juror", "J02", "--ink", table.file("ink.json", "[[[5, 5, 1]]]"))
    assert said.code == 1 and table.event.read_bytes() == event
    assert said.told == [_("This is too small for a signature; draw it again, larger.")]
