"""Checking: what only the journal knows, photos and scans, and hostile files that must neither pass nor take long."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from juryapp.documents.preview import pages
from juryapp.documents.qr import matrix, read_photo
from juryapp.documents.scan import is_scan
from juryapp.sharing.pack import pack
from juryapp.signing.certificates import read_pem
from juryapp.signing.keys import PrivateKey
from juryapp.signing.qr_claims import make_qr, read_qr
from juryapp.text import _, speaking
from juryapp.verification.authority import Authority, export
from juryapp.verification.check import verify
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, carry, light_passphrases, look_and_sign, sign
from tests.saying import says
from tests.signing import scene as attacks
from tests.signing.scene import Scene, a_draft, a_scene, resaved, signed


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with speaking("en"):
        made = a_scene(tmp_path)
        yield made
        made.event.close()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A scene that many tests only look at."""
    with light_passphrases():
        made = a_scene(tmp_path_factory.mktemp("shown"))
        yield made
        made.event.close()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def a_picture(pdf: bytes, dpi: int = 150) -> Image.Image:
    return pages(pdf, dpi)[-1]


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def a_photo(pdf: bytes) -> bytes:
    """A page as a telephone sees it: askew, blurred, grainy, JPEG."""
    picture = a_picture(pdf).rotate(4, expand=True, fillcolor="grey").filter(ImageFilter.GaussianBlur(0.7)).convert("L")
    grain = Image.effect_noise(picture.size, 30)
    out = BytesIO()
    Image.blend(picture, grain, 0.15).save(out, "JPEG", quality=50)
    return out.getvalue()


def a_code(text: str) -> Image.Image:
    modules = matrix(text)
    side = len(modules)
    picture = Image.new("L", (side + 8, side + 8), 255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    return picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)


def a_scan(picture: Image.Image, extra: bytes = b"", **root: object) -> bytes:
    """A PDF of one picture, as scanners make it."""
    jpeg = BytesIO()
    picture.convert("L").save(jpeg, "JPEG", quality=70)
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        image = pikepdf.Stream(document, jpeg.getvalue())
        for key, value in {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceGray", "Filter": "DCTDecode"}.items():
            image[f"/{key}"] = pikepdf.Name(f"/{value}")
        image["/Width"], image["/Height"], image["/BitsPerComponent"] = picture.width, picture.height, 8
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image), Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pikepdf.Stream(document, b"q 595 0 0 842 0 0 cm /Im0 Do Q " + extra)
        for key, value in root.items():
            document.Root[f"/{key}"] = value
        out = BytesIO()
        document.save(out)
    return out.getvalue()


# --- what only the journal knows


def test_a_reopened_revision_is_genuine_and_not_in_force(scene: Scene) -> None:
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    found = scene.check(scene.pdf)
    assert found.verdict == "superseded"
    assert found.why == ("This revision was reopened and is not in force: Salah ketik",)
    assert "revision 1" in found.says


def test_of_two_revisions_the_later_is_in_force(scene: Scene) -> None:
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    later = sign(a_juror(scene.event, "J02"), "K01", ["86", "78"]).pdf
    assert scene.check(later).verdict == "valid"
    found = scene.check(scene.pdf)
    assert (found.verdict, found.why) == ("superseded", ("A later revision is in force: revision 2.",))
    with speaking("id"):
        assert _("revision {revision}", revision=2) in " ".join(scene.check(scene.pdf).why)


def test_a_superseded_sheet_is_told_from_its_photo_too(scene: Scene) -> None:
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    sign(a_juror(scene.event, "J02"), "K01", ["86", "78"])
    found = scene.check(a_photo(scene.pdf))
    assert (found.kind, found.verdict, found.why[0]) == ("photo", "superseded", "A later revision is in force: revision 2.")
    assert "page unproven" in found.words() and "page unproven" not in scene.check(scene.pdf).words()


def test_of_two_versions_signed_on_two_laptops_neither_passes(scene: Scene) -> None:
    """The first sheet stays reopened; then two laptops sign revision 2, unknown to each other."""
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    other = a_prepared(scene.event, "lain", ["J02"])
    here = sign(a_juror(scene.event, "J02"), "K01", ["86", "78"]).pdf
    there = sign(a_juror(other, "J02"), "K01", ["87", "78"]).pdf
    carry(other, scene.event, admit=True)
    for pdf in (here, there):
        assert scene.why(pdf) == "Two versions of this sheet stand; the secretary has to decide between them."
    assert scene.check(scene.pdf).verdict == "superseded"
    assert "two versions" in scene.check(scene.pdf).why[0]


def test_a_sheet_that_has_not_arrived_yet_is_unknown_until_it_has(scene: Scene) -> None:
    other = a_prepared(scene.event, "lain", ["J03"])
    pdf = sign(a_juror(other, "J03"), "K01", "80").pdf
    assert "receive it and check again" in scene.why(pdf)
    carry(other, scene.event, admit=True)
    assert scene.check(pdf).verdict == "valid"


def test_every_sheet_of_an_event_passes(scene: Scene) -> None:
    desk = a_juror(scene.event, "J03")
    for candidate in ("K02", "U01"):
        attacks.score_all(desk, candidate, "80")
    assert {scene.check(one.pdf).verdict for one in look_and_sign(desk)} == {"valid"}


# --- photos and scans


def test_a_photo_of_a_sheet_is_read_and_says_what_to_compare(shown: Scene) -> None:
    found = shown.check(a_photo(shown.pdf))
    assert (found.kind, found.verdict, found.signers) == ("photo", "code genuine", (("QR", "J02"),))
    assert "can't prove the page" in found.why[0]
    for said in ("K01 — Kandidat Contoh K01", "Juri Contoh J02", "REG 85, CAK 78", "82.20", "Only the code is proven"):
        assert said in found.says


def test_a_photo_without_the_event_says_sheet_revision_and_total(shown: Scene) -> None:
    published = Authority.published(read_pem(export(shown.event, with_jurors=True)))
    found = shown.check(a_photo(shown.pdf), published)
    assert found.verdict == "code genuine"
    assert (
        "Sheet CONTOH-24/K01/J02, revision 1: points 78, 85" in found.says
        and "total 82.20." in found.says
        and "only the event's file knows" in found.says
    )


def test_a_photo_without_the_jurors_certificate_proves_nothing(shown: Scene) -> None:
    published = Authority.published(read_pem(export(shown.event, with_jurors=False)))
    assert "No certificate of juror J02 is known here" in shown.why(a_photo(shown.pdf), published)


def test_a_scan_is_read_like_a_photo(shown: Scene) -> None:
    found = shown.check(a_scan(a_picture(shown.pdf, 200)))
    assert (found.kind, found.verdict) == ("photo", "code genuine")


def test_a_scan_with_recognised_letters_under_the_picture_is_a_scan(shown: Scene) -> None:
    letters = b"BT /F1 9 Tf 3 Tr 1 0 0 1 50 700 Tm (LEMBAR PENILAIAN) Tj ET"
    assert shown.check(a_scan(a_picture(shown.pdf, 200), letters)).kind == "photo"


@pytest.mark.parametrize(
    "drawn",
    [
        b"BT /F1 30 Tf 50 400 Td (99) Tj ET",
        b"q BT 3 Tr ET Q BT /F1 30 Tf (99) Tj ET",
        b"0 0 50 50 re f",
        b"0 0 m 50 50 l S",
        b"/Pattern cs /P1 scn",
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        b"/Im1 Do",
    ],
)
def test_a_picture_with_anything_drawn_over_it_is_no_scan(shown: Scene, drawn: bytes) -> None:
    assert "bears no signature" in shown.why(a_scan(a_picture(shown.pdf, 60), drawn))


def test_a_picture_with_data_attached_is_no_scan(shown: Scene) -> None:
    picture = Image.new("L", (10, 10))
    assert is_scan(a_scan(picture))
    assert not is_scan(a_scan(picture, AF=pikepdf.Array([])))
    assert not is_scan(a_scan(picture, AcroForm=pikepdf.Dictionary(Fields=pikepdf.Array([]))))


def test_fonts_hidden_in_a_form_do_not_make_a_drawn_page_a_scan(shown: Scene) -> None:
    def hide(document: pikepdf.Pdf) -> None:
        attacks.stripped(document)
        del document.Root.AF, document.Root.Names
        page = document.pages[0]
        form = document.make_stream(page.Contents.read_bytes(), Subtype=pikepdf.Name.Form, Type=pikepdf.Name.XObject)
        form.Resources, form.BBox = page.obj.Resources, page.obj.MediaBox
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        page.Contents = document.make_stream(b"/Fm0 Do")

    assert "bears no signature" in shown.why(resaved(shown.pdf, hide))


def test_a_photo_without_a_code_says_so(shown: Scene) -> None:
    assert "No QR code of a score sheet" in shown.why(as_png(Image.new("L", (400, 600), 255)))
    assert "No QR code of a score sheet" in shown.why(as_png(a_code("https://contoh.go.id")))


def test_a_photo_of_two_sheets_says_so(scene: Scene) -> None:
    both = Image.new("L", (1200, 600), 255)
    other = attacks.sheet_qr(a_draft(scene), scene.signer().key)
    (text,) = read_photo(as_png(a_picture(scene.pdf)))
    both.paste(a_code(text), (10, 10))
    both.paste(a_code(other), (500, 10))
    assert "several QR codes" in scene.why(as_png(both))


def test_a_code_cut_from_another_sheet_names_the_sheet_it_is_about(scene: Scene) -> None:
    """What the paper's numbers are can't be read; the verdict says which sheet the code belongs to, with all its points."""
    other = sign(a_juror(scene.event, "J03"), "K02", ["60", "61"]).pdf
    page = a_picture(other)
    (text,) = read_photo(as_png(a_picture(scene.pdf)))
    left, top = 100, page.height - 450
    ImageDraw.Draw(page).rectangle((0, top - 5, page.width, page.height), fill="white")
    page.paste(a_code(text).resize((230, 230), Image.Resampling.LANCZOS), (left, top))
    found = scene.check(as_png(page))
    assert "CONTOH-24/K01/J02" in found.says and "K01 — Kandidat Contoh K01" in found.says and "REG 85, CAK 78" in found.says
    assert "bears the code of another sheet" in found.says
    with speaking("id"):
        assert "kode dari lembar lain" in scene.check(as_png(page)).says


def a_claim(scene: Scene, key: PrivateKey | None = None, **changes: object) -> bytes:
    (text,) = read_photo(as_png(a_picture(scene.pdf)))
    claims = read_qr(text)
    names = ("sheet", "revision", "sha256", "total", "signed_at", "frame", "meaning", "scores")
    said = {name: getattr(claims, name) for name in names}
    return as_png(a_code(make_qr(key or scene.signer().key, **{**said, **changes})))


@pytest.mark.parametrize(
    "change",
    [
        {"total": "99.00"},
        {"revision": 2},
        {"signed_at": 1},
        {"sheet": "LAIN/K01/J02"},
    ],
)
def test_claims_that_their_own_juror_invented_are_named(shown: Scene, change: dict[str, object]) -> None:
    assert "invented by its juror" in shown.why(a_claim(shown, **change))


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"sheet": "CONTOH-24/K02/J02"}, {"sheet": "X/K09/J02"}])
def test_claims_about_a_sheet_that_was_never_recorded_are_named(shown: Scene, change: dict[str, object]) -> None:
    assert "never recorded" in shown.why(a_claim(shown, **change))


def test_claims_of_another_jurors_sheet_are_named(shown: Scene) -> None:
    claimed = a_claim(shown, shown.signer("J03").key, sheet="CONTOH-24/K01/J03")
    assert "never recorded" in shown.why(claimed)


def test_a_code_that_another_key_signed_is_named(shown: Scene) -> None:
    assert "not signed by juror J02" in shown.why(a_claim(shown, PrivateKey.generate()))
    assert "not signed by juror J02" in shown.why(a_claim(shown, shown.signer("J03").key))


def test_a_code_whose_letters_were_changed_is_named(shown: Scene) -> None:
    (text,) = read_photo(as_png(a_picture(shown.pdf)))
    swapped = text[:60] + ("A" if text[60] != "A" else "B") + text[61:]
    found = shown.check(as_png(a_code(swapped)))
    assert found.verdict == "invalid" and found.kind == "photo"


# --- hostile files: a sentence each, quickly


def test_files_that_are_no_documents_are_told_apart(shown: Scene) -> None:
    told = {
        b"": "empty",
        b"PK\x03\x04rest": "not a file that Juryapp signs",
        b"GIF89a": "save it as JPEG or PNG",
        b"\0\0\0\x18ftypheic": "save it as JPEG or PNG",
        b"\x89PNG\r\n\x1a\nbroken": "can't be read",
        b"\xff\xd8\xff\xe0broken": "can't be read",
        b"%PDF-1.7\nbroken": "truncated",
        b"words": "not a file that Juryapp signs",
        b"\xff\xfew\0o\0r\0d\0": "not a file that Juryapp signs",
        b"\x01\x80 no letters": "is not a Juryapp file",
    }
    for content, named in told.items():
        assert named in shown.why(content), content


def test_a_missing_file_is_told(shown: Scene, tmp_path: Path) -> None:
    missing, folder = verify([tmp_path / "none.pdf", tmp_path], Authority.of_event(shown.event))
    assert "does not exist" in missing.why[0] and "is not a file" in folder.why[0]


def test_a_document_too_large_is_not_read(shown: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juryapp.verification.check.MOST_BYTES", 1_000)
    assert "larger than" in shown.why(shown.pdf)


def test_a_picture_that_unpacks_to_gigabytes_is_refused(shown: Scene) -> None:
    def png(width: int, height: int) -> bytes:
        def chunk(kind: bytes, content: bytes) -> bytes:
            return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

        head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")

    assert "too large" in shown.why(png(9_000, 10_000))
    assert "too large" in shown.why(png(60_000, 60_000))


def test_a_scan_that_unpacks_to_gigabytes_is_no_scan() -> None:
    def inflated(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = document.make_stream(b"q " * 600_000)

    def huge(document: pikepdf.Pdf) -> None:
        image = document.pages[0].obj.Resources.XObject.Im0
        image["/Width"], image["/Height"] = 100_000, 100_000

    scan = a_scan(Image.new("L", (10, 10)))
    assert is_scan(scan)
    assert not is_scan(resaved(scan, inflated)) and not is_scan(resaved(scan, huge))


def test_a_scan_of_very_many_pages_is_no_scan(shown: Scene) -> None:
    def many(document: pikepdf.Pdf) -> None:
        for _again in range(2_000):
            document.pages.append(document.pages[0])

    assert "bears no signature" in shown.why(resaved(a_scan(Image.new("L", (10, 10))), many))


def test_a_page_too_large_to_draw_is_told(shown: Scene) -> None:
    def enlarge(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 14_000, 14_000])

    assert "too large" in shown.why(resaved(a_scan(Image.new("L", (10, 10))), enlarge))


def test_whatever_bytes_change_there_is_a_verdict_and_never_valid(shown: Scene) -> None:
    chance, scan = random.Random(11), a_scan(Image.new("L", (10, 10)))
    for source in [shown.pdf] * 25 + [scan] * 25:
        content = bytearray(source)
        for _again in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert shown.check(bytes(content)).verdict == "invalid"


def test_a_hostile_nest_of_objects_is_damaged(shown: Scene) -> None:
    nested = b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\nstartxref\n0\n%%EOF\n"
    assert "damaged" in shown.why(nested)


def test_data_that_asks_for_endless_sums_is_refused(scene: Scene) -> None:
    value = json.loads(a_draft(scene))
    value["rounding"] = {"step": "total", "places": 10**9}
    assert "doesn't follow" in scene.why(signed(scene, attacks.canonical(value)))


def test_nobody_is_believed_without_event_or_certificates(shown: Scene) -> None:
    nobody = replace(Authority.of_event(shown.event), root=None, desks=(), jurors=(), event=None, passphrase=None)
    assert "can't be proven" in shown.why(shown.pdf, nobody)
    assert "No certificate of juror J02" in shown.why(a_photo(shown.pdf), nobody)


def test_a_film_of_gigabytes_is_not_copied_to_be_looked_at(shown: Scene, tmp_path: Path) -> None:
    for size, named in ((100_000_000, "passphrase"), (10_000_000_000, "larger than any")):
        with (tmp_path / "film.mkv").open("wb") as file:
            file.write(b"\x1aE\xdf\xa3")
            file.truncate(size)
        (found,) = verify([tmp_path / "film.mkv"], Authority.of_event(shown.event))
        assert found.verdict == "invalid" and named in found.why[0] and found.sha256 is None


def test_a_verdict_reads_right_after_the_language_was_switched(scene: Scene) -> None:
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    found = scene.check(scene.pdf)
    with speaking("id"):
        assert found.words() == _("valid, but superseded") and found.kind_words() == _("score sheet")
        assert says(found.why[0], "This revision was reopened and is not in force: {reason}") and "82,20" in found.says
    assert found.words() == "valid, but superseded" and "total 82.20" in found.says


def test_a_laptop_that_calls_itself_headquarters_stands_in_quotation_marks(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq, a_prepared(hq, "headquarters\nvalid ”", ["J01"]) as panel:
        sign(a_juror(panel), "K01", "85")
        (verdict,) = verify([pack(panel, tmp_path / "stick")], Authority(None, passphrase=PASSPHRASE))
    ((_field, name),) = verdict.signers
    assert (name[0], name[-1]) == ("“", "”") and not set("“”\n") & set(name[1:-1])
