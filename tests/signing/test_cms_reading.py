"""CMS containers that a genuine key signed and that lack what a signature must say."""

from io import BytesIO

import pikepdf
import pytest
from asn1crypto import cms as asn1

from juryapp.errors import Problem
from juryapp.signing import cms_reading
from tests.signing.papers import a_signed_sheet, the_juror


def a_container() -> tuple[bytes, bytes]:
    """The signature of a sheet, and what it signs."""
    pdf = a_signed_sheet()
    with pikepdf.open(BytesIO(pdf)) as document:
        signature = document.Root.AcroForm.Fields[0].V
        _, before, after, rest = (int(number) for number in signature.ByteRange)
        return bytes(signature.Contents), pdf[:before] + pdf[after : after + rest]


def signed_again(contents: bytes, *, without: str = "", twice: str = "") -> bytes:
    """The container with other signed attributes, signed anew with the same genuine key."""
    info = asn1.ContentInfo.load(contents)
    (signer,) = info["content"]["signer_infos"]
    kept = [one for one in signer["signed_attrs"] if one["type"].native != without]
    for one in kept:
        if one["type"].native == twice:
            one["values"] = [*one["values"], one["values"][0]]
    signer["signed_attrs"] = asn1.CMSAttributes(kept)
    signer["signature"] = the_juror().key.sign(asn1.CMSAttributes(kept).dump())
    return info.dump(force=True)


def told(contents: bytes, content: bytes) -> str:
    found = cms_reading.read("Juror", contents, content)
    return str(found) if isinstance(found, Problem) else " ".join(map(str, found.faults))


def test_a_container_signed_again_as_it_was_is_genuine():
    contents, content = a_container()
    assert told(contents, content) == told(signed_again(contents), content) == ""


@pytest.mark.parametrize("attribute", ["message_digest", "content_type"])
def test_a_signature_that_does_not_say_what_it_signs_covers_nothing(attribute):
    contents, content = a_container()
    assert "was altered after signing" in told(signed_again(contents, without=attribute), content)
    assert "was altered after signing" in told(signed_again(contents, twice=attribute), content)


def test_a_signature_that_does_not_name_its_certificate_is_told():
    contents, content = a_container()
    assert "made with another key" in told(signed_again(contents, without="signing_certificate_v2"), content)
