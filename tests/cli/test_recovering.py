"""`juryapp recover`: a stack of scanned paper comes back into a copy of the event from before the scoring."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from PIL import Image

from juryapp.board.cells import Board
from juryapp.event.opening import open_event
from juryapp.from_paper.words import NO_CODE, OTHER_PAPER
from juryapp.model.document import FileKind
from juryapp.text import _, plural
from juryapp.verification.verdict import kind_called
from tests.cli.builders import PASSPHRASE, Table
from tests.filled_forms import FilledForm
from tests.saying import says
from tests.scanning import as_one_pdf, stack_of

SCORES = {"K01": {"REG": "80", "CAK": "70"}, "K02": {"REG": "60.5", "CAK": "90"}}


@pytest.fixture
def stack(table: Table) -> Path:
    """Four signed sheets, scanned; the event file is the one from before anybody scored."""
    table.does("enrol", table.event, "--juror", "J02")
    before = table.folder / "before.jury"
    shutil.copy(table.event, before)
    for juror in ("J01", "J02"):
        assert table.score(SCORES, juror).code == 0
        table.does("sign", table.event, "--juror", juror, "--out", table.folder / "signed")
    out = table.folder / "pdf"
    table.does("documents", table.event, "--kind", "sheets", "--out", out)
    stack_of([path.read_bytes() for path in sorted(out.glob("*.pdf"))], table.folder / "scan.pdf")
    table.event.unlink()
    shutil.move(before, table.event)
    return table.folder / "scan.pdf"


def test_the_stack_brings_the_same_ranking_back(table: Table, stack: Path) -> None:
    dry = table.does("recover", table.event, "--from", stack, "--dry-run", "--json", on="kept").json
    assert dry["recorded"] == 0 and [one["outcome"] for one in dry["sheets"]] == ["new"] * 4
    assert not table.does("status", table.event, "--json", on="kept").json.get("from_paper")
    said = table.does("recover", table.event, "--from", stack, on="kept")
    assert plural("{count} sheet is recorded from paper.", "{count} sheets are recorded from paper.", 4) in said.lines
    status = table.does("status", table.event, "--json", on="kept").json
    assert {(one["juror"], one["candidate"]) for one in status["from_paper"]} == {
        (juror, candidate) for juror in ("J01", "J02") for candidate in SCORES
    }
    assert sorted(one["total"] for one in status["cells"] if one["state"] == "signed") == ["72.30", "72.30", "76.00", "76.00"]


def test_the_same_stack_again_says_so(table: Table, stack: Path) -> None:
    table.does("recover", table.event, "--from", stack, on="kept")
    again = table.does("recover", table.event, "--from", stack, "--json", on="kept").json
    assert again["recorded"] == 0 and {one["outcome"] for one in again["sheets"]} == {"here"}
    assert _("Nothing new is recorded.") in table.does("recover", table.event, "--from", stack, on="kept").lines


def test_what_is_missing_is_listed(table: Table, stack: Path) -> None:
    missing = table.does("recover", table.event, "--from", stack, "--json", on="kept").json["missing"]
    assert {"juror": "J01", "candidate": "K03"} in missing and {"juror": "J01", "candidate": "K01"} not in missing


def test_a_file_that_is_no_scan_is_told_and_nothing_else_changes(table: Table, stack: Path) -> None:
    broken = table.file("rusak.pdf", b"%PDF-1.7 broken")
    said = table.run("recover", table.event, "--from", broken, on="kept")
    assert said.code == 1 and said.told and "rusak.pdf" in said.err and "Traceback" not in said.err
    empty = table.folder / "kosong"
    empty.mkdir()
    assert table.run("recover", table.event, "--from", empty, on="kept").code == 1


def test_with_every_event_file_gone_workbook_copy_of_the_root_and_paper_bring_it_back(table: Table, stack: Path) -> None:
    stick = table.folder / "stick"
    table.does("root-copy", table.event, "--to", stick)
    table.does("workbook", table.event, table.folder / "setup.xlsx")
    for path in table.folder.rglob("*.jury"):
        path.unlink()
    copy = stick / "PAR24-headquarters.rootkey"
    words = ["create", table.event, "--from", table.folder / "setup.xlsx", "--root-copy"]
    beside, away = stick / "PAR24-certificates.pem", stick / "away.pem"
    beside.rename(away)
    for given in (table.folder / "none.rootkey", copy):
        for more in ([], ["--dry-run"]):
            said = table.run(*words, given, *more, on="new")
            assert said.code == 1 and said.out == "" and len(said.told) == 1, "a dry run finds what the real one finds"
    away.rename(beside)
    wrong = ["--root-pin-file", table.file("wrong.txt", "pin-yang-salah-9")]
    for more in ([], ["--dry-run"]):
        said = table.run(*words, copy, *wrong, *more, on="new")
        assert said.code == 1 and said.out == "", "the PIN is tried before anything is shown"
    assert not table.event.exists() and table.does(*words, copy, "--dry-run", on="new") and not table.event.exists()
    table.does(*words, copy, on="new")
    said = table.does("recover", table.event, "--from", stack, on="new")
    assert plural("{count} sheet is recorded from paper.", "{count} sheets are recorded from paper.", 4) in said.lines
    assert says(
        said.out,
        "Paper brings points, nothing else. Nothing of this is on record here; enter again what there was: {what}. "
        "Sheets that are told as missing may belong to whoever was absent or had a conflict of interest.",
    )
    table.does("enrol", table.event, "--juror", "J01", on="new")
    found = table.does("verify", table.folder / "pdf", "--event", table.event, "--json", on="new").json["files"]
    assert {one["signers"][0]["field"] for one in found} == {"Juror"}


def test_what_isnt_there_and_papers_that_bring_no_points_are_told_by_what_they_are(table: Table, stack: Path) -> None:
    said = table.run("recover", table.event, "--from", stack, "--from", table.folder / "hilang.pdf", on="kept")
    assert said.code == 1 and said.out == "" and len(said.told) == 1 and "hilang.pdf" in said.err
    assert not table.does("status", table.event, "--json", on="kept").json.get("from_paper"), "nothing of the stack either"
    papers = table.folder / "papers"
    for kind in ("minutes", "recapitulation"):
        table.does("documents", table.event, "--kind", kind, "--out", papers, on="kept")
    said = table.run("recover", table.event, "--from", papers, "--lang", "en", on="kept")
    assert said.code == 1 and says(said.err, OTHER_PAPER, kind=kind_called(FileKind.MINUTES))
    assert says(said.err, OTHER_PAPER, kind=kind_called(FileKind.RECAPITULATION)) and not says(said.err, NO_CODE)


def test_a_juror_of_whose_forms_nothing_could_be_read_gets_no_file_and_their_pages_share_a_line(table: Table) -> None:
    table.does("documents", table.event, "--kind", "blank", "--out", table.folder / "blank")
    of_j01, of_j02, *_others = sorted((table.folder / "blank").glob("*K01*.pdf"))
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        criteria = Board.of(event.file).criteria["KAB"]
    filled = FilledForm(of_j01.read_bytes(), criteria, random.Random(1)).fill({"REG": "85", "CAK": "72"})
    empty = FilledForm(of_j02.read_bytes(), criteria, random.Random(1)).page
    blank = Image.new("RGB", empty.size, "white")
    scan = as_one_pdf([blank, filled, empty, blank], table.folder / "formulir.pdf", 300)
    said = table.run("recover", table.event, "--from", scan, "--forms-to", table.folder / "typed", "--lang", "en")
    assert said.code == 1 and [path.name for path in (table.folder / "typed").iterdir()] == ["J01.csv"]
    assert (table.folder / "typed" / "J01.csv").read_text().split() == ["candidate,criterion,points", "K01,REG,85", "K01,CAK,72"]
    assert [line for line in said.told if says(line, NO_CODE)] == [f"formulir.pdf, pages 1, 4: {NO_CODE}"]


def test_a_wrong_pin_is_told_before_the_stack_is_read(table: Table, stack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr("juryapp.cli.recovering.read_stack", lambda *words: read.append(words) or [])
    wrong = table.file("wrong.txt", "pin-yang-salah-9")
    assert table.run("recover", table.event, "--from", stack, "--desk-pin-file", wrong, on="kept").code == 1 and not read
