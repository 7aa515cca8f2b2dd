"""Packages, merging, two versions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from juryapp.desk.prepared_laptops import second_laptop
from juryapp.event.opening import open_event
from juryapp.sharing.first_page import FIRST_PAGE
from juryapp.store import model_records
from juryapp.text import LANGUAGES, _, speaking
from tests.cli.builders import PASSPHRASE, Table, full

CONFLICT = {"id", "subject", "key", "heads"}
HEAD = {"entry", "value", "actor", "device", "at"}


@pytest.fixture
def stick(table: Table) -> Path:
    """What J01's laptop packed after scoring K01."""
    assert table.score(full("K01"), on="juror").code == 0
    return Path(table.does("pack", table.jurors_event, "--to", "stick", on="juror").lines[-1])


def test_a_package_is_written_and_its_path_told_last(stick: Path) -> None:
    assert stick.parent == Path("stick") and stick.suffix == ".jurypack"


def test_a_prepared_copy_is_one_file_for_those_named(table: Table) -> None:
    said = table.does("prepare", table.event, "--to", "copies", "--juror", "J01", "--desk", "--yes")
    assert os.listdir("copies") == [Path(said.lines[-1]).name]


def test_the_program_goes_along_from_the_folder_that_is_named(table: Table) -> None:
    built = Path("built")
    (built / "_internal").mkdir(parents=True)
    (built / "juryapp").write_bytes(b"start")
    refused = table.run("prepare", table.event, "--to", "along", "--juror", "J01", "--yes", "--with-program")
    assert refused.code == 1 and not Path("along").exists(), "this one runs from no such folder"
    said = table.does("prepare", table.event, "--to", "along", "--juror", "J01", "--yes", "--with-program", "built")
    assert {"juryapp", FIRST_PAGE, Path(said.lines[-1]).name} == set(os.listdir("along"))
    assert (Path("along") / "juryapp" / "juryapp").read_bytes() == b"start"


def test_a_second_laptop_for_one_juror_is_asked_about_and_all_are_listed(table: Table) -> None:
    (one,) = table.does("laptops", table.event, "--json").json["laptops"]
    assert (one["label"], one["jurors"], one["with_desk"]) == ("Laptop 1", ["J01"], False)
    refused = table.run("prepare", table.event, "--to", "copies", "--juror", "J01")
    assert refused.code == 1 and second_laptop() in refused.err and not Path("copies").exists()
    table.does("prepare", table.event, "--to", "copies", "--juror", "J01", "--yes", "--label", "Laptop hotel")
    said = table.does("laptops", table.event).out
    assert "Laptop 1" in said and "Laptop hotel" in said


def test_an_unknown_laptop_is_quarantined_until_it_is_admitted(table: Table, stick: Path) -> None:
    held = table.does("merge", table.event, "stick", "--json").json
    assert [package["outcome"] for package in held["packages"]] == ["quarantined"]
    admitted = table.does("merge", table.event, "stick", "--admit", "--json").json
    [package] = admitted["packages"]
    assert package.keys() == {"path", "outcome", "new", "present", "why"}
    assert package["outcome"] == "merged" and package["new"] > 0 and package["why"] is None
    assert admitted["conflicts"] == []


def test_the_same_package_again_brings_nothing_new(table: Table, stick: Path) -> None:
    table.does("merge", table.event, stick, "--admit")
    [package] = table.does("merge", table.event, stick, "--json").json["packages"]
    assert package["outcome"] == "nothing new" and package["new"] == 0


def test_a_dry_run_changes_nothing(table: Table, stick: Path) -> None:
    entries = table.does("status", table.event, "--json").json["entries"]
    table.does("merge", table.event, stick, "--dry-run", "--admit")
    assert table.does("status", table.event, "--json").json["entries"] == entries


def test_the_others_are_merged_though_one_is_refused(table: Table, stick: Path) -> None:
    other = table.file("stick/a-other.jury", b"not an event" * 1000)
    said = table.run("merge", table.event, "stick", "--admit", "--json")
    assert said.code == 1
    outcomes = {Path(package["path"]).name: package["outcome"] for package in said.json["packages"]}
    assert outcomes == {other.name: "refused", stick.name: "merged"}
    assert len(said.told) == 1 and other.name in said.err


def test_a_missing_package_is_refused(table: Table) -> None:
    said = table.run("merge", table.event, "none.jury", "--json")
    assert said.code == 1 and said.json["packages"][0]["outcome"] == "refused" and "none.jury" in said.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_what_became_of_each_package(table: Table, stick: Path, language: str) -> None:
    said = table.does("merge", table.event, stick, "--lang", language)
    with speaking(language):
        assert said.lines[0].startswith(str(stick)) and _("quarantined") in said.lines[0]
    assert "--admit" in said.out


def test_a_removed_laptops_package_is_told_as_that(table: Table, stick: Path) -> None:
    table.does("merge", table.event, stick, "--admit")
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        (name,) = [device.name for device in model_records.devices(event.file).values() if not device.headquarters]
    table.does("remove-laptop", table.event, name, "--keep", "all", "--reason", "Hilang")
    assert table.score(full("K02"), on="juror").code == 0
    signed = Path(table.does("sign", table.jurors_event, "--juror", "J01", "--out", "signed", on="juror").lines[-1])
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    said = table.does("merge", table.event, "stick", "--lang", "en")
    assert "kept aside" in said.lines[0] and "secretary removed it (Hilang)" in said.out
    assert "after its entry" in said.out and "--admit" not in said.out and "quarantined" not in said.out
    said = table.run("verify", signed, "--event", table.event, "--lang", "en")
    assert said.code == 1 and "which the secretary removed (Hilang)" in said.err and "still to come" not in said.err


@pytest.fixture
def conflict(table: Table, stick: Path) -> dict[str, object]:
    """K01 REG was scored on two laptops, unknown to each other."""
    table.score(full("K01", reg=70))
    [found] = table.does("merge", table.event, stick, "--admit", "--json").json["conflicts"]
    return found


def test_two_versions_are_listed_with_who_wrote_them(table: Table, conflict: dict[str, object]) -> None:
    assert conflict.keys() == CONFLICT and (conflict["subject"], conflict["key"]) == ("score", "J01/K01/REG")
    heads = conflict["heads"]
    assert isinstance(heads, list) and all(head.keys() == HEAD for head in heads)
    assert {head["value"]["points"] for head in heads} == {"70", "85"}
    assert table.does("conflicts", table.event, "--json").json == {"conflicts": [conflict]}
    assert str(conflict["id"]) in table.does("conflicts", table.event).out


def test_scoring_into_a_conflict_is_refused(table: Table, conflict: dict[str, object]) -> None:
    assert table.score(full("K01", reg=71)).code == 1


def test_a_conflict_is_settled_by_taking_one(table: Table, conflict: dict[str, object]) -> None:
    heads = conflict["heads"]
    assert isinstance(heads, list)
    taken = next(head["entry"] for head in heads if head["value"]["points"] == "70")
    table.does("resolve", table.event, conflict["id"], "--take", taken[:12], "--reason", "Juri memastikan")
    assert table.does("conflicts", table.event, "--json").json == {"conflicts": []}
    assert table.does("conflicts", table.event, "--lang", "en").out == "Nothing has two versions.\n"


def test_two_signed_versions_are_told_by_their_totals_and_the_one_not_taken_by_what_became_of_it(table: Table) -> None:
    ours, theirs = (table.folder / name for name in ("ours", "theirs"))
    assert table.score(full("K01", reg=90)).code == table.score(full("K01", reg=70), on="juror").code == 0
    table.does("sign", table.event, "--juror", "J01", "--out", ours)
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", theirs, on="juror")
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    said = table.does("--lang", "en", "merge", table.event, "stick", "--admit").out
    assert "state: signed, revision: 1, total: 90.00, by J01" in said
    assert "state: signed, revision: 1, total: 78.00, by J01" in said
    sheet = next(one for one in table.does("conflicts", table.event, "--json").json["conflicts"] if one["subject"] == "sheet")
    take = next(head["entry"] for head in sheet["heads"] if head["value"]["total"] == "90")
    table.does("resolve", table.event, sheet["id"], "--take", take, "--reason", "x")
    kept, refused = (next(folder.glob("*.pdf")) for folder in (ours, theirs))
    assert table.run("verify", kept, "--event", table.event).code == 0
    said = table.run("--lang", "en", "verify", refused, "--event", table.event)
    assert said.told == [f"{refused}: Two versions of this revision were signed, and the secretary took the other one."]


def test_an_edit_that_did_not_know_of_the_signature_is_told_by_status(table: Table) -> None:
    assert table.score(full("K01"), on="juror").code == 0
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", table.event, "stick", "--admit")
    refused = table.run("sign", table.event, "--juror", "J01", "--out", "signed", "--lang", "en")
    assert refused.code == 1 and "REG 85" in refused.err and "--candidate K01 or --all" in refused.err
    table.does("sign", table.event, "--juror", "J01", "--all", "--out", "signed")
    assert table.score({"K01": {"REG": 10}}, on="juror").code == 0
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", table.event, "stick")
    said = table.does("--lang", "en", "status", table.event).lines
    assert any(line.startswith("J01, K01: REG was edited on a laptop that did not know of the signature.") for line in said)


def test_a_receipt_tells_what_somebody_brought_and_takes_nothing_in(table: Table) -> None:
    table.score({**full("K01")}, on="juror")
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", "signed", on="juror")
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    before = table.event.read_bytes()
    said = table.does("receipt", table.event, "stick", "--out", "papers", "--from", "Wayan")
    (path,) = Path("papers").glob("*-receipt.pdf")
    assert said.lines[-1] == str(path) and table.event.read_bytes() == before
    assert table.run("receipt", table.event, "nowhere", "--out", "papers").code == 1


def test_without_packages_headquarters_receipt_is_written_which_other_laptops_take_in(table: Table, stick: Path) -> None:
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", "signed", on="juror")
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    table.does("merge", table.event, "stick", "--admit")
    said = table.does("receipt", table.event, "--out", "back")
    (path,) = Path("back").iterdir()
    assert path.suffix == ".juryreceipt" and said.lines[-1] == str(path)
    told = table.does("--lang", "en", "merge", table.jurors_event, "back", on="juror").lines
    assert any("it holds 1 of the 1 signed sheet here" in line for line in told)
    (one,) = table.does("merge", table.jurors_event, path, "--json", on="juror").json["packages"]
    assert one["outcome"] == "nothing new"
    assert table.run("receipt", table.event, "--out", "back", "--from", "Wayan").code == 1
    assert table.run("receipt", table.jurors_event, "--out", "mine", on="juror").code == 1 and not Path("mine").exists()
