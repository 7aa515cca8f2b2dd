"""Signing PDFs: appended to, never rewritten; no one signs after the last one."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

from juryapp.errors import FileProblem, Refused
from juryapp.signing.pades import approve, certify
from tests.signing.papers import INK, a_signed_sheet, draw, sheet_data, the_juror, the_minutes
from tests.signing.people import AT


def test_signing_appends_one_revision_and_keeps_every_byte_before():
    page = draw(sheet_data(), None)
    signed = certify(page.pdf, page.fields, "Juror", the_juror(), INK, AT)
    assert signed.startswith(page.pdf)
    assert signed.count(b"startxref") == 2
    approved = approve(signed, "Chair", the_juror("J02"), "Ketua", AT)
    assert approved.startswith(signed)
    assert approved.count(b"startxref") == 3


@pytest.mark.parametrize("pdf", [a_signed_sheet, lambda: the_minutes("J01", "J02", chair=True, seal=True)])
def test_a_signed_document_stays_archival(pdf):
    signed = pdf()
    assert signed[:8] == b"%PDF-1.7"
    # the checker knows no form fields and says so; what it does know must be in order
    assert {finding.kind for finding in pdfa.validate_written(BytesIO(signed), "3b").findings} == {"unsupported"}
    with pikepdf.open(BytesIO(signed)) as document:
        assert document.docinfo["/Producer"] == "Paper"
        assert "/Version" not in document.Root and "/Extensions" not in document.Root


def test_all_fields_exist_from_the_first_signature_on():
    with pikepdf.open(BytesIO(a_signed_sheet())) as document:
        fields = {str(field.T): "/V" in field for field in document.Root.AcroForm.Fields}
    assert fields == {"Juror": True, "Chair": False, "PSrE": False, "HQ_Seal": False}


def test_the_signature_is_pades_and_claims_the_given_time():
    with pikepdf.open(BytesIO(a_signed_sheet())) as document:
        signature = document.Root.AcroForm.Fields[0].V
        assert signature.SubFilter == "/ETSI.CAdES.detached"
        assert str(signature.M) == "D:20260219093000+08'00'"
        assert signature.Reference[0].TransformParams.P == 2
        contents = bytes(signature.Contents)
    assert contents.rstrip(b"\0") and len(contents) < 3000


def test_jurors_sign_in_any_order():
    assert the_minutes("J02", "J01").count(b"/ByteRange") == 3


def test_nobody_but_headquarters_signs_after_the_chair():
    closed = the_minutes("J02", chair=True)
    with pytest.raises(Refused, match="closed"):
        approve(closed, "Juror_J01", the_juror(), INK, AT)
    assert approve(closed, "HQ_Seal", the_juror(), None, AT).startswith(closed)


def test_a_field_is_signed_once_and_must_exist():
    signed = a_signed_sheet()
    with pytest.raises(Refused, match="signed already"):
        approve(signed, "Juror", the_juror(), INK, AT)
    with pytest.raises(Refused, match="no field"):
        approve(signed, "Juror_J09", the_juror(), INK, AT)


def test_a_document_is_certified_once():
    with pytest.raises(Refused, match="fresh"):
        certify(a_signed_sheet(), draw(sheet_data(), None).fields, "Juror", the_juror(), INK, AT)


def test_the_chair_of_a_sheet_that_was_prepared_for_it_closes_it_to_all_but_headquarters():
    page = draw(sheet_data(), "JURY1:CODE")
    sheet = certify(page.pdf, page.fields, "Juror", the_juror(), INK, AT, last="Chair")
    closed = approve(sheet, "Chair", the_juror("J02"), INK, AT)
    with pytest.raises(Refused, match="closed this document"):
        approve(closed, "PSrE", the_juror(), None, AT)
    assert approve(closed, "HQ_Seal", the_juror(), None, AT).startswith(closed)


@pytest.mark.parametrize("pdf", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_not_signed(pdf):
    with pytest.raises(FileProblem, match="can't be read"):
        certify(pdf, (), "Juror", the_juror(), None, AT)
