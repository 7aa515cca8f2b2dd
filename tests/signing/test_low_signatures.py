"""Of the two ECDSA signatures that anyone can make of one, only the lower is made and taken, wherever one stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from juryapp.exchange.seals import vouched
from juryapp.signing.certificates import Certificate, issued_by
from juryapp.signing.keys import PrivateKey, is_low
from juryapp.signing.qr_claims import make_qr, read_qr, verify_qr
from juryapp.store import journal
from tests.builders import a_juror, an_event, light_passphrases, sign
from tests.signing.papers import a_signed_sheet
from tests.signing.people import the_authority
from tests.signing.test_verify import faults

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def twin(signature: bytes) -> bytes:
    """The other signature of the same message, which needs no key."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, ORDER - s)


def test_a_key_makes_low_signatures_always_the_same_and_takes_no_others() -> None:
    for number in range(40):
        key, message = PrivateKey.generate(), bytes([number])
        signature = key.sign(message)
        assert is_low(signature) and signature == key.sign(message) and key.public.verify(message, signature)
        assert not key.public.verify(message, twin(signature))


@pytest.mark.parametrize("wrong", [b"", b"\x30", bytes(70), b"\x30\x80\x02\x01\x01\x02\x01\x01\0\0"])
def test_bytes_that_are_no_strict_signature_are_none(wrong: bytes) -> None:
    assert not is_low(wrong)
    assert not PrivateKey.generate().public.verify(b"", wrong)


def test_bytes_behind_a_signature_are_refused() -> None:
    key = PrivateKey.generate()
    assert not key.public.verify(b"x", key.sign(b"x") + b"\0")


def test_certificates_are_low_and_a_twin_is_issued_by_nobody() -> None:
    ours = the_authority()
    for certificate, issuer in ((ours.root, ours.root), (ours.desk, ours.root)):
        assert is_low(certificate.native.signature) and issued_by(certificate, issuer)
        high = twin(certificate.native.signature)
        parts = asn1.Certificate.load(certificate.der)
        parts["signature_value"] = high
        other = Certificate.from_native(x509.load_der_x509_certificate(parts.dump(force=True)))
        assert other.native.tbs_certificate_bytes == certificate.native.tbs_certificate_bytes
        assert not issued_by(other, issuer)


def test_a_documents_signature_has_no_second_form() -> None:
    pdf = a_signed_sheet()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    info = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    (signer,) = info["content"]["signer_infos"]
    assert is_low(signer["signature"].native)
    signer["signature"] = twin(signer["signature"].native)
    again = info.dump(force=True).hex().upper().encode().ljust(end - start, b"0")
    assert "was altered" in faults(pdf[:start] + again + pdf[end:])


def test_a_code_has_no_second_form() -> None:
    key = PrivateKey.generate()
    digests = {"sha256": "0" * 64, "frame": bytes(16), "meaning": bytes(16)}
    claims = read_qr(make_qr(key, sheet="A/K01/J01", revision=1, total="85.00", signed_at=1, scores=[], **digests))
    s = int.from_bytes(claims.signature[32:], "big")
    assert s <= ORDER // 2 and verify_qr(claims, key.public)
    assert not verify_qr(replace(claims, signature=claims.signature[:32] + (ORDER - s).to_bytes(32, "big")), key.public)


def test_an_act_and_a_seal_have_no_second_form(tmp_path: Path) -> None:
    with light_passphrases():
        event = an_event(tmp_path)
        sign(a_juror(event, "J02"), "K01", ["80", "80"])
        acts = [entry for entry in journal.entries(event.file) if entry.signature]
        assert {"sheet", "seal", "certificate"} <= {entry.subject for entry in acts}
        for entry in acts:
            known = vouched if entry.subject == "score" else lambda one, trust: trust.proves(one)
            assert entry.signature and is_low(entry.signature) and known(entry, event.trust)
            assert not known(replace(entry, signature=twin(entry.signature)), event.trust)
        event.close()
