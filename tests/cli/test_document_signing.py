"""Documents signed in turn at the command line, by two laptops, declined, apart, and checked with other people's programs."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from juryapp.model.event import PROVIDER_BOXES
from juryapp.workbook.export import write_setup
from tests.cli.builders import Table, a_setup, full
from tests.documents.looking import look
from tests.saying import says
from tests.signing.provider_files import PASSWORD, a_file, a_key
from tests.signing.providers import a_foreign_certificate, a_provider, in_its_own_field, signed_by_provider
from tests.signing.test_other_programs import needs, said
from tests.signing.test_provider_box import STYLES

ON_RECORD = (
    "It is signed and on record, only its file isn't written: {why} Once that is mended, save it from the list of documents; "
    "nothing has to be signed again."
)
OWN = "{juror} put on record that the certificate in the name of “{name}” is the own one."


@pytest.fixture
def signed(table: Table) -> Table:
    """J01, the chair, and J02 signed the sheets of two candidates."""
    table.sign_both(full("K01", "K02"))
    return table


def line(table: Table, kind: str) -> dict:
    found = table.does("document-list", table.event, "--json").json["documents"]
    return next(one for one in found if one["kind"] == kind)


def signs(table: Table, juror: str, document: str, *more: object) -> Path:
    out = table.folder / "out"
    done = table.does("sign-document", table.event, "--document", document, "--signer", juror, "--out", out, *more)
    return Path(done.lines[-1])


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_a_document_is_certified_signed_in_turn_and_valid(signed: Table, kind: str) -> None:
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "desk")
    assert line(signed, kind)["state"] == "signing" and len(line(signed, kind)["waits_for"]) == 2
    assert signed.run("sign-document", signed.event, "--document", kind, "--signer", "J01").code == 1, "the chair signs last"
    signs(signed, "J02", kind)
    pdf = signs(signed, "J01", line(signed, kind)["document"])
    assert line(signed, kind)["state"] == "signed" and line(signed, kind)["waits_for"] == []
    (found,) = signed.does("verify", pdf, "--event", signed.event, "--json").json["files"]
    assert (found["verdict"], [one["field"] for one in found["signers"]]) == ("valid", ["Desk", "Juror_J02", "Chair"])
    signed.does("documents", signed.event, "--kind", kind, "--out", signed.folder / "all")
    assert [one.read_bytes() for one in (signed.folder / "all").iterdir()] == [pdf.read_bytes()]


def test_what_nobody_certified_yet_is_certified_first(signed: Table) -> None:
    signs(signed, "J02", "recapitulation")
    assert "J02" in line(signed, "recapitulation")["signed_by"][0]


def test_who_declines_says_why_and_the_next_version_prints_it(signed: Table) -> None:
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--decline", "Angka belum dibahas")
    assert "Angka belum dibahas" in line(signed, "minutes")["declined"][0]
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    pdf = signs(signed, "J02", "minutes")
    (found,) = signed.run("verify", pdf, "--event", signed.event, "--json").json["files"]
    assert (found["state"], found["waiting"]) == ("partly signed", [{"field": "Chair", "name": "Ibu Satu"}])


WAITING = "{done} of {all} persons have signed. Not signed by: {names}."
LEFT_OUT = (
    "The chair closed it without a signature of: {names}. It is complete; whether they declined, and why, only the event's "
    "record tells."
)
SILENT = "The chair closed it without a signature of: {names}, of whom no answer is on record. It is complete."


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_whom_a_document_waits_for_is_told_until_the_chair_closes_it_over_who_declined(signed: Table, kind: str) -> None:
    event, root, out = ("--event", signed.event), ("--root", signed.folder / "root.pem"), signed.folder / "given"
    signed.does("root", signed.event, "--out", root[1])
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "desk", "--out", out)
    (given,) = out.iterdir()

    def checked(pdf: Path, *believed: object, code: int) -> tuple[str, list[str], list[str]]:
        said = signed.run("verify", pdf, *believed, "--json")
        assert said.code == code
        (found,) = said.json["files"]
        assert found["verdict"] == "valid", "whatever waits, each signature that is there is valid"
        return found["state"], [one["name"] for one in found["waiting"]], found["why"]

    for believed in (event, root):
        verdict, waiting, why = checked(given, *believed, code=0)
        assert (verdict, waiting) == ("partly signed", ["Bapak Dua", "Ibu Satu"])
        assert says(why[0], WAITING, done=0, all=2, names="Bapak Dua, Ibu Satu")
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "J02", "--decline", "Angka belum dibahas")
    assert checked(given, *root, code=0)[1] == ["Bapak Dua", "Ibu Satu"]
    verdict, waiting, why = checked(given, *event, code=0)
    assert (verdict, waiting) == ("partly signed", ["Ibu Satu"])
    closed = signs(signed, "J01", kind)
    verdict, waiting, why = checked(closed, *event, code=0)
    assert (verdict, waiting) == ("valid", []) and len(why) == 1
    assert says(why[0], "Declined by {name}: {reason}", name="Bapak Dua", reason="Angka belum dibahas")
    verdict, waiting, why = checked(closed, *root, code=0)
    assert (verdict, waiting) == ("valid", []) and says(why[0], LEFT_OUT, names="Bapak Dua") and len(why) == 1


def test_the_next_version_itself_tells_who_declined_the_former_and_that_the_chair_left_somebody_out(signed: Table) -> None:
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--decline", "Angka belum dibahas")
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    pdf = signs(signed, "J01", "minutes", "--close")
    signed.does("root", signed.event, "--out", signed.folder / "root.pem")
    former = "A former version of it was declined by {name}, as it says itself: {reason}"
    for believed, left in ((("--event", signed.event), SILENT), (("--root", signed.folder / "root.pem"), LEFT_OUT)):
        (found,) = signed.does("verify", pdf, *believed, "--json").json["files"]
        assert found["verdict"] == "valid" and says(found["why"][0], left, names="Bapak Dua")
        assert says(found["why"][1], former, name="Bapak Dua", reason="Angka belum dibahas") and len(found["why"]) == 2


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_the_next_version_calls_the_one_that_was_declined_by_its_moment(signed: Table, kind: str) -> None:
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "desk")
    former = line(signed, kind)["document"]
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "J02", "--decline", "Angka belum dibahas")
    out = signed.folder / "again"
    signed.does("sign-document", signed.event, "--document", kind, "--signer", "desk", "--out", out)
    text = " ".join(" ".join(page.text for page in look(next(out.iterdir()).read_bytes())).split())
    assert says(text, DECLINED, juror="Bapak Dua", code="J02", reason="Angka belum dibahas") and former not in text


def test_a_new_version_in_place_of_a_signed_one_is_asked_about_and_the_former_is_superseded(signed: Table) -> None:
    former = signs(signed, "J02", "minutes")
    assert signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "desk").code == 1
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk", "--yes")
    verdicts = signed.run("verify", former, "--event", signed.event, "--json")
    assert verdicts.code == 1 and verdicts.json["files"][0]["verdict"] == "superseded"


def test_a_certificate_that_nobody_issued_is_refused_before_it_signs(signed: Table) -> None:
    root = a_foreign_certificate("Bima", a_key("P-256"))
    own = signed.folder / "own.p12"
    own.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", a_key("P-256"), root.native, None, BestAvailableEncryption(PASSWORD.encode()))
    )
    (signed.folder / "password").write_text(PASSWORD)
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    said = signed.run(
        *("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--p12", own),
        *("--p12-password-file", signed.folder / "password"),
    )
    assert said.code == 1 and "“Bima”" not in said.out and "Bima" in said.err
    assert line(signed, "minutes")["signed_by"] == []


def test_the_chair_acknowledges_all_sheets_at_once(signed: Table) -> None:
    said = signed.does("sign-document", signed.event, "--document", "sheets", "--signer", "J01", "--out", signed.folder / "out")
    assert len([one for one in said.lines if one.endswith(".pdf")]) == 2
    assert signed.run("sign-document", signed.event, "--document", "sheets", "--signer", "J01").code == 1
    files = signed.does("verify", signed.folder / "out", "--event", signed.event, "--json").json["files"]
    assert {(one["verdict"], len(one["signers"])) for one in files} == {("valid", 2)}


@pytest.mark.parametrize(
    "words",
    [
        ("--document", "minutes", "--signer", "J99"),
        ("--document", "minutes", "--signer", "J03"),
        ("--document", "attendance", "--signer", "J01"),
        ("--document", "attendance", "--signer", "desk"),
        ("--document", "nonsense-0", "--signer", "J01"),
        ("--document", "minutes", "--signer", "J02", "--decline", " "),
        ("--document", "minutes", "--signer", "desk", "--go-on-with", "abc", "--reason", "x"),
    ],
)
def test_what_can_not_be_is_a_sentence_and_changes_nothing(signed: Table, words: tuple[str, ...]) -> None:
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    before = len(signed.does("history", signed.event, "--json").json["entries"])
    said = signed.run("sign-document", signed.event, *words)
    assert said.code == 1 and len(said.told) == 1 and "Traceback" not in said.err
    assert len(signed.does("history", signed.event, "--json").json["entries"]) == before


@pytest.mark.parametrize("words", [("--go-on-with", "a"), ("--close", "--decline", "x"), ("--reason", "x")])
def test_words_that_do_not_go_together_are_wrong_usage(signed: Table, words: tuple[str, ...]) -> None:
    assert signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "J02", *words).code == 2


@pytest.fixture(params=["recapitulation", "minutes"])
def document(request: pytest.FixtureRequest, signed: Table) -> Path:
    """Certified, signed by J02, and by the chair."""
    signs(signed, "J02", request.param)
    return signs(signed, "J01", request.param)


@needs("pdfsig", "certutil")
def test_poppler_trusts_every_signature_once_it_knows_the_root(document: Path, signed: Table) -> None:
    store, root = signed.folder / "nss", signed.folder / "root.pem"
    store.mkdir()
    signed.does("root", signed.event, "--out", root)
    said("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    said("certutil", "-A", "-d", f"sql:{store}", "-n", "root", "-t", "CT,CT,CT", "-i", root)
    told = said("pdfsig", "-nssdir", f"sql:{store}", document)
    assert told.count("Signature is Valid.") == told.count("Certificate is Trusted.") == 3
    assert told.count("Total document signed") == 1


@needs("mutool")
def test_mupdf_finds_every_signature_intact(document: Path) -> None:
    told = said("mutool", "sign", "-v", document)
    assert told.count("Verifying signature") >= 3 and "digest" not in told.lower() and "invalid" not in told.lower()


@needs("qpdf")
def test_qpdf_finds_no_error_in_the_file(document: Path) -> None:
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", document)


@pytest.mark.parametrize("kind", ["P-384", "RSA"])
def test_who_brings_a_certificate_signs_with_it_as_well(signed: Table, kind: str) -> None:
    mine, others = signed.file("dua.p12", a_file(kind, "Bapak Dua")), signed.file("lain.p12", a_file(kind, "Orang Lain"))
    signed.environment.setenv("JURYAPP_P12_PASSWORD", PASSWORD)
    refused = signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--p12", others)
    assert refused.code == 1 and len(refused.told) == 1
    signs(signed, "J02", "minutes", "--p12", mine)
    pdf = signs(signed, "J01", "minutes")
    (found,) = signed.does("verify", pdf, "--event", signed.event, "--json").json["files"]
    assert (found["verdict"], [one["field"] for one in found["signers"]]) == ("valid", ["Desk", "Juror_J02", "Chair", "PSrE_J02"])
    assert any("Bapak Dua" in one and "Penyelenggara Contoh" in one for one in found["why"])
    assert any(says(one, OWN, juror="J02", name="Bapak Dua") for one in found["why"])


DECLINED = "{juror} ({code}) declined to sign the version that was certified on {moment}: {reason}"
OTHERS = (
    "Field “{field}” is kept for {juror}, {known}, and bears a signature in the name of “{name}”; each signs with the own "
    "certificate."
)


@pytest.mark.parametrize("kind", ["recapitulation", "minutes"])
def test_a_strangers_certificate_in_somebodys_field_is_named_and_the_own_is_not(signed: Table, kind: str) -> None:
    signed.does("root", signed.event, "--out", signed.folder / "root.pem")
    pdf = signs(signed, "J02", kind).read_bytes()

    def found(content: bytes) -> dict:
        said = signed.run(
            "verify", signed.file("by.pdf", content), "--root", signed.folder / "root.pem", "--json", "--lang", "en"
        )
        return said.json["files"][0]

    assert found(signed_by_provider(pdf, a_provider("BAPAK DUA, M.Si."), "PSrE_J02"))["state"] == "partly signed"
    other = found(signed_by_provider(pdf, a_provider("Orang Lain"), "PSrE_J02"))
    assert other["verdict"] == "invalid"
    assert any(says(one, OTHERS, field="PSrE_J02", juror="J02", known="Bapak Dua", name="Orang Lain") for one in other["why"])
    foisted = found(in_its_own_field(pdf, "PSrE_J09", None, a_provider("Orang Lain")))
    assert any("“PSrE_J09” doesn't belong in this document" in one for one in foisted["why"])


def test_a_full_disk_after_the_signature_says_that_it_is_on_record_and_how_the_file_comes_out(
    signed: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    (out := signed.folder / "out").mkdir()

    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", no_room)
        told = signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--out", out)
        assert signed.score(full("K03")).code == 0
        sheet = signed.run("sign", signed.event, "--juror", "J01", "--out", out)
    for one in (told, sheet):
        assert one.code == 1 and list(out.iterdir()) == [] and says(one.err, ON_RECORD) and "juryapp documents" in one.err
    assert "J02" in line(signed, "minutes")["signed_by"][0]
    signed.does("documents", signed.event, "--kind", "minutes", "--out", out)
    assert len(list(out.iterdir())) == 1


def test_nobody_but_the_desk_begins_for_the_chair_and_no_id_is_told(signed: Table) -> None:
    for juror in ("J01", "J03"):
        said = signed.run("sign-document", signed.event, "--document", "minutes", "--signer", juror, "--lang", "en")
        assert said.code == 1 and "chair signs last:" not in said.err and line(signed, "minutes")["state"] != "signing"
    assert "--signer desk" in signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "J01").err
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk")
    signs(signed, "J02", "minutes")
    again = signed.run("sign-document", signed.event, "--document", "minutes", "--signer", "J02")
    assert again.code == 1 and line(signed, "minutes")["document"] not in again.err


def test_a_providers_own_program_signs_in_the_box_that_the_list_tells(signed: Table) -> None:
    setup = a_setup()
    write_setup(signed.folder / "boxes.xlsx", replace(setup, event=replace(setup.event, provider=PROVIDER_BOXES)))
    signed.does("update", signed.event, "--from", signed.folder / "boxes.xlsx", "--yes")
    signed.does("sign-document", signed.event, "--document", "minutes", "--signer", "desk", "--out", signed.folder / "given")
    (given,) = (signed.folder / "given").iterdir()
    boxes = {one["juror"]: one for one in line(signed, "minutes")["boxes"]}
    assert sorted(boxes) == ["J01", "J02"]
    assert f"{boxes['J02']['page']}" in signed.does("document-list", signed.event).out

    def by_provider(name: str, juror: str) -> Path:
        box = boxes[juror]
        place = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        pdf = in_its_own_field(given.read_bytes(), f"esign_{juror}", place, a_provider(name), STYLES["words"], box["page"] - 1)
        return signed.file(f"{name}-{juror}.pdf", pdf)

    words = ("sign-document", signed.event, "--document", "minutes", "--signer", "J02", "--provider-signed")
    for wrong in (given, by_provider("Bapak Dua", "J01"), by_provider("Orang Lain", "J02"), signed.folder / "none.pdf"):
        refused = signed.run(*words, wrong)
        assert refused.code == 1 and len(refused.told) == 1, wrong
    assert signed.run(*words, given, "--p12", given).code == 2
    assert line(signed, "minutes")["signed_by"] == ["Desk"] or "J02" not in str(line(signed, "minutes")["signed_by"])
    pdf = signs(signed, "J02", "minutes", "--provider-signed", by_provider("Bapak Dua", "J02"))
    (found,) = signed.run("verify", pdf, "--event", signed.event, "--json").json["files"]
    assert found["state"] == "partly signed" and any("Bapak Dua" in one for one in found["why"])
    assert "J02" in str(line(signed, "minutes")["signed_by"])
