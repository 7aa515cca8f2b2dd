"""Before the day: the workbook, the event, a changed workbook."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import WrongPin
from juryapp.event.opening import open_event
from juryapp.event.seats import root_key
from juryapp.model.candidate import Candidate
from juryapp.model.category import Method
from juryapp.model.points import Scale
from juryapp.store import model_records
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import read_setup
from tests.cli.builders import DESK_PIN, PASSPHRASE, SECRETS, Table, a_setup, full


@pytest.fixture
def workbook(table: Table) -> Path:
    path = table.folder / "setup.xlsx"
    write_setup(path, a_setup())
    return path


def test_a_template_is_written_and_its_path_told_last(table: Table) -> None:
    said = table.does("template", "new.xlsx")
    assert said.lines[-1] == "new.xlsx" and Path("new.xlsx").stat().st_size > 1000


def test_a_template_replaces_no_filled_workbook(table: Table, workbook: Path) -> None:
    before = workbook.read_bytes()
    assert table.run("template", workbook).code == 1
    assert workbook.read_bytes() == before


def test_an_event_is_created_from_a_workbook(table: Table, workbook: Path) -> None:
    said = table.does("create", "new.jury", "--from", workbook, "--lang", "en")
    assert said.lines[-3] == "PAR24 is created. Candidates: 4; jurors: 3; categories: 1." and said.lines[-1] == "new.jury"
    assert table.does("status", "new.jury", "--json").json["code"] == "PAR24"


def test_creating_says_which_pin_opens_headquarters_key(table: Table, workbook: Path) -> None:
    said = table.does("create", "new.jury", "--from", workbook, "--lang", "en")
    assert "under the same PIN as the desk" in said.lines[-2]
    table.does("root-copy", "new.jury", "--to", "copies")
    (copy,) = Path("copies").glob("*.rootkey")
    assert table.run("root-copy", "new.jury", "--check", copy).code == 0, "the desk's PIN serves"
    (own := table.folder / "own.txt").write_text("kunci-sendiri-47")
    said = table.does("create", "other.jury", "--from", workbook, "--root-pin-file", own, "--lang", "en")
    assert "under the root's PIN" in said.lines[-2]


def test_the_second_copy_of_the_key_goes_where_it_is_asked_to_and_takes_over(table: Table, workbook: Path) -> None:
    blocked = table.file("blocked", "x")
    refused = table.run("create", "new.jury", "--from", workbook, "--root-copy-to", blocked / "stick")
    assert refused.code == 1 and len(refused.told) == 1 and not Path("new.jury").exists()
    said = table.does("create", "new.jury", "--from", workbook, "--root-copy-to", "stick", "--lang", "en")
    (copy,) = Path("stick").glob("*.rootkey")
    assert said.lines[-2:] == [str(copy), "new.jury"] and "made and read back" in said.out
    table.does("prepare", "new.jury", "--to", "away", "--desk")
    (away,) = Path("away").glob("*.jury")
    assert table.run("headquarters", away, on="other").code == 1
    assert "is headquarters" in table.does("headquarters", away, "--root-copy", copy, "--lang", "en", on="other").out


def test_what_was_read_is_shown_before_anything_is_made(table: Table, workbook: Path) -> None:
    said = table.does("create", "new.jury", "--from", workbook, "--dry-run", "--sheet", "sheet.pdf", "--lang", "en")
    assert "  Method: mean of the jurors' totals" in said.lines
    assert not Path("new.jury").exists()
    assert Path("sheet.pdf").read_bytes().startswith(b"%PDF") and "sheet.pdf" in said.lines
    made = table.does("create", "new.jury", "--from", workbook, "--lang", "en")
    assert "  Method: mean of the jurors' totals" in made.lines


def test_the_sheet_to_sign_off_replaces_no_file(table: Table, workbook: Path) -> None:
    Path("sheet.pdf").write_bytes(b"signed")
    assert table.run("create", "new.jury", "--from", workbook, "--sheet", "sheet.pdf").code == 1
    assert Path("sheet.pdf").read_bytes() == b"signed" and not Path("new.jury").exists()


def test_the_roots_pin_is_the_desks_where_none_is_given(table: Table, workbook: Path) -> None:
    table.does("create", "new.jury", "--from", workbook)
    with open_event(table.laptop("secretary"), Path("new.jury"), SECRETS[0]) as event:
        assert root_key(event, DESK_PIN)


def test_the_roots_pin_may_be_its_own(table: Table, workbook: Path) -> None:
    table.secrets(root_pin="pin-induk-pusat")
    table.does("create", "new.jury", "--from", workbook)
    with open_event(table.laptop("secretary"), Path("new.jury"), SECRETS[0]) as event:
        assert root_key(event, "pin-induk-pusat")
        with pytest.raises(WrongPin):
            root_key(event, DESK_PIN)


def test_every_mistake_of_a_workbook_is_told_and_nothing_is_created(table: Table) -> None:
    bad = Path("bad.xlsx")
    candidates = (*a_setup().candidates, Candidate("K 1", "Kabupaten 1", "KAB"), Candidate("K09", "Kabupaten 9", "XXX"))
    write_setup(bad, a_setup(candidates=candidates))
    said = table.run("create", "new.jury", "--from", bad)
    assert said.code == 1 and len(said.told) == 2 and not Path("new.jury").exists()


def test_a_missing_workbook_is_a_sentence(table: Table) -> None:
    said = table.run("create", "new.jury", "--from", "none.xlsx", "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and "none.xlsx" in said.err


def test_an_event_is_never_created_over_another(table: Table, workbook: Path) -> None:
    before = table.settled()
    said = table.run("create", table.event, "--from", workbook)
    assert said.code == 1 and table.event.read_bytes() == before


def test_a_short_pin_creates_nothing(table: Table, workbook: Path) -> None:
    table.secrets(desk_pin="12345")
    assert table.run("create", "new.jury", "--from", workbook).code == 1
    assert not Path("new.jury").exists()


def test_a_changed_workbook_is_told_first_and_then_done(table: Table, workbook: Path) -> None:
    changed = a_setup(candidates=(*a_setup().candidates, Candidate("K05", "Kabupaten 5", "KAB")))
    write_setup(workbook, replace(changed, jurors=read_setup(workbook).jurors))
    planned = table.does("update", table.event, "--from", workbook, "--dry-run", "--lang", "en")
    assert "Candidate K05 Kabupaten 5 is new." in planned.lines
    assert len(table.does("status", table.event, "--json").json["cells"]) == 8
    table.does("update", table.event, "--from", workbook)
    assert len(table.does("status", table.event, "--json").json["cells"]) == 10


def test_the_same_workbook_changes_nothing(table: Table, workbook: Path) -> None:
    before = table.does("history", table.event, "--json").json
    said = table.does("update", table.event, "--from", workbook, "--lang", "en")
    assert said.lines == ["The workbook says what the event says already; nothing changes."]
    assert table.does("history", table.event, "--json").json == before


def test_a_restored_headquarters_is_told_and_is_it_again_in_one_step(table: Table) -> None:
    before = table.settled()
    table.does("attendance", table.event, "--candidate", "K01", "--state", "present")
    table.event.write_bytes(before)
    table.does("restore", table.event, "--go-on")
    said = table.does("--lang", "en", "pack", table.event, "--to", table.folder / "stick")
    assert any("juryapp headquarters" in line for line in said.lines)
    assert "juryapp headquarters" in table.does("--lang", "en", "status", table.event).out
    said = table.does("--lang", "en", "headquarters", table.event)
    assert said.lines == ["This laptop is headquarters of the event again; its next package confirms what has arrived."]
    assert "juryapp headquarters" not in table.does("--lang", "en", "status", table.event).out
    devices = table.does("status", table.event, "--json").json["devices"]
    assert all(device["confirmed"] == device["number"] for device in devices)
    assert table.run("headquarters", table.event).code == 1
    assert table.run("headquarters", table.jurors_event, on="juror").code == 1


def test_a_folder_that_is_missing_is_told_by_its_name(table: Table, workbook: Path) -> None:
    said = table.run("create", Path("none") / "new.jury", "--from", workbook, "--lang", "en")
    assert (said.code, said.told) == (1, [f"{Path('none') / 'new.jury'} can't be written: there is no such file or folder."])


def test_a_template_is_not_named_like_another_kind_of_file(table: Table) -> None:
    said = table.run("template", "persiapan.ods", "--lang", "en")
    assert (said.code, said.told) == (1, ["persiapan.ods doesn't end in .xlsx, which the workbook is; name it so."])
    assert not Path("persiapan.ods").exists()


def test_a_workbook_that_only_leaves_out_changes_nothing(table: Table, workbook: Path) -> None:
    setup = read_setup(workbook)
    write_setup(workbook, replace(setup, candidates=setup.candidates[:-1]))
    said = table.does("update", table.event, "--from", workbook, "--lang", "en")
    assert said.lines == [
        "Candidate K04 Kabupaten 4 is not in the workbook; it stays (withdraw it if it is out of the running).",
        "The workbook says what the event says already; nothing changes.",
    ]


def renamed(workbook: Path, *names: str) -> None:
    """The usual candidates under these names, the first ones first."""
    setup = read_setup(workbook)
    candidates = (replace(one, name=name) for one, name in zip(setup.candidates, names, strict=False))
    write_setup(workbook, replace(setup, candidates=(*candidates, *setup.candidates[len(names) :])))


def renamed_juror(workbook: Path, name: str) -> None:
    setup = read_setup(workbook)
    first, *rest = setup.jurors
    write_setup(workbook, replace(setup, jurors=(replace(first, name=name), *rest)))


def names_of(table: Table) -> list[str]:
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        return [one.name for one in sorted(model_records.candidates(event.file).values(), key=lambda one: one.number)]


@pytest.fixture
def scored(table: Table) -> Table:
    """J01 gave K01 and K02 points."""
    scores = table.folder / "scores.csv"
    scores.write_text("candidate,criterion,points\nK01,REG,90\nK02,REG,60\n")
    table.does("score", table.event, "--juror", "J01", "--from", scores)
    return table


def test_swapped_rows_are_refused_by_cell_and_taken_by_name_if_that_is_said(scored: Table, workbook: Path) -> None:
    usual = names_of(scored)
    renamed(workbook, usual[1], usual[0])
    before = scored.does("history", scored.event, "--json").json
    for how in ([], ["--dry-run"]):
        said = scored.run("update", scored.event, "--from", workbook, *how, "--lang", "en")
        assert said.code == 1 and len(said.told) == 2
        assert "Kandidat!A2" in said.told[0] and "give this row the number K02".casefold() in said.told[0].casefold()
        assert "--keep-numbers" in said.out and f"{usual[0]} keeps the number K01" in said.out
    assert scored.does("history", scored.event, "--json").json == before
    scored.does("update", scored.event, "--from", workbook, "--keep-numbers")
    assert names_of(scored) == usual


def test_another_spelling_takes_its_confirmation(scored: Table, workbook: Path) -> None:
    usual = names_of(scored)
    renamed(workbook, "Kabupaten Satu 1")
    refused = scored.run("update", scored.event, "--from", workbook, "--lang", "en")
    assert refused.code == 1 and '--confirm K01="Kabupaten Satu 1"' in refused.told[1] and names_of(scored) == usual
    told = scored.does("update", scored.event, "--from", workbook, "--dry-run", "--lang", "en")
    assert '--confirm K01="Kabupaten Satu 1"' in told.out
    for wrong in ("K01", "K01=", "K01=Lain", "K02=Kabupaten Satu 1"):
        assert scored.run("update", scored.event, "--from", workbook, "--confirm", wrong).code == 1
    assert names_of(scored) == usual
    scored.does("update", scored.event, "--from", workbook, "--confirm", "K01=Kabupaten Satu 1", "--reason", "ejaan")
    assert names_of(scored)[0] == "Kabupaten Satu 1"
    (correction,) = scored.does("history", scored.event, "--subject", "correction", "--json").json["entries"]
    assert correction["value"]["reason"] == "ejaan" and correction["actor"] == "desk"
    assert "Kabupaten Satu 1" in scored.does("status", scored.event).out
    row = scored.does("history", scored.event, "--subject", "correction").out
    assert "Kabupaten 1" in row and "Kabupaten Satu 1" in row


def test_another_person_in_a_jurors_code_is_refused_and_the_same_person_said(scored: Table, workbook: Path) -> None:
    renamed_juror(workbook, "Ni Luh Baru")
    refused = scored.run("update", scored.event, "--from", workbook, "--confirm", "J01=Ni Luh Baru", "--lang", "en")
    assert refused.code == 1 and '--same-person J01="Ni Luh Baru"' in refused.err
    for wrong in ("J01", "J01=Ni Luh", "J02=Ni Luh Baru"):
        assert scored.run("update", scored.event, "--from", workbook, "--same-person", wrong).code == 1
    said = scored.does("update", scored.event, "--from", workbook, "--same-person", "J01=Ni Luh Baru", "--lang", "en")
    assert "same person" in said.out and "waits until J01 confirms it" in said.out
    assert "Ni Luh Baru" in scored.run("sign", scored.event, "--juror", "J01", "--all", "--out", "signed", "--lang", "en").err


def test_a_signed_sheet_that_names_another_is_told_everywhere(scored: Table, workbook: Path) -> None:
    scored.does("score", scored.event, "--juror", "J01", "--from", _rest(scored))
    scored.does("sign", scored.event, "--juror", "J01", "--all", "--out", scored.folder / "out")
    with open_event(scored.laptop("secretary"), scored.event, PASSPHRASE) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        event.write([desk.act("candidate", "K01/name", {"value": "Kabupaten Lain"})])
    status = scored.does("status", scored.event, "--json").json
    (named,) = status["named_otherwise"]
    assert named["code"] == "K01" and named["sheets"] == [{"juror": "J01", "candidate": "K01"}]
    states = {(one["juror"], one["candidate"]): one["state"] for one in status["cells"]}
    assert states["J01", "K01"] == "conflict" and states["J01", "K02"] == "signed"
    assert "Kabupaten Lain" in scored.does("status", scored.event, "--lang", "en").out
    (conflict,) = scored.does("conflicts", scored.event, "--json").json["conflicts"]
    assert conflict["id"] == named["conflict"]
    checked = scored.run("verify", scored.folder / "out", "--event", scored.event, "--lang", "en")
    assert checked.code == 1 and "Kabupaten Lain" in checked.out + checked.err
    scored.does("resolve", scored.event, conflict["id"], "--take", "reopen", "--reason", "nama keliru")
    assert "named_otherwise" not in scored.does("status", scored.event, "--json").json


def _rest(table: Table) -> Path:
    path = table.folder / "rest.csv"
    path.write_text("candidate,criterion,points\nK01,CAK,90\nK02,CAK,60\n")
    return path


def test_what_a_person_would_be_asked_needs_a_yes_where_nobody_can_be_asked(table: Table, workbook: Path) -> None:
    table.sign_both(full("K01"))
    setup = read_setup(workbook)
    median = tuple(replace(one, method=Method.MEDIAN) for one in setup.categories)
    write_setup(workbook, replace(setup, categories=median))
    before = table.settled()
    said = table.run("update", table.event, "--from", workbook, "--lang", "en")
    assert said.code == 1 and "--yes" in said.err and "ranked by other rules" in said.out
    assert table.event.read_bytes() == before
    table.does("update", table.event, "--from", workbook, "--yes")
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        assert model_records.categories(event.file)["KAB"].method is Method.MEDIAN


def test_points_outside_a_new_scale_stand_in_the_status(table: Table, workbook: Path) -> None:
    table.sign_both(full("K01", reg=90))
    setup = read_setup(workbook)
    narrow = tuple(
        replace(one, scale=Scale(maximum=Decimal(80)), bands=()) if one.code == "REG" else one for one in setup.criteria
    )
    write_setup(workbook, replace(setup, criteria=narrow))
    told = table.does("update", table.event, "--from", workbook, "--yes", "--lang", "en")
    assert "J01 K01 REG 90 (0-80)" in told.out
    assert "J01 K01 REG 90 (0-80)" in table.does("status", table.event, "--lang", "en").out
    outside = table.does("status", table.event, "--json").json["outside_scale"]
    assert outside[0] == {
        "juror": "J01", "candidate": "K01", "criterion": "REG", "points": "90", "scale": "0-80", "signed": True,
    }  # fmt: skip
