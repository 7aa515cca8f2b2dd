"""What a juror with a genuine key and any tool can build into the very document that they sign: none of it passes."""

import dataclasses
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import cms
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.sign import fields as pyhanko_fields
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import PdfSignedData

from juryapp.signing import pades
from juryapp.signing.fields import Field
from tests.signing.papers import INK, SHEET_FIELDS, a_signed_sheet, draw, sheet_data, the_juror
from tests.signing.people import AT
from tests.signing.providers import certified_elsewhere
from tests.signing.test_verify import faults

UNFIT = "contains scripts, links or other things that Juryapp never writes"
FIELDS = "signature fields were altered"
DOCUMENT = "it isn't what Juryapp makes"


def entries(**members):
    return generic.DictionaryObject({generic.NameObject(f"/{key}"): value for key, value in members.items()})


def name(text):
    return generic.NameObject(f"/{text}")


def numbers(*values):
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


def certified(change, subfilter=SigSeedSubFilter.PADES, fields=SHEET_FIELDS):
    """A sheet whose first revision was changed by hand before it was signed."""
    writer = pades.update_of(draw(sheet_data(), "JURY1:CODE").pdf)
    for field in fields:
        pyhanko_fields.append_signature_field(writer, pades._specification(field, closes=False))
    change(writer)
    metadata = dataclasses.replace(pades._metadata("Juror", certify=True), subfilter=subfilter)
    return pades._sign(writer, metadata, the_juror(), INK, AT)


def rebuilt(change):
    """A sheet whose page another program made before it was signed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(draw(sheet_data(), "JURY1:CODE").pdf)) as pdf:
        change(pdf)
        pdf.save(out)
    return pades.certify(out.getvalue(), SHEET_FIELDS, "Juror", the_juror(), INK, AT)


def the_field(writer, called="Juror"):
    return next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == called)


def ink(writer, content=b"q 2 w 0 0 m 90 40 l S Q", **more):
    stream = generic.StreamObject(
        entries(Type=name("XObject"), Subtype=name("Form"), BBox=numbers(0, 0, 90, 40), Resources=entries(), **more),
        stream_data=content,
    )
    return writer.add_object(stream)


def test_untouched_by_hand_it_is_genuine():
    assert not faults(certified(lambda writer: None)) and not faults(rebuilt(lambda pdf: None))


def another_widget(called):
    """Ink over the points, in a field that bears the juror's name but belongs to no form."""

    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        widget = entries(Type=name("Annot"), Subtype=name("Widget"), FT=name("Sig"), T=generic.TextStringObject(called))
        widget.update(entries(F=generic.NumberObject(132), Rect=numbers(60, 600, 300, 720), AP=entries(N=ink(writer))))
        page["/Annots"].insert(0, writer.add_object(widget))
        writer.update_container(page["/Annots"])
        writer.update_container(page)

    return change


@pytest.mark.parametrize("called", ["Juror", "Chair", "PSrE", "Other"])
def test_a_second_widget_of_a_fields_name_over_the_points_is_named(called):
    told = faults(certified(another_widget(called)))
    assert UNFIT in told and FIELDS in told


def test_a_field_that_no_page_shows_is_named():
    def change(writer):
        form = writer.root["/AcroForm"]
        value = entries(FT=name("Tx"), T=generic.TextStringObject("Total"), V=generic.TextStringObject("99"))
        form["/Fields"].append(writer.add_object(value))
        writer.update_container(form["/Fields"])

    assert UNFIT in faults(certified(change))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("F", generic.NumberObject(2)),
        ("F", generic.NumberObject(0)),
        ("MK", entries(CA=generic.TextStringObject("99"))),
        ("A", entries(S=name("JavaScript"))),
        ("OC", entries(Type=name("OCG"))),
    ],
)
def test_a_widget_that_hides_or_acts_is_named(key, value):
    def change(writer):
        field = the_field(writer)
        field[name(key)] = value
        writer.update_container(field)

    assert UNFIT in faults(certified(change))


@pytest.mark.parametrize(
    "more",
    [
        {"Matrix": numbers(1, 0, 0, 1, 0, 300)},
        {"Group": entries(S=name("Transparency"))},
        {"Ref": entries()},
        {"OC": entries()},
    ],
)
def test_a_picture_of_a_signature_that_reaches_elsewhere_is_named(more):
    def change(writer):
        field = the_field(writer, "Chair")
        field[name("AP")] = entries(N=ink(writer, **more))
        writer.update_container(field)

    assert "contains something other than a signature" in faults(certified(change))


@pytest.mark.parametrize("content", [b"BT (99) Tj ET", b"/X Do", b"q " * 600_000], ids=["text", "form", "endless"])
def test_a_picture_of_a_signature_that_is_none_is_named(content):
    def change(writer):
        field = the_field(writer, "Chair")
        field[name("AP")] = entries(N=ink(writer, content))
        writer.update_container(field)

    assert "contains something other than a signature" in faults(certified(change))


def test_a_picture_for_when_the_mouse_is_over_it_is_named():
    def change(writer):
        field = the_field(writer, "Chair")
        field[name("AP")] = entries(N=ink(writer), R=ink(writer))
        writer.update_container(field)

    assert UNFIT in faults(certified(change))


@pytest.mark.parametrize("key", ["DA", "DR", "XFA", "CO", "Q"])
def test_a_form_that_makes_readers_draw_is_named(key):
    def change(writer):
        form = writer.root["/AcroForm"]
        form[name(key)] = generic.BooleanObject(True)
        writer.update_container(form)

    assert UNFIT in faults(certified(change))


@pytest.mark.parametrize("key", ["OpenAction", "AA", "URI", "Collection", "OCProperties"])
def test_a_catalogue_that_acts_or_hides_is_named(key):
    def change(writer):
        writer.root[name(key)] = entries()
        writer.update_root()

    assert UNFIT in faults(certified(change))


@pytest.mark.parametrize("key", ["PageLabels", "Extensions", "Version", "DSS", "Outlines", "StructTreeRoot", "Threads", "Legal"])
def test_a_catalogue_with_anything_more_is_named(key):
    def change(writer):
        writer.root[name(key)] = entries() if key != "Version" else name("2.0")
        writer.update_root()

    assert DOCUMENT in faults(certified(change))


def test_usage_rights_are_named():
    def change(pdf):
        pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig))

    assert UNFIT in faults(rebuilt(change))


def _nested(pdf):
    pages = pdf.Root.Pages
    middle = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=pages.Kids, Count=1, Parent=pages, CropBox=Array([0, 400, 595, 842]))
    )
    pages.Kids = Array([middle])
    pdf.pages[0].obj.Parent = middle


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 180),
        lambda pdf: setattr(pdf.pages[0].obj, "CropBox", Array([0, 400, 595, 842])),
        lambda pdf: setattr(pdf.pages[0].obj, "UserUnit", 2),
        lambda pdf: setattr(pdf.Root.Pages, "CropBox", Array([0, 400, 595, 842])),
        _nested,
        lambda pdf: pdf.pages[0].obj.Resources.Font.__delitem__(sorted(pdf.pages[0].obj.Resources.Font.keys())[0]),
        lambda pdf: [font.__setitem__("/ToUnicode", pdf.make_stream(b"/35 beginbfchar")) for font in _fonts(pdf)],
        lambda pdf: [font.__setitem__("/FirstChar", 3) for font in _fonts(pdf)],
        lambda pdf: setattr(pdf.pages[0].obj.Resources, "ExtGState", Dictionary(G=Dictionary(ca=0))),
    ],
)
def test_a_page_that_shows_itself_otherwise_is_named(change):
    assert "Page 1 was altered" in faults(rebuilt(change))


def _fonts(pdf):
    return [pdf.pages[0].obj.Resources.Font[key] for key in pdf.pages[0].obj.Resources.Font.keys()]  # noqa: SIM118


def test_another_version_of_pdf_is_named():
    pdf = draw(sheet_data(), "JURY1:CODE").pdf
    assert pdf.startswith(b"%PDF-1.")
    other = b"%PDF-2.0" + pdf[8:]
    assert DOCUMENT in faults(pades.certify(other, SHEET_FIELDS, "Juror", the_juror(), INK, AT))


def test_words_in_the_metadata_are_named():
    def change(pdf):
        packet = pdf.Root.Metadata.read_bytes()
        more = b'<rdf:Description rdf:about="" xmlns:z="http://z/"><z:total>99</z:total></rdf:Description></rdf:RDF>'
        pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", more))

    assert DOCUMENT in faults(rebuilt(change))
    assert DOCUMENT in faults(rebuilt(lambda pdf: pdf.docinfo.__setitem__("/Keywords", String("99"))))


# --- the signature itself


def test_a_signature_of_another_subfilter_is_named():
    assert "isn't one that Juryapp makes" in faults(certified(lambda writer: None, SigSeedSubFilter.ADOBE_PKCS7_DETACHED))


@pytest.mark.parametrize(
    "more",
    [
        {"Reason": generic.TextStringObject("Total 99")},
        {"Name": generic.TextStringObject("Ketua")},
        {"Prop_Build": entries()},
        {"M": generic.TextStringObject("yesterday")},
        {"M": generic.TextStringObject("D:20260219093000")},
    ],
)
def test_a_dictionary_that_says_more_or_other_than_ours_is_named(more, monkeypatch):
    usual_write = PdfSignedData.write_to_stream

    def write(self, *args, **options):
        for key, value in more.items():
            self[name(key)] = value
        return usual_write(self, *args, **options)

    monkeypatch.setattr(PdfSignedData, "write_to_stream", write)
    altered = certified(lambda writer: None)
    monkeypatch.undo()
    assert "isn't one that Juryapp makes" in faults(altered)


def test_a_time_that_is_not_the_sheets_is_named():
    data = sheet_data(signed_at=AT.isoformat())
    assert not faults(a_signed_sheet(data=data))
    page = draw(data, "JURY1:CODE")
    late = pades.certify(page.pdf, page.fields, "Juror", the_juror(), INK, AT + timedelta(days=3_650))
    assert "tells another time than the document" in faults(late)
    assert "tells another time" in faults(a_signed_sheet(data=sheet_data(signed_at="today")))


def test_a_field_elsewhere_is_named():
    moved = tuple(Field("Chair", 0, (60, 690, 240, 720)) if one.name == "Chair" else one for one in SHEET_FIELDS)
    assert FIELDS in faults(certified(lambda writer: None, fields=moved))


def test_a_digest_of_another_kind_is_named_and_nothing_else_claimed_of_it():
    page = draw(sheet_data(), "JURY1:CODE")
    told = faults(certified_elsewhere(page, the_juror(), "sha512"))
    assert "isn't one that Juryapp makes" in told and "altered after signing" not in told


def test_two_signers_in_one_signature_are_named():
    pdf = a_signed_sheet()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    info = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    info["content"]["signer_infos"] = [*info["content"]["signer_infos"]] * 2
    twice = info.dump(force=True).hex().upper().encode()
    assert len(twice) <= end - start
    assert "isn't one that Juryapp makes" in faults(pdf[:start] + twice.ljust(end - start, b"0") + pdf[end:])


def test_a_container_without_a_signature_is_damaged():
    pdf = a_signed_sheet()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    assert "is damaged: it can't be read" in faults(pdf[:start] + b"FF" + pdf[start + 2 :])
