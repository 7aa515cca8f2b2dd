"""Before the day: the workbook, the event, a changed workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.model.candidate import Candidate
from juryapp.workbook import read_setup, write_setup
from tests.cli.builders import DESK_PIN, SECRETS, Table, a_setup


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
    assert said.lines[-2:] == ["PAR24 is created. Candidates: 4; jurors: 3; categories: 1.", "new.jury"]
    assert table.does("status", "new.jury", "--json").json["code"] == "PAR24"


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
    from juryapp.desk.seats import root_key

    table.does("create", "new.jury", "--from", workbook)
    with table.laptop("secretary").open(Path("new.jury"), SECRETS[0]) as event:
        assert root_key(event, DESK_PIN)


def test_the_roots_pin_may_be_its_own(table: Table, workbook: Path) -> None:
    from juryapp.desk.seats import root_key
    from juryapp.errors import WrongPin

    table.secrets(root_pin="pin-induk-pusat")
    table.does("create", "new.jury", "--from", workbook)
    with table.laptop("secretary").open(Path("new.jury"), SECRETS[0]) as event:
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
