"""Every laptop is gone; what was printed and signed brings the scores back into a copy of the set-up."""

from __future__ import annotations

import inspect
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from juryapp.board.cells import Board
from juryapp.board.records import setup as setup_of
from juryapp.board.status import tallies
from juryapp.desk.former_event import certificates_path, read_former
from juryapp.desk.headquarters import create_event
from juryapp.desk.root_copy import RootCopies
from juryapp.documents.qr import matrix, read_codes
from juryapp.errors import FileProblem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper import scanned_pages
from juryapp.from_paper.proven_sheets import Outcome, Recovery, recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import ScannedPage, files_of, read_stack
from juryapp.from_paper.words import AGAIN, MARKED, NO_CODE, OTHER_CODE, OTHER_VERSION, not_taken_in, sheet_words, summary
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.signing.keys import PrivateKey
from juryapp.signing.qr_claims import make_qr, read_qr
from juryapp.store import journal
from juryapp.text import speaking
from tests.builders import (
    DESK_PIN,
    NOW,
    PASSPHRASE,
    ROOT_PIN,
    a_criterion,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    carry,
    light_passphrases,
    sign,
)
from tests.scanning import BLACK, as_one_pdf, printed, scanned, stack_of, stamped
from tests.signing.providers import a_provider

POINTS = {"K01": ["85", "78"], "K02": ["70", "91"], "U01": ["66.5", "90"], "U02": ["90", "66.5"]}


@dataclass
class Scene:
    """The event in which the sheets were signed, and a copy of it from before anybody scored."""

    signed: OpenEvent
    kept: OpenEvent
    pdfs: list[bytes]

    def bring(self, *pages: ScannedPage) -> Recovery:
        """What these pages bring to the copy."""
        return recovery(self.kept, pages)

    def record(self, *pages: ScannedPage) -> int:
        """Records it; how many entries were written."""
        return len(record_sheets(a_desk(self.kept), self.bring(*pages)).entries)


def code_of(pdf: bytes) -> str:
    """The text of the code on a signed sheet."""
    [page] = printed(pdf)
    [text] = read_codes(page.convert("L"))
    return text


def a_page(text: str) -> ScannedPage:
    return ScannedPage(Path("scan.pdf"), 1, (text,))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with light_passphrases():
        event = an_event(tmp_path)
        kept = a_prepared(event, "kept", [], with_desk=True)
        pdfs = [
            sign(a_juror(event, juror), candidate, points).pdf for juror in ("J01", "J02") for candidate, points in POINTS.items()
        ]
        yield Scene(event, kept, pdfs)
        kept.close()
        event.close()


def a_result(event: OpenEvent) -> list[object]:
    return [(place.candidate, place.rank, place.score) for tally in tallies(event.file) for place in tally.ranking]


def test_a_stack_brings_back_the_identical_exact_ranking(scene: Scene, tmp_path: Path) -> None:
    found = recovery(scene.kept, read_stack([stack_of(scene.pdfs, tmp_path / "scan.pdf", stamp_every=3)]))
    assert [one.outcome for one in found.sheets] == [Outcome.NEW] * 8 and not found.unread
    assert set(found.missing) == {(juror, number) for juror in ("J03", "J04") for number in POINTS}
    record_sheets(a_desk(scene.kept), found)
    ours, theirs = Board.of(scene.kept.file), Board.of(scene.signed.file)
    for pair, record in theirs.records.items():
        assert ours.records[pair].from_paper and ours.cell(*pair).state is CellState.SIGNED
        assert (ours.records[pair].total, ours.records[pair].rubric) == (record.total, record.rubric)
        assert {c: s.points for c, s in ours.records[pair].scores.items()} == {c: s.points for c, s in record.scores.items()}
    assert a_result(scene.kept) == a_result(scene.signed)


def test_the_same_stack_again_brings_nothing_new(scene: Scene) -> None:
    pages = [a_page(code_of(pdf)) for pdf in scene.pdfs[:2]]
    assert scene.record(*pages, *pages) > 0
    assert [one.outcome for one in scene.bring(*pages).sheets] == [Outcome.HERE] * 2
    assert scene.record(*pages) == 0


def test_what_is_signed_here_is_said_to_be_here(scene: Scene) -> None:
    found = recovery(scene.signed, [a_page(code_of(scene.pdfs[0]))])
    assert [one.outcome for one in found.sheets] == [Outcome.HERE]


def test_the_lost_laptop_returns_and_agrees(scene: Scene) -> None:
    """Its package holds the signing that the paper was printed of: one sheet, no conflict, with its remarks and its PDF."""
    scene.record(a_page(code_of(scene.pdfs[0])))
    carry(scene.signed, scene.kept, admit=True)
    record = Board.of(scene.kept.file).records["J01", "K01"]
    assert record.signed and not record.from_paper and record.pdf
    assert a_result(scene.kept) == a_result(scene.signed)


def test_what_came_from_paper_counts_on_other_laptops_too(scene: Scene, tmp_path: Path) -> None:
    other = a_prepared(scene.kept, "other", [])
    scene.record(*(a_page(code_of(pdf)) for pdf in scene.pdfs))
    merge(other, [pack(scene.kept, tmp_path / "stick-of-kept")])
    assert a_result(other) == a_result(scene.signed)
    other.close()


def test_a_forged_code_is_refused_in_a_sentence(scene: Scene) -> None:
    claims = read_qr(code_of(scene.pdfs[0]))
    said = {name: getattr(claims, name) for name in ("sheet", "revision", "sha256", "total", "signed_at", "frame", "meaning")}
    forged = make_qr(PrivateKey.generate(), **said, scores=claims.scores)
    [found] = scene.bring(a_page(forged)).sheets
    assert found.outcome is Outcome.REFUSED and found.why
    assert found.why.message == "The QR code was not signed by juror {juror}; it was altered or invented."
    assert scene.record(a_page(forged)) == 0


def test_a_revision_older_than_what_is_here_is_said(scene: Scene) -> None:
    a_desk(scene.signed).reopen("J01", "K01", "salah ketik")
    second = code_of(sign(a_juror(scene.signed, "J01"), "K01", ["86", "78"]).pdf)
    first = code_of(scene.pdfs[0])
    both = scene.bring(a_page(first), a_page(second)).sheets
    assert [one.outcome for one in both] == [Outcome.OLDER, Outcome.NEW]
    scene.record(a_page(second))
    [again] = scene.bring(a_page(first)).sheets
    assert again.outcome is Outcome.OLDER and again.why and again.why.gaps == {"revision": 2, "old": 1}


def test_a_later_revision_from_paper_stands_over_an_earlier_one(scene: Scene) -> None:
    first = code_of(scene.pdfs[0])
    scene.record(a_page(first))
    a_desk(scene.signed).reopen("J01", "K01", "salah ketik")
    scene.record(a_page(code_of(sign(a_juror(scene.signed, "J01"), "K01", ["86", "78"]).pdf)))
    record = Board.of(scene.kept.file).records["J01", "K01"]
    assert record.signed and record.revision == 2


def test_a_sheet_that_was_opened_again_here_stays_open(scene: Scene) -> None:
    page = a_page(code_of(scene.pdfs[0]))
    scene.record(page)
    a_desk(scene.kept).reopen("J01", "K01", "salah ketik")
    [found] = scene.bring(page).sheets
    assert found.outcome is Outcome.CONTRADICTS and scene.record(page) == 0


def test_other_points_than_were_signed_stand_nowhere(scene: Scene, tmp_path: Path) -> None:
    """A desk that writes other points beside a genuine code: no laptop takes that for the juror's."""
    desk, [sheet] = a_desk(scene.kept), scene.bring(a_page(code_of(scene.pdfs[0]))).sheets
    value = {**(sheet.value or {}), "scores": {"CAK": {"points": "78"}, "REG": {"points": "99"}}}
    desk.event.write([desk.act(Subject.SHEET, "J01/K01", value)], seal=True)
    assert ("J01", "K01") not in Board.of(scene.kept.file).records
    assert not journal.heads_of(scene.kept.file, (Subject.SHEET, "J01/K01"))


def test_a_page_without_a_code_is_told_by_its_place(scene: Scene, tmp_path: Path) -> None:
    rnd, [page] = random.Random(1), printed(scene.pdfs[0])
    page.paste("white", (0, page.height - 700, page.width, page.height))
    scan = as_one_pdf([scanned(page, rnd)], tmp_path / "scan.pdf")
    found = recovery(scene.kept, read_stack([scan, tmp_path / "missing.pdf"]))
    assert [(page.file.name, page.page) for page in found.unread] == [("scan.pdf", 1), ("missing.pdf", 1)] and found.unread[
        1
    ].problem


def a_picture_of(text: str) -> Image.Image:
    """A QR code as somebody prints it."""
    rows = matrix(text)
    return Image.frombytes("L", (len(rows),) * 2, bytes(0 if dark else 255 for row in rows for dark in row)).resize((420, 420), 0)


def test_a_folder_of_photos_is_told_a_sentence_a_page(scene: Scene, tmp_path: Path) -> None:
    """Any way up, in folders within, the same name twice, the same page twice, and codes that aren't this event's."""
    first, second, third = (printed(pdf)[0].convert("L") for pdf in scene.pdfs[:3])
    marked, plain = second.copy(), Image.new("L", first.size, "white")
    marked.paste(a_picture_of("https://example.org/agenda"), (100, 60))
    foreign, older, other = plain.copy(), plain.copy(), plain.copy()
    foreign.paste(a_picture_of("https://example.org/" + "x" * 40), (300, 300))
    older.paste(a_picture_of("JURY1:ABC123"), (300, 300))
    claims = replace(read_qr(code_of(scene.pdfs[0])), sheet="LAIN-25/K01/J01")
    said = {name: getattr(claims, name) for name in inspect.signature(make_qr).parameters if name != "key"}
    elsewhere = make_qr(PrivateKey.generate(), **said)
    other.paste(a_picture_of(elsewhere).resize((700, 700), 0), (300, 300))
    third.paste(255, (0, third.height - 700, third.width, third.height))
    photos = {
        "one/IMG_1.jpg": first.rotate(90, expand=True),
        "one/IMG_2.jpg": first.rotate(180),
        "two/IMG_1.jpg": marked.rotate(270, expand=True),
        "two/deep/IMG_2.jpg": foreign,
        "two/IMG_3.JPG": older,
        "two/IMG_4.png": other,
        "two/IMG_5.jpeg": third,
        "two/.hidden.jpg": second,
    }
    for name, photo in photos.items():
        (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
        photo.save(tmp_path / "all" / name)
    (tmp_path / "all" / "two" / "IMG_6.heic").write_bytes(b"....ftypheic")
    found = recovery(scene.kept, read_stack(files_of([tmp_path / "all"])))
    assert [sheet_words(one) for one in found.of(Outcome.NEW)] == [
        sheet_words(one) for one in scene.bring(a_page(code_of(scene.pdfs[0])), a_page(code_of(scene.pdfs[1]))).sheets
    ]
    with speaking("en"):
        told = not_taken_in(found)
        assert "Pages with a code of something else: 2" in summary(found)
    where = lambda name, why: f"{name}, page 1: {why}"  # noqa: E731
    assert told == [
        where("IMG_4.png", f"J01 K01, revision 1: It is of another event, {claims.sheet}."),
        where("IMG_3.JPG", OTHER_VERSION.format(version="JURY1")),
        where("IMG_5.jpeg", NO_CODE),
        where("IMG_6.heic", "This picture can't be read; use a JPEG, PNG or PDF file."),
        where("two/deep/IMG_2.jpg", OTHER_CODE.format(text="https://example.org/" + "x" * 20 + "…")),
        where("one/IMG_2.jpg", AGAIN.format(page="one/IMG_1.jpg, page 1")),
        where("two/IMG_1.jpg", MARKED.format(text="https://example.org/agenda")),
    ]


def test_a_folder_that_holds_a_whole_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned_pages, "_MOST_NAMES", 3)
    for name in "abcd":
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-")
    with pytest.raises(Refused, match="3"):
        files_of([tmp_path])


def test_first_pages_of_sheets_that_were_read_are_counted_and_an_unread_sheet_is_still_told(tmp_path: Path) -> None:
    criteria = tuple(
        a_criterion("KAB", f"C{n:02d}", "10", name=f"Peraturan daerah dan anggaran bagi pekerja {n} " * 3) for n in range(10)
    )
    with light_passphrases():
        event = an_event(tmp_path, a_setup(criteria=criteria))
        kept = a_prepared(event, "kept", [], with_desk=True)
        sheets = [sign(a_juror(event, "J01"), number, ["80"] * 10).pdf for number in ("K01", "K02")]
    codes = [read_codes(printed(pdf)[-1].convert("L"))[0] for pdf in sheets]
    pages = [ScannedPage(Path(f"{n}.jpg"), 1, codes) for n, codes in enumerate([(), codes[:1], (), (), codes[1:], ()])]
    assert {len(printed(pdf)) for pdf in sheets} == {2}
    for brought in (event, kept):
        found = recovery(brought, pages)
        assert [page.file.stem for page in found.codeless] == ["0", "3"]
        assert [page.file.stem for page in found.unread] == ["2", "5"], "as many as these sheets have, and no more"
        assert len(not_taken_in(found)) == 2 and len(summary(found)) == len(summary(replace(found, codeless=()))) + 1
    event.close()
    kept.close()


@pytest.mark.parametrize("side", [30.0, 175.0])
def test_a_black_stamp_across_one_code_leaves_the_other(scene: Scene, tmp_path: Path, side: float) -> None:
    [page] = printed(scene.pdfs[0])
    scan = as_one_pdf([scanned(stamped(page, (side, 262), BLACK), random.Random(3))], tmp_path / "scan.pdf")
    [found] = read_stack([scan])
    assert len(found.codes) == 1


def test_what_is_read_stops_when_it_is_told_to(scene: Scene, tmp_path: Path) -> None:
    scan = stack_of(scene.pdfs[:3], tmp_path / "scan.pdf")
    assert len(read_stack([scan], stopped=lambda: True)) == 0


def from_nothing(event: OpenEvent, folder: Path) -> OpenEvent:
    """The event anew at another laptop: of the former one there are its workbook, the copy of its root, and paper."""
    copy = RootCopies.of(event).write(folder / "stick")
    former = read_former(copy, ROOT_PIN)
    return create_event(a_laptop(folder, "other"), folder / "again.jury", PASSPHRASE, setup_of(event), DESK_PIN, ROOT_PIN, former)


def test_with_every_file_gone_the_workbook_the_copy_of_the_root_and_paper_bring_all_back(scene: Scene, tmp_path: Path) -> None:
    again = from_nothing(scene.signed, tmp_path)
    assert again.id == scene.signed.id and again.trust.jurors == scene.signed.trust.jurors
    found = recovery(again, read_stack([stack_of(scene.pdfs, tmp_path / "scan.pdf", stamp_every=3)]))
    assert [one.outcome for one in found.sheets] == [Outcome.NEW] * 8
    record_sheets(a_desk(again), found)
    assert a_result(again) == a_result(scene.signed)
    a_desk(again).enrol("J02", "pin-baru-juri-dua")
    assert a_result(again) == a_result(scene.signed), "a new key changes nothing of what the former one signed"
    again.close()


def test_what_is_not_of_one_event_makes_none(scene: Scene, tmp_path: Path) -> None:
    copy = RootCopies.of(scene.signed).write(tmp_path / "stick")
    with pytest.raises(WrongPin):
        read_former(copy, "pin-yang-salah")
    with pytest.raises(FileProblem):
        read_former(tmp_path / "none.rootkey", ROOT_PIN)
    beside = certificates_path(copy)
    with pytest.raises(FileProblem):
        read_former(beside, ROOT_PIN)
    for content, kind in ((b"", FileProblem), (a_provider().certificate.pem().encode(), Refused)):
        stranger = tmp_path / "other.pem"
        stranger.write_bytes(content)
        with pytest.raises(kind):
            read_former(copy, ROOT_PIN, stranger)
    mixed = tmp_path / "mixed.pem"
    mixed.write_bytes(beside.read_bytes() + a_provider().certificate.pem().encode())
    with pytest.raises(Refused):
        read_former(copy, ROOT_PIN, mixed)
    former = read_former(copy, ROOT_PIN)
    with pytest.raises(Refused):
        former.check_is_of(a_setup(event={"code": "LAIN-24"}))


def test_a_sheet_of_a_former_key_says_when_that_was_replaced(scene: Scene) -> None:
    page = a_page(code_of(scene.pdfs[0]))
    assert scene.bring(page).sheets[0].replaced is None
    a_desk(scene.kept).enrol("J01", "pin-baru-juri-satu")
    [found] = scene.bring(page).sheets
    assert found.outcome is Outcome.NEW and found.replaced is not None and found.replaced == NOW.date()
    assert str(found.replaced.year) in sheet_words(found) and sheet_words(found) != sheet_words(replace(found, replaced=None))
