"""Files that are built to be read in two ways, or to be too much for a reader: refused before a library reads them."""

import tracemalloc
import zlib
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from juryapp.signing import structure
from juryapp.signing.pades import certify
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from tests.signing.papers import INK, SHEET_FIELDS, a_signed_sheet, draw, sheet_data, the_juror, the_minutes
from tests.signing.people import AT
from tests.signing.test_verify import faults

BUILT = "isn't built as Juryapp builds its documents"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"


def a_file(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, table)


def a_stream(content: bytes, told: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (told, len(content), content)


def a_file_with(content: bytes, told: bytes = b"") -> bytes:
    return a_file(CATALOGUE, PAGES, PAGE, a_stream(content, told))


def signed(pdf: bytes) -> bytes:
    return certify(pdf, SHEET_FIELDS, "Juror", the_juror(), INK, AT)


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


FLATE = b"/Filter /FlateDecode"


# --- one file, one reading


def test_our_documents_are_revisions_laid_end_to_end():
    for pdf, count in ((draw(sheet_data(), None).pdf, 1), (a_signed_sheet(), 2), (the_minutes("J02", chair=True, seal=True), 5)):
        found = structure.revisions(pdf)
        assert found is not None and len(found) == count
        assert structure.each_agrees(found, PdfFileReader(BytesIO(pdf)))


def test_an_older_kind_of_table_is_read_too():
    found = structure.revisions(a_file_with(b"q Q"))
    assert found is not None and set(found[0].objects) == {1, 2, 3, 4}


SHADOW = b"3 0 obj\n<< /Type /Page /Contents 99 0 R >>\nendobj\n"


def test_an_object_between_two_revisions_is_named():
    assert BUILT in faults(signed(draw(sheet_data(), None).pdf + SHADOW))


def test_an_object_that_is_there_twice_is_named():
    pdf = draw(sheet_data(), None).pdf
    end = pdf.rindex(b"startxref")
    place = int(pdf[end:].split()[1])
    number = pdf[: pdf.index(b" 0 obj")].split()[-1]
    twice = number + b" 0 obj\n(another)\nendobj\n"
    moved = pdf[:place] + twice + pdf[place:end] + b"startxref\n%d\n%%%%EOF\n" % (place + len(twice))
    assert BUILT in faults(signed(moved))


def test_an_object_of_which_no_table_tells_is_named():
    pdf = draw(sheet_data(), None).pdf
    end = pdf.rindex(b"startxref")
    place = int(pdf[end:].split()[1])
    hidden = b"900 0 obj\n(hidden)\nendobj\n"
    moved = pdf[:place] + hidden + pdf[place:end] + b"startxref\n%d\n%%%%EOF\n" % (place + len(hidden))
    assert BUILT in faults(signed(moved))


def test_an_object_that_is_packed_and_lies_open_is_named():
    pdf = draw(sheet_data(), None).pdf
    packed = structure.revisions(pdf)[0].packed[0].split()[0]
    end = pdf.rindex(b"startxref")
    place = int(pdf[end:].split()[1])
    again = packed + b" 0 obj\n(another)\nendobj\n"
    moved = pdf[:place] + again + pdf[place:end] + b"startxref\n%d\n%%%%EOF\n" % (place + len(again))
    assert BUILT in faults(signed(moved))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"%PDF-1.7", b"%PDF-x.y"),
        (b"endobj\nxref", b"endobj\n7 xref"),
        (b"endobj\nxref", b"endobj\n77 0 obj << "),
        (b"startxref\n", b"startxref\n1"),
        (b"/Length 3", b"/Length 5"),
        (b"/Length 3 >>", b"/Length 3 /Type /ObjStm /Length 3>>"),
        (b"stream\nq Q", b"stream\nq Q stream\nq Q"),
        (b"endstream\nendobj", b"endstream\nendo"),
    ],
)
def test_a_file_that_is_more_than_its_revisions_is_none_of_ours(old, new):
    pdf = a_file_with(b"q Q")
    assert old in pdf and structure.revisions(pdf) is not None
    assert structure.revisions(pdf.replace(old, new, 1)) is None


def test_comments_are_few_and_no_end_is_hidden_in_them():
    pdf = a_file_with(b"q Q")
    assert structure.revisions(pdf.replace(b"%PDF-1.7\n", b"%PDF-1.7\n% by hand\n\n", 1)) is None
    assert structure.revisions(pdf + b"% more\n" * 2_000) is None
    assert structure.revisions(pdf + b"% more\n") is not None


def test_more_objects_than_any_document_has_are_not_counted():
    pdf = b"%PDF-1.7\n" + b"".join(b"%d 0 obj 1 endobj\n" % number for number in range(100_002))
    assert structure.revisions(pdf) is None


def test_a_packed_object_whose_numbers_cannot_be_read_is_named():
    broken = a_file_with(b"x", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    (found,) = structure.revisions(broken)
    assert found.packed == [b""]
    (found,) = structure.revisions(a_file_with(b"9 0 (x)", b"/Type /ObjStm /N 1 /First 4"))
    assert found.packed == [b"9 0 "]
    assert not structure.each_agrees([found], PdfFileReader(BytesIO(a_file_with(b"9 0 (x)", b"/Type /ObjStm /N 1 /First 4"))))


def test_a_length_that_is_told_elsewhere_is_found_at_the_end():
    pdf = a_file_with(b"q Q").replace(b"/Length 3 ", b"/Length 5 0 R ")
    assert structure._behind(pdf, structure.Revision(0), structure._OBJECT.search(pdf, pdf.index(b"4 0 obj"))) > 0


@pytest.mark.parametrize("render", [draw, None])
def test_an_object_under_another_number_kills_no_library(render):
    pdf = a_signed_sheet()
    with pikepdf.open(BytesIO(pdf)) as document:
        number = document.pages[0].Contents.objgen[0]
    there = b"\n%d 0 obj\n" % number
    assert pdf.count(there) == 1
    assert BUILT in faults(pdf.replace(there, b"\n" + b"0" * len(str(number)) + b" 0 obj\n"), render=render)


# --- locked


def test_a_locked_file_is_told_to_be_locked():
    out = BytesIO()
    with pikepdf.open(BytesIO(draw(sheet_data(), None).pdf)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="", R=6))
    assert faults(out.getvalue()) == "This PDF is locked with a password; Juryapp's documents never are."


# --- too much

TOO_MUCH = {
    "a page": lambda: a_file_with(zeros(70), FLATE),
    "two pages' halves": lambda: a_file(CATALOGUE, PAGES, PAGE, a_stream(zeros(31), FLATE), a_stream(zeros(31), FLATE)),
    "a picture": lambda: a_file_with(zeros(310), b"/Subtype /Image /Width 9 /Height 9 " + FLATE),
    "a table": lambda: a_file_with(zeros(2), b"/Type /XRef " + FLATE),
    "a table under another name": lambda: a_file_with(zeros(2), b"/Type /#58Ref /Subtype /Image " + FLATE),
    "packed objects called a picture": lambda: a_file_with(zeros(70), b"/Type /ObjStm /Subtype /Image " + FLATE),
    "rows": lambda: a_file_with(b"0000000009 00000 n \n" * 100_001),
    "streams": lambda: a_file_with(b"") + b"obj stream\n" * 20_001,
}


@pytest.mark.parametrize("made", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_unpacks_without_end_is_refused_with_hardly_any_memory(made):
    pdf = made()
    tracemalloc.start()
    told = structure.refusal(pdf)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to far more" in str(told)
    assert most < 20_000_000


@pytest.mark.parametrize(
    "told",
    [
        b"/Filter [/FlateDecode /FlateDecode]",
        b"/Filter /LZWDecode",
        b"/Filter 9 0 R",
        b"/Filter [9 0 R]",
        b"/Filter /FlateDecode /Filter /LZWDecode",
        b"/Filter /DCTDecode",
        b"/Type /XRef /Filter /ASCIIHexDecode",
        b"/Subtype /Image /Filter [/ASCII85Decode /FlateDecode]",
        b"/X (" + b"x" * 20_000 + b")",
    ],
)
def test_what_is_packed_in_other_ways_is_refused_unread(told):
    assert "packed in a way" in str(structure.refusal(a_file_with(b"x", told)))


@pytest.mark.parametrize("told", [b"", FLATE, b"/Subtype /Image /Filter /DCTDecode", b"/Subtype /Image /Filter [ /JPXDecode ]"])
def test_what_is_packed_as_usual_is_read(told):
    assert structure.refusal(a_file_with(zlib.compress(b"x"), told)) is None


def test_a_broken_stream_counts_as_far_as_it_goes():
    assert structure.refusal(a_file_with(b"\x78\x9cbroken", FLATE)) is None
    assert structure.refusal(a_file_with(zeros(3)[:500], FLATE)) is None


def test_a_bomb_is_named_by_verify_whatever_it_claims_to_be(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(TOO_MUCH["a picture"]())
    (found,) = verify([path], Authority(None))
    assert (found.kind, found.verdict) == ("unknown", "invalid") and "unpacks to far more" in found.why[0]
