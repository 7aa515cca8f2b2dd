from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from juryapp.documents.pdfa import findings
from juryapp.documents.preview import pages
from juryapp.documents.qr import read_photo, sheet_qr
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import Supersedes
from juryapp.errors import FileProblem
from juryapp.model.category import Category
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.signing.keys import PrivateKey
from tests.documents.builders import RUBRIC, a_candidate, a_chair, a_criterion, a_juror, a_score, a_sheet, an_event

KEY = PrivateKey.generate()
LONG = ("Daerah ini sudah memiliki Perbup tetapi belum Perda; anggaran naik dari tahun ke tahun. " * 30)[:2000]


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [document[number].get_textpage().get_text_range().replace("\r\n", "\n") for number in range(len(document))]
    document.close()
    return found


def words(pdf: bytes) -> str:
    return " ".join(" ".join(texts(pdf)).split())


def signed(**changes: object) -> bytes:
    sheet = a_sheet(**changes)
    return render(sheet, sheet_qr(sheet, KEY)).pdf


def a_long_sheet(**changes: object) -> bytes:
    criteria = tuple(
        a_criterion(
            f"C{n:02d}", name=f"Kriteria nomor {n}", weight=Decimal("3.3") if n < 30 else Decimal("4.3"), guidance="Acuan."
        )
        for n in range(1, 31)
    )
    scores = {c.code: a_score(c.code, "80", remark=f"Butir {c.code}. {LONG} Akhir {c.code}.") for c in criteria}
    return a_sheet(criteria=criteria, scores=scores, **changes)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = a_sheet(event=an_event(simulated=True))
    qr = sheet_qr(sheet, KEY)
    assert render(sheet, qr).pdf == render(sheet, qr).pdf


@pytest.mark.parametrize("simulated", [True, False])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sheet_is_pdf_a_3b(simulated: bool, language: str) -> None:
    pdf = signed(event=an_event(simulated=simulated, language=language))
    assert findings(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>3</pdfaid:part>" in packet and "<pdfaid:conformance>B</pdfaid:conformance>" in packet
        assert str(opened.Root.Lang) == language
        assert "K01 — Kabupaten Contoh Barat" in str(opened.docinfo["/Title"])
        assert "2024-02-19T10:41:00+08:00" in packet


def test_a_sheet_without_letterhead_logo_slot_or_chair_is_pdf_a_too() -> None:
    sheet = a_sheet(event=an_event(letterhead=(), logo=b""), slot=None, panel="", chair=None)
    assert findings(render(sheet, None).pdf) == []


def test_every_font_is_embedded() -> None:
    with pikepdf.open(BytesIO(signed())) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "SourceSansPro" in str(font.BaseFont) and "/FontFile2" in font.FontDescriptor


def test_the_json_and_the_qr_text_are_attached_as_they_are() -> None:
    sheet = a_sheet()
    qr = sheet_qr(sheet, KEY)
    with pikepdf.open(BytesIO(render(sheet, qr).pdf)) as opened:
        assert opened.attachments["sheet.json"].get_file().read_bytes() == sheet
        assert opened.attachments["qr.txt"].get_file().read_bytes() == qr.encode()
        assert str(opened.attachments["sheet.json"].obj.AFRelationship) == "/Source"
        assert len(opened.Root.AF) == 2


def test_the_page_says_who_scored_whom_and_how() -> None:
    said = words(signed())
    for text in (
        "LEMBAR PENILAIAN JURI",
        "K01 — Kabupaten Contoh Barat — Pemerintah Kabupaten Contoh Barat",
        "Dr. Ni Luh Contoh, S.E., M.Si. (J06)",
        "NIP 19800101 200501 2 002",
        "Drs. I Gede Ketua, M.Si.",
        "Senin, 19 Februari 2024",
        "09.00–09.30 WITA",
        "Denpasar, 19 Februari 2024",
        "1 Januari 2023 – 31 Desember 2023",
        "Ruang Rapat 2, Hotel Contoh, Renon",
        "83,35",
        "delapan puluh tiga koma tiga lima",
        "tanda tangan elektronik tidak tersertifikasi (PP 71/2019 Pasal 60). Keaslian dapat diperiksa melalui kode QR.",
        "10.41 WITA",
        hashlib.sha256(a_sheet()).hexdigest(),
        *(row[1] for row in RUBRIC),
    ):
        assert text in said, text
    assert "DATA SIMULASI" not in said


def test_an_english_event_gets_an_english_sheet() -> None:
    said = words(signed(event=an_event(language="en")))
    assert "JUROR'S SCORE SHEET" in said and "83.35" in said and "eighty-three point three five" in said
    assert "Monday, 19 February 2024" in said


def test_the_word_for_juror_is_the_events() -> None:
    said = words(signed(event=an_event(juror_word="penilai")))
    assert "LEMBAR PENILAIAN" in said and "PENILAIAN JURI" not in said and "Juri" not in said.replace("Juryapp", "")


def test_a_juror_without_nip_gets_no_nip_line() -> None:
    assert "NIP" not in words(signed(juror=a_juror(nip=""), chair=None))


def test_simulated_data_says_so_on_each_page_in_a_line_of_text() -> None:
    sheet = a_long_sheet(event=an_event(simulated=True))
    found = texts(render(sheet, sheet_qr(sheet, KEY)).pdf)
    assert len(found) > 2
    for page in found:
        assert sum(line.strip() == "DATA SIMULASI" for line in page.splitlines()) == 1


def test_a_long_sheet_repeats_headings_and_names_and_loses_nothing() -> None:
    sheet = a_long_sheet()
    rendered = render(sheet, sheet_qr(sheet, KEY))
    found = texts(rendered.pdf)
    together = " ".join(" ".join(found).split())
    assert len(found) >= 5
    for number, page in enumerate(found, 1):
        assert "K01 — Kabupaten Contoh Barat — Pemerintah Kabupaten Contoh Barat" in " ".join(page.split())
        assert f"Halaman {number} dari {len(found)}" in page
        assert ("Paraf:" in page) == (number < len(found))
    assert all("Alasan skor" in page for page in found[:-1])
    assert all(f"Butir C{n:02d}." in together and f"Akhir C{n:02d}." in together for n in range(1, 31))
    assert {field.page for field in rendered.fields if field.box} == {len(found) - 1}
    assert findings(rendered.pdf) == []


def test_text_of_any_length_finds_its_place() -> None:
    name = "Nama yang panjang sekali " * 100
    criteria = (a_criterion("A", name=name, guidance=name * 2, weight=Decimal(100)),)
    pdf = signed(
        criteria=criteria,
        scores={"A": a_score("A", "80", remark="x" * 3000)},
        candidate=a_candidate(name=name[:400], institution=name[:400], head=name[:300]),
        juror=a_juror(name=name[:200], position=name[:300]),
        event=an_event(venue=name[:300], organiser=name[:300], letterhead=(name[:200],) * 5),
    )
    said = words(pdf)
    assert said.count("Nama yang panjang") >= 100 + 200 + 16 + 16
    assert "".join(said.split()).count("x") >= 3000


def test_a_sheet_that_could_not_be_assessed_in_full_shows_how_it_was_rescaled() -> None:
    scores = {row[0]: a_score(row[0], row[4]) for row in RUBRIC}
    scores["ANG"] = a_score("ANG", None, reason="Dokumen anggaran belum diserahkan")
    said = words(signed(scores=scores))
    assert "67,35 : 80% = 84,19" in said and "Tidak dapat dinilai: Dokumen anggaran belum diserahkan" in said


def test_a_later_revision_says_what_it_replaces_and_why() -> None:
    said = words(signed(revision=2, supersedes=Supersedes(1, "ab" * 32, "Salah ketik pada Inovasi")))
    assert "menggantikan revisi 1" in said and "ab" * 32 in said and "Salah ketik pada Inovasi" in said
    assert "menggantikan" not in words(signed())


def test_a_rounding_rule_is_told() -> None:
    category = Category("KAB", "Kabupaten", roundings=Roundings.read("criterion:1"))
    assert "dibulatkan ke 1 desimal" in words(signed(category=category))


def test_each_rounding_that_concerns_the_sheet_is_told_and_no_other() -> None:
    category = Category("KAB", "Kabupaten", roundings=Roundings.read("criterion mean:4,criterion:1,total:0,final:3"))
    said = words(signed(category=category, total=Fraction(84)))
    assert "setiap nilai dibulatkan ke 1 desimal" in said and "jumlah nilai dibulatkan ke 0 desimal" in said
    assert "4 desimal" not in said and "3 desimal" not in said
    alone = words(signed(category=replace(category, roundings=Roundings.read("criterion mean:4,final:3"))))
    assert "desimal" not in alone


def test_scales_that_differ_are_told_at_each_criterion() -> None:
    fixed = Scale(values=tuple(Decimal(n) for n in (1, 2, 3, 5, 6, 7)))
    criteria = (a_criterion("A", weight=Decimal(50)), a_criterion("B", weight=Decimal(50), scale=fixed))
    said = words(signed(criteria=criteria, scores={"A": a_score("A", "85"), "B": a_score("B", "7")}))
    assert "Skala: 1; 2; 3; 5; 6; 7" in said and "Skala: 0–100" in said


def test_an_unsigned_print_says_so_and_has_no_qr() -> None:
    pdf = render(a_sheet(), None).pdf
    assert "BELUM DITANDATANGANI" in words(pdf) and "Ditandatangani secara elektronik" not in words(pdf)
    assert read_photo(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert set(opened.attachments) == {"sheet.json"}


def test_the_qr_can_be_read_from_the_page() -> None:
    sheet = a_sheet(event=an_event(simulated=True))
    qr = sheet_qr(sheet, KEY)
    assert read_photo(render(sheet, qr).pdf) == [qr]


def test_the_signature_boxes_lie_on_the_page_and_apart() -> None:
    fields = {field.name: field for field in render(a_sheet(), None).fields}
    assert set(fields) == {"Juror", "Chair", "PSrE", "HQ_Seal"}
    assert fields["PSrE"].box is None and fields["HQ_Seal"].box is None
    juror, chair = fields["Juror"].box, fields["Chair"].box
    assert juror and chair and chair[2] < juror[0]
    assert juror[2] - juror[0] > 100 and juror[3] - juror[1] > 45


def test_the_ink_box_is_empty_on_the_page() -> None:
    rendered = render(a_sheet(), None)
    field = next(field for field in rendered.fields if field.name == "Juror")
    assert field.box
    [picture] = pages(rendered.pdf, 72)
    left, bottom, right, top = field.box
    inside = picture.crop(
        (round(left) + 1, picture.height - round(top) + 1, round(right) - 1, picture.height - round(bottom) - 1)
    )
    darkest, _lightest = inside.convert("L").getextrema()
    assert isinstance(darkest, float | int) and darkest > 250


def test_a_sheet_without_chair_has_no_chair_field() -> None:
    assert "Chair" not in {field.name for field in render(a_sheet(chair=None), None).fields}
    assert "Chair" in {field.name for field in render(a_sheet(chair=a_chair()), None).fields}


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("F4", (609, 935))])
def test_paper_has_its_size(paper: str, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(render(a_sheet(event=an_event(paper=paper)), None).pdf)
    assert tuple(round(side) for side in document[0].get_size()) == size
    document.close()


def test_a_logo_that_is_no_picture_is_a_problem_in_words() -> None:
    with pytest.raises(FileProblem):
        render(a_sheet(event=an_event(logo=b"not a picture")), None)


def test_a_letter_without_glyph_is_printed_as_its_code() -> None:
    sheet = a_sheet(candidate=a_candidate(presenter="Siti 😀 <b>&"))
    assert "Siti [U+1F600] <b>&" in words(render(sheet, None).pdf)


def test_foreign_data_makes_no_page() -> None:
    value = json.loads(a_sheet())
    value["event"]["logo"] = base64.b64encode(b"x").decode() + "!"
    with pytest.raises(FileProblem):
        render(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(), None)
