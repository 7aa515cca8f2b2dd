"""Scores from a file: all or nothing, every bad row told with its line."""

from __future__ import annotations

import pytest

from juryapp.cli.score_columns import SHOWN
from tests.cli.builders import Table, full
from tests.saying import says


def scores_of(table: Table, candidate: str = "K01") -> dict[str, object]:
    """Criterion -> the standing value of J01."""
    entries = table.does("history", table.event, "--subject", "score", "--json").json["entries"]
    return {e["key"].split("/")[2]: e["value"] for e in entries if e["key"].startswith(f"J01/{candidate}/")}


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
MEANT = "{path}, line {line}: a column is called “{found}”; did you mean “{meant}”? The first line names {columns}."
GUESSED = "{path} is in no form of Unicode; it was read as {code_page}. If letters are wrong, save it again as UTF-8: {words}"


@pytest.mark.parametrize(
    "text",
    [
        "candidate,criterion,points\nK01,REG,85.5\nK01,CAK,90\n",
        "candidate;criterion;points;remark\r\nK01;REG;85,5;baik; sekali\r\n".replace("; sekali", "") + "K01;CAK;90;\r\n",
        '\ufeffkandidat,kriteria,skor,alasan\n\nK01,REG,"85,5",\n,,,\nK01,CAK,90,"baik,\nsekali"\n\n',
        "points,candidate,criterion\n 85.5 , K01 ,REG\n90,K01,CAK",
        "sep=;\r\ncandidate;criterion;points\r\nK01;REG;85,5\r\nK01;CAK;90\r\n",
        "sep=\t\ncandidate\tcriterion\tpoints\nK01\tREG\t85,5\nK01\tCAK\t90\n",
        "candidate\tcriterion\tpoints\tremark\nK01\tREG\t85,5\tbaik; sekali, ya\nK01\tCAK\t90\t\n",
        "sep=|\ncandidate|criterion|points\nK01|REG|85,5\nK01|CAK|90\n",
        "candidate|criterion|points\nK01|REG|85,5\nK01|CAK|90\n",
        "kandidat;kriteria;nilai\nK01;REG;85,5\nK01;CAK;90\n",
        "Nomor;Kode;Poin;Alasan skor\nK01;REG;85,5;\nK01;CAK;90;\n",
        "Kode Kandidat;Kriteria:;Skor*\nk01;reg;85,5\nK01;Cak;90\n",
        "candidate,name,criterion,points\nK01,Kabupaten 1,REG,85.5\nK01,,CAK,90\n",
        "Nomor;Nama kandidat;Kriteria;Skor\nK01;Kab. 1;REG;85,5\nK01;KABUPATEN 1;CAK;90\n",
    ],
)
def test_scores_are_taken_in_however_a_spreadsheet_writes_them(table: Table, text: str) -> None:
    assert table.score(text).code == 0
    assert scores_of(table) == {"REG": {"points": "85.5"}, "CAK": {"points": "90"}}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_scores_are_read_in_the_encodings_that_spreadsheets_write(table: Table, encoding: str) -> None:
    text = "candidate;criterion;points;remark\r\nK01;REG;85;Café – hadir\r\n"
    path = table.file("scores.csv", text.encode(encoding))
    table.does("score", table.event, "--juror", "J01", "--from", path)
    [remark] = table.does("history", table.event, "--subject", "remark", "--json").json["entries"]
    assert remark["value"] == {"text": "Café – hadir"}


def test_what_becomes_what_is_told_before_it_counts(table: Table) -> None:
    table.score("candidate,criterion,points\nK01,REG,90\nK02,REG,80")
    path = table.file("again.csv", "candidate,criterion,points\nK01,REG,70\nK02,REG,80\nK03,REG,60")
    words = ("score", table.event, "--juror", "J01", "--from", path, "--lang", "en")
    tried = table.does(*words, "--dry-run")
    [line] = [line for line in tried.lines if "becomes" in line]
    assert line.startswith("K01 REG: 90 becomes 70, given 19 February 2024")
    assert scores_of(table)["REG"] == {"points": "90"}
    assert table.does(*words).lines[0] == line
    assert scores_of(table)["REG"] == {"points": "70"}


@pytest.mark.parametrize("dash", "-–—−‑‒‐")
def test_a_dash_with_a_remark_cannot_be_assessed(table: Table, dash: str) -> None:
    assert table.score(f"candidate,criterion,points,remark\nK01,REG,{dash},Berkas tidak ada").code == 0
    assert scores_of(table) == {"REG": {"points": None, "reason": "Berkas tidak ada"}}


def test_remarks_are_kept_and_an_empty_one_takes_none_back(table: Table) -> None:
    table.score("candidate,criterion,points,remark\nK01,REG,85,Baik")
    table.score("candidate,criterion,points,remark\nK01,REG,86,")
    [remark] = table.does("history", table.event, "--subject", "remark", "--json").json["entries"]
    assert remark["value"] == {"text": "Baik"}


def test_the_same_file_again_changes_nothing(table: Table) -> None:
    table.score(full("K01"))
    before = table.does("history", table.event, "--json").json
    assert table.score(full("K01")).code == 0
    assert table.does("history", table.event, "--json").json == before


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("K01,REG,101", "101"),
        ("K01,REG,-1", "-1"),
        ('K01,CAK,"85,5"', "85"),
        ("K01,REG,delapan puluh", "delapan puluh"),
        ("K01,REG,nan", "nan"),
        ("K01,REG,1e2", "1e2"),
        ("K01,REG,", "points"),
        ("K01,REG", "points"),
        ("K01,REG,-", "remark"),
        ("K99,REG,80", "K99"),
        ("K01,XYZ,80", "XYZ"),
        ("K01,REG,85,5", "columns"),
        ("K01,REG,85,,,x", "columns"),
        ("K01,REG,1.000", "1000"),
        ("K01,REG,85.000", "85000"),
        ('K01,REG,"1,000"', "1000"),
        ("k01,REG,101", "101"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_nothing_is_stored(table: Table, row: str, named: str) -> None:
    event = table.settled()
    path = table.file("scores.csv", f"candidate,criterion,points\nK02,REG,80\n{row}\n")
    said = table.run("--lang", "en", "score", table.event, "--juror", "J01", "--from", path)
    assert said.code == 1 and said.out == ""
    [sentence] = said.told
    assert sentence.startswith("scores.csv, line 3: ") and named in sentence
    assert table.event.read_bytes() == event


def test_the_numbers_are_told_as_they_are_read(table: Table) -> None:
    path = table.file("scores.csv", "candidate;criterion;points\nK01;REG;085,50\nK01;CAK;90,0\n")
    tried = table.does("score", table.event, "--juror", "J01", "--from", path, "--dry-run", "--lang", "en")
    assert "K01: REG 85.5, CAK 90" in tried.lines


def test_another_candidates_name_is_told_with_its_line(table: Table) -> None:
    text = "candidate,name,criterion,points\nK01,Kabupaten 1,REG,80\nK02,Kabupaten 3,REG,80\nK03,Kabupaten 3,REG,80\n"
    for command in ("score", "type-scores"):
        said = table.run("--lang", "en", command, table.event, "--juror", "J01", "--from", table.file("scores.csv", text))
        [sentence] = said.told
        assert said.code == 1 and sentence.startswith("scores.csv, line 3: ")
        assert "Kabupaten 3" in sentence and "K02" in sentence and "Kabupaten 2" in sentence
    assert scores_of(table) == {}


def test_a_code_in_other_capitals_stands_twice_like_any(table: Table) -> None:
    said = table.score("candidate,criterion,points\nK01,REG,80\nk01,reg,81\n")
    assert said.code == 1 and said.told[0].startswith("scores.csv, baris 3: ")


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"])
@pytest.mark.parametrize("name", ["scores.xlsx", "scores.csv"])
def test_a_workbook_in_place_of_a_score_file_is_to_be_saved_as_csv(table: Table, content: bytes, name: str) -> None:
    path = table.file(name, content)
    said = table.run("--lang", "en", "score", table.event, "--juror", "J01", "--from", path)
    assert said.code == 1 and "save it as CSV" in said.err


def test_a_decimal_comma_never_becomes_a_remark(table: Table) -> None:
    said = table.score("candidate,criterion,points,remark\nK01,REG,85,5\n")
    assert said.code == 1 and "85,5" in said.err


def test_all_bad_rows_are_told_in_the_files_order(table: Table) -> None:
    said = table.score("candidate,criterion,points\nK01,REG,101\nK02,REG,\nK03,REG,80\nK03,REG,81\nK04,CAK,tinggi\n")
    assert [sentence.split(":")[0] for sentence in said.told] == [f"scores.csv, baris {line}" for line in (2, 3, 5, 6)]


def test_the_line_of_a_row_counts_quoted_line_ends(table: Table) -> None:
    said = table.score('candidate,criterion,points,remark\nK01,REG,80,"dua\nbaris"\n\nK01,CAK,200,\n')
    assert said.told[0].startswith("scores.csv, baris 5: ")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "scores.csv"),
        (b"\n\n", "scores.csv"),
        (b"candidate,criterion,points\n", "scores.csv"),
        (b"candidate,points\nK01,85\n", "criterion"),
        (b"candidate,criterion,points,weight\nK01,REG,85,1\n", "weight"),
        (b"candidate,criterion,points,cuaca\nK01,REG,85,1\n", "cuaca"),
        (b"kode,nilai\nK01,85\n", "criterion"),
        (b"candidate,criterion,skor,nilai\nK01,REG,85,21\n", "points"),
        (b"candidate,criterion,points,skor\nK01,REG,85,1\n", "points"),
        (b'candidate,criterion,points\nK01,REG,"85\n', "CSV"),
        (b"candidate,criterion,points\nK01,REG,85 \x81\n", "UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_scores_is_one_sentence(table: Table, content: bytes, named: str) -> None:
    path = table.file("scores.csv", content)
    said = table.run("score", table.event, "--juror", "J01", "--from", path)
    assert said.code == 1 and len(said.told) == 1 and named in said.err


def test_a_recused_juror_does_not_score(table: Table) -> None:
    table.does("recuse", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Keluarga")
    said = table.score(full("K01"))
    assert said.code == 1 and len(said.told) == 2 and all("J01" in line and "K01" in line for line in said.told)


def test_a_signed_sheet_refuses_new_scores(table: Table) -> None:
    table.score(full("K01"))
    table.does("sign", table.event, "--juror", "J01", "--out", "signed")
    assert table.score(full("K01", reg=86)).code == 1


@pytest.mark.parametrize(("command", "value"), [("attendance", ("--state", "absent")), ("withdraw", ("--reason", "Sakit"))])
def test_an_absent_or_withdrawn_candidate_is_not_scored(table: Table, command: str, value: tuple[str, str]) -> None:
    table.does(command, table.event, "--candidate", "K02", *value)
    said = table.score(full("K01", "K02"))
    assert said.code == 1 and all("K02" in line for line in said.told)
    assert scores_of(table) == {}


def test_an_observer_and_a_juror_who_is_not_enrolled_score_without_a_pin(table: Table) -> None:
    table.secrets(pin=None)
    assert table.score(full("K01"), "J02").code == 0
    assert table.score(full("K01"), "J03").code == 0


def test_an_enrolled_juror_needs_the_pin(table: Table) -> None:
    event = table.settled()
    table.secrets(pin="bukan-pin-ini")
    said = table.score(full("K01"))
    assert said.code == 1 and len(said.told) == 1 and table.event.read_bytes() == event


def test_an_unknown_juror_is_a_sentence(table: Table) -> None:
    said = table.score(full("K01"), "J99")
    assert said.code == 1 and "J99" in said.err


def test_the_secretary_types_a_paper_form(table: Table) -> None:
    path = table.file("paper.csv", "candidate,criterion,points,remark\nK01,REG,80,Baik\nK01,CAK,70,")
    said = table.does("type-scores", table.event, "--juror", "J01", "--from", path, "--lang", "en")
    assert said.lines == ["2 scores are typed for J01."]
    assert scores_of(table) == {"REG": {"points": "80", "typed": True}, "CAK": {"points": "70", "typed": True}}
    refused = table.run("sign", table.event, "--juror", "J01", "--out", "out", "--lang", "en")
    assert refused.code == 1 and "typed by the secretary" in refused.err
    assert table.does("sign", table.event, "--juror", "J01", "--candidate", "K01", "--out", "out").lines[-1].endswith("-r1.pdf")


def test_a_form_that_two_people_typed_is_stored_once_they_agree(table: Table) -> None:
    path = table.file("paper.csv", "candidate,criterion,points,remark\nK01,REG,80,Baik\nK01,CAK,70,")
    other = table.file("again.csv", "candidate,criterion,points,remark\nK01,REG,80,Baik\nK01,CAK,72,")
    twice = ("type-scores", table.event, "--juror", "J01", "--from", path, "--by", "Ayu Contoh")
    said = table.run(*twice, "--again", other, "--again-by", "Made Contoh", "--lang", "en")
    assert said.code == 1 and "K01 CAK: 70 was typed first, 72 then" in said.err and scores_of(table) == {}
    assert table.run(*twice, "--again", path, "--lang", "en").code == 1, "who typed it again is missing"
    assert table.run(*twice, "--again", path, "--again-by", "Ayu  contoh", "--lang", "en").code == 1, "the same person twice"
    table.does(*twice, "--again", path, "--again-by", "Made Contoh")
    assert scores_of(table)["CAK"] == {"points": "70", "typed": True, "typists": ["Ayu Contoh", "Made Contoh"]}


@pytest.mark.parametrize("heading", ["remark", "Keterangan", "CATATAN", "alasan", "komentar"])
def test_a_remark_is_called_many_things(table: Table, heading: str) -> None:
    assert table.score(f"candidate,criterion,points,{heading}\nK01,REG,90,Lengkap").code == 0
    entries = table.does("history", table.event, "--subject", "remark", "--json").json["entries"]
    assert ["Lengkap" in str(entry["value"]) for entry in entries] == [True]


@pytest.mark.parametrize(("typed", "meant"), [("remrak", "remark"), ("keteranagn", "keterangan"), ("catatn", "catatan")])
def test_a_misspelt_heading_is_told_with_the_one_that_is_meant(table: Table, typed: str, meant: str) -> None:
    said = table.score(f"candidate,criterion,points,{typed}\nK01,REG,90,Lengkap")
    assert said.code == 1 and says(said.err, MEANT, line=1, found=typed, meant=meant, columns=SHOWN)
    said = table.score("candidate,criterion,piont\nK01,REG,90")
    assert said.code == 1 and says(said.err, MEANT, line=1, found="piont", meant="point", columns=SHOWN)


def test_letters_that_had_to_be_guessed_are_told_and_remarks_shown_before_they_are_saved(table: Table) -> None:
    path = table.folder / "mac.csv"
    path.write_bytes("candidate,criterion,points,remark\nK01,REG,90,Sudah di caf\u00e9\n".encode("mac-roman"))
    tried = table.does("score", table.event, "--juror", "J01", "--from", path, "--dry-run")
    shown = path.read_bytes().decode("cp1252").splitlines()[1].split(",")[3]
    assert f"K01 REG: “{shown}”" in tried.lines
    assert says(tried.err, GUESSED, code_page="Windows-1252", words=shown.split()[-1]) and scores_of(table) == {}
    utf = table.file("utf.csv", "candidate,criterion,points,remark\nK01,REG,90,Sudah di caf\u00e9\n")
    assert not says(table.does("score", table.event, "--juror", "J01", "--from", utf, "--dry-run").err, GUESSED)
