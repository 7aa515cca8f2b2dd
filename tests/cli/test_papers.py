"""Documents, certificates, and checking what came back."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from juryapp.cli.papers import KINDS
from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.preview import pages
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.signing.certificates import read_pem
from juryapp.signing.keys import unlock
from juryapp.store import journal, keyring
from juryapp.text import _
from juryapp.verification import many
from juryapp.verification.authority import Authority, grouped
from juryapp.verification.verdict import Verdict
from juryapp.workbook.export import write_setup
from tests.cli.builders import DESK_PIN, PASSPHRASE, PIN, Table, a_setup, full
from tests.documents.test_score_sheet import words
from tests.saying import says


@pytest.fixture
def signed(table: Table) -> Path:
    table.score(full("K01"))
    return Path(table.does("sign", table.event, "--juror", "J01", "--out", "signed").lines[-1])


CODE_ALONE = (
    "Only the code is proven, not the rest of the picture: if the paper shows anything else, it was altered, or bears the code "
    "of another sheet."
)


def verdicts(table: Table, *words: object, code: int = 0) -> list[dict[str, object]]:
    said = table.run("verify", *words, "--json")
    assert said.code == code, said.err
    files: list[dict[str, object]] = said.json["files"]
    assert all(
        file.keys() == {"path", "kind", "verdict", "state", "why", "says", "differs", "signers", "waiting"} for file in files
    )
    return files


def test_documents_are_written_and_their_paths_told_last(table: Table, signed: Path) -> None:
    sheets = table.does("documents", table.event, "--kind", "sheets", "--out", "papers")
    assert Path(sheets.lines[-1]).read_bytes() == signed.read_bytes()
    table.does("documents", table.event, "--kind", "recapitulation", "--out", "papers")
    assert len(os.listdir("papers")) == 2


NO_CERTIFICATE = "{kind}: there is none to print, because {why}."


def test_why_there_is_no_certificate_is_said_truly(table: Table) -> None:
    def why() -> str:
        said = table.run("documents", table.event, "--kind", "certificates", "--out", "papers", "--lang", "en")
        assert said.code == 1 and len(said.told) == 1
        return said.told[0]

    assert says(why(), NO_CERTIFICATE, kind="Certificates", why="no category is final yet: 8 sheets are lacking")
    for one in ("K01", "K02", "K03", "K04"):
        table.does("attendance", table.event, "--candidate", one, "--state", "absent")
    assert "Laptop 1" in why(), "it may still bring something"
    table.does("unused-laptop", table.event, "Laptop 1", "--reason", "tidak dipakai")
    assert "nobody has a place or a special mention in what is final:" in why()


def test_there_may_be_no_sheet_to_print_yet(table: Table) -> None:
    assert table.run("documents", table.event, "--kind", "sheets", "--out", "papers").code == 1


def test_a_kind_that_does_not_exist_is_wrong_usage_that_lists_those_that_do(table: Table) -> None:
    said = table.run("documents", table.event, "--kind", "poster", "--out", "papers")
    assert said.code == 2 and all(kind in said.err for kind in KINDS)


@pytest.mark.parametrize(
    ("kind", "count"), [("recapitulation", 1), ("minutes", 1), ("attendance", 1), ("pledge", 3), ("blank", 8)]
)
def test_every_kind_of_paper_is_written(table: Table, kind: str, count: int) -> None:
    said = table.does("documents", table.event, "--kind", kind, "--out", "papers")
    assert len(said.lines) == 1 + count and all(Path(path).read_bytes().startswith(b"%PDF-") for path in said.lines[1:])


def test_an_unsigned_paper_proves_nothing_and_the_exit_is_1(table: Table) -> None:
    path = table.does("documents", table.event, "--kind", "minutes", "--out", "papers").lines[-1]
    said = table.run("verify", path, "--event", table.event, "--json")
    assert said.code == 1 and said.json["files"][0]["state"] == "unsigned" and said.json["files"][0]["kind"] == "minutes"


def test_the_root_is_one_certificate_and_with_jurors_all(table: Table) -> None:
    assert table.does("root", table.event, "--out", "root.pem").lines[-1] == "root.pem"
    table.does("root", table.event, "--out", "all.pem", "--with-jurors")
    counts = [Path(name).read_text().count("BEGIN CERTIFICATE") for name in ("root.pem", "all.pem")]
    assert counts == [1, 3]


def test_a_signed_sheet_is_valid_by_the_event_and_the_root(table: Table, signed: Path) -> None:
    table.does("root", table.event, "--out", "root.pem")
    [file] = verdicts(table, signed, "--event", table.event, "--root", "root.pem")
    assert (file["kind"], file["verdict"], file["why"]) == ("score sheet", "valid", [])
    assert file["signers"] == [{"field": "Juror", "name": "Ibu Satu"}]


def test_a_reopened_sheet_is_superseded_and_the_exit_is_1(table: Table, signed: Path) -> None:
    table.does("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Salah ketik")
    [file] = verdicts(table, signed, "--event", table.event, code=1)
    assert file["verdict"] == "superseded" and file["why"]


def test_a_picture_of_a_sheet_is_never_valid_and_says_what_to_compare(table: Table, signed: Path) -> None:
    """Its code is genuine, the page around it is unproven: the exit is 1, with the warning in the data too."""
    pages(signed.read_bytes(), 150)[-1].save("photo.png")
    [file] = verdicts(table, "photo.png", "--event", table.event, code=1)
    assert (file["kind"], file["verdict"]) == ("photo", "code genuine")
    assert says(str(file["says"]), CODE_ALONE) and file["why"]
    said = table.run("verify", "photo.png", "--event", table.event, "--lang", "en")
    assert "QR code genuine, page unproven" in said.out and "photo.png" in said.err


def test_what_a_genuine_sheet_says_is_in_the_data(table: Table, signed: Path) -> None:
    (Path(signed).parent / "empty.pdf").write_bytes(b"")
    files = verdicts(table, signed, signed.parent / "empty.pdf", "--event", table.event, code=1)
    assert "Lembar " in str(files[0]["says"]) and files[1]["says"] is None


def test_the_root_tells_its_fingerprint(table: Table) -> None:
    said = table.does("root", table.event, "--out", "root.pem")
    [root] = read_pem(Path("root.pem").read_bytes())
    assert grouped(root.fingerprint) in said.out


def test_an_altered_sheet_is_not_valid_and_that_is_said(table: Table, signed: Path) -> None:
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    signed.write_bytes(content)
    said = table.run("verify", signed, "--event", table.event, "--lang", "en")
    assert said.code == 1 and f"{signed}: not valid" in said.out and str(signed) in said.err


def test_a_missing_file_is_told_and_the_others_are_checked(table: Table, signed: Path) -> None:
    files = verdicts(table, signed, "none.pdf", "--event", table.event, code=1)
    assert [file["verdict"] for file in files] == ["valid", "invalid"]


def test_a_package_is_checked_with_its_passphrase(table: Table) -> None:
    package = table.does("pack", table.event, "--to", "stick").lines[-1]
    [file] = verdicts(table, package)
    assert (file["kind"], file["verdict"]) == ("package", "valid")
    assert verdicts(table, "stick", table.event, "--event", table.event)[1]["kind"] == "event"


def test_a_root_of_another_event_is_refused(table: Table, signed: Path) -> None:
    write_setup(table.folder / "setup.xlsx", a_setup())
    table.does("create", "other.jury", "--from", "setup.xlsx")
    table.does("root", "other.jury", "--out", "other.pem")
    assert table.run("verify", signed, "--event", table.event, "--root", "other.pem").code == 1


@pytest.mark.parametrize(
    ("language", "word"), [("en", "valid (score sheet)"), ("id", "asli dan berlaku (lembar penilaian juri)")]
)
def test_people_read_the_verdict(table: Table, signed: Path, language: str, word: str) -> None:
    said = table.does("verify", signed, "--event", table.event, "--lang", language)
    assert word in said.lines[0] and "Ibu Satu" in said.out and said.err == ""


def test_a_folder_without_anything_to_check_is_not_valid(table: Table) -> None:
    (table.folder / "empty").mkdir()
    said = table.run("verify", "empty", "--json", "--lang", "en")
    assert (said.code, said.out, said.told) == (1, "", ["There is nothing to check in empty."])


def test_what_is_passed_over_in_a_folder_is_named(table: Table, signed: Path) -> None:
    hidden, within = signed.with_name(f".{signed.name}"), signed.parent / "within" / signed.name
    within.parent.mkdir()
    for copy in (hidden, within):
        copy.write_bytes(signed.read_bytes())
    said = table.does("verify", signed.parent, "--event", table.event, "--lang", "en")
    assert [str(hidden) in said.told[0], str(within.parent) in said.told[1], len(said.told)] == [True, True, 2]


def test_what_stands_beside_an_open_event_is_not_checked(table: Table) -> None:
    folder = table.folder / "copies"
    folder.mkdir()
    (folder / "event.jury").write_bytes(table.settled())
    (folder / "event.jury-journal").write_bytes(b"")
    assert [file["verdict"] for file in table.does("verify", folder, "--json").json["files"]] == ["valid"]


def test_a_picture_is_laid_over_its_genuine_page_and_both_are_written_side_by_side(table: Table, signed: Path) -> None:
    picture = pages(signed.read_bytes(), 150)[-1].convert("L")
    picture.paste(255, (400, 1150, 700, 1250))
    picture.paste(0, (500, 1200, 560, 1206))
    picture.save("photo.png")
    said = table.run("verify", "photo.png", "--event", table.event, "--compare", "both.pdf", "--json")
    [place] = said.json["files"][0]["differs"]
    assert said.code == 1 and place.keys() == {"page", "words", "box"} and place["page"] == 1
    assert place["words"] == _("lower third of the page") and 80 < place["box"][0] < place["box"][2] < 100
    first = Path("both.pdf").read_bytes()
    again = table.run("verify", "photo.png", "--event", table.event, "--compare", "both.pdf")
    assert again.lines[-1] == "both.pdf" and Path("both.pdf").read_bytes() == first


def test_no_document_is_replaced_by_a_comparison(table: Table, signed: Path) -> None:
    before = signed.read_bytes()
    pages(before, 150)[-1].save("photo.png")
    said = table.run("verify", "photo.png", "--event", table.event, "--compare", signed)
    assert said.code == 1 and signed.read_bytes() == before and str(signed) in said.err


def test_several_pictures_are_compared_into_a_folder(table: Table, signed: Path) -> None:
    for name in ("a.png", "b.png"):
        pages(signed.read_bytes(), 110)[-1].save(name)
    said = table.run("verify", "a.png", "b.png", "--event", table.event, "--compare", "both.pdf")
    assert said.code == 1 and not Path("both.pdf").exists() and "both.pdf" in said.err
    table.run("verify", "a.png", "b.png", "--event", table.event, "--compare", "both")
    assert sorted(os.listdir("both")) == ["a.png.pdf", "b.png.pdf"]


def test_comparing_needs_the_event_and_a_picture(table: Table, signed: Path) -> None:
    said = table.run("verify", signed, "--compare", "both.pdf")
    assert said.code == 1 and "--event" in said.err
    said = table.run("verify", signed, "--event", table.event, "--compare", "both.pdf")
    assert said.code == 0 and said.err and not Path("both.pdf").exists()


def test_a_signed_sheet_whose_document_is_nowhere_stops_no_other(table: Table) -> None:
    table.sign_both(full("K01", "K02"))
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        (head,) = journal.heads_of(event.file, ("sheet", "J01/K02"))
        SecretaryDesk.sit(event, DESK_PIN).reopen("J01", "K02", "x")
        value = {**(head.value or {}), "revision": 2, "json": "0" * 64, "pdf": "1" * 64}
        event.write([Act("J01", "sheet", "J01/K02", value, sign=unlock(keyring.locked_key(event.file, "J01") or b"", PIN).sign)])
    said = table.run("documents", table.event, "--kind", "sheets", "--out", "papers")
    assert said.code == 1 and len(os.listdir("papers")) == 3 == len(said.lines) - 1
    (told,) = said.told
    assert "Ibu Satu (J01)" in told and "K02 Kabupaten 2" in told and "buka kembali" in told
    assert not table.run("documents", table.event, "--kind", "attendance", "--out", "papers").err


def test_a_full_disk_is_told_once_and_no_other_document_is_tried(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    out = table.folder / "out"
    out.mkdir()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        said = table.run("documents", table.event, "--kind", "blank", "--out", out)
    assert said.code == 1 and list(out.iterdir()) == [] and len(said.told) == 2
    assert says(said.err, "Nothing more was written there; documents that still wait: {count}.", count=7)


def test_the_documents_of_one_juror_or_candidate_are_written_alone(table: Table) -> None:
    said = table.does("documents", table.event, "--kind", "blank", "--out", "papers", "--juror", "J01", "--candidate", "K02")
    assert len(said.lines) == 2 and len(os.listdir("papers")) == 1
    assert table.run("documents", table.event, "--kind", "blank", "--out", "papers", "--juror", "J99").code == 1
    assert table.run("documents", table.event, "--kind", "minutes", "--out", "papers", "--juror", "J01").code == 1


def test_the_list_tells_who_signed_and_what_was_saved_here_and_is_out_of_date(table: Table, signed: Path) -> None:
    def of(juror: str, candidate: str) -> dict[str, object]:
        listed: list[dict[str, object]] = table.does("document-list", table.event, "--json").json["documents"]
        return next(one for one in listed if (one["kind"], one["juror"], one["candidate"]) == ("sheets", juror, candidate))

    assert of("J01", "K01")["state"] == "signed" and of("J01", "K01")["saved_at"] is None
    table.does("documents", table.event, "--kind", "sheets", "--out", "papers")
    assert of("J01", "K01")["saved_at"] and of("J01", "K01")["outdated"] is None
    table.does("reopen", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Salah ketik")
    assert of("J01", "K01")["outdated"] == _("it was reopened since")
    assert _("it was reopened since") in table.does("document-list", table.event).out


def test_verify_writes_reports_and_replaces_no_paper(table: Table, signed: Path) -> None:
    said = table.does("verify", signed, "--event", table.event, "--report", "r.pdf", "--report", "r.json", "--report", "r.txt")
    assert [line.rpartition("/")[2] for line in said.out.splitlines()[-3:]] == ["r.pdf", "r.json", "r.txt"]
    told = json.loads((table.folder / "r.json").read_text())
    assert told["counts"]["valid"] == 1 and told["files"][0]["verdict"] == "valid" and told["believed"]["event"] is True
    assert (table.folder / "r.pdf").read_bytes().startswith(b"%PDF")
    before = signed.read_bytes()
    for given in ([signed, "--report", signed], ["r.txt", "--report", signed], [signed, "--report", "r.docx"]):
        assert table.run("verify", *given).code == 1
    assert signed.read_bytes() == before


@pytest.mark.parametrize("name", ["notes.txt", "notes.jury", "notes.jurypack", "pdf.jury"])
def test_no_passphrase_is_asked_for_what_is_no_event(
    table: Table, signed: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JURYAPP_PASSPHRASE")
    given = table.file(name, signed.read_bytes() if name.startswith("pdf") else "Catatan rapat pleno: semua hadir.\n" * 60)
    said = table.run("verify", given)
    assert said.code == 1 and str(given) in said.out and "--passphrase-file" not in said.err
    assert "frasa sandi" not in (said.err + said.out).lower()


def test_a_report_that_cant_be_written_is_refused_before_anything_is_checked(table: Table, signed: Path) -> None:
    nothing = table.folder / "nowhere" / "r.pdf"
    there = table.file("there.pdf", "no PDF")
    for report in (nothing, nothing.with_suffix(".json"), there, table.folder):
        said = table.run("verify", signed, "--event", table.event, "--report", report)
        assert said.code == 1 and said.out == "" and len(said.told) == 1
    assert not nothing.parent.exists()


def test_a_check_that_is_stopped_keeps_what_it_found_and_says_that_it_is_incomplete(
    table: Table, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = many.check

    def stopped(path: Path, authority: Authority) -> Verdict:
        if path.name == "z.pdf":
            raise KeyboardInterrupt
        return real(path, authority)

    monkeypatch.setattr(many, "check", stopped)
    late = table.file("z.pdf", "x")
    reports = [word for name in ("r.json", "r.txt", "r.pdf") for word in ("--report", name)]
    said = table.run("verify", signed, late, "--event", table.event, *reports)
    assert said.code == 130 and len(said.out.splitlines()[-3:]) == 3
    told = json.loads((table.folder / "r.json").read_text())
    assert told["counts"]["valid"] == 1 and told["complete"] is False and told["not_checked"] == [str(late)]
    sentence = "INCOMPLETE: the check was stopped; of {of} files {count} were not checked."
    assert says((table.folder / "r.txt").read_text(), sentence, of=2, count=1)
    assert says(words((table.folder / "r.pdf").read_bytes()), sentence, of=2, count=1)


# --- the page that checks without this program


def test_the_checker_page_of_an_event_is_the_same_each_time_and_believes_its_root(table: Table) -> None:
    said = table.does("checker", "checker.html", table.event, "--lang", "en")
    page = (table.folder / "checker.html").read_bytes()
    table.does("root", table.event, "--out", "root.pem")
    (root,) = read_pem((table.folder / "root.pem").read_bytes())
    assert grouped(root.fingerprint) in said.out and root.fingerprint.encode() in page
    table.does("checker", "checker.html", table.event)
    assert (table.folder / "checker.html").read_bytes() == page
    table.does("checker", "other.html", "--root", "root.pem")
    assert root.fingerprint.encode() in (table.folder / "other.html").read_bytes()


def test_a_checker_page_without_anybody_to_believe_says_so_and_nothing_is_overwritten(table: Table) -> None:
    said = table.does("checker", "checker.html", "--lang", "en")
    assert "believes nobody yet" in said.out
    assert table.run("checker", "checker.html", table.event).code == 1
    assert "not both" in table.run("checker", "x.html", table.event, "--root", "root.pem", "--lang", "en").err
