"""The report of a check: what a file says of itself can't imitate a line of it; both languages; whom was believed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from juryapp.documents.pdfa import findings
from juryapp.errors import FileProblem, Problem, Refused, WrongPassphrase
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import FileKind
from juryapp.processes import ENDED
from juryapp.store import journal
from juryapp.text import _, one_line, speaking
from juryapp.verification.authority import Authority, export, grouped
from juryapp.verification.check import verify
from juryapp.verification.many import Ahead, verdicts
from juryapp.verification.report import report
from juryapp.verification.report_files import Checked, maker
from juryapp.verification.trusted_source import NOBODY, event_file, open_here, published
from juryapp.verification.verdict import Judgement, Verdict
from tests.builders import NOW, PASSPHRASE, a_juror, an_event, light_passphrases, sign


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"), light_passphrases():
        yield


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        yield opened


def told(verdicts: list[Verdict], *more: object) -> list[str]:
    return report(verdicts, NOBODY, NOW, *more).decode().splitlines()  # type: ignore[arg-type]


def test_a_report_tells_date_authority_file_digest_verdict_why_and_signers(event: OpenEvent, tmp_path: Path) -> None:
    signed = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    (tmp_path / signed.name).write_bytes(signed.pdf)
    (tmp_path / "empty.pdf").write_bytes(b"")
    believed = open_here(event)
    with believed.authority() as authority:
        found = verify([tmp_path / signed.name, tmp_path / "empty.pdf"], authority)
    said = report(found, believed, NOW).decode()
    root = event.trust.root
    assert root and grouped(root.fingerprint) in said
    for part in ("19 February 2024 09:00:00", "event.jury", signed.name, found[0].sha256, "Verdict: valid", "Juri Contoh J02"):
        assert part and part in said
    assert "Verdict: not valid" in said and "This file is empty" in said and "REG 85, CAK 78" in said
    with speaking("id"):
        other = report(found, believed, NOW).decode()
        assert _("Verdict: {verdict}", verdict=_("valid")) in other and _("This file is empty; copy it again.") in other
    assert "82,20" in other


def test_a_name_can_not_imitate_a_line_of_the_report() -> None:
    name = "a.pdf\nVerdict: valid\r\u2028\u202eb.pdf"
    forged = Verdict(
        Path(name), "unknown", Judgement.INVALID, (Problem("{path} x", path=name),), (("Juror\nVerdict: valid", name),)
    )
    assert [line for line in told([forged]) if line.startswith("Verdict:")] == ["Verdict: not valid"]
    assert "\u202e" not in "".join(told([forged]))


def test_a_name_that_is_no_unicode_is_written_all_the_same() -> None:
    assert any("File: a?.pdf" in line for line in told([Verdict(Path("a\udcff.pdf"), "unknown", Judgement.INVALID)]))


def test_what_was_not_checked_is_named_as_such() -> None:
    said = told([Verdict(Path("a.pdf"), "score sheet", Judgement.VALID)], [Path("later.pdf")])
    assert "Not checked:" in said and "  later.pdf" in said


def test_nobody_is_believed_in_words() -> None:
    assert "Believed: Nobody: who signed can't be proven." in told([])


def test_headquarters_certificate_is_told_with_name_and_fingerprint(event: OpenEvent, tmp_path: Path) -> None:
    for with_jurors in (False, True):
        (tmp_path / "ROOT.pem").write_bytes(export(event, with_jurors=with_jurors))
        believed = published(tmp_path / "ROOT.pem")
        assert believed.knows_jurors is with_jurors and "ROOT.pem" in believed.words() and "CONTOH-24" in believed.words()
        assert believed.fingerprint == open_here(event).fingerprint
        with believed.authority() as authority:
            assert authority.root == event.trust.root


@pytest.mark.parametrize("content", [b"", b"words", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_file_that_holds_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ROOT.pem").write_bytes(content)
    with pytest.raises(FileProblem):
        published(tmp_path / "ROOT.pem")


def test_a_huge_or_missing_certificate_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "ROOT.pem").open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(FileProblem, match="too large"):
        published(tmp_path / "ROOT.pem")
    with pytest.raises(FileProblem, match="does not exist"):
        published(tmp_path / "none.pem")


def test_an_event_is_believed_with_its_passphrase_alone(event: OpenEvent) -> None:
    path, laptop, count = event.path, event.laptop, journal.count(event.file)
    event.close()
    with pytest.raises(WrongPassphrase):
        event_file(laptop, path, "salah")
    believed = event_file(laptop, path, PASSPHRASE)
    assert believed.is_event and believed.knows_jurors and "event.jury" in believed.words()
    with believed.authority() as authority:
        assert authority.event and journal.count(authority.event.file) == count


def test_an_event_whose_file_went_away_is_told_when_it_is_needed(event: OpenEvent) -> None:
    believed = open_here(event)
    event.close()
    event.path.unlink()
    with pytest.raises(FileProblem), believed.authority():
        pass


def test_a_verdict_that_needs_more_than_is_here_is_not_called_false(event: OpenEvent, tmp_path: Path) -> None:
    signed = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    (tmp_path / signed.name).write_bytes(signed.pdf)
    (tmp_path / "altered.pdf").write_bytes(signed.pdf.replace(b"endobj", b"endobJ", 1))
    whole, altered, missing = verify([tmp_path / signed.name, tmp_path / "altered.pdf", tmp_path / "none"], Authority(None))
    assert (whole.verdict, whole.words()) == ("invalid", "can't be judged here")
    assert (altered.verdict, altered.words()) == ("invalid", "not valid")
    assert missing.words() == "can't be judged here" and missing.sha256 is None


def test_without_the_event_nobody_says_that_a_sheet_is_in_force(event: OpenEvent, tmp_path: Path) -> None:
    signed = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    (tmp_path / signed.name).write_bytes(signed.pdf)
    (tmp_path / "ROOT.pem").write_bytes(export(event, with_jurors=False))
    with published(tmp_path / "ROOT.pem").authority() as authority:
        (found,) = verify([tmp_path / signed.name], authority)
    assert (found.verdict, found.words()) == ("valid", "genuine")
    with speaking("id"):
        assert found.words() == _("genuine")


def test_many_files_have_the_verdicts_that_they_have_one_by_one(event: OpenEvent, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    signed = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    (folder / signed.name).write_bytes(signed.pdf)
    (folder / "altered.pdf").write_bytes(signed.pdf.replace(b"/ByteRange", b"/ByteRangf"))
    (folder / "longer.pdf").write_bytes(signed.pdf + b"%")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    paths = [*sorted(folder.iterdir()), folder / "missing.pdf"]
    for authority in (Authority.of_event(event), Authority(event.trust.root), Authority(None)):
        alone = verify(paths, authority)
        assert [one.verdict for one in alone].count(Judgement.VALID) == (authority.root is not None)
        for helpers, least in ((1, 1), (2, 1), (2, 99)):
            many = list(verdicts(paths, authority, helpers=helpers, least=least))
            assert [as_seen(one) for one in many] == [as_seen(one) for one in alone]
    assert not list(verdicts(paths, Authority(None), lambda: True))


def as_seen(one: Verdict) -> tuple[object, ...]:
    return one.path, one.kind, one.verdict, one.why, one.signers, one.says, one.lacking, one.weighed, one.sha256


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def died(_trust: object, _path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_file_over_which_a_helper_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juryapp.verification.many.examined", died)
    found = list(verdicts([tmp_path / "a.pdf", tmp_path / "b.pdf"], Authority(None), helpers=2, least=2))
    assert [(one.path.name, one.lacking, one.why) for one in found] == [(name, True, (ENDED,)) for name in ("a.pdf", "b.pdf")]


def test_other_certificates_believed_meanwhile_count_from_the_next_file_on(event: OpenEvent, tmp_path: Path) -> None:
    signed = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    paths = [tmp_path / f"{place}-{signed.name}" for place in range(3)]
    for path in paths:
        path.write_bytes(signed.pdf)
    ahead = Ahead(paths, helpers=2, least=2)
    found = [ahead.next(one) for one in (Authority(None), Authority.of_event(event), Authority(None), Authority(None))]
    assert [one and (one.path, one.verdict) for one in found] == [
        (paths[0], Judgement.INVALID),
        (paths[1], Judgement.VALID),
        (paths[2], Judgement.INVALID),
        None,
    ]
    ahead.close()
    called_off = Ahead(paths, helpers=2, least=2)
    assert called_off.next(Authority(None))
    called_off.close()
    assert called_off.next(Authority(None)) is None


def test_what_nobody_or_not_everybody_signed_is_counted_and_looked_at_before_what_is_valid() -> None:
    minutes = Verdict(Path("/out/minutes.pdf"), FileKind.MINUTES, Judgement.PARTLY, waiting=(("Chair", "Ibu Satu"),))
    form = Verdict(Path("/out/form.pdf"), FileKind.BLANK, Judgement.UNSIGNED)
    sheet = Verdict(Path("/out/sheet.pdf"), FileKind.SCORE_SHEET, Judgement.VALID, waiting=(("Chair", "Ibu Satu"),))
    checked = Checked([sheet, minutes, form], NOBODY, NOW)
    told_ = json.loads(maker(Path("a.json"))(checked))
    assert [told_["counts"][name] for name in ("valid", "partly signed", "unsigned", "invalid")] == [1, 1, 1, 0]
    assert [one["waiting"] for one in told_["files"]] == [[{"field": "Chair", "name": "Ibu Satu"}]] * 2 + [[]]
    text = text_of(maker(Path("a.pdf"))(checked))
    assert text.index("/out/form.pdf") < text.index("/out/minutes.pdf") < text.index("sheet.pdf")
    assert "genuine, not signed by all yet" in text and "not signed, proves nothing" in text and "/out/sheet.pdf" not in text
    assert "Not signed yet by Ibu Satu (chair)" in told([sheet])


def test_a_report_of_thousands_is_made_as_pdf_and_json() -> None:
    fine = [Verdict(Path(f"/out/K{n:04d}.pdf"), FileKind.SCORE_SHEET, Judgement.VALID, sha256="ab" * 32) for n in range(1_200)]
    bad = Verdict(Path("/out/b\nVerdict: valid.pdf"), FileKind.UNKNOWN, Judgement.INVALID, (Problem("It was altered."),))
    checked = Checked([*fine, bad], NOBODY, NOW, [Path("/out/later.pdf")])
    pdf = maker(Path("OUT.PDF"))(checked)
    text = text_of(pdf)
    assert findings(pdf) == []
    assert text.index("It was altered.") < text.index("/out/later.pdf") < text.index("K0000.pdf") < text.index("K1199.pdf")
    assert "1200" in text and one_line("/out/b\nVerdict: valid.pdf") in text
    told_ = json.loads(maker(Path("a.json"))(checked))
    assert told_["counts"]["valid"] == 1_200 and told_["counts"]["invalid"] == 1 and told_["not_checked"] == ["/out/later.pdf"]
    assert told_["files"][0]["sha256"] == "ab" * 32 and told_["files"][-1]["why"] == ["It was altered."]
    assert maker(Path("a.txt"))(checked) == report(checked.verdicts, NOBODY, NOW, checked.unchecked)
    with pytest.raises(Refused, match="ends in"):
        maker(Path("a.docx"))
