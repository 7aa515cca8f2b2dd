"""Examining a PDF: what is genuine passes, what was altered is named."""

import hashlib
import logging
import random
import re
import zlib
from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from itertools import count

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields as pyhanko_fields

from juryapp.errors import NewerFormat
from juryapp.signing.certificates import Certificate, make_juror
from juryapp.signing.fields import Field, juror_field, juror_of
from juryapp.signing.keys import PrivateKey, is_low
from juryapp.signing.pades import Signer, approve, certify
from juryapp.signing.verify import PdfFindings, Trust, examine
from juryapp.text import speaking
from tests.signing.papers import (
    INK,
    MINUTES_FIELDS,
    SHEET_FIELDS,
    Page,
    a_signed_sheet,
    desk_signer,
    draw,
    juror_signer,
    minutes_data,
    sheet_data,
    signed_elsewhere,
    the_juror,
    the_minutes,
    with_chain,
    without_chain,
)
from tests.signing.people import AT, an_authority, the_authority
from tests.signing.providers import a_foreign_certificate, certified_elsewhere, rsa_key


def the_trust(**more: object) -> Trust:
    return replace(Trust(the_authority().root), **more)


def findings(pdf: bytes, trust: Trust | None = None, render=draw) -> PdfFindings:
    return examine(pdf, trust or the_trust(), render)


def faults(pdf: bytes, trust: Trust | None = None, render=draw) -> str:
    return " ".join(str(fault) for fault in findings(pdf, trust, render).faults)


def signed_page(pdf: bytes, signer: Signer | None = None, fields=SHEET_FIELDS) -> bytes:
    return certify(pdf, fields, "Juror", signer or the_juror(), INK, AT)


def update(pdf: bytes, change) -> bytes:
    """An incremental update, as an editor would append it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def repaint(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.update_container(page)


def contents(pdf: bytes) -> tuple[int, int]:
    found = list(re.finditer(rb"<([0-9A-F]{1000,})>", pdf))[-1]
    return found.start(1), found.end(1)


# --- what is genuine


def test_a_signed_sheet_is_genuine():
    found = findings(a_signed_sheet())
    assert found.genuine and not found.faults
    assert found.kind == "score sheet"
    assert found.signers == (("Juror", "Juror J01", "J01"),)
    assert found.attachment == sheet_data()
    assert found.qr == "JURY1:CODE"


def test_fields_tell_their_jurors_where_the_data_does_not():
    page = draw(minutes_data(signers=None, chair={"code": "J03"}), None)
    pdf = certify(page.pdf, page.fields, "Desk", desk_signer(), None, AT, last="Chair")
    assert not faults(approve(approve(pdf, "Juror_J01", the_juror(), INK, AT), "Chair", the_juror("J03"), INK, AT))
    assert "Field “Juror_J01” was signed by “Juror J02”" in faults(approve(pdf, "Juror_J01", the_juror("J02"), INK, AT))
    assert "Field “Chair” was signed by “Juror J02”" in faults(approve(pdf, "Chair", the_juror("J02"), INK, AT))


def test_a_jurors_field_and_code_are_told_from_one_another():
    assert juror_of(juror_field("J.1_a")) == "J.1_a" and "." not in juror_field("J.1_a")
    assert juror_of("Chair") is None


@pytest.mark.parametrize("appearance", [INK, "Ada Lestari", None])
def test_a_sheet_is_genuine_however_it_was_signed(appearance):
    assert not faults(a_signed_sheet(appearance=appearance))


def test_what_the_journal_knows_agrees_with_a_genuine_sheet():
    ours, juror = the_authority(), the_juror()
    known = the_trust(desks=(ours.desk,), jurors={"J01": (juror_signer().certificate, juror.certificate)})
    assert not faults(a_signed_sheet(), known)


def test_minutes_signed_in_any_order_with_chair_and_seal_are_genuine():
    found = findings(the_minutes("J02", "J01", chair=True, seal=True))
    assert not found.faults and found.kind == "minutes"
    assert [field for field, _name, _code in found.signers] == ["Desk", "Juror_J02", "Juror_J01", "Chair", "HQ_Seal"]
    assert [code for _field, _name, code in found.signers] == [None, "J02", "J01", "J03", None]


def test_each_signature_left_the_file_with_a_digest_of_its_own():
    first = the_minutes()
    second = approve(first, "Juror_J02", the_juror("J02"), INK, AT)
    digests = [hashlib.sha256(pdf).hexdigest() for pdf in (first, second)]
    assert findings(second).revisions == tuple(digests)


def test_a_chair_and_headquarters_may_sign_a_sheet_later():
    ours = the_authority()
    data = sheet_data(chair={"name": "Juror  J02"})
    approved = approve(a_signed_sheet(data=data), "Chair", the_juror("J02"), INK, AT)
    assert not faults(approve(approved, "HQ_Seal", Signer(ours.root_key, ours.root), None, AT))


def test_a_providers_certificate_counts_where_the_journal_knows_it():
    stranger = without_chain(juror_signer("X", an_authority("PROVIDER")))
    sheet = a_signed_sheet(stranger)
    assert "isn't certified" in faults(sheet)
    assert not faults(sheet, the_trust(jurors={"J01": (stranger.certificate,)}))


def test_a_page_that_is_only_compressed_otherwise_is_the_same_page():
    def packed_otherwise(data: bytes, qr: str | None) -> Page:
        page = draw(data, qr)
        out = BytesIO()
        with pikepdf.open(BytesIO(page.pdf)) as pdf:
            pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        return Page(out.getvalue(), page.fields)

    assert packed_otherwise(sheet_data(), "JURY1:CODE").pdf != draw(sheet_data(), "JURY1:CODE").pdf
    assert not faults(a_signed_sheet(), render=packed_otherwise)


def test_faults_are_told_in_the_readers_language():
    found = findings(a_signed_sheet() + b"x")
    with speaking("id"):
        assert "ditambahkan" in str(found.faults[0])


# --- bytes that were changed


def test_no_flipped_bit_goes_unnoticed():
    signed, chance = a_signed_sheet(), random.Random(7)
    for _ in range(150):
        altered = bytearray(signed)
        altered[chance.randrange(len(signed))] ^= 1 << chance.randrange(8)
        assert faults(bytes(altered))


def test_a_page_that_was_altered_is_named():
    signed = a_signed_sheet()
    with pikepdf.open(BytesIO(signed)) as pdf:
        raw = pdf.pages[0].Contents.read_raw_bytes()
    place = signed.index(raw)
    altered = signed[: place + 9] + bytes([signed[place + 9] ^ 1]) + signed[place + 10 :]
    assert "altered after signing" in faults(altered)
    assert "Page 1 was altered" in faults(altered)


def test_an_attachment_that_was_altered_is_named():
    signed = a_signed_sheet()
    with pikepdf.open(BytesIO(signed)) as pdf:
        raw = pdf.attachments["sheet.json"].get_file().obj.read_raw_bytes()
    place = signed.index(raw)
    altered = signed[: place + 9] + bytes([signed[place + 9] ^ 1]) + signed[place + 10 :]
    assert "attached data is missing, damaged" in faults(altered)


def test_something_in_the_padding_of_a_signature_is_named():
    signed = a_signed_sheet()
    _start, end = contents(signed)
    assert signed[end - 4 : end] == b"0000"
    assert "written behind it" in faults(signed[: end - 3] + b"5" + signed[end - 2 :])


def test_a_signature_in_other_letters_is_not_the_same_bytes():
    signed = a_signed_sheet()
    start, end = contents(signed)
    assert faults(signed[:start] + signed[start:end].lower() + signed[end:])


def test_anything_after_the_end_or_before_the_beginning_is_named():
    signed = a_signed_sheet()
    assert "added to this PDF after" in faults(signed + b"garbage")
    assert "added to this PDF after" in faults(signed + b"\n")
    assert "Something stands in this file before the PDF begins" in faults(b"\n" + signed)
    assert "not a PDF" in faults(signed[5:])


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.7, 0.99])
def test_a_truncated_file_is_named(kept):
    signed = a_signed_sheet()
    assert faults(signed[: int(len(signed) * kept)])


def test_a_file_cut_back_to_before_its_signature_bears_none():
    assert faults(draw(sheet_data(), None).pdf) == "This PDF bears no signature."


@pytest.mark.parametrize("pdf", [b"", b"text", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"%PDF-1.7\n%%EOF\n" * 100])
def test_what_is_no_document_is_told_in_a_sentence(pdf):
    found = findings(pdf)
    assert found.faults and found.kind == "unknown" and not found.signers


def test_a_file_of_very_many_pages_is_refused():
    def many(pdf: pikepdf.Pdf) -> None:
        for _ in range(2_001):
            pdf.pages.append(pdf.pages[0])

    assert "more pages than any document" in faults(remade(draw(sheet_data(), None), many))


def test_a_huge_file_is_refused_unread():
    assert "larger than 30 MB" in faults(b"%PDF-1.7\n" + bytes(30_000_001))


# --- updates after signing


def test_a_page_that_was_repainted_after_signing_is_named():
    altered = update(a_signed_sheet(), repaint)
    assert "added to this PDF after the last signature" in faults(altered)
    assert "Page 1 was altered" in faults(altered)


def test_a_page_that_was_repainted_between_two_signatures_is_named():
    altered = update(a_signed_sheet(), repaint)
    assert "it doesn't allow" in faults(approve(altered, "Chair", the_juror("J02"), INK, AT))


def test_even_a_harmless_update_is_named():
    altered = update(a_signed_sheet(), lambda writer: writer.add_object(generic.NumberObject(7)))
    assert "added to this PDF" in faults(altered)


def test_a_signature_that_was_taken_out_is_missing():
    def strip(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        del field["/V"]
        writer.update_container(field)

    assert faults(update(a_signed_sheet(), strip))


def test_a_field_that_was_added_after_certifying_is_named():
    def add(writer: IncrementalPdfFileWriter) -> None:
        spec = pyhanko_fields.SigFieldSpec("Guest", box=(10, 10, 50, 50))
        pyhanko_fields.append_signature_field(writer, spec)

    altered = approve(update(a_signed_sheet(), add), "Guest", the_juror("J02"), INK, AT)
    told = faults(altered)
    assert "it doesn't allow" in told and "doesn't belong" in told and "fields were altered" in told


def test_a_juror_who_signs_after_the_chair_is_named():
    late = signed_elsewhere(the_minutes("J02", chair=True), "Juror_J01", the_juror())
    assert "changed after the signature in field “Chair”" in faults(late)


# --- signers


def test_a_genuine_certificate_of_the_wrong_juror_is_named():
    assert "“Juror J02”, who is not the one" in faults(a_signed_sheet(the_juror("J02")))


def test_the_desk_cannot_sign_for_a_juror():
    assert "who is not the one" in faults(a_signed_sheet(desk_signer()))


def test_minutes_that_a_juror_certified_are_named():
    page = draw(minutes_data(), None)
    juror = the_juror()
    assert "who is not the one" in faults(certify(page.pdf, page.fields, "Desk", juror, None, AT, last="Chair"))


def test_jurors_who_signed_in_each_others_fields_are_named():
    swapped = approve(the_minutes(), "Juror_J01", the_juror("J02"), INK, AT)
    assert "Field “Juror_J01” was signed by “Juror J02”" in faults(swapped)


def test_a_chair_whom_the_sheet_does_not_name_is_named():
    assert "Field “Chair” was signed by “Juror J02”" in faults(approve(a_signed_sheet(), "Chair", the_juror("J02"), INK, AT))


def test_another_chair_than_the_sheet_names_is_named():
    sheet = a_signed_sheet(data=sheet_data(chair={"name": "Juror J02"}))
    assert "Field “Chair” was signed by “Juror J03”" in faults(approve(sheet, "Chair", the_juror("J03"), INK, AT))


def test_only_headquarters_seals():
    sealed = approve(a_signed_sheet(), "HQ_Seal", the_juror(), None, AT)
    assert "Field “HQ_Seal” was signed by" in faults(sealed)


def test_a_sheet_whose_juror_did_not_sign_is_named():
    page = draw(sheet_data(), None)
    other = certify(page.pdf, page.fields, "PSrE", the_juror(), INK, AT)
    assert "signature in field “Juror” is missing" in faults(other)


def test_a_forged_authority_of_the_same_names_is_named():
    forged = juror_signer("J01", an_authority())
    assert "isn't certified by headquarters' root" in faults(a_signed_sheet(forged))
    ours = the_authority()
    assert "isn't certified" in faults(a_signed_sheet(with_chain(forged, ours.desk)))


def test_a_certificate_that_a_juror_issued_is_named():
    ours, juror, key = the_authority(), the_juror(), PrivateKey.generate()
    issued = make_juror("J02", "Juror J02", "", juror.certificate, juror.key, key.public, AT)
    sheet = a_signed_sheet(Signer(key, issued, (juror.certificate, ours.desk)), sheet_data("J02"))
    assert "isn't certified" in faults(sheet)


def test_a_second_certificate_that_the_journal_does_not_know_is_named():
    again = juror_signer("J01")
    known = the_trust(desks=(the_authority().desk,), jurors={"J01": (the_juror().certificate,)})
    assert "this event doesn't know" in faults(a_signed_sheet(again), known)


def test_a_desk_that_the_journal_does_not_know_is_named():
    ours, known = the_authority(), the_trust(desks=(an_authority().desk,))
    assert "isn't certified" in faults(a_signed_sheet(), known)
    page = draw(minutes_data(), None)
    minutes = certify(page.pdf, page.fields, "Desk", Signer(ours.desk_key, ours.desk), None, AT)
    assert "this event doesn't know" in faults(minutes, known)


def test_a_spare_certificate_in_a_signature_is_named():
    ours = the_authority()
    assert "don't belong there" in faults(a_signed_sheet(with_chain(the_juror(), ours.desk, ours.root)))
    known = the_trust(desks=(ours.desk,))
    assert "don't belong there" in faults(a_signed_sheet(without_chain(the_juror())), known)


def test_without_a_root_nobody_is_believed():
    assert "can't be proven" in faults(a_signed_sheet(), Trust(None))
    assert "isn't one" in faults(a_signed_sheet(), Trust(the_authority().desk))


def test_a_signature_of_another_kind_is_said_to_be_uncheckable():
    key = rsa_key(1)
    signer = Signer(PrivateKey(key), a_foreign_certificate("Juror J01", key))
    page = draw(sheet_data(), None)
    assert "Field “Juror” bears a signature of another kind" in faults(certified_elsewhere(page, signer))


# --- documents that a genuine juror made up with other tools


NONE = pikepdf.StreamDecodeLevel.none


def remade(page: Page, change, **options) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(page.pdf)) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def test_a_page_that_shows_other_points_than_its_data_is_named():
    honest, other = draw(sheet_data(), "JURY1:CODE"), draw(sheet_data(points="95"), "JURY1:CODE")

    def show_other(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(BytesIO(other.pdf)) as source:
            pdf.pages[0].Contents.write(source.pages[0].Contents.read_bytes())

    assert "Page 1 was altered" in faults(signed_page(remade(honest, show_other)))


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.__setattr__("OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x()")),
        lambda pdf: pdf.pages[0].obj.__setattr__(
            "AA", pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x()"))
        ),
        lambda pdf: pdf.Root.Names.__setattr__("JavaScript", pikepdf.Dictionary(Names=pikepdf.Array([]))),
        lambda pdf: pdf.pages[0].obj.__setattr__(
            "Annots",
            pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9])]),
        ),
    ],
)
@pytest.mark.parametrize("render", [draw, None])
def test_scripts_actions_and_notes_on_the_page_are_named(change, render):
    assert "scripts, links" in faults(signed_page(remade(draw(sheet_data(), None), change)), render=render)


def test_a_second_attachment_is_named():
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["other.json"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename="other.json")

    assert "attached data is missing" in faults(signed_page(remade(draw(sheet_data(), None), attach)))


def test_data_that_is_packed_in_another_way_is_named():
    def pack(pdf: pikepdf.Pdf) -> None:
        parameters = pikepdf.Dictionary(Predictor=1)
        data = pdf.attachments["sheet.json"].get_file().obj
        data.write(zlib.compress(sheet_data()), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)

    told = faults(signed_page(remade(draw(sheet_data(), None), pack, compress_streams=False, stream_decode_level=NONE)))
    assert "attached data is missing, damaged" in told


def test_data_from_which_no_document_can_be_made_is_named():
    def twist(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["sheet.json"].get_file().obj.write(b'{"kind": "score sheet", "juror": []}')

    told = faults(signed_page(remade(draw(sheet_data(), None), twist)))
    assert "no document can be made" in told and "not the one who signs" in told


def test_data_that_is_not_ours_is_named():
    def twist(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["sheet.json"].get_file().obj.write(b"[" * 10_000)

    assert "doesn't say what it is" in faults(signed_page(remade(draw(sheet_data(), None), twist)), render=None)


def test_an_attachment_that_unpacks_without_end_is_not_unpacked():
    def inflate(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["sheet.json"].get_file().obj.write(bytes(30_000_000))

    assert "attached data is missing" in faults(signed_page(remade(draw(sheet_data(), None), inflate)))


def test_a_field_that_lies_over_the_points_is_named():
    over = tuple(Field("Juror", 0, (50, 690, 300, 720)) if field.name == "Juror" else field for field in SHEET_FIELDS)
    assert "fields were altered" in faults(signed_page(draw(sheet_data(), None).pdf, fields=over))
    assert "fields were altered" in faults(signed_page(draw(sheet_data(), None).pdf, fields=MINUTES_FIELDS + SHEET_FIELDS[:1]))


def test_a_signature_whose_picture_is_a_text_is_named():
    told = faults(signed_elsewhere(a_signed_sheet(), "Chair", the_juror("J02"), "Points: 95"))
    assert "“Chair” contains something other than a signature" in told


def test_a_genuine_juror_may_sign_with_another_program_only_where_providers_sign():
    """It notes itself in the metadata and the catalogue, which in another field nobody but Juryapp does."""
    assert not faults(signed_elsewhere(a_signed_sheet(), "PSrE", the_juror()))
    chaired = a_signed_sheet(data=sheet_data(chair={"name": "Juror J02"}))
    assert "it isn't what Juryapp makes" in faults(signed_elsewhere(chaired, "Chair", the_juror("J02")))


# --- what remains of the ways in which a file can be wrong


def test_a_document_of_a_later_program_is_told_to_be_that():
    def newer(data: bytes, qr: str | None) -> Page:
        raise NewerFormat("This document was made by a newer Juryapp; check it with that version.")

    assert faults(a_signed_sheet(), render=newer) == "This document was made by a newer Juryapp; check it with that version."


def test_a_field_within_another_is_known_by_its_whole_name():
    fields = tuple(Field(f"Board.{one.name}", one.page, one.box) for one in SHEET_FIELDS)
    page = draw(sheet_data(), None)
    pdf = certify(page.pdf, fields, "Board.Juror", the_juror(), INK, AT)
    assert "fields were altered" not in faults(pdf, render=lambda data, qr: Page(draw(data, qr).pdf, fields))
    assert "fields were altered" in faults(pdf)


def test_a_first_signature_that_certifies_nothing_is_named():
    def add(writer: IncrementalPdfFileWriter) -> None:
        pyhanko_fields.append_signature_field(writer, pyhanko_fields.SigFieldSpec("Juror", box=(60, 80, 240, 130)))

    page = draw(sheet_data(), None)
    assert "doesn't certify the document" in faults(approve(update(page.pdf, add), "Juror", the_juror(), INK, AT))
    assert "doesn't certify the document" not in faults(signed_page(page.pdf))


@pytest.mark.parametrize("start", [b"[1 ", b"[9 "])
def test_a_signature_that_leaves_out_the_beginning_is_named(start):
    signed = a_signed_sheet()
    assert signed.count(b"/ByteRange [0 ") == 1
    assert "doesn't cover the whole document" in faults(signed.replace(b"/ByteRange [0 ", b"/ByteRange " + start))


def test_a_certificate_that_is_not_for_signing_is_not_believed():
    ours, key, moment = the_authority(), PrivateKey.generate(), AT.astimezone(UTC)
    builder = x509.CertificateBuilder(
        ours.desk.native.subject, the_juror().certificate.native.subject, key.public.native, 7, moment, moment + timedelta(days=9)
    )
    made = (Certificate.from_native(builder.sign(ours.desk_key.native, hashes.SHA256())) for _try in count())
    bare = next(one for one in made if is_low(one.native.signature))
    sheet = a_signed_sheet(Signer(key, bare, (ours.desk,)))
    assert "isn't certified" in faults(sheet) and findings(sheet).signers == (("Juror", "Juror J01", None),)


def test_what_the_libraries_find_suspicious_is_told_by_us_alone(capfd, monkeypatch):
    """Without a handler, Python prints a library's warnings with their tracebacks."""
    monkeypatch.setattr(logging.root, "handlers", [])
    assert faults(approve(update(a_signed_sheet(), repaint), "Chair", the_juror("J02"), INK, AT))
    assert capfd.readouterr() == ("", "")
