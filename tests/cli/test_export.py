"""Plain data out: the tables hold what the event holds, each column is described, and nothing is replaced."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from juryapp.board.finality import SETTLED
from juryapp.board.plain_tables import plain_tables
from juryapp.model.stage import Stage, StageScore
from juryapp.store.plain_file import write_plain_file
from tests import builders
from tests.cli.builders import Table, full


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]


@pytest.fixture
def written(table: Table) -> Path:
    """One sheet signed, one begun, by Python's own SQLite."""
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    table.score("candidate,criterion,points\nK02,REG,70\n")
    path = table.folder / "out.sqlite"
    table.does("export", table.event, "--to", path)
    return path


def test_cells_totals_and_ranks_are_those_of_status_and_tally(table: Table, written: Path) -> None:
    cells = table.does("status", table.event, "--json").json["cells"]
    told = {(one["juror"], one["candidate"]): (one["state"], one["revision"], one["total"]) for one in cells}
    sheets = {(one["juror"], one["candidate"]): (one["state"], one["revision"], one["total"]) for one in rows(written, "sheets")}
    assert sheets == told and ("signed", 1) in {one[:2] for one in sheets.values()}
    categories = table.does("tally", table.event, "--json").json["categories"]
    ranking = [(one["category"], place["rank"], place["candidate"]) for one in categories for place in one["ranking"]]
    assert [(one["category"], one["rank"], one["candidate"]) for one in rows(written, "results")] == ranking != []


def test_scores_say_whether_they_are_signed(written: Path) -> None:
    scores = rows(written, "scores")
    assert {(one["candidate"], one["signed"]) for one in scores} == {("K01", 1), ("K02", 0)}
    assert [one["points"] for one in scores if one["candidate"] == "K02"] == ["70"]


def test_signed_sheets_that_are_not_expected_any_more_stand_in_a_table_of_their_own(table: Table) -> None:
    """J01's sheet of K02 came in after the desk had recorded that J01 left after K01, and the desk left it out."""
    assert table.score(full("K02"), on="J01").code == 0
    table.does("sign", table.jurors_event, "--juror", "J01", "--out", table.folder / "signed", on="J01")
    table.does("pack", table.jurors_event, "--to", table.folder / "stick", on="J01")
    table.does("presence", table.event, "--juror", "J01", "--until", "K01", "--reason", "Dipanggil")
    table.does("merge", table.event, table.folder / "stick", "--admit")
    path = table.folder / "out.sqlite"
    table.does("export", table.event, "--to", path)
    assert ("J01", "K02") not in {(one["juror"], one["candidate"]) for one in rows(path, "sheets")}
    (sheet,) = rows(path, "left_out_sheets")
    assert (sheet["juror"], sheet["candidate"], sheet["why"], sheet["reason"]) == ("J01", "K02", "not there", "Dipanggil")
    assert sheet["total"] == "87.00" and {one["points"] for one in rows(path, "left_out_scores")} == {"85", "90"}


def test_what_a_withdrawn_candidates_jurors_signed_is_no_draft(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    table.does("withdraw", table.event, "--candidate", "K01", "--reason", "Atas permintaan", "--despite-signed")
    path = table.folder / "out.sqlite"
    table.does("export", table.event, "--to", path)
    assert {one["signed"] for one in rows(path, "scores")} == {1}


def test_stages_and_their_scores_are_exported_beside_the_final_ones(tmp_path: Path) -> None:
    stages = (Stage("Portofolio", Decimal(40)), Stage("Wawancara", Decimal(60), None, own=True))
    points = tuple(StageScore(number, "Portofolio", Decimal(70)) for number in ("K01", "K02"))
    event = builders.an_event(tmp_path, builders.a_setup(stages=stages, stage_scores=points), ["J01"])
    builders.sign(builders.a_juror(event), "K01", "80")
    write_plain_file(tmp_path / "out.sqlite", plain_tables(event.file, SETTLED))
    told = [(one["name"], one["weight"], one["maximum"], one["own"]) for one in rows(tmp_path / "out.sqlite", "stages")]
    assert told == [("Portofolio", "40", "100", 0), ("Wawancara", "60", None, 1)]
    scores = {(one["candidate"], one["stage"]): one["points"] for one in rows(tmp_path / "out.sqlite", "stage_scores")}
    assert scores == {("K01", "Portofolio"): "70", ("K02", "Portofolio"): "70"}
    (result,) = rows(tmp_path / "out.sqlite", "results")
    assert (result["jurors_score"], result["score"]) == ("80", "76.00")


def test_every_column_of_every_table_is_described(written: Path) -> None:
    described = {(one["table"], one["column"]) for one in rows(written, "columns") if one["meaning"]}
    database = sqlite_utils.Database(sqlite3.connect(written))
    there = {(table.name, column.name) for table in database.tables for column in table.columns if table.name != "columns"}
    assert described == there
    assert not list(database.query("PRAGMA foreign_key_check"))
    database.close()


def test_an_empty_event_has_the_same_tables(table: Table) -> None:
    path = table.folder / "empty.db"
    table.does("export", table.event, "--to", path)
    assert rows(path, "scores") == [] and rows(path, "results") == [] and len(rows(path, "event")) == 1


def test_the_event_stays_as_it_is_and_nothing_is_replaced(table: Table, written: Path) -> None:
    before, event = written.read_bytes(), table.event.read_bytes()
    said = table.run("export", table.event, "--to", written, "--lang", "en")
    assert said.code == 1 and "exists already" in said.told[0] and written.read_bytes() == before
    assert table.event.read_bytes() == event
    assert [one.name for one in written.parent.iterdir() if "out.sqlite" in one.name] == ["out.sqlite"]


@pytest.mark.parametrize("name", ["out.csv", "out.jury"])
def test_another_ending_is_refused(table: Table, name: str) -> None:
    said = table.run("export", table.event, "--to", table.folder / name)
    assert said.code == 1 and len(said.told) == 1 and not (table.folder / name).exists()


def plain(table: Table, name: str, *more: str) -> Path:
    table.does("export", table.event, "--to", table.folder / name, *more)
    return table.folder / name


def test_json_and_a_folder_of_csv_hold_what_the_sqlite_file_does(table: Table, written: Path) -> None:
    content = json.loads(plain(table, "out.json").read_text(encoding="utf-8"))
    folder = plain(table, "tables")
    assert {f"{name}.csv" for name in content} | {"columns.csv"} == {one.name for one in folder.iterdir()}
    for name, one in content.items():
        there = rows(written, name)
        assert one["rows"] == there and all(one["columns"].values())
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            told = list(csv.DictReader(file))
        assert told == [{column: "" if value is None else str(value) for column, value in row.items()} for row in there]
    again = table.run("export", table.event, "--to", folder, "--lang", "en")
    assert again.code == 1 and "exists already" in again.err, "nothing is replaced"
    there_already = table.folder / "mine"
    there_already.mkdir()
    (there_already / "else.txt").write_text("x")
    assert len(list(plain(table, "mine").iterdir())) == len(content) + 2, "a folder that is there is filled"


def test_notes_go_out_only_where_they_are_asked_for_and_private_ones_never(table: Table) -> None:
    text = table.folder / "note.txt"
    for visibility in ("panel", "private"):
        text.write_text(f"catatan {visibility}")
        table.does("note", table.event, "--juror", "J01", "--candidate", "K01", "--from", text, "--visibility", visibility)
    assert "notes" not in json.loads(plain(table, "without.json").read_text(encoding="utf-8"))
    [note] = json.loads(plain(table, "with.json", "--notes").read_text(encoding="utf-8"))["notes"]["rows"]
    assert note == {"juror": "J01", "candidate": "K01", "visibility": "panel", "text": "catatan panel"}
    assert table.run("export", table.event, "--to", table.folder / "out.xlsx", "--notes").code == 1


def test_several_events_are_told_apart_in_one_file(table: Table) -> None:
    table.does("rehearse", table.event, "--to", table.folder / "gladi.jury")
    out = table.folder / "both.sqlite"
    table.does("export", table.event, table.folder / "gladi.jury", "--to", out)
    events = {one["event_id"]: one["code"] for one in rows(out, "event")}
    assert len(events) == 2 and {one["event_id"] for one in rows(out, "candidates")} == set(events)
    assert len(rows(out, "candidates")) == 8
    shutil.copy(table.event, table.folder / "again.jury")
    assert table.run("export", table.event, table.folder / "again.jury", "--to", table.folder / "y.json").code == 1


def test_points_and_results_are_written_as_a_workbook_too(table: Table) -> None:
    path = table.folder / "out.xlsx"
    assert table.does("export", table.event, "--to", path).lines[-1] == str(path)
    assert path.read_bytes().startswith(b"PK")
    assert table.run("export", table.event, "--to", path).code == 1, "nothing is replaced"


def test_another_ending_is_refused_and_the_endings_are_named(table: Table) -> None:
    said = table.run("export", table.event, "--to", table.folder / "out.csv")
    assert said.code == 1 and ".xlsx" in said.err and not (table.folder / "out.csv").exists()
